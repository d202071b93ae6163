"""The hooks for pre-commit, tried as their users would: installed from a repository, run on a collection."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TESTS

ROOT = TESTS.parent
SARN = TESTS / "fixtures" / "claims"
NEEDED = ("claimcheck", "claims", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
AUTHOR = ("-c", "user.name=Sarn", "-c", "user.email=sarn@sarn.example")


def _repository(folder: Path, *things: Path) -> Path:
    folder.mkdir()
    for thing in things:
        if thing.is_dir():
            shutil.copytree(thing, folder / thing.name, ignore=shutil.ignore_patterns("__pycache__", ".*.lock"))
        else:
            shutil.copy(thing, folder)
    for words in (("init", "-q"), ("add", "-A"), (*AUTHOR, "commit", "-qm", "all")):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository that the hooks come from; where they cannot be installed at all, the tests are skipped."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    return _repository(tmp_path_factory.mktemp("hooks") / "tools", *(ROOT / each for each in NEEDED))


def _tried(tools: Path, collection: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tools.parent / "environments"), "PRE_COMMIT_COLOR": "never"}
    environment.pop("VIRTUAL_ENV", None)
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(tools), "--all-files", "--verbose"]
    subprocess.run(["git", "add", "-A"], cwd=collection, check=True)
    done = subprocess.run(command, cwd=collection, env=environment, capture_output=True, text=True, check=False)
    if "pip" in done.stdout and "An unexpected error has occurred" in done.stdout + done.stderr:
        pytest.skip("pip cannot install the hooks here: no package index is within reach")
    return done


@pytest.mark.slow
def test_the_hooks_pass_good_collections_and_stop_bad_ones(tools: Path, tmp_path: Path) -> None:
    collection = _repository(tmp_path / "collection", SARN)
    path = collection / "claims" / "incidents" / "harbour-fire.yaml"
    subprocess.run([sys.executable, "-m", "claimcheck", "fmt"], cwd=collection, check=True, capture_output=True)
    good = _tried(tools, collection)
    assert good.returncode == 0, good.stdout + good.stderr
    assert good.stdout.count("Passed") == 2
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("disputants: [port,", "disputants: [prot,"), encoding="utf-8")
    bad = _tried(tools, collection)
    assert bad.returncode == 1
    assert "claims/incidents/harbour-fire.yaml:6:14: error [unknown-party] unknown party `prot`" in bad.stdout
    path.write_text(text.replace("disputants: [port,", "disputants:   [port,"), encoding="utf-8")
    untidy = _tried(tools, collection)
    assert untidy.returncode == 1
    assert "files were modified by this hook" in untidy.stdout
    assert path.read_text(encoding="utf-8") == text


def test_the_manifest_runs_one_check_of_the_whole_collection() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hooks = [each for each in text.split("- id: ")[1:] if each]
    assert [each.split("\n")[0] for each in hooks] == ["claimcheck", "claimcheck-fmt"]
    for hook in hooks:
        assert "pass_filenames: false" in hook
        assert "require_serial: true" in hook
        assert "language: python" in hook
