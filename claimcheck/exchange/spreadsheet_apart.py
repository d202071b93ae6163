"""Reads a spreadsheet from stdin and writes the rows of one sheet to stdout, as JSON: a program with limits.

It is run by its path and imports nothing of the package; its one argument is the sheet that is wanted, by its name or
number, or nothing. What it says is `{"sheet": ..., "rows": [[number, cells], ...], "wrong": [[number, column, why]]}`,
`{"choose": [names]}` where it cannot tell which sheet is meant, or `{"error": "..."}`.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

MOST_MEMORY = 1_200_000_000
"""Bytes of address space."""
MOST_SECONDS = 60
"""Of the processor."""
MOST_UNPACKED = 400_000_000
MOST_CHARACTERS = 50_000_000
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NO_VALUE = "a formula without a value"
Place = tuple[int, int]


class OtherAnswer(Exception):  # noqa: N818 - what is said in the place of rows
    """An answer other than rows."""


def main() -> None:
    """Read, write, and be gone."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        resource.setrlimit(what, (most if ceiling == resource.RLIM_INFINITY else min(most, ceiling),) * 2)
    answer: dict[str, Any]
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1] if len(sys.argv) > 1 else None)
    except OtherAnswer as told:
        answer = told.args[0]
    except MemoryError:
        answer = {"error": "needs more memory than a table may take"}
    json.dump(answer, sys.stdout)


def read(data: bytes, wanted: str | None) -> dict[str, Any]:
    """The rows of a sheet."""
    archive = opened(data)
    from python_calamine import CalamineError, PasswordError, load_workbook  # noqa: PLC0415 - within the limits

    try:
        book = load_workbook(io.BytesIO(data))
        name = chosen(book, wanted)
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges
    except PasswordError as error:
        raise OtherAnswer({"error": "is protected by a password"}) from error
    except (CalamineError, OSError, ValueError) as error:
        raise OtherAnswer({"error": f"is damaged: {error}"}) from error
    if "content.xml" in archive.namelist():
        wrong, merged, epoch = *of_ods(archive, name), None
    else:
        wrong, epoch = of_xlsx(archive, name)
    for (top, left), (bottom, _) in merged or ():
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    found = []
    size = 0
    for number, cells in enumerate(rows, start=1):
        texts = [text(each, epoch) for each in cells]
        while texts and texts[-1] == "":
            texts.pop()
        if texts:
            size += sum(len(each) for each in texts if isinstance(each, str))
            if size > MOST_CHARACTERS:
                raise OtherAnswer({"error": f"has more than {MOST_CHARACTERS:,} characters"})
            found.append([number, texts])
    return {"sheet": name, "rows": found, "wrong": wrong}


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive that a spreadsheet is, if it is whole and does not unpack to more than is read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
        unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise OtherAnswer(
                {"error": f"unpacks to {unpacked // 1_000_000:,} MB; at most {MOST_UNPACKED // 1_000_000} are read"}
            )
        if any(each.flag_bits & 1 for each in archive.infolist()):
            raise OtherAnswer({"error": "is protected by a password"})
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise OtherAnswer({"error": "is protected by a password"})
        bad = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise OtherAnswer({"error": f"is damaged: {error}"}) from error
    if bad is not None:
        raise OtherAnswer({"error": f"is damaged: `{bad}` in it cannot be unpacked"})
    return archive


def chosen(book: Any, wanted: str | None) -> str:  # noqa: ANN401
    """The sheet that is meant: by its name or number, or the only one that holds anything."""
    names: list[str] = book.sheet_names
    if wanted is not None:
        if wanted in names:
            return wanted
        if wanted.isdigit() and 1 <= int(wanted) <= len(names):
            return names[int(wanted) - 1]
        raise OtherAnswer({"choose": names})
    shown = [each for each in book.sheets_metadata if str(each.visible).endswith(".Visible")]
    seen = [each.name for each in shown if str(each.typ).endswith(".WorkSheet")]
    candidates = seen or names
    if len(candidates) > 1:
        candidates = [each for each in candidates if book.get_sheet_by_name(each).height]
    if len(candidates) != 1:
        raise OtherAnswer({"choose": names} if candidates else {"error": "holds no rows"})
    return candidates[0]


