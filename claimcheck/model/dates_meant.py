"""What somebody most likely meant who wrote a date in a form of their own: offered, never taken.

`29.07.2022` is one day and `7/8/2022` one of two: all readings are offered, and whoever wrote it says which. Every
reading is written as the files write it; whether it is one is asked by those who call this. Cost: in proportion to the
text, of which no more is looked at than a date has.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from claimcheck.characters.patterns import lazy
from claimcheck.model.spoken import ABOUT, BETWEEN, PERHAPS, plain

_MONTHS: dict[str, int] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"sept": 9, "jänner": 1, "maerz": 3}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_FILLERS = lazy(
    "of|the|on|in|de|del|den|der|le|el|am|im|vom|year|г|года|год|р|року|рік|"
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu|thurs?|fri|sat|sun"
)
_TIME = lazy(r"[t ,]+(?:at )?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:am|pm)?\s*(?:z|utc|gmt|[+-]\d\d:?\d\d)?$")
_SINCE = lazy(
    r"^(?:since|from|not before|starting|beginning) (?P<rest>.+?)(?: (?:on|onwards?))?$"
    r"|^(?P<before>.+?) ?(?:or later|and later|and after|onwards?|\+|-)$"
)
_UNTIL = lazy(r"^(?:until|till|by|up to|not after|no later than) (?P<rest>.+)$|^(?P<before>.+?) or (?:earlier|before)$")
_PART = lazy(
    r"^(?P<which>early|mid|middle|late|beginning|start|end|first half|second half)(?:[ -]+(?:in|of))?(?:[ -]+the)?[ -]+"
    r"(?P<rest>.+)$"
)
_PARTS = {
    "early": 0,
    "beginning": 0,
    "start": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "end": 2,
    "first half": 3,
    "second half": 4,
}
_SPLITS = lazy(r" ?(?:-|/|\.{2,3}|,|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b|\bor\b|&) ?")


class _Day(NamedTuple):
    """A year, a month or a day, as far as it was written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def text(self) -> str:
        """As the files write it; empty where the year is missing."""
        if self.year is None or (self.day is not None and self.month is None):
            return ""
        return "-".join(
            [
                f"{self.year:04}",
                *([f"{self.month:02}"] if self.month else []),
                *([f"{self.day:02}"] if self.day else []),
            ]
        )

    def within(self, other: _Day) -> _Day:
        """With what it leaves out and another date says, as in `28-29 July 2022`."""
        year = self.year if self.year is not None else other.year
        month = self.month if self.month is not None or self.day is None else other.month
        return _Day(year, month, self.day)


def dates_meant(text: str) -> list[str]:
    """The dates that a text in another form may be, most likely first; none where nobody could tell."""
    said = plain(text)
    return list(dict.fromkeys(filter(None, _dates(_TIME.sub("", said))))) if said else []


def lacks_year(text: str) -> str:
    """The rest of a date that says no year, such as `07-29`; empty for anything else."""
    found = [each for each in _days(plain(text)) if each.year is None and each.month and each.day]
    return f"{found[0].month:02}-{found[0].day:02}" if found else ""


def _dates(said: str) -> Iterator[str]:
    if found := re.fullmatch(r"(\d{4}(?:-\d\d)?)((?:-(?:\?\?|xx|__|00)){1,2})", said):
        known = found[1] + "".join("-XX" for _ in range(found[2].count("-")))
        yield from (known, found[1]) if "00" not in found[2] else (found[1],)
        return
    if found := re.fullmatch(r"(?:the )?(\d{3})0'?s", said):
        yield f"{found[1]}X"
        return
    single = [each.text() for each in _days(said)]
    yield from single
    if not any(single) or "/" in said:
        yield from _spans(said)
    for pattern, sign in ((ABOUT, "~"), (PERHAPS, "?")):
        if found := pattern.match(said):
            yield from (f"{each}{sign}" for each in _inner(found) if "/" not in each and each[-1] not in "~?")
    if found := _SINCE.match(said):
        yield from (f"{each}/.." for each in _inner(found) if "/" not in each)
    if found := _UNTIL.match(said):
        yield from (f"../{each}" for each in _inner(found) if "/" not in each)
    if found := re.match(r"(after|before) (.+)", said):
        step = 1 if found[1] == "after" else -1
        for each in filter(None, _dates(found[2])):
            if "/" not in each:
                yield f"{_moved(each, step)}/.." if step > 0 else f"../{_moved(each, step)}"


def _inner(found: re.Match[str]) -> list[str]:
    """The dates in what stands before or behind a word."""
    return list(filter(None, _dates(found["rest"] or found["before"])))


def _moved(text: str, days: int) -> str:
    """The day after or before a certain day; anything else as it is."""
    try:
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat() if len(text) == 10 else text
    except (ValueError, OverflowError):
        return text


