"""A page as GitHub-flavoured Markdown in which only our own marks are marks.

What is written is read again by GitHub's parser, which finds markup in any text: so each character that could start
something is escaped where it could, and nowhere else, to keep the source readable. Where a backslash does not help,
because the parser looks for addresses, @names, #numbers and :emoji: after it has dealt with backslashes, an empty
comment keeps the two halves apart; it is not shown. Tests hold this against the parser itself.
"""

from __future__ import annotations

import re

from claimcheck.blocks import (
    Block,
    Cell,
    Course,
    Figure,
    Heading,
    Inline,
    Line,
    Link,
    List,
    Page,
    Paragraph,
    Quote,
    Quoted,
    Style,
    Table,
    Text,
)
from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy
from claimcheck.formats.inlines import address, marked, may_link, tidy, trimmed
from claimcheck.formats.mermaid import diagram

_APART = "<!-- -->"
_PUNCTUATION = r"!-/:-@\[-`{-~"

_BACKSLASH = lazy(
    rf"""
      [`*\[\]<|~]                  # code, emphasis, links, tags, cells, strikethrough
    | \\(?=[{_PUNCTUATION}]|$)     # a backslash that would escape something
    | (?<![^\W_])_ | _(?![^\W_])   # emphasis, unless inside a word
    | (?<!\S)\#(?!\d)              # a heading's opening or closing marks
    | &(?=\#?\w*(?:;|$))           # a character reference
    | :(?=//) | (?<=www)\.         # an address that would become a link
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SEAM = lazy(
    r"""
      @(?=\S|$)                                        # an e-mail address, somebody's name on GitHub
    | \#(?=\d)                                         # an issue's number
    | :(?=(?:100|1234|[\w+-]*[a-z_+-][\w+-]*):)        # an emoji's name (a time of day is not one)
    """,
    re.VERBOSE,
)
_BLOCK_START = lazy(r"(?:[-+](?=\s|$)|-(?=[- ]*$)|>|(?<=\d)[.)](?=\s|$))")
_NUMBER = lazy(r"\d{1,9}")

_REFERENCE = lazy(r"&(?=#?\w+;)")

_MARKS = {Style.STRONG: "**", Style.EMPHASIS: "*", Style.INSERTED: "**", Style.DELETED: "~~"}
_BEFORE_MARKS = " (“‘\"'—–/,;:."  # marks open and close beside these; beside anything else the two are kept apart
_AFTER_MARKS = " )”’\"'—–/,;:.?!"

_SAFE_ID = lazy(r"[A-Za-z0-9][A-Za-z0-9/._:-]*")


def write(page: Page, **_medium: object) -> str:
    """`page` as Markdown, ending in one line feed; a file has neither width nor colour."""
    parts: list[str] = []
    before: Block | None = None
    for block in page.blocks:
        text = _block(block)
        if text and isinstance(block, List) and isinstance(before, List):
            parts.append(_APART)  # or two lists become one
        if text:
            parts.append(text)
            before = block
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """`text`, which is on one line, so that GitHub's parser reads nothing but text in it."""
    return _SEAM.sub(rf"\g<0>{_APART}", _BACKSLASH.sub(r"\\\g<0>", text))


def _block(block: Block) -> str:
    match block:
        case Heading():
            text = _line(block.line)
            return f"{'#' * min(max(block.level, 1), 6)} {_anchor(block.anchor)}{text}" if text else ""
        case Paragraph():
            text = _start(_line(block.line))
            return f"{_anchor(block.anchor)}{text}" if text else ""
        case Quote():
            return _quote(block)
        case List():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Course():
            return "\n\n".join(text for each in block.blocks if (text := _block(each)))


def _quote(quote: Quote) -> str:
    paragraphs = [words for each in f"“{quote.text.strip()}”".split("\n") if (words := one_line(each))]
    parts = [_line((Text(each),)) for each in paragraphs]
    if quote.translation:
        parts.append(_line((Text(f"({one_line(quote.translation)})"),)))
    if attribution := _line(quote.attribution):
        parts.append(f"— {attribution}")
    return "\n>\n".join(f"> {_start(part)}" for part in parts)


def _figure(figure: Figure) -> str:
    """Title and caption, a diagram where Mermaid can hold it, and always the table."""
    title = _line((Text(figure.title, Style.STRONG),))
    parts = [f"{_anchor(figure.anchor)}{title} {_line(figure.caption)}".strip()]
    if drawn := diagram(figure.drawing):
        parts.append(f"```mermaid\n{drawn}\n```")
    parts.append(_table(figure.table))
    return "\n\n".join(part for part in parts if part)


def _list(block: List) -> str:
    return "\n".join(
        f"{'  ' * level}{f'{number}.' if block.ordered else '-'} {_start(_line(item))}".rstrip()
        for number, (level, item) in enumerate(zip(block.levels, block.items, strict=True), start=1)
    )


def _table(table: Table) -> str:
    if not table.header:
        return ""
    rules = ["---:" if number in table.numeric else "---" for number in range(len(table.header))]
    lines = [
        _row([_line((Text(title),)) for title in table.header]),
        _row(rules),
        *(_row([_cell(cell) for _, cell in zip(table.header, row, strict=True)]) for row in table.rows),
    ]
    caption = [_line((Text(table.caption, Style.EMPHASIS),)), ""] if table.caption else []
    return "\n".join([*caption, *lines])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    """Its lines; an empty one stays as air between two others."""
    return "<br>".join(_line(line) for line in trimmed(cell))


def _anchor(name: str | None) -> str:
    if name is None:
        return ""
    if not _SAFE_ID.fullmatch(name):
        raise ValueError(f"not an anchor: {name!r}")
    return f'<a id="{name}"></a>'


def _start(text: str) -> str:
    """`text` at the start of a block, where numbers and dashes make lists, and dashes alone a rule."""
    number = _NUMBER.match(text)
    mark = _BLOCK_START.match(text, number.end() if number else 0)
    return f"{text[: mark.start()]}\\{text[mark.start() :]}" if mark else text


# Inside a line


def _line(line: Line) -> str:
    runs = tidy(tuple(_unlinked(_unmuted(inline)) for inline in line))
    text = ""
    marks_before = False
    for run in runs:
        piece, marks = _piece(run)
        beside = (marks and text[-1:] not in _BEFORE_MARKS) or (marks_before and piece[0] not in _AFTER_MARKS)
        text += _APART + piece if text and beside else piece
        marks_before = marks
    return _without_mathematics(text)


def _unmuted(inline: Inline) -> Inline:
    """Markdown has no small print: muted text is plain."""
    return Text(inline.text) if isinstance(inline, Text) and inline.style is Style.MUTED else inline


def _unlinked(inline: Inline) -> Inline:
    """A link that leads nowhere we send a reader is text."""
    if not isinstance(inline, Link) or may_link(inline.target):
        return inline
    return Text(inline.text if inline.target in ("", inline.text) else f"{inline.text} ({inline.target})")


def _piece(run: Inline) -> tuple[str, bool]:
    """A run as Markdown, and whether it has marks around it."""
    match run:
        case Quoted(text):
            return f"“{escape(text)}”", False
        case Link(text, target):
            return f"[{escape(text)}]({_address(target)})", True
        case Text(text, Style.CODE):
            return (f"<code>{escape(text)}</code>" if re.search(r"[`|$]", text) else f"`{text}`"), True
        case Text(_, style) if style in _MARKS:
            return f"{_MARKS[style]}{escape(marked(run))}{_MARKS[style]}", True
        case _:
            return escape(run.text), False


def _address(target: str) -> str:
    return _REFERENCE.sub("&amp;", address(target))


def _without_mathematics(text: str) -> str:
    """Two dollar signs on a line would make a formula on GitHub; this is its own way to say that they do not."""
    return text.replace("$", "<span>$</span>") if text.count("$") > 1 else text
