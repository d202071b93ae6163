"""A page that SingleFile saved compressed: a ZIP inside a page, with `index.html` and what belongs to it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from claimcheck.copies.readers.reading import Reading
from claimcheck.copies.readers.web import read_page
from claimcheck.copies.unreadable import UnreadableCopy

MAX_UNPACKED = 50_000_000
"""Bytes of one page, unpacked."""
MAX_PAGES = 200
_END = b"PK\x05\x06"


def is_packed(data: bytes) -> bool:
    """Whether a page holds a ZIP, and is what SingleFile puts around one."""
    return b"PK\x03\x04" in data and _END in data[-70_000:] and b"index.html" in data


def read_packed(data: bytes) -> Reading:
    """The page in a ZIP.

    Raises:
        UnreadableCopy: it cannot be unpacked, or there is no page in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            files = {each.filename: each for each in packed.infolist()}
            pages = [name for name in files if name.endswith("index.html")]
            first = min(pages, key=lambda name: (name.count("/"), name), default=None)
            if first is None or len(pages) > MAX_PAGES:
                raise UnreadableCopy("it is a ZIP without a page, or with too many")
            base = first.removesuffix("index.html")

            def part(address: str) -> str | None:
                name = base + re.sub(r"^\./", "", address)
                found = files.get(name) if name.endswith(("index.html", ".css")) else None
                return _unpacked(packed, found).decode(errors="replace") if found is not None else None

            return read_page(_unpacked(packed, files[first]), None, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, RecursionError):
            raise UnreadableCopy("its elements are nested too deep") from error
        raise UnreadableCopy("it is a ZIP that cannot be unpacked") from error


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > MAX_UNPACKED:
        raise UnreadableCopy(f"its page has more than {MAX_UNPACKED // 1_000_000} MB when unpacked")
    with packed.open(entry) as stream:
        data = stream.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED:
        raise UnreadableCopy(f"its page has more than {MAX_UNPACKED // 1_000_000} MB when unpacked")
    return data
