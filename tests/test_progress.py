"""How far a long run is, for somebody who sits at a terminal."""

from __future__ import annotations

import io
import re
import sys
import time

import pytest

from claimcheck.cli import screen
from claimcheck.tasks import progress as tasks


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(screen, "_progress", {})
    return now


def told(monkeypatch: pytest.MonkeyPatch, clock: list[float], stream: io.StringIO, seconds: float) -> str:
    """What is said of ten steps that take some seconds each."""
    monkeypatch.setattr(sys, "stderr", stream)
    for done in range(1, 11):
        screen.progress("files read", done, 10)
        clock[0] += seconds
    return stream.getvalue()


def test_a_long_run_tells_how_far_it_is_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    text = told(monkeypatch, clock, Terminal(), 0.6)
    drawn = [re.sub(r"\x1b\[[0-9;]*[mK]", "", each) for each in text.split("\r")]
    assert drawn[0] == ""
    assert re.fullmatch("3 of 10 files read [━╺]{24}", drawn[1])
    assert drawn[-2].startswith("9 of 10 files read ━━")
    assert drawn[-2].endswith(" 1.7 a second, 0:01 left")
    assert drawn[-3].endswith(" 1.7 a second, 0:02 left")
    assert text.endswith("\r\x1b[K")
    assert "\n" not in text


def test_without_colour_it_draws_the_same(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = told(monkeypatch, clock, Terminal(), 0.6)
    assert set(re.findall(r"\x1b[^mK]*[mK]", text)) <= {"\x1b[K", "\x1b[0m", "\x1b[1m"}


def test_a_narrow_window_has_one_line_of_it(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    text = told(monkeypatch, clock, Terminal(), 0.6)
    drawn = [re.sub(r"\x1b\[[0-9;]*[mK]", "", each) for each in text.split("\r")]
    assert max(map(len, drawn)) <= 30
    assert "\n" not in text


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert told(monkeypatch, clock, Terminal(), 0.05) == ""


def test_a_log_file_hears_nothing_of_it(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert told(monkeypatch, clock, io.StringIO(), 60) == ""


def test_what_is_written_meanwhile_stands_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(sys, "stdout", stream)
    for done in range(1, 4):
        screen.progress("files", done, 10)
        clock[0] += 2
    screen.write("would change a\n")
    assert "\r3 of 10 files" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[K\r\x1b[Kwould change a\n")


def test_whoever_listens_hears_what_is_done_in_the_course_of_other_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_listeners", [])
    heard: list[tuple[str, int, int]] = []
    tasks.told("incidents read", 1, 2)
    tasks.listen(lambda what, done, of: heard.append((what, done, of)))
    tasks.told("incidents read", 2, 2)
    assert heard == [("incidents read", 2, 2)]
