"""A record as JSON: every field, in declared order, absent ones as null or an empty list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any

from claimcheck.characters import visible_in_json
from claimcheck.errors import UsageError
from claimcheck.frozen import is_record, names

Plain = None | bool | int | float | str | list[Any] | dict[str, Any]


def write(record: object) -> str:
    """`record` as one indented JSON text, ending in a line feed."""
    return visible_in_json(json.dumps(plain(record), indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def write_lines(record: object) -> str:
    """The rows of `record`, each as JSON on a line of its own."""
    return "".join(f"{compact(row)}\n" for row in rows(record))


def compact(value: Plain) -> str:
    """A plain value as JSON without white space."""
    return visible_in_json(json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False))


def plain(value: object) -> Plain:
    """`value` as JSON knows it.

    A record or named tuple becomes an object with its fields in order (`from_` is written `from`), a set a sorted
    list, an enum its value. An object may say itself what it is written as, by a method `__json__`.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "__json__"):
        return plain(value.__json__())
    if is_record(value) and not isinstance(value, type):
        return {written_name(each): plain(getattr(value, each)) for each in names(type(value))}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value), key=compact)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    raise TypeError(f"not a record: {type(value).__name__}")


def rows(record: object) -> list[Plain]:
    """The rows of a listing: its `items`, or itself if it is a sequence of records."""
    return [plain(row) for row in items(record)]


def items(record: object) -> Sequence[object]:
    """What `rows` makes plain."""
    found = record.get("items") if isinstance(record, Mapping) else getattr(record, "items", record)
    if isinstance(found, (list, tuple)):
        return found
    raise UsageError(f"`{type(record).__name__.lower()}` has no rows", "use --format json")


def written_name(field: str) -> str:
    """The name of a record's field as it is written: `from_` could not be called `from`."""
    return field.rstrip("_")
