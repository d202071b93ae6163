"""Folders that the program keeps, of pages or of tables: only what changed is written, only its own is taken away.

Nothing is written through a symbolic link, and every file in one step: a reader sees the old one or the new one.
The pages of a site are noted in a list beside them, so that a page whose incident is gone can be told from a file of
somebody else's. A folder of tables many collections may share: each replaces its own parts.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.characters.patterns import lazy
from claimcheck.errors import OutputError, UsageError
from claimcheck.store.witness import unsure

_NAME = lazy(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+")
_RESERVED = lazy(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.", re.IGNORECASE)


@dataclass
class Counted:
    """How many files were written, needed no writing, and were taken away."""

    written: int = 0
    kept: int = 0
    removed: int = 0

    @property
    def text(self) -> str:
        """The counts in words."""
        counts = [f"{self.written:,} written", f"{self.kept:,} unchanged"]
        return ", ".join([*counts, *([f"{self.removed:,} removed"] if self.removed else [])])


@dataclass
class KeptFolder:
    """Pages by their names below a folder."""

    root: Path
    list_name: str
    schema: str
    names: list[str] = field(default_factory=list)
    done: Counted = field(default_factory=Counted)

    def put(self, name: str, text: str) -> None:
        """Write one page, unless it stands there already, byte for byte.

        Raises:
            OutputError: it cannot be written, or would be written through a symbolic link.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name for a page: {name!r}")
        self.names.append(name)
        path = self._path(name)
        data = text.encode("utf-8", "backslashreplace")
        try:
            if path.is_file() and path.read_bytes() == data:
                self.done.kept += 1
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        except OSError as error:
            raise OutputError(f"cannot write `{path}`: {error.strerror}") from error
        self.done.written += 1

    def finish(self) -> None:
        """Take away the pages of an earlier run that are no longer made, and note those that are.

        Raises:
            OutputError: the folder cannot be written.
        """
        path = self._path(self.list_name)
        for name in sorted(set(_listed(path)) - set(self.names)):
            stale = self._path(name)
            if stale.is_file():
                stale.unlink()
                self.done.removed += 1
        data = json.dumps({"schema": self.schema, "pages": sorted(self.names)}, indent=2).encode() + b"\n"
        try:
            if not path.is_file() or path.read_bytes() != data:
                _replace(path, data)
        except OSError as error:
            raise OutputError(f"cannot write `{path}`: {error.strerror}") from error

    def _path(self, name: str) -> Path:
        """The place of a page.

        Raises:
            OutputError: a part of it below the folder is a symbolic link, or no file can be called so everywhere.
        """
        if _RESERVED.match(Path(name).name):
            raise OutputError(f"`{name}` cannot be the name of a file on every system", "rename what it is made from")
        path = self.root / name
        _no_links(self.root, path)
        return path


def _listed(path: Path) -> list[str]:
    """The pages that an earlier run noted; none where there is no such list, or it is none of ours."""
    try:
        pages = json.loads(path.read_bytes())["pages"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    found = pages if isinstance(pages, list) else []
    return [each for each in found if isinstance(each, str) and _NAME.fullmatch(each)]


def _replace(path: Path, data: bytes) -> None:
    """The whole file or the old one, never half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _no_links(root: Path, path: Path) -> None:
    """Refuse a path of which a part below the folder is a symbolic link."""
    for each in (path, *path.parents):
        if each == root:
            return
        if each.is_symlink():
            raise OutputError(f"`{each}` is a symbolic link", "nothing is written through links: remove it")


def put_parts(root: Path, label: str, schema: str, own: str, files: Iterable[tuple[str, bytes]]) -> Counted:
    """Put the files of one collection below a folder; `own` matches its parts in all tables.

    Raises:
        UsageError: the folder is somebody else's, or holds tables of another version.
        OutputError: something cannot be written, or would be written through a symbolic link.
    """
    _must_be_ours(root, label, schema)
    unsure(root)  # do not cache: a replayed answer would not write the folder
    done = Counted()
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
            _replace(path, data)
            done.written += 1
        for path in sorted(set(root.glob(own)) - names):
            _no_links(root, path)
            path.unlink()
            done.removed += 1
    except OSError as error:
        raise OutputError(f"cannot write `{error.filename or root}`: {error.strerror}") from error
    return done


def _must_be_ours(root: Path, label: str, schema: str) -> None:
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
