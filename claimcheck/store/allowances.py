"""Comments in a file by which a person lets a finding stand: `# claimcheck: allow <rule> -- <reason>`.

Behind a value such a comment covers its own line. On a line of its own it covers what begins on the next line that is
neither blank nor a comment: a value, or the whole claim, question, source or speaker; of a section (`claims:`) the line
alone, so that no comment covers a whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.model.diagnostic import Allowance
from claimcheck.model.location import Location, Path
from claimcheck.store.spans import BOM, MappingSpan, ScalarSpan, SequenceSpan, Span, line_end, scalars, spans
from claimcheck.store.structure import THEMES, shape_of
from claimcheck.store.tree import ALLOWING

_COMMENT = lazy(r"(?:^|(?<=\s))#+[ \t]*claimcheck:[ \t]*(.*)")
_ALLOW = lazy(r"allow[ \t]+([^\s,]+)(?:[ \t]+(?:--|—)[ \t]*(.*))?")


def allowances(name: str, shown: str, data: bytes) -> list[Allowance]:
    """The allowances in a file that has been read without a problem, in order.

    `name` is relative to the collection, `shown` as it is printed. A comment that begins with `claimcheck:` and says
    something else than `allow <rule> -- <reason>` comes without a rule or without a reason. Takes time in proportion
    to the file.
    """
    if ALLOWING not in data:
        return []
    text = data.decode("utf-8").removeprefix(BOM)
    return list(_found(name, shown, text, spans(text)))


def _found(name: str, shown: str, text: str, root: Span | None) -> Iterator[Allowance]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    values = sorted(_inside(text, root))
    begins = [start for start, _ in values]
    following = _following(text, starts)
    things = [(start, node.end) for path, start, node in _things(root) if not _section(name, path, node)]
    for match in _COMMENT.finditer(text):
        at = bisect_right(begins, match.start()) - 1
        if at >= 0 and match.start() < values[at][1]:
            continue  # words of a text, not a comment
        line = bisect_right(starts, match.start())
        alone = not text[starts[line - 1] : match.start()].strip()
        covers = following[line - 1] if alone else line
        through = _through(text, starts, things, covers) if alone else line
        allow = _ALLOW.fullmatch(match[1].rstrip())
        rule, reason = (allow[1], (allow[2] or "").strip()) if allow else ("", match[1].strip())
        place = Location(shown, line, match.start() - starts[line - 1] + 1)
        yield Allowance(place, rule, reason, covers, through)


def _inside(text: str, root: Span | None) -> Iterator[tuple[int, int]]:
    """Where `#` is a part of a text: inside each scalar; of one in lines of its own, behind the line of its `|`."""
    for _, _, node in scalars(root):
        yield (line_end(text, node.start) if node.block else node.start), node.end


def _following(text: str, starts: list[int]) -> list[int]:
    """For each line, the next one that is neither blank nor a comment; the line itself where there is none."""
    found, below = [], 0
    for number in range(len(starts), 0, -1):
        found.append(below or number)
        words = text[starts[number - 1] : line_end(text, starts[number - 1])].strip()
        if words and not words.startswith("#"):
            below = number
    return found[::-1]


def _through(text: str, starts: list[int], things: list[tuple[int, int]], line: int) -> int:
    """The last line of the widest thing that begins on a line; `things` are in the order of their beginnings."""
    first = starts[line - 1]
    at = bisect_left(things, (first, -1))
    if at < len(things) and things[at][0] <= line_end(text, first):
        return max(bisect_right(starts, things[at][1]), line)
    return line


def _things(node: Span | None, path: Path = ()) -> Iterator[tuple[Path, int, Span]]:
    """Every key and item with the offset at which it begins, and its value; what holds others comes before them."""
    if isinstance(node, MappingSpan):
        for key, value in node.entries:
            yield (*path, key.value), key.start, value
            yield from _things(value, (*path, key.value))
    elif isinstance(node, SequenceSpan):
        for place, item in enumerate(node.items):
            yield (*path, place), item.start, item
            yield from _things(item, (*path, place))


def _section(name: str, path: Path, node: Span) -> bool:
    return len(path) == 1 and shape_of(name) is not THEMES and not isinstance(node, ScalarSpan)
