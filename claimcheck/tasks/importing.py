"""An import from its file to the disk: read, made into records, checked against the whole collection, written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.exchange.days import Days
from claimcheck.exchange.files import ONLY_SOURCES, ReadAs, form_named, form_of, rows_of
from claimcheck.exchange.from_export import is_export, taken_apart
from claimcheck.exchange.incoming import Rows
from claimcheck.exchange.mapping import Map, read_map
from claimcheck.exchange.plan import VOICES, plan
from claimcheck.frozen import frozen, replace
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.store.edit import Edit
from claimcheck.store.files import MAX_BYTES, Folder, named
from claimcheck.store.load import load
from claimcheck.store.parse import parse
from claimcheck.store.scalars import LEAST_READ_BACK, MOST_READ_BACK
from claimcheck.store.write import Texts
from claimcheck.tasks.progress import Progress, silent
from claimcheck.tasks.proposing import Proposal, carry_out, propose
from claimcheck.tasks.reading import named_file
from claimcheck.tasks.taking import undated
from claimcheck.views.plan import Plan, PlannedRow, Trouble

_LOOKED_AT = {*VOICES, "id"}


@frozen(slots=False)
class ImportWanted:
    """What was asked for: the file, where its rows go, what they become, which column is what, how it is written."""

    file: str
    incident: str | None
    kind: str | None
    pairs: list[str]
    fixed: list[str]
    mapping: str | None
    from_: str | None
    sheet: str | None = None
    delimiter: str | None = None
    dates: tuple[str, ...] = ()
    months: str | None = None


@frozen(slots=False)
class Imported:
    """What the rows of a file come to, and what is worth a remark.

    `undated` says which claims have the day of their source; `unused` are columns that no key takes; `warnings` counts,
    by rule, what the rows bring with them.
    """

    plan: Plan
    unused: tuple[str, ...]
    warnings: Counter[str]
    undated: tuple[str, ...] = ()


def imported(wanted: ImportWanted, folder: Folder, *, write: bool, progress: Progress = silent) -> Imported:
    """What the rows of a file come to; written, if that was asked for and nothing stands in the way.

    Raises:
        UsageError: the file or the mapping cannot be read, or they do not fit.
        UnreadableError: the collection has errors in it already where it would be written.
    """
    form = form_named(wanted.file, wanted.from_)
    shown, data = named_file(wanted.file)
    form = form_of(form, shown, data)
    mapping = _map(wanted, form)
    rows = rows_of(form, shown, data, ReadAs(mapping.kind, mapping.sheet, mapping.delimiter))
    if not rows.columns:
        rows.columns = list(dict.fromkeys(key for row in rows.rows for key in row.cells))
    if form in ONLY_SOURCES and "incident" in mapping.fixed:
        rows.columns = [each for each in rows.columns if each != "incident"]
    collection = load(folder).collection
    if is_export(rows) and not mapping.columns:
        rows = taken_apart(rows, mapping.kind, collection)
    mapping = mapping.checked(rows.columns, rows.own)
    rows.troubles += [each for each in rows.lacking if each.column in mapping.used()]
    unused = _unused(rows, mapping) if rows.own is None else []
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress("rows", done, len(rows.rows))

    result, doubtful = plan(shown, collection, rows, mapping, step)
    warnings = Counter[str]()
    if result.items or doubtful:
        result, warnings = _written(folder, result, doubtful, mapping, write=write)
    told = tuple(_undated(result, collection)) if mapping.kind == "claims" and not result.troubles else ()
    return Imported(result, tuple(unused), warnings, told)


def _undated(result: Plan, collection: Collection) -> Iterator[str]:
    """That rows which say no day have that of their source."""
    homes: dict[str, list[dict[str, Any]]] = {}
    for each in result.items:
        homes.setdefault(each.incident or "", []).append(dict(each.record))
    for name, records in homes.items():
        yield from undated(records, collection.incidents[name])


def _unused(rows: Rows, mapping: Map) -> list[str]:
    """Columns of which nothing is taken; of JSON, only the outermost."""
    used = mapping.used()
    parents = {*rows.columns}
    return [
        each
        for each in rows.columns
        if each not in used
        and not any(name.startswith((f"{each}.", f"{each}[")) for name in used)
        and not any(each[: match.start()] in parents for match in re.finditer(r"[.\[]", each))
    ]


def _written(
    folder: Folder, result: Plan, doubtful: tuple[PlannedRow, ...], mapping: Map, *, write: bool
) -> tuple[Plan, Counter[str]]:
    """The plan with what a check of the whole collection has against it; carried out, if nothing. And warnings."""
    homes: dict[str, list[PlannedRow]] = {}
    for each in (*result.items, *doubtful):
        homes.setdefault(named(each.incident) if each.incident else "speakers.yaml", []).append(each)

    def make(texts: Texts) -> Texts:
        share = MOST_READ_BACK if len(texts) == 1 else max(MOST_READ_BACK // (2 * len(texts)), LEAST_READ_BACK)
        return {name: _edited(result.kind, Edit(name, texts[name], read_back=share), homes[name]) for name in texts}

    proposal = propose(folder, homes, make)
    places = _Places(folder, mapping, homes, {each.row for each in doubtful})
    told = [(each, trouble) for each in proposal.found if (trouble := places.told(proposal, each)) is not None]
    told.sort(key=lambda each: each[1].row)
    troubles = _too_large(proposal) + [trouble for each, trouble in told if each.severity is Severity.ERROR]
    if troubles or result.troubles:
        bad = {each.row for each in troubles}
        items = tuple(each for each in result.items if each.row not in bad)
        every = tuple(sorted((*result.troubles, *troubles), key=lambda each: each.row))
        return replace(result, items=items, troubles=every), Counter()
    if write:
        carry_out(folder, proposal, make)
    warnings = sorted((*result.warnings, *(trouble for _, trouble in told)), key=lambda each: each.row)
    return replace(result, warnings=tuple(warnings), written=write), Counter(each.rule for each, _ in told)


def _edited(kind: str, edit: Edit, entries: list[PlannedRow]) -> bytes:
    if kind == "claims":
        edit.append((kind,), [dict(each.record) for each in entries])
    else:
        edit.put_all((kind,), {each.id: _without_id(each.record) for each in entries})
    return edit.data


def _without_id(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "id"}


def _too_large(proposal: Proposal) -> list[Trouble]:
    """Files that would be larger than a file may be."""
    return [
        Trouble(0, None, f"`{name}` would have {len(text) / 1e6:.1f} MB", f"a file has at most {MAX_BYTES // 10**6} MB")
        for name, text in proposal.after.items()
        if text is not None and len(text) > MAX_BYTES
    ]


class _Places:
    """Which row and column of the table it is that a finding about the collection is about.

    Of `doubtful` rows, only what lies in a column counts that has not been found wanting before.
    """

    def __init__(self, folder: Folder, mapping: Map, homes: Mapping[str, list[PlannedRow]], doubtful: set[int]) -> None:
        self.folder = folder
        self.mapping = mapping
        self.homes = homes
        self.doubtful = doubtful
        self.rows: dict[str, dict[str | int, int]] = {}

    def told(self, proposal: Proposal, found: Diagnostic) -> Trouble | None:
        """A finding in the words of the table."""
        name = found.location.file.removeprefix(self.folder.prefix)
        row = 0
        if name in self.homes and len(found.path) > 1 and found.path[0] == self.mapping.kind:
            if name not in self.rows:
                self.rows[name] = _rows_by_step(proposal.after.get(name), self.mapping.kind, self.homes[name])
            row = self.rows[name].get(found.path[1], 0)
        path = found.path[2:] if row else ()
        if row in self.doubtful and not (path and path[0] not in _LOOKED_AT):
            return None
        column = self.mapping.column_at(path, at_key=found.at_key)
        return Trouble(row, column, f"{found.message} [{found.rule}]", found.hint)


def _rows_by_step(text: bytes | None, kind: str, entries: list[PlannedRow]) -> dict[str | int, int]:
    """The row of each record of a section that came from one, by its index or its id there."""
    rows: dict[str | int, int] = {each.id: each.row for each in entries}
    if kind != "claims":
        return rows
    section: Any = parse(text or b"").tree
    ids = (str(each.get("id")) for each in section[kind])
    return {index: rows[each] for index, each in enumerate(ids) if each in rows}


def _map(wanted: ImportWanted, form: str) -> Map:
    """What the options and the mapping file say together; options go before."""
    settled = (
        read_map(*named_file(wanted.mapping))
        if wanted.mapping
        else Map("sources" if form in ONLY_SOURCES else "claims")
    )
    kind = wanted.kind or settled.kind
    if form in ONLY_SOURCES and kind != "sources":
        raise UsageError(f"{form} holds sources, not {kind}", "leave `--as` out")
    fixed = {**settled.fixed, **_pairs("--set", wanted.fixed)}
    if wanted.incident is not None:
        fixed["incident"] = wanted.incident
    columns = {**settled.columns, **_pairs("--map", wanted.pairs)}
    days = Days.of(wanted.dates, wanted.months) if wanted.dates or wanted.months else settled.days
    sheet, delimiter = wanted.sheet or settled.sheet, wanted.delimiter or settled.delimiter
    return Map(kind, columns, settled.values, fixed, days, sheet, delimiter)


def _pairs(option: str, words: list[str]) -> dict[str, str]:
    found = {}
    for each in words:
        key, sign, value = each.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise UsageError(f"{option} {each}: expected KEY=VALUE", f"such as {option} speaker=Who")
        found[key.strip()] = value.strip()
    return found
