"""Which characters a reader cannot see, and how to show them.

Text from claims is data: it may neither drive a terminal nor reorder the words around it. Control, zero-width and
bidirectional characters, lone surrogates and noncharacters are therefore shown as escapes such as `\\u001b`
(Unicode Standard, chapters 23.1 and 23.2; "Trojan Source", CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from claimcheck.characters.patterns import lazy

_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 (tab and line feed apart), DEL, C1
    "\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero-width, bidi, separators
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # lone surrogates, noncharacters
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers, which print as nothing
    "\U000e0000-\U000e007f"  # tag characters
)
_UNSEEN_PATTERN = lazy(f"[{_UNSEEN}]")
_GUARDED = frozenset("=+-@\t\r\n＝＋－＠'")
_JOINERS = "\u200c\u200d"


def unseen(text: str) -> list[tuple[int, str]]:
    """The characters of `text` that a reader cannot see, with their offsets.

    A zero-width joiner or non-joiner after a letter or mark of a script that is written with them (Arabic, the Indic
    scripts) or after an emoji is part of the spelling and does not count.
    """
    return list(_unseen(text))


def has_unseen(text: str) -> bool:
    """Whether `text` holds a character that a reader cannot see."""
    return next(_unseen(text), None) is not None


def _unseen(text: str) -> Iterator[tuple[int, str]]:
    if (text.isascii() and text.isprintable()) or _UNSEEN_PATTERN.search(text) is None:
        return
    for match in _UNSEEN_PATTERN.finditer(text):
        offset, character = match.start(), match[0]
        if not (character in _JOINERS and _takes_joiner(text, offset)):
            yield offset, character


def visible(text: str) -> str:
    """`text` with every character that a reader cannot see written as an escape; all else as it was."""
    return _UNSEEN_PATTERN.sub(_shown, text)


def one_line(text: str) -> str:
    """`text` made visible on a single line: each run of white space that is not a control becomes one space."""
    return " ".join(visible(text).split())


def guard(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would take it for a formula; `unguard` takes it away."""
    return f"'{text}" if text[:1] in _GUARDED else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def visible_in_json(text: str) -> str:
    """JSON `text` with each character that a reader cannot see as an escape: read again, it is the same."""
    parts, end = [], 0
    for offset, character in unseen(text):
        if character != "\n":
            units = character.encode("utf-16-be", errors="surrogatepass").hex()
            parts += [text[end:offset], *(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))]
            end = offset + 1
    return "".join([*parts, text[end:]])


@cache
def escape(character: str) -> str:
    """One character as `\\uXXXX` (or `\\UXXXXXXXX` beyond the basic plane)."""
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    part_of_a_word = character in _JOINERS and _takes_joiner(match.string, match.start())
    return character if part_of_a_word else escape(character)


def _takes_joiner(text: str, offset: int) -> bool:
    if offset == 0:
        return False
    before = text[offset - 1]
    if "\u0600" <= before <= "\u0dff" or "\u1000" <= before <= "\u109f":
        return True
    return unicodedata.category(before) == "So" or before == "\ufe0f"
