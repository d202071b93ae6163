"""Which kind a saved copy is, by how it begins and by its name; what is not known is not read."""

from __future__ import annotations

import re
from enum import StrEnum

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.captions import are_captions
from claimcheck.copies.readers.mhtml import is_letter
from claimcheck.copies.unreadable import UnreadableCopy

HEAD = 8_192
"""Bytes at the beginning by which a kind is told."""


class Reader(StrEnum):
    """Who reads a copy."""

    PLAIN = "plain"
    WEB = "web"
    PACKED_WEB = "packed web"
    MHTML = "mhtml"
    PDF = "pdf"
    ARCHIVE = "archive"
    CAPTIONS = "captions"
    TELEGRAM = "telegram"


WEB = (".html", ".htm", ".xhtml", ".shtml")
PLAIN = (".txt", ".text", ".md", ".markdown")
ENDINGS = (
    *(".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".warc.gz", ".warc", ".wacz", ".vtt", ".srt"),
    *(".json", ".md", ".eml"),
)
"""The endings by which a copy is found that its source does not name, in this order."""
_SIGNS = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"RIFF", "a picture or sound"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"{\\rtf", "rich text"), (b"7z\xbc\xaf", "an archive of files"),
    (b"SQLite format 3", "a database"), (b"bplist", "a Safari web archive"), (b"Rar!", "an archive of files"),
    (b"ID3", "sound"), (b"OggS", "sound or film"), (b"\x1aE\xdf\xa3", "film"),
)  # fmt: skip
_PAGE = lazy(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WARC = lazy(rb"\AWARC/\d\.\d\r?\n")


def reader_of(name: str, head: bytes) -> Reader:
    """Who reads a file of that name which begins with these bytes.

    Raises:
        UnreadableCopy: nobody does.
    """
    lower = name.lower()
    if head.startswith(b"%PDF-") or (lower.endswith(".pdf") and b"%PDF-" in head[:1024]):
        return Reader.PDF
    if head.startswith(b"PK\x03\x04"):
        if lower.endswith(".wacz") or re.search(rb"archive/[^/]{1,200}\.warc|datapackage\.json", head):
            return Reader.ARCHIVE
        if lower.endswith(WEB):
            return Reader.PACKED_WEB
        raise UnreadableCopy("its kind, an archive of files or an office document, cannot be read")
    if _WARC.match(head) or (head.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")) and ".warc" in lower):
        return Reader.ARCHIVE
    for sign, what in _SIGNS:
        if head.startswith(sign):
            raise UnreadableCopy(f"its kind, {what}, cannot be read")
    if is_letter(head):
        return Reader.MHTML
    if _PAGE.match(head):
        return Reader.WEB
    text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", errors="replace")
    if are_captions(text):
        return Reader.CAPTIONS
    if lower.endswith(".json"):
        return Reader.TELEGRAM
    if lower.endswith(WEB):
        return Reader.WEB
    if lower.endswith(PLAIN):
        return Reader.PLAIN
    ending = re.search(r"\.[^./]{1,12}$", name)
    raise UnreadableCopy(
        f"its kind (`{ending.group()}`) is not known" if ending else "its name has no ending that tells its kind"
    )
