"""The loop: every rule over the collection, its findings as diagnostics."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Collection as AnyCollection
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from claimcheck.checks import rules as folder
from claimcheck.checks.finding import Finding
from claimcheck.errors import Guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.model.location import Location, Path

GRAVE = (
    "ambiguous_reference",
    "answers_within",
    "cannot_replace",
    "derived_in_a_circle",
    "duplicate_id",
    "no_answers",
    "no_stance",
    "no_words",
    "replaces_itself",
    "restated_stance",
    "said_after_published",
    "sides",
    "theme_answers",
    "unknown_answer",
    "unknown_claim",
    "unknown_party",
    "unknown_question",
    "unknown_source",
    "unknown_speaker",
    "unknown_term",
    "unknown_theme",
)
"""The rules of severity error: before anything is shown they are run, and the others not even imported."""


class Scope(StrEnum):
    """How much of a collection a rule has to see: an incident and the shared files, or every incident."""

    INCIDENT = "incident"
    COLLECTION = "collection"


class Rule(Protocol):
    """What a module in `rules/` holds."""

    __name__: str
    __doc__: str
    SEVERITY: Severity

    def check(self, collection: Collection) -> Iterator[Finding]:
        """What is wrong with the collection by this rule."""
        ...


class Locate(Protocol):
    """Looks up a place in a file."""

    def __call__(self, file: str, path: Path, *, at_key: bool = False) -> Location:
        """The place of the value at a path of a file."""
        ...


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by name."""
    return _imported(sorted(module.name for module in pkgutil.iter_modules(folder.__path__)))


@lru_cache(maxsize=1)
def grave_rules() -> tuple[Rule, ...]:
    """Every rule of severity error, by name."""
    return _imported(GRAVE)


def _imported(names: Iterable[str]) -> tuple[Rule, ...]:
    return tuple(cast("Rule", import_module(f"{folder.__name__}.{name}")) for name in names)


def rule_name(rule: Rule) -> str:
    """The name under which a rule is reported: its file's, with hyphens."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def scope(rule: Rule) -> Scope:
    """How much of a collection a rule has to see."""
    return Scope(getattr(rule, "SCOPE", Scope.INCIDENT))


def on_request(rule: Rule) -> bool:
    """Whether a rule is run only where it is asked for by its name."""
    return bool(getattr(rule, "ON_REQUEST", False))


def run(  # noqa: PLR0913 - what is read, by whom, and how much of it is wanted
    collection: Collection,
    locate: Locate,
    incident_of: Callable[[str], str | None],
    severities: Iterable[Severity] = tuple(Severity),
    *,
    whole: bool = False,
    names: AnyCollection[str] | None = None,
) -> list[Diagnostic]:
    """The findings of all rules of some severities, in order of their places.

    `locate` and `incident_of` belong to whoever read the files; `whole` says that every incident was read, without
    which the rules about the whole collection are left out. `names` are the rules to run; left out, all but those on
    request. Takes time in proportion to the collection.
    """
    wanted = frozenset(severities)
    found = [
        (rule, finding)
        for rule in (grave_rules() if wanted == {Severity.ERROR} else all_rules())
        if rule.SEVERITY in wanted
        and (whole or scope(rule) is Scope.INCIDENT)
        and (not on_request(rule) if names is None else rule_name(rule) in names)
        for finding in rule.check(collection)
    ]
    found.sort(key=lambda each: each[1].record.location)  # file by file, so that each is read again once at most
    diagnostics = [_diagnostic(rule, finding, locate, incident_of) for rule, finding in found]
    return sorted(diagnostics, key=lambda each: each.sort_key)


def _diagnostic(rule: Rule, finding: Finding, locate: Locate, incident_of: Callable[[str], str | None]) -> Diagnostic:
    record = finding.record
    place = record.location
    path, at_key = (*record.path, *finding.path), finding.at_key
    if finding.path:
        place = locate(place.file, path, at_key=at_key)
    else:  # a record with an id stands where its id does
        at_key = isinstance(next(reversed(path), None), str)
    incident = incident_of(place.file)
    hint, words = finding.hint if isinstance(finding.hint, Guess) else (finding.hint, ())
    what = (rule_name(rule), finding.message, hint)
    return Diagnostic(place, rule.SEVERITY, *what, incident, path, at_key, finding.fixes, words)
