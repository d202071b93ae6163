"""Days and numbers with bounds: "some day within", "some number within"."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

EVER = math.inf
QUALIFIERS = ("?", "~", "%")


@dataclass(frozen=True)
class Span:
    """Some value between two, which belong to it unless it says that they do not. Days are numbered from year 1."""

    first: float | Fraction
    last: float | Fraction
    qualifiers: str = ""  # as written: `?`, `~`, `%`
    above: bool = False  # more than `first`
    below: bool = False  # less than `last`

    @property
    def qualified(self) -> bool:
        """Whether its bounds prove nothing."""
        return bool(self.qualifiers)

    def before(self, other: Span) -> bool:
        """Whether no value of this one reaches the other, which comes after it."""
        return self.last < other.first or (self.last == other.first and (self.below or other.above))

    def disjoint(self, other: Span) -> bool:
        return self.before(other) or other.before(self)

    def inside(self, other: Span) -> bool:
        begins = self.first > other.first or (self.first == other.first and (self.above or not other.above))
        ends = self.last < other.last or (self.last == other.last and (self.below or not other.below))
        return begins and ends

    @property
    def one(self) -> bool:
        """Whether it is a single value, and sure."""
        return self.first == self.last and not self.qualified


ANY_DAY = Span(-EVER, EVER)


@cache
def day(text: str) -> Span:
    """A date of the subset of EDTF that the design names."""
    begin, slash, end = text.partition("/")
    if not slash:
        return _one_date(text)
    first, last = _end(begin), _end(end)
    return Span(
        -EVER if first is None else first.first,
        EVER if last is None else last.last,
        "".join(each.qualifiers for each in (first, last) if each is not None),
    )


def _end(text: str) -> Span | None:
    return None if text == ".." else _one_date(text)


def _one_date(text: str) -> Span:
    parts, qualifiers = text.rstrip("?~%").split("-"), text[-1] if text.endswith(QUALIFIERS) else ""
    fits = [each for each in _days_around(parts) if _writes(parts, each)]
    return Span(fits[0].toordinal(), fits[-1].toordinal(), qualifiers)


def _days_around(parts: list[str]) -> list[dt.date]:
    """The days of the first and of the last year that the digits allow; enough to find both bounds."""
    years = {int(parts[0].replace("X", digit)) for digit in "09"}
    return [
        dt.date(year, month, of_month)
        for year in sorted(max(year, 1) for year in years)
        for month in range(1, 13)
        for of_month in range(1, calendar.monthrange(year, month)[1] + 1)
    ]


def _writes(parts: list[str], one: dt.date) -> bool:
    written = (f"{one.year:04}", f"{one.month:02}", f"{one.day:02}")
    return all(
        pattern in ("X", digit)
        for part, digits in zip(parts, written, strict=False)
        for pattern, digit in zip(part, digits, strict=True)
    )


@cache
def number(text: str) -> Span:
    """A number, a range of numbers, or one that is more or less than another."""
    qualifiers = text[-1] if text.endswith(QUALIFIERS) else ""
    text = text.rstrip("?~%")
    if text.startswith(">"):
        return Span(Fraction(text.lstrip(">=")), EVER, qualifiers, above="=" not in text)
    if text.startswith("<"):
        return Span(-EVER, Fraction(text.lstrip("<=")), qualifiers, below="=" not in text)
    begin, slash, end = text.partition("/")
    end = end if slash else begin
    return Span(-EVER if begin == ".." else Fraction(begin), EVER if end == ".." else Fraction(end), qualifiers)
