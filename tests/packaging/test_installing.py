"""Wheel and source distribution: built twice, looked at by twine, installed without a network by pip, uv and pipx.

`make test-packaging` fetches the tools and a folder of wheels, and runs it; elsewhere it is skipped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WHEELS = Path(os.environ.get("CLAIMCHECK_WHEELS", ""))
TOOLS = Path(sys.executable).parent

pytestmark = pytest.mark.skipif(
    not os.environ.get("CLAIMCHECK_WHEELS"), reason="packages are built and installed by `make test-packaging` only"
)


def run(*words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """A command without a network: every tool is told to look at the folder of wheels only."""
    alone = {
        "PATH": os.environ["PATH"],
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(WHEELS),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_OFFLINE": "1",
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(WHEELS),
        "UV_PYTHON_DOWNLOADS": "never",
        "LC_ALL": "C.UTF-8",
        **(env or {}),
    }
    done = subprocess.run([*map(str, words)], cwd=cwd, env=alone, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, f"{words}\n{done.stdout.decode()}\n{done.stderr.decode()}"
    return done.stdout.decode()


def copied(folder: Path) -> Path:
    """The files that are under version control, somewhere else and with other dates."""
    listed = run("git", "ls-files", "-z", cwd=ROOT).split("\0")[:-1]
    for number, name in enumerate(listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
            os.utime(folder / name, (10**9 + number, 10**9 + number))
    return folder


def built(folder: Path, goal: Path) -> dict[str, Path]:
    """The distributions of a folder of sources, by their endings."""
    run(sys.executable, "-m", "hatchling", "build", "-d", goal, cwd=folder)
    return {"whl" if path.suffix == ".whl" else "gz": path for path in goal.iterdir()}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built(copied(tmp_path_factory.mktemp("clone")), tmp_path_factory.mktemp("dist"))


def must_work(program: Path | str, folder: Path, env: dict[str, str] | None = None) -> None:
    """What somebody does first."""
    run(program, "demo", folder / "affairs", env=env)
    inside = folder / "affairs"
    assert "Georgian forces took him" in run(program, "contrast", "glukhov-2009", cwd=inside, env=env)
    run(program, "check", cwd=inside, env=env)
    run(program, "site", "-o", "public", cwd=inside, env=env)
    assert (inside / "public" / "search.html").is_file()


def test_twine_has_nothing_against_them(made: dict[str, Path]) -> None:
    assert run(TOOLS / "twine", "check", "--strict", *made.values()).count("PASSED") == 2


def test_the_same_files_give_the_same_bytes_wherever_they_lie(
    made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = built(copied(tmp_path_factory.mktemp("other")), tmp_path_factory.mktemp("dist"))
    assert {each: digest(path) for each, path in again.items()} == {each: digest(path) for each, path in made.items()}


def test_the_source_distribution_makes_the_same_wheel_and_lacks_nothing(made: dict[str, Path], tmp_path: Path) -> None:
    with tarfile.open(made["gz"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert digest(built(source, tmp_path / "dist")["whl"]) == digest(made["whl"])
    tracked = {each for each in run("git", "ls-files", "-z", cwd=ROOT).split("\0")[:-1] if (ROOT / each).is_file()}
    packed = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    lacking = {each for each in tracked - packed if each.startswith(("claimcheck/", "claims/", "tests/", "docs/"))}
    assert lacking == set()


@pytest.mark.parametrize("sort", ["whl", "gz"])
@pytest.mark.parametrize("extras", ["", "[bibtex,evidence]"])
def test_pip_installs_it_from_a_folder_of_wheels(sort: str, extras: str, made: dict[str, Path], tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    run(tmp_path / "venv/bin/python", "-m", "pip", "install", f"{made[sort]}{extras}")
    run(tmp_path / "venv/bin/python", "-m", "pip", "check")
    must_work(tmp_path / "venv/bin/claimcheck", tmp_path)


def test_uv_installs_it_as_a_tool(made: dict[str, Path], tmp_path: Path) -> None:
    env = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    run(TOOLS / "uv", "tool", "install", "--python", sys.executable, made["whl"], env=env)
    must_work(tmp_path / "bin/claimcheck", tmp_path)


def test_pipx_installs_it(made: dict[str, Path], tmp_path: Path) -> None:
    env = {"PIPX_HOME": str(tmp_path / "home"), "PIPX_BIN_DIR": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    run(TOOLS / "pipx", "install", "--python", sys.executable, made["whl"], env=env)
    must_work(tmp_path / "bin/claimcheck", tmp_path)


def test_the_action_and_the_hooks_are_what_their_schemas_want() -> None:
    action = ROOT / ".github/actions/check/action.yml"
    run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-actions", action)