def text(value: Any, epoch: date | None) -> Any:  # noqa: ANN401 - whatever a cell holds
    """A cell as text; of a number that may count days, also the day."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        whole = float(value).is_integer() and abs(value) < 1e15
        shown = str(int(value)) if whole else repr(value)
        if epoch is not None and 10_000 <= value < 100_000:
            return [shown, (epoch + timedelta(days=int(value))).isoformat()]
        return shown
    if isinstance(value, datetime):
        moment = value.isoformat(timespec="minutes" if not value.second and not value.microsecond else "seconds")
        return value.date().isoformat() if value.time() == time() else moment
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value).strip()


def of_xlsx(archive: zipfile.ZipFile, name: str) -> tuple[list[list[Any]], date]:
    """Cells of a sheet that should have a value and have none, and the day from which days are counted."""
    from lxml import etree  # noqa: PLC0415 - within the limits

    try:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, etree.XMLSyntaxError):
        return [], date(1899, 12, 30)
    old = any(each.get("date1904") in ("1", "true") for each in book.iter("{*}workbookPr"))
    epoch = date(1904, 1, 1) if old else date(1899, 12, 30)
    wanted = next((each.get(_RELATION) for each in book.iter("{*}sheet") if each.get("name") == name), None)
    target = next((each.get("Target") for each in relations if each.get("Id") == wanted), None)
    path = "" if target is None else target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    if path not in archive.namelist():
        return [], epoch
    data = archive.read(path)
    if b"<f" not in data and b't="e"' not in data:
        return [], epoch
    wrong: list[list[Any]] = []
    for _, cell in etree.iterparse(io.BytesIO(data), tag="{*}c", resolve_entities=False, no_network=True):
        shown = cell.findtext("{*}v") or ""
        where = re.fullmatch(r"([A-Z]{1,3})([0-9]+)", cell.get("r") or "")
        if where and cell.get("t") == "e":
            wrong.append([int(where[2]), column(where[1]), f"the error {shown or 'of a formula'}"])
        elif where and not shown and cell.find("{*}f") is not None and cell.get("t") != "str":
            wrong.append([int(where[2]), column(where[1]), _NO_VALUE])
        cell.clear()
    return wrong, epoch


def of_ods(archive: zipfile.ZipFile, name: str) -> tuple[list[list[Any]], list[tuple[Place, Place]]]:
    """Cells of a sheet that should have a value and have none, and the ranges of cells that are one."""
    from lxml import etree  # noqa: PLC0415 - within the limits

    wrong: list[list[Any]] = []
    merged: list[tuple[Place, Place]] = []
    for _, table in etree.iterparse(
        io.BytesIO(archive.read("content.xml")), tag=f"{_TABLE}table", resolve_entities=False, no_network=True
    ):
        if table.get(f"{_TABLE}name") == name:
            for row, left, cell in cells_of(table):
                down = number(cell, "number-rows-spanned")
                across = number(cell, "number-columns-spanned")
                if down > 1:
                    merged.append(((row, left), (row + down - 1, left + across - 1)))
                kind = cell.get(f"{_OFFICE}value-type")
                if cell.get(f"{_CALC}value-type") == "error":
                    wrong.append([row + 1, left, f"the error {''.join(cell.itertext()).strip() or 'of a formula'}"])
                elif cell.get(f"{_TABLE}formula") is not None and kind is None:
                    wrong.append([row + 1, left, _NO_VALUE])
        table.clear()
    return wrong, merged


def cells_of(table: Any) -> Iterator[tuple[int, int, Any]]:  # noqa: ANN401
    """The cells of a table of OpenDocument, each with its row and its column from 0."""
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        left = 0
        for cell in row:
            if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                yield at, left, cell
                left += number(cell, "number-columns-repeated")
        at += number(row, "number-rows-repeated")


def number(element: Any, name: str) -> int:  # noqa: ANN401
    """A number that an element has, or one."""
    word = element.get(f"{_TABLE}{name}") or ""
    return int(word) if word.isdigit() and len(word) < 9 else 1


def column(letters: str) -> int:
    """The number of a column by its letters, from 0."""
    found = 0
    for each in letters:
        found = found * 26 + ord(each) - ord("A") + 1
    return found - 1


if __name__ == "__main__":
    main()
