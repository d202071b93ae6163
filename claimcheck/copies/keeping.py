"""Taking a file into the folder of copies: beside what is there, never over it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from claimcheck.copies.folder import opened
from claimcheck.copies.readers.kinds import ENDINGS, HEAD, Reader, reader_of
from claimcheck.copies.unreadable import UnreadableCopy

_ENDING_OF = {
    Reader.PLAIN: ".txt",
    Reader.WEB: ".html",
    Reader.PACKED_WEB: ".html",
    Reader.MHTML: ".mhtml",
    Reader.PDF: ".pdf",
    Reader.CAPTIONS: ".vtt",
    Reader.TELEGRAM: ".json",
    Reader.ARCHIVE: ".warc.gz",
}


def ending(file: Path) -> str:
    """The ending under which a file is kept: its own, if it is one that copies are found by, else that of its kind.

    Raises:
        UnreadableCopy: it cannot be opened, or its kind is not known.
    """
    with opened(file) as stream:
        reader = reader_of(file.name, stream.read(HEAD))
    known = next((each for each in ENDINGS if file.name.lower().endswith(each)), None)
    return known or _ENDING_OF[reader]


def keep(file: Path, root: Path, name: str) -> Path:
    """Copy a file into the folder of copies under a name; the folder is made if need be.

    Raises:
        UnreadableCopy: it cannot be read, or copied, or the name is taken.
    """
    target = root / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.parent.resolve().is_relative_to(root.resolve()):
            raise UnreadableCopy("a symbolic link leads out of the folder of copies")
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with opened(file) as source, os.fdopen(handle, "wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
            Path(part).chmod(0o644)
            os.link(part, target)  # fails where there is something, as renaming would not
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(part).unlink()
    except FileExistsError as error:
        raise UnreadableCopy(f"`{name}` is there already, with something else in it") from error
    except OSError as error:
        raise UnreadableCopy(f"it cannot be copied: {error.strerror}") from error
    return target
