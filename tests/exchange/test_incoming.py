"""What biber, pandoc, openpyxl and odfpy write, read by `import`; who is not there is skipped by name."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimcheck.exchange.days import edtf
from claimcheck.exchange.from_bibtex import read_bibtex
from claimcheck.exchange.from_csl_json import read_csl_json
from claimcheck.exchange.from_spreadsheet import read_spreadsheet

ENTRIES = r"""
@string{h = "Sarn " # {Herald}}
@comment{jabref-meta: {x}}
@online{a, title={Only 5% of hall 4}, publisher=h, date={2031-03-05~}, urldate={2031-03-06}, url={https://x.example/a%20b_c#d}}
@misc{b, author={{Ministry of Trade and Industry}}, title = "Wires " # "blamed", date={2031}}
@misc{c, author={Ministry of Trade and Industry}, title={{The {Port}} burns}, year=2031, month=mar}
@misc{d, title={T}, % seen
  date={2031-03-05/}, author={von Brandt, Jr., Ilse and Olin, Marta and others}}
@misc{e, author="Ilse Brandt", title={K{\"u}sten {\o}re \v{s} \c c, it's ``so''}}
@misc{f, author={given=Ilse, family=Brandt}, date={203X}, note={\emph{Seen} -- twice}}
@misc(g, title={(Round)}, organization={Port and Harbour}, date={2031-03-05/2031-03-07})
@misc{i, title = "T {"}U{"}", institution = {A \& B}, date = {2031-21}}
@misc{j, title={x}, date={2031-03-05?}, note={\href{https://x.example/a_b}{the page}}}
@misc{k, title={y}, year={2033-}, journaltitle={Z}}
@misc{l, title={z}, date={2031-03}, addendum={Archived: \url{https://x.example/a%20b}}}
"""
DATES = ("2031", "2031-03", "2031-03-05", "2031-03-05/2031-03-07", "2031-03/2031-04", "2031-03-05~", "2031?")


def cells(data: bytes) -> dict[str, dict[str, Any]]:
    found = read_bibtex("x", data)
    assert found.troubles == []
    return {str(each.cells["id"]): dict(each.cells) for each in found.rows}


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
def test_what_biber_reads_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(ENTRIES, encoding="utf-8")
    words = ["biber", "--tool", "--quiet", "--output-file", str(tmp_path / "out.bib"), str(tmp_path / "a.bib")]
    subprocess.run(words, check=True, capture_output=True, cwd=tmp_path)
    ours, bibers = cells(ENTRIES.encode()), cells((tmp_path / "out.bib").read_bytes())
    assert len(ours) == ENTRIES.count("@") - 2
    dated = ("published", "accessed")
    for key, entry in ours.items():
        # two days that biber writes the same way, with `/` or with `/..` at the end
        assert {name: edtf(value) if name in dated else value for name, value in entry.items()} == {
            name: edtf(value) if name in dated else value for name, value in bibers[key].items()
        }


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("date", DATES)
def test_a_date_comes_the_same_way_through_pandoc(date: str, tmp_path: Path) -> None:
    entry = f"@online{{a, title={{T}}, organization={{P}}, date={{{date}}}, url={{https://x.example/}}}}"
    (tmp_path / "a.bib").write_text(entry, encoding="utf-8")
    words = ["pandoc", "-f", "biblatex", "-t", "csljson", str(tmp_path / "a.bib")]
    done = subprocess.run(words, check=True, capture_output=True)
    (row,) = read_csl_json("x", done.stdout).rows
    said = str(row.cells["published"])
    assert said == date.removesuffix("?")  # pandoc itself has no question marks


def test_a_workbook_of_openpyxl() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["said", "quote", "n", "formula", "merged"])
    sheet.append([dt.date(2031, 3, 5), " a\nb ", 47912, "=1+1", "m"])
    sheet.append([dt.datetime(2031, 3, 5, 10, 30), "\U0001f525 é <&>", 1.5, "x", None])  # noqa: DTZ001
    sheet.merge_cells("E2:E3")
    stream = io.BytesIO()
    book.save(stream)
    found = read_spreadsheet("x", stream.getvalue(), None)
    assert [dict(each.cells) for each in found.rows] == [
        {"said": "2031-03-05", "quote": "a\nb", "n": "47912", "merged": "m"},
        {"said": "2031-03-05T10:30", "quote": "\U0001f525 é <&>", "n": "1.5", "formula": "x", "merged": "m"},
    ]
    assert [(each.row, each.column) for each in found.lacking] == [(2, "formula")]


def test_a_spreadsheet_of_odfpy() -> None:
    opendocument = pytest.importorskip("odf.opendocument")
    from odf.table import CoveredTableCell, Table, TableCell, TableRow  # noqa: PLC0415
    from odf.text import P  # noqa: PLC0415

    def cell(text: str, **more: Any) -> Any:  # noqa: ANN401
        made = TableCell(valuetype=more.pop("valuetype", "string"), **more)
        made.addElement(P(text=text))
        return made

    table = Table(name="R")
    rows = [
        [cell("said"), cell("quote")],
        [cell("5.3.31", valuetype="date", datevalue="2031-03-05"), cell("\U0001f525 é <&>", numberrowsspanned=2)],
        [cell("x", formula="of:=1"), CoveredTableCell()],
    ]
    for each in rows:
        row = TableRow()
        for one in each:
            row.addElement(one)
        table.addElement(row)
    document = opendocument.OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    found = read_spreadsheet("x", stream.getvalue(), None)
    assert [dict(each.cells) for each in found.rows] == [
        {"said": "2031-03-05", "quote": "\U0001f525 é <&>"},
        {"said": "x", "quote": "\U0001f525 é <&>"},
    ]
