"""What is taken out of a text: entries with their lines, the comments that are theirs, and the blank lines between.

Comments directly above an entry, and those below that are indented further, are the entry's own; what stands at the
head of the file is the file's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from claimcheck.model.location import Path
from claimcheck.store.spans import MappingSpan, SequenceSpan, Span, at, line_end, line_start

Cut = tuple[int, int, str]
"""A stretch of a text, from its first character to the one behind its last, and nothing to take its place."""
_Node = MappingSpan | SequenceSpan


def settled(tree: Any, paths: Iterable[Path], kept: Collection[Path]) -> tuple[set[Path], set[Path]]:  # noqa: ANN401
    """What is to go so that nothing is left empty, and those of the `kept` collections that are left empty."""
    wanted = set(paths)
    gone = {path for path in wanted if not any(path[:end] in wanted for end in range(len(path)))}
    while True:
        numbers: dict[Path, int] = defaultdict(int)
        for path in gone:
            numbers[path[:-1]] += 1
        full = {parent for parent, number in numbers.items() if number == len(_dig(tree, parent))}
        lifted = {parent for parent in full if parent and parent not in kept}
        if not lifted:
            emptied = {parent for parent in full if parent}
            return {path for path in gone if path[:-1] not in emptied}, emptied
        gone = {path for path in gone if path[:-1] not in lifted} | lifted


def without(tree: Any, gone: Collection[Path], path: Path = ()) -> Any:  # noqa: ANN401
    """A tree without what stands at some paths."""
    if isinstance(tree, dict):
        return {key: without(each, gone, (*path, key)) for key, each in tree.items() if (*path, key) not in gone}
    if isinstance(tree, list):
        places = ((*path, place) for place in range(len(tree)))
        return [without(each, gone, where) for where, each in zip(places, tree, strict=True) if where not in gone]
    return tree


def cuts(text: str, root: Span | None, gone: Iterable[Path]) -> list[Cut]:
    """The stretches of a text to take out; of no collection but the root are these all entries."""
    inside: dict[Path, list[str | int]] = defaultdict(list)
    for path in gone:
        inside[path[:-1]].append(path[-1])
    found: list[Cut] = []
    for parent, steps in inside.items():
        node = at(root, parent)
        if isinstance(node, MappingSpan | SequenceSpan):
            places = sorted(_place(node, step) for step in steps)
            found += _in_flow(node, places) if node.flow else _in_lines(text, node, places)
    return found


def lines_of(text: str, root: Span | None, path: Path) -> tuple[int, int, int] | None:
    """Where the lines of an item of a list begin and end, its comments included, and the column of its dash.

    None where it is not written in block style.
    """
    node = at(root, path[:-1])
    if not isinstance(node, SequenceSpan) or node.flow or not isinstance(path[-1], int):
        return None
    return *_extent(text, node, path[-1], path[-1]), node.column


def _place(node: _Node, step: str | int) -> int:
    place = node.index(str(step)) if isinstance(node, MappingSpan) else int(step)
    assert place is not None  # the path was found in the tree of the same text  # noqa: S101
    return place


def _entries(node: _Node) -> list[tuple[int, int]]:
    """Where each entry begins and ends; of an item without its dash."""
    if isinstance(node, MappingSpan):
        return [(key.start, value.end) for key, value in node.entries]
    return [(item.start, item.end) for item in node.items]


def _in_flow(node: _Node, places: list[int]) -> Iterator[Cut]:
    """Inside brackets or braces: from the entry before to the end, or, where none is left before, to the next."""
    entries, gone, kept_before = _entries(node), set(places), False
    for place, (start, end) in enumerate(entries):
        if place not in gone:
            kept_before = True
        elif kept_before:
            yield entries[place - 1][1], end, ""
        else:
            yield start, entries[place + 1][0], ""


def _in_lines(text: str, node: _Node, places: list[int]) -> Iterator[Cut]:
    """In lines of its own: entries that stand one behind another go as one, with a blank line that parted them."""
    last = len(_entries(node)) - 1
    for first, final in _runs(places):
        start = _head(text, node, first)
        if text[line_start(text, start) : start].strip():  # behind the dash of the item that it is in
            yield start, _head(text, node, final + 1), ""
            continue
        start, end = _extent(text, node, first, final)
        end = min(end + 1, len(text))
        before, after = _blank_above(text, start), _blank_below(text, end)
        if final < last and (first == 0 or before < start):
            end = after
        elif final == last and first > 0:
            start = before
        yield start, end, ""


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    first = previous = places[0]
    for place in [*places[1:], -1]:
        if place != previous + 1:
            yield first, previous
            first = place
        previous = place


def _head(text: str, node: _Node, place: int) -> int:
    """Where an entry begins, its dash included."""
    start, _ = _entries(node)[place]
    if isinstance(node, MappingSpan):
        return start
    line = line_start(text, start)
    while text[line + node.column] != "-" or line + node.column >= start:
        line = line_start(text, line - 1)
    return line + node.column


def _extent(text: str, node: _Node, first: int, final: int) -> tuple[int, int]:
    """The lines of some entries with the comments that are theirs, without the last line end."""
    start = line_start(text, _head(text, node, first))
    above = start
    while above > 0:
        line = line_start(text, above - 1)
        words = text[line : above - 1].rstrip()
        if not words.lstrip().startswith("#") or len(words) - len(words.lstrip()) != node.column:
            start = above
            break
        above = line
    return start, _tail(text, _entries(node)[final][1], node.column)


def _tail(text: str, offset: int, column: int) -> int:
    """The end of the line of an offset, or of the last comment below that is indented further than `column`."""
    end = place = line_end(text, offset)
    while place < len(text):
        start = place + 1
        place = line_end(text, start)
        line = text[start:place].rstrip()
        if line and (not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column):
            break
        if line:
            end = place
    return end


def _blank_above(text: str, start: int) -> int:
    while start > 0 and not text[(above := line_start(text, start - 1)) : start].strip():
        start = above
    return start


def _blank_below(text: str, end: int) -> int:
    while end < len(text) and not text[end : (below := min(line_end(text, end) + 1, len(text)))].strip():
        end = below
    return end


def _dig(tree: Any, path: Path) -> Any:  # noqa: ANN401
    for step in path:
        tree = tree[step]
    return tree
