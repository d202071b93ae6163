"""The rows of a listing as CSV (RFC 4180): one header, one row an item, line feeds, all cells text.

A spreadsheet takes a cell that starts with `=` for a formula. Such text gets an apostrophe in front
(`characters.guard`); so does text that starts with an apostrophe, so that nothing is lost.
"""

from __future__ import annotations

import csv
import io
import typing

from claimcheck.characters import guard, visible
from claimcheck.formats.json import Plain, compact, items, plain, written_name
from claimcheck.frozen import is_record, names


def write(record: object) -> str:
    """The rows of `record` under a header of all their fields."""
    rows = [_named(plain(item)) for item in items(record)]
    header = list(dict.fromkeys(name for row in rows for name in row)) or _declared(record)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(row.get(name)) for name in header] for row in rows)
    return file.getvalue()


def _named(row: Plain) -> dict[str, Plain]:
    return row if isinstance(row, dict) else {"value": row}


def _cell(value: Plain) -> str:
    match value:
        case None:
            return ""
        case str():
            return guard(visible(value))
        case list() if not any(isinstance(each, (list, dict)) for each in value):
            return guard(visible("; ".join(map(_word, value))))
        case bool() | int() | float():
            return compact(value)
        case _:
            return guard(compact(value))


def _word(value: Plain) -> str:
    return value if isinstance(value, str) else compact(value)


def _declared(record: object) -> list[str]:
    """The header of a listing without rows: its `columns`, or the fields of what its type says it would have listed."""
    columns = getattr(record, "columns", None)
    if isinstance(columns, tuple):
        return [str(each) for each in columns]
    if not is_record(record):
        return []
    for kind in typing.get_args(typing.get_type_hints(type(record)).get("items")):
        if isinstance(kind, type) and is_record(kind):
            return getattr(kind, "columns", None) or [written_name(each) for each in names(kind)]
    return []
