"""What an answer was made from: every file that was read or looked for, and whether all of it is as it was.

A file is as it was if its size, the times of its last change, and its place on the disk are; these are asked for when
it is opened. A file that changed less than two seconds before it was read could change again without its times telling,
so of such a file the content is compared, too.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b

SOON = 2_000_000_000
"""Nanoseconds within which the clock of a file system may not tell two changes apart."""

Sight = tuple[str, str, str]
"""What was seen: `file`, `folder`, `something`, `nothing` or `unsure`; the absolute path; and what marks it."""

_watching: list[list[Sight]] = []


@contextmanager
def watch() -> Iterator[list[Sight]]:
    """Note everything that is read until the end of the block."""
    sights: list[Sight] = []
    _watching.append(sights)
    try:
        yield sights
    finally:
        _watching[:] = [each for each in _watching if each is not sights]  # others may have seen the same


def saw_file(path: str | os.PathLike[str], status: os.stat_result, data: bytes) -> None:
    """Note that a file was read; `status` is from before."""
    if _watching:
        _note("file", path, _mark(status, data, time.time_ns()))


def saw_folder(path: str | os.PathLike[str], names: Iterable[str]) -> None:
    """Note that a folder was listed."""
    if _watching:
        _note("folder", path, _listing(os.fspath(path), names))


def saw_place(path: str | os.PathLike[str], *, there: bool) -> None:
    """Note that something was looked for, and whether it was there."""
    if _watching:
        _note("something" if there else "nothing", path, "")


def unsure(path: str | os.PathLike[str]) -> None:
    """Note that something was looked at that cannot be told to be as it was."""
    if _watching:
        _note("unsure", path, "")


def trust(sights: Iterable[Sight]) -> None:
    """Note what was seen before and is as it was."""
    for watching in _watching:
        watching.extend(sights)


def as_it_was(sights: Iterable[Sight]) -> list[Sight] | None:
    """The same sights if all still holds, without the contents of files older than the clock's resolution; else None.

    Takes time in proportion to their number, and to the size of the files that were read soon after a change.
    """
    kept: list[Sight] = []
    try:
        for kind, path, mark in sights:
            now = _still(kind, path, mark)
            if now is None:
                return None
            kept.append((kind, path, now))
    except OSError:
        return None
    return kept


def _still(kind: str, path: str, mark: str) -> str | None:
    """The mark of what is there now; None if it is not what was seen."""
    if kind == "file":
        before = time.time_ns()
        status = os.lstat(path)
        times = _times(status)
        if times == mark:
            return mark
        if not mark.startswith(f"{times} ") or not stat.S_ISREG(status.st_mode):
            return None
        with open(path, "rb") as stream:  # noqa: PTH123 - pathlib takes longer to import than this to run
            data = stream.read()
        return _mark(status, data, before) if mark == f"{times} {_digest(data)}" else None
    if kind == "folder":
        return mark if _listing(path, os.listdir(path)) == mark else None  # noqa: PTH208 - as above
    if kind in ("something", "nothing"):
        return mark if os.path.exists(path) == (kind == "something") else None  # noqa: PTH110
    return None


def _note(kind: str, path: str | os.PathLike[str], mark: str) -> None:
    for sights in _watching:
        sights.append((kind, os.path.abspath(path), mark))  # noqa: PTH100 - as above


def _mark(status: os.stat_result, data: bytes, now: int) -> str:
    times = _times(status)
    late = max(status.st_mtime_ns, status.st_ctime_ns) > now - SOON
    return f"{times} {_digest(data)}" if late else times


def _times(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_dev}"


def _listing(path: str, names: Iterable[str]) -> str:
    status = os.lstat(path)
    digest = _digest("\0".join(sorted(names)).encode(errors="surrogateescape"))
    return f"{status.st_ino} {status.st_dev} {digest}"


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
