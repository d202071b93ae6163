"""One text to a tree of spans: where each value begins and ends, for those who change the text.

Reading does without it (`parse.py` is faster and says what is wrong); a text that is edited has been read before, so
that nothing here has to be refused. Offsets count characters of the text behind a byte order mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from claimcheck.errors import EditError
from claimcheck.model.location import Path
from claimcheck.store.parse import EventParser, as_lines

BOM = "\ufeff"


@dataclass(slots=True)
class Span:
    """A value and where it stands; `end` is behind its last character, without the line end that follows it."""

    start: int
    end: int
    column: int


@dataclass(slots=True)
class ScalarSpan(Span):
    """A text; `style` is None where it is plain, else the character that opens it."""

    value: str
    style: str | None

    @property
    def block(self) -> bool:
        """Whether it is written in lines of its own behind `|` or `>`."""
        return self.style in ("|", ">")


@dataclass(slots=True)
class MappingSpan(Span):
    """Keys and values; `flow` where they are written in braces."""

    flow: bool
    entries: list[tuple[ScalarSpan, Span]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def index(self, key: str) -> int | None:
        """The place of a key among the entries, of which there are no more once this is asked."""
        if not self._places:
            self._places = {each.value: at for at, (each, _) in enumerate(self.entries)}
        return self._places.get(key)


@dataclass(slots=True)
class SequenceSpan(Span):
    """Items; `flow` where they are written in brackets. The column of a block sequence is that of its dashes."""

    flow: bool
    items: list[Span] = field(default_factory=list)


def spans(text: str) -> Span | None:
    """The root of a text (without byte order mark); None where it holds nothing.

    Raises:
        EditError: it is not a text that could be edited; reading it says why.
    """
    parser: Any = EventParser(as_lines(text)[0])
    try:
        return _root(parser, text)
    except yaml.YAMLError as error:
        raise EditError("the file cannot be read, and so not be changed", "`claimcheck check` says why") from error
    finally:
        parser.dispose()


def at(root: Span | None, path: Path) -> Span:
    """The value at a path.

    Raises:
        EditError: there is none.
    """
    node = root
    for step in path:
        found: Span | None = None
        if isinstance(node, MappingSpan):
            place = node.index(str(step))
            found = None if place is None else node.entries[place][1]
        elif isinstance(node, SequenceSpan) and isinstance(step, int) and step < len(node.items):
            found = node.items[step]
        if found is None:
            raise EditError(f"nothing stands at `{'/'.join(str(each) for each in path)}`")
        node = found
    if node is None:
        raise EditError("the file holds nothing")
    return node


def scalars(node: Span | None, path: Path = ()) -> Iterator[tuple[Path, bool, ScalarSpan]]:
    """Every text of a tree in the order of the file: the path to it, whether it is a key, and the text."""
    if isinstance(node, ScalarSpan):
        yield path, False, node
    elif isinstance(node, MappingSpan):
        for key, value in node.entries:
            yield (*path, key.value), True, key
            yield from scalars(value, (*path, key.value))
    elif isinstance(node, SequenceSpan):
        for place, item in enumerate(node.items):
            yield from scalars(item, (*path, place))


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its line feed."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def _root(parser: Any, text: str) -> Span | None:  # noqa: ANN401 - PyYAML's parser has no types
    """The first document's root, built without recursion."""
    root: Span | None = None
    stack: list[tuple[MappingSpan | SequenceSpan, ScalarSpan | None]] = []
    current: MappingSpan | SequenceSpan | None = None
    key: ScalarSpan | None = None
    while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent):
            closed = _trimmed(text, start.index, end.index, event)
            node: Span = ScalarSpan(start.index, closed, start.column, event.value, event.style or None)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            sort = MappingSpan if isinstance(event, yaml.MappingStartEvent) else SequenceSpan
            if current is not None:
                stack.append((current, key))
            current, key = sort(start.index, start.index, start.column, bool(event.flow_style)), None
            continue
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent) and current is not None:
            current.end = end.index if current.flow else _last(current)
            node = current
            current, key = stack.pop() if stack else (None, None)
        elif isinstance(event, yaml.AliasEvent):
            raise EditError("a file with aliases cannot be changed", "write their values out")
        else:
            continue
        if current is None:
            if root is not None:
                raise EditError("a file with two documents cannot be changed")
            root = node
        elif isinstance(current, SequenceSpan):
            current.items.append(node)
        elif key is not None:
            current.entries.append((key, node))
            key = None
        elif isinstance(node, ScalarSpan):
            key = node
        else:
            raise EditError("a key that is not text")
    return root


def _trimmed(text: str, start: int, end: int, event: Any) -> int:  # noqa: ANN401
    """The end of a scalar; a block scalar's without blank lines that do not belong to it."""
    if event.style not in ("|", ">"):
        return end
    raw = text[start:end]
    header, *lines = raw.split("\n")
    if "+" in header.partition("#")[0]:  # blank lines at the end are its words; the last line end alone is nobody's
        return start + len(raw.removesuffix("\n").removesuffix("\r"))
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
    while lines and not lines[-1].strip() and len(lines[-1].rstrip("\r")) <= indent:
        lines.pop()
    kept = "\n".join([header, *lines]).removesuffix("\r")
    return start + len(kept)


def _last(node: MappingSpan | SequenceSpan) -> int:
    """Where the last value of a block collection ends."""
    if isinstance(node, MappingSpan):
        return node.entries[-1][1].end
    return node.items[-1].end
