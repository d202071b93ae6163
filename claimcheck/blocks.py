"""Shapes without meaning: what a page is made of, before any format has seen it.

A page is built once, from an answer, and written by any format. A block says what a piece of text *is* (a heading, a
quotation, a table), never how it looks, and it has never heard of a claim. All text in blocks is raw: each format makes
it safe for its own medium.
"""

from __future__ import annotations

from enum import StrEnum

from claimcheck.frozen import field, frozen


class Style(StrEnum):
    """How a run of text stands out; every format renders each one without relying on colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MUTED = "muted"
    CODE = "code"
    INSERTED = "inserted"
    DELETED = "deleted"


@frozen
class Text:
    """A run of the program's or the curator's own words."""

    text: str
    style: Style = Style.PLAIN


@frozen
class Quoted:
    """Somebody's words, inside a line; the format adds the quotation marks (and the language, where it can)."""

    text: str
    language: str | None = None


@frozen
class Link:
    """A run of text that leads somewhere: an `http(s)` address, `#anchor` in the same page, or a relative path."""

    text: str
    target: str


Inline = Text | Quoted | Link
Line = tuple[Inline, ...]


def line(*parts: str | Inline) -> Line:
    """A line of inlines; plain strings become plain text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part != "")


@frozen
class Heading:
    """A heading; `level` counts from 1 (the page's title is level 1)."""

    level: int
    line: Line
    anchor: str | None = None


@frozen
class Paragraph:
    """One paragraph."""

    line: Line
    anchor: str | None = None


@frozen
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


@frozen
class Table:
    """Rows under a header.

    `beside` marks a table whose columns are to be compared (two accounts of one thing) and get equal widths: where the
    medium is too narrow for them to stand side by side, each is set under its own heading instead of being squeezed.
    A first column without a title holds the labels of the rows and is not compared.
    `numeric` holds the indices of columns that are set flush right. `filtered` asks for a way to show only the rows
    that hold certain words, where the medium has one.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    beside: bool = False
    numeric: frozenset[int] = field(default_factory=frozenset)
    filtered: bool = False


DEEPEST = 30
"""How deep an item of a list is shown to lie at most: further in, nothing can be read in any medium."""


@frozen
class List:
    """Items, each a line; `depths` says how deep each of them lies under those before it, and is empty if none does."""

    items: tuple[Line, ...]
    ordered: bool = False
    depths: tuple[int, ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        """The depth of each item, at most one more than that of the item before and never more than `DEEPEST`."""
        levels: list[int] = []
        for depth in self.depths or (0,) * len(self.items):
            levels.append(max(0, min(depth, levels[-1] + 1 if levels else 0, DEEPEST)))
        return tuple(levels)


class Extent(StrEnum):
    """How a sign lies along an axis: on one number, between two, or open towards one end."""

    POINT = "point"
    WITHIN = "within"
    UNTIL = "until"
    SINCE = "since"


@frozen
class Sign:
    """A sign in a drawing: letters, which alone must tell it from others, and a shape around them.

    `words` say what it stands for. Equal `shape` numbers are drawn alike; without one the letters stand alone. `tone`
    is a place in the palette, which begins anew with another outline where colours run out; None is the neutral colour.
    A `hollow` mark is an outline. An `empty` one says only that there is nothing, and may be left out where there is
    little room. One that is `about` where it stands, and proves no bounds, is hatched. `extent` says, in a key, how a
    sign along an axis lies; a `LaneSpan` says it by its numbers.
    """

    letters: str
    words: str
    shape: int | None = None
    tone: int | None = None
    hollow: bool = False
    empty: bool = False
    about: bool = False
    extent: Extent | None = None


Key = tuple[tuple[Sign, str], ...]
"""What marks mean in general, in the order in which a reader is told."""


@frozen
class Track:
    """A column of a matrix or a lane along an axis: its short name, its whole name and its place in the palette.

    `notes` say what its letters mean, if they are its own; tracks of one `group` stand together.
    """

    letters: str
    title: str
    tone: int | None = None
    notes: tuple[str, ...] = ()
    group: str = ""


@frozen
class MatrixRow:
    """A row of a matrix: what it is about, what each of its letters means, and the marks in each column."""

    title: str
    notes: tuple[str, ...]
    group: str
    cells: tuple[tuple[Sign, ...], ...]


@frozen
class Matrix:
    """Marks in rows and columns; rows of one `group` stand together."""

    columns: tuple[Track, ...]
    rows: tuple[MatrixRow, ...]
    key: Key = ()


@frozen
class LaneSpan:
    """A mark in a lane, from one number to another; None is an open end.

    `place` says in words where on the axis it is.
    """

    lane: int
    low: int | None
    high: int | None
    mark: Sign
    place: str


@frozen
class Lanes:
    """Marks along one axis of whole numbers, each lane under or above the others.

    `ticks` name numbers of the axis, the most important first; a medium shows as many as it has room for. With
    `joined`, the marks of a lane are stages of one path, each led to from those that wholly lie just before it.
    """

    lanes: tuple[Track, ...]
    spans: tuple[LaneSpan, ...]
    ticks: tuple[tuple[int, str], ...]
    joined: bool = False
    key: Key = ()


@frozen
class Branch:
    """A thing in a tree, `depth` steps below its root; branches of one `name` are one thing, met more than once."""

    depth: int
    name: str
    title: str
    tone: int | None = None


@frozen
class Tree:
    """Things and what they lead to, each root with all below it before the next."""

    branches: tuple[Branch, ...]


Drawing = Matrix | Lanes | Tree


@frozen
class Figure:
    """A picture with all that stands in for it: a caption in words, a text alternative, and its data as a table.

    The drawing says what is where, not how it looks; each format draws it with what it has.
    """

    title: str
    caption: Line
    alternative: str
    drawing: Drawing
    table: Table
    anchor: str | None = None


@frozen
class Spell:
    """What holds for a while: from one moment of a course to another (their places, both included), a line and more."""

    first: int
    last: int
    words: Line
    items: tuple[Line, ...] = ()


@frozen
class Course:
    """What held when, thing by thing; every moment is the name of one.

    All of it stands here in words. A medium that can lets the reader look at one moment at a time.
    """

    moments: tuple[str, ...]
    things: tuple[tuple[Line, tuple[Spell, ...]], ...]
    level: int = 3

    @property
    def blocks(self) -> tuple[Heading | Paragraph | List, ...]:
        """The same in simpler blocks, all moments one after the other."""
        found: list[Heading | Paragraph | List] = []
        for title, spells in self.things:
            found.append(Heading(self.level, title))
            for each in spells:
                found.append(Paragraph(each.words))
                found += [List(each.items)] if each.items else []
        return tuple(found)


Block = Heading | Paragraph | Quote | Table | List | Figure | Course


@frozen
class Page:
    """A whole page: its title (plain text, for a window or a file's head) and its blocks in reading order.

    `trail` leads to the pages above it, where a medium has pages that lead to one another.
    """

    title: str
    blocks: tuple[Block, ...]
    trail: Line = ()
