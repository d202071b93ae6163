"""Parquet: the tables of a collection, one folder a table, one folder in it for each collection.

Thousands of collections can share a folder, and a collection that is exported anew replaces nothing but its own parts.
The same collection gives the same bytes, with the same version of `pyarrow`, which comes with the extra `parquet`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from claimcheck.characters.patterns import lazy
from claimcheck.errors import UsageError
from claimcheck.exchange.tables import TABLES, VERSION, Column, Row, TableShape, Type, rows
from claimcheck.model.collection import Collection
from claimcheck.model.keys import texts

SCHEMA = f"claimcheck/parquet/{VERSION}"
"""Stands in `LABEL` and in the metadata of every part."""
LABEL = "claimcheck.json"
"""A file beside the tables that says what they are."""
NAME = lazy(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""What a collection may be called: readers of folders take `collection=2009` for a number."""
_LONGEST = 80
_ROWS = 131_072
"""In one group of rows, which readers take in at once."""


def files(collection: Collection, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a collection under their names below the folder, the label first.

    Raises:
        UsageError: `pyarrow` is not installed, or no collection can be called so.
    """
    check_name(name)
    arrow = _arrow()
    yield LABEL, label()
    for table, made in rows(collection):
        yield part(table.name, name), table_bytes(arrow, table, made)


def part(table: str, collection: str, number: str = "0") -> str:
    """The name of the file that holds a table of a collection."""
    return f"{table}/collection={collection}/part-{number}.parquet"


def check_name(name: str) -> None:
    """See to it that a collection can be called so.

    Raises:
        UsageError: it cannot.
    """
    if NAME.fullmatch(name) is None or len(name) > _LONGEST:
        raise UsageError(
            f"`{name}` cannot be the name of a collection",
            "lower-case letters and digits with single hyphens between them, a letter first: --collection sarn-archive",
        )


def table_bytes(arrow: ModuleType, table: TableShape, made: list[Row]) -> bytes:
    """A table as one Parquet file. Takes time in proportion to its rows."""
    columns = list(zip(*made, strict=True)) if made else [()] * len(table.columns)
    schema = arrow_schema(arrow, table)
    arrays = [arrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    file = io.BytesIO()
    write_table = _module("pyarrow.parquet").write_table
    write_table(arrow.Table.from_arrays(arrays, schema=schema), file, compression="zstd", row_group_size=_ROWS)
    return file.getvalue()


def arrow_schema(arrow: ModuleType, table: TableShape) -> Any:  # noqa: ANN401 - pyarrow is an extra
    """The columns of a table, as pyarrow names them, with what each means and the version of all."""
    fields = [
        arrow.field(each.name, _kind(arrow, each), metadata={"description": each.means}) for each in table.columns
    ]
    return arrow.schema(fields, metadata={"claimcheck": SCHEMA, "row": table.row})


def label() -> bytes:
    """What the folder holds, for people and for programs: the version, and every table with its columns."""
    tables = {
        table.name: {"collection": Type.TEXT.value, **{each.name: each.type.value for each in table.columns}}
        for table in TABLES
    }
    return json.dumps({"schema": SCHEMA, "tables": tables}, indent=1).encode() + b"\n"


def _kind(arrow: ModuleType, column: Column) -> Any:  # noqa: ANN401
    kinds = {
        Type.TEXT: arrow.string(),
        Type.WHOLE: arrow.int32(),
        Type.NUMBER: arrow.decimal128(27, 9),
        Type.DAY: arrow.date32(),
        Type.TRUTH: arrow.bool_(),
    }
    return kinds[column.type]


def _arrow() -> ModuleType:
    return _module("pyarrow")


def _module(name: str) -> ModuleType:
    from importlib import import_module  # noqa: PLC0415 - an extra

    try:
        return import_module(name)
    except ImportError as error:
        hint = "pip install 'claimcheck-ledger[parquet]'"
        raise UsageError("Parquet is written by `pyarrow`, which is not installed", hint) from error


def texts_of(data: bytes) -> Iterator[str]:
    """Every text in the bytes of a file of a table.

    Raises:
        UsageError: `pyarrow` is not installed, or it is no such file.
    """
    try:
        table = _module("pyarrow.parquet").read_table(_module("pyarrow").BufferReader(data))
    except (OSError, ValueError) as error:
        raise UsageError(f"a file of Parquet cannot be read: {error}") from error
    for row in table.to_pylist():
        yield from texts(row)
