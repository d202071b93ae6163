"""Shapes without meaning: what a page is made of, before any format has seen it.

A page is built once, from an answer, and written by any format. A block says what a piece of text *is* (a heading, a
quotation, a table), never how it looks, and it has never heard of a claim. All text in blocks is raw: each format makes
it safe for its own medium.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """How a run of text stands out; every format renders each one without relying on colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MUTED = "muted"
    CODE = "code"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of the program's or the curator's own words."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words, inside a line; the format adds the quotation marks (and the language, where it can)."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A run of text that leads somewhere: an `http(s)` address, `#anchor` in the same page, or a relative path."""

    text: str
    target: str


Inline = Text | Quoted | Link
Line = tuple[Inline, ...]


def line(*parts: str | Inline) -> Line:
    """A line of inlines; plain strings become plain text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part != "")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1 (the page's title is level 1)."""

    level: int
    line: Line
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation that stands alone, with its translation and the line that says whose it is."""

    text: str
    language: str | None = None
    translation: str | None = None
    attribution: Line = ()


Cell = tuple[Line, ...]
"""A cell holds lines, one under the other; an empty line is air between two others, an empty tuple an empty cell."""


def cell(*lines: str | Line) -> Cell:
    """A cell; a plain string becomes a line of its own."""
    return tuple(line(each) if isinstance(each, str) else each for each in lines)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header.

    `beside` marks a table whose columns are to be compared (two accounts of one thing) and get equal widths: where the
    medium is too narrow for them to stand side by side, each is set under its own heading instead of being squeezed.
    A first column without a title holds the labels of the rows and is not compared.
    `numeric` holds the indices of columns that are set flush right.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    beside: bool = False
    numeric: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class List:
    """Items, each a line."""

    items: tuple[Line, ...]
    ordered: bool = False


Block = Heading | Paragraph | Quote | Table | List


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: its title (plain text, for a window or a file's head) and its blocks in reading order."""

    title: str
    blocks: tuple[Block, ...]
