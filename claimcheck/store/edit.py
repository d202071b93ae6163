"""The smallest edit of a text: what is added is inserted, what is changed is replaced, all else stays as it is.

Comments, blank lines, quotation marks, line ends, a byte order mark, the indentation of the file and the curator's
order survive, because nobody touches them. An edited text that leaves this room has been read again and says exactly
what was meant.

    edit = Edit("incidents/glukhov-2009.yaml", data)
    edit.append(("claims",), [{"id": "mother-denies", "speaker": ..., ...}])
    edit.put(("sources",), "bbc-2009-01-27", {"publisher": "BBC News"})
    edit.put((*edit.claim("mother-denies"), "stance"), "asserts", {"departure": "left"})
    edit.data                           # the new bytes, for `store.write.update`
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimcheck.errors import EditError
from claimcheck.model.location import Path
from claimcheck.store import emit
from claimcheck.store.cut import cuts, lines_of, settled, without
from claimcheck.store.emit import STEP, Value
from claimcheck.store.parse import parse
from claimcheck.store.scalars import MOST_READ_BACK, same_to_others
from claimcheck.store.spans import (
    BOM,
    MappingSpan,
    ScalarSpan,
    SequenceSpan,
    Span,
    at,
    line_end,
    line_start,
    scalars,
    spans,
)
from claimcheck.store.structure import Shape, in_order, keys_at, shape_of

_SECTIONS: dict[Path, Value] = {
    **{(each,): {} for each in ("questions", "sources", "parties", "speakers")},
    ("claims",): [],
}
"""Sections that stay, empty, when the last thing in them is taken out."""
_SPACED = frozenset({("claims",), ("sources",)})
"""Sections between whose items a blank line stands, if the file does not show otherwise."""


Change = tuple[int, int, str]
"""A stretch of a text, from its first character to the one behind its last, and what takes its place."""


class Edit:
    """One file being changed. Each call takes time in proportion to the file: append or set many things in one call."""

    def __init__(self, name: str, data: bytes | None, *, read_back: int = MOST_READ_BACK) -> None:
        """`name` is relative to the collection (it tells the sort of file), `data` what it holds (None: nothing yet).

        Of what is added, `read_back` records are read by another reader, too: who edits many files shares them out.

        Raises:
            EditError: the file cannot be read.
        """
        self.name = name
        self._shape: Shape = shape_of(name)
        self._read_back = read_back
        self.changed: list[Change] = []
        """The stretches that the last call replaced, in the text as it was before (without byte order mark)."""
        self._take(data or b"")
        self.newline = "\r\n" if self.text.count("\r\n") * 2 > self.text.count("\n") else "\n"

    @property
    def data(self) -> bytes:
        """What the file is to hold."""
        return (self.mark + self.text).encode("utf-8")

    @property
    def tree(self) -> Any:  # noqa: ANN401 - whatever the file holds
        """What the file says, as texts, lists and mappings."""
        return self._tree

    def claim(self, identifier: str) -> Path:
        """The path to a claim.

        Raises:
            EditError: there is none with that id.
        """
        claims = self._tree.get("claims") if isinstance(self._tree, dict) else None
        for place, each in enumerate(claims if isinstance(claims, list) else ()):
            if isinstance(each, dict) and each.get("id") == identifier:
                return ("claims", place)
        raise EditError(f"no claim `{identifier}` stands in `{self.name}`")

    def append(self, path: Path, items: Iterable[Value]) -> None:
        """Add items at the end of a list, which is made where it is not there.

        Raises:
            EditError: what stands at the path is not a list.
        """
        added = [in_order(each, (*path, None), self._shape) for each in items]
        if added:
            self._extend(path, added, [("", each) for each in added])

    def put(self, path: Path, key: str, value: Value) -> None:
        """Set a key of the mapping at a path, which is made where it is not there.

        A new key of a record goes to its place in the canonical order, a new id behind the others.

        Raises:
            EditError: what stands at the path is not a mapping.
        """
        self.put_many({path: {key: value}})

    def put_many(self, records: Mapping[Path, Mapping[str, Value]]) -> None:
        """Set keys of several mappings, as `put` does, in the time that one of them takes where the mappings are there.

        Raises:
            EditError: what stands at one of the paths is not a mapping.
        """
        intended, changes, missing = _copied(self._tree), [], []
        for path, entries in records.items():
            node, order = self._node(path), keys_at(path, self._shape)
            for key, value in in_order(entries, path, self._shape).items():
                if isinstance(node, MappingSpan) and (place := node.index(key)) is not None:
                    changes.append(self._replacement(path, node, place, value))
                    _dig(intended, path)[key] = value
                elif isinstance(node, MappingSpan) and order and node.entries:
                    changes.append(self._insertion(path, node, key, value))
                    _slot(_dig(intended, path), order, key, value)
                else:
                    missing.append((path, key, value))
        if changes:
            self._splice(changes, intended)
        for path, key, value in missing:
            self._extend(path, {key: value}, [(key, value)])

    def put_all(self, path: Path, entries: Mapping[str, Value]) -> None:
        """Add several new ids to a section at once.

        Raises:
            EditError: one of them is there already, or what stands at the path is not a mapping.
        """
        node = self._node(path)
        for key in entries:
            if isinstance(node, MappingSpan) and node.index(key) is not None:
                raise EditError(f"`{key}` is there already")
        added = {key: in_order(value, (*path, key), self._shape) for key, value in entries.items()}
        if added:
            self._extend(path, added, list(added.items()))

    def rewrite(self, places: Mapping[tuple[Path, bool], str]) -> None:
        """Put other words in the place of texts: the path to each and whether its key is meant, and the new words."""
        intended = _renamed(self._tree, places)
        changes = []
        for path, at_key, node in scalars(self._root):
            word = places.get((path, at_key))
            if word is not None:
                in_flow = self._in_flow(path[:-1])
                inside = _inside(path[:-1] if at_key else path)
                changes.append((node.start, node.end, emit.scalar(word, () if at_key else inside, flow=in_flow)))
        self._splice(changes, intended)

    def substitute(self, places: Mapping[tuple[Path, bool], Iterable[tuple[str, str]]]) -> None:
        """Replace parts of texts where they stand: the path to each text, and the old and new words of each part.

        The lines and quotation marks of a text stay; only one that is written in escapes is written anew.
        """
        pairs = {place: list(each) for place, each in places.items()}
        values, changes = {}, []
        for path, at_key, node in scalars(self._root):
            if (path, at_key) not in pairs:
                continue
            raw = self.text[node.start : node.end]
            value, new = _exchanged(node.value, pairs[path, at_key]), _exchanged(raw, pairs[path, at_key])
            if new == raw:
                inside = _inside(path[:-1] if at_key else path)
                new = emit.scalar(value, () if at_key else inside, flow=self._in_flow(path[:-1]))
            values[path, at_key] = value
            changes.append((node.start, node.end, new))
        self._splice(changes, _renamed(self._tree, values))

    def remove(self, paths: Iterable[Path]) -> None:
        """Take out what stands at some paths, and what would be empty without it; a section stays as `[]` or `{}`.

        Raises:
            EditError: nothing stands at one of them.
        """
        gone, emptied = settled(self._tree, paths, _SECTIONS)
        if gone:
            self._splice(cuts(self.text, self._root, gone), without(self._tree, gone))
        for path in sorted(emptied):
            self.put((), str(path[0]), _SECTIONS[path])

    def written(self, path: Path) -> list[str]:
        """The lines of an item of a list as they stand, with its comments; none where it stands in no lines of its own.

        They are meant for `append_written` of another file.
        """
        if (found := lines_of(self.text, self._root, path)) is None:
            return []
        start, end, column = found
        lines = self.text[start:end].replace("\r\n", "\n").split("\n")
        margin = " " * column
        return [] if any(each.strip() and not each.startswith(margin) for each in lines) else _less(lines, margin)

    def append_written(self, path: Path, item: Value, lines: Sequence[str]) -> None:
        """Add an item at the end of a list, in the lines in which it is written elsewhere, if they can stand here.

        Raises:
            EditError: what stands at the path is not a list.
        """
        self.append(path, [item])
        found = lines_of(self.text, self._root, (*path, len(_dig(self._tree, path)) - 1))
        if found is None or not lines:
            return
        start, end, column = found
        new = "\n".join(f"{' ' * column}{line}" if line else line for line in lines)
        with contextlib.suppress(EditError):  # it stands there already, in lines of ours
            self._splice([(start, end, new)], _dig_in(self._tree, path, item))

    def _take(self, data: bytes) -> None:
        """Read a text and remember where everything stands."""
        parsed = parse(data)
        grave = next((each for each in parsed.problems if each.grave), None)
        if grave is not None:
            raise EditError(f"`{self.name}` cannot be changed: {grave.message} (line {grave.line})", grave.hint)
        text = data.decode("utf-8")
        self.mark, self.text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
        self._tree: Any = parsed.tree
        self._spans: tuple[Span | None] | None = None

    @property
    def _root(self) -> Span | None:
        """Where everything stands; worked out only where an edit asks for it."""
        if self._spans is None:
            self._spans = (spans(self.text),)
        return self._spans[0]

    @property
    def _step(self) -> int:
        """How far the file indents what stands below a key."""
        return _step(self._root)

    def _node(self, path: Path) -> Span | None:
        """The value at a path; None where there is none, or nothing behind its key."""
        try:
            node = at(self._root, path)
        except EditError:
            return None
        return None if isinstance(node, ScalarSpan) and node.start == node.end else node

    def _splice(self, changes: Iterable[Change], intended: Any) -> None:  # noqa: ANN401
        """Replace stretches of the text, then make sure that it says what is intended and nothing else."""
        pieces, place = [], 0
        ordered = sorted(changes, key=lambda change: change[:2])  # those of one place stay in their order
        self.changed = [(start, end, new.replace("\n", self.newline)) for start, end, new in ordered]
        for start, end, new in self.changed:
            pieces += [self.text[place:start], new]
            place = end
        text = "".join([*pieces, self.text[place:]])
        old = (self.text, self._tree, self._spans)
        self._take((self.mark + text).encode("utf-8"))
        if _spelled(self._tree) != _spelled(intended):
            self.text, self._tree, self._spans = old
            raise EditError(
                f"`{self.name}` would come to say something else", "it is written in an unusual way: edit it by hand"
            )

    def _extend(self, path: Path, added: Value, entries: Sequence[tuple[str, Value]]) -> None:
        """Add entries (key and value; no key in a list) at the end of the collection at a path, made if need be."""
        node = self._node(path)
        if node is None and path and (not self._there(path) or self._in_flow(path[:-1])):
            inner = added if isinstance(added, dict) else list(added)
            self.put(path[:-1], str(path[-1]), inner)
            return
        wanted = MappingSpan if isinstance(added, dict) else SequenceSpan
        if node is not None and not isinstance(node, wanted):
            sort = "a mapping" if wanted is MappingSpan else "a list"
            raise EditError(f"`{'/'.join(map(str, path))}` in `{self.name}` is not {sort}")
        intended = _copied(self._tree) if self._tree is not None else {}
        _grow(intended, path, added)
        children = _children(node)
        if node is not None and getattr(node, "flow", False) and (children or self._in_flow(path[:-1]) or not path):
            self._extend_flow(path, node, entries, intended)
        elif children:
            self._extend_block(path, node, children, entries, intended)
        else:
            self._extend_empty(path, node, entries, intended)

    def _extend_flow(self, path: Path, node: Any, entries: Sequence[tuple[str, Value]], intended: Any) -> None:  # noqa: ANN401
        """Inside brackets or braces: behind the last entry."""
        children = _children(node)
        new = [
            (emit.scalar(key, flow=True) + ": " if key else "") + emit.flow(value, _inside((*path, key)))
            for key, value in entries
        ]
        if not children and not path:
            lines = [line for key, value in entries for line in self._lines(path, key, value, 0)]
            self._splice([(node.start, node.end, "\n".join(lines))], intended)
        elif children:
            self._splice([(children[-1].end, children[-1].end, "".join(f", {each}" for each in new))], intended)
        else:
            self._splice([(node.start + 1, node.start + 1, ", ".join(new))], intended)

    def _extend_block(
        self,
        path: Path,
        node: Any,  # noqa: ANN401
        children: list[Span],
        entries: Sequence[tuple[str, Value]],
        intended: Any,  # noqa: ANN401
    ) -> None:
        """In lines of its own: behind the last entry and the comments that belong to it."""
        column = node.column
        end = self._tail(children[-1].end, column)
        gap = "\n" if self._spaced(path, node, children) else ""
        blocks = ["\n".join(self._lines(path, key, value, column)) for key, value in entries]
        self._splice([(end, end, "".join(f"\n{gap}{each}" for each in blocks))], intended)

    def _extend_empty(self, path: Path, node: Span | None, entries: Sequence[tuple[str, Value]], intended: Any) -> None:  # noqa: ANN401
        """Where nothing stands yet, or `[]`: below the key."""
        gap = "\n" if path in _SPACED else ""
        if not path:
            blocks = ["\n".join(self._lines(path, key, value, 0)) for key, value in entries]
            new = gap.join(f"{each}\n" for each in blocks)
            before = "" if not self.text or self.text.endswith("\n") else "\n"
            self._splice([(len(self.text), len(self.text), before + new)], intended)
            return
        column = at(self._root, path[:-1]).column + self._step
        blocks = ["\n".join(self._lines(path, each, value, column)) for each, value in entries]
        changes = []
        start = self._key(path).end
        if node is not None:  # `claims: []  # none yet` becomes `claims:  # none yet`
            changes.append((len(self.text[: node.start].rstrip(" ")), node.end, ""))
            start = node.end
        end = self._line_end(start)
        changes.append((end, end, "\n" + f"\n{gap}".join(blocks)))
        self._splice(changes, intended)

    def _insertion(self, path: Path, node: MappingSpan, key: str, value: Value) -> Change:
        """A new key of a record, behind those that come before it in the canonical order."""
        behind = _behind([each.value for each, _ in node.entries], keys_at(path, self._shape), key)
        anchor = node.entries[behind][1].end
        inside = _inside((*path, key))
        if node.flow:
            return anchor, anchor, f", {emit.scalar(key, flow=True)}: {emit.flow(value, inside)}"
        end = self._tail(anchor, node.column + 1)
        gap = "\n" if not path and isinstance(value, Mapping | list) else ""
        return end, end, "\n" + gap + "\n".join(emit.entry(key, value, node.column, inside, self._step))

    def _replacement(self, path: Path, node: MappingSpan, place: int, value: Value) -> Change:
        """Another value for a key that is there."""
        key, old = node.entries[place]
        inside = _inside((*path, key.value))
        if node.flow:
            new = emit.flow(value, inside)
        else:
            lines = emit.entry(key.value, value, node.column, inside, self._step)
            name = " " * node.column + emit.scalar(key.value) + ":"
            new = "\n".join([lines[0].removeprefix(name).removeprefix(" "), *lines[1:]])
        colon = self.text.index(":", key.end) + 1
        gap = self.text[colon : old.start].split("\n")
        first, *rest = new.split("\n")
        end = old.end
        if len(gap) > 1 or rest:  # comments between the key and the old value, and behind it, stay
            end = self._line_end(old.end)
            first += gap[0].rstrip() + self.text[old.end : end]
            rest += [line.rstrip() for line in gap[1:-1] if line.strip()]
        return colon, end, "\n".join([f" {first}" if new[0] != "\n" else first, *rest])

    def _lines(self, path: Path, key: str, value: Value, column: int) -> list[str]:
        inside = _inside((*path, key)) if key else _inside(path)
        if key:
            made = emit.entry(key, value, column, inside, self._step)
        else:
            made = emit.item(value, column, inside, self._step)
        if self._read_back > 0:
            self._read_back -= 1
            if not same_to_others(made, {key: value} if key else [value]):
                raise EditError(f"`{self.name}` would say something else to another reader", "edit it by hand")
        return made

    def _key(self, path: Path) -> ScalarSpan:
        """The key behind which the value at a path stands."""
        parent = at(self._root, path[:-1])
        place = parent.index(str(path[-1])) if isinstance(parent, MappingSpan) else None
        if place is None or not isinstance(parent, MappingSpan):
            raise EditError(f"nothing stands at `{'/'.join(map(str, path))}`")
        return parent.entries[place][0]

    def _there(self, path: Path) -> bool:
        try:
            at(self._root, path)
        except EditError:
            return False
        return True

    def _in_flow(self, path: Path) -> bool:
        """Whether the collection at a path is written in brackets or braces."""
        return bool(getattr(at(self._root, path), "flow", False)) if self._there(path) else False

    def _line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end."""
        end = line_end(self.text, offset)
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def _tail(self, offset: int, column: int) -> int:
        """Where the entry that ends at an offset is over: behind its line and comments below, from `column` on."""
        end = self._line_end(offset)
        place = line_end(self.text, offset)
        while place < len(self.text):
            start = place + 1
            place = line_end(self.text, start)
            line = self.text[start:place].rstrip()
            if not line:
                continue
            if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) < max(column, 1):
                break
            end = self._line_end(start)
        return end

    def _spaced(self, path: Path, node: MappingSpan | SequenceSpan, children: list[Span]) -> bool:
        """Whether a blank line belongs between entries, as the last two of them show."""
        if len(children) < 2:
            return path in _SPACED
        start = node.entries[-1][0].start if isinstance(node, MappingSpan) else node.items[-1].start
        between = self.text[self._line_end(children[-2].end) : line_start(self.text, start)]
        return any(not line.strip() for line in between.split("\n")[1:-1])


