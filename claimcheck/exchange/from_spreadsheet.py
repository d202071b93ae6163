"""Spreadsheets of Excel and LibreOffice to rows; python-calamine reads them in a process of its own, with limits.

What reads them is written in Rust, and gives up the whole process where a table needs more memory than there is: two
cells, one at each end of a sheet, are enough.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError, did_you_mean
from claimcheck.exchange.incoming import DayNumber, Rows, from_lines, header_of, letters
from claimcheck.views.plan import Trouble

MOST_WAIT = 90
"""Seconds that are waited for a spreadsheet."""
_PROGRAM = Path(__file__).with_name("spreadsheet_apart.py")


def read_spreadsheet(shown: str, data: bytes, sheet: str | None) -> Rows:
    """The rows of a sheet: the one that is named, or the only one that holds anything; its first row names the columns.

    A cell that is merged with those below it stands in each of their rows. Formulas are their values.

    Raises:
        UsageError: python-calamine is not there, the file cannot be read, or it has several sheets and none is named.
    """
    if find_spec("python_calamine") is None:
        hint = "pip install 'claimcheck-ledger[spreadsheets]', or save the sheet as CSV"
        raise UsageError("spreadsheets are read by `python-calamine`, which is not installed", hint)
    told = _read_apart(shown, data, sheet)
    if "choose" in told:
        names = [str(each) for each in told["choose"]]
        listed = ", ".join(f"`{each}`" for each in names[:20])
        if sheet is None:
            raise UsageError(f"{shown} has several sheets: {listed}", "say which with `--sheet`")
        raise UsageError(f"{shown} has no sheet `{sheet}`", did_you_mean(sheet, names) or f"it has {listed}")
    if "error" in told:
        raise UsageError(f"{shown} {told['error']}", "is it whole, and can the program that made it open it?")
    rows = told["rows"]
    if not rows:
        raise UsageError(f"{shown} has no header", "its first row names the columns")
    header = header_of(shown, [str(each[0] if isinstance(each, list) else each) for each in rows[0][1]])
    widest = max(len(cells) for _, cells in rows)
    columns = header + [""] * (widest - len(header))
    found = from_lines(columns, _lines(rows[1:]))
    for number, column, why in told["wrong"]:
        name = (columns[column] if column < len(columns) else "") or f"column {letters(column)}"
        hint = "open it in the program that made it, and save it there" if "formula" in why else "mend the cell"
        found.lacking.append(Trouble(number, name, why, hint))
    return found


def _lines(rows: list[Any]) -> Iterator[tuple[int, list[str] | Trouble]]:
    for number, cells in rows:
        yield number, [DayNumber(*each) if isinstance(each, list) else str(each) for each in cells]


def _read_apart(shown: str, data: bytes, sheet: str | None) -> dict[str, Any]:
    words = [sys.executable, "-I", str(_PROGRAM), *([] if sheet is None else [sheet])]
    try:
        done = subprocess.run(words, input=data, capture_output=True, check=False, timeout=MOST_WAIT, env={})
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"{shown} took more than {MOST_WAIT} seconds to read", "save the sheet as CSV") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"no process can be started to read {shown}: {error}") from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        hint = "does a cell stand far from all others? save the sheet as CSV"
        raise UsageError(f"{shown} is damaged, or needs more memory or time than a table may take", hint) from error
    return found
