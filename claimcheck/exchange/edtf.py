"""Dates as other programs read them.

Ours are EDTF with unknown digits anywhere from the right; others know years, months and days. What is given here never
says more than the record does: an unknown month or day is left away, and where only its last digit is unknown
(`2031-03-1X`, `203X`) the date becomes the interval of what it can be. Either way its bounds are the same.
"""

from __future__ import annotations

import re

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.range import QUALIFIERS
from claimcheck.model.when import When

_ISO = lazy(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_OPEN = ".."


@frozen
class End:
    """A year, a month or a day, all digits known, and the qualifier behind it (empty: it is certain)."""

    date: str
    qualifier: str = ""

    def __str__(self) -> str:
        """As EDTF writes it."""
        return self.date + self.qualifier

    @property
    def numbers(self) -> tuple[int, ...]:
        """Year, month and day, as far as they are said."""
        return tuple(int(each) for each in self.date.split("-"))


Ends = tuple[End | None, End | None]
"""From when to when, None for an open end; the same twice is one date."""


def iso(when: When | None) -> str | None:
    """A year, month or day as ISO 8601 writes it; None for what is less certain."""
    return when.text if when is not None and _ISO.fullmatch(when.text) else None


def ends(when: When) -> Ends:
    """What a date says without an unknown digit: one date, twice, or the two ends of an interval."""
    begin, _, end = when.text.partition("/")
    return _choices(begin)[0], _choices(end or begin)[1]


def level_1(when: When) -> str:
    """EDTF of level 1, as biber and pandoc read it alike: no `X`, and nothing at all for an open end."""
    first, last = ends(when)
    if first == last and "/" not in when.text:
        return str(first)
    return f"{first or ''}/{last or ''}"


def parts(when: When) -> list[list[int]]:
    """One date or two, each as year, month and day as far as both are known; empty where an end is open.

    Two dates are an interval to readers of CSL only if they are equally exact: citeproc-js gives up the whole
    bibliography over two that are not.
    """
    begin, _, end = when.text.partition("/")
    first, last = ends(when)
    if first is None or last is None:
        return []
    depth = min(_known(begin), _known(end or begin))
    low, high = list(first.numbers[:depth]), list(last.numbers[:depth])
    return [low] if low == high and not end else [low, high]


def _known(text: str) -> int:
    """How many of year, month and day are written with all their digits; those of a year can be told as an interval."""
    year, *rest = text.rstrip("".join(QUALIFIERS)).split("-")
    return 1 + (0 if "X" in year else sum("X" not in each for each in rest))


def _choices(text: str) -> Ends:
    """The first and the last of what one date can be."""
    if text == _OPEN:
        return None, None
    qualifier = text[-1] if text[-1] in QUALIFIERS else ""
    bare = re.sub(r"(?:-XX)+$", "", text.removesuffix(qualifier))
    if "X" not in bare:
        known = End(bare, qualifier)
        return known, known
    when = When.parse(bare)
    return End(str(when.earliest)[: len(bare)], qualifier), End(str(when.latest)[: len(bare)], qualifier)
