"""Ids for the shell to complete; whatever goes wrong here, nobody is disturbed by it in mid-command."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def incident_names(incomplete: str) -> list[str]:
    """Incidents that begin with what was typed."""
    return _beginning(incomplete, _incidents)


def speaker_names(incomplete: str) -> list[str]:
    """Speakers that begin with what was typed."""
    return _beginning(incomplete, lambda: _keys("speakers.yaml", "speakers"))


def party_names(incomplete: str) -> list[str]:
    """Parties, and speakers, that begin with what was typed."""
    return _beginning(incomplete, lambda: [*_keys("speakers.yaml", "parties"), *_keys("speakers.yaml", "speakers")])


def theme_names(incomplete: str) -> list[str]:
    """Themes that begin with what was typed."""
    return _beginning(incomplete, lambda: _keys("themes.yaml", None))


def question_names(incomplete: str) -> list[str]:
    """Questions of all incidents that begin with what was typed."""

    def everywhere() -> Iterable[str]:
        return sorted({each for incident in _incidents() for each in _keys(f"incidents/{incident}.yaml", "questions")})

    return _beginning(incomplete, everywhere)


def rule_names(incomplete: str) -> list[str]:
    """Rules that begin with what was typed."""

    def everyone() -> Iterable[str]:
        from claimcheck.checks.manual import manuals

        return [each.name for each in manuals()]

    return _beginning(incomplete, everyone)


def _beginning(incomplete: str, known: Callable[[], Iterable[str]]) -> list[str]:
    try:
        return [each for each in known() if each.startswith(incomplete)]
    except Exception:  # noqa: BLE001 - a message in the middle of a command line helps nobody
        return []


def _incidents() -> list[str]:
    """The ids among the names of files; a shell is given nothing else, for it could take it for a command."""
    import os
    from pathlib import Path

    from claimcheck.store.files import ENVIRONMENT, find, identifiers
    from claimcheck.store.skim import ID

    names = identifiers(find(None, Path.cwd(), os.environ.get(ENVIRONMENT)).incidents())
    return [each for each in names if ID.fullmatch(each)]


def _keys(name: str, section: str | None) -> list[str]:
    import os
    from pathlib import Path

    from claimcheck.store.files import ENVIRONMENT, find
    from claimcheck.store.skim import keys_of

    return keys_of(find(None, Path.cwd(), os.environ.get(ENVIRONMENT)), name, section)


def any_names(incomplete: str) -> list[str]:
    """Incidents and speakers that begin with what was typed."""
    return [*incident_names(incomplete), *party_names(incomplete)]
