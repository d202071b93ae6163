"""Spreadsheets made by hand, as small as they can be: what Excel and LibreOffice write, without either."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


class Formula(NamedTuple):
    """A formula, with the value that it had when the file was saved, if it had one."""

    text: str
    value: str = ""
    error: bool = False


class Date(NamedTuple):
    """A day, in ISO 8601 and as Excel counts it."""

    text: str
    number: int


Cell = str | float | Date | Formula | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]


def xlsx(sheets: Sheets, merged: Sequence[str] = (), **more: str) -> bytes:
    """A workbook; `merged` are ranges of its last sheet, `more` parts of the archive in the place of those made."""
    parts = {
        "xl/styles.xml": _STYLES,
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(sheets),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        joined = "".join(f'<mergeCell ref="{each}"/>' for each in merged) if number == len(sheets) else ""
        body = "".join(_row(at, cells) for at, cells in enumerate(rows, start=1))
        end = f"<mergeCells>{joined}</mergeCells>" if joined else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_SHEET}"><sheetData>{body}</sheetData>{end}</worksheet>'
        )
    return _packed({"[Content_Types].xml": _types(len(sheets)), "_rels/.rels": _ROOT, **parts, **more})


def ods(sheets: Mapping[str, str], more: str = "") -> bytes:
    """An OpenDocument spreadsheet; each sheet is the XML of its rows, `more` goes to the manifest."""
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items())
    spaces = " ".join(f'xmlns:{each}="{_ODF}:{each}:1.0"' for each in ("office", "table", "text"))
    content = (
        f'<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:'
        f'calcext:1.0" office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{_ODS}"/>{more}</manifest:manifest>'
    )
    return _packed({"mimetype": _ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def _packed(parts: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            whole = text if name == "mimetype" else f'<?xml version="1.0" encoding="UTF-8"?>{text}'
            archive.writestr(zipfile.ZipInfo(name), whole, packing)
    return stream.getvalue()


def _row(at: int, cells: Sequence[Cell]) -> str:
    return f'<row r="{at}">{"".join(_cell(f"{chr(65 + place)}{at}", each) for place, each in enumerate(cells))}</row>'


def _cell(where: str, cell: Cell) -> str:
    if cell is None:
        return f'<c r="{where}" s="0"/>'
    if isinstance(cell, Date):
        return f'<c r="{where}" s="1"><v>{cell.number}</v></c>'
    if isinstance(cell, Formula):
        sort = ' t="e"' if cell.error else ' t="str"' if cell.value else ""
        return f'<c r="{where}"{sort}><f>{escape(cell.text)}</f><v>{escape(cell.value)}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{where}"><v>{cell}</v></c>'


def _book(sheets: Sheets) -> str:
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, start=1))
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def _relations(sheets: Sheets) -> str:
    each = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    styles = f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}{styles}</Relationships>'


def _types(number: int) -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{main}.worksheet+xml"/>'
        for at in range(1, number + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{main}.styles+xml"/>{sheets}</Types>'
    )


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_STYLES = (
    f'<styleSheet xmlns="{_SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
