"""Lines for a terminal: runs of text with a style, measured in cells, wrapped at spaces and painted.

What is painted carries its codes from the start, and `without_colour` takes out exactly those: with and without colour
a page has the same letters in the same places. No text brings codes of its own, since it was made visible before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, split_graphemes

from claimcheck.blocks import Inline, Line, Link, Quoted, Style, Text
from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy
from claimcheck.formats.inlines import is_web, marked, tidy

Span = tuple[str, Style]
Spans = list[Span]
Painted = tuple[str, int]
"""A piece of a line with its codes, and its width in cells."""

_CODES = {
    Style.STRONG: "1",
    Style.MUTED: "2",
    Style.EMPHASIS: "3",
    Style.CODE: "36",
    Style.INSERTED: "32",
    Style.DELETED: "31",
}
_OUR_CODES = lazy(r"\x1b\[(?:0|1|2|3|36|32|31)m")
_WORD = lazy(r"[^ ]+")
_NARROW = lazy(  # Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian: quicker than a table
    r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0620-\u064a\u10a0-\u10ff"
    r"\u2010-\u2027\u2030-\u205e]*"
)
_UNICODE = "latest"  # said outright, or rich looks for UNICODE_VERSION in the environment


def spans(line: Line, base: Style = Style.PLAIN) -> Spans:
    """A line as it is read on a terminal; plain text takes the style `base`."""
    first = line[0] if len(line) == 1 else None
    if isinstance(first, Text) and first.style is Style.PLAIN:  # the short way for nearly every cell of a long table
        words = one_line(first.text)
        return [(words, base)] if words else []
    return [(text, base if style is Style.PLAIN else style) for run in tidy(line) for text, style in _spelled(run)]


def plain(line: Spans) -> str:
    """The letters of a line."""
    return line[0][0] if len(line) == 1 else "".join([text for text, _ in line])


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes: two for a wide character, none for a combining one."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text, _UNICODE)


def wrap(line: Spans, width: int) -> list[Painted]:
    """`line` broken at spaces into lines of at most `width` cells; only a word longer than that is cut."""
    text = plain(line)
    return [(paint(line, start, end), cells(text[start:end])) for start, end in _breaks(text, width)]


def paint(line: Spans, start: int = 0, end: int | None = None) -> str:
    """The letters of `line` from `start` to `end`, with the codes of their styles."""
    if len(line) == 1 and line[0][1] is Style.PLAIN:
        return line[0][0][start:end]
    painted, offset = [], 0
    for text, style in line:
        piece = text[max(0, start - offset) : None if end is None else max(0, end - offset)]
        if piece:
            painted.append(f"\x1b[{_CODES[style]}m{piece}\x1b[0m" if style in _CODES else piece)
        offset += len(text)
    return "".join(painted)


def without_colour(text: str) -> str:
    """`text` without the codes that `paint` wrote."""
    return _OUR_CODES.sub("", text)


def hang(lines: list[Painted], first: str, rest: str) -> list[str]:
    """Lines of text behind a margin: `first` for the first line, `rest` for those below."""
    return [f"{rest if number else first}{text}" for number, (text, _) in enumerate(lines)]


def _spelled(inline: Inline) -> Spans:
    match inline:
        case Quoted(text):
            return [(f"“{text}”", Style.PLAIN)]
        case Link(text, target):
            address = one_line(target)
            shown = is_web(target) and address != text
            return [(text, Style.PLAIN), *([(f" ({address})", Style.MUTED)] if shown else [])]
        case _:
            return [(marked(inline), inline.style)]


def _breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of `text` start and end."""
    if cells(text) <= width:
        return [(0, len(text))] if text else []
    lines: list[tuple[int, int]] = []
    start, end, used = 0, 0, 0
    for word in _WORD.finditer(text):
        size = cells(word.group())
        if end and used + 1 + size <= width:
            end, used = word.end(), used + 1 + size
            continue
        if end:
            lines.append((start, end))
        *full, (start, end, used) = _chop(word, width) if size > width else [(*word.span(), size)]
        lines += [(piece_start, piece_end) for piece_start, piece_end, _ in full]
    return [*lines, (start, end)]


def _chop(word: re.Match[str], width: int) -> list[tuple[int, int, int]]:
    """A word too long for a line, in pieces (start, end, cells) that do not tear a letter from its accents."""
    text, offset = word.group(), word.start()
    pieces: list[tuple[int, int, int]] = []
    for begin, end in _blocks(text):
        if text[begin:end].isascii():
            room = width - pieces[-1][2] if pieces else 0
            cuts = [begin, *range(begin + (room or width), end, width), end]
            parts = [(first, last, last - first) for first, last in pairwise(cuts)]
        else:
            graphemes, _ = split_graphemes(text[begin:end], _UNICODE)
            parts = [(begin + first, begin + last, size) for first, last, size in graphemes]
        for first, last, size in parts:
            if pieces and pieces[-1][2] + size <= width:
                start, _, used = pieces.pop()
                pieces.append((start, offset + last, used + size))
            else:
                pieces.append((offset + first, offset + last, size))
    return pieces


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of some hundred characters (their graphemes take a hundred times the memory), cut at ASCII only."""
    begin = 0
    while begin < len(text):
        end = begin + 500
        while end < len(text) and not text[end - 1 : end + 1].isascii():
            end += 1
        yield begin, min(end, len(text))
        begin = end
