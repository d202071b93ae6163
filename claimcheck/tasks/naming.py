"""Which collection, and which of its files, the paths on a command line mean."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.store.files import INCIDENTS, SHARED, Folder, find, incident_files


def collection_around(paths: Iterable[str]) -> Folder | None:
    """The collection in which the first path lies that is there."""
    first = next((Path(path) for path in paths if Path(path).exists()), None)
    return _around(first) if first is not None else None


def _around(path: Path) -> Folder | None:
    """The collection that a path lies in."""
    whole = path.absolute()
    for folder in (whole, *whole.parents):
        if any((folder / each).exists() for each in (INCIDENTS, *SHARED)):
            return find(os.path.relpath(folder), Path.cwd())
    return None


def names_of(folder: Folder, path: str) -> list[str]:
    """The files that a path, or the id of an incident, means."""
    known = [*SHARED, *incident_files(folder)]
    if f"{INCIDENTS}/{path}.yaml" in known and not Path(path).exists():
        return [f"{INCIDENTS}/{path}.yaml"]
    try:
        inside = Path(path).resolve().relative_to(folder.root.resolve()).as_posix()
    except ValueError:
        inside = None
    if inside is None or not Path(path).exists():
        raise UsageError(f"`{path}` is no file of the collection and no incident of it", f"it is in {folder.prefix}")
    return [name for name in known if inside in (".", name) or name.startswith(f"{inside}/")]
