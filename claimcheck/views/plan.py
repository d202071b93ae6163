"""What an import would write: each row with the record made of it, and what stands in the way.

Cost: none; records alone, which `exchange.plan` fills.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimcheck.frozen import frozen

SCHEMA = "claimcheck/import/1"


@frozen
class PlannedRow:
    """A row, where it would go, and the record that it becomes; of a shared record, `incident` is None."""

    row: int
    incident: str | None
    id: str
    record: Mapping[str, Any]


@frozen
class Duplicate:
    """A row that says what is there already: in the collection (`same_as`, an id) or in another row."""

    row: int
    id: str
    same_as: str


@frozen
class Trouble:
    """Why a row cannot be imported; `column` where one is to blame. Row 0 is the file as a whole."""

    row: int
    column: str | None
    message: str
    hint: str


@frozen
class Plan:
    """What an import comes to; `warnings` name what is worth a look and stands in nobody's way."""

    schema: str
    file: str
    kind: str
    rows: int
    items: tuple[PlannedRow, ...]
    duplicates: tuple[Duplicate, ...]
    troubles: tuple[Trouble, ...]
    warnings: tuple[Trouble, ...]
    written: bool
