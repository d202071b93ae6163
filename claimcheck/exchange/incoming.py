"""Rows of other people's tables: CSV and JSON lines, as texts by the names of their columns.

A row is counted as a spreadsheet counts it (the header is row 1), a line of JSON as an editor does.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.views.plan import Trouble

Value = str | list["Value"] | dict[str, "Value"]

_DELIMITERS = ",;\t|"
_MOST_CELL = 1_000_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@frozen
class Row:
    """One row: its number, and its cells by column; empty cells are left out."""

    number: int
    cells: Mapping[str, Value]


@dataclass(slots=True)
class Rows:
    """The rows of a file, the names of its columns, and what could not be read."""

    rows: list[Row] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


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


def read_csv(name: str, data: bytes) -> Rows:
    """A table with a header; its delimiter is the one that the header holds most often.

    Raises:
        UsageError: it is no text, has no header, or names a column twice.
    """
    columns, lines = csv_lines(name, data)
    found = Rows(columns=[each for each in columns if each])
    for number, line in lines:
        if isinstance(line, Trouble):
            found.troubles.append(line)
            continue
        cells: dict[str, Value] = {
            column: cell.strip() for column, cell in zip(columns, line, strict=False) if column and cell.strip()
        }
        if cells:
            found.rows.append(Row(number, cells))
    return found


def csv_lines(name: str, data: bytes) -> tuple[list[str], Iterator[tuple[int, list[str] | Trouble]]]:
    """The columns of a table, and its lines one by one: the number of each, and its cells or what is wrong with it.

    Raises:
        UsageError: it is no text, has no header, or names a column twice.
    """
    lines = _lines(decoded(name, data))
    header = next(lines, None)
    if not isinstance(header, list) or not any(each.strip() for each in header):
        raise UsageError(f"{name} has no header", "its first line names the columns")
    columns = [each.strip() for each in header]
    twice = next((each for each in columns if each and columns.count(each) > 1), None)
    if twice is not None:
        raise UsageError(f"{name} has two columns `{twice}`", "rename one of them")
    return columns, _numbered(lines, len(columns))


def _numbered(lines: Iterator[list[str] | str], wide: int) -> Iterator[tuple[int, list[str] | Trouble]]:
    for number, line in enumerate(lines, start=2):
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
            value = json.loads(line, parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=_once)
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
        columns.update(dict.fromkeys(_names(cells)))
        found.rows.append(Row(number, cells))
    found.columns = list(columns)
    return found


def cell(row: Row, column: str) -> Value | None:
    """What a row has in a column; `a.b` is `b` inside `a`."""
    if column in row.cells:
        return row.cells[column]
    value: Any = row.cells
    for step in column.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value  # type: ignore[no-any-return]


def texts(value: Any) -> Value:  # noqa: ANN401 - whatever JSON holds
    """JSON as texts: `true` is a word, and null nothing."""
    if isinstance(value, dict):
        return {key: texts(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [texts(each) for each in value if each is not None]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _lines(text: str) -> Iterator[list[str] | str]:
    """The cells of each line; at the end, why the rest cannot be read."""
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_MOST_CELL)
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


def _names(cells: Mapping[str, Value], before: str = "") -> Iterator[str]:
    for key, value in cells.items():
        yield f"{before}{key}"
        if isinstance(value, dict):
            yield from _names(value, f"{before}{key}.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if any(key == other for other, _ in pairs[:at]))
        raise ValueError(f"the key `{twice}` stands twice")
    return found


def _refuse(word: str) -> Any:  # noqa: ANN401
    raise ValueError(f"`{word}` is no value")
