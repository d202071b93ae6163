"""Dates as other people write them, to those of the files.

What is understood without being told: EDTF; a day with a time behind it, as ISO 8601 and databases write it; seasons
and quarters by their numbers, and intervals with nothing at one end, as BibLaTeX has them. Every other form is asked
for: `DD Month YYYY`. What a date of ours cannot hold (a time, the name of a season) is given back beside it. What is
not understood stays as it was, for others to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from claimcheck.characters.folding import named
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.range import QUALIFIERS

TOKENS = "YYYY, MM, DD, Month; hh, mm, ss"
_PARTS = {
    "YYYY": "(?P<year>[0-9]{4})",
    "Month": r"(?P<name>[^\W\d_](?:[^\d,;/]*[^\W_])?['׳॰]?)\.?",
    "MM": "(?P<month>[0-9]{1,2})",
    "M": "(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?",
    "D": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?",
    "hh": "(?P<hour>[0-9]{1,2})",
    "mm": "(?P<minute>[0-9]{2})",
    "ss": "(?P<second>[0-9]{2})",
}
_TOKEN = re.compile(r"YYYY|Month|MM?|DD?|hh|mm|ss|\s+|.", re.DOTALL)
_ZONE = r"(?:\s?(?:Z|z|UTC|GMT|[+\u2212-][0-9]{2}(?::?[0-9]{2})?)(?:\[[\w/+-]+\])?)?"
_CLOCK = rf"[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?{_ZONE}"
_DIGITS = rf"[0-9]{{2}}(?:[0-9]{{2}}){{0,2}}{_ZONE}"
_BEHIND = re.compile(rf"(?:T|(?<!\s)\s*,\s*|(?<!\s)\s+)(?P<time>{_CLOCK})")
_STAMP = re.compile(
    rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
    rf"(?:[Tt](?P<digits>{_DIGITS})|(?:T|t|\s*,\s*|\s+)(?P<time>{_CLOCK})|Z|[+-][0-9]{{2}}:?[0-9]{{2}})?"
)
_COMPACT = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})T(?P<time>[0-9]{2}(?:[0-9]{2}){0,2}Z?)")
_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?")
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_SEASON = re.compile(r"([0-9]{4})-(2[1-9]|3[0-9]|4[01])")
_BETWEEN = r"(?:\s+(?:of|de|del)\s+|\s*)"
_NOTHING = re.compile(r"0{1,2}(?::?00){1,2}(?:[.,]0+)?\s?(?:Z|z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?")
_PARTS_OF_YEAR = {
    21: ("spring", 3, 3), 22: ("summer", 6, 3), 23: ("autumn", 9, 3), 24: ("winter", 12, 3),
    25: ("spring of the north", 3, 3), 26: ("summer of the north", 6, 3), 27: ("autumn of the north", 9, 3),
    28: ("winter of the north", 12, 3), 29: ("spring of the south", 9, 3), 30: ("summer of the south", 12, 3),
    31: ("autumn of the south", 3, 3), 32: ("winter of the south", 6, 3), 33: ("first quarter", 1, 3),
    34: ("second quarter", 4, 3), 35: ("third quarter", 7, 3), 36: ("fourth quarter", 10, 3), 37: ("first third", 1, 4),
    38: ("second third", 5, 4), 39: ("last third", 9, 4), 40: ("first half", 1, 6), 41: ("second half", 7, 6),
}  # fmt: skip
"""By the numbers of EDTF: its name, the month in which it begins and how many it has."""
_OPEN = {"", "..", "open", "unknown"}


class DayRead(NamedTuple):
    """A date as the files have it, or as it was where it is not understood; and what it cannot hold."""

    text: str
    remark: str = ""


@frozen(slots=False)
class Days:
    """How the dates of a table are to be read."""

    forms: tuple[tuple[str, re.Pattern[str]], ...] = ()
    language: str | None = None

    @classmethod
    def of(cls, forms: Iterable[str], language: str | None = None) -> Days:
        """Readers of dates in some forms, with the names of months of a language; without one, of all.

        Raises:
            UsageError: a form is none, or nobody knows the months of the language.
        """
        if language is not None and language not in month_names():
            raise UsageError(f"no months of `{language}` are known", did_you_mean(language, month_names()))
        return cls(tuple((each, _pattern(each)) for each in forms), language)

    def read(self, text: str) -> DayRead:
        """A date of a table; forms that were asked for go first."""
        if not self.forms and _PLAIN.fullmatch(text):
            return DayRead(text)
        bare = " ".join(text.split())
        qualifier = bare[-1] if bare.endswith(tuple(QUALIFIERS)) else ""
        for _, pattern in self.forms:
            if found := self._in_form(pattern, bare.removesuffix(qualifier).rstrip()):
                return DayRead(found.text + qualifier, found.remark)
        return edtf(bare)

    def _in_form(self, pattern: re.Pattern[str], text: str) -> DayRead | None:
        match = pattern.fullmatch(text)
        time = ""
        if match is None and (behind := _last(_BEHIND, text)):
            match, time = pattern.fullmatch(text[: behind.start()].rstrip(",")), behind["time"]
        if match is None:
            return None
        found = match.groupdict()
        month = found.get("month") or (self.month(found["name"]) if found.get("name") else None)
        if found.get("name") and month is None:
            return None
        parts = [found["year"], *([f"{int(month):02}"] if month else [])]
        if found.get("day"):
            parts.append(f"{int(found['day']):02}")
        clock = [found[each] for each in ("hour", "minute", "second") if found.get(each)]
        return DayRead("-".join(parts), _time(time or ":".join(clock)))

    def month(self, name: str) -> str | None:
        """The number of a month by its name, as two digits; None where nobody knows it, or languages differ."""
        word = re.sub(r"\s(?:de|del|of)$", "", named(name).replace(".", "").strip())
        known = [month_names()[self.language]] if self.language else month_names().values()
        numbers = {each[word] for each in known if word in each}
        return f"{numbers.pop():02}" if len(numbers) == 1 else None


def edtf(text: str) -> DayRead:
    """A date in a form that is understood without being told; else it as it is."""
    if text.count("/") != 1 or _is_place(text):
        return _single(text)
    begin, end = (each.strip() for each in text.split("/"))
    both = [DayRead("..") if each.lower() in _OPEN else _single(each) for each in (begin, end)]
    if [each.text for each in both] == ["..", ".."]:
        return DayRead(text)
    first, last = (each.text for each in both)
    first, last = first.partition("/")[0], last.rpartition("/")[2]
    return DayRead(f"{first}/{last}", ", ".join(each.remark for each in both if each.remark))


def span(first: int, months: int, year: int) -> str:
    """Some months from one on, as an interval."""
    last = first + months - 1
    return f"{year:04}-{first:02}/{year + (last - 1) // 12:04}-{(last - 1) % 12 + 1:02}"


def part_of_year(year: str, number: int) -> DayRead | None:
    """A season, a quarter or another part of a year by its number in EDTF: its months, and its name."""
    if number not in _PARTS_OF_YEAR:
        return None
    name, first, months = _PARTS_OF_YEAR[number]
    return DayRead(span(first, months, int(year)), f"{name} {year}")


def _single(text: str) -> DayRead:
    if (match := _STAMP.fullmatch(text)) and not match["day"].endswith("-00"):
        return DayRead(match["day"], _time(match["time"] or match["digits"] or ""))
    if match := _COMPACT.fullmatch(text):
        return DayRead(f"{match['y']}-{match['m']}-{match['d']}", _time(match["time"]))
    qualifier = text[-1] if text.endswith(tuple(QUALIFIERS)) else ""
    bare = text.removesuffix(qualifier)
    if (match := _SEASON.fullmatch(bare)) and (found := part_of_year(match[1], int(match[2]))):
        return DayRead("/".join(f"{each}{qualifier}" for each in found.text.split("/")), found.remark)
    bare = re.sub("(?:-00){1,2}$", "", bare)  # what databases write for a day or a month that is not known
    if match := _SHORT.fullmatch(bare):
        return DayRead("-".join([match[1], *(each.zfill(2) for each in match.groups()[1:] if each)]) + qualifier)
    return DayRead(bare + qualifier)


def _time(text: str) -> str:
    """A time of the day; midnight is what programs write that know none."""
    return "" if _NOTHING.fullmatch(text) else text.strip()


def _is_place(text: str) -> bool:
    """Whether a slash stands in the name of a time zone, as in `[Europe/Riga]`."""
    return text.endswith("]")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that ends the text."""
    return next((each for each in pattern.finditer(text) if each.end() == len(text)), None)


