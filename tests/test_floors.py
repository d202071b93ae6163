"""Each contract of `.importlinter` is tried with breaches, one after the other in one copy of the package."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from claimcheck.cli.table import COMMANDS
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


def test_the_house_as_it_stands_keeps_every_contract(linter: subprocess.Popen[str], clean: Path) -> None:
    status, out = lint(linter, clean)
    assert status == 0, out


@pytest.mark.parametrize(
    ("contract", "additions"), BREACHES, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_a_breach_is_caught(
    contract: str, additions: Mapping[str, str], linter: subprocess.Popen[str], clean: Path
) -> None:
    with ExitStack() as before:
        for name, lines in additions.items():
            before.enter_context(added(clean, name, lines))
        status, out = lint(linter, clean, contract)
    assert status == 1, out
    assert " BROKEN" in out or "not listed as layers" in out, out


def test_no_contract_goes_untried() -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    contracts = {line.rstrip("]").split(":")[2] for line in text.splitlines() if line.startswith("[importlinter:")}
    assert contracts == {contract for contract, _ in BREACHES}


@contextmanager
def added(folder: Path, name: str, lines: str) -> Iterator[None]:
    """Lines at the end of a module, for as long as it is linted."""
    place = folder / "claimcheck" / name.replace(".", "/")
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{lines}\n", encoding="utf-8")
    yield
    if before is None:
        path.unlink()
    else:
        path.write_text(before, encoding="utf-8")


LINTER = """
import os, sys
from importlinter.cli import lint_imports_command

for line in sys.stdin:
    folder, *options = line.split()
    if not (child := os.fork()):
        os.chdir(folder)
        out = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.argv[1:] = options
        lint_imports_command()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Lints one folder after the other, each in a process of its own, and is imported once for all of them."""


@pytest.fixture(scope="module")
def linter() -> Iterator[subprocess.Popen[str]]:
    env = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", LINTER], env=env, text=True, **pipes) as process:
        yield process
        process.communicate()


def lint(linter: subprocess.Popen[str], folder: Path, *contracts: str) -> tuple[int, str]:
    assert linter.stdin is not None
    assert linter.stdout is not None
    options = ["--no-cache", "--no-logo", *(word for name in contracts for word in ("--contract", name))]
    linter.stdin.write(" ".join([str(folder), *options]) + "\n")
    linter.stdin.flush()
    status = int(linter.stdout.readline())
    return status, (folder / "said").read_text(encoding="utf-8")


SCREEN = {"__init__", "app", "call", "completing", "options", "running", "screen", "table"}
"""What all commands share; whatever another program could want stands below, in `tasks`."""


def test_cli_holds_a_file_a_command_and_at_most_eight_others() -> None:
    there = {path.stem: path.read_text("utf-8").count("\n") for path in (ROOT / "claimcheck/cli").glob("*.py")}
    assert set(there) == {*COMMANDS, *SCREEN}
    assert len(SCREEN) <= 8
    assert {name: lines for name, lines in there.items() if lines > 300} == {}


def test_no_two_classes_have_one_name() -> None:
    """A name that is met in a message, a test or a search names one thing of the package."""
    homes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "claimcheck").rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
