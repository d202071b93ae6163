"""Where in a file somebody types, told by the line and how deep it stands: a text that cannot be read has places, too.

    claims:
      - id: typed
        stance: {asserts: {dep|

is the key of a mapping at `claims`, any item, `stance`, `asserts`; the word is `dep`.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import NamedTuple

from claimcheck.assist.text import EditorText, Spot
from claimcheck.frozen import frozen

_LEVELS = re.compile(r"""( *)((?:-(?: +|$))*)(?:(["']?)([\w-]+)\3[ \t]*:(?=\s|$))?""")
_COMMENT = re.compile(r"(?:^|\s)#")
_BLANK = re.compile(r"\s*(?:#.*)?$")
_MOST_LINES_UP = 60
"""That brackets may be open for."""
Steps = tuple[str | None, ...]
"""A path in which None stands for any place in a list."""


class Role(StrEnum):
    """What a word at a place is."""

    KEY = auto()
    VALUE = auto()
    COMMENT = auto()
    PROSE = auto()


@frozen
class WordPlace:
    """A word and what it is: the path to its mapping (of a key) or to itself (of a value), and where it stands.

    `flow` says that it stands in brackets or braces, `line`, `start` and `end` where it is, as far as it is written.
    """

    role: Role
    path: Steps
    word: str
    line: int
    start: int
    end: int
    flow: bool = False
    spaced: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing is written here yet."""
        return not self.word


class _Level(NamedTuple):
    """A hyphen (step None) or a key in front of others on one line."""

    column: int
    step: str | None


def place(text: EditorText, spot: Spot) -> WordPlace:
    """What stands, or would be typed, at a place."""
    line = text.line(spot.line)
    column = min(spot.column, len(line))
    levels, key_end, value = _read(line)
    blank = not line.strip()
    indent = column if blank else _depth(line)
    above, opener = _above(text, spot.line, indent, dash=bool(levels) and levels[0].step is None)
    if opener is not None:
        number, start, path = opener
        found = _flow(text, number, start, Spot(spot.line, column), path)
        if found is not None:
            return found
        return _Word(line, spot.line).prose(column)
    word = _Word(line, spot.line)
    if above is None:
        return word.prose(column)
    steps = (*above, *(each.step for each in levels if each.step is None))
    key = levels[-1].step if levels and levels[-1].step is not None else None
    if key is None or column <= key_end:
        begins = min(value if key is None else levels[-1].column, len(line))
        if column < begins:
            return word.prose(column)
        return _scalar_or_flow(text, word, Spot(spot.line, column), begins, steps, Role.KEY, key_end)
    begins = min(value, column)  # the column itself where the cursor is directly behind the colon
    return _scalar_or_flow(text, word, Spot(spot.line, column), begins, (*steps, key), Role.VALUE, -1)


def _scalar_or_flow(  # noqa: PLR0913 - where a word may begin, and what it would be
    text: EditorText, word: _Word, spot: Spot, begins: int, steps: Steps, role: Role, key_end: int
) -> WordPlace:
    line = word.line
    if line[begins : begins + 1] in ("{", "[") and spot.column > begins:
        found = _flow(text, spot.line, begins, spot, steps)
        return found if found is not None else word.prose(spot.column)
    comment = _COMMENT.search(line, begins)
    if comment and spot.column > comment.end() - 1:
        return word.comment(spot.column)
    if line[begins : begins + 1] in ('"', "'", "|", ">"):
        quoted = line[begins : begins + 1] in ('"', "'") and key_end >= 0
        if not quoted:
            return word.prose(spot.column)
    end = key_end if key_end >= 0 else len(line[: comment.start() if comment else len(line)].rstrip())
    end = max(end, begins)
    spaced = line[begins - 1 : begins] in ("", " ", "\t")
    return WordPlace(role, steps, line[begins:end].strip("\"'"), word.number, begins, end, spaced=spaced)


def extent(line: str, column: int) -> int:
    """Where the word ends that begins at a column: a quoted text, a key, or a plain text; at least one character."""
    rest = line[column:]
    if rest[:1] in ('"', "'"):
        close = rest.find(rest[0], 1)
        return column + (close + 1 if close > 0 else len(rest))
    key = re.match(r"[\w-]+(?=[ \t]*:(?:\s|$))", rest)
    if key:
        return column + key.end()
    before = line[:column]
    flow = before.count("{") + before.count("[") > before.count("}") + before.count("]")
    plain = re.match(r"[^,\[\]{}]*?(?=[ \t]*(?:[,\[\]{}]|\s#|$))" if flow else r".*?(?=[ \t]*(?:\s#|$))", rest)
    return column + max(plain.end() if plain else 0, 1)


class _Word:
    """A line, of which a word may be asked."""

    def __init__(self, line: str, number: int) -> None:
        self.line, self.number = line, number

    def prose(self, column: int) -> WordPlace:
        return WordPlace(Role.PROSE, (), "", self.number, column, column)

    def comment(self, column: int) -> WordPlace:
        """The word of a comment, such as the name of a rule."""
        start = len(re.sub(r"[\w-]*$", "", self.line[:column]))
        tail = re.match(r"[\w-]*", self.line[column:])
        end = column + (tail.end() if tail else 0)
        return WordPlace(Role.COMMENT, (), self.line[start:end], self.number, start, end)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _read(line: str) -> tuple[list[_Level], int, int]:
    """The hyphens and the key in front of a line, where the key ends (-1: there is none), and where a value begins."""
    found = _LEVELS.match(line)
    if found is None:
        return [], -1, _depth(line)
    levels = [_Level(found.start(2) + each.start(), None) for each in re.finditer("-", found[2])]
    if found[4] is None:
        return levels, -1, found.end(2)
    levels.append(_Level(found.start(3), found[4]))
    behind = found.end()
    return levels, found.end(4) + len(found[3]), behind + len(line[behind:]) - len(line[behind:].lstrip())


def _above(
    text: EditorText, number: int, indent: int, *, dash: bool
) -> tuple[Steps | None, tuple[int, int, Steps] | None]:
    """The path to what stands so deep below a line; None where it goes on with a text.

    Or the line and column of the bracket in which it stands, and the path to that.
    """
    steps: list[str | None] = []
    limit, first = indent, True
    opened: tuple[int, int] | None = None
    for at in range(number - 1, -1, -1):
        line = text.line(at)
        if _BLANK.match(line) or _depth(line) > limit:
            continue
        levels, key_end, value = _read(line)
        rest = line[value:]
        if _depth(line) == limit and not (dash and levels and levels[0].step is not None):
            continue
        taken = [
            each
            for each in levels
            if each.column < limit or (dash and each.column == limit and each.step is not None and len(levels) == 1)
        ]
        if not taken:
            if first and limit > _depth(line) and number - at < _MOST_LINES_UP:
                limit = _depth(line)  # a line that goes on with another one
                if limit == 0:
                    return None, None
            continue
        told = key_end < 0 or len(taken) == len(levels)
        if first and told and rest and not rest.startswith("#"):
            if rest[0] not in "{[":
                return None, None
            opened = (at, value)
        first = False
        steps[:0] = [each.step for each in taken]
        limit, dash = taken[0].column, taken[0].step is None
        if limit == 0 and not dash:
            break
    path = tuple(steps)
    return (None, (*opened, path)) if opened else (path, None)


def _flow(text: EditorText, line: int, column: int, spot: Spot, path: Steps) -> WordPlace | None:
    """The word at a place behind an opening bracket; None where it is quoted, or the bracket is closed before it."""
    whole = text.whole
    at, stop = text.offset(Spot(line, column)), text.offset(spot)
    frames: list[tuple[str, str | None]] = []  # the bracket, and the key whose value is awaited
    begins, quote = at, ""
    while at < stop:
        sign = whole[at]
        if quote:
            if sign == "\\" and quote == '"':
                at += 1
            elif sign == quote:
                quote = ""
        elif sign in "\"'" and not whole[begins:at].strip():
            quote = sign
        elif sign in "{[":
            frames.append((sign, None))
            begins = at + 1
        elif sign in "}]":
            if not frames:
                return None
            frames.pop()
            begins = at + 1
            if not frames:
                return None
        elif sign == "," and frames:
            frames[-1] = (frames[-1][0], None)
            begins = at + 1
        elif sign == ":" and frames and whole[at + 1 : at + 2] in (" ", "\n", "\r", "", "{", "["):
            if frames[-1][0] == "{" and at + 1 <= stop:
                frames[-1] = ("{", whole[begins:at].strip().strip("\"'"))
                begins = at + 1
        elif sign == "#" and whole[at - 1 : at] in (" ", "\n") and frames:
            return None
        at += 1
    if quote or not frames:
        return None
    steps: list[str | None] = []
    for bracket, key in frames[:-1]:
        steps += [None] if bracket == "[" else [key] if key is not None else []
    bracket, key = frames[-1]
    awaited = [None] if bracket == "[" else [key] if key is not None else []
    role = Role.VALUE if awaited else Role.KEY
    start = begins + len(whole[begins:stop]) - len(whole[begins:stop].lstrip())
    first = text.spot(start)
    if first.line != spot.line:  # a word that began on a line above: text
        return None
    rest = re.match(r"[^,\[\]{}\r\n]*?(?=[ \t]*(?::(?:\s|$)|[,\[\]{}\r\n]|\s#|$))", whole[stop:])
    end = spot.column + (rest.end() if rest else 0)
    spaced = whole[begins - 1 : begins] != ":" or start > begins
    return WordPlace(
        role, (*path, *steps, *awaited), whole[start:stop] + whole[stop : stop + end - spot.column],
        spot.line, first.column, end, flow=True, spaced=spaced,
    )  # fmt: skip
