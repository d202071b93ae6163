"""A page as Markdown in which only our own marks are marks, to whichever program reads it.

GitHub, pandoc, Obsidian, MkDocs (Python-Markdown), Jekyll and kramdown find markup in any text, and not the same: so
each character that could start something in one of them is guarded where it could, and nowhere else, to keep the source
readable. A backslash is written before those characters alone before which all of them take it away; for others a
character reference stands. Where neither helps, because a program looks for addresses, @names, #numbers and :emoji:
after it has dealt with both, an empty comment keeps the two halves apart; it is not shown. Tests hold this against the
programs themselves.
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

_BACKSLASH = lazy(
    r"""
      [*\[\#] | \](?!:)            # emphasis, links and notes, headings and tags
    | (?<![^\W_])_ | _(?![^\W_])   # emphasis, unless inside a word
    | (?<=www)\.                   # an address that would become a link
    | (?<=-)- | (?<=\.)\. | (?<=\+)\+  # dashes, ellipses, names of keys
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REFERENCES = lazy(
    r"""
      [<|~^${\\`]         # tags, cells, raised and struck letters, formulas, what a template fills in, commands, code
    | &(?=\#?\w)          # a character reference
    | \](?=:)            # where a link leads that is told further down
    | (?<=>)> | (?<==)= | (?<=%)%  # marks of quotation, a marker, a comment
    """,
    re.VERBOSE,
)
_SEAM = lazy(
    r"""
      @(?=\S|$)                                        # an e-mail address, somebody's name, a citation
    | \#(?=\d)                                         # an issue's number
    | :(?=(?:100|1234|[\w+-]*[a-z_+-][\w+-]*):)        # an emoji's name (a time of day is not one)
    | :(?=//)                                          # an address that would become a link
    """,
    re.VERBOSE,
)
_GUARDED = lazy(f"(?P<backslash>{_BACKSLASH.pattern})|(?P<reference>{_REFERENCES.pattern})", re.VERBOSE | re.IGNORECASE)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_DOLLAR = "&#36;"
"""Two of them on a line would make a formula on GitHub, which looks for them last of all: `span` keeps them apart.

A backslash before it would do as well, but for Python-Markdown, which prints it.
"""
_CURLY = str.maketrans({"“": "&ldquo;", "”": "&rdquo;"})
"""Pandoc takes a straight mark behind a curly one for its other half, and the space before it away."""
_ITEM = lazy(r"\(?(?:\d+|[a-zA-Z](?=\))|[a-z](?=\.)|[ivxlcdm]{2,}|[IVXLCDM]{2,})(?=[.)](?:\s|$))")
"""The number of an item: pandoc counts in letters and Roman numbers, too; but `A. Smith` is a name to it."""
_BULLET = lazy(r"[-+](?=\s|$)|!(?=!!)")
_BLOCK = lazy(r"[>:]|\?(?=\?\?)|/(?=//)|=(?=&\#61;)", re.VERBOSE)
"""A quotation, a definition, a box, a tab."""
_BOX = lazy(r"\\\[[ xX]\\\]")
_PLAIN_CODE = lazy(r"[^`|{$\\:#][^`|{$\\]*")

_REFERENCE = lazy(r"&(?=#?\w+;)")

_MARKS = {
    Style.STRONG: ("**", "**"),
    Style.EMPHASIS: ("*", "*"),
    Style.INSERTED: ("**", "**"),
    Style.DELETED: ("<del>", "</del>"),
}
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
    """`text`, which is on one line, so that no dialect reads anything but text in it."""
    return _GUARDED.sub(_guarded, _SEAM.sub(r"\g<0>\0", text)).replace("\0", _APART)


def _guarded(found: re.Match[str]) -> str:
    return _reference(found[0]) if found["reference"] else f"\\{found[0]}"


def _reference(character: str) -> str:
    return _NAMED.get(character) or f"&#{ord(character)};"


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
        f"{'    ' * level}{f'{number}.' if block.ordered else '-'} {_start(_line(item))}".rstrip()
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
    """`text` at the start of a block, where numbers, letters and dashes make lists, and other marks other things."""
    if number := _ITEM.match(text):
        return f"{text[: number.end()]}\\{text[number.end() :]}"
    if _BULLET.match(text):
        return f"\\{text}"
    if text.startswith(
        "\\["
    ):  # with `\]` at its end, a formula to Material for MkDocs; `[x]` is a box to tick to pandoc
        return _reference("[") + (_APART if _BOX.match(text) else "") + text[2:]
    return _reference(text[0]) + text[1:] if _BLOCK.match(text) else text


# Inside a line


def _line(line: Line) -> str:
    runs = tidy(tuple(_unlinked(_unmuted(inline)) for inline in line))
    dollars = sum(run.text.count("$") for run in runs)
    text = ""
    marks_before = False
    for run in runs:
        piece, marks = _piece(run)
        if dollars > 1 and not (isinstance(run, Text) and run.style is Style.CODE):
            piece = piece.replace(_DOLLAR, f"<span>{_DOLLAR}</span>")
        beside = (marks and text[-1:] not in _BEFORE_MARKS) or (marks_before and piece[0] not in _AFTER_MARKS)
        text += _APART + piece if text and beside else piece
        marks_before = marks
    return text.translate(_CURLY) if '"' in text else text


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
            return _code(text), True
        case Text(_, style) if style in _MARKS:
            return escape(marked(run)).join(_MARKS[style]), True
        case _:
            return escape(run.text), False


def _code(text: str) -> str:
    """Code in which a template, too, finds nothing; inside tags some dialects read backslashes, others do not."""
    if _PLAIN_CODE.fullmatch(text):
        return f"`{text}`"
    guarded = "".join(each if each.isalnum() or each == " " else _reference(each) for each in text)
    return f"<code>{guarded.replace(_reference('@'), _reference('@') + _APART)}</code>"


def _address(target: str) -> str:
    return _REFERENCE.sub("&amp;", address(target))
