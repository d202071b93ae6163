"""Rows of other people's tables: CSV and JSON lines, as texts by the names of their columns.

A row is counted as a spreadsheet counts it (the header is row 1), a line of JSON as an editor does.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.views.plan import Trouble

Value = str | list["Value"] | dict[str, "Value"]

DELIMITERS = ",;\t|"
_MOST_CELL = 100_000
"""Characters of a cell; Excel itself holds 32,767."""
_MOST_FIELD = 100_000_000
_SAMPLE = 100_000
_SEP = re.compile(r"\"?sep=(.)\"?[ ;,\t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


DRAFT = "draft"
"""The column of what was made of a thing of JSON."""


class DayNumber(str):
    """A number of a spreadsheet that may count days, and the day that it then is."""

    __slots__ = ("day",)
    day: str

    def __new__(cls, text: str, day: str) -> Self:
        """The number as it is shown, and the day."""
        made = super().__new__(cls, text)
        made.day = day
        return made


@frozen
class Row:
    """One row: its number, and its cells by column; empty cells are left out."""

    number: int
    cells: Mapping[str, Value]


@dataclass(slots=True)
class Rows:
    """The rows of a file, the names of its columns, what could not be read, and what is worth a remark.

    `lacking` are cells that should have a value and have none, `own` says which column is which key where the file
    tells it, and `lacks` what to do where a key is missing. Where a file `keeps_ids`, rows that say the same are two if
    their ids are; the `spare` keys of a row are those that a claim takes over from the one that it restates.
    """

    rows: list[Row] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    remarks: list[Trouble] = field(default_factory=list)
    lacking: list[Trouble] = field(default_factory=list)
    own: dict[str, str] | None = None
    lacks: dict[str, str] = field(default_factory=dict)
    keeps_ids: bool = False
    spare: dict[int, frozenset[str]] = field(default_factory=dict)

    def take(self, number: int, thing: Mapping[str, Any], draft: Mapping[str, Value]) -> None:
        """A row of a thing of JSON and of the draft that was made of it."""
        cells = {key: text for key, each in thing.items() if (text := texts(each)) not in ("", [], {})}
        self.rows.append(Row(number, {**cells, DRAFT: dict(draft)}))

    def name_columns(self) -> None:
        """Name as columns all paths into the things of JSON."""
        named = dict.fromkeys((self.own or {}).values())
        for row in self.rows:
            named.update(dict.fromkeys(names(row.cells)))
        self.columns = list(named)


def decoded(name: str, data: bytes) -> str:
    """A file as text: UTF-8, or UTF-16 with a byte order mark, as spreadsheets write it.

    Raises:
        UsageError: it is neither.
    """
    encoding = next((each for mark, each in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 (byte {error.start})", "save it as UTF-8") from error


def read_csv(name: str, data: bytes, delimiter: str | None = None) -> Rows:
    """A table with a header; its delimiter is the one that parts the header and the lines below alike.

    Raises:
        UsageError: it is no text, has no header, or names a column twice.
    """
    columns, lines = csv_lines(name, data, delimiter)
    return from_lines(columns, lines)


def from_lines(columns: list[str], lines: Iterable[tuple[int, list[str] | Trouble]]) -> Rows:
    """The rows of a table of texts; a column without a name that holds anything is called by its letter."""
    found = Rows(columns=[each for each in columns if each])
    named_after = [each or f"column {letters(at)}" for at, each in enumerate(columns)]
    nameless: dict[str, None] = {}
    for number, line in lines:
        if isinstance(line, Trouble):
            found.troubles.append(line)
            continue
        cells: dict[str, Value] = {}
        for at, (column, cell) in enumerate(zip(named_after, line, strict=False)):
            text = cell if isinstance(cell, DayNumber) else cell.strip()
            if not text:
                continue
            if not columns[at]:
                nameless[column] = None
            cells[column] = text
        if cells:
            found.rows.append(Row(number, cells))
    taken = next((each for each in nameless if each in found.columns), None)
    if taken is not None:
        raise UsageError(f"a column is called `{taken}`, and so is one without a name", "rename it")
    found.columns = [each for each in named_after if each in nameless or each in found.columns]
    return found


def csv_lines(
    name: str, data: bytes, delimiter: str | None = None
) -> tuple[list[str], Iterator[tuple[int, list[str] | Trouble]]]:
    """The columns of a table, and its lines one by one: the number of each, and its cells or what is wrong with it.

    Raises:
        UsageError: it is no text, has no header, or names a column twice.
    """
    text = decoded(name, data)
    told = _SEP.match(text)
    if told:
        text = text[told.end() :]
    lines = _lines(text, delimiter or (told and told[1]) or _delimiter(text))
    for number, header in enumerate(lines, start=1):
        if not isinstance(header, list):
            break
        if any(each.strip() for each in header):
            return header_of(name, header), _numbered(lines, number + 1, len(header))
    raise UsageError(f"{name} has no header", "its first line names the columns")


def header_of(name: str, header: list[str]) -> list[str]:
    """The names of columns as they are asked for: on one line, with spaces that are all alike.

    Raises:
        UsageError: one stands twice.
    """
    columns = [column_name(each) for each in header]
    twice = next((each for each in columns if each and columns.count(each) > 1), None)
    if twice is not None:
        raise UsageError(f"{name} has two columns `{twice}`", "rename one of them")
    return columns


def column_name(text: str) -> str:
    """The name of a column on one line, without what cannot be seen in it."""
    kept = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def letters(at: int) -> str:
    """The letters by which a spreadsheet calls a column, from 0: A, B, ..., AA."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _numbered(lines: Iterator[list[str] | str], first: int, wide: int) -> Iterator[tuple[int, list[str] | Trouble]]:
    for number, line in enumerate(lines, start=first):
        if isinstance(line, str):
            yield number, Trouble(number, None, f"not CSV: {line}", "is a quotation mark missing above?")
            return
        if len(line) > wide and any(each.strip() for each in line[wide:]):
            hint = "a cell that holds the delimiter stands in quotation marks"
            yield number, Trouble(number, None, f"{len(line)} cells under {wide} columns", hint)
        else:
            yield number, line


