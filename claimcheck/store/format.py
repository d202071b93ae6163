"""`fmt`: one canonical order of keys and spacing, and not a word changed.

Keys of records come in the order of the model, each level is two columns further in, one space follows a colon and a
comma, two come before a comment. The order of ids, claims and stances, comments, blank lines and quotation marks stay
as the curator wrote them; a line is never folded. A comment belongs to what follows it, or to the line it stands on;
braces with a comment inside are left as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimcheck.errors import EditError
from claimcheck.store.emit import STEP, WIDTH
from claimcheck.store.parse import parse
from claimcheck.store.spans import BOM, MappingSpan, ScalarSpan, SequenceSpan, Span, line_end, line_start, spans
from claimcheck.store.structure import Shape, in_order, keys_at, shape_of

_Path = tuple[str | int | None, ...]
_Entry = tuple[ScalarSpan | None, Span]
_FAR = 10**6


def formatted(name: str, data: bytes) -> bytes:
    """The canonical text of a file; `name` is relative to its collection.

    Takes time in proportion to the file. The result has been read again: it says the same, with the same comments.

    Raises:
        EditError: the file cannot be read, or putting it in order would change what it says.
    """
    parsed = parse(data)
    grave = next((each for each in parsed.problems if each.grave), None)
    if grave is not None:
        raise EditError(f"`{name}` cannot be put in order: {grave.message} (line {grave.line})", grave.hint)
    whole = data.decode("utf-8")
    mark = BOM if whole.startswith(BOM) else ""
    newline = "\r\n" if whole.count("\r\n") * 2 > whole.count("\n") else "\n"
    text = whole.removeprefix(BOM).replace("\r\n", "\n")
    root = spans(text)
    if root is None:
        return data
    shape = shape_of(name)
    meaning = json.dumps(in_order(parsed.tree, (), shape))
    comments = sorted(_comments(text, root))
    lines = _Formatter(text, shape).document(root)
    for end in ("\n", ""):  # a text that a missing line end closes would gain one
        new = "\n".join(lines) + end
        again = parse(new.encode())
        same = again.tree is not None and json.dumps(in_order(again.tree, (), shape)) == meaning
        if same and sorted(_comments(new, spans(new))) == comments:
            return (mark + new.replace("\n", newline)).encode("utf-8")
    raise EditError(f"`{name}` is written in a way that cannot be put in order", "put it in order by hand")


@dataclass(slots=True)
class _Remark:
    """A comment on a line of its own, or a blank line (no text), and how far in it stood."""

    column: int
    text: str


@dataclass(slots=True)
class _Gap:
    """What stands between two values: a comment on the line of the first, then comments and blank lines."""

    trailing: str = ""
    remarks: list[_Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Chunk:
    """An entry: the remarks above it, and its lines."""

    above: list[_Remark]
    lines: list[str]


class _Formatter:
    """Writes one text anew; `column` is always the new place, the spans know the old one."""

    def __init__(self, text: str, shape: Shape) -> None:
        self.text = text
        self.shape = shape

    def document(self, root: Span) -> list[str]:
        """All lines of the text."""
        head = self.text[: line_start(self.text, root.start)]
        before = self.text[len(head) : root.start].strip()
        header = [line.strip() for line in head.split("\n")[:-1]]
        after = self.gap(root.end, len(self.text))
        moving: list[_Remark] = []
        if isinstance(root, MappingSpan) and not root.flow and "" in header:
            while header and header[-1].startswith("#"):  # what stands right above a key goes where the key goes
                moving.insert(0, _Remark(0, header.pop()))
        if isinstance(root, ScalarSpan) or getattr(root, "flow", False):
            first, *rest = self.inline(root, 0, ())
            lines = [_joined(before, first), *rest]
            lines[-1] = _with(lines[-1], after.trailing)
            left = after.remarks
        else:
            chunks, left = self.block(root, 0, (), moving, after)
            lines = [line for chunk in chunks for line in (*_remarks(chunk.above, 0), *chunk.lines)]
        while left and not left[-1].text:
            left.pop()
        whole = [*header, *lines, *_remarks(left, 0)]
        return whole[next(at for at, line in enumerate(whole) if line) :]

    def block(
        self, node: Span, column: int, path: _Path, above: list[_Remark], after: _Gap
    ) -> tuple[list[_Chunk], list[_Remark]]:
        """The entries of a block collection in their new order, and the remarks behind it that are not its own."""
        entries: list[_Entry] = []
        if isinstance(node, MappingSpan):
            entries = list(node.entries)
        elif isinstance(node, SequenceSpan):
            entries = [(None, item) for item in node.items]
        chunks: list[_Chunk] = []
        left: list[_Remark] = []
        for place, (key, value) in enumerate(entries):
            last = place == len(entries) - 1
            gap = after if last else self.gap(value.end, _start(entries[place + 1]))
            inner, outer = _split(gap.remarks, node.column + 1)
            step = key.value if key is not None else place
            chunk, rest = self.entry((key, value), node.column, column, (*path, step), _Gap(gap.trailing, inner))
            chunk.above[:0] = above
            chunks.append(chunk)
            above = [*rest, *outer]
        own, left = _split(above, node.column)
        order = {key: rank for rank, key in enumerate(keys_at(path, self.shape))}
        if order and isinstance(node, MappingSpan):
            names = [key.value for key, _ in node.entries]
            ranked = sorted(range(len(chunks)), key=lambda at: order.get(names[at], len(order)))
            chunks = [chunks[at] for at in ranked]
        if own:
            chunks.append(_Chunk(own, []))
        return chunks, left

    def entry(self, pair: _Entry, old: int, column: int, path: _Path, after: _Gap) -> tuple[_Chunk, list[_Remark]]:
        """One entry, which stood at the column `old`, and the remarks behind it that are not its own."""
        key, value = pair
        if key is None:
            before, gap = " " * column + "-", self.dash(old, value)
        else:
            name = self.text[key.start : key.end]
            if "\n" in name:
                raise EditError("a key of several lines")
            before, gap = " " * column + name + ":", self.gap(key.end, value.start)
        nested = isinstance(value, MappingSpan | SequenceSpan) and not value.flow
        if nested and key is not None:
            chunks, left = self.block(value, column + STEP, path, gap.remarks, after)
            lines = [line for chunk in chunks for line in (*_remarks(chunk.above, column + STEP), *chunk.lines)]
            return _Chunk([], [_with(before, gap.trailing), *lines]), left
        if nested:
            inner = column + STEP
            above = [*([_Remark(0, gap.trailing)] if gap.trailing else []), *gap.remarks]
            chunks, left = self.block(value, inner, path, [], after)
            first, *others = chunks
            lines = [before + " " + first.lines[0][inner:], *first.lines[1:]]
            lines += [line for chunk in others for line in (*_remarks(chunk.above, inner), *chunk.lines)]
            return _Chunk([*above, *first.above], lines), left
        words = self.inline(value, column, path)
        if gap.remarks or (gap.trailing and words != [""]):
            head = [_with(before, gap.trailing), *_remarks(gap.remarks, column + STEP)]
            lines = [*head, " " * (column + STEP) + words[0], *words[1:]]
        else:
            lines = [_with(_joined(before, words[0]), gap.trailing), *words[1:]]
        lines[-1] = _with(lines[-1], after.trailing)
        return _Chunk([], lines), after.remarks

    def dash(self, column: int, value: Span) -> _Gap:
        """What stands between a dash, `column` characters into its line, and its item."""
        line = line_start(self.text, value.start)
        while line and (self.text[line + column] != "-" or self.text[line : line + column].strip(" -?")):
            line = line_start(self.text, line - 1)
        return self.gap(min(line + column + 1, value.start), value.start)

    def gap(self, start: int, end: int) -> _Gap:
        """What stands between two offsets, without dashes, colons and the like."""
        first, *rest = self.text[start:end].split("\n")
        gap = _Gap(first.lstrip(" \t:-?").rstrip())
        if gap.trailing and not gap.trailing.startswith("#"):
            raise EditError(f"`{gap.trailing}` between two values")
        at_end = end == len(self.text)
        if rest and not at_end:
            last = rest.pop()  # the line on which the next value stands
            rest += [last] if last.strip(" \t-?:") else []
        elif rest and not rest[-1].strip():
            rest.pop()
        for line in rest:
            words = line.strip()
            if words in ("-", "?", ":"):
                continue
            if words[:1] in ("-", "?", ":") and words[1:].lstrip().startswith("#"):
                words = words[1:].lstrip()
            gap.remarks.append(_Remark(len(line) - len(line.lstrip()) if words else 0, words))
        return gap

    def inline(self, node: Span, column: int, path: _Path) -> list[str]:
        """A text, or what stands in brackets or braces, from behind its key on."""
        raw = self.text[node.start : node.end]
        if isinstance(node, ScalarSpan):
            if node.block:
                return self.literal(node, raw, column)
            first, *rest = raw.split("\n")
            indent = " " * (column + STEP)
            return [
                _right(first, more=bool(rest)),
                *(_right(indent + line.lstrip(" \t"), more=True) for line in rest[:-1]),
            ] + [indent + line.lstrip(" \t") for line in rest[-1:]]
        joined = self.flow(node, path)
        if joined is not None and ("\n" not in raw or column + len(joined) <= WIDTH):
            return [joined]
        first, *rest = raw.split("\n")
        depth = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
        indent = " " * (column + STEP)
        return [
            _right(first, more=True),
            *(_right(indent + line[depth:], more=True) if line.strip() else "" for line in rest),
        ]

    def literal(self, node: ScalarSpan, raw: str, column: int) -> list[str]:
        """A text in lines of its own behind `|` or `>`."""
        header, *lines = raw.split("\n")
        marks, hash_, comment = header.partition("#")
        digit = next((each for each in marks if each.isdigit()), "")
        if digit:
            parent = self.parent_column(node)
            depth = parent + int(digit)
            marks = marks.replace(digit, str(STEP))
        else:
            depth = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), _FAR)
        indent = " " * (column + STEP)
        body = [indent + line[depth:] if line[depth:] else "" for line in lines]
        return [_with(marks.strip(), (hash_ + comment).rstrip()), *body]

    def parent_column(self, node: ScalarSpan) -> int:
        """The old column of the collection that a block text stands in: that of its key, or of its last dash."""
        line = self.text[line_start(self.text, node.start) : node.start]
        found = line.rstrip().rstrip(":").rstrip() if ":" in line else line.rstrip()
        if line.rstrip().endswith("-"):
            return len(found) - 1
        stripped = line.lstrip(" ")
        column = len(line) - len(stripped)
        while stripped.startswith("- "):
            inner = stripped[1:].lstrip(" ")
            column += len(stripped) - len(inner)
            stripped = inner
        return column

    def flow(self, node: Span, path: _Path) -> str | None:
        """What stands in brackets or braces on one line; None where comments or line ends in texts forbid it."""
        if isinstance(node, ScalarSpan):
            raw = self.text[node.start : node.end]
            return None if "\n" in raw else raw
        parts: list[tuple[str, str]] = []
        offset = node.start
        children: list[Span] = []
        if isinstance(node, MappingSpan):
            for key, value in node.entries:
                name, words = self.flow(key, ()), self.flow(value, (*path, key.value))
                if name is None or words is None:
                    return None
                parts.append((key.value, f"{name}: {words}"))
                children += [key, value]
        elif isinstance(node, SequenceSpan):
            for place, item in enumerate(node.items):
                words = self.flow(item, (*path, place))
                if words is None:
                    return None
                parts.append(("", words))
                children.append(item)
        for child in children:
            if "#" in self.text[offset : child.start]:
                return None
            offset = child.end
        if "#" in self.text[offset : node.end]:
            return None
        order = {key: rank for rank, key in enumerate(keys_at(path, self.shape))}
        if order:
            parts.sort(key=lambda part: order.get(part[0], len(order)))
        inner = ", ".join(words for _, words in parts)
        return "{" + inner + "}" if isinstance(node, MappingSpan) else "[" + inner + "]"


def _start(entry: _Entry) -> int:
    """Where an entry begins: at its key, or behind its dash."""
    key, value = entry
    return key.start if key is not None else value.start


def _split(remarks: list[_Remark], column: int) -> tuple[list[_Remark], list[_Remark]]:
    """Remarks up to the last comment before the first that stands further out than a column, and those behind."""
    end = 0
    for place, remark in enumerate(remarks):
        if remark.text and remark.column < column:
            break
        if remark.text:
            end = place + 1
    return remarks[:end], remarks[end:]


def _remarks(remarks: list[_Remark], column: int) -> list[str]:
    return [" " * column + each.text if each.text else "" for each in remarks]


def _joined(before: str, words: str) -> str:
    return f"{before} {words}" if before and words else before or words


def _with(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _right(line: str, *, more: bool) -> str:
    """A line without the white space at its end, which a line end swallows; but for an escaped space."""
    bare = line.rstrip(" \t")
    return line if bare.endswith("\\") or not more else bare


def _comments(text: str, root: Span | None) -> Iterator[str]:
    """Every comment of a text, wherever it stands."""
    offset = 0
    for node in _texts(root):
        yield from _between(text[offset : node.start])
        offset = node.end
        if node.block:
            _, hash_, comment = text[node.start : line_end(text, node.start)].partition("#")
            if hash_:
                yield comment.strip()
    yield from _between(text[offset:])


def _between(gap: str) -> Iterator[str]:
    for line in gap.split("\n"):
        _, hash_, comment = line.partition("#")
        if hash_:
            yield comment.strip()


def _texts(node: Span | None) -> Iterator[ScalarSpan]:
    if isinstance(node, ScalarSpan):
        yield node
    elif isinstance(node, MappingSpan):
        for key, value in node.entries:
            yield key
            yield from _texts(value)
    elif isinstance(node, SequenceSpan):
        for item in node.items:
            yield from _texts(item)
