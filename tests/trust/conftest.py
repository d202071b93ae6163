"""What the tests of trust share: how much they try, and what they counted, told at the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHORT = "CLAIMCHECK_TRUST_SHORT"
TALLY = "CLAIMCHECK_TRUST_TALLY"
COUNTS = ("inputs tried", "calls made", "faults injected", "files torn", "claims lost")


def count(**numbers: int) -> None:
    """Add to what is told at the end: `inputs_tried=1`."""
    folder = os.environ.get(TALLY)
    if folder:
        with contextlib.suppress(OSError), Path(folder, str(os.getpid())).open("a", encoding="ascii") as stream:
            stream.writelines(f"{name}={number}\n" for name, number in numbers.items())


def often(short: int, whole: int) -> int:
    """How often something is tried: in the short form, or the whole one."""
    return short if os.environ.get(SHORT) else whole


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for each in items:
        if each.path.is_relative_to(HERE):
            each.add_marker("trust")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[TALLY] = tempfile.mkdtemp()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    numbers: Counter[str] = Counter()
    for path in Path(os.environ[TALLY]).iterdir():
        for line in path.read_text(encoding="ascii").splitlines():
            name, _, number = line.partition("=")
            numbers[name.replace("_", " ")] += int(number)
    if numbers:
        terminalreporter.write_line(", ".join(f"{name}: {numbers[name]:,}" for name in COUNTS))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ[TALLY], ignore_errors=True)


@pytest.fixture
def no_room(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 kB."""
    place = tmp_path / "small"
    place.mkdir()
    if os.system(f"mount -t tmpfs -o size=200k tmpfs '{place}' 2>/dev/null") != 0:  # noqa: S605
        pytest.skip("mounting a file system is not allowed here")
    try:
        yield place
    finally:
        os.system(f"umount '{place}'")  # noqa: S605
