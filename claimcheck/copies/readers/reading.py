"""What a reader makes of a saved copy: its text, what stands in it that is no part of the sentence, and its places."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from claimcheck.frozen import field, frozen


class CopyKind(StrEnum):
    """What a copy is."""

    TEXT = "plain text"
    WEB = "web page"
    MHTML = "MHTML"
    PDF = "PDF"
    WARC = "WARC"
    CAPTIONS = "captions"
    TELEGRAM = "Telegram export"


class PlaceUnit(StrEnum):
    """By what a place in a copy is told."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"
    TIME = "time"
    MESSAGE = "message"


class Aside(StrEnum):
    """What a reader passes over without thinking, so that a quote may leave it out."""

    NOTE = "note mark"
    PRONUNCIATION = "pronunciation"
    HYPHEN = "hyphen at a line's end"
    FURNITURE = "page header or footer"


class Passed(NamedTuple):
    """Characters of the text, from `start` to `end`, that a quote may leave out."""

    start: int
    end: int
    what: Aside


class PlaceMark(NamedTuple):
    """From this character on, the place is called this: the number of a page, a time, a message."""

    start: int
    name: str


@frozen
class Known:
    """What a copy says of itself; days are EDTF (`2031-03-05`, or an interval), the language is a BCP 47 tag."""

    title: str | None = None
    published: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    accessed: str | None = None


@frozen
class Reading:
    """The text of a copy, and how to find one's way in it."""

    kind: CopyKind
    text: str
    unit: PlaceUnit = PlaceUnit.PARAGRAPH
    marks: tuple[PlaceMark, ...] = ()
    passed: tuple[Passed, ...] = ()
    closed: tuple[tuple[int, int], ...] = ()
    """Stretches that are there to be read, but only after a click."""
    known: Known = field(default_factory=Known)
    remarks: tuple[str, ...] = ()
    """What a user should be told of the copy, each as a sentence's end."""

    def place(self, offset: int) -> str:
        """The place of a character: `line 3`, `paragraph 3`, `page 3`, `00:01:05` or `message 3`."""
        if self.unit is PlaceUnit.LINE:
            return f"line {self.text.count(chr(10), 0, offset) + 1}"
        if self.unit is PlaceUnit.PARAGRAPH:
            return f"paragraph {self.text.count(chr(10) * 2, 0, offset) + 1}"
        at = bisect_right(self.marks, offset, key=lambda each: each.start) - 1
        name = self.marks[max(at, 0)].name if self.marks else "?"
        return name if self.unit is PlaceUnit.TIME else f"{self.unit} {name}"

    def needs_click(self, start: int, end: int) -> bool:
        """Whether a stretch stands in a part of the page that is closed until somebody opens it."""
        return any(start < last and first < end for first, last in self.closed)
