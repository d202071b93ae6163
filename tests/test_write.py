"""A write leaves the old file or the new one, and no writer loses what another wrote."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
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
from claimcheck.store.write import Texts, Written, locked, update
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


def descriptors() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


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


HOST = os.uname().nodename
SINCE = "2031-03-04T10:00:00Z"


@pytest.mark.parametrize(
    "signature",
    [
        b"",  # whoever made it will sign in a moment
        b"\xff\xfe",
        b"4194999 2031-03-04T10:00:00Z\n",
        f"somebody {SINCE} {HOST}\n".encode(),
        f"{10**30} {SINCE} {HOST}\n".encode(),
    ],
)
def test_a_lock_that_may_be_somebodys_is_left_alone(signature: bytes, folder: Folder) -> None:
    lock = folder.root / ".speakers.yaml.lock"
    lock.write_bytes(signature)
    with pytest.raises(LockedError, match=r"`speakers.yaml` is locked by (another process|process [a-z0-9]+ since)"):
        update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b""}, wait=0.05)
    assert lock.read_bytes() == signature
    assert (folder.root / "speakers.yaml").read_text() == SPEAKERS


def test_a_process_that_lives_keeps_its_lock_and_is_not_disturbed(folder: Folder) -> None:
    lock = folder.root / ".speakers.yaml.lock"
    with subprocess.Popen(["sleep", "30"]) as living:
        try:
            lock.write_text(f"{living.pid} {SINCE} {HOST}\n")
            with pytest.raises(LockedError) as raised:
                update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b""}, wait=0.05)
            assert raised.value.message == f"`speakers.yaml` is locked by process {living.pid} since {SINCE}"
            time.sleep(0.05)
            assert living.poll() is None
        finally:
            living.kill()


def test_a_lock_that_nobody_holds_is_taken_over_and_signed_anew(folder: Folder) -> None:
    lock = folder.root / ".speakers.yaml.lock"
    lock.write_text(f"{os.getpid()} {SINCE} {HOST} and words that no lock of ours holds\n")  # an earlier process's
    with locked(folder.root / "speakers.yaml", wait=0.05):
        process, since, host = lock.read_text().split()
        assert (process, host) == (str(os.getpid()), HOST)
        assert since != SINCE
    assert not lock.exists()


def test_an_empty_lock_of_some_age_is_taken_over(folder: Folder) -> None:
    lock = folder.root / ".speakers.yaml.lock"
    lock.touch()
    os.utime(lock, (time.time() - 60, time.time() - 60))
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"}, wait=0.05)
    assert (folder.root / "speakers.yaml").read_text() == "speakers:\n"


def test_an_heir_that_comes_too_late_does_not_take_the_lock_of_another(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = folder.root / ".speakers.yaml.lock"
    lock.write_text(f"{os.getpid()} {SINCE} {HOST}\n")
    flock = fcntl.flock

    def slow(handle: int, how: int) -> None:
        lock.unlink()  # meanwhile another heir got it, was done with it, and a third one made its own
        lock.write_text("4194999 2031-03-04T10:00:00Z some-other-machine\n")
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", slow)
    with pytest.raises(LockedError):
        update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b""}, wait=0)
    assert lock.read_text().startswith("4194999 ")
    assert (folder.root / "speakers.yaml").read_text() == SPEAKERS


def test_where_no_lock_can_be_signed_none_is_left(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "_sign", full)
    before = descriptors()
    with pytest.raises(WriteError, match=f"cannot write in `{folder.root}`: No space left on device"):
        update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b""})
    assert descriptors() == before
    assert left_behind(folder.root) == []


def test_files_are_locked_in_one_order_so_that_two_writers_never_wait_for_each_other(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    lock = write.locked

    def noting(path: Path, wait: float) -> contextlib.AbstractContextManager[None]:
        order.append(path.name)
        return lock(path, wait)

    monkeypatch.setattr(write, "locked", noting)
    names = [f"incidents/{name}.yaml" for name in "kgbdcfaehj"]
    update(folder, [*names, *names], lambda _: {})
    assert order == sorted(name.removeprefix("incidents/") for name in names)


def test_what_was_changed_is_told_file_by_file(folder: Folder) -> None:
    names = ["speakers.yaml", "themes.yaml", "incidents/fire.yaml"]
    before = descriptors()
    changes = update(
        folder,
        names,
        lambda texts: {
            "themes.yaml": b"{}\n",
            "incidents/fire.yaml": None,
            "speakers.yaml": texts["speakers.yaml"],
        },
    )
    assert changes == [
        Written("incidents/fire.yaml", INCIDENT.encode(), None),
        Written("themes.yaml", None, b"{}\n"),
    ]
    assert not (folder.root / "incidents/fire.yaml").exists()
    assert (folder.root / "themes.yaml").read_bytes() == b"{}\n"
    assert descriptors() == before


def test_a_new_file_and_a_lock_are_no_programs(folder: Folder) -> None:
    mask = os.umask(0)
    try:
        with locked(folder.root / "speakers.yaml"):
            assert stat.S_IMODE((folder.root / ".speakers.yaml.lock").stat().st_mode) == 0o666
        update(folder, ["themes.yaml"], lambda _: {"themes.yaml": b"{}\n"})
    finally:
        os.umask(mask)
    assert stat.S_IMODE((folder.root / "themes.yaml").stat().st_mode) == 0o666


def test_a_text_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then a machine that loses its power holds the one or the other."""
    done: list[object] = []
    flush, replace = os.fsync, os.replace

    def flushing(handle: int) -> None:
        status = os.fstat(handle)
        done.append("folder" if stat.S_ISDIR(status.st_mode) else status.st_size)
        flush(handle)

    def replacing(one: Path, other: Path) -> None:
        done.append("replaced")
        replace(one, other)

    monkeypatch.setattr(os, "fsync", flushing)
    monkeypatch.setattr(os, "replace", replacing)
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"})
    assert done == [len(b"speakers:\n"), "replaced", "folder"]


