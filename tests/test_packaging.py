"""What is built from a clone holds what its users need."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from claimcheck import __version__
from tests.conftest import TESTS, Run

ROOT = TESTS.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return zipfile.ZipFile(path)


def test_the_wheel_carries_the_package_and_its_types(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {"claimcheck/__main__.py", "claimcheck/py.typed"} <= names
    assert {
        f"claimcheck/formats/templates/{name}" for name in ("page.html", "style.css", "filter.js", "slider.js")
    } <= names
    assert {f"claimcheck/exchange/sql/{name}.sql" for name in ("contested", "held", "origins")} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "claims/"))]


def test_the_wheel_carries_the_whole_collection(wheel: zipfile.ZipFile) -> None:
    here = {path.relative_to(ROOT / "claims").as_posix() for path in (ROOT / "claims").rglob("*.yaml")}
    there = {name.removeprefix("claimcheck/shipped_claims/") for name in wheel.namelist() if "/shipped_claims/" in name}
    assert here
    assert here <= there


def test_the_wheel_is_called_by_its_name_and_version(wheel: zipfile.ZipFile) -> None:
    assert Path(str(wheel.filename)).name.startswith(f"claimcheck_ledger-{__version__}-")
    scripts = next(name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    assert "claimcheck = claimcheck.__main__:main" in wheel.read(scripts).decode()


def test_the_lock_fits_the_project_and_names_no_place() -> None:
    text = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    locked = {name: Version(version) for name, version in re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        wanted = Requirement(line)
        version = locked.get(canonicalize_name(wanted.name))
        assert version is not None, f"`make lock` has not been run since {line} was added"
        assert version in wanted.specifier, f"{wanted.name} is locked at {version}, but {line} is wanted"
    assert "://" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements-*.lock")), ids=lambda path: path.stem)
def test_every_lock_has_the_hash_of_every_package(path: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert entries != [""]
    for each in entries:
        assert re.match(r"[a-z0-9._-]+==[^ ]+ (;.* )?\\\n    --hash=sha256:[0-9a-f]{64}", each), each


def test_the_tests_run_on_what_is_locked() -> None:
    text = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+) \\$", text, re.MULTILINE))
    assert {name: metadata.version(name) for name in locked} == locked


@pytest.mark.parametrize("folder", ["claims", "tests/fixtures/claims"])
def test_a_collection_of_an_earlier_build_can_still_be_read(folder: str, tmp_path: Path, run: Run) -> None:
    """Of the revision that the benchmarks compare with: `check` finds no error in it."""
    revision = (ROOT / "benchmarks/before.txt").read_text(encoding="utf-8").split()[0]
    packed = subprocess.run(["git", "archive", revision, folder], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        pytest.skip("the clone does not reach back so far")
    subprocess.run(["tar", "-x", "-C", tmp_path], input=packed.stdout, check=True)
    checked = run("check", "--claims", str(tmp_path / folder))
    assert checked.status == 0, checked.out
