"""Ids for the shell to complete; whatever goes wrong here, nobody is disturbed by it in mid-command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.store.files import Files

from claimcheck.characters.patterns import lazy

_ID = lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = lazy(rf"^  ({_ID.pattern}):", re.MULTILINE)


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

    names = identifiers(find(None, Path.cwd(), os.environ.get(ENVIRONMENT)).incidents())
    return [each for each in names if _ID.fullmatch(each)]


def _keys(name: str, section: str | None) -> list[str]:
    import os
    from pathlib import Path

    from claimcheck.store.files import ENVIRONMENT, find

    return keys_of(find(None, Path.cwd(), os.environ.get(ENVIRONMENT)), name, section)


def keys_of(files: Files, name: str, section: str | None) -> list[str]:
    """The keys of a section of a file, read without a YAML parser: completion must be quick and may be wrong."""
    text = (files.read(name) or b"").decode("utf-8", errors="replace")
    if section is None:
        return re.findall(rf"^({_ID.pattern}):", text, re.MULTILINE)
    _, _, rest = f"\n{text}".partition(f"\n{section}:")
    return _KEY.findall(re.split(r"\n[a-z]", rest, maxsplit=1)[0])


def any_names(incomplete: str) -> list[str]:
    """Incidents and speakers that begin with what was typed."""
    return [*incident_names(incomplete), *party_names(incomplete)]
