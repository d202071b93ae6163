"""BibTeX and BibLaTeX to sources; only the fields that a source needs are read.

Dates, keys and addresses are not LaTeX: `2031-03-05~` is an approximate day, and `%` begins no comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from claimcheck.exchange.bibtex import BibEntry, Broken, entries
from claimcheck.exchange.days import Days
from claimcheck.exchange.incoming import Row, Rows, Value, decoded
from claimcheck.exchange.latex import address, text
from claimcheck.model.range import QUALIFIERS
from claimcheck.views.plan import Trouble

_LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "french": "fr", "italian": "it", "spanish": "es",
    "portuguese": "pt", "brazilian": "pt-BR", "dutch": "nl", "polish": "pl", "czech": "cs", "russian": "ru",
    "ukrainian": "uk", "belarusian": "be", "armenian": "hy", "georgian": "ka", "turkish": "tr", "arabic": "ar",
    "hebrew": "he", "persian": "fa", "farsi": "fa", "estonian": "et", "latvian": "lv", "lithuanian": "lt",
    "finnish": "fi", "swedish": "sv", "danish": "da", "norwegian": "no", "greek": "el", "hungarian": "hu",
    "romanian": "ro", "bulgarian": "bg", "serbian": "sr", "croatian": "hr", "chinese": "zh", "japanese": "ja",
}  # fmt: skip
"""Names of the LaTeX package babel, and their tags."""
_NO_SOURCES = frozenset({"string", "preamble", "comment", "xdata", "set", "control"})
_PUBLISHERS = ("journaltitle", "journal", "organization", "institution", "school", "publisher")
_INHERITED_TITLE = {"title": "journaltitle"}
_LINKED = re.compile(r"\\(?:url|nolinkurl|path)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}|^(https?://\S+)$")
_ARCHIVED = re.compile(r"^Archived:\s*(\\(?:url|nolinkurl|path|texttt)\s*\{.*\}|https?://\S+)$", re.DOTALL)
_NO_DATE = re.compile(r"\[?(?:n\.?\s*d\.?|s\.?\s*d\.?|o\.?\s*[jd]\.?|no date|undated|б\.?\s*[гд]\.?)\]?", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:c\.|ca\.?|circa|about|um|vers|около|ок\.)\s*(?=[0-9])", re.IGNORECASE)
_YEARS = re.compile(r"(?P<first>[0-9]{4}|[0-9]{1,3}X{1,3})\s*(?P<until>-{1,3}|[/–—])?\s*(?P<last>[0-9]{4})?")
_OPEN = re.compile("[0-9]{4}-{1,3}")
_WITH_DAY = re.compile(
    r"(?P<day>[0-9]{1,2})[.~\s]+(?P<month>[^\W\d]+)|(?P<name>[^\W\d]+)\.?[~\s]+(?P<number>[0-9]{1,2}),?"
)
_BETWEEN = re.compile(r"/|-{1,3}|[–—]|\band\b|\\?&")


def read_bibtex(name: str, data: bytes) -> Rows:
    """The entries of a file as rows with the keys of a source; a row is the line on which an entry begins.

    Raises:
        UsageError: it is no text.
    """
    found = Rows()
    every: dict[str, BibEntry] = {}
    for each in entries(decoded(name, data)):
        if isinstance(each, Broken):
            found.troubles.append(Trouble(each.line, None, f"not BibTeX: {each.reason}", "is a brace missing?"))
        elif each.key in every:
            first = every[each.key].line
            hint = "give one of them another"
            found.troubles.append(Trouble(each.line, None, f"the key `{each.key}` stands on line {first}, too", hint))
        else:
            every[each.key] = each
    for each in every.values():
        if each.kind not in _NO_SOURCES:
            _take(found, each, every)
    return found


def _take(found: Rows, entry: BibEntry, every: Mapping[str, BibEntry]) -> None:
    """A row of an entry, with what is not understood in it."""
    reader = _Fields(_inherited(entry, every, 0), entry.missing)
    cells = {key: value for key, value in _source(entry.key, reader).items() if value}
    for column, message in reader.problems.items():
        found.troubles.append(Trouble(entry.line, column, message, "mend the entry"))
    for column, commands in reader.unknown.items():
        shown = ", ".join(f"`{each}`" for each in commands)
        found.remarks.append(Trouble(entry.line, column, f"not understood, and left as it is: {shown}", ""))
    if not reader.problems:
        found.rows.append(Row(entry.line, cells))


def _inherited(entry: BibEntry, every: Mapping[str, BibEntry], depth: int) -> dict[str, str]:
    """The fields of an entry with those that it takes from others, as biber has it."""
    fields = dict(entry.fields)
    if depth > 4:
        return fields
    for key in (each.strip() for each in fields.get("xdata", "").split(",")):
        if key in every:
            fields = {**_inherited(every[key], every, depth + 1), **fields}
    parent = every.get(fields.get("crossref", "").strip())
    if parent is not None and parent is not entry:
        over = _inherited(parent, every, depth + 1)
        of_parent = {_INHERITED_TITLE.get(name, name): value for name, value in over.items() if name != "subtitle"}
        fields = {**of_parent, **fields}
    return fields


class _Fields:
    """The fields of one entry, read as they are asked for."""

    def __init__(self, fields: Mapping[str, str], missing: Mapping[str, str]) -> None:
        self.fields = fields
        self.missing = missing
        self.problems: dict[str, str] = {}
        self.unknown: dict[str, list[str]] = {}

    def raw(self, *names: str) -> str:
        """The first of some fields that is there, as it is written."""
        for name in names:
            if name in self.missing:
                self.problems[name] = f"no `@string` says what `{self.missing[name]}` is"
            value = self.fields.get(name, "")
            if value.strip():
                return value.strip()
        return ""

    def first(self, *names: str, read: Callable[[str], str] | None = None) -> str:
        """The first of some fields that is there, as people read it."""
        for name in names:
            if value := self.raw(name):
                return self.plain(name, value) if read is None else read(value)
        return ""

    def plain(self, name: str, value: str) -> str:
        """A text as people read it; what is not understood is noted."""
        read, unknown = text(value)
        if unknown:
            self.unknown.setdefault(name, []).extend(unknown)
        return read


def _source(key: str, fields: _Fields) -> dict[str, Value]:
    language = fields.first("langid", "language", "hyphenation")
    where = fields.raw("howpublished")
    link = _LINKED.search(where)
    linked = next((each for each in link.groups() if each), "") if link else ""
    archived = fields.raw("archiveurl", "archived")
    if match := _ARCHIVED.match(fields.raw("addendum")):
        archived = match[1]
    incident, _, own = key.rpartition("/")
    return {
        "id": own or key,
        "incident": incident if re.fullmatch(r"[a-z0-9-]+", incident) else "",
        "publisher": fields.first(*_PUBLISHERS)
        or ("" if linked else fields.first("howpublished"))
        or _people(fields, "author", "editor"),
        "title": ": ".join(filter(None, (fields.first("title"), fields.first("subtitle")))),
        "published": _date(fields, ""),
        "language": _LANGUAGES.get(language.lower(), language),
        "url": address(fields.raw("url") or linked),
        "archived": each if (each := address(archived)).startswith("http") else "",
        "accessed": _date(fields, "url"),
        "derived_from": _repeated(fields),
        "note": fields.first("note", "annotation", "annote"),
    }


def _repeated(fields: _Fields) -> list[Value]:
    """The sources that our own export says it repeats."""
    if fields.raw("relatedstring") != "Repeats":
        return []
    return [each.strip().rpartition("/")[2] for each in fields.raw("related").split(",") if each.strip()]


def _people(fields: _Fields, *names: str) -> str:
    """`Brandt, Ilse and Olin, Marta` as people write it; a body in braces is one name."""
    name = next((each for each in names if fields.raw(each)), "")
    people = []
    for each in _apart(fields.raw(name) if name else "", r"\s+and\s+"):
        if each == "others":
            people.append("others")
            continue
        people.append(fields.plain(name, _turned(each)))
    kept = [each for each in people if each]
    more = kept[-1:] == ["others"]
    return ", ".join(kept[: -1 if more else None]) + (" and others" if more else "")


def _turned(name: str) -> str:
    """A name with what is given first: `Brandt, Ilse`, `von Brandt, Jr., Ilse`, `family=Brandt, given=Ilse`."""
    parts = _apart(name, ",")
    pairs = dict(each.split("=", 1) for each in parts if re.match(r"[a-z-]+\s*=", each))
    if pairs and len(pairs) == len(parts):
        known = {key.strip().lower(): value.strip(' "') for key, value in pairs.items()}
        return " ".join(filter(None, (known.get(each) for each in ("given", "prefix", "family", "suffix"))))
    if len(parts) == 3:
        return f"{parts[2]} {parts[0]} {parts[1]}"
    return " ".join(reversed(parts)) if len(parts) == 2 else " ".join(parts)


def _apart(value: str, between: str) -> list[str]:
    """The parts of a field, parted where no brace is open."""
    pieces, depth, start = [], 0, 0
    for match in re.finditer(rf"\\.|[{{}}]|{between}", value, re.DOTALL):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif not match[0].startswith("\\") and depth <= 0:
            pieces.append(value[start : match.start()])
            start = match.end()
    return [each for each in (piece.strip() for piece in (*pieces, value[start:])) if each]


def _date(fields: _Fields, which: str) -> str:
    """The date of an entry, in one field or in several."""
    whole = _unwrapped(fields.raw(f"{which}date"))
    if whole and not _OPEN.fullmatch(whole):
        return whole
    year = whole or _unwrapped(fields.raw(f"{which}year"))
    if not year or _NO_DATE.fullmatch(year):
        return ""
    qualifier = year[-1] if year.endswith(tuple(QUALIFIERS)) else "~" if _ABOUT.match(year) else ""
    match = _YEARS.fullmatch(_ABOUT.sub("", year).rstrip("".join(QUALIFIERS)).strip("[] "))
    if match is None:
        return year
    word, day = _unwrapped(fields.raw(f"{which}month")), _unwrapped(fields.raw(f"{which}day"))
    if both := _WITH_DAY.fullmatch(word):
        word, day = both["month"] or both["name"], both["day"] or both["number"]
    months = _months(fields, word, f"{which}month")
    begin = _one(match["first"], months[0], day)
    if until := match["last"] or _unwrapped(fields.raw(f"{which}endyear")):
        last = _months(fields, _unwrapped(fields.raw(f"{which}endmonth")), f"{which}endmonth")[0]
        return f"{begin}{qualifier}/{_one(until, last, _unwrapped(fields.raw(f'{which}endday')))}{qualifier}"
    if match["until"]:
        return f"{begin}{qualifier}/.."
    if "/" in begin:
        return "/".join(f"{each}{qualifier}" for each in begin.split("/"))
    if len(months) > 1:
        return f"{begin}{qualifier}/{match['first']}-{months[-1]}{qualifier}"
    return begin + qualifier


def _one(year: str, month: str, day: str) -> str:
    """A year with its month and its day, as far as they are known; days may be two: `5--7`."""
    if not month:
        return year
    days = [each.zfill(2) for each in _parts(day) if each.isdigit()]
    ends = dict.fromkeys((*days[:1], *days[-1:]))
    return "/".join(f"{year}-{month}-{each}" for each in ends) or f"{year}-{month}"


def _months(fields: _Fields, word: str, name: str) -> list[str]:
    """The months that a field names, by their numbers; one text for none."""
    found = []
    for each in _parts(word) if word else ():
        number = each.zfill(2) if each.isdigit() else Days().month(each)
        if number is None:
            fields.problems[name] = f"`{word}` is no month"
        else:
            found.append(number)
    return found or [""]


def _unwrapped(value: str) -> str:
    """A value that is no LaTeX, without braces."""
    return value.replace("{", "").replace("}", "").strip()


def _parts(text: str) -> list[str]:
    """What stands between the signs of a span."""
    return [each.strip() for each in _BETWEEN.split(text)]
