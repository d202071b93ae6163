"""A text in an editor: its lines as an editor counts them, places in it, and edits.

Places count code points; only at the door are they counted as the editor counts, in the units of some encoding. Only
line feed, carriage return and the two together end a line: what YAML or Python take for an end besides does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from claimcheck.frozen import frozen
from claimcheck.store.parse import as_lines

_END = re.compile("\r\n|\n|\r")


class Spot(NamedTuple):
    """A place in a text: line and column, counted from 0, in code points."""

    line: int
    column: int


class Stretch(NamedTuple):
    """What stands from one place up to another."""

    start: Spot
    end: Spot


class TextChange(NamedTuple):
    """A stretch of a text, and what takes its place."""

    where: Stretch
    new: str


class ColumnUnits(StrEnum):
    """In what an editor counts columns."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def points(self, line: str, column: int) -> int:
        """A column of a line in code points, given in these units; inside a character, the place before it."""
        if self is ColumnUnits.UTF32 or line.isascii():
            return min(column, len(line))
        return bisect_right(self._sums(line), column) - 1

    def units(self, line: str, column: int) -> int:
        """A column of a line in these units, given in code points."""
        if self is ColumnUnits.UTF32 or line.isascii():
            return min(column, len(line))
        return self._sums(line)[min(column, len(line))]

    def _sums(self, line: str) -> list[int]:
        """For each code point of a line, how many units stand before it; at last, how many there are."""
        sums = [0]
        for each in line:
            if self is ColumnUnits.UTF16:
                sums.append(sums[-1] + (2 if each > "\uffff" else 1))
            else:
                sums.append(sums[-1] + len(each.encode("utf-8", "replace")))
        return sums


@frozen(slots=False)
class EditorText:
    """A text and where its lines begin."""

    whole: str

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if "\r" not in self.whole:
            return [0, *accumulate(len(each) + 1 for each in self.lines[:-1])]
        return [0, *(each.end() for each in _END.finditer(self.whole))]

    @cached_property
    def lines(self) -> list[str]:
        """Every line, without what ends it."""
        return _END.split(self.whole) if "\r" in self.whole else self.whole.split("\n")

    @cached_property
    def data(self) -> bytes:
        """As a file holds it; half of a surrogate pair, which no file can hold, becomes a question mark."""
        return self.whole.encode("utf-8", "replace")

    def line(self, number: int) -> str:
        """A line, without what ends it; empty where there is none."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def offset(self, spot: Spot) -> int:
        """Where a place is; one that is not there is the nearest that is."""
        if spot.line >= len(self.starts):
            return len(self.whole)
        line = max(spot.line, 0)
        return self.starts[line] + min(max(spot.column, 0), len(self.lines[line]))

    def spot(self, offset: int) -> Spot:
        """The place of an offset."""
        at = min(max(offset, 0), len(self.whole))
        line = bisect_right(self.starts, at) - 1
        return Spot(line, min(at - self.starts[line], len(self.lines[line])))

    def marked(self, line: int, column: int) -> Spot:
        """The place that the parser calls so, counted from 1: it reads past a byte order mark, and knows fewer ends."""
        first = 1 if self.whole.startswith("\ufeff") and line == 1 else 0
        if not self._odd:
            return Spot(max(line - 1, 0), max(column - 1, 0) + first)
        start = self._odd[min(max(line - 1, 0), len(self._odd) - 1)]
        return self.spot(start + column - 1 + first)

    @cached_property
    def _odd(self) -> list[int]:
        """Where lines begin to the parser, if there are carriage returns that end none to it."""
        if "\r" not in self.whole or as_lines(self.whole)[0].count("\r") == self.whole.count("\r"):
            return []
        return [0, *(each.end() for each in re.finditer("\n", self.whole))]

    def edited(self, change: TextChange) -> EditorText:
        """The text after an edit."""
        start, end = sorted((self.offset(change.where.start), self.offset(change.where.end)))
        made = EditorText(self.whole[:start] + change.new + self.whole[end:])
        if "\r" not in made.whole:  # the other lines are as they were: that is told sooner than found
            first, last = self.spot(start), self.spot(end)
            between = f"{self.lines[first.line][: first.column]}{change.new}{self.lines[last.line][last.column :]}"
            made.__dict__["lines"] = [*self.lines[: first.line], *between.split("\n"), *self.lines[last.line + 1 :]]
        return made

    def stretch(self, start: int, end: int) -> Stretch:
        """The stretch between two offsets."""
        return Stretch(self.spot(start), self.spot(end))


def difference(before: EditorText, after: str) -> list[TextChange]:
    """The edit that makes one text of another: a single stretch, as short as it can be; none if they are the same."""
    old = before.whole
    if old == after:
        return []
    most = min(len(old), len(after))
    start = next((at for at in range(most) if old[at] != after[at]), most)
    left = most - start
    tail = next((at for at in range(left) if old[-1 - at] != after[-1 - at]), left)
    if tail and old[len(old) - tail - 1 : len(old) - tail + 1] == "\r\n":  # a line end is never cut in two
        tail -= 1
    if start and old[start - 1 : start + 1] == "\r\n":
        start -= 1
    return [TextChange(before.stretch(start, len(old) - tail), after[start : len(after) - tail])]
