"""Dates and numbers in words: as uncertain as they were written, never more exact."""

from __future__ import annotations

from datetime import date

from claimcheck.model.amount import Amount
from claimcheck.model.when import When

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN = "day unknown"
_COMPARED = {">": ("more than ", ""), "<": ("fewer than ", ""), ">=": ("", " or more"), "<=": ("", " or fewer")}


def day(when: When | None, *, year: bool = True, by: When | None = None) -> str:
    """A date in words, such as `27 Jan 2009`, `January 2009` as `Jan 2009`, `28–30 Jan 2009`, `about 26 Jan 2009`.

    With the last day `by` that it can be: `about 29 Jul 2022, by 3 Aug 2022`, or that alone.
    """
    if by is not None:
        last = f"by {_span(by, year=year)}"
        return last if when is None else f"{day(when, year=year)}, {last}"
    if when is None:
        return UNKNOWN
    words = _span(when, year=year)
    marks = {when.text[-1:], *(part[-1:] for part in when.text.split("/"))}
    if "~" in marks or "%" in marks:
        words = f"about {words}"
    return f"{words} (uncertain)" if "?" in marks or "%" in marks else words


def number(amount: Amount, unit: str | None) -> str:
    """A number or a range in words, such as `100 to 120 crates` or `300 crates or more`."""
    text = amount.text.rstrip("?~%")
    sign = text.rstrip("0123456789.")
    if sign in _COMPARED:
        text = text.removeprefix(sign)
    low, slash, high = text.partition("/")
    if sign in _COMPARED:
        before, after = _COMPARED[sign]
        words = f"{before}{_with(text, unit)}{after}"
    elif not slash:
        words = _with(text, unit)
    elif high == "..":
        words = f"{_with(low, unit)} or more"
    elif low == "..":
        words = f"{_with(high, unit)} or fewer"
    else:
        words = _with(f"{low} to {high}", unit)
    if amount.text[-1] in "~%":
        words = f"about {words}"
    return f"{words} (uncertain)" if amount.text[-1] in "?%" else words


def _with(text: str, unit: str | None) -> str:
    return f"{text} {unit}" if unit else text


def _span(when: When, *, year: bool) -> str:
    first, last = when.earliest, when.latest
    if first is None or last is None:  # the known end, as exact as it was written
        begin, _, end = when.text.partition("/")
        known = _span(When.parse((end if begin == ".." else begin).rstrip("?~%")), year=year)
        return f"{known} or {'earlier' if first is None else 'later'}"
    if first == last:
        return _one(first, year=year)
    if _whole_years(first, last):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    same_year = first.year == last.year
    tail = f" {last.year}" if year else ""
    if _whole_months(first, last):
        if same_year and first.month == last.month:
            return f"{_MONTHS[first.month - 1]}{tail}"
        head = _MONTHS[first.month - 1] + ("" if same_year or not year else f" {first.year}")
        return f"{head}–{_MONTHS[last.month - 1]}{tail}"
    if same_year and first.month == last.month:
        return f"{first.day}–{last.day} {_MONTHS[last.month - 1]}{tail}"
    return f"{_one(first, year=year and not same_year)} – {_one(last, year=year)}"


def _one(each: date | None, *, year: bool) -> str:
    if each is None:
        return UNKNOWN
    return f"{each.day} {_MONTHS[each.month - 1]}" + (f" {each.year}" if year else "")


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1 if last < date.max else False


def _whole_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
