"""The same files give the same bytes: whatever the hash seed, the time zone, the locale, the order, the Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TESTS
from tests.trust.calls import LOOK
from tests.trust.conftest import count, often

SCRIPT = Path(__file__).with_name("every_call.py")
PYTHONS = "CLAIMCHECK_PYTHONS"
REAL = {
    " fire/one": " glukhov-2009/drobyshevsky-captured",
    " fire/herald": " glukhov-2009/bbc-2009-01-27",
    " captain union": " russia georgia",
    " port union": " russia georgia",
    " fire": " glukhov-2009",
    " captain": " drobyshevsky",
    " union": " georgia",
}


def lines() -> list[str]:
    """The calls, on an incident of the collection that ships."""
    found = []
    for line in LOOK:
        if line.startswith(("changes", "draft", "verify", "agreement")):
            continue
        for old, new in REAL.items():
            line = line.replace(old, new)  # noqa: PLW2901
        found.append(line)
    return found


def collection(folder: Path, newline: bytes = b"\n", *, last_first: bool = False) -> Path:
    """A copy of the collection that ships."""
    shipped = TESTS.parent / "claims"
    for path in sorted(shipped.rglob("*.yaml"), reverse=last_first):
        goal = folder / "claims" / path.relative_to(shipped)
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(path.read_bytes().replace(b"\n", newline))
    return folder


def said(folder: Path, *words: str, python: str = sys.executable, **changes: str) -> dict[str, list[str]]:
    env = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    env |= {"HOME": str(folder), "CLAIMCHECK_NO_CACHE": "1", **changes}
    calls = lines()
    done = subprocess.run(
        [python, str(SCRIPT), str(folder), *words],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count(calls_made=len(calls))
    found: dict[str, list[str]] = json.loads(done.stdout)
    shutil.rmtree(folder / "out", ignore_errors=True)
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What every call says in one place."""
    found = said(collection(tmp_path_factory.mktemp("here")), PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    assert [(line, each[2]) for line, each in found.items() if each[0] == "2"] == []
    assert any(name.startswith("out/site/") for name in found)
    return found


PLACES = {
    "another seed, far east": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "another, far west, Turkish": {"PYTHONHASHSEED": "42", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"},
    "an old encoding": {"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "latin-1", "LC_ALL": "POSIX"},
    "optimised": {"PYTHONHASHSEED": "8", "PYTHONOPTIMIZE": "1"},
}


@pytest.mark.parametrize("place", list(PLACES)[: often(2, 4)])
def test_no_seed_zone_or_locale_shows(place: str, here: dict[str, list[str]], tmp_path: Path) -> None:
    assert differing(said(collection(tmp_path / "elsewhere"), **PLACES[place]), here) == []


def test_no_order_of_files_shows(here: dict[str, list[str]], tmp_path: Path) -> None:
    assert differing(said(collection(tmp_path, last_first=True), "reversed"), here) == []


def test_no_line_ends_show(here: dict[str, list[str]], tmp_path: Path) -> None:
    assert differing(said(collection(tmp_path, b"\r\n")), here) == []


def pythons() -> list[str]:
    """Those that the environment names, else those that have been made here."""
    named = os.environ.get(PYTHONS)
    return named.split(os.pathsep) if named else sorted(map(str, TESTS.parent.glob(".venv-python3.*/bin/python")))


@pytest.mark.skipif(not pythons(), reason="there are no other Pythons: `make test-pythons` makes them")
@pytest.mark.parametrize("python", pythons())
def test_every_python_says_the_same(python: str, here: dict[str, list[str]], tmp_path: Path) -> None:
    assert differing(said(collection(tmp_path), python=python), here) == []


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def test_a_difference_would_be_seen(here: dict[str, list[str]], tmp_path: Path) -> None:
    folder = collection(tmp_path)
    path = folder / "claims" / "incidents" / "glukhov-2009.yaml"
    path.write_bytes(path.read_bytes().replace(b"captured by Georgian forces", b"seized by Georgian forces", 1))
    found = differing(said(folder), here)
    assert "contrast glukhov-2009 --format json" in found
    assert "export csv" in found
    assert "out/claims.db" in found
