"""Check the collection, or some files of it: every problem, with its file, line and column.

Errors keep their incident from being shown anywhere; warnings and notes do not. Exit 1 if there is an error. A comment
`# claimcheck: allow <rule> -- <reason>` lets a warning or a note stand. `claimcheck.toml` beside the collection settles
select, ignore, severity and format for all who work on it.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck import __version__
from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import rule_names
from claimcheck.cli.table import CHECK
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Severity

if TYPE_CHECKING:
    from claimcheck.checks.selection import Selection
    from claimcheck.store.files import Folder
    from claimcheck.store.settings import CheckSettings
    from claimcheck.tasks.checking import Looked


@frozen
class RuleEntry:
    """A rule in the list of rules."""

    name: str
    severity: Severity
    on_request: bool
    sentence: str


@frozen
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
    call: Call,
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
    format: options.format_of("check", "How to write the result; default concise.") = None,  # type: ignore[valid-type]
    no_cache: options.NoCache = False,
) -> int:
    """Run the command."""
    from claimcheck.store.settings import check_settings
    from claimcheck.tasks.checking import look, selected
    from claimcheck.tasks.naming import collection_around, names_of
    from claimcheck.tasks.problems import written

    if explain or list_rules:
        screen.deliver(_page(explain) if explain else _list(format), call.output)
        return 0
    around = collection_around(paths or []) if call.claims is None else None
    folder = around or call.folder()
    names = {name for path in paths or [] for name in names_of(folder, path)} if paths else None
    settings = check_settings(folder)
    chosen = selected(settings, select, ignore, severity)
    mended = _mend(folder, names, chosen) if fix else 0
    processes = min(os.cpu_count() or 1, 2)
    looked = look(folder, names, chosen, remember=not no_cache, processes=processes, progress=screen.progress)
    form = format or _settled_format(settings)
    screen.deliver(written(form, looked, width=screen.columns(), version=__version__), call.output)
    if form not in ("json", "sarif"):
        _sum_up(looked, mended)
    return 1 if looked.counts[Severity.ERROR] else 0


def _settled_format(settings: CheckSettings) -> str:
    """The format that the settings say; without them, the shortest."""
    form = str(settings.format or CHECK[0])
    if form not in CHECK:
        raise UsageError(f"{settings.file}: no format `{form}` here", did_you_mean(form, CHECK))
    return form


def _sum_up(looked: Looked, mended: int) -> None:
    """How much was found, and by which rules, to stderr."""
    kept = looked.judged.kept
    parts = [f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in looked.counts.items() if number]
    allowed, where = len(looked.judged.allowed), len({each.location.file for each in kept})
    files = max(looked.files, where)  # a folder in which nothing can be read is no file, but has a problem
    among = f"{where} of {files}" if 0 < where < files else f"{files}"
    told = [
        f"{', '.join(parts) or 'no problem'} in {among} file{'' if files == 1 else 's'}",
        f"{allowed} {'more ' if kept else ''}allowed by a comment" if allowed else "",
        f"{mended} mended" if mended else "",
    ]
    screen.say("claimcheck: " + "; ".join(filter(None, told)))
    if len(kept) > 1:
        by_rule = Counter(each.rule for each in kept).most_common()
        screen.say("claimcheck: " + ", ".join(f"{number} {rule}" for rule, number in by_rule))
    fixable = sum(bool(each.replacements) for each in kept)
    if fixable:
        screen.say(f"claimcheck: `claimcheck check --fix` would correct {fixable} of them")


def _mend(folder: Folder, names: set[str] | None, chosen: Selection) -> int:
    from claimcheck.tasks.mending import mend

    mended = mend(folder, names, chosen)
    for each in mended:
        screen.say(f"mended {each.sentence()}")
    return len(mended)


# What is asked about rules


def _page(name: str) -> str:
    from claimcheck.checks.manual import manual

    page = manual(name)
    request = ", on request" if page.on_request else ""
    return f"{page.name} ({page.severity}{request})\n\n{page.text}\n"


def _list(form: str | None) -> str:
    from claimcheck.checks.manual import manuals
    from claimcheck.formats import write_record

    entries = tuple(RuleEntry(each.name, each.severity, each.on_request, each.sentence) for each in manuals())
    if form == "json":
        return write_record("json", RuleList("claimcheck/rules/1", entries))
    widest = max(len(each.name) for each in entries)
    return "".join(
        f"{each.name:<{widest}}  {each.severity:<7}  {each.sentence}{' (on request)' if each.on_request else ''}\n"
        for each in entries
    )
