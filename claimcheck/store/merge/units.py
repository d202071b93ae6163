"""A text cut into units of whole lines: sections, records, keys; each with the comments and blank lines above it.

Put together again in their order, the pieces are the text, byte for byte.
"""

from __future__ import annotations

from typing import Any

from claimcheck.frozen import field, frozen
from claimcheck.store.spans import MappingSpan, ScalarSpan, SequenceSpan, Span, line_end, line_start, spans


class Uncut(Exception):  # noqa: N818 - no error of anybody's: the text is of a shape that is merged by lines
    """A text that cannot be cut into records: its message says why."""


@frozen
class MergeUnit:
    """One section, record or key: the lines above it that belong to it, its own, and what it says."""

    key: str
    lead: str
    body: str
    value: Any
    span: Span
    text: str = field(repr=False)

    @property
    def whole(self) -> str:
        """All its lines."""
        return self.lead + self.body


@frozen
class MergeGroup:
    """Units in their order, between a head (the line of the key that they stand under) and trailing comments."""

    head: str
    units: tuple[MergeUnit, ...]
    tail: str

    @property
    def by_key(self) -> dict[str, MergeUnit]:
        """The units by their keys."""
        return {unit.key: unit for unit in self.units}

    @property
    def keys(self) -> list[str]:
        """The keys in their order."""
        return [unit.key for unit in self.units]


def cut(text: str) -> MergeGroup:
    """A whole file as its top-level units.

    Raises:
        Uncut: it is no mapping in block style.
        EditError: it is no YAML.
    """
    root = spans(text)
    if root is None:
        return MergeGroup("", (), text)
    if not isinstance(root, MappingSpan) or root.flow:
        raise Uncut("its top level is no list of keys")
    return _group(text, "", 0, len(text), _entries(text, root), root.column)


def inside(unit: MergeUnit, *, identified: bool = False) -> MergeGroup | None:
    """The units of a unit: the keys of a mapping or, with `identified`, the items of a list by their `id`.

    None where the value is written in braces or brackets, on the line of its key, or is a text.

    Raises:
        Uncut: an item has no id, or two have the same.
    """
    text, span = unit.text, unit.span
    start = text.index(unit.body) if text.count(unit.body) == 1 else _start(unit)
    end = start + len(unit.body)
    if isinstance(span, MappingSpan) and not span.flow and span.entries:
        entries = _entries(text, span)
    elif identified and isinstance(span, SequenceSpan) and not span.flow and span.items:
        entries = _items(text, span)
    else:
        return None
    first = entries[0][1]
    if first < start:
        raise Uncut(f"`{unit.key}` begins within a line")
    if first == start:  # an item of a list: its first key stands behind the dash, on the first line
        return _group(text, "", start, end, entries, span.column)
    head_end = line_end(text, start) + 1
    return _group(text, text[start:head_end], head_end, end, entries, span.column)


def _start(unit: MergeUnit) -> int:
    return line_start(unit.text, unit.span.start)


def _entries(text: str, span: MappingSpan) -> list[tuple[str, int, int, Span]]:
    """Key, start of its first line, end of its last line, and value of each entry."""
    found = [
        (key.value, line_start(text, key.start), _line_after(text, max(key.end, value.end)), value)
        for key, value in span.entries
    ]
    if len({each[0] for each in found}) < len(found):
        raise Uncut("a key stands twice")
    return found


def _items(text: str, span: SequenceSpan) -> list[tuple[str, int, int, Span]]:
    """The same of the items of a list, each by its `id`."""
    found = []
    for item in span.items:
        place = item.index("id") if isinstance(item, MappingSpan) else None
        named = item.entries[place][1] if isinstance(item, MappingSpan) and place is not None else None
        if not isinstance(named, ScalarSpan) or not named.value:
            raise Uncut("an item has no id")
        start = line_start(text, item.start)
        if not text[start : item.start].strip() == "-":
            raise Uncut("an item does not begin on the line of its dash")
        found.append((named.value, start, _line_after(text, item.end), item))
    if len({each[0] for each in found}) < len(found):
        raise Uncut("an id stands twice")
    return found


def _group(  # noqa: PLR0913 - where it stands and what it is made of
    text: str, head: str, start: int, end: int, entries: list[tuple[str, int, int, Span]], column: int
) -> MergeGroup:
    units = []
    place = start
    for key, begins, ends, value in entries:
        if begins < place:
            raise Uncut(f"`{key}` stands on the line of another")
        lead, body = text[place:begins], text[begins:ends]
        units.append(MergeUnit(key, lead, body, said(value), value, text))
        place = ends
    tail = text[place:end]
    kept, rest = _split(tail, column)
    units = _with_trailing(units, column)
    if rest.strip() or kept:
        return MergeGroup(head, tuple(units), kept + rest)
    return MergeGroup(head, tuple(units), tail)


def _with_trailing(units: list[MergeUnit], column: int) -> list[MergeUnit]:
    """Comments that are indented deeper than the units belong to the unit above, not to the one below."""
    moved = list(units)
    for at in range(1, len(moved)):
        kept, rest = _split(moved[at].lead, column + 1)
        if kept:
            above, below = moved[at - 1], moved[at]
            moved[at - 1] = MergeUnit(above.key, above.lead, above.body + kept, above.value, above.span, above.text)
            moved[at] = MergeUnit(below.key, rest, below.body, below.value, below.span, below.text)
    return moved


def _split(gap: str, column: int) -> tuple[str, str]:
    """The lines of a gap up to its last comment at that column or deeper, and the rest."""
    lines = gap.splitlines(keepends=True) if "\r" not in gap else gap.split("\n")
    last = 0
    for at, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip().startswith("#"):
            if indent < column:
                break
            last = at
    return "".join(lines[:last]), "".join(lines[last:])


def _line_after(text: str, offset: int) -> int:
    return min(line_end(text, offset) + 1, len(text))


def said(span: Span) -> Any:  # noqa: ANN401 - texts, lists and mappings
    """What a span says."""
    if isinstance(span, ScalarSpan):
        return span.value
    if isinstance(span, MappingSpan):
        return {key.value: said(value) for key, value in span.entries}
    return [said(item) for item in span.items] if isinstance(span, SequenceSpan) else None


def comments(text: str) -> list[str]:
    """The lines of a text that hold a comment and nothing else."""
    return [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
