"""A matrix as a picture: rows by groups, a column each; where it is narrow, what a row is about stands above it."""

from __future__ import annotations

from itertools import groupby

from claimcheck.blocks import Matrix, MatrixRow, Sign, Track
from claimcheck.formats.pictures.scene import (
    MARK,
    SMALL,
    Box,
    Label,
    Scene,
    Stroke,
    leading,
    mark_width,
    measure,
    tone,
    wrap,
)

LEAST_COLUMN, MOST_COLUMN = 26.0, 72.0
SIDE = 0.36  # the share of the width that tells what a row is about, where it stands beside
NARROW = 600.0  # a narrower picture has it above
NAME = 150.0  # the longest name of a column, in pixels


def draw(matrix: Matrix, width: float) -> Scene:
    """The picture; more columns than fit side by side go into further bands below."""
    scene = Scene(width)
    if width > NARROW:
        _bands(scene, matrix)
    else:
        _stacked(scene, matrix)
    scene.add(Stroke(0, scene.height, width, scene.height, "rule"))
    scene.key(matrix.key)
    return scene


def _bands(scene: Scene, matrix: Matrix) -> None:
    """Rows with what they are about beside them, and under the names of as many columns as fit."""
    side = scene.width * SIDE
    room = scene.width - side
    widest = max((_widest(cell) for row in matrix.rows for cell in row.cells), default=0)
    fitting = max(1, int(room // max(LEAST_COLUMN, widest + 4)))
    for first in range(0, max(len(matrix.columns), 1), fitting):
        places = range(first, min(first + fitting, len(matrix.columns)))
        column = min(MOST_COLUMN, room / max(len(places), 1))
        _titles(scene, [matrix.columns[place] for place in places], side, column)
        for group, rows in groupby(matrix.rows, key=lambda row: row.group):
            _group(scene, group)
            for row in rows:
                _row(scene, row, places, side, column)


def _group(scene: Scene, group: str) -> None:
    scene.height += 8
    scene.height += scene.text(0, group, scene.width, look="bold") + 4


def _titles(scene: Scene, columns: list[Track], side: float, width: float) -> None:
    """The names of the columns, from below to above, over their letters."""
    names = [wrap(column.title, NAME, SMALL, most=2 if width >= 32 else 1) for column in columns]
    scene.height += max((measure(name, SMALL) for lines in names for name in lines), default=0) + 6
    for place, lines in enumerate(names):
        for number, name in enumerate(lines):
            x = side + (place + 0.5) * width + 4 + (number - (len(lines) - 1) / 2) * leading(SMALL)
            scene.add(Label(x, scene.height - 4, name, SMALL, upright=True))
    for place, column in enumerate(columns):
        _letter(scene, column, side + place * width + 2, width - 4)
    scene.height += 22


def _letter(scene: Scene, column: Track, x: float, width: float) -> None:
    scene.add(
        Box(x, scene.height, width, 18, f"band {tone(column.tone)}", title=column.title),
        Label(x + width / 2, scene.height + 13, column.letters, SMALL, f"onmark bold {tone(column.tone)}", "middle"),
    )


def _about(scene: Scene, row: MatrixRow, width: float) -> float:
    """What a row is about and what its letters mean; returns how high that is."""
    scene.add(Stroke(0, scene.height, scene.width, scene.height, "rule"))
    scene.height += 6
    high = scene.text(0, row.title, width, most=4)
    scene.height += high
    noted = scene.notes(0, row.notes, width)
    scene.height -= high
    return high + noted


def _row(scene: Scene, row: MatrixRow, places: range, side: float, width: float) -> None:
    high = _about(scene, row, side - 12)
    begin = lowest = scene.height
    for number, place in enumerate(places):
        y = begin
        for line in _lines(row.cells[place], width):
            at = side + number * width + (width - sum(map(mark_width, line)) - 2 * (len(line) - 1)) / 2
            for mark in line:
                at += scene.mark(mark, at, y + MARK / 2) + 2
            y += MARK + 3
        lowest = max(lowest, y)
    scene.height = max(lowest, begin + high) + 6


def _widest(marks: tuple[Sign, ...]) -> float:
    """What a cell needs at least: its widest mark or, where one without a shape comes before it, both."""
    pairs = ((mark, marks[at - 1] if at else None) for at, mark in enumerate(marks))
    return max(
        (
            mark_width(mark) + (mark_width(one) + 2 if one is not None and one.shape is None else 0)
            for mark, one in pairs
        ),
        default=0,
    )


def _lines(marks: tuple[Sign, ...], width: float) -> list[list[Sign]]:
    """The marks of a cell in as many lines as they need; one without a shape stays with the next."""
    lines: list[list[Sign]] = []
    for number, mark in enumerate(marks):
        together = [mark]
        if number and marks[number - 1].shape is None and lines[-1][-1] is marks[number - 1]:
            together = [lines[-1].pop(), mark]
            lines = [line for line in lines if line]
        line = [*lines[-1], *together] if lines else together
        if lines and sum(map(mark_width, line)) + 2 * (len(line) - 1) <= width:
            lines[-1] = line
        else:
            lines.append(together)
    return lines


def _stacked(scene: Scene, matrix: Matrix) -> None:
    """Under each row, the columns that have something, each with its letter, in as many lines as they need."""
    for column in matrix.columns:
        _letter(scene, column, 0, 24)
        scene.height += max(scene.text(32, column.title, scene.width - 32, size=SMALL), 18) + 2
    for group, rows in groupby(matrix.rows, key=lambda row: row.group):
        _group(scene, group)
        for row in rows:
            high = _about(scene, row, scene.width)
            scene.height += high + 4
            _cells(scene, matrix, row)


def _cells(scene: Scene, matrix: Matrix, row: MatrixRow) -> None:
    x, top = 0.0, scene.height
    for column, marks in zip(matrix.columns, row.cells, strict=True):
        if all(mark.empty for mark in marks):
            continue
        badge = max(20.0, measure(column.letters, SMALL) + 8)
        for line in _lines(marks, scene.width - badge - 4):
            width = badge + 4 + sum(mark_width(mark) + 2 for mark in line)
            if x and x + width > scene.width:
                x, top = 0.0, top + MARK + 5
            scene.height = top + 1
            _letter(scene, column, x, badge)
            at = x + badge + 3
            for mark in line:
                at += scene.mark(mark, at, top + MARK / 2) + 2
            x += width + 10
    scene.height = top + (MARK + 8 if x else 4)
