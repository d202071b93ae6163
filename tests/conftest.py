"""What all tests share: collections on the fly, the program run as its users run it, and texts kept in files."""

from __future__ import annotations

import difflib
import io
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

from claimcheck.__main__ import main

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"

# A shell that starts the tests in the background has them ignore interrupts, which their own children would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples on every run; `pytest --hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the kept texts (golden files, transcripts)")


@dataclass(frozen=True)
class Result:
    """What a run of the program came to."""

    status: int
    out: str
    err: str


class Corpus(Protocol):
    """Writes a collection and returns its folder, `claims/`; it may be called again to overwrite files of it."""

    def __call__(
        self,
        incidents: Mapping[str, str] | None = None,
        speakers: str | None = None,
        themes: str | None = None,
    ) -> Path: ...


class Run(Protocol):
    """Runs the program; without `cwd`, in the folder that holds what `corpus` wrote.

    `columns` is the width of the window (None: none is known); a variable of `env` that is None is not set.
    """

    def __call__(
        self,
        *words: str,
        cwd: Path | None = None,
        columns: int | None = None,
        env: Mapping[str, str | None] | None = None,
        stdin: str = "",
    ) -> Result: ...


class Golden(Protocol):
    """Compares a text with the one kept in `tests/golden/<name>` (or in `name`, if that is a whole path)."""

    def __call__(self, name: str | Path, text: str) -> None: ...


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    def write(
        incidents: Mapping[str, str] | None = None,
        speakers: str | None = None,
        themes: str | None = None,
    ) -> Path:
        claims = tmp_path / "claims"
        (claims / "incidents").mkdir(parents=True, exist_ok=True)
        texts = {f"incidents/{name}.yaml": text for name, text in (incidents or {}).items()}
        texts |= {
            f"{name}.yaml": text for name, text in (("speakers", speakers), ("themes", themes)) if text is not None
        }
        for name, text in texts.items():
            (claims / name).write_bytes(textwrap.dedent(text).encode())
        return claims

    return write


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """In this process: fast, and a bug is a traceback in the test."""

    def call(
        *words: str,
        cwd: Path | None = None,
        columns: int | None = None,
        env: Mapping[str, str | None] | None = None,
        stdin: str = "",
    ) -> Result:
        out, err = _stream(), _stream()
        with pytest.MonkeyPatch.context() as patch:
            for name in set(os.environ) - set(wanted := _environment(tmp_path, columns, env)):
                patch.delenv(name)
            for name, value in wanted.items():
                patch.setenv(name, value)
            patch.chdir(cwd or tmp_path)
            patch.setattr(sys, "stdin", _stream(stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            status = _status(words)
        return Result(status, _written(out), _written(err))

    return call


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """In a process of its own: for what only a process shows (closed pipes, signals, what gets imported)."""

    def call(
        *words: str,
        cwd: Path | None = None,
        columns: int | None = None,
        env: Mapping[str, str | None] | None = None,
        stdin: str = "",
    ) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "claimcheck", *words],
            cwd=cwd or tmp_path,
            env=_environment(tmp_path, columns, env),
            input=stdin.encode(),
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    update: bool = request.config.getoption("--update")

    def compare(name: str | Path, text: str) -> None:
        path = GOLDEN / name
        shown = path.relative_to(TESTS.parent) if path.is_relative_to(TESTS.parent) else path
        kept = path.read_bytes().decode() if path.exists() else None
        if text == kept:
            return
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        elif kept is None:
            pytest.fail(f"{shown} is not there; `pytest --update` writes it", pytrace=False)
        else:
            pytest.fail(f"{_difference(kept, text, str(shown))}\n`pytest --update` keeps the new text", pytrace=False)

    return compare


def _environment(home: Path, columns: int | None, changes: Mapping[str, str | None] | None) -> dict[str, str]:
    """Nothing of who runs the tests: no colour wishes, no configuration, no cache, no width but the one given."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "PYTHONPATH") if name in os.environ}
    fixed = {"HOME": str(home / ".home"), "XDG_CACHE_HOME": str(home / ".cache"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    width = {} if columns is None else {"COLUMNS": str(columns)}
    wanted = {**kept, **fixed, **width, **(changes or {})}
    return {name: value for name, value in wanted.items() if value is not None}


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def _status(words: Sequence[str]) -> int:
    """The exit status that a process would have had."""
    try:
        return main(words)
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
            return 1
        return end.code or 0


def _difference(kept: str, text: str, name: str) -> str:
    lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), f"{name} (kept)", f"{name} (now)", lineterm="")
    return "\n".join(lines) or f"{name}: the two differ in their line ends only"
