"""What `check` found, chosen and written as it was asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from claimcheck import __version__
from claimcheck.checks.allow import Judged, judge
from claimcheck.checks.manual import ELSEWHERE, manuals
from claimcheck.checks.selection import Selection, selection
from claimcheck.cli import screen
from claimcheck.cli.examining import examine
from claimcheck.cli.options import CheckFormat
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.formats import write_problems, write_record
from claimcheck.formats.problems import Problem, Rule
from claimcheck.model.diagnostic import Allowance, Diagnostic, Severity
from claimcheck.store.files import SHARED, Folder, exists
from claimcheck.store.load import Loaded
from claimcheck.store.settings import CheckSettings


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
    fixable: bool


@dataclass(frozen=True, slots=True)
class Allowed:
    """A problem that a comment lets stand, and why."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found."""

    schema: str
    diagnostics: tuple[Finding, ...]
    counts: dict[Severity, int]
    by_rule: dict[str, int]
    allowed: tuple[Allowed, ...]


@dataclass(frozen=True)
class Looked:
    """What was found in the files asked for, how many files that were, and how many problems have been mended."""

    folder: Folder
    loaded: Loaded
    judged: Judged
    files: int
    mended: int

    @property
    def counts(self) -> dict[Severity, int]:
        """How many problems of each severity there are."""
        return {each: sum(found.severity is each for found in self.judged.kept) for each in Severity}


# What is looked for


def selected(
    settings: CheckSettings, select: list[str] | None, ignore: list[str] | None, severity: Severity | None
) -> Selection:
    """What the options say and, where they are silent, the settings."""
    chosen = selection(select or (), ignore or (), severity or Severity.NOTE)
    if not settings.file:
        return chosen
    try:
        least = severity or Severity(settings.severity or Severity.NOTE)
    except ValueError as error:
        hint = did_you_mean(str(settings.severity), Severity)
        raise UsageError(f"{settings.file}: no severity `{settings.severity}`", hint) from error
    try:
        return selection(select or settings.select, [*settings.ignore, *(ignore or ())], least)
    except UsageError as error:
        raise UsageError(f"{settings.file}: {error.message}", error.hint) from error


def settled_format(settings: CheckSettings) -> CheckFormat:
    """The format that the settings say; without them, the shortest."""
    try:
        return CheckFormat(settings.format or CheckFormat.CONCISE)
    except ValueError as error:
        hint = did_you_mean(str(settings.format), CheckFormat)
        raise UsageError(f"{settings.file}: no format `{settings.format}` here", hint) from error


def look(
    folder: Folder, names: set[str] | None, chosen: Selection, mended: int = 0, *, remember: bool = True
) -> Looked:
    """Look for problems in some files (None: all); the whole collection is looked at in any case."""
    found = examine(folder, chosen.names, remember=remember)
    rules = {each.name: each.severity for each in manuals()}
    whole = judge(found.diagnostics, found.allowances, rules, chosen.names - ELSEWHERE.keys(), found.loaded.incident_of)

    def wanted(each: Diagnostic) -> bool:
        return names is None or each.location.file.removeprefix(folder.prefix) in names

    kept = [each for each in whole.kept if wanted(each) and chosen.shows(each)]
    kept.sort(key=lambda each: each.sort_key)
    judged = Judged(kept, [each for each in whole.allowed if wanted(each[0])])
    shared = sum(exists(folder.root / each) for each in SHARED)
    return Looked(folder, found.loaded, judged, found.incidents + shared if names is None else len(names), mended)


# How it is written


def written(format_: CheckFormat, looked: Looked) -> str:
    """The problems in one of the formats."""
    judged = looked.judged
    if format_ is CheckFormat.JSON:
        found = tuple(map(_flat, judged.kept))
        by_rule = dict(sorted(Counter(each.rule for each in judged.kept).items()))
        allowed = tuple(_allowed(*each) for each in judged.allowed)
        return write_record("json", Checked("claimcheck/check/1", found, looked.counts, by_rule, allowed))
    top = _top(looked.folder)
    problems = [_problem(each, looked, top) for each in judged.kept]
    if format_ is CheckFormat.SARIF:
        from claimcheck.formats.sarif import sarif

        rules = [Rule(each.name, each.severity, each.sentence, each.text) for each in manuals()]
        return sarif(problems, rules, __version__)
    return write_problems(format_, problems, width=screen.columns())


def _problem(each: Diagnostic, looked: Looked, top: Path) -> Problem:
    place, folder = each.location, looked.folder
    uri = (folder.root.absolute() / place.file.removeprefix(folder.prefix)).relative_to(top).as_posix()
    source = looked.loaded.line(place.file, place.line)
    return Problem(place.file, uri, place.line, place.column, each.severity, each.rule, each.message, each.hint, source)


def _top(folder: Folder) -> Path:
    """The folder to which other programs' paths are relative: that of the repository, else the collection's parent."""
    root = folder.root.absolute()
    return next((each for each in root.parents if exists(each / ".git")), root.parent)


def _flat(each: Diagnostic) -> Finding:
    place = each.location
    fixable = each.fix is not None
    return Finding(
        place.file, place.line, place.column, each.severity, each.rule, each.message, each.hint, each.incident, fixable
    )


def _allowed(found: Diagnostic, comment: Allowance) -> Allowed:
    place = found.location
    return Allowed(place.file, place.line, place.column, found.rule, found.message, comment.reason)


def sum_up(looked: Looked) -> None:
    """How much was found, and by which rules, to stderr."""
    kept = looked.judged.kept
    parts = [f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in looked.counts.items() if number]
    allowed, where = len(looked.judged.allowed), len({each.location.file for each in kept})
    files = max(looked.files, where)  # a folder in which nothing can be read is no file, but has a problem
    among = f"{where} of {files}" if 0 < where < files else f"{files}"
    told = [
        f"{', '.join(parts) or 'no problem'} in {among} file{'' if files == 1 else 's'}",
        f"{allowed} {'more ' if kept else ''}allowed by a comment" if allowed else "",
        f"{looked.mended} mended" if looked.mended else "",
    ]
    screen.say("claimcheck: " + "; ".join(filter(None, told)))
    if len(kept) > 1:
        by_rule = Counter(each.rule for each in kept).most_common()
        screen.say("claimcheck: " + ", ".join(f"{number} {rule}" for rule, number in by_rule))
    fixable = sum(each.fix is not None for each in kept)
    if fixable:
        screen.say(f"claimcheck: {fixable} of them can be mended: claimcheck check --fix")
