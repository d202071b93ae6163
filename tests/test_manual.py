"""The man page says what `--help` says, and is one that `man` can set."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from claimcheck.cli.add import COMMANDS as BELOW
from claimcheck.cli.table import COMMANDS
from tests.conftest import Golden, Run
from tests.manpage import manpage

PAGE = Path(__file__).parent.parent / "docs/man/claimcheck.1"


def test_the_man_page_is_made_from_the_help(run: Run, golden: Golden) -> None:
    golden(PAGE, manpage(lambda *words: run(*words, "--help", columns=80).out, [*BELOW]))


def test_every_command_and_every_way_to_add_has_its_place() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    for each in (*COMMANDS, *(f"add {name}" for name in BELOW)):
        assert f"\n.SS claimcheck {each}\n" in text


@pytest.mark.skipif(not shutil.which("man") and not shutil.which("groff"), reason="nothing here sets man pages")
def test_it_can_be_set() -> None:
    words = ["groff", "-man", "-Tutf8", "-ww"] if shutil.which("groff") else ["man", "--warnings", "-l"]
    done = subprocess.run([*words, str(PAGE)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "SYNOPSIS" in done.stdout or "S\bSY" in done.stdout
