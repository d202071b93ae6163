"""Trees of files, kept between calls in the user's cache folder: what was parsed once is not parsed again.

A tree stands under the sum of the bytes that it was made from, and of the program that made it: there is nothing that
could be out of date. Only trees of files without a problem are kept. Every row carries a checksum; whatever is wrong
with the store (damaged, locked, read-only, somebody else's, not there) is the same as its not being there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, suppress
from hashlib import blake2b
from typing import Any

from claimcheck.store.cache import opened, remove
from claimcheck.store.tree import Mapping, Mark, Node, Parsed, Scalar, Sequence

_FILE = "trees-1.sqlite"
_AT_ONCE = 8_000_000
"""Characters of trees that are held until they are written."""
_MOST = 256_000_000
"""Characters of all that are kept."""
_TABLE = """
CREATE TABLE IF NOT EXISTS tree (
    key BLOB PRIMARY KEY, program BLOB NOT NULL, size INTEGER NOT NULL, checksum BLOB NOT NULL, body TEXT NOT NULL
)
"""


class Shelf:
    """The trees that one program keeps."""

    def __init__(self, program: str) -> None:
        self._program = _sum(program.encode(errors="surrogateescape"))
        self._new: list[tuple[bytes, str]] = []
        self._size = 0
        self._around = ExitStack()
        self._database: sqlite3.Connection | None = None
        with suppress(sqlite3.Error, UnicodeDecodeError, OSError):
            self._database = self._around.enter_context(opened(_FILE, create=False))

    def parse(self, name: str, data: bytes) -> Parsed:  # noqa: ARG002 - who loads says which file it is
        """What `parse` makes of a text, from the shelf if it lies there."""
        key = _sum(data, self._program)
        tree = self._kept(key)
        if tree is not None:
            return Parsed(tree)
        from claimcheck.store.parse import parse  # noqa: PLC0415 - a call for which all is kept needs no parser

        parsed = parse(data)
        if isinstance(parsed.tree, Mapping) and not parsed.problems and parsed.gap is None:
            self._new.append((key, written(parsed.tree)))
            self._size += len(self._new[-1][1])
            if self._size > _AT_ONCE:
                self._write()
        return parsed

    def close(self) -> None:
        """Keep what was parsed anew; the shelf is of no use afterwards."""
        if self._new:
            self._write()
        self._around.close()

    def _kept(self, key: bytes) -> Mapping | None:
        if self._database is None:
            return None
        try:
            found = self._database.execute("SELECT checksum, body FROM tree WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, UnicodeDecodeError):  # the latter where SQLite quotes the damage in its message
            self._database = None
            return None
        if found is None or not isinstance(found[1], str) or found[0] != _sum(found[1].encode(), key):
            return None
        return read(found[1])

    def _write(self) -> None:
        rows = [(key, self._program, len(body), _sum(body.encode(), key), body) for key, body in self._new]
        self._new, self._size = [], 0
        try:
            with opened(_FILE, create=True) as database, database:
                database.execute(_TABLE)
                database.execute("DELETE FROM tree WHERE program <> ?", (self._program,))
                database.executemany("INSERT OR REPLACE INTO tree VALUES (?, ?, ?, ?, ?)", rows)
                while database.execute("SELECT total(size) FROM tree").fetchone()[0] > _MOST:
                    database.execute("DELETE FROM tree WHERE rowid < (SELECT min(rowid) FROM tree) + 100")
        except (sqlite3.OperationalError, UnicodeEncodeError, OSError):
            return  # locked, read-only, or the disk is full; a place that is not to be trusted
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            with suppress(OSError):
                remove(_FILE)


def written(tree: Mapping) -> str:
    """A tree as JSON: its values, and the line and column of each, from the top down."""
    marks: list[int] = []
    _mark(tree, marks)
    return json.dumps([tree, marks], ensure_ascii=False, separators=(",", ":"))


def read(body: str) -> Mapping:
    """The tree that `written` wrote."""
    values, marks = json.loads(body)
    numbers = iter(marks)
    tree = _placed(values, zip(numbers, numbers, strict=True).__next__)
    assert isinstance(tree, Mapping)  # noqa: S101 - nothing else is written
    return tree


def _mark(node: Any, marks: list[int]) -> None:  # noqa: ANN401 - text, list or mapping
    marks += (node.mark.line, node.mark.column)
    if type(node) is Mapping:
        for key, value in node.items():
            marks += (key.mark.line, key.mark.column)
            _mark(value, marks)
    elif type(node) is Sequence:
        for value in node:
            _mark(value, marks)


def _placed(value: Any, following: Callable[[], tuple[int, int]]) -> Node:  # noqa: ANN401 - what JSON can hold
    node: Any
    if type(value) is str:
        node = Scalar(value)
        node.mark = Mark._make(following())
    elif type(value) is dict:
        node = Mapping()
        node.mark = Mark._make(following())
        for word, inner in value.items():
            key = Scalar(word)
            key.mark = Mark._make(following())
            node[key] = _placed(inner, following)
    else:
        node = Sequence()
        node.mark = Mark._make(following())
        node.extend([_placed(inner, following) for inner in value])
    return node  # type: ignore[no-any-return]


def _sum(data: bytes, about: bytes = b"") -> bytes:
    return blake2b(data, digest_size=16, key=about).digest()
