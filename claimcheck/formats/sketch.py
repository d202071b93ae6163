"""Drawings in characters: what a terminal can show of them, without colour."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from claimcheck.blocks import Drawing, Extent, Key, Lanes, LaneSpan, Matrix, Sign, Style, Tree
from claimcheck.characters import one_line
from claimcheck.formats.pictures.axis import Axis, axis, pack, shown
from claimcheck.formats.pictures.scene import flow
from claimcheck.formats.wrapping import cells, hang, wrap

LEAST_AXIS = 24  # cells; a narrower axis shows nothing
_SIDE = 30  # for names, where they stand beside
_LEAST_SIDE = 18


def sketch(drawing: Drawing, width: int) -> list[str]:
    """The lines of a drawing, of at most `width` cells; none where it does not fit."""
    match drawing:
        case Matrix():
            lines = _matrix(drawing, width)
        case Lanes():
            lines = _lanes(drawing, width)
        case Tree():
            return _tree(drawing, width)
    return [*lines, "", *_key(drawing.key, width)] if lines and drawing.key else lines


def _matrix(matrix: Matrix, width: int) -> list[str]:
    """A row for each row, a column as wide as its widest mark; the names of the columns above."""
    letters = [one_line(column.letters) for column in matrix.columns]
    marks = [[one_line(mark.letters) for mark in cell] for row in matrix.rows for cell in row.cells]
    column = max((cells(each) for each in (*letters, *(word for cell in marks for word in cell))), default=1) + 2
    side = min(_SIDE + 10, width - column * len(letters))
    if side < _LEAST_SIDE:
        return []
    lines = [f"{one}  {one_line(each.title)}" for one, each in zip(letters, matrix.columns, strict=True)]
    lines = [text for each in lines for text in _wrapped(each, width)]
    lines += ["", " " * side + "".join(each.center(column).rstrip().ljust(column) for each in letters).rstrip()]
    for group, rows in groupby(matrix.rows, key=lambda row: row.group):
        lines += ["", *_wrapped(group, width)]
        for row in rows:
            words = [*_wrapped(row.title, side - 2), *_notes(row.notes, side - 2)]
            deep = max([len(words), *(len(cell) for cell in row.cells)])
            for number in range(deep):
                text = words[number] if number < len(words) else ""
                signs = [one_line(cell[number].letters) if number < len(cell) else "" for cell in row.cells]
                lines.append((_left(text, side) + "".join(_middle(each, column) for each in signs)).rstrip())
    return lines


def _lanes(lanes: Lanes, width: int) -> list[str]:
    """A line for each row of a lane; a mark is its letters or a dot, and a stroke as long as it is uncertain."""
    side = min(_SIDE, width // 3)
    if width - side < LEAST_AXIS or not lanes.spans:
        return []
    scale = axis(lanes, side + 1, width - 2)
    lines = [_ticks(lanes, scale, side, width), *_breaks(scale, width)]
    group = ""
    for number, lane in enumerate(lanes.lanes):
        if lane.group != group:
            group = lane.group
            lines += ["", *_wrapped(group, width)]
        names = _wrapped(f"{lane.letters} {lane.title}".strip(), side - 1)
        names += _notes(lane.notes, side - 1)
        drawn = [_drawn(span, scale, width) for span in lanes.spans if span.lane == number]
        rows: dict[int, list[tuple[int, str]]] = {}
        for row, each in zip(pack([(at, at + cells(text)) for at, text in drawn], 1), drawn, strict=True):
            rows.setdefault(row, []).append(each)
        for row in range(max(len(names), len(rows))):
            text = _left(names[row] if row < len(names) else "", side)
            for at, words in sorted(rows.get(row, [])):
                text = _left(text, at) + words
            lines.append(text.rstrip())
    return lines


def _drawn(span: LaneSpan, scale: Axis, width: int) -> tuple[int, str]:
    """Where a mark begins and what it is in characters."""
    letters = _letters(span.mark)
    left = int(scale.at(span.low, otherwise=scale.begin - 1))
    right = int(scale.at(None if span.high is None else span.high + 1, otherwise=scale.end + 1))
    begin, end = ("◂" if span.low is None else ""), ("▸" if span.high is None else "")
    if (span.low != span.high or span.low is None) and right - left > cells(letters) + 2:
        begin, end = begin or "├", end or "┤"
        room = right - left - 2 - cells(letters)
        letters = "─" * (room // 2) + letters + "─" * (room - room // 2)
    text = f"{begin}{letters}{end}"
    return max(0, min(left, width - cells(text))), text


def _letters(mark: Sign) -> str:
    """What a mark is in characters: `~` on both sides of what is about where it stands."""
    letters = one_line(mark.letters) or ("○" if mark.hollow else "●")
    return f"~{letters}~" if mark.about else letters


_EXTENTS = {Extent.WITHIN: ("├─", "─┤"), Extent.UNTIL: ("◂─", "─┤"), Extent.SINCE: ("├─", "─▸")}


def _sign(mark: Sign) -> str:
    """A sign of a key as it lies along the axis."""
    begin, end = _EXTENTS.get(mark.extent, ("", "")) if mark.extent else ("", "")
    return f"{begin}{_letters(mark)}{end}"


def _ticks(lanes: Lanes, scale: Axis, side: int, width: int) -> str:
    """The names of numbers, each beginning at its place, as many as there is room for."""
    names = [one_line(words) for _, words in lanes.ticks]
    places = [scale.at(number, otherwise=side) for number, _ in lanes.ticks]
    widths = [float(cells(name)) for name in names]
    text = ""
    for number in shown(places, widths, side, width, 2):
        at = int(min(max(places[number] - widths[number] / 2, side), width - widths[number]))
        text = _left(text, at) + names[number]
    return text


def _breaks(scale: Axis, width: int) -> list[str]:
    """Two strokes where the axis is shortened, if it is anywhere."""
    text = ""
    for place in scale.shortened():
        if cells(text) < int(place) <= width - 2:
            text = f"{_left(text, int(place))}//"
    return [text] if text else []


def _tree(tree: Tree, width: int) -> list[str]:
    """A line for each branch, further in the deeper it is; from half the width on, dots say that it lies deeper."""
    lines: list[str] = []
    deepest = max(width // 4, 1)
    for branch in tree.branches:
        indent = "  " * min(branch.depth, deepest)
        first = f"{indent[:-2]}{'└' if branch.depth <= deepest else '…'} " if branch.depth else ""
        lines += hang(wrap([(one_line(branch.title), Style.PLAIN)], width - len(indent)), first, indent)
    return lines


def _key(key: Key, width: int) -> list[str]:
    words = [f"{_sign(mark)} {one_line(meaning)}" for mark, meaning in key]
    return _wrapped("; ".join(words), width)


def _wrapped(text: str, width: int) -> list[str]:
    return [each for each, _ in wrap([(one_line(text), Style.PLAIN)], max(width, 1))] if text else []


def _notes(notes: Iterable[str], width: int) -> list[str]:
    """Remarks, further in, several in a line where they fit."""
    room = width - 2
    lines = flow(map(one_line, notes), lambda words: cells(words) <= room)
    return [f"  {each}" for line in lines for each in _wrapped(line, room)]


def _left(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


def _middle(text: str, width: int) -> str:
    before = (width - cells(text)) // 2
    return _left(" " * before + text, width)