def read_jsonl(name: str, data: bytes) -> Rows:
    """An object on each line; a key inside another is named with a dot (`stance.asserts`).

    Raises:
        UsageError: it is no text.
    """
    found = Rows()
    columns: dict[str, None] = {}
    for number, line in enumerate(decoded(name, data).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_int=str, parse_float=str, parse_constant=refuse_word, object_pairs_hook=once)
        except RecursionError:
            found.troubles.append(Trouble(number, None, "nested too deeply", ""))
            continue
        except ValueError as error:
            found.troubles.append(Trouble(number, None, f"not JSON: {error}", "one object stands on each line"))
            continue
        if not isinstance(value, dict):
            found.troubles.append(Trouble(number, None, "not an object", "one object stands on each line"))
            continue
        cells = {key: text for key, each in value.items() if (text := texts(each)) not in ("", [], {})}
        columns.update(dict.fromkeys(names(cells)))
        found.rows.append(Row(number, cells))
    found.columns = list(columns)
    return found


def cell(row: Row, column: str) -> Value | None:
    """What a row has in a column; `a.b` is `b` inside `a`, `a[].b` that of each in the list `a`, `a[0].b` of its first.

    Of a list, several values are a list, one is itself; the same one twice is one.
    """
    if column in row.cells:
        return row.cells[column]
    values: list[Any] = [row.cells]
    several = False
    for step in column.split("."):
        name, *brackets = step.replace("]", "").split("[")
        values = [each[name] for each in values if isinstance(each, dict) and name in each]
        for place in brackets:
            several = several or not place
            values = [one for each in values for one in _among(each, place)]
    if not several:
        return values[0] if values else None
    kept = list({json.dumps(each, sort_keys=True): each for each in values if each not in ("", [], {})}.values())
    return kept[0] if len(kept) == 1 else kept or None


def _among(value: Any, place: str) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    """What stands at a place of a list, or all of it; what is no list is a list of one."""
    items = value if isinstance(value, list) else [value]
    if not place:
        return items
    return items[int(place) : int(place) + 1] if place.isdigit() else []


def plain_path(path: str) -> str:
    """A path into lists as it stands among the columns: without the places that it asks for."""
    return re.sub(r"\[[0-9]*\]", "[]", path)


def too_long(row: Row) -> Iterator[tuple[str, str]]:
    """The columns whose cells are longer than what anybody said, and what is wrong with them."""
    for column, value in row.cells.items():
        if isinstance(value, str) and len(value) > _MOST_CELL:
            yield column, f"a cell of {len(value):,} characters; at most {_MOST_CELL:,} are read"


def texts(value: Any) -> Value:  # noqa: ANN401 - whatever JSON, or a record, holds
    """JSON as texts: `true` is a word, and null nothing."""
    if isinstance(value, dict):
        return {key: texts(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [texts(each) for each in value if each is not None]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _lines(text: str, delimiter: str) -> Iterator[list[str] | str]:
    """The cells of each line; at the end, why the rest cannot be read."""
    csv.field_size_limit(_MOST_FIELD)
    # lines with their ends, for cells may hold some; a StringIO would hold the text once more, and wider
    lines = (match.group() for match in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)
            return


def _delimiter(text: str) -> str:
    """What parts the header: where several signs might, the one that parts the lines below into as many cells."""
    header = _outside(text)
    candidates = [each for each in DELIMITERS if each in header]
    if len(candidates) < 2:
        return candidates[0] if candidates else DELIMITERS[0]
    begin = text[:_SAMPLE]

    def fits(delimiter: str) -> tuple[int, int, int]:
        """How many lines have as many cells, none with half a quotation; then how often it stands in the header."""
        lines = [each for each in itertools.islice(_lines(begin, delimiter), 20) if isinstance(each, list)]
        lines = [each for each in lines if any(map(str.strip, each))]
        alike = [each for each in lines[1:] if len(each) == len(lines[0]) and not any(c.count('"') % 2 for c in each)]
        number = header.count(delimiter)
        return len(alike), number - header.count(f"{delimiter} "), number

    return max(candidates, key=fits)


def _outside(text: str) -> str:
    """What stands in the first line outside of quotation marks; quoted cells may go over several lines."""
    quoted = False
    found: list[str] = []
    for each in text[:_SAMPLE]:
        if each == '"':
            quoted = not quoted
        elif not quoted:
            if each in "\r\n" and found:
                return "".join(found)
            found.append(each)
    return text.lstrip().split("\n", 1)[0] if quoted else "".join(found)


def names(cells: Mapping[str, Value], before: str = "") -> Iterator[str]:
    """The paths to all that an object holds; `[]` stands for each of a list."""
    for key, value in cells.items():
        yield from _paths(value, f"{before}{key}")


def _paths(value: Value, path: str) -> Iterator[str]:
    yield path
    if isinstance(value, dict):
        yield from names(value, f"{path}.")
    for each in value if isinstance(value, list) else ():
        yield from _paths(each, f"{path}[]")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys all differ.

    Raises:
        ValueError: one stands twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if any(key == other for other, _ in pairs[:at]))
        raise ValueError(f"the key `{twice}` stands twice")
    return found


def refuse_word(word: str) -> Any:  # noqa: ANN401
    """Refuse `NaN` and its like, which are no JSON.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"`{word}` is no value")
