"""`claimcheck doctor`: what works here, what is missing, and the line that mends it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from claimcheck.cli.table import COMMANDS
from claimcheck.tasks import condition
from tests.conftest import TESTS, Result, Run


def items(done: Result) -> dict[str, tuple[str, str, str]]:
    return {each["name"]: (each["state"], each["found"], each["line"]) for each in json.loads(done.out)["items"]}


@pytest.fixture
def sarn(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "fixtures/claims", tmp_path / "claims")
    return tmp_path


def test_whatever_is_missing_has_a_line_that_mends_it(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--format", "json", env={"EDITOR": None, "VISUAL": None, "PATH": str(tmp_path)})
    found = items(done)
    assert done.status == 0
    for state, what, line in found.values():
        assert what
        assert bool(line) == (state != "works")
    assert found["collection"] == ("missing", "no `claims/` folder here or in any folder above", "claimcheck init")
    assert found["editor"][0] == "missing"
    assert found["command"] == (
        "missing",
        "`claimcheck` is not in your PATH",
        f'export PATH="{Path(sys.executable).parent}:$PATH"',
    )


def test_every_extra_of_the_package_is_looked_for(run: Run) -> None:
    found = items(run("doctor", "--format", "json"))
    extras = metadata.distribution(condition.DISTRIBUTION).metadata.get_all("Provides-Extra") or []
    assert {each.removeprefix("extra ") for each in found if each.startswith("extra ")} == {*extras}
    assert found["extra evidence"][0] == "works"
    for extra in extras:
        state, _, line = found[f"extra {extra}"]
        assert state == "works" or f"[{extra}]'" in line or "java" in line


def test_a_collection_is_told_with_its_git(sarn: Path, run: Run) -> None:
    found = items(run("doctor", "--format", "json", env={"EDITOR": "true"}))
    assert found["collection"][:2] == ("works", "claims/: 1 incident; `claimcheck check` looks at what is in them")
    assert found["schemas"] == ("missing", "no schemas beside the files, for editors", "claimcheck schema --write")
    assert found["git"] == ("missing", "the collection is not under git, for `changes`", "git init")
    assert found["editor"] == ("works", "true", "")
    subprocess.run(["git", "init", "-q"], cwd=sarn, check=True)
    assert run("init", "--git").status == 0
    name, state = "git merge", items(run("doctor", "--format", "json"))["git merge"]
    assert state[1:] == (
        "the attributes are there, the driver is not configured in this clone",
        "claimcheck init --git",
    )
    subprocess.run(["git", "config", "merge.claimcheck.driver", "claimcheck merge"], cwd=sarn, check=True)
    assert items(run("doctor", "--format", "json"))[name][0] == "works"


def test_what_is_there_and_does_not_work_is_a_fault(sarn: Path, run: Run) -> None:
    assert sarn.exists()
    done = run("doctor", env={"EDITOR": "no-such-editor --wait"})
    assert done.status == 1
    assert "broken   editor: `no-such-editor` is not there, for `edit`\n         $ export EDITOR=nano\n" in done.out
    assert run("doctor", "--claims", "nowhere").status == 1


def test_it_waits_for_nothing_that_reads_options_or_claims(sarn: Path) -> None:
    text = "import sys; from claimcheck.__main__ import main; main(['doctor']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", text], cwd=sarn, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("claimcheck ")
    assert {"typer", "pydantic", "yaml", "rich", "lxml"}.isdisjoint(done.stderr.split())
    assert "doctor" in COMMANDS
