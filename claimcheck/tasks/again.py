"""Answers replayed from the cache while the command line and every file they were read from are unchanged.

What was asked is the command line with everything around it that has a say in the answer: the folder, the width of the
window, the variables that the program looks at, the program itself. What it was made from is every file that was read
(`store.witness`). Only answers to the screen are kept, and only of commands that do nothing but answer.
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimcheck.store.shelf import Shelf
    from claimcheck.store.witness import Sight

REFUSAL = "--no-cache"
_OTHERWISE = (REFUSAL, "--help", "-o", "--output", "--fix", "--against")
"""Options, or their beginnings, with which an answer is not kept: it goes elsewhere, or does more than answer."""
_VARIABLES = ("CLAIMCHECK_CLAIMS", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM")

Said = list[tuple[str, str]]
"""What went to `out` and to `err`, in order."""


_refused: list[bool] = []
"""Whether the call that is running has refused whatever is kept."""


def begin(words: list[str]) -> None:
    """Note of a call that begins whether it has refused whatever is kept."""
    _refused[:] = [any(word.startswith(REFUSAL) for word in words)]


def shelf() -> Shelf | None:
    """Where the trees of files are kept from one call to the next; None where nothing is to be kept."""
    if any(_refused):
        return None
    from claimcheck.store.cache import folder
    from claimcheck.store.shelf import Shelf

    return None if folder() is None else Shelf(repr(program()))


def key(words: list[str]) -> str | None:
    """What stands for a call of a repeatable command and everything around it; None if its answer is not to be kept."""
    if any(word.startswith(_OTHERWISE) for word in words):
        return None
    if words[0] == "check" and any(os.path.exists(word) for word in _operands(words)):  # noqa: PTH110 - light
        return None  # which files a path means is asked of the file system in many ways
    from claimcheck.store.cache import folder

    if folder() is None:
        return None
    try:
        terminal = list(os.get_terminal_size(sys.stdout.fileno())) if sys.stdout.isatty() else None
        around = [os.getcwd(), terminal, [os.environ.get(each) for each in _VARIABLES]]  # noqa: PTH109
    except (OSError, ValueError):
        return None
    return repr((program(), words, around))


def recall(key: str) -> tuple[Said, int] | None:
    """What was said and the exit status, if it would be the same now."""
    from claimcheck.store import cache
    from claimcheck.store.witness import as_it_was

    match cache.recall(key):
        case {"seen": list(seen), "said": list(said), "status": int(status)}:
            sights = [(str(kind), str(path), str(mark)) for kind, path, mark in seen]
        case _:
            return None
    now = as_it_was(sights)
    if now is None:
        return None
    if now != sights:
        _keep(key, now, said, status)
    return [(str(stream), str(text)) for stream, text in said], status


def keep(key: str, seen: list[Sight], said: Said, status: int) -> None:
    """Keep an answer, if all that it was made from can be told to be as it was."""
    if said and status in (0, 1) and not any(kind == "unsure" for kind, _, _ in seen):
        _keep(key, list(dict.fromkeys(seen)), said, status)


def _keep(key: str, seen: list[Sight], said: list[Any], status: int) -> None:
    from claimcheck.store import cache

    cache.keep(key, {"seen": seen, "said": said, "status": status})


def _operands(words: list[str]) -> list[str]:
    """The words that may be paths: neither options nor the folder that `--claims` names."""
    return [word for before, word in pairwise(words) if before != "--claims" and word[:1] != "-"]


def program() -> list[object]:
    """Which program this is: Python's version, and when its modules and the packages that it uses last changed."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    changed = [os.stat(each).st_mtime_ns for each in sys.path if each.endswith("site-packages") and os.path.isdir(each)]  # noqa: PTH112, PTH116
    return [sys.version, *changed, *_newest(home)]


def _newest(folder: str) -> list[int]:
    """The time of the last change and the number of bytes of all modules and templates below a folder."""
    newest, size = 0, 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                inner = [0, 0] if entry.name == "__pycache__" else _newest(entry.path)
            else:
                status = entry.stat()
                inner = [status.st_mtime_ns, status.st_size]
            newest, size = max(newest, inner[0]), size + inner[1]
    return [newest, size]
