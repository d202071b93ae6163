"""What an answer costs, in instructions of the processor: they do not feel what else the machine does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TESTS

MOST = 22
"""How many times `python -c pass` a contrast may take of which nothing is kept (20 in Python 3.11)."""


def instructions(*words: str, home: Path) -> int:
    """How many instructions Python runs for some words."""
    env = {**os.environ, "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(home), "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, *words], env=env, cwd=TESTS.parent, capture_output=True, check=True)  # compiles
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, *words]
    done = subprocess.run(counting, env=env, cwd=TESTS.parent, capture_output=True, text=True, check=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found is not None, done.stderr
    return int(found[1])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind counts the instructions, and is not installed")
def test_a_contrast_that_was_not_asked_before_takes_so_many_instructions(tmp_path: Path) -> None:
    nothing = instructions("-c", "pass", home=tmp_path)
    contrast = instructions("-m", "claimcheck", "contrast", "abu-akleh-2022", "--no-cache", home=tmp_path)
    assert contrast / nothing < MOST
