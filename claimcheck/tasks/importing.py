"""An import from its file to the disk: read, made into records, checked against the whole collection, written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import Rows, read_csv, read_jsonl
from claimcheck.exchange.mapping import Map, read_map
from claimcheck.exchange.plan import VOICES, plan
from claimcheck.frozen import frozen, replace
from claimcheck.store.edit import Edit
from claimcheck.store.files import MAX_BYTES, Folder, named
from claimcheck.store.load import load
from claimcheck.store.parse import parse
from claimcheck.store.write import Texts
from claimcheck.tasks.progress import Progress, silent
from claimcheck.tasks.proposing import Proposal, carry_out, propose
from claimcheck.tasks.reading import named_file
from claimcheck.views.plan import Entry, Plan, Trouble

_ENDINGS = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "csl-json", ".bib": "bibtex"}
_ONLY_SOURCES = ("csl-json", "bibtex")
_OF_EXPORTS = (frozenset({"speaker_name", "as_told_by", "asserts"}), frozenset({"schema", "as_told_by", "withholds"}))
"""Columns by which a file that `export csv` or `export jsonl` wrote can be told."""
_LOOKED_AT = {*VOICES, "id"}


@frozen(slots=False)
class Wanted:
    """What was asked for: the file, where its rows go, what they become, and which column is what."""

    file: str
    incident: str | None
    kind: str | None
    pairs: list[str]
    fixed: list[str]
    mapping: str | None
    from_: str | None


@frozen(slots=False)
class Imported:
    """What the rows of a file come to, and what is worth a remark.

    `unused` are columns that no key takes, of which the file may have some because it is one of our exports;
    `warnings` counts, by rule, what the rows bring with them.
    """

    plan: Plan
    unused: tuple[str, ...]
    is_export: bool
    warnings: Counter[str]


def imported(wanted: Wanted, folder: Folder, *, write: bool, progress: Progress = silent) -> Imported:
    """What the rows of a file come to; written, if that was asked for and nothing stands in the way.

    Raises:
        UsageError: the file or the mapping cannot be read, or they do not fit.
        UnreadableError: the collection has errors in it already where it would be written.
    """
    form = wanted.from_ or _ENDINGS.get(Path(wanted.file).suffix.lower(), "")
    if not form:
        raise UsageError(f"`{wanted.file}` does not say what it is", "give `--from csv`, jsonl, csl-json or bibtex")
    shown, data = named_file(wanted.file)
    mapping = _map(wanted, form)
    rows = _rows(form, shown, data)
    if form in _ONLY_SOURCES:
        rows.columns = list(dict.fromkeys(key for row in rows.rows for key in row.cells))
    mapping = mapping.checked(rows.columns)
    unused = [
        each for each in rows.columns if each not in mapping.used() and each.rpartition(".")[0] not in rows.columns
    ]
    is_export = any(each <= {*rows.columns} for each in _OF_EXPORTS)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress("rows", done, len(rows.rows))

    result, doubtful = plan(shown, load(folder).collection, rows, mapping, step)
    warnings = Counter[str]()
    if result.items or doubtful:
        result, warnings = _written(folder, result, doubtful, mapping, write=write)
    return Imported(result, tuple(unused), is_export, warnings)


def _written(
    folder: Folder, result: Plan, doubtful: tuple[Entry, ...], mapping: Map, *, write: bool
) -> tuple[Plan, Counter[str]]:
    """The plan with what a check of the whole collection has against it; carried out, if nothing. And warnings."""
    homes: dict[str, list[Entry]] = {}
    for each in (*result.items, *doubtful):
        homes.setdefault(named(each.incident) if each.incident else "speakers.yaml", []).append(each)

    def make(texts: Texts) -> Texts:
        return {name: _edited(result.kind, name, texts[name], homes[name]) for name in texts}

    proposal = propose(folder, homes, make)
    troubles = _too_large(proposal) or _in_the_way(folder, proposal, mapping, homes, {each.row for each in doubtful})
    if troubles or result.troubles:
        bad = {each.row for each in troubles}
        items = tuple(each for each in result.items if each.row not in bad)
        every = tuple(sorted((*result.troubles, *troubles), key=lambda each: each.row))
        return replace(result, items=items, troubles=every), Counter()
    if write:
        carry_out(folder, proposal, make)
    return replace(result, written=write), Counter(each.rule for each in proposal.found)


def _edited(kind: str, name: str, data: bytes | None, entries: list[Entry]) -> bytes:
    edit = Edit(name, data)
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


def _in_the_way(
    folder: Folder, proposal: Proposal, mapping: Map, homes: Mapping[str, list[Entry]], doubtful: set[int]
) -> list[Trouble]:
    """The errors that it would bring, each with the row and the column that it comes from.

    Of `doubtful` rows, only what lies in a column counts that has not been found wanting before.
    """
    rows = {
        name: _rows_by_step(proposal.after[name], mapping.kind, entries)
        for name, entries in homes.items()
        if name in proposal.after
    }
    found = []
    for each in proposal.errors:
        of_file = rows.get(each.location.file.removeprefix(folder.prefix), {})
        row = of_file.get(each.path[1], 0) if len(each.path) > 1 and each.path[0] == mapping.kind else 0
        path = each.path[2:] if row else ()
        if row not in doubtful or (path and path[0] not in _LOOKED_AT):
            column = mapping.column_at(path, at_key=each.at_key)
            found.append(Trouble(row, column, f"{each.message} [{each.rule}]", each.hint))
    return sorted(found, key=lambda each: each.row)


def _rows_by_step(text: bytes | None, kind: str, entries: list[Entry]) -> dict[str | int, int]:
    """The row of each record of a section that came from one, by its index or its id there."""
    rows: dict[str | int, int] = {each.id: each.row for each in entries}
    if kind != "claims":
        return rows
    section: Any = parse(text or b"").tree
    ids = (str(each.get("id")) for each in section[kind])
    return {index: rows[each] for index, each in enumerate(ids) if each in rows}


def _map(wanted: Wanted, form: str) -> Map:
    """What the options and the mapping file say together; options go before."""
    settled = (
        read_map(*named_file(wanted.mapping))
        if wanted.mapping
        else Map("sources" if form in _ONLY_SOURCES else "claims")
    )
    kind = wanted.kind or settled.kind
    if form in _ONLY_SOURCES and kind != "sources":
        raise UsageError(f"{form} holds sources, not {kind}", "leave `--as` out")
    fixed = {**settled.fixed, **_pairs("--set", wanted.fixed)}
    if wanted.incident is not None:
        fixed["incident"] = wanted.incident
    columns = {**settled.columns, **_pairs("--map", wanted.pairs)}
    return Map(kind, columns, settled.values, fixed)


def _pairs(option: str, words: list[str]) -> dict[str, str]:
    found = {}
    for each in words:
        key, sign, value = each.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise UsageError(f"{option} {each}: expected KEY=VALUE", f"such as {option} speaker=Who")
        found[key.strip()] = value.strip()
    return found


def _rows(form: str, shown: str, data: bytes) -> Rows:
    if form == "csv":
        return read_csv(shown, data)
    if form == "jsonl":
        return read_jsonl(shown, data)
    if form == "csl-json":
        from claimcheck.exchange.from_csl_json import read_csl_json

        return read_csl_json(shown, data)
    from claimcheck.exchange.from_bibtex import read_bibtex

    return read_bibtex(shown, data)
