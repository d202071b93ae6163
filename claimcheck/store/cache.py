"""What was worked out before, kept in the user's cache folder: it may save time and must never change an answer.

One SQLite file. Every row carries a checksum, so that a flipped bit is found; nothing in it is ever executed. Whatever
goes wrong with it (it is damaged, locked, read-only, somebody else's, not there) is the same as its not being there.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from typing import Any

SWITCH = "CLAIMCHECK_NO_CACHE"
_FILE = "answers-1.sqlite"
_LARGEST = 64_000_000
"""Bytes of one answer, as UTF-8."""
_MOST = 128_000_000
"""Bytes of all of them."""
_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum BLOB NOT NULL, size INTEGER NOT NULL
)
"""


def folder() -> str | None:
    """Where the cache lies: `$XDG_CACHE_HOME/claimcheck`, by default `~/.cache/claimcheck`; None for no cache."""
    if os.environ.get(SWITCH):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117 - pathlib takes longer to import than all of this to run
        base = os.path.expanduser("~/.cache")  # noqa: PTH111
    return os.path.join(base, "claimcheck") if os.path.isabs(base) else None  # noqa: PTH117, PTH118


def recall(key: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """What was kept under a key; None if nothing was, or it is damaged. Takes time in proportion to its size."""
    with suppress(sqlite3.Error, OSError, ValueError), opened(_FILE, create=False) as database:
        row = database.execute("SELECT value, checksum FROM kept WHERE key = ?", (key,)).fetchone()
        if row is not None and isinstance(row[0], str) and row[1] == _checksum(key, row[0]):
            return json.loads(row[0])
    return None


def keep(key: str, value: object) -> None:
    """Keep something that JSON can hold under a key, if that can be done; the oldest gives way where room is short."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if "\0" in text:
        return
    try:
        _write(key, text, len(text.encode()))
    except (sqlite3.OperationalError, UnicodeEncodeError, OSError):
        return  # locked, read-only, or the disk is full; a path in it that is not Unicode; a place not to be trusted
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # the latter where SQLite quotes the damage in its message
        with suppress(OSError):
            remove(_FILE)


def _write(key: str, text: str, size: int) -> None:
    if size > _LARGEST:
        return
    with opened(_FILE, create=True) as database, database:
        database.execute(_TABLE)
        database.execute("DELETE FROM kept WHERE key = ?", (key,))
        database.execute("INSERT INTO kept VALUES (?, ?, ?, ?)", (key, text, _checksum(key, text), size))
        while database.execute("SELECT total(size) FROM kept").fetchone()[0] > _MOST:
            database.execute("DELETE FROM kept WHERE rowid = (SELECT min(rowid) FROM kept)")


def remove(file: str) -> None:
    """Remove a damaged file of the cache: whoever comes next begins anew.

    Raises:
        OSError: it cannot be removed.
    """
    os.remove(_path(file))  # noqa: PTH107


@contextmanager
def opened(file: str, *, create: bool) -> Iterator[sqlite3.Connection]:
    """A database of the cache.

    Raises:
        OSError: it is not there, is not the user's alone, or there is to be no cache.
        sqlite3.Error: it cannot be opened.
    """
    path = _path(file)
    if create:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    for each in (os.path.dirname(path), path):  # noqa: PTH120
        if each == path and create and not os.path.lexists(path):
            continue
        status = os.lstat(each)
        if (
            status.st_uid != os.getuid()
            or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            or stat.S_ISLNK(status.st_mode)
        ):
            raise PermissionError(each)
    with closing(sqlite3.connect(path, timeout=0.2)) as database:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut leaves behind, the checksum tells
        yield database


def _path(file: str) -> str:
    where = folder()
    if where is None:
        raise FileNotFoundError(SWITCH)
    return os.path.join(where, file)  # noqa: PTH118


def _checksum(key: str, text: str) -> bytes:
    return blake2b(f"{key}\0{text}".encode(), digest_size=16).digest()
