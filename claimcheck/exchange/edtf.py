"""Dates as other programs read them.

Ours are EDTF with unknown digits anywhere from the right; others know less. What is given here never says more than the
record does: a reduced date is a span that contains it.
"""

from __future__ import annotations

import re

from claimcheck.model.range import QUALIFIERS
from claimcheck.model.when import When

_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_TENS = re.compile(r"-[0-9]X(?:$|[?~%/-])")


def iso(when: When | None) -> str | None:
    """A year, month or day as ISO 8601 writes it; None for what is less certain."""
    return when.text if when is not None and _ISO.fullmatch(when.text) else None


def level_1(when: When) -> str:
    """EDTF of level 1 at most: `2009-01-1X` (level 2) becomes the interval of its days."""
    if not _TENS.search(when.text):
        return when.text
    ends = [_days(each) for each in when.text.split("/")]
    return f"{ends[0][0]}/{ends[-1][1]}"


def _days(text: str) -> tuple[str, str]:
    """The first and the last day of one date whose last digit is unknown, each as uncertain as it; else it, twice."""
    if not _TENS.search(text):
        return text, text
    when, qualifier = When.parse(text), text[-1] if text[-1] in QUALIFIERS else ""
    return f"{when.earliest}{qualifier}", f"{when.latest}{qualifier}"


def parts(when: When) -> list[list[int]]:
    """One date or two, each as year, month, day as far as known; empty where an end is open."""
    bare = [each.rstrip(QUALIFIERS) for each in when.text.split("/")]
    if ".." in bare:
        return []
    if len(bare) == 1 and "X" in bare[0][:4]:
        bare = [bare[0][:4].replace("X", "0"), bare[0][:4].replace("X", "9")]
    first, last = bare[0], bare[-1]
    known = [_known(first, "0")] if len(bare) == 1 else [_known(first, "0"), _known(last, "9")]
    return [_numbers(each) for each in known]


def _known(text: str, digit: str) -> str:
    """A date without its unknown day or month; unknown digits of a year become the least or the greatest."""
    return re.sub(r"(?:-[0-9]?X+)+$", "", text[:4].replace("X", digit) + text[4:])


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split("-")]
