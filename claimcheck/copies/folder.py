"""The folder of copies: which file is a source's saved copy, and what is in it. Nothing outside is ever read."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from claimcheck.copies.folds import Folded, folded
from claimcheck.copies.readers.archive import Archive
from claimcheck.copies.readers.kinds import ENDINGS, HEAD, Reader, reader_of
from claimcheck.copies.readers.reading import CopyKind, Reading
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.frozen import field, frozen
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source

MAX_BYTES = 20_000_000
"""Of text, captions and chats; no article is larger than this."""
MAX_WEB_BYTES = 100_000_000
"""Of pages, with their pictures inside, of PDFs and of letters; an archive, read piece by piece, may have any size."""
_MANY = frozenset({CopyKind.WARC, CopyKind.TELEGRAM})
"""Kinds of which one file serves many sources, each with something else in it."""
_LARGE = frozenset({Reader.WEB, Reader.PACKED_WEB, Reader.MHTML, Reader.PDF})


@frozen
class Copy:
    """A saved copy: its name in the folder, the SHA-256 of its bytes, its words, and how they were read."""

    name: str
    sha256: str
    words: Folded
    reading: Reading

    def line(self, offset: int) -> int:
        """The line of the text, from 1, that a character stands on."""
        return self.words.origin.count("\n", 0, offset) + 1


@frozen(slots=False)
class Copies:
    """A folder of saved copies; it need not exist."""

    root: Path
    _archives: dict[str, tuple[str, Archive]] = field(default_factory=dict, repr=False)
    """The archive that was read last: its hash and what is where in it."""
    _last: dict[str, Copy] = field(default_factory=dict, repr=False)
    """The copy that was read last, if it is one article whoever asks for it."""
    _hashed: dict[str, str] = field(default_factory=dict, repr=False)
    """The hash that was taken last."""

    def find(self, incident: Incident, source: str) -> str | None:
        """The name of a source's copy: the one that it records, else `<incident>/<source>` with a known ending."""
        known = incident.sources.get(source)
        if known is not None and known.saved is not None:
            return known.saved.file
        names = (f"{incident.id}/{source}{ending}" for ending in ENDINGS)
        return next((name for name in names if os.path.lexists(self.root / name)), None)

    def read(self, name: str, source: Source | None = None) -> Copy:
        """A copy, read; `source` tells which page of an archive is meant.

        Raises:
            UnreadableCopy: it is not there, lies outside of the folder, is no file, is too large, is of a kind that is
                not known, or has no words in it.
        """
        if name in self._last:
            return self._last[name]
        self._last.clear()
        path = self.path(name)
        try:
            with opened(path) as stream:
                head = stream.read(HEAD)
                if reader_of(name, head) is Reader.ARCHIVE:
                    sha256, archive = self._archive(name, stream)
                    archive.stream = stream
                    reading = archive.page(_addresses(source), _day(source))
                else:
                    data = _rest(name, head, stream)
                    sha256, reading = hashlib.sha256(data).hexdigest(), reading_of(name, data, source)
        except (ArithmeticError, LookupError, ValueError, OSError, RecursionError, MemoryError, zlib.error) as error:
            raise UnreadableCopy("what is in it cannot be read") from error  # whatever a library makes of a broken file
        words = folded(reading.text)
        if not any(map(str.isalnum, words.text)):
            raise UnreadableCopy("there are no words in it")
        copy = Copy(name, sha256, words, reading)
        if reading.kind not in _MANY:
            self._last[name] = copy
        return copy

    def sha256(self, name: str) -> str:
        """The hash of a copy's bytes; of sources that share a copy it is taken once.

        Raises:
            UnreadableCopy: it is not there, lies outside of the folder, or is no file.
        """
        if name in self._last:
            return self._last[name].sha256
        if name in self._archives:
            return self._archives[name][0]
        if name not in self._hashed:
            self._hashed.clear()
            try:
                with opened(self.path(name)) as stream:
                    self._hashed[name] = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            except OSError as error:
                raise UnreadableCopy("what is in it cannot be read") from error
        return self._hashed[name]

    def _archive(self, name: str, stream: IO[bytes]) -> tuple[str, Archive]:
        if name not in self._archives:
            self._archives.clear()
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type] # a file, opened to read
            stream.seek(0)
            self._archives[name] = (sha256, Archive(stream))
        return self._archives[name]

    def path(self, name: str) -> Path:
        """Where a copy lies, links followed.

        Raises:
            UnreadableCopy: it is not there or lies outside of the folder.
        """
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\0" in name:
            raise UnreadableCopy("its path leads out of the folder of copies")
        try:
            root = self.root.resolve(strict=True)
            path = root.joinpath(*parts).resolve(strict=True)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise UnreadableCopy("it is not there") from error
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            raise UnreadableCopy("it cannot be reached") from error
        if not path.is_relative_to(root):
            raise UnreadableCopy("a symbolic link leads out of the folder of copies")
        return path


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A regular file, open for reading.

    Raises:
        UnreadableCopy: it cannot be opened, or is something else.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise UnreadableCopy(f"it cannot be read: {error.strerror}") from error
    try:
        stream: IO[bytes] = os.fdopen(handle, "rb")
    except IsADirectoryError as error:
        os.close(handle)
        raise UnreadableCopy("it is not a regular file") from error
    with stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise UnreadableCopy("it is not a regular file")
        yield stream