def _exchanged(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _children(node: Span | None) -> list[Span]:
    if isinstance(node, MappingSpan):
        return [value for _, value in node.entries]
    return list(node.items) if isinstance(node, SequenceSpan) else []


def _step(root: Span | None) -> int:
    """How far the file indents what stands below a key."""
    for section in _children(root):
        for entry in _children(section):
            if isinstance(section, MappingSpan) and isinstance(entry, MappingSpan) and not entry.flow:
                return max(entry.column - section.column, 1)
    return STEP


def _inside(path: Path) -> Path:
    return tuple(step for step in path if step != "")


def _copied(tree: Any) -> Any:  # noqa: ANN401
    if isinstance(tree, dict):
        return {key: _copied(each) for key, each in tree.items()}
    return [_copied(each) for each in tree] if isinstance(tree, list) else tree


def _less(lines: Iterable[str], margin: str) -> list[str]:
    return [line.removeprefix(margin) for line in lines]


def _dig_in(tree: Any, path: Path, last: Value) -> Any:  # noqa: ANN401
    """A copy of a tree with another value at the end of a list."""
    copy = _copied(tree)
    _dig(copy, path)[-1] = last
    return copy


def _dig(tree: Any, path: Path) -> Any:  # noqa: ANN401
    for step in path:
        tree = tree[step]
    return tree


def _grow(tree: Any, path: Path, added: Value) -> None:  # noqa: ANN401
    """Add entries at the end of the collection at a path of a tree."""
    if not path:
        tree.update(added)
        return
    parent, step = _dig(tree, path[:-1]), path[-1]
    if not parent[step]:
        parent[step] = _copied(added)
    elif isinstance(added, dict):
        parent[step].update(added)
    else:
        parent[step].extend(added)


def _slot(record: dict[str, Any], order: Sequence[str], key: str, value: Value) -> None:
    """Set a new key of a record in its place."""
    entries = list(record.items())
    entries.insert(_behind(list(record), order, key) + 1, (key, value))
    record.clear()
    record.update(entries)


def _behind(keys: Sequence[str], order: Sequence[str], key: str) -> int:
    """The place of the key behind which a new one stands: the last that comes before it in the canonical order."""
    before = order[: order.index(key)] if key in order else order
    return max((at for at, each in enumerate(keys) if each in before), default=0)


def _renamed(tree: Any, places: Mapping[tuple[Path, bool], str], path: Path = ()) -> Any:  # noqa: ANN401
    """A tree with other words in some places."""
    if isinstance(tree, dict):
        return {
            places.get(((*path, key), True), str(key)): _renamed(each, places, (*path, key))
            for key, each in tree.items()
        }
    if isinstance(tree, list):
        return [_renamed(each, places, (*path, place)) for place, each in enumerate(tree)]
    return places.get((path, False), tree)


def _spelled(tree: Any) -> str:  # noqa: ANN401
    """A tree as one text that tells apart whatever differs, order included; nothing equals an empty mapping."""
    return json.dumps(tree if tree is not None else {})