def test_a_file_that_is_left_over_goes_and_that_of_another_stays(folder: Folder) -> None:
    for name in (".speakers.yaml.77.tmp", ".themes.yaml.77.tmp", ".[a]*.yaml.77.tmp", ".ab.yaml.77.tmp"):
        (folder.root / name).write_text("half")
    update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"speakers:\n"})
    assert sorted(left_behind(folder.root)) == [".[a]*.yaml.77.tmp", ".ab.yaml.77.tmp", ".themes.yaml.77.tmp"]
    update(folder, ["[a]*.yaml"], lambda _: {})
    assert sorted(left_behind(folder.root)) == [".ab.yaml.77.tmp", ".themes.yaml.77.tmp"]


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


def test_a_symbolic_link_never_makes_a_file_outside(folder: Folder) -> None:
    outside = folder.root.parent / "outside.yaml"
    (folder.root / "themes.yaml").symlink_to(outside)
    with pytest.raises(WriteError, match=r"`claims/themes.yaml` is a symbolic link that leads out of the collection"):
        update(folder, ["themes.yaml"], lambda _: {"themes.yaml": b"{}\n"})
    assert not outside.exists()


def test_what_cannot_be_read_is_not_written(folder: Folder) -> None:
    (folder.root / "themes.yaml").mkdir()
    with pytest.raises(WriteError, match=r"`claims/themes.yaml`"):
        update(folder, ["themes.yaml", "speakers.yaml"], lambda texts: dict.fromkeys(texts, b"{}\n"))
    assert (folder.root / "themes.yaml").is_dir()
    assert (folder.root / "speakers.yaml").read_text() == SPEAKERS


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


def failing_at(monkeypatch: pytest.MonkeyPatch, *names: str, error: OSError | None = None) -> list[str]:
    """Have files of these names not be put in their place; the names of all that are put, in order."""
    put, order = write._put, []

    def putting(path: Path, text: bytes | None) -> None:
        order.append(path.name)
        if path.name in names:
            raise error or OSError(28, "No space left on device", str(path))
        put(path, text)

    monkeypatch.setattr(write, "_put", putting)
    return order


def test_a_text_that_moves_is_never_nowhere(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    order = failing_at(monkeypatch)
    moved: Texts = {"incidents/fire.yaml": None, "incidents/other.yaml": INCIDENT.encode()}
    update(folder, moved, lambda _: moved)
    assert order == ["other.yaml", "fire.yaml"]


def test_a_removed_file_is_put_back_and_a_new_one_taken_away(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: Texts = {"incidents/fire.yaml": None, "incidents/new.yaml": b"new\n", "speakers.yaml": None}
    failing_at(monkeypatch, "speakers.yaml")
    with pytest.raises(WriteError, match=r"cannot write `.*/speakers.yaml`: No space left") as raised:
        update(folder, texts, lambda _: texts)
    assert raised.value.hint == "nothing was changed"
    assert (folder.root / "incidents/fire.yaml").read_text() == INCIDENT
    assert not (folder.root / "incidents/new.yaml").exists()
    assert left_behind(folder.root) == []


def test_a_new_file_that_never_came_about_needs_no_undoing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    put = write._put

    def failing(path: Path, text: bytes | None) -> None:
        if text is not None:
            raise OSError(5, "Input/output error")
        put(path, text)

    monkeypatch.setattr(write, "_put", failing)
    with pytest.raises(WriteError) as raised:
        update(folder, ["themes.yaml"], lambda _: {"themes.yaml": b"{}\n"})
    assert raised.value.message == f"cannot write `{folder.root}`: Input/output error"
    assert raised.value.hint == "nothing was changed"
    assert not (folder.root / "themes.yaml").exists()


def test_what_could_not_be_put_back_is_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    put = write._put

    def failing(path: Path, text: bytes | None) -> None:
        if path.name == "themes.yaml" or text != b"new\n":
            raise OSError(5, "Input/output error", str(path))
        put(path, text)

    monkeypatch.setattr(write, "_put", failing)
    with pytest.raises(WriteError) as raised:
        update(
            folder,
            ["incidents/fire.yaml", "speakers.yaml", "themes.yaml"],
            lambda texts: dict.fromkeys(texts, b"new\n"),
        )
    assert raised.value.hint == "changed, and not put back: incidents/fire.yaml, speakers.yaml"


def test_a_disk_that_does_not_hold_what_was_written_is_found_out(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = write._put

    def lying(path: Path, text: bytes | None) -> None:
        put(path, b"garbage" if text == b"new\n" else text)
        if text == b"new\n":
            path.write_bytes(b"garbage")

    monkeypatch.setattr(write, "_put", lying)
    with pytest.raises(WriteError, match="does not hold what was written to it") as raised:
        update(folder, ["speakers.yaml"], lambda _: {"speakers.yaml": b"new\n"})
    assert raised.value.hint == "nothing was changed"
    assert (folder.root / "speakers.yaml").read_text() == SPEAKERS


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


def test_a_file_that_is_read_only_stays_as_it_is(folder: Folder) -> None:
    (folder.root / "speakers.yaml").chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "rename", "captain", "other"],
        cwd=folder.root.parent,
        capture_output=True,
        check=False,
        preexec_fn=without_privilege,
    )
    assert done.returncode == 2
    assert b"speakers.yaml`: it is read-only" in done.stderr
    assert (folder.root / "speakers.yaml").read_text() == SPEAKERS
    assert left_behind(folder.root) == []
