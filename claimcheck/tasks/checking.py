"""What is wrong with a collection, or with some files of it, chosen as it was asked for."""

from __future__ import annotations

from collections import Counter

from claimcheck.checks.allow import Judged, judge
from claimcheck.checks.manual import ELSEWHERE, manuals
from claimcheck.checks.selection import Selection, selection
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Allowance, Diagnostic, Severity
from claimcheck.store.files import SHARED, Folder, exists
from claimcheck.store.load import Loaded
from claimcheck.store.settings import CheckSettings
from claimcheck.tasks.examining import examine
from claimcheck.tasks.progress import Progress, silent


@frozen
class ListedProblem:
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


@frozen
class Allowed:
    """A problem that a comment lets stand, and why."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    reason: str


@frozen
class Checked:
    """Everything that was found."""

    schema: str
    diagnostics: tuple[ListedProblem, ...]
    counts: dict[Severity, int]
    by_rule: dict[str, int]
    allowed: tuple[Allowed, ...]


@frozen(slots=False)
class Looked:
    """What was found in the files asked for, and how many files that were."""

    folder: Folder
    loaded: Loaded
    judged: Judged
    files: int

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


def look(  # noqa: PLR0913 - what is looked for, and how
    folder: Folder,
    names: set[str] | None,
    chosen: Selection,
    *,
    remember: bool = True,
    processes: int = 1,
    progress: Progress = silent,
) -> Looked:
    """Look for problems in some files (None: all); the whole collection is looked at in any case."""
    found = examine(folder, chosen.names, remember=remember, processes=processes, progress=progress)
    rules = {each.name: each.severity for each in manuals()}
    whole = judge(found.diagnostics, found.allowances, rules, chosen.names - ELSEWHERE.keys(), found.loaded.incident_of)

    def wanted(each: Diagnostic) -> bool:
        return names is None or each.location.file.removeprefix(folder.prefix) in names

    kept = [each for each in whole.kept if wanted(each) and chosen.shows(each)]
    kept.sort(key=lambda each: each.sort_key)
    judged = Judged(kept, [each for each in whole.allowed if wanted(each[0])])
    shared = sum(exists(folder.root / each) for each in SHARED)
    return Looked(folder, found.loaded, judged, found.incidents + shared if names is None else len(names))


# As records


def checked(looked: Looked) -> Checked:
    """What was found, as the record that `--format json` writes."""
    judged = looked.judged
    by_rule = dict(sorted(Counter(each.rule for each in judged.kept).items()))
    allowed = tuple(_allowed(*each) for each in judged.allowed)
    return Checked("claimcheck/check/1", tuple(map(_flat, judged.kept)), looked.counts, by_rule, allowed)


def _flat(each: Diagnostic) -> ListedProblem:
    place = each.location
    fixable = bool(each.replacements)
    return ListedProblem(
        place.file, place.line, place.column, each.severity, each.rule, each.message, each.hint, each.incident, fixable
    )


def _allowed(found: Diagnostic, comment: Allowance) -> Allowed:
    place = found.location
    return Allowed(place.file, place.line, place.column, found.rule, found.message, comment.reason)