def read_file(path: Path) -> Reading:
    """A file of any kind that is one article.

    Raises:
        UnreadableCopy: it cannot be opened or read, is too large, or is an archive of many pages.
    """
    with opened(path) as stream:
        return reading_of(path.name, _rest(path.name, stream.read(HEAD), stream))


def reading_of(name: str, data: bytes, source: Source | None = None) -> Reading:
    """What a reader makes of a copy that is one article, by how it begins and by its name.

    Raises:
        UnreadableCopy: it is of a kind that is not known, or cannot be read.
    """
    # Each reader is imported where there is something for it to read.
    match reader_of(name, data[:HEAD]):
        case Reader.WEB | Reader.PACKED_WEB:
            from claimcheck.copies.readers.packed import is_packed, read_packed  # noqa: PLC0415
            from claimcheck.copies.readers.web import read_page  # noqa: PLC0415

            return read_packed(data) if is_packed(data) else read_page(data)
        case Reader.MHTML:
            from claimcheck.copies.readers.mhtml import read_mhtml  # noqa: PLC0415

            return read_mhtml(data)
        case Reader.PDF:
            from claimcheck.copies.readers.pdf import read_pdf  # noqa: PLC0415

            return read_pdf(data)
        case Reader.CAPTIONS:
            from claimcheck.copies.readers.captions import read_captions  # noqa: PLC0415

            return read_captions(data)
        case Reader.TELEGRAM:
            from claimcheck.copies.readers.telegram import read_telegram  # noqa: PLC0415

            return read_telegram(data, next(iter(_addresses(source)), None))
        case Reader.ARCHIVE:
            return Archive(io.BytesIO(data)).page(_addresses(source), _day(source))
        case Reader.PLAIN:
            from claimcheck.copies.readers.plain import read_text  # noqa: PLC0415

            return read_text(data)


def _rest(name: str, head: bytes, stream: IO[bytes]) -> bytes:
    """All bytes of a file, its beginning having been read.

    Raises:
        UnreadableCopy: there are too many.
    """
    most = MAX_WEB_BYTES if reader_of(name, head) in _LARGE else MAX_BYTES
    size = os.fstat(stream.fileno()).st_size
    data = head + stream.read(most + 1 - len(head)) if size <= most else b""
    if size > most or len(data) > most:
        raise UnreadableCopy(f"it has {size / 1e6:,.1f} MB, more than {most // 1_000_000} MB")
    return data


def _addresses(source: Source | None) -> list[str]:
    return [each for each in (source.url, source.archived) if each] if source is not None else []


def _day(source: Source | None) -> str | None:
    return str(source.accessed) if source is not None and source.accessed is not None else None
