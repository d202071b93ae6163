"""Each contract of `.importlinter` is tried with breaches, in a copy of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import TESTS

ROOT = TESTS.parent

FLOORS = [
    ("errors", "model"),
    ("errors", "characters"),
    ("characters", "errors"),
    ("characters", "blocks"),
    ("model", "blocks"),
    ("blocks", "model"),
    ("model", "reasoning"),
    ("blocks", "pages"),
    ("reasoning", "views"),
    ("reasoning", "checks"),
    ("reasoning", "store"),
    ("checks", "views"),
    ("checks", "store"),
    ("views", "checks"),
    ("views", "store"),
    ("store", "checks"),
    ("store", "views"),
    ("views", "pages"),
    ("store", "formats"),
    ("pages", "formats"),
    ("formats", "pages"),
    ("pages", "cli"),
    ("formats", "cli"),
    ("copies", "checks"),
    ("copies", "views"),
    ("copies", "store"),
    ("checks", "copies"),
    ("views", "copies"),
    ("store", "copies"),
    ("copies", "exchange"),
    ("exchange", "pages"),
    ("exchange", "formats"),
    ("pages", "exchange"),
    ("formats", "exchange"),
    ("views", "exchange"),
    ("exchange", "tasks"),
    ("pages", "tasks"),
    ("store", "tasks"),
    ("tasks", "api"),
    ("tasks", "assist"),
    ("assist", "api"),
    ("assist", "server"),
    ("api", "server"),
    ("server", "api"),
    ("server", "cli"),
    ("tasks", "cli"),
    ("api", "cli"),
    ("cli", "__main__"),
]

BREACHES = [
    *(("floors", {importer: f"import claimcheck.{imported}"}) for importer, imported in FLOORS),
    ("floors", {"model": "def late() -> None:\n    from claimcheck import views"}),
    ("floors", {"views": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from claimcheck import cli"}),
    ("floors", {"a_room_without_a_floor": ""}),
    ("formats", {"formats": "import claimcheck.model"}),
    ("formats", {"formats": "import claimcheck.reasoning"}),
    ("formats", {"formats": "import claimcheck.views"}),
    ("formats", {"formats": "import claimcheck.store"}),
    ("formats", {"formats.one": "import claimcheck.pages"}),
    ("rules", {"checks.rules.one": "", "checks.rules.another": "from claimcheck.checks.rules import one"}),
    ("rings", {"store.one": "from claimcheck.store import another", "store.another": "import claimcheck.store.one"}),
    ("rings", {"store.one": "from claimcheck import model", "model": "def late():\n    import claimcheck.store.one"}),
    ("protocol", {"assist": "import pygls"}),
    ("protocol", {"cli": "from lsprotocol import types"}),
    ("face", {"views": "import claimcheck"}),
    ("face", {"store.one": "from claimcheck import __version__"}),
    ("files", {"cli": "import yaml"}),
    ("files", {"model": "from ruamel.yaml import YAML"}),
    ("files", {"views": "import subprocess"}),
    ("files", {"checks.one": "from fcntl import flock"}),
    ("looks", {"cli": "from rich.console import Console"}),
    ("looks", {"pages.one": "import jinja2"}),
    ("options", {"formats": "import typer"}),
    ("options", {"checks": "from click import style"}),
    ("engines", {"cli": "import duckdb"}),
    ("engines", {"exchange.one": "def late() -> None:\n    from pyspark.sql import SparkSession"}),
    ("engines", {"views": "import pyarrow"}),
    ("files", {"copies.readers.plain": "import subprocess"}),
    ("evidence", {"copies.folder": "import pypdfium2"}),
    ("evidence", {"cli": "from fastwarc.warc import ArchiveIterator"}),
    ("options", {"api": "from typer import echo"}),
    ("looks", {"tasks.one": "from rich.progress import track"}),
    ("silent", {"tasks.one": "from rich.progress import track"}),
    ("silent", {"tasks": "def late() -> None:\n    import typer"}),
    ("silent", {"api": "from multiprocessing import Pool"}),
    ("network", {"cli": "import socket"}),
    ("network", {"store.one": "from http import client"}),
]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "claimcheck", folder / "claimcheck", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_the_house_as_it_stands_keeps_every_contract(clean: Path) -> None:
    status, out = lint(clean)
    assert status == 0, out


@pytest.mark.parametrize(
    ("contract", "additions"), BREACHES, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_a_breach_is_caught(contract: str, additions: Mapping[str, str], clean: Path, tmp_path: Path) -> None:
    shutil.copytree(clean, tmp_path, dirs_exist_ok=True)
    for name, lines in additions.items():
        add(tmp_path, name, lines)
    status, out = lint(tmp_path, contract)
    assert status == 1, out
    assert " BROKEN" in out or "not listed as layers" in out, out


def test_no_contract_goes_untried() -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    contracts = {line.rstrip("]").split(":")[2] for line in text.splitlines() if line.startswith("[importlinter:")}
    assert contracts == {contract for contract, _ in BREACHES}


def add(folder: Path, name: str, lines: str) -> None:
    place = folder / "claimcheck" / name.replace(".", "/")
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    with path.open("a", encoding="utf-8") as module:
        module.write(f"\n{lines}\n")


def lint(folder: Path, *contracts: str) -> tuple[int, str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    options = ["--no-cache", "--no-logo", *(word for name in contracts for word in ("--contract", name))]
    env = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program, *options], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
