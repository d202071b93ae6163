"""What a word is in the collection, for a hint: an incident, a speaker, a party, a theme, a question, a source.

Looked up when a call went wrong: `words` is the whole call, for it may name the collection.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from claimcheck.store.files import ENVIRONMENT, Folder, find, identifiers
from claimcheck.store.skim import keys_of


def is_in_collection(kind: str, word: str, words: list[str]) -> bool:
    """Whether a word is an id or a name of a kind; what cannot be read is not there."""
    try:
        return _LOOK_UP[kind](word, words)
    except Exception:  # noqa: BLE001 - a hint is not worth a second complaint
        return False


def _folder(words: list[str]) -> Folder:
    given = next((words[at + 1] for at, each in enumerate(words[:-1]) if each == "--claims"), None)
    given = given or next((each.partition("=")[2] for each in words if each.startswith("--claims=")), None)
    return find(given, Path.cwd(), os.environ.get(ENVIRONMENT))


def incidents_known(words: list[str]) -> list[str]:
    """The incidents of the collection that a call means; none where it cannot be read."""
    try:
        return identifiers(_folder(words).incidents())
    except Exception:  # noqa: BLE001 - see above
        return []


def _is_voice(kind: str) -> Callable[[str, list[str]], bool]:
    def look(word: str, words: list[str]) -> bool:
        from claimcheck.model.keys import Sort
        from claimcheck.model.names import known_id
        from claimcheck.store.load import load

        collection = load(_folder(words), []).collection
        return bool(known_id(collection, word, [Sort(kind)]))

    return look


def _is_theme(word: str, words: list[str]) -> bool:
    from claimcheck.store.load import load

    return word in load(_folder(words), []).collection.themes


def _is_inner(section: str) -> Callable[[str, list[str]], bool]:
    def look(word: str, words: list[str]) -> bool:
        folder = _folder(words)
        inner = word.rpartition("/")[2]
        return any(inner in keys_of(folder, f"incidents/{each}.yaml", section) for each in incidents_known(words))

    return look


def _is_publisher(word: str, words: list[str]) -> bool:
    folder = _folder(words)
    line = f"publisher: {word}".encode()
    return any(line in (folder.read(f"incidents/{each}.yaml") or b"") for each in incidents_known(words))


_LOOK_UP: dict[str, Callable[[str, list[str]], bool]] = {
    "incident": lambda word, words: word in incidents_known(words),
    "speaker": _is_voice("speaker"),
    "party": _is_voice("party"),
    "theme": _is_theme,
    "question": _is_inner("questions"),
    "source": _is_inner("sources"),
    "publisher": _is_publisher,
}


def is_date(word: str) -> bool:
    """Whether a word may be a date as the files write one."""
    from claimcheck.model.when import When

    if not re.match(r"\d{4}", word):
        return False
    try:
        When.parse(word)
    except ValueError:
        return False
    return True
