"""What a text holds: plain text values with the place of each. Who has a tree that was kept needs no parser."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any, NamedTuple

from claimcheck.frozen import field, frozen

MAX_PROBLEMS = 1000
"""Of one file; whoever mends these will run the program again."""
ALLOWING = b"claimcheck:"
"""With this begins a comment by which somebody lets a finding stand (`allowances`)."""


class Mark(NamedTuple):
    """Where something begins, counted from 0, as in libyaml's own marks: to keep one costs less than to read it."""

    line: int
    column: int


class _Placed:
    """What knows where it begins."""

    __slots__ = ()
    mark: Mark

    @property
    def line(self) -> int:
        """Counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """Counted from 1."""
        return self.mark.column + 1


class Scalar(str, _Placed):
    """A scalar."""

    __slots__ = ("mark",)


class Mapping(dict[Any, Any], _Placed):
    """Keys in the order of the file."""

    __slots__ = ("mark",)


class Sequence(list[Any], _Placed):
    """Items in the order of the file."""

    __slots__ = ("mark",)


Node = Scalar | Mapping | Sequence


def placed(value: str, mark: Mark) -> Scalar:
    """A text that begins at a place."""
    text = Scalar(value)
    text.mark = mark
    return text


@frozen
class Problem:
    """Something about the text itself; `grave` problems are errors, the others warnings of a likely loss."""

    line: int
    column: int
    message: str
    hint: str = ""
    grave: bool = True


@frozen
class Gap:
    """A record that was left out of a text so that the rest can be read: somebody is just typing it.

    `data` is the text without it, `ids` what may stand in it, `claims` are claims as they were before, `lines` those
    that are blank instead, counted from 0.
    """

    data: bytes
    ids: frozenset[str] = frozenset()
    claims: AnyMapping[str, Mapping] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()


class Parsed:
    """The tree of a text (None where it has none, or only part of one could be read) and its problems.

    Where the tree is that of a text with a gap, the problems are those of the text without one.
    """

    __slots__ = ("gap", "problems", "tree")

    def __init__(self, tree: Node | None, problems: list[Problem] | None = None, gap: Gap | None = None) -> None:
        self.tree, self.problems, self.gap = tree, [] if problems is None else problems, gap