def _spans(said: str) -> Iterator[str]:
    """Intervals: parts of a month or a year, seasons and quarters, and from one day to another."""
    if found := _PART.match(said):
        for each in _days(found["rest"]):
            yield from _part(each, _PARTS[found["which"]])
        return
    if found := re.fullmatch(r"(?:the )?([a-z]+)(?: of)? (\d{4})", said):
        if found[1] in _SEASONS:
            begins, ends = _SEASONS[found[1]]
            year = int(found[2])
            yield f"{year}-{begins:02}/{year + (ends < begins)}-{ends:02}"
            if ends < begins:
                yield f"{year - 1}-{begins:02}/{year}-{ends:02}"
        return
    if found := re.fullmatch(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4])", said):
        quarter, in_year = int(found[1] or found[4]), found[2] or found[3]
        yield f"{in_year}-{3 * quarter - 2:02}/{in_year}-{3 * quarter:02}"
        return
    if found := BETWEEN.match(said):
        said = found[1]
    for sign in _SPLITS.finditer(said):
        begin, end = said[: sign.start()], said[sign.end() :]
        for first, written in product(_days(begin, part=True), _days(end, part=True)):
            last = _like(written, first)
            one, other = first.within(last).text(), last.within(first).text()
            if one and other and one != other and len(one) == len(other):
                yield "/".join(sorted((one, other)))


def _like(day: _Day, other: _Day) -> _Day:
    """A number that stands alone behind a date, as what the last part of that is: `2022-07/08`, `2022/23`."""
    if day.day is None or day.month is not None or day.year is not None or other.day is not None:
        return day
    if other.month is not None:
        return _Day(other.year, day.day)
    return _Day((other.year or 0) // 100 * 100 + day.day) if day.day > (other.year or 0) % 100 else day


def _part(day: _Day, which: int) -> Iterator[str]:
    if day.year is None or day.day is not None:
        return
    if day.month is None:
        first, last = ((1, 4), (5, 8), (9, 12), (1, 6), (7, 12))[which]
        yield f"{day.year}-{first:02}/{day.year}-{last:02}"
        yield f"{day.year}~"
        return
    end = monthrange(max(day.year, 1), day.month)[1] if day.month <= 12 else 31
    first, last = ((1, 10), (11, 20), (21, end), (1, 15), (16, end))[which]
    yield f"{day.text()}-{first:02}/{day.text()}-{last:02}"
    yield f"{day.text()}-XX"


def _days(said: str, *, part: bool = False) -> list[_Day]:
    """The single dates that a text may be; as a `part` of an interval it may be a number alone."""
    said = said.strip(" .,")
    numbers = [int(each) for each in re.findall(r"\d+", said)]
    if re.fullmatch(r"\d{8}", said):
        return [_Day(int(said[:4]), int(said[4:6]), int(said[6:]))]
    if found := re.fullmatch(r"(\d{4})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{1,2}))?", said):
        if found[3] is None:
            return [_Day(*numbers)]
        return _valid([_Day(*numbers), _Day(numbers[0], numbers[2], numbers[1])])[:1]
    if re.fullmatch(r"\d{1,2}[-/. ]+\d{1,2}[-/. ]+(?:\d{4}|'?\d{2})", said):
        first, second, last = numbers
        written = re.findall(r"\d+", said)
        if len(written[2]) == 4:
            return _valid([_Day(last, second, first), _Day(last, first, second)])
        found_days = [_Day(_century(last), second, first), _Day(_century(last), first, second)]
        if "-" in said:
            found_days.insert(0, _Day(_century(first), second, last))
        return _valid(found_days)
    if re.fullmatch(r"\d{1,2}[-/. ]+\d{4}", said):
        return _valid([_Day(numbers[1], numbers[0])])
    if re.fullmatch(r"\d{4}", said):
        return [_Day(numbers[0])]
    if part and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", said):
        return [_Day(None, None, numbers[0])]
    if part and (found := re.fullmatch(r"(\d{1,2})[./ ]+(\d{1,2})|(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})", said)):
        if found[3]:
            return [_Day(numbers[1], None, numbers[0])]
        return _valid([_Day(None, numbers[1], numbers[0]), _Day(None, numbers[0], numbers[1])])
    return _worded(said)


def _worded(said: str) -> list[_Day]:
    """A date with the name of its month."""
    month = year = day = None
    for word in re.findall(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?", re.sub(r"'(?=\d\d\b)", "20", said)):
        if word in _MONTHS and month is None:
            month = _MONTHS[word]
        elif re.fullmatch(r"\d{4}", word) and year is None:
            year = int(word)
        elif re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", word) and day is None:
            day = int(word.rstrip("stndrh"))
        elif not _FILLERS.fullmatch(word):
            return []
    if month is None or re.search(r"[^\w\s.,'/-]", said):
        return []
    return _valid([_Day(year, month, day)])


def _valid(days: list[_Day]) -> list[_Day]:
    return [each for each in dict.fromkeys(days) if (each.month or 1) <= 12 and (each.day or 1) <= 31]


def _century(year: int) -> int:
    """A year of two digits, as POSIX reads it."""
    return year + (2000 if year <= 68 else 1900)
