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
    qualifier = when.text[-1] if when.text[-1] in QUALIFIERS else ""
    begin = f"{when.earliest.isoformat()}{qualifier}" if when.earliest else ".."
    end = f"{when.latest.isoformat()}{qualifier}" if when.latest else ".."
    return f"{begin}/{end}"


def parts(when: When) -> list[list[int]]:
    """One date or two, each as year, month, day as far as known; empty where an end is open."""
    bare = [each.rstrip(QUALIFIERS) for each in when.text.split("/")]
    if ".." in bare:
        return []
    if len(bare) == 1 and "X" in bare[0]:
        known = re.sub(r"(-XX)+$", "", bare[0])
        if "X" not in known:
            return [_numbers(known)]
        assert when.earliest is not None  # noqa: S101 - a single date has both ends
        assert when.latest is not None  # noqa: S101
        return [_numbers(when.earliest.isoformat()), _numbers(when.latest.isoformat())]
    if any("X" in each for each in bare):
        ends = (when.earliest, when.latest)
        return [_numbers(each.isoformat()) for each in ends if each is not None]
    return [_numbers(each) for each in bare]


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split("-")]
