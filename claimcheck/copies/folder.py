"""The folder of copies: which file is a source's saved copy, and what is in it. Nothing outside is ever read."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from claimcheck.copies.folds import Folded, folded
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.copies.web import is_web_page, page_text
from claimcheck.model.incident import Incident

ENDINGS = (".txt", ".html", ".htm")
MAX_BYTES = 20_000_000
"""A page that a browser saved with its pictures inside may be large; no article is larger than this."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A saved copy: its name in the folder, the SHA-256 of its bytes and its words."""

    name: str
    sha256: str
    words: Folded

    def line(self, offset: int) -> int:
        """The line of the text, from 1, that a character stands on."""
        return self.words.origin.count("\n", 0, offset) + 1


@dataclass(frozen=True)
class Copies:
    """A folder of saved copies; it need not exist."""

    root: Path

    def find(self, incident: Incident, source: str) -> str | None:
        """The name of a source's copy: the one that it records, else `<incident>/<source>.txt` or `.html`, if there."""
        known = incident.sources.get(source)
        if known is not None and known.saved is not None:
            return known.saved.file
        names = (f"{incident.id}/{source}{ending}" for ending in ENDINGS)
        return next((name for name in names if os.path.lexists(self.root / name)), None)

    def read(self, name: str) -> Copy:
        """A copy, read.

        Raises:
            UnreadableCopy: it is not there, lies outside of the folder, is no file, is too large or is not text.
        """
        data = read_bytes(self.path(name))
        return Copy(name, hashlib.sha256(data).hexdigest(), folded(text_of(name, data)))

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


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        UnreadableCopy: it cannot be opened, is something else or is too large.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableCopy("it is not a regular file")
            if status.st_size > MAX_BYTES:
                raise UnreadableCopy(f"it has {status.st_size / 1e6:,.1f} MB, more than {MAX_BYTES // 1_000_000} MB")
            return stream.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise UnreadableCopy("it is not a regular file") from error
    except OSError as error:
        raise UnreadableCopy(f"it cannot be read: {error.strerror}") from error


def text_of(name: str, data: bytes) -> str:
    """The text of an article, by the ending of its name: HTML as its readers see it, all else as it is.

    Raises:
        UnreadableCopy: it is not text in a known encoding.
    """
    if is_web_page(name):
        return page_text(data)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableCopy("it is not UTF-8 text") from error
