"""The package as other Python programs use it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

import claimcheck
from claimcheck.formats import write_record
from claimcheck.tasks.examining import WORTH_SHARING
from tests.conftest import TESTS, Corpus, Run

CLAIMS = TESTS / "fixtures" / "claims"


def test_a_program_gets_the_record_that_the_command_writes(run: Run) -> None:
    answer = claimcheck.contrast(claimcheck.load(CLAIMS), "harbour-fire")
    shown = run("contrast", "harbour-fire", "--claims", str(CLAIMS), "--format", "json")
    assert json.loads(write_record("json", answer)) == json.loads(shown.out)


def test_the_lines_of_the_how_to_run() -> None:
    page = (TESTS.parent / "docs" / "how-to" / "call-from-python.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", lines], cwd=TESTS.parent, capture_output=True, text=True, check=True)
    assert "departure contested" in done.stdout.splitlines()


def test_an_incident_with_an_error_is_left_out_and_its_error_found(corpus: Corpus) -> None:
    claims = corpus({"spoilt": "title: [", "empty": "title: Nothing\nquestions: {}\nclaims: []\n"})
    collection = claimcheck.load(claims)
    assert [each.incident for each in collection.left_out] == ["spoilt"]
    assert list(collection.incidents) == ["empty"]
    assert "syntax" in {each.rule for each in claimcheck.check(claims)}


def test_incidents_that_cannot_be_listed_are_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("a file", encoding="utf-8")
    with pytest.raises(claimcheck.ClaimcheckError, match="cannot be listed"):
        claimcheck.load(tmp_path)


def test_a_folder_that_is_not_there_is_an_error_of_ours() -> None:
    with pytest.raises(claimcheck.ClaimcheckError, match="no folder"):
        claimcheck.load("/nowhere")


QUIET = """
import itertools, sys, time
seconds = itertools.count(0, 10)  # whoever tells how far it is after a second has something to tell
time.monotonic = lambda: next(seconds)
import claimcheck
collection = claimcheck.load(sys.argv[1])
assert claimcheck.contrast(collection, "harbour-fire").questions
claimcheck.check(sys.argv[1])
assert not {"typer", "click", "rich", "claimcheck.cli"} & set(sys.modules), sorted(sys.modules)
"""


def test_a_program_at_a_terminal_sees_nothing_of_it() -> None:
    program: pexpect.spawn[bytes] = pexpect.spawn(sys.executable, ["-c", QUIET, str(CLAIMS)], timeout=60)
    program.expect(pexpect.EOF)
    program.close()
    assert program.before == b""
    assert program.exitstatus == 0


def test_how_far_it_is_goes_to_whoever_asks() -> None:
    told: list[tuple[str, int, int]] = []
    claimcheck.load(CLAIMS, progress=lambda *step: told.append(step))
    claimcheck.check(CLAIMS, progress=lambda *step: told.append(step))
    number = len(list((CLAIMS / "incidents").glob("*.yaml")))
    assert ("incidents read", number, number) in told
    assert ("incidents checked", number, number) in told


THREADED = """
import os, sys, threading
STARTS = ("os.fork", "os.posix_spawn", "os.spawn", "os.exec", "subprocess.Popen", "_posixsubprocess.fork_exec")
started = []
sys.addaudithook(lambda event, _: started.append(event) if event in STARTS else None)
import claimcheck
from claimcheck.tasks import examining
end = threading.Event()
threading.Thread(target=end.wait).start()
claimcheck.check(sys.argv[1])
assert started == [], started
end.set()
examining.WORTH_SHARING = 0
assert claimcheck.check(sys.argv[2], processes=2) == claimcheck.check(sys.argv[2])
print(*started)
"""


def test_no_process_is_started_that_was_not_asked_for(tmp_path: Path) -> None:
    """Claims enough to be worth a second process, and a caller with a thread."""
    claims = tmp_path / "claims"
    shutil.copytree(CLAIMS, claims)
    words = "It was the old wiring of the port, which nobody had looked at since the flood of the year before last, and"
    row = f"speaker: harbour-captain, source: herald, quote: '{words} no lamp', note: '{words * 16} said it twice'"
    head = "title: Fire\nquestions: {}\nsources: {herald: {publisher: Sarn Herald}}\nclaims:\n"
    rows = "".join(f"  - {{id: c-{each}, {row}, draft: true}}\n" for each in range(500))
    for number in range(5):
        (claims / "incidents" / f"fire-{number}.yaml").write_text(head + rows, encoding="utf-8")
    assert sum(each.stat().st_size for each in (claims / "incidents").iterdir()) > WORTH_SHARING
    program = [sys.executable, "-W", "error", "-c", THREADED, str(claims), str(CLAIMS)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["os.fork"]), done.stderr


@pytest.mark.parametrize("name", claimcheck.__all__)
def test_everything_that_is_offered_can_be_had(name: str) -> None:
    assert getattr(claimcheck, name)


def test_nothing_else_is_offered() -> None:
    with pytest.raises(AttributeError, match="wishes"):
        claimcheck.wishes  # noqa: B018
