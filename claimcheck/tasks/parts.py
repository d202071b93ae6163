"""A folder of tables that many collections share: each replaces its own parts, and nobody else's.

Every file is written in one step, so that a reader sees the old one or the new one; a part that says what it said
before is left alone. Nothing is written through a symbolic link.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import OutputError, UsageError
from claimcheck.store.witness import unsure
from claimcheck.tasks.folder import replace_file


@dataclass
class Written:
    """How many parts were written, were as they are now, and were taken away."""

    written: int = 0
    kept: int = 0
    removed: int = 0


def put_parts(root: Path, label: str, schema: str, own: str, files: Iterable[tuple[str, bytes]]) -> Written:
    """Put the files of one collection below a folder; `own` matches its parts in all tables.

    Raises:
        UsageError: the folder is somebody else's, or holds tables of another version.
        OutputError: something cannot be written, or would be written through a symbolic link.
    """
    _see_to_it(root, label, schema)
    unsure(root)  # an answer that is given again writes nothing
    done = Written()
    names = set()
    try:
        for name, data in files:
            path = root / name
            _no_links(root, path)
            names.add(path)
            if path.is_file() and path.read_bytes() == data:
                done.kept += 1
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
            done.written += 1
        for path in sorted(set(root.glob(own)) - names):
            _no_links(root, path)
            path.unlink()
            done.removed += 1
    except OSError as error:
        raise OutputError(f"cannot write `{error.filename or root}`: {error.strerror}") from error
    return done


def _see_to_it(root: Path, label: str, schema: str) -> None:
    """A folder is taken if it is new, empty, or carries the label of the same version."""
    try:
        text = (root / label).read_bytes()
    except FileNotFoundError:
        if root.is_dir() and any(root.iterdir()):
            raise UsageError(
                f"`{root}` is not empty, and no `{label}` says that it holds tables", "name a folder of its own"
            ) from None
        return
    except OSError as error:
        raise OutputError(f"cannot write to `{root}`: {error.strerror}") from error
    try:
        found = json.loads(text)["schema"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if found != schema:
        held = f"`{found}`" if isinstance(found, str) else "something else"
        raise UsageError(f"`{root / label}` says that it holds {held}, not `{schema}`", "export to another folder")


def _no_links(root: Path, path: Path) -> None:
    for each in (path, *path.parents):
        if each == root:
            return
        if each.is_symlink():
            raise OutputError(f"`{each}` is a symbolic link", "nothing is written through links: remove it")
