"""Spreadsheets as they are: several sheets, merged cells, dates as numbers, formulas; and files that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import UsageError
from claimcheck.exchange.from_spreadsheet import read_spreadsheet
from claimcheck.exchange.incoming import Row
from tests.books import Cell, Date, Formula, ods, xlsx
from tests.conftest import Run
from tests.test_import_tables import fire

__all__ = ["fire"]  # a fixture

HEADER: list[Cell] = ["speaker", "source", "quote", "said"]
TABLE = "table:table"
NUMBER = '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'
WORDS = '<table:table-cell office:value-type="string"><text:p>{0}</text:p></table:table-cell>'
EMPTY = "<table:table-cell/>"


def ods_row(*cells: str, more: str = "") -> str:
    made = "".join(each if each.startswith("<") else WORDS.format(each) for each in cells)
    return f"<table:table-row{more}>{made}</table:table-row>"


def plan(run: Run, file: Path, data: bytes, *words: str) -> dict[str, Any]:
    file.write_bytes(data)
    result = run("import", str(file), "--incident", "fire", *words, "--format", "json")
    assert result.out, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_the_rows_of_a_workbook_become_claims(fire: Path, run: Run) -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["olin", "herald", " It was the\nwires ", Date("2031-03-05", 47912)],
        ["olin", "herald", Formula('A1&"!"', "Old wires!"), 47911],
        ["site", "herald", 12.5, 2031],
        ["site", "herald", 120, "2031-03-05T10:00"],
    ]
    found = plan(run, fire.with_name("a.xlsx"), xlsx({"Rows": rows}), "--write")
    assert [each["record"]["quote"] for each in found["items"]] == ["It was the\nwires", "Old wires!", "12.5", "120"]
    said = [each["record"]["said"] for each in found["items"]]
    assert said == ["2031-03-05", "2031-03-04", "2031", "2031-03-05"]
    assert found["items"][1]["record"]["note"] == "said: day 47911 of the sheet"
    assert found["items"][3]["record"]["note"] == "said: 10:00"
    assert [each["row"] for each in found["items"]] == [2, 3, 4, 5]
    assert found["written"] is True


def test_days_are_counted_from_where_the_workbook_counts() -> None:
    rows: list[list[Cell]] = [["said", "day"], [46450, Date("2031-03-05", 46450)]]
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="Rows" '
        'sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    (row,) = read_spreadsheet("x", xlsx({"Rows": rows}, **{"xl/workbook.xml": book}), None).rows
    assert (getattr(row.cells["said"], "day", None), row.cells["day"]) == ("2031-03-05", "2031-03-05")


def test_of_several_sheets_one_is_asked_for(fire: Path, run: Run) -> None:
    sheets: dict[str, list[list[Cell]]] = {
        "Notes": [["Read this first"]],
        "Rows": [HEADER, ["olin", "herald", "Words.", None]],
        "Empty": [],
    }
    data = xlsx(sheets)
    fire.with_name("a.xlsx").write_bytes(data)
    result = run("import", str(fire.with_name("a.xlsx")), "--incident", "fire")
    assert (result.status, result.out) == (2, "")
    assert "has several sheets: `Notes`, `Rows`" in result.err
    assert "--sheet" in result.err
    for word in ("Rows", "2"):
        found = plan(run, fire.with_name("a.xlsx"), data, "--sheet", word)
        assert [each["record"]["quote"] for each in found["items"]] == ["Words."]
    fire.with_name("map.toml").write_text('sheet = "Rows"\n')
    found = plan(run, fire.with_name("a.xlsx"), data, "--mapping", str(fire.with_name("map.toml")))
    assert [each["record"]["quote"] for each in found["items"]] == ["Words."]
    result = run("import", str(fire.with_name("a.xlsx")), "--sheet", "Rwos")
    assert (result.status, "did you mean `Rows`?" in result.err) == (2, True)
    assert read_spreadsheet("x", xlsx({"Rows": sheets["Rows"], "Empty": []}), None).columns == HEADER


def test_a_cell_that_is_merged_with_those_below_stands_in_each_row() -> None:
    rows: list[list[Cell]] = [["speaker", "quote", None], ["olin", "a", "x"], [None, "b", None], [None, "c", None]]
    found = read_spreadsheet("x", xlsx({"R": rows}, ["A2:A4", "C2:D3"]), None)
    assert [each.cells.get("speaker") for each in found.rows] == ["olin", "olin", "olin"]
    assert [each.cells.get("column C") for each in found.rows] == ["x", "x", None]


def test_a_header_may_stand_lower_and_over_lines_and_rows_are_counted_as_the_sheet_does() -> None:
    rows: list[list[Cell]] = [[], [None, "his\nown\u00a0words", None], [], [None, "a", "b"]]
    found = read_spreadsheet("x", xlsx({"R": rows}), None)
    assert found.columns == ["his own words", "column C"]
    assert found.rows == [Row(4, {"his own words": "a", "column C": "b"})]


def test_a_formula_without_a_value_and_an_error_are_named_where_they_are_read(fire: Path, run: Run) -> None:
    rows: list[list[Cell]] = [
        [*HEADER, "other"],
        ["olin", "herald", Formula('A1&"!"'), None, Formula("1/0")],
        ["olin", "herald", Formula("#REF!", "#REF!", error=True), None],
        ["olin", "herald", "Words.", None],
    ]
    before = fire.read_bytes()
    found = plan(run, fire.with_name("a.xlsx"), xlsx({"R": rows}), "--write")
    lacking = [(each["row"], each["column"], each["message"]) for each in found["troubles"] if each["row"] < 4]
    assert (2, "quote", "a formula without a value") in lacking
    assert (3, "quote", "the error #REF!") in lacking
    assert not [each for each in found["troubles"] if each["column"] == "other"]
    assert fire.read_bytes() == before


def test_an_open_document_is_read_too(fire: Path, run: Run) -> None:
    text = '<table:table-cell {} office:value-type="{}"><text:p>{}</text:p></table:table-cell>'
    day = text.format('office:date-value="2031-03-05"', "date", "5.3.31")
    moment = day.replace("2031-03-05", "2031-03-05T10:30:00")
    spanned = text.format('table:number-rows-spanned="2" table:number-columns-spanned="1"', "string", "olin")
    formula = text.format('table:formula="of:=1"', "string", "Old wires!")
    rows = (
        ods_row("speaker", "source", "quote", "said")
        + ods_row(EMPTY, more=' table:number-rows-repeated="3"')
        + ods_row(spanned, "herald", "It was<text:line-break/>the wires", day)
        + ods_row("<table:covered-table-cell/>", "herald", formula, moment)
        + ods_row(EMPTY, more=' table:number-rows-repeated="1048000"')
    )
    data = ods({"Notes": ods_row("x"), "Rows": rows})
    found = plan(run, fire.with_name("a.ods"), data, "--sheet", "Rows")
    assert [each["row"] for each in found["items"]] == [5, 6]
    assert [each["record"]["speaker"] for each in found["items"]] == ["olin", "olin"]
    assert found["items"][1]["record"]["quote"] == "Old wires!"
    assert [each["record"]["said"] for each in found["items"]] == ["2031-03-05", "2031-03-05"]
    assert found["items"][1]["record"]["note"] == "said: 10:30"
    broken = formula.replace(' office:value-type="string"><text:p>Old wires!</text:p>', ">")
    found = plan(run, fire.with_name("a.ods"), ods({"Rows": ods_row("quote") + ods_row(broken)}))
    assert found["troubles"][0]["message"] == "a formula without a value"


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


WHOLE = xlsx({"R": [HEADER, ["olin", "herald", "Words.", None]]})


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"speaker,quote\nolin,Words.\n", "is not an Excel workbook"),
        ("a.xlsx", _encrypted(), "is protected by a password"),
        ("a.xlsx", ods({"R": ods_row("a")}), "is an OpenDocument spreadsheet, not an Excel workbook"),
        ("a.ods", WHOLE, "is an Excel workbook, not an OpenDocument spreadsheet"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "is a workbook of old Excel"),
        ("a.xlsx", WHOLE[: len(WHOLE) // 2], "is damaged"),
        ("a.xlsx", WHOLE[:800] + bytes(60) + WHOLE[860:], "is damaged"),
        ("a.xlsx", xlsx({"R": [["a"], [1.0]]}, **{"xl/worksheets/sheet1.xml": "<worksheet"}), "is damaged"),
        ("a.xlsx", xlsx({"R": []}), "has no header"),
        ("a.xlsx", xlsx({"R": [["a", "a"], ["1", "2"]]}), "has two columns `a`"),
        ("a.ods", ods({"R": ods_row("a")}, "<manifest:encryption-data/>"), "is protected by a password"),
    ],
)  # fmt: skip
def test_a_spreadsheet_that_is_none_is_named_and_nothing_written(
    name: str, data: bytes, said: str, fire: Path, run: Run
) -> None:
    before = fire.read_bytes()
    fire.with_name(name).write_bytes(data)
    result = run("import", str(fire.with_name(name)), "--incident", "fire", "--write")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err
    assert fire.read_bytes() == before


def test_a_sheet_that_would_fill_the_memory_is_named() -> None:
    far = xlsx({"R": [["a"]]}, **{"xl/worksheets/sheet1.xml": (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )})  # fmt: skip
    with pytest.raises(UsageError, match="needs more memory or time"):
        read_spreadsheet("x", far, None)
    with pytest.raises(UsageError, match="unpacks to 410 MB"):
        read_spreadsheet("x", xlsx({"R": [["a"]]}, **{"xl/other.xml": " " * 410_000_000}), None)


def test_a_million_empty_rows_are_no_rows_and_a_cell_of_a_megabyte_is_named(fire: Path, run: Run) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}" s="0"/></row>' for at in range(3, 1_000_000))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>quote</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"w" * 1_000_000}</t></is></c></row>{rows}</sheetData></worksheet>'
    )
    data = xlsx({"R": []}, **{"xl/worksheets/sheet1.xml": sheet})
    found = plan(run, fire.with_name("a.xlsx"), data, "--write")
    assert (found["rows"], found["written"]) == (1, False)
    assert [(each["row"], each["column"]) for each in found["troubles"]] == [(2, "quote")]


def test_what_is_not_of_a_kind_of_file_is_refused(fire: Path, run: Run) -> None:
    fire.with_name("a.csv").write_text("a,b\n1,2\n")
    fire.with_name("a.xlsx").write_bytes(WHOLE)
    assert "has no sheets" in run("import", str(fire.with_name("a.csv")), "--sheet", "R").err
    assert "has no delimiter" in run("import", str(fire.with_name("a.xlsx")), "--delimiter", ";").err
