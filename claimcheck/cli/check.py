"""Check the collection, or some files of it: every problem, with its file, line and column.

Errors keep their incident from being shown anywhere; warnings and notes do not. Exit 1 if there is an error. A comment
`# claimcheck: allow <rule> -- <reason>` lets a warning or a note stand. `claimcheck.toml` beside the collection settles
select, ignore, severity and format for all who work on it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.answering import deliver
from claimcheck.cli.completing import rule_names
from claimcheck.cli.opening import files
from claimcheck.errors import UsageError
from claimcheck.model.diagnostic import Severity
from claimcheck.store.files import INCIDENTS, SHARED, Folder, find, incident_files

if TYPE_CHECKING:
    from claimcheck.checks.selection import Selection


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule in the list of rules."""

    name: str
    severity: Severity
    on_request: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleList:
    """All rules."""

    schema: str
    items: tuple[RuleEntry, ...]


Rules = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Only this rule, or `all`.", autocompletion=rule_names),
]
Ignored = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="All but this rule.", autocompletion=rule_names),
]


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Only these files or incidents.")
    ] = None,
    select: Rules = None,
    ignore: Ignored = None,
    severity: Annotated[
        Severity | None, typer.Option("--severity", help="Only what is at least as grave; default note.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what takes no judgement, then check.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="RULE", help="Print a rule's manual page.", autocompletion=rule_names),
    ] = None,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List all rules.")] = False,
    claims: options.Claims = None,
    format_: Annotated[
        options.CheckFormat | None, typer.Option("--format", help="How to write the result; default concise.")
    ] = None,
    output: options.Output = None,
    no_cache: options.NoCache = False,
) -> int:
    """Run the command."""
    from claimcheck.cli.checking import look, selected, settled_format, sum_up, written
    from claimcheck.store.settings import check_settings

    if explain or list_rules:
        deliver(_page(explain) if explain else _list(format_), output)
        return 0
    folder = _folder(claims, paths or [])
    names = {name for path in paths or [] for name in _names(folder, path)} if paths else None
    settings = check_settings(folder)
    chosen = selected(settings, select, ignore, severity)
    mended = _mend(folder, names, chosen) if fix else 0
    looked = look(folder, names, chosen, mended, remember=not no_cache)
    form = format_ or settled_format(settings)
    deliver(written(form, looked), output)
    if form not in (options.CheckFormat.JSON, options.CheckFormat.SARIF):
        sum_up(looked)
    return 1 if looked.counts[Severity.ERROR] else 0


def _mend(folder: Folder, names: set[str] | None, chosen: Selection) -> int:
    from claimcheck.cli.mending import mend

    mended = mend(folder, names, chosen)
    for each in mended:
        screen.say(f"mended {screen.diagnostic_line(each)}")
    return len(mended)


# What is asked about rules


def _page(name: str) -> str:
    from claimcheck.checks.manual import manual

    page = manual(name)
    request = ", on request" if page.on_request else ""
    return f"{page.name} ({page.severity}{request})\n\n{page.text}\n"


def _list(format_: options.CheckFormat | None) -> str:
    from claimcheck.checks.manual import manuals
    from claimcheck.formats import write_record

    entries = tuple(RuleEntry(each.name, each.severity, each.on_request, each.sentence) for each in manuals())
    if format_ is options.CheckFormat.JSON:
        return write_record("json", RuleList("claimcheck/rules/1", entries))
    widest = max(len(each.name) for each in entries)
    return "".join(
        f"{each.name:<{widest}}  {each.severity:<7}  {each.sentence}{' (on request)' if each.on_request else ''}\n"
        for each in entries
    )


# Which files


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
    known = [*SHARED, *incident_files(folder)]
    if f"{INCIDENTS}/{path}.yaml" in known and not Path(path).exists():
        return [f"{INCIDENTS}/{path}.yaml"]
    try:
        inside = Path(path).resolve().relative_to(folder.root.resolve()).as_posix()
    except ValueError:
        inside = None
    if inside is None or not Path(path).exists():
        raise UsageError(f"`{path}` is no file of the collection and no incident of it", f"it is in {folder.prefix}")
    return [name for name in known if inside in (".", name) or name.startswith(f"{inside}/")]
