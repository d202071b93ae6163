"""Which collection a file belongs to: each has a desk of its own, and two addresses of one file are one."""

from __future__ import annotations

import os
from pathlib import Path

from pygls import uris

from claimcheck.assist.desk import Desk
from claimcheck.store.files import INCIDENTS, SHARED, Folder
from claimcheck.store.settings import NAME as SETTINGS


class Rooms:
    """The collections that an editor has files of."""

    def __init__(self) -> None:
        self._desks: dict[Path, Desk] = {}
        self._open: dict[str, tuple[Desk, str]] = {}

    @property
    def desks(self) -> list[Desk]:
        """Of every collection with a file that is or was open."""
        return list(self._desks.values())

    def enter(self, uri: str) -> tuple[Desk, str] | None:
        """The collection of a file that is opened, and its name there; None where it is in none."""
        found = self._place(uri)
        if found is None:
            return None
        root, name = found
        desk = self._desks.setdefault(root, Desk(Folder(root, f"{root.as_posix()}/")))
        self._open[uri] = (desk, name)
        return desk, name

    def leave(self, uri: str) -> tuple[Desk, str] | None:
        """The collection of a file that is closed; None while it is still open under another address."""
        found = self._open.pop(uri, None)
        return None if found in self._open.values() else found

    def find(self, uri: str) -> tuple[Desk, str] | None:
        """The collection of an open file, and its name there."""
        return self._open.get(uri)

    def uri(self, desk: Desk, name: str) -> str:
        """The address of a file: the one under which it is open, else that of its path."""
        known = next((uri for uri, found in self._open.items() if found == (desk, name)), None)
        return known or uris.from_fs_path(str(desk.folder.root / name)) or ""

    def disk(self, changed: list[str] | None) -> None:
        """Files have changed on the disk (None: nobody knows which)."""
        if changed is None or any(uri.endswith(f"/{SETTINGS}") for uri in changed):
            for desk in self._desks.values():
                desk.disk()
            return
        names: dict[Path, list[str]] = {}
        for uri in changed:
            found = self._place(uri)
            if found is not None:
                names.setdefault(found[0], []).append(found[1])
        for root, each in names.items():
            if root in self._desks:
                self._desks[root].disk(each)

    def stop(self) -> None:
        """Nobody waits for anything any more."""
        for desk in self._desks.values():
            desk.disk([])

    @staticmethod
    def _place(uri: str) -> tuple[Path, str] | None:
        """The folder of a collection, and the name of one of its files."""
        given = uris.to_fs_path(uri) if uri.startswith("file:") else None
        if not given:
            return None
        path = Path(os.path.realpath(given))
        if path.parent.name == INCIDENTS and path.suffix == ".yaml":
            return path.parent.parent, f"{INCIDENTS}/{path.name}"
        if path.name in SHARED and (path.parent / INCIDENTS).is_dir():
            return path.parent, path.name
        return None