@cache
def month_names() -> Mapping[str, Mapping[str, int]]:
    """By language, the number of each month by its names, folded."""
    text = (files("claimcheck.exchange") / "months.txt").read_text(encoding="utf-8")
    found: dict[str, dict[str, int]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        language, _, months = line.partition(": ")
        found[language] = {
            name: number for number, each in enumerate(months.split(", "), start=1) for name in each.split("|") if name
        }
    return found


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """A form such as `DD Month YYYY` as a pattern; what is no token stands for itself."""
    pieces, seen = [], set()
    for each in _TOKEN.findall(form.strip()):
        part = _PARTS.get(each)
        if part is None:
            pieces.append(_BETWEEN if each.isspace() else re.escape(each))
            continue
        name = part[4 : part.index(">")]
        key = "month" if name == "name" else name
        if key in seen:
            raise UsageError(f"--dates {form}: two tokens for the {key}", f"tokens: {TOKENS}")
        seen.add(key)
        pieces.append(part)
    if "year" not in seen:
        hint = "two digits do not say which century" if "YY" in form else f"tokens: {TOKENS}; such as `DD Month YYYY`"
        raise UsageError(f"--dates {form}: no token for the year", hint)
    if "day" in seen and "month" not in seen:
        raise UsageError(f"--dates {form}: a day without a month", f"tokens: {TOKENS}; such as `DD Month YYYY`")
    return re.compile("".join(pieces), re.IGNORECASE)
