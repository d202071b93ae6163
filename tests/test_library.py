"""The package as other Python programs use it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import claimcheck
from claimcheck.formats import write_record
from tests.conftest import TESTS, Corpus, Run

CLAIMS = TESTS / "fixtures" / "claims"


def test_a_program_gets_the_record_that_the_command_writes(run: Run) -> None:
    answer = claimcheck.contrast(claimcheck.load(CLAIMS), "harbour-fire")
    shown = run("contrast", "harbour-fire", "--claims", str(CLAIMS), "--format", "json")
    assert json.loads(write_record("json", answer)) == json.loads(shown.out)


def test_the_lines_of_the_how_to_run() -> None:
    page = (TESTS.parent / "docs" / "how-to" / "call-from-python.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", lines], cwd=TESTS.parent, capture_output=True, text=True, check=True)
    assert "departure contested" in done.stdout.splitlines()


def test_an_incident_with_an_error_is_left_out_and_its_error_found(corpus: Corpus) -> None:
    claims = corpus({"spoilt": "title: [", "empty": "title: Nothing\nquestions: {}\nclaims: []\n"})
    collection = claimcheck.load(claims)
    assert [each.incident for each in collection.left_out] == ["spoilt"]
    assert list(collection.incidents) == ["empty"]
    assert "syntax" in {each.rule for each in claimcheck.check(claims)}


def test_incidents_that_cannot_be_listed_are_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("a file", encoding="utf-8")
    with pytest.raises(claimcheck.ClaimcheckError, match="cannot be listed"):
        claimcheck.load(tmp_path)


def test_a_folder_that_is_not_there_is_an_error_of_ours() -> None:
    with pytest.raises(claimcheck.ClaimcheckError, match="no folder"):
        claimcheck.load("/nowhere")


@pytest.mark.parametrize("name", claimcheck.__all__)
def test_everything_that_is_offered_can_be_had(name: str) -> None:
    assert getattr(claimcheck, name)


def test_nothing_else_is_offered() -> None:
    with pytest.raises(AttributeError, match="wishes"):
        claimcheck.wishes  # noqa: B018
