"""A write leaves the old file or the new one, and no writer loses what another wrote."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimcheck.errors import LockedError, WriteError
from claimcheck.store import write
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.store.write import Texts, locked, update
from tests.conftest import Corpus, Run

INCIDENT = """
title: Fire
questions: {cause: {ask: Why?, answers: {set: Somebody set it.}}}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05}
claims:
"""
SPEAKERS = "speakers: {captain: {name: Ilse Brandt}}\n"
ADDING = """
import sys
from claimcheck.__main__ import main
for number in range(int(sys.argv[2])):
    status = main(["add", "claim", "fire", "--id", f"c-{sys.argv[1]}-{number}", "--speaker", "captain", "--source",
                   "herald", "--asserts", "cause=set", "--quote", f"It was set ({sys.argv[1]}, {number})"])
    assert status == 0
"""


def adders(folder: Path, processes: int, each: int) -> list[subprocess.Popen[bytes]]:
    return [
        subprocess.Popen(
            [sys.executable, "-c", ADDING, str(number), str(each)],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(processes)
    ]


def left_behind(claims: Path) -> list[str]:
    return [each.name for each in claims.rglob(".*")]


@pytest.fixture
def folder(corpus: Corpus) -> Folder:
    return Folder(corpus({"fire": INCIDENT}, SPEAKERS), "claims/")


@pytest.mark.parametrize("each", [4, pytest.param(25, marks=pytest.mark.slow)])
def test_eight_processes_that_add_at_once_lose_nothing(each: int, folder: Folder) -> None:
    running = adders(folder.root.parent, 8, each)
    errors = [process.communicate(timeout=120)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 8, errors
    loaded = load(folder)
    claims = loaded.collection.incidents["fire"].claims
    assert len({claim.id for claim in claims}) == 8 * each
    assert not loaded.diagnostics
    assert (folder.root / "incidents/fire.yaml").read_text().count("\n  - id: ") == 8 * each
    assert left_behind(folder.root) == []


def whole_lines(text: bytes, big: bytes, before: int) -> int:
    """How many lines stand behind a text: whole ones, and none less than before."""
    line = b"# one more line\n"
    rest = text.removeprefix(big)
    assert rest.replace(line, b"") == b""
    assert text.startswith(big)
    assert len(rest) // len(line) >= before
    return len(rest) // len(line)


def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(folder: Folder) -> None:
    chance = random.Random(7)  # noqa: S311
    path = folder.root / "incidents/fire.yaml"
    big = INCIDENT.encode() + b"".join(b"# filling %d\n" % number for number in range(100_000))
    path.write_bytes(big)
    script = (
        "from pathlib import Path\n"
        "from claimcheck.store.files import Folder\n"
        "from claimcheck.store.write import update\n"
        "print(flush=True)\n"
        "for _ in range(10000):\n"
        "    update(Folder(Path('claims'), 'claims/'), ['incidents/fire.yaml'], lambda texts: "
        "{name: text + b'# one more line\\n' for name, text in texts.items()})\n"
    )
    added = 0
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", script], cwd=folder.root.parent, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            end = time.monotonic() + chance.uniform(0.005, 0.05)
            while time.monotonic() < end:  # whoever reads meanwhile sees a whole text too
                added = whole_lines(path.read_bytes(), big, added)
            process.send_signal(signal.SIGKILL)
        added = whole_lines(path.read_bytes(), big, added)
    update(folder, ["incidents/fire.yaml"], lambda texts: {name: INCIDENT.encode() for name in texts}, wait=5)
    assert path.read_bytes() == INCIDENT.encode()
    assert left_behind(folder.root) == []


def test_a_second_writer_is_told_who_holds_the_file(folder: Folder) -> None:
    path = folder.root / "speakers.yaml"
    with (
        locked(path),
        pytest.raises(LockedError, match=rf"`speakers.yaml` is locked by process {os.getpid()} since 20"),
    ):
        update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b""}, wait=0.1)
    assert path.read_text() == SPEAKERS
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"})
    assert left_behind(folder.root) == []


def test_a_lock_on_another_machine_is_left_alone_and_an_orphan_taken_over(folder: Folder) -> None:
    lock = folder.root / ".speakers.yaml.lock"
    lock.write_text("4194999 2031-03-04T10:00:00Z some-other-machine\n")
    with pytest.raises(LockedError, match="process 4194999 since 2031-03-04T10:00:00Z on some-other-machine"):
        update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b""}, wait=0.05)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lock.write_text(f"{gone.pid} 2031-03-04T10:00:00Z {os.uname().nodename}\n")
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"}, wait=0.05)
    assert (folder.root / "speakers.yaml").read_text() == "speakers:\n"


def test_the_permissions_of_a_file_are_kept(folder: Folder) -> None:
    path = folder.root / "speakers.yaml"
    path.chmod(0o640)
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one_and_its_goal_is_written(folder: Folder) -> None:
    goal = folder.root / "people.yaml"
    (folder.root / "speakers.yaml").rename(goal)
    (folder.root / "speakers.yaml").symlink_to(goal)
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"})
    assert (folder.root / "speakers.yaml").is_symlink()
    assert goal.read_text() == "speakers:\n"
    (folder.root / "themes.yaml").symlink_to("/etc/hostname")
    with pytest.raises(WriteError, match="leads out of the collection"):
        update(folder, ["themes.yaml"], lambda _: {"themes.yaml": b""})


def test_of_several_files_all_change_or_none(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["speakers.yaml", "incidents/fire.yaml"]
    before = {name: folder.read(name) for name in names}
    put = write._put

    def failing(path: Path, text: bytes | None) -> None:
        if path.name == "speakers.yaml" and text == b"new\n":
            raise OSError(28, "No space left on device", str(path))
        put(path, text)

    monkeypatch.setattr(write, "_put", failing)
    with pytest.raises(WriteError, match="No space left") as raised:
        update(folder, names, lambda texts: dict.fromkeys(texts, b"new\n"))
    assert raised.value.hint == "nothing was changed"
    assert {name: folder.read(name) for name in names} == before
    assert left_behind(folder.root) == []


def test_what_somebody_wrote_meanwhile_is_not_overwritten(folder: Folder) -> None:
    path = folder.root / "speakers.yaml"

    def slow(texts: Texts) -> Texts:
        path.write_text("speakers: {by-hand: {name: Hand}}\n")  # an editor knows no locks
        return dict.fromkeys(texts, b"lost\n")

    with pytest.raises(WriteError, match="changed by somebody else meanwhile"):
        update(folder, ["speakers.yaml"], slow)
    assert path.read_text() == "speakers: {by-hand: {name: Hand}}\n"


def test_a_full_disk_leaves_the_old_file(folder: Folder, run_process: Run) -> None:
    path = folder.root / "incidents/fire.yaml"
    path.write_bytes(INCIDENT.encode() + b"# filling\n" * 20_000)
    before = path.read_bytes()
    added = [
        "add",
        "claim",
        "fire",
        "--id",
        "a",
        "--speaker",
        "captain",
        "--source",
        "herald",
        "--draft",
        "--quote",
        "It",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", *added],
        cwd=folder.root.parent,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert done.returncode == 2
    assert b"cannot write" in done.stderr
    assert b"nothing was changed" in done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_bytes() == before
    assert left_behind(folder.root) == []
    assert run_process(*added).status == 0  # with room again


def without_privilege() -> None:
    """Let permissions count for root too, from the next program on (prctl: PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def test_a_folder_that_is_read_only_stays_as_it_is(folder: Folder) -> None:
    incidents = folder.root / "incidents"
    incidents.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "rename", "captain", "other"],
        cwd=folder.root.parent,
        capture_output=True,
        check=False,
        preexec_fn=without_privilege,
    )
    incidents.chmod(0o755)
    assert done.returncode == 2
    assert b"cannot write in `" in done.stderr
    assert b"Permission denied" in done.stderr
    assert (incidents / "fire.yaml").read_text() == INCIDENT
    assert (folder.root / "speakers.yaml").read_text() == SPEAKERS
    assert left_behind(folder.root) == []
