"""A filled sheet through LibreOffice Calc and back: read as text as the how-to says, or as Calc guesses.

`make test-office` runs it where LibreOffice is (Debian: `apt-get install libreoffice-calc`); elsewhere it is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Corpus, Run
from tests.sarn import HARBOUR_FIRE, SPEAKERS, THEMES
from tests.test_coders import as_recorded, fill, measured, rows

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
if "CLAIMCHECK_TEST_OFFICE" not in os.environ:
    pytest.skip("`make test-office` runs it, with LibreOffice", allow_module_level=True)
if OFFICE is None:
    pytest.skip("LibreOffice is not installed: no spreadsheet is opened", allow_module_level=True)

UTF_8, QUOTE, TEXT = 76, 34, 2
"""LibreOffice's numbers for an encoding, a character and a format of columns."""
AS_TEXT = "/".join(f"{column}/{TEXT}" for column in range(1, 20))


def through_calc(path: Path, *, as_text: bool, delimiter: str) -> Path:
    """Open a CSV file in Calc, save it as a spreadsheet, open that, and save it as CSV, cells as they are shown."""
    columns = AS_TEXT if as_text else ""
    opened = f"CSV:{ord(',')},{QUOTE},{UTF_8},1,{columns},0,false,{'false' if as_text else 'true'}"
    saved = f"csv:Text - txt - csv (StarCalc):{ord(delimiter)},{QUOTE},{UTF_8},1,,0,false,true"
    _convert(path, "ods", f"--infilter={opened}")
    back = path.parent / "back"
    _convert(path.with_suffix(".ods"), saved, folder=back)
    return back / path.name


def _convert(path: Path, to: str, *options: str, folder: Path | None = None) -> None:
    home = f"-env:UserInstallation=file://{path.parent}/office"
    words = [str(OFFICE), home, "--headless", *options, "--convert-to", to, "--outdir", str(folder or path.parent)]
    subprocess.run([*words, str(path)], check=True, capture_output=True, timeout=300)
    made = (folder or path.parent) / f"{path.stem}.{to.partition(':')[0]}"
    if not made.exists():
        pytest.skip("LibreOffice has no Calc (Debian: libreoffice-calc): no spreadsheet is opened")


@pytest.fixture
def filled(corpus: Corpus, tmp_path: Path, run: Run) -> Path:
    """A sheet whose answers are a spreadsheet's temptation: `no`, a day, a range, a number."""
    fire = HARBOUR_FIRE.replace("unwatched", "no").replace("watched:", "yes:").replace("watch: watched", "watch: yes")
    claims = corpus({"harbour-fire": fire}, SPEAKERS, THEMES)
    run("recode", "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", tmp_path / "filled.csv", as_recorded(claims))
    return tmp_path / "filled.csv"


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_columns_read_as_text_come_back_as_they_were(delimiter: str, filled: Path, run: Run) -> None:
    back = through_calc(filled, as_text=True, delimiter=delimiter)
    if delimiter == ",":
        assert rows(back) == rows(filled)
    found = measured(run, f"filled={back}")
    assert found["problems"] == found["disagreements"] == []
    assert found["units"] == 91


def test_what_calc_guesses_is_told_and_nothing_else_is_lost(filled: Path, run: Run) -> None:
    """A cell that Calc has turned is read as what it was, or named with its row; never as something else."""
    back = through_calc(filled, as_text=False, delimiter=";")
    found = measured(run, f"filled={back}")
    assert found["disagreements"] == []
    assert found["units"] + len({each["row"] for each in found["problems"]}) == 91
