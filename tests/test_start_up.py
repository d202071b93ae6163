"""What is imported before a command does anything: the time at the prompt, told by a list instead of a clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.checks.run import GRAVE, all_rules
from claimcheck.cli.app import COMPLETE
from claimcheck.cli.table import COMMANDS
from claimcheck.model.diagnostic import Severity

LIGHT = {
    "claimcheck",
    "claimcheck.__main__",
    "claimcheck.characters",
    "claimcheck.characters.patterns",
    "claimcheck.characters.unseen",
    "claimcheck.copies",
    "claimcheck.copies.cues",
    "claimcheck.errors",
    "claimcheck.exchange",
    "claimcheck.frozen",
    "claimcheck.model",
    "claimcheck.model.diagnostic",
    "claimcheck.model.location",
    "claimcheck.model.stance",
    "claimcheck.reasoning",
    "claimcheck.reasoning.asking",
    "claimcheck.store",
    "claimcheck.store.files",
    "claimcheck.store.skim",
    "claimcheck.store.witness",
    "claimcheck.tasks",
    "claimcheck.tasks.again",
    "claimcheck.tasks.opening",
    "claimcheck.tasks.progress",
    "claimcheck.tasks.refusal",
}
"""What help and completion may import of the program, besides the commands themselves."""

SLOW = {
    "http", "jinja2", "langcodes", "lxml", "pydantic", "rapidfuzz", "rich", "ruamel", "sqlite3", "ssl", "yaml"
}  # fmt: skip
"""Packages that take longer to import than help takes to print."""


def imported(*words: str, **environment: str) -> set[str]:
    """Every module that one call imports."""
    script = (
        "import atexit, json, sys\n"
        "before = set(sys.modules)\n"
        "atexit.register(lambda: print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr))\n"
        "from claimcheck.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CLAIMCHECK_NO_CACHE": "1", **environment},
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def heavy(modules: set[str]) -> set[str]:
    """Those of the modules that help and completion have no use for."""
    own = {each for each in modules if each.partition(".")[0] == "claimcheck" and each not in LIGHT}
    return {each for each in modules if each.partition(".")[0] in SLOW} | {
        each for each in own if not f"{each}.".startswith("claimcheck.cli.")
    }


def test_the_version_is_told_before_any_import() -> None:
    modules = imported("--version")
    assert {each for each in modules if each.startswith("claimcheck")} == {"claimcheck", "claimcheck.__main__"}
    assert "typer" not in modules
    assert "re" not in modules


def test_the_list_of_commands_imports_no_command() -> None:
    modules = imported("--help")
    assert {each for each in modules if each.startswith("claimcheck.cli.")} == {
        "claimcheck.cli.app",
        "claimcheck.cli.running",
        "claimcheck.cli.screen",
        "claimcheck.cli.table",
    }
    assert heavy(modules) == set()


MADE_FROM_THE_MODEL = {"add", "schema", "set"}
"""Commands whose very options are the fields, or the files, of the model."""


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - MADE_FROM_THE_MODEL))
def test_help_imports_nothing_that_answers(command: str) -> None:
    assert heavy(imported(command, "--help")) == set()


@pytest.mark.parametrize("words", ["claimcheck contrast ", "claimcheck wording --theme ", "claimcheck con"])
def test_completion_imports_nothing_that_answers(words: str) -> None:
    asked = {COMPLETE: "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert heavy(imported(**asked)) == set()


def test_contrast_imports_what_it_needs_only() -> None:
    modules = imported("contrast", "glukhov-2009", "--no-cache")
    assert {each.partition(".")[0] for each in modules} & SLOW == {"rich", "yaml"}
    assert not modules & {"rich.console", "rich.table", "rich.text"}  # widths of letters are all it knows of rich
    views = {each for each in modules if each.startswith(("claimcheck.views.", "claimcheck.pages."))}
    assert views == {
        "claimcheck.pages.claims",
        "claimcheck.pages.contrast",
        "claimcheck.pages.dates",
        "claimcheck.pages.paths",
        "claimcheck.pages.phrases",
        "claimcheck.views.claims",
        "claimcheck.views.contrast",
    }
    rooms = {each.split(".")[1] for each in modules if each.startswith("claimcheck.")}
    assert not rooms & {"exchange", "copies"}


def test_no_rule_is_imported_that_nothing_waits_for() -> None:
    rules = {each for each in imported("list", "--no-cache") if each.startswith("claimcheck.checks.rules.")}
    assert rules == {f"claimcheck.checks.rules.{each}" for each in GRAVE}


def test_the_rules_that_are_called_grave_are_those_that_are() -> None:
    assert list(GRAVE) == [each.__name__.rpartition(".")[2] for each in all_rules() if each.SEVERITY is Severity.ERROR]


def test_what_is_installed_beside_it_does_not_extend_pydantic(tmp_path: Path) -> None:
    """A distribution may ask to be imported wherever pydantic is: it is not even looked for."""
    info = tmp_path / "guest-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[pydantic]\nguest = guest\n", encoding="utf-8")
    (tmp_path / "guest.py").write_text("", encoding="utf-8")
    assert "guest" not in imported("schema", "incident", PYTHONPATH=str(tmp_path))
