"""A page as text for a terminal: quiet marks, colour only if it is wanted."""

from __future__ import annotations

from claimcheck.blocks import Block, Course, Figure, Heading, List, Page, Paragraph, Quote, Style, Table, line
from claimcheck.characters import one_line
from claimcheck.formats.columns import table_lines
from claimcheck.formats.sketch import sketch
from claimcheck.formats.wrapping import Spans, hang, spans, without_colour, wrap

MEASURE = 96  # a line of prose longer than this is hard to read, however wide the window
LEAST_WIDTH = 24  # a narrower window is left to break lines itself
_RULES = {1: "═", 2: "─"}  # under headings, which are not told by boldness alone


def write(page: Page, *, width: int, colour: bool) -> str:
    """`page` as lines of at most `width` cells, but for long tables; it ends in one line feed."""
    width = max(width, LEAST_WIDTH)
    parts = ["\n".join(lines) for block in page.blocks if (lines := _lines(block, width))]
    text = "\n\n".join(parts) + "\n"
    return text if colour else without_colour(text)


def _lines(block: Block, width: int) -> list[str]:
    prose = min(width, MEASURE)
    match block:
        case Heading():
            return _heading(block, prose)
        case Paragraph():
            return hang(wrap(spans(block.line), prose), "", "")
        case Quote():
            return _quote(block, prose)
        case List():
            return _list(block, prose)
        case Table():
            return table_lines(block, width, prose)
        case Figure():
            return _figure(block, width, prose)
        case Course():
            parts = [_lines(each, width) for each in block.blocks]
            return [text for part in parts for text in ("", *part)][1:]


def _heading(heading: Heading, width: int) -> list[str]:
    lines = wrap(spans(heading.line, Style.STRONG), width)
    rule = _RULES.get(heading.level, "") * max((size for _, size in lines), default=0)
    return [*hang(lines, "", ""), *([rule] if rule else [])]


def _quote(quote: Quote, width: int) -> list[str]:
    """The words, paragraph by paragraph, their translation in parentheses, and whose they are."""
    parts: list[Spans] = [
        [(words, Style.PLAIN)] for each in f"“{quote.text.strip()}”".split("\n") if (words := one_line(each))
    ]
    if quote.translation:
        parts.append([(f"({one_line(quote.translation)})", Style.PLAIN)])
    if attribution := spans(quote.attribution):
        parts.append([("— ", Style.PLAIN), *attribution])
    margin = "  │ "
    return [text for part in parts for text in hang(wrap(part, width - len(margin)), margin, margin)]


def _figure(figure: Figure, width: int, prose: int) -> list[str]:
    """Its title and caption, the drawing in characters where it fits, and its table."""
    parts = [
        hang(wrap(spans(line(figure.title), Style.STRONG), prose), "", "")
        + hang(wrap(spans(figure.caption, Style.EMPHASIS), prose), "", ""),
        sketch(figure.drawing, width),
        table_lines(figure.table, width, prose),
    ]
    return [text for part in parts if part for text in ("", *part)][1:]


def _list(block: List, width: int) -> list[str]:
    if any(block.levels):
        return _tree(block, width)
    marks = [f"{number}." if block.ordered else "•" for number in range(1, len(block.items) + 1)]
    indent = max(map(len, marks), default=0) + 1
    return [
        text
        for mark, item in zip(marks, block.items, strict=True)
        for text in hang(wrap(spans(item), width - indent), f"{mark:>{indent - 1}} ", " " * indent)
    ]


def _tree(block: List, width: int) -> list[str]:
    """A bullet before what lies under nothing, a branch before the rest; from half the width on, dots say "deeper"."""
    lines: list[str] = []
    deepest = max(width // 4 - 1, 1)
    for level, item in zip(block.levels, block.items, strict=True):
        indent = "  " * (min(level, deepest) + 1)
        mark = "•" if not level else "└" if level <= deepest else "…"
        lines += hang(wrap(spans(item), width - len(indent)), f"{indent[:-2]}{mark} ", indent)
    return lines
