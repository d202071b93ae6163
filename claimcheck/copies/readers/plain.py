"""Plain text: UTF-8, or UTF-16 with a byte-order mark."""

from __future__ import annotations

import codecs

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.reading import CopyKind, PlaceUnit, Reading
from claimcheck.copies.unreadable import UnreadableCopy

_NEVER_TYPED = lazy("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(data: bytes) -> Reading:
    """Plain text, as it is.

    Raises:
        UnreadableCopy: it is not text.
    """
    text = decoded_text(data)
    if _NEVER_TYPED.search(text):
        raise UnreadableCopy("it is not text")
    return Reading(CopyKind.TEXT, text, PlaceUnit.LINE)


def decoded_text(data: bytes) -> str:
    """The characters of a text file.

    Raises:
        UnreadableCopy: it is not UTF-8, and not UTF-16 with a byte-order mark.
    """
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableCopy("it is not UTF-8 text") from error
