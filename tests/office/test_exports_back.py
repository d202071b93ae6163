"""A table of `export csv`, opened and saved by a real spreadsheet, is read back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Corpus, Run
from tests.office.test_office import AS_TEXT, QUOTE, UTF_8, _convert
from tests.sarn import both


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("as_text", [True, False])
def test_an_export_comes_back_from_calc(as_text: bool, form: str, corpus: Corpus, run: Run, tmp_path: Path) -> None:  # noqa: FBT001
    pytest.importorskip("python_calamine")
    both(corpus)
    (tmp_path / "all.csv").write_bytes(run("export", "csv").out.encode())
    columns = "/".join((AS_TEXT, *(f"{column}/2" for column in range(20, 60)))) if as_text else ""
    guessed = "false" if as_text else "true"
    _convert(tmp_path / "all.csv", form, f"--infilter=CSV:{ord(',')},{QUOTE},{UTF_8},1,{columns},0,false,{guessed}")
    again = json.loads(run("import", f"all.{form}", "--format", "json").out)
    assert again["troubles"] == []
    assert len(again["duplicates"]) == again["rows"] > 0
