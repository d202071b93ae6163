"""Ctrl-C in the middle of a command: it ends with 130, nothing is half-written, and no process stays behind."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.editor import made

pytestmark = pytest.mark.slow
PATIENCE = 120
COMMANDS = (
    ("check",),
    ("crossref", "--similar"),
    ("stats",),
    ("export", "csv", "-o", "made.csv"),
    ("export", "sqlite", "-o", "made.db"),
    ("site", "-o", "site"),
    ("fmt",),
    ("rename", "speaker-7", "somebody-else"),
    ("move", "big/c299", "i3"),
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 1,500 claims; `fmt` has something to do in each file."""
    root = tmp_path_factory.mktemp("interrupted")
    made(root, 1500, 300)
    return root


def _run(words: tuple[str, ...], folder: Path, after: float | None) -> tuple[int, float]:
    """The exit status of a command that is interrupted after some seconds, as a terminal does; how long it took."""
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "CLAIMCHECK_NO_CACHE": "1"},
        start_new_session=True,
    )
    if after is not None:
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=PATIENCE)
    assert b"Traceback" not in said, said
    with pytest.raises(ProcessLookupError):  # nobody of its group is left
        os.killpg(child.pid, 0)
    # whoever is interrupted before Python listens, or when it no longer does, dies of it: to a shell that is 130, too
    return 130 if child.returncode == -signal.SIGINT else child.returncode, time.monotonic() - began


def _files(folder: Path) -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and ".cache" not in each.parts
    }


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_an_interrupt_leaves_everything_as_it_was_or_as_it_is_to_be(
    words: tuple[str, ...], collection: Path, tmp_path: Path
) -> None:
    shutil.copytree(collection, tmp_path / "whole")
    before = _files(collection)
    status, took = _run(words, tmp_path / "whole", None)
    assert status in (0, 1)
    after = _files(tmp_path / "whole")
    interrupted = 0
    for number, part in enumerate((0.35, 0.6, 0.75, 0.85, 0.92)):
        folder = tmp_path / f"part-{number}"
        shutil.copytree(collection, folder)
        status, _ = _run(words, folder, took * part)
        interrupted += status == 130
        assert status in (0, 1, 130)
        now = _files(folder)
        if words[0] in ("fmt", "site"):  # file by file
            assert all(now[name] in (before.get(name), after.get(name)) for name in now)
            assert before.keys() <= now.keys()
        else:
            assert now in (before, after)
    assert interrupted
