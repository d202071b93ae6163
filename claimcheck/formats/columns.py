"""A table as text for a terminal, in the first of these shapes that suits it.

In columns, if they fit: to be compared ones in equal widths. Else row by row, each cell under or behind its label; no
column is squeezed until words break. A long table is a list to be searched: one row, one line, nothing wrapped or cut.
The layout is by hand because rich's tables know only the first shape, and take half a millisecond a row.
"""

from __future__ import annotations

from itertools import zip_longest

from claimcheck.blocks import Cell, Style, Table
from claimcheck.characters import one_line
from claimcheck.formats.inlines import trimmed
from claimcheck.formats.wrapping import Painted, Spans, cells, hang, paint, plain, spans, wrap

LEAST_COMPARED = 24  # columns to be compared are not set side by side with fewer cells
LEAST_PROSE = 16  # nor an ordinary column that has more to say than this
LONGEST_WORD = 40  # a longer word (an address) may be broken to fit a column
LONG_TABLE = 100  # rows
WIDEST_PADDED = 60  # in a long table a cell may be wider than this, but makes no other cell wider

_GAP = "  "
_NOTHING = "—"

_Cell = list[Spans]
_Row = list[_Cell]


def table_lines(table: Table, width: int, prose: int) -> list[str]:
    """The lines of `table`, of at most `width` cells unless it is long; text outside columns keeps to `prose`."""
    caption = wrap([(one_line(table.caption), Style.EMPHASIS)], prose) if table.caption else []
    return [*hang(caption, "", ""), *([""] if caption else []), *_body(table, width, prose)]


def _body(table: Table, width: int, prose: int) -> list[str]:
    if not table.header:
        return []
    header: _Row = [[[(one_line(title), Style.STRONG)]] for title in table.header]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    if table.beside and len(header) > 1:
        labelled = not table.header[0]
        widths = _equal_widths([header, *rows], width, labelled=labelled)
        if widths:
            return _columns(header, rows, widths, table.numeric)
        return _sections(table.header, rows, prose) if labelled else _stacked(table.header, rows, prose)
    if len(rows) > LONG_TABLE:
        return _long([header, *rows], table.numeric)
    widths = _widths([header, *rows], width)
    return _columns(header, rows, widths, table.numeric) if widths else _labelled(table.header, rows, prose)


def _cell(cell: Cell) -> _Cell:
    """The lines of a cell; an empty line stays as air between two others."""
    return [spans(each) for each in trimmed(cell)]


# How wide


def _widths(rows: list[_Row], width: int) -> list[int]:
    """The width of each column: what it needs, or an equal share of what narrower ones leave; none if words break."""
    natural, least = _demands(rows)
    room = width - len(_GAP) * (len(natural) - 1)
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        return []
    widths = least
    for share in range(1, room):
        wider = [min(most, max(few, share)) for most, few in zip(natural, least, strict=True)]
        if sum(wider) > room:
            break
        widths = wider
    return widths


