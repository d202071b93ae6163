"""An earlier release: a git revision, a folder of claims, or a copy of what was published, in any format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from claimcheck.characters import unguard
from claimcheck.characters.patterns import lazy
from claimcheck.errors import PublicationError, TogetherError, UnreadableError, UsageError
from claimcheck.reasoning.releases import Release, ReleasedText, released, told
from claimcheck.store.files import INCIDENTS, SHARED, Files, Folder
from claimcheck.tasks.opening import Opened, incident_ids, open_files
from claimcheck.tasks.progress import Progress, silent
from claimcheck.tasks.reading import MAX_SHEET, named_file

if TYPE_CHECKING:
    from claimcheck.store.revision import Repository

_PAPER = (".html", ".htm", ".pdf", ".docx", ".odt", ".epub")
"""Endings of what is read as a saved page is: without its markup."""
_SQLITE = b"SQLite format 3\0"
_PARQUET = b"PAR1"
_ESCAPED = lazy(r"\\([^\w\s])")
_PROSE = (".md", ".markdown", ".txt")
_LINE = lazy(r"[^\n]+")
_PARAGRAPH = lazy(r"(?:[^\n]*\S[^\n]*\n?)+")


def refuse_what_is_told(opened: Opened, earlier: Release) -> None:
    """Nothing, where the public part of what was opened tells nothing beside an earlier release.

    Raises:
        TogetherError: the two tell something that one of them hides.
    """
    from claimcheck.pages.releases import told_lines

    found = told(earlier, opened.whole or opened.collection, opened.collection)
    if found:
        raise TogetherError(told_lines(found))


def earlier_release(
    word: str, here: Folder, wanted: Iterable[str] | None = None, progress: Progress = silent
) -> tuple[Release, Opened | None]:
    """The release that a word names, of some incidents or all; what was opened for it, if files are behind it.

    Raises:
        UsageError: it is neither a path nor a revision, or both, or nothing of it could be published.
        UnreadableError: a file of it cannot be read.
    """
    files = _files(word, here)
    if files is None:
        return Release(tuple(_copied(Path(word)))), None
    names = None if wanted is None else [each for each in incident_ids(files) if each in set(wanted)]
    opened = open_files(files, names, strict=False, progress=progress)
    try:
        return released(opened.collection), opened
    except PublicationError as error:
        hint = "name a copy of what was published then"
        raise UsageError(f"of `{word}` nothing could be published: {error.message}", hint) from error


def _files(word: str, here: Folder) -> Files | None:
    """The files that a word names: a folder of claims or a revision; None for any other copy."""
    path, repository = Path(word), _repository(here)
    is_revision = repository is not None and repository.commit(word) is not None
    if path.exists():
        if is_revision and os.sep not in word:
            raise UsageError(f"`{word}` is a path and a revision", f"say `./{word}`, or `refs/heads/{word}`")
        for root in (path, path / "claims"):
            if any((root / each).exists() for each in (INCIDENTS, *SHARED)):
                return Folder(root, f"{root.as_posix()}/") if any(root.glob("**/*.yaml")) else None
        return None
    if repository is None or not is_revision:
        raise UsageError(f"`{word}` is neither a file or folder nor a revision of this repository")
    inside = here.root.resolve().relative_to(repository.root).as_posix()
    return repository.revision(word, PurePosixPath(inside))


def _repository(here: Folder) -> Repository | None:
    from claimcheck.store.revision import Repository

    return Repository.around(here.root.resolve())


def _copied(path: Path) -> Iterator[ReleasedText]:
    """The texts of a file, or of all files in a folder."""
    if not path.is_dir():
        yield from _read(path, path.name)
        return
    for folder, inner, names in os.walk(path):
        inner.sort()
        for name in sorted(names):
            each = Path(folder) / name
            yield from _read(each, each.relative_to(path).as_posix())


def _read(path: Path, name: str) -> Iterator[ReleasedText]:
    """The texts of a file, each with its line where it has one; the name of the file is one of them."""
    yield ReleasedText(name, "", re.sub(r"[-_./]", " ", name))
    if path.suffix.lower() in _PAPER:
        yield from _paragraphs(name, _paper(path, name))
        return
    _, data = named_file(str(path), MAX_SHEET)
    if data.startswith(_SQLITE):
        yield from _database(path, name)
    elif data.startswith(_PARQUET):
        from claimcheck.exchange.parquet import texts_of

        yield from (ReleasedText(name, "", each) for each in texts_of(data))
    else:
        yield from _text(name, _decoded(name, data))


def _text(name: str, text: str) -> Iterator[ReleasedText]:
    ending = Path(name).suffix.lower()
    if ending in (".csv", ".tsv"):
        rows = csv.reader(io.StringIO(text), delimiter="\t" if ending == ".tsv" else ",")
        for row in rows:
            yield from (ReleasedText(f"{name}:{rows.line_num}", "", unguard(cell)) for cell in row if cell)
        return
    try:
        yield from _json(name, json.loads(text))
    except (ValueError, RecursionError):
        if ending == ".jsonl":
            for number, line in enumerate(text.splitlines(), start=1):
                try:
                    yield from _json(f"{name}:{number}", json.loads(line))
                except (ValueError, RecursionError):
                    yield ReleasedText(f"{name}:{number}", "", line)
        else:
            yield from _paragraphs(name, _ESCAPED.sub(r"\1", unescape(text)), _PARAGRAPH if ending in _PROSE else _LINE)


def _json(place: str, value: object) -> Iterator[ReleasedText]:
    ahead = [value]
    while ahead:
        match ahead.pop():
            case str(text):
                yield ReleasedText(place, "", text)
            case dict(inner):
                ahead += [*inner.values(), *inner.keys()]
            case list(inner):
                ahead += inner


def _paragraphs(name: str, text: str, part: re.Pattern[str] = _PARAGRAPH) -> Iterator[ReleasedText]:
    line, at = 1, 0
    for found in part.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        yield ReleasedText(f"{name}:{line}", "", found.group())


def _paper(path: Path, name: str) -> str:
    from claimcheck.copies.folder import read_file
    from claimcheck.copies.unreadable import UnreadableCopy

    try:
        return read_file(path).text
    except UnreadableCopy as error:
        raise UnreadableError(f"`{name}` of the earlier release cannot be read: {error}") from error


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "take it out of the folder, or name files of their own"
        raise UnreadableError(f"`{name}` of the earlier release is no text and of no known format", hint) from error


def _database(path: Path, name: str) -> Iterator[ReleasedText]:
    try:
        with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True) as database:
            tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in sorted(tables):
                rows = database.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))  # noqa: S608 - a name
                for row in rows:
                    yield from (ReleasedText(f"{name} ({table})", "", each) for each in row if isinstance(each, str))
        database.close()
    except sqlite3.Error as error:
        raise UnreadableError(f"`{name}` of the earlier release cannot be read: {error}") from error
