"""A date as uncertain as the world left it: a small part of EDTF.

Source: Extended Date/Time Format, Library of Congress, 2019-02-04 (ISO 8601-2:2019). Supported are, from level 0,
years, months, days and intervals; from level 1, one qualifier at the end (`?` uncertain, `~` approximate, `%` both),
`X` for a trailing run of unknown digits, and `..` for an open end of an interval.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.range import QUALIFIERS, Range

_DATE = lazy(r"([0-9]{1,4}X{0,3})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_OLD_FORMS = lazy(r"[0-9]u|\bopen\b|\bunknown\b")
_RELATIVE = lazy(
    r"\b(?:today|yesterday|tomorrow|now|ago|last|next|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_NOTHING = lazy(r"\s*(?:unknown|none|n/?a|no date|undated|s\.?d\.?|[-–—?]+)\s*", re.IGNORECASE)
EXPECTED = "a date such as 2009, 2009-01, 2009-01-27, 2009-01-XX, 2009-01~ or 2009-01-20/2009-01-26"
PATTERN = r"^[0-9X.?~%/-]{2,24}$"
"""What the JSON Schema can say of a date; the rest is checked when it is read."""


@frozen
class When(Range):
    """Some day between two days; `low` and `high` are day numbers (1 is 1 January of year 1)."""

    low: int | None = None
    high: int | None = None

    @classmethod
    def parse(cls, text: str) -> When:
        """The date that `text` writes.

        Raises:
            ValueError: it is not a date of the supported subset; the message says why.
        """
        return _parse(str(text))

    @property
    def earliest(self) -> date | None:
        """The first day that it can be; None where the beginning is open."""
        return None if self.low is None else date.fromordinal(self.low)

    @property
    def latest(self) -> date | None:
        """The last day that it can be; None where the end is open."""
        return None if self.high is None else date.fromordinal(self.high)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """An order for display only: by earliest day, then latest; open beginnings by their end."""
        low = self.low if self.low is not None else (self.high or 0)
        return (low, self.high if self.high is not None else date.max.toordinal(), self.text)

    def __str__(self) -> str:
        """As it was written."""
        return self.text


def unknown_last(day: When | None) -> tuple[bool, tuple[int, int, str]]:
    """An order for display only: by day, unknown days last."""
    return (day is None, day.sort_key if day else (0, 0, ""))


@lru_cache(maxsize=4096)
def _parse(text: str) -> When:
    try:
        return _strict(text)
    except ValueError as error:
        raise ValueError(_better(text, str(error))) from None


def _better(text: str, why: str) -> str:
    """Why a text is not a date, with the dates that it may have been meant as."""
    from claimcheck.model.dates_meant import dates_meant, lacks_year  # noqa: PLC0415 - only who made a slip waits for it

    found = [each for each in dates_meant(text) if each != text and _is_date(each)][:3]
    if found:
        said = f"`{text}` is not a date" if _generic(why) or text not in why else why
        return f"{said}; did you mean {' or '.join(f'`{each}`' for each in found)}?"
    if rest := lacks_year(text):
        return f"`{text}` is not a date: the year is missing; expected it before `-{rest}`, such as 2009-{rest}"
    if _RELATIVE.search(text):
        return f"`{text}` is not a date; write the day itself, such as 2009-01-27: there is no clock in the files"
    if _NOTHING.fullmatch(text):
        return f"`{text}` is not a date; where it is not known, leave the date out"
    return _unexpected(text) if _generic(why) else why


def _generic(why: str) -> bool:
    return EXPECTED in why or "form of the 2012 draft" in why


def _is_date(text: str) -> bool:
    try:
        _strict(text)
    except ValueError:
        return False
    return True


def _strict(text: str) -> When:
    if "/" not in text:
        low, high, qualified = _date(text)
        return When(text, low=low, high=high, qualified=qualified)
    if text.count("/") > 1:
        raise ValueError(_unexpected(text))
    begin, end = text.split("/")
    if begin == end == "..":
        raise ValueError("an interval that is open at both ends says nothing; leave the date out")
    first = (None, None, False) if begin == ".." else _date(begin)
    last = (None, None, False) if end == ".." else _date(end)
    if first[0] is not None and last[1] is not None and first[0] > last[1]:
        raise ValueError(f"the interval ends before it begins: `{text}`")
    return When(text, low=first[0], high=last[1], qualified=first[2] or last[2])


def _date(text: str) -> tuple[int, int, bool]:
    """The earliest and latest day of a single date, and whether it is qualified."""
    qualified = text.endswith(tuple(QUALIFIERS))
    bare = text[:-1] if qualified else text
    match = _DATE.fullmatch(bare)
    if match is None or len(match[1]) != 4:
        raise ValueError(_unexpected(text))
    digits = bare.replace("-", "")
    if "X" in digits.rstrip("X"):
        raise ValueError(f"`X` stands for unknown digits at the end of a date only: `{text}`")
    years = _choices(match[1], 1, 9999)
    months = _choices(match[2], 1, 12) if match[2] else range(1, 13)
    if not years or not months:
        raise ValueError(f"no such month: `{text}`" if years else f"no such year: `{text}`")
    last_day = calendar.monthrange(years[-1], months[-1])[1]
    if match[3]:
        days = _choices(match[3], 1, last_day)
        if not days:
            raise ValueError(f"no such day: `{text}`")
    else:
        days = range(1, last_day + 1)
    low = date(years[0], months[0], days[0]).toordinal()
    return low, date(years[-1], months[-1], days[-1]).toordinal(), qualified


def _choices(pattern: str, least: int, most: int) -> range:
    """The numbers from `least` to `most` that digits with a trailing run of `X` can stand for."""
    low = max(int(pattern.replace("X", "0")), least)
    high = min(int(pattern.replace("X", "9")), most)
    return range(low, high + 1)


def _unexpected(text: str) -> str:
    if _OLD_FORMS.search(text):
        return f"`{text}` is a form of the 2012 draft; expected `X` for unknown digits and `..` for an open end"
    return f"`{text}` is not a date; expected {EXPECTED}"
