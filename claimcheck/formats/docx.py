"""A page as a document of Word, for editors who comment and correct there.

Everything that a reader can do without a look is structure: headings, lists, tables with a header that repeats, links
and the places that they lead to (bookmarks), the language and the direction of every quotation. A drawing is its
caption and its table. Nothing tells who wrote the file, on which day or on which machine: the same page gives the same
bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import UTC, datetime
from typing import Any

from claimcheck.blocks import (
    Block,
    Cell,
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
from claimcheck.errors import UsageError
from claimcheck.formats.inlines import address, is_web, may_link, tidy, trimmed
from claimcheck.formats.shares import MOST_COLUMNS, shares

_LONGEST = 40
"""Of the name of a place, to Word."""
_DEEPEST = 3
"""How deep the styles of lists go; what lies deeper is set in by hand."""
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GREY = "5B5751"


def write(page: Page, **_medium: object) -> bytes:
    """`page` as a .docx file; it has neither width nor colour of its own.

    Raises:
        UsageError: `python-docx` is not installed.
    """
    try:
        from docx import Document  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = "pip install 'claimcheck-ledger[docx]', or write HTML, which word processors open, too"
        raise UsageError("documents are written by `python-docx`, which is not installed", hint) from error
    writer = _Writer(Document())
    writer.describe(page.title)
    for block in page.blocks:
        writer.add(block)
    made = io.BytesIO()
    writer.document.save(made)
    return _undated(made.getvalue())


class _Writer:
    """A document, and what its places are called in it."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx carries no types
        self.document = document
        self.places: dict[str, str] = {}
        self.number = 0

    def describe(self, title: str) -> None:
        """What the file says of itself: its title, its page, and nothing of who made it where and when."""
        from docx.shared import Mm  # noqa: PLC0415 - an extra

        known = self.document.core_properties
        known.title, known.author, known.comments, known.last_modified_by = one_line(title)[:255], "", "", ""
        known.created = known.modified = _NO_DAY
        known.language = "en"
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)

    def add(self, block: Block) -> None:
        """Write a block."""
        match block:
            case Heading():
                if any(each.text.strip() for each in block.line):
                    into = self._paragraph(f"Heading{min(max(block.level, 1), 9)}")
                    self._line(into, block.line, block.anchor)
            case Paragraph():
                if any(each.text.strip() for each in block.line):
                    self._line(self.document.add_paragraph(), block.line, block.anchor)
            case Quote():
                self._quote(block)
            case List():
                for level, item in zip(block.levels, block.items, strict=True):
                    self._item(level, item, ordered=block.ordered)
            case Table():
                self._table(block)
            case Figure():
                titled = (Text(block.title, Style.STRONG), Text(" "), *block.caption)
                self._line(self.document.add_paragraph(), titled, block.anchor)
                self._table(block.table)

    def _paragraph(self, style: str) -> Any:  # noqa: ANN401
        """A paragraph in a style, by its id: to look for its name takes longer than all the rest."""
        made = self.document.add_paragraph()
        made._p.style = style  # noqa: SLF001
        return made

    def _quote(self, quote: Quote) -> None:
        paragraphs = [words for each in f"“{quote.text.strip()}”".split("\n") if (words := one_line(each))]
        for each in paragraphs:
            into = self._paragraph("Quote")
            _turn(into, each)
            self._run(into, each, language=quote.language)
        if quote.translation:
            into = self._paragraph("Quote")
            _turn(into, quote.translation)
            self._run(into, f"({one_line(quote.translation)})")
        if quote.attribution:
            self._line(self.document.add_paragraph(), (Text("— "), *quote.attribution))

    def _item(self, level: int, item: Line, *, ordered: bool) -> None:
        from docx.shared import Cm  # noqa: PLC0415 - an extra

        depth = min(level + 1, _DEEPEST)
        into = self._paragraph(f"List{'Number' if ordered else 'Bullet'}{depth if depth > 1 else ''}")
        if level >= _DEEPEST:
            into.paragraph_format.left_indent = Cm(0.63 * (level + 1))
        self._line(into, item)

    def _table(self, table: Table) -> None:
        if not table.header:
            return
        if table.caption:
            self._line(self._paragraph("Caption"), (Text(table.caption),))
        if len(table.header) > MOST_COLUMNS:
            self._row_by_row(table)
            return
        made = self.document.add_table(rows=1, cols=len(table.header), style="Table Grid")
        if not table.beside:
            _widen(made, table)
        for into, title in zip(made.rows[0].cells, table.header, strict=True):
            self._run(into.paragraphs[0], one_line(title), bold=True)
        _set(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - it has no other name for it
        for row in table.rows:
            for number, (into, cell) in enumerate(zip(made.add_row().cells, row, strict=True)):
                self._cell(into, cell, numeric=number in table.numeric)
        self.document.add_paragraph()

    def _row_by_row(self, table: Table) -> None:
        """A table that is wider than a page: what begins each row, and below it the other cells with their titles."""
        for row in table.rows:
            first, *others = zip(table.header, row, strict=True)
            into = self._paragraph("ListBullet")
            titled = Text(f"{one_line(first[0])}: ") if first[0] else Text("")
            self._line(into, (titled, *_one_line(first[1])))
            for title, cell in others:
                if any(trimmed(cell)):
                    below = self._paragraph("ListBullet2")
                    self._line(below, (Text(f"{one_line(title)}: ", Style.MUTED), *_one_line(cell)))

    def _cell(self, into: Any, cell: Cell, *, numeric: bool) -> None:  # noqa: ANN401
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - an extra

        for number, each in enumerate(trimmed(cell)):
            paragraph = into.paragraphs[0] if number == 0 else into.add_paragraph()
            if numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._line(paragraph, each)

    # Inside a line

    def _line(self, into: Any, line: Line, anchor: str | None = None) -> None:  # noqa: ANN401
        if anchor is not None:
            self.number += 1
            begin = _set(into._p, "w:bookmarkStart", id=f"{self.number}", name=self._place(anchor))  # noqa: SLF001
            end = _set(into._p, "w:bookmarkEnd", id=f"{self.number}")  # noqa: SLF001
            assert begin is not end  # noqa: S101 - a place is a point
        for run in tidy(line):
            self._inline(into, run)

    def _inline(self, into: Any, run: Inline) -> None:  # noqa: ANN401
        match run:
            case Quoted(text, tag):
                self._run(into, f"“{text}”", language=tag)
            case Link(text, target) if target.startswith("#"):
                self._link(into, text, anchor=self._place(target[1:]))
            case Link(text, target) if is_web(target):
                self._link(into, text, address=address(target))
            case Link(text, target):
                self._run(into, text if target in ("", text) or may_link(target) else f"{text} ({one_line(target)})")
            case Text(text, style):
                self._run(into, text, style=style)

    def _run(
        self,
        into: Any,  # noqa: ANN401
        text: str,
        style: Style = Style.PLAIN,
        *,
        language: str | None = None,
        bold: bool = False,
    ) -> Any:  # noqa: ANN401
        from docx.shared import RGBColor  # noqa: PLC0415 - an extra

        run = into.add_run(_allowed(text))
        font = run.font
        font.bold = True if bold or style is Style.STRONG else None
        font.italic = True if style is Style.EMPHASIS else None
        font.underline = True if style is Style.INSERTED else None
        font.strike = True if style is Style.DELETED else None
        if style is Style.CODE:
            font.name = "Courier New"
        if style is Style.MUTED:
            font.color.rgb = RGBColor.from_string(_GREY)
        leftwards = _leftwards(text)
        if leftwards:
            font.rtl = True
        if language is not None and _LANGUAGE.fullmatch(language):
            _set(run._r.get_or_add_rPr(), "w:lang", **{"bidi" if leftwards else "val": language})  # noqa: SLF001
        return run

    def _link(self, into: Any, text: str, *, anchor: str = "", address: str = "") -> None:  # noqa: ANN401
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra
        from docx.oxml.ns import qn  # noqa: PLC0415

        if anchor:
            made = _set(into._p, "w:hyperlink", anchor=anchor)  # noqa: SLF001
        else:
            made = _set(into._p, "w:hyperlink")  # noqa: SLF001
            made.set(qn("r:id"), into.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = self._run(into, text)
        run.font.underline = True
        made.append(run._r)  # noqa: SLF001

    def _place(self, anchor: str) -> str:
        """What a place is called in this document: letters, digits and low lines, and no two alike."""
        if anchor not in self.places:
            name = re.sub(r"\W", "_", anchor)
            if name in self.places.values() or len(name) > _LONGEST:
                name = f"{name[: _LONGEST - 8]}_{len(self.places)}"
            self.places[anchor] = name
        return self.places[anchor]


def _set(parent: Any, element: str, /, **attributes: str) -> Any:  # noqa: ANN401
    """An element of its own below another, which python-docx has no word for."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(element)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def _one_line(cell: Cell) -> Line:
    """The lines of a cell as one."""
    lines = [each for each in trimmed(cell) if each]
    return tuple(run for at, each in enumerate(lines) for run in (*([Text("; ")] if at else []), *each))


def _widen(made: Any, table: Table) -> None:  # noqa: ANN401
    """Give each column of a table the width that its words need; rows that are added later take it over."""
    texts = [[["".join(run.text for run in each) for each in trimmed(cell)] for cell in row] for row in table.rows]
    grid = made._tbl.tblGrid.gridCol_lst  # noqa: SLF001 - its columns have no quicker name
    whole = sum(each.w for each in grid)
    for column, cell, share in zip(grid, made.rows[0].cells, shares(table.header, texts), strict=True):
        cell.width = column.w = int(whole * share / 100)


def _turn(into: Any, text: str) -> None:  # noqa: ANN401
    """Let a paragraph run from right to left, if its words do."""
    if _leftwards(text):
        into._p.get_or_add_pPr().append(_set(into._p, "w:bidi"))  # noqa: SLF001


def _leftwards(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(each) for each in text)
    return next((each != "L" for each in directions if each in ("L", "R", "AL")), False)


def _allowed(text: str) -> str:
    """A text that XML can hold."""
    return _NO_XML.sub("\ufffd", text)


def _undated(data: bytes) -> bytes:
    """The same archive without the day on which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":
                new.writestr(zipfile.ZipInfo(name), old.read(name))
                continue
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