def _equal_widths(rows: list[_Row], width: int, *, labelled: bool) -> list[int]:
    """Equal widths for what is compared, behind a column of labels as narrow as it can be; none if too narrow."""
    natural, least = _demands(rows)
    labels = [min(natural[0], max(least[0], width // 5))] if labelled else []
    compared = slice(len(labels), None)
    room = width - sum(labels) - len(_GAP) * (len(natural) - 1)
    share = room // len(natural[compared])
    if share < max(LEAST_COMPARED, *least[compared]):
        return []
    return labels + [min(share, max(natural[compared]))] * len(natural[compared])


def _demands(rows: list[_Row]) -> tuple[list[int], list[int]]:
    """Of each column, the width with nothing wrapped, and the least that breaks no word and can be read."""
    natural, least = [], []
    for column in zip(*rows, strict=True):
        texts = [plain(line) for cell in column for line in cell]
        widest = max(map(cells, texts), default=0)
        longest = max((_unbroken(word) for text in texts for word in text.split(" ")), default=0)
        natural.append(widest)
        least.append(min(widest, max(LEAST_PROSE, min(longest, LONGEST_WORD))))
    return natural, least


def _unbroken(word: str) -> int:
    """The cells that a word must have on one line; wide characters (Chinese, Japanese) may part anywhere."""
    size = cells(word)
    return size if size <= len(word) else 0


# In which shape


def _columns(header: _Row, rows: list[_Row], widths: list[int], numeric: frozenset[int]) -> list[str]:
    """Side by side, with air between rows where most of them take more than a line."""
    head = _side_by_side(header, widths, numeric)
    body = [_side_by_side(row, widths, numeric) for row in rows]
    tall = 2 * sum(len(lines) > 1 for lines in body) > len(body)
    return [*head, _rule(widths), *(_with_air(body) if tall else [line for lines in body for line in lines])]


def _side_by_side(row: _Row, widths: list[int], numeric: frozenset[int]) -> list[str]:
    columns = [
        [painted for line in cell for painted in (wrap(line, width) or [("", 0)])]
        for cell, width in zip(row, widths, strict=True)
    ]
    return [
        _GAP.join(
            _padded(painted, widths[number], flush_right=number in numeric) for number, painted in enumerate(line)
        ).rstrip()
        for line in zip_longest(*columns, fillvalue=("", 0))
    ]


def _padded(painted: Painted, width: int, *, flush_right: bool) -> str:
    text, size = painted
    padding = " " * (width - size)
    return padding + text if flush_right else text + padding


def _sections(header: tuple[str, ...], rows: list[_Row], width: int) -> list[str]:
    """One row under the other: its first cell for a heading, and every other cell under its column's title."""
    sections = []
    for first, *others in rows:
        section = _indented([_strong(line) for line in first], width, 0)
        for title, cell in zip(header[1:], others, strict=True):
            section += _indented([[(one_line(title), Style.MUTED)]], width, 2)
            section += _indented(cell or [[(_NOTHING, Style.MUTED)]], width, 4)
        sections.append(section)
    return _with_air(sections)


def _stacked(header: tuple[str, ...], rows: list[_Row], width: int) -> list[str]:
    """Each cell under its column's title, one under the other."""
    sections = []
    for row in rows:
        for title, cell in zip(header, row, strict=True):
            section = _indented([[(one_line(title), Style.STRONG)]], width, 0)
            sections.append(section + _indented(cell or [[(_NOTHING, Style.MUTED)]], width, 2))
    return _with_air(sections)


def _labelled(header: tuple[str, ...], rows: list[_Row], width: int) -> list[str]:
    """One row under the other, each cell behind its column's title."""
    records = []
    for row in rows:
        record = []
        for title, cell in zip(header, row, strict=True):
            label: Spans = [(f"{one_line(title)}: ", Style.MUTED)] if title else []
            for number, line in enumerate(cell):
                lines = wrap(line if number else [*label, *line], width - 2)
                record += hang(lines, "  " if number else "", "  ")
        records.append(record)
    return _with_air(records)


def _long(rows: list[_Row], numeric: frozenset[int]) -> list[str]:
    """One row, one line; the lines of a cell are joined."""
    columns, widths = [], []
    for number, column in enumerate(zip(*rows, strict=True)):
        painted = [_joined(cell) for cell in column]
        widths.append(min(WIDEST_PADDED, max(size for _, size in painted)))
        columns.append([_padded(each, widths[-1], flush_right=number in numeric) for each in painted])
    head, *body = [_GAP.join(line).rstrip() for line in zip(*columns, strict=True)]
    return [head, _rule(widths), *body]


def _rule(widths: list[int]) -> str:
    return _GAP.join("─" * width for width in widths).rstrip()


def _with_air(rows: list[list[str]]) -> list[str]:
    """The lines of all rows, with an empty line between rows."""
    return [line for row in rows if row for line in ["", *row]][1:]


def _joined(cell: _Cell) -> Painted:
    lines = [line for line in cell if line]
    return "; ".join(map(paint, lines)), cells("; ".join(map(plain, lines)))


def _indented(lines: _Cell, width: int, indent: int) -> list[str]:
    margin = " " * indent
    return [text for line in lines for text in (hang(wrap(line, width - indent), margin, margin) or [""])]


def _strong(line: Spans) -> Spans:
    return [(text, Style.STRONG if style == Style.PLAIN else style) for text, style in line]
