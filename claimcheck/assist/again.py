"""A text read again after an edit: only the record that was edited is parsed, and only its claim is validated.

Where that could tell otherwise than the whole text would, nothing is told, and the whole is read. It is enough that a
file had no problem before, that only lines of one record have changed, and that no line behind them has moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple

from claimcheck.assist.text import EditorText
from claimcheck.model.claim import Claim
from claimcheck.model.incident import Incident
from claimcheck.model.location import Location
from claimcheck.store.parse import parse
from claimcheck.store.tree import Mapping, Node, Parsed, Sequence

_SECTIONS = ("questions", "sources", "claims", "parties", "speakers")
_LONGEST = 2_000
"""Lines of a record; a longer one is read with the whole."""


class Before(NamedTuple):
    """A text that could be read without any problem, and its tree."""

    text: EditorText
    tree: Mapping


class Edited(NamedTuple):
    """The record that was edited: its section, its place there, its lines in the text as it is now."""

    section: str
    place: int
    first: int
    behind: int


def edited(text: EditorText, before: Before) -> Edited | None:
    """The record in which alone a text differs from what it was; None where there is no single one."""
    old, new = before.text.lines, text.lines
    if "\r" in text.whole:
        return None
    start = _alike(old, new)
    end = _alike_from_behind(old, new, min(len(old), len(new)) - start)
    changed = range(start, len(old) - end)
    keys = [key for key in before.tree if isinstance(before.tree[key], Mapping | Sequence)]
    later = [key.mark.line for key in before.tree]
    for section in (key for key in keys if key in _SECTIONS):
        starts = _starts(before, section)
        at = bisect_right(starts, start) - 1
        if at < 0 or section.mark.line >= starts[0]:
            continue
        behind = starts[at + 1] if at + 1 < len(starts) else _next(later, starts[-1], len(old))
        if start >= behind or changed.stop > behind:
            continue
        moved = len(new) - len(old)
        if moved and any(line.strip() for line in old[behind:]):
            return None
        found = Edited(str(section), at, starts[at], behind + moved)
        return found if 0 < found.behind - found.first <= _LONGEST else None
    return None


def again(text: EditorText, before: Before, record: Edited) -> Parsed | None:
    """The tree of a text of which only one record has changed; None where that record cannot be read by itself."""
    whole = before.tree[record.section]
    lines = text.lines[record.first : record.behind]
    column = whole.mark.column
    if not all(_belongs(line, column, record.section) for line in lines[1:]) or _depth(lines[0]) != column:
        return None
    alone = "\n".join([*[""] * (record.first - 1), f"{record.section}:", *lines])
    parsed = parse(alone.encode("utf-8", "replace"))
    tree = parsed.tree
    part: Any = tree.get(record.section) if isinstance(tree, Mapping) and len(tree) == 1 else None
    if parsed.problems or type(part) is not type(whole) or part.mark.column != column or not part:
        return None
    made: Any
    if isinstance(whole, Sequence):
        if not all(isinstance(each, Mapping) for each in part):
            return None
        made = Sequence([*whole[: record.place], *part, *whole[record.place + 1 :]])
    else:
        items = list(whole.items())
        others = [*items[: record.place], *items[record.place + 1 :]]
        if len(part) != 1 or any(key in part for key, _ in others):
            return None
        made = Mapping([*items[: record.place], *part.items(), *items[record.place + 1 :]])
    return Parsed(_with(before.tree, record.section, made), [])


def lacking(before: Before, record: Edited) -> Mapping:
    """The tree as it was before, without the record that was edited."""
    whole = before.tree[record.section]
    made: Any
    if isinstance(whole, Sequence):
        made = Sequence(each for place, each in enumerate(whole) if place != record.place)
    else:
        made = Mapping(each for place, each in enumerate(whole.items()) if place != record.place)
    return _with(before.tree, record.section, made)


def known_id(before: Before, record: Edited) -> str:
    """The id that a record had before it was edited; empty where it had none."""
    whole = before.tree[record.section]
    if isinstance(whole, Sequence):
        return str(whole[record.place].get("id", "")) if isinstance(whole[record.place], Mapping) else ""
    return str(list(whole)[record.place])


def _with(tree: Mapping, section: str, made: Any) -> Mapping:  # noqa: ANN401 - a mapping or a sequence
    made.mark = tree[section].mark
    copied = Mapping((key, made if key == section else value) for key, value in tree.items())
    copied.mark = tree.mark
    return copied


def _starts(before: Before, section: str) -> list[int]:
    """The lines on which the records of a section begin; none where they do not each begin a line of their own."""
    whole, lines = before.tree[section], before.text.lines
    marks = [each.mark for each in whole]
    if isinstance(whole, Sequence):
        sound = all(lines[each.line][whole.mark.column : whole.mark.column + 1] == "-" for each in marks)
    else:
        sound = all(each.column == whole.mark.column for each in marks)
    starts = [each.line for each in marks]
    return starts if sound and all(_depth(lines[each]) == whole.mark.column for each in starts) else []


def _belongs(line: str, column: int, section: str) -> bool:
    """Whether a line is a part of a record that begins at a column, or begins another of its list."""
    bare = line.lstrip(" ")
    deep = len(line) - len(bare)
    return not bare or bare[0] == "#" or deep > column or (deep == column and section == "claims" and bare[:2] == "- ")


def _next(later: Iterable[int], line: int, end: int) -> int:
    return min((each for each in later if each > line), default=end)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _alike(old: list[str], new: list[str]) -> int:
    """How many lines two texts have in common at their beginning."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _alike_from_behind(old: list[str], new: list[str], most: int) -> int:
    """How many lines two texts have in common at their end."""
    for place, (one, other) in enumerate(zip(reversed(old), reversed(new), strict=False)):
        if place >= most or one != other:
            return min(place, most)
    return most


class Made:
    """The claims of an incident as they were made before: what is written as it was is not validated again."""

    def __init__(self, tree: Node | None, incident: Incident | None) -> None:
        claims: Any = tree.get("claims") if isinstance(tree, Mapping) else None
        self.known: dict[str, tuple[Mapping, Claim]] = {}
        for each in incident.claims if incident and isinstance(claims, Sequence) else ():
            at = each.path[1] if len(each.path) == 2 else None
            if isinstance(at, int) and at < len(claims) and not each.restates:
                self.known[each.id] = (claims[at], each)

    def __call__(self, tree: Mapping, file: str) -> Mapping:
        """A copy of a tree with claims in the places of what they were made of before."""
        claims = tree.get("claims")
        if not self.known or not isinstance(claims, Sequence):
            return tree
        copied = Mapping(tree)
        copied.mark = tree.mark
        copied["claims"] = Sequence(self._claim(each, place, file) for place, each in enumerate(claims))
        copied["claims"].mark = claims.mark
        return copied

    def _claim(self, node: Node, place: int, file: str) -> Any:  # noqa: ANN401 - the node, or the claim
        known = self.known.get(node.get("id", "")) if isinstance(node, Mapping) else None
        if known is None or (known[0] is not node and known[0] != node):
            return node
        claim = known[1]
        if claim.path == ("claims", place) and claim.location == Location(file, node.line, node.column):
            return claim
        return claim.model_copy()  # somebody may still look at where the other one stands
