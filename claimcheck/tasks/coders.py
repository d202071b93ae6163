"""Filled sheets, read and held against the collection."""

from __future__ import annotations

from pathlib import Path

from claimcheck.errors import PublicationError, UsageError
from claimcheck.exchange.sheets import read_sheet
from claimcheck.model.collection import Collection
from claimcheck.reasoning.publication import publish
from claimcheck.tasks.reading import MAX_SHEET, named_file
from claimcheck.views.agreement import SCHEMA, Agreement
from claimcheck.views.coded import Coded, Filled, coded, of_collection
from claimcheck.views.recode import Units

THE_COLLECTION = "the collection"


def codings(collection: Collection, sheets: list[str], *, collection_too: bool) -> tuple[Units, list[Coded]]:
    """What each coder coded; the collection, where it is one of them, comes first."""
    units = Units(collection)
    filled = [_read(each) for each in sheets]
    known = [units]
    if any(row.unit not in units.by_name for each in filled for row in each.rows):
        known += _public(collection)
    coders = [coded(each, collection, *known) for each in filled]
    if collection_too:
        met = {claim for each in coders for claim in each.claims}
        theirs = [unit for each in known for name, unit in each.by_name.items() if name in met]
        coders.insert(0, of_collection(theirs, THE_COLLECTION))
    for each in known[1:]:
        units.by_name |= {name: unit for name, unit in each.by_name.items() if name not in units.by_name}
    return units, coders


def _public(collection: Collection) -> list[Units]:
    """The units of what everybody may see, of which a sheet may have been made."""
    try:
        return [Units(publish(collection).collection)]
    except PublicationError:
        return []


def _read(word: str) -> Filled:
    name, sign, path = word.partition("=")
    if not sign or Path(word).exists():
        name, path = "", word
    _, data = named_file(path, MAX_SHEET)
    return read_sheet(path, data, name or None)


def read_agreement(file: str) -> Agreement:
    """What `claimcheck agreement --format json` wrote to a file.

    Raises:
        UsageError: it cannot be read, or is something else.
    """
    from pydantic import TypeAdapter, ValidationError

    _, data = named_file(file, MAX_SHEET)
    try:
        found = TypeAdapter(Agreement).validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        message = f"`{file}` is not what `claimcheck agreement --format json` writes"
        raise UsageError(message, f"{where}: {first['msg']}" if where else first["msg"]) from error
    if found.schema != SCHEMA:
        raise UsageError(f"`{file}` holds `{found.schema}`, not `{SCHEMA}`")
    return found
