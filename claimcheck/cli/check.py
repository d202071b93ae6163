"""Check the collection, or some files of it: every problem, with its file, line and column.

Errors keep their incident from being shown anywhere; warnings and notes do not. Exit 1 if there is an error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.checks.run import run
from claimcheck.cli import options, screen
from claimcheck.cli.answering import deliver
from claimcheck.cli.opening import files
from claimcheck.errors import UsageError
from claimcheck.formats import write_record
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.store.files import INCIDENTS, SHARED, Folder, find
from claimcheck.store.load import load


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, flat."""

    file: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    hint: str
    incident: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found."""

    schema: str
    diagnostics: tuple[Finding, ...]
    counts: dict[Severity, int]


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Only these files or incidents.")
    ] = None,
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Run the command."""
    folder = _folder(claims, paths or [])
    names = {name for path in paths or [] for name in _names(folder, path)} if paths else None
    loaded = load(folder)
    found = [*loaded.diagnostics, *run(loaded.collection, loaded.locate, loaded.incident_of, whole=True)]
    shown = [each for each in found if names is None or each.location.file.removeprefix(folder.prefix) in names]
    shown.sort(key=lambda each: each.sort_key)
    counts = {severity: sum(each.severity is severity for each in shown) for severity in Severity}
    if format_ == options.PageFormat.JSON:
        deliver(write_record("json", Checked("claimcheck/check/1", tuple(map(_flat, shown)), counts)), output)
    else:
        deliver("".join(f"{screen.diagnostic_line(each)}\n" for each in shown), output)
        screen.say(_summary(counts, len(names) if names is not None else len(loaded.collection.incidents)))
    return 1 if counts[Severity.ERROR] else 0


def _flat(each: Diagnostic) -> Finding:
    place = each.location
    return Finding(
        place.file, place.line, place.column, each.severity, each.rule, each.message, each.hint, each.incident
    )


def _summary(counts: dict[Severity, int], files_read: int) -> str:
    parts = [f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in counts.items() if number]
    what = "file" if files_read == 1 else "files"
    return f"claimcheck: {', '.join(parts) or 'no problem'} in {files_read} {what}"


def _folder(claims: str | None, paths: Iterable[str]) -> Folder:
    """The collection; that of the first path if nothing else names one."""
    first = next((Path(path) for path in paths if Path(path).exists()), None)
    if claims is None and first is not None:
        return _around(first)
    return files(claims)


def _around(path: Path) -> Folder:
    """The collection that a path lies in."""
    whole = path.absolute()
    for folder in (whole, *whole.parents):
        if any((folder / each).exists() for each in (INCIDENTS, *SHARED)):
            return find(os.path.relpath(folder), Path.cwd())
    return files(None)


def _names(folder: Folder, path: str) -> list[str]:
    """The files that a path, or the id of an incident, means."""
    known = [*SHARED, *folder.incidents()]
    if f"{INCIDENTS}/{path}.yaml" in known and not Path(path).exists():
        return [f"{INCIDENTS}/{path}.yaml"]
    try:
        inside = Path(path).resolve().relative_to(folder.root.resolve()).as_posix()
    except ValueError:
        inside = None
    if inside is None or not Path(path).exists():
        raise UsageError(f"`{path}` is no file of the collection and no incident of it", f"it is in {folder.prefix}")
    return [name for name in known if inside in (".", name) or name.startswith(f"{inside}/")]
