"""Kill it, starve it, run eight of it: each file is the old one or the new one, and every claim is there."""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from claimcheck.store import write
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.store.parse import parse
from tests.conftest import Corpus
from tests.trust.calls import WRITE, call, strays
from tests.trust.conftest import count, often

FIRE = """
title: Fire
disputants: [port]
questions: {cause: {ask: Why?, answers: {set: Somebody set it., wire: A wire.}}}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05, language: en}
claims:
  - {id: one, speaker: captain, stance: {asserts: {cause: wire}}, source: herald, quote: It burnt}
"""
SPEAKERS = "parties: {port: {name: Port}}\nspeakers: {captain: {name: Ilse Brandt, party: port}}\n"


@pytest.fixture
def folder(corpus: Corpus, tmp_path: Path) -> Path:
    corpus({"fire": FIRE}, SPEAKERS)
    (tmp_path / "copies" / "fire").mkdir(parents=True)
    (tmp_path / "copies" / "fire" / "herald.txt").write_text('The captain said: "It burnt, and nobody set it."\n')
    return tmp_path


def adding(name: str) -> str:
    return f"add claim fire --id {name} --speaker captain --source herald --asserts cause=set --quote Set-{name}"


def recorded(folder: Path) -> set[str]:
    """The claims of the incident, which must be sound."""
    loaded = load(Folder(folder / "claims", "claims/"))
    assert [each for each in loaded.diagnostics if each.severity == "error"] == []
    return {claim.id for claim in loaded.collection.incidents["fire"].claims}


def forked(work: Callable[[], int]) -> int:
    """A process that does some work and ends with what it returns; its id."""
    process = os.fork()
    if process == 0:
        status = 99
        try:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            status = work()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 98
        except KeyboardInterrupt:
            status = 130
        finally:
            os._exit(status)
    return process


def ended(process: int) -> int:
    """The exit status of a process; of one that a signal ended, its number below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def untorn(folder: Path, before: dict[str, bytes]) -> None:
    """Every file can be read and holds at least what it held."""
    for name in before:
        assert parse((folder / "claims" / name).read_bytes()).problems == [], name


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=["kill", "term", "int"])
def test_a_writer_that_is_stopped_at_any_moment_loses_nothing(number: signal.Signals, folder: Path) -> None:
    chance = random.Random(int(number))  # noqa: S311 - any moment will do
    (folder / "claims/incidents/fire.yaml").write_text(FIRE + "# filling\n" * 20_000)
    started = time.monotonic()
    assert ended(forked(lambda: call(adding("first"), folder)[0].status)) == 0
    usual = time.monotonic() - started
    known, stopped = {"one", "first"}, 0
    for attempt in range(often(25, 200)):
        name = f"c-{attempt}"
        before = recorded(folder)
        process = forked(lambda name=name: call(adding(name), folder)[0].status)  # type: ignore[misc]
        time.sleep(chance.uniform(0, usual * 1.2))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)
        status = ended(process)
        assert status in (0, 130, -number), status
        now = recorded(folder)
        assert now - before <= {name}
        assert known <= now, "claims lost"
        if status == 0:
            assert name in now, "a claim that was acknowledged is not there"
        known = now
        stopped += status != 0
        text = (folder / "claims/incidents/fire.yaml").read_text()
        assert text.startswith(FIRE[:-1])
        assert text.count("# filling\n") == 20_000
        count(faults_injected=1, calls_made=1, files_torn=0, claims_lost=0)
    assert stopped > often(25, 200) / 10, "hardly any was stopped: this test shows nothing"
    assert ended(forked(lambda: call(adding("last"), folder)[0].status)) == 0
    assert recorded(folder) == known | {"last"}
    assert strays(folder) == []


def stopped_at(line: int) -> Callable[[FrameType, str, Any], Any]:
    """A trace that kills its process at the n-th line that it comes to, of `store/write.py` and of what that calls."""
    left = line

    def trace(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401
        nonlocal left
        caller = frame.f_back and frame.f_back.f_code
        if frame.f_code.co_filename != write.__file__ and (
            caller is None
            or caller.co_filename != write.__file__
            or caller.co_name == "_sweep"  # which only looks round
        ):
            return None
        left -= event == "line"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def torn(now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The files that are neither as they were nor as they were to be."""
    names = {*now, *before, *after}
    return [name for name in names if now.get(name) not in (before.get(name), after.get(name))]


def test_a_write_that_is_killed_at_any_line_leaves_whole_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files change, one comes, one goes and one is only held."""
    monkeypatch.setattr(write, "_UNSIGNED", 0.01)  # for how long a lock that nobody has signed is left alone
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what is killed is a process, not the machine
    claims = folder / "claims"
    (claims / "incidents" / "old.yaml").write_text("title: old\n")
    before = texts(folder)
    wanted: write.Texts = {
        "incidents/fire.yaml": FIRE.encode() + b"# more\n",
        "speakers.yaml": SPEAKERS.encode() + b"# more\n",
        "incidents/new.yaml": b"title: new\n",
        "incidents/old.yaml": None,
    }
    after = {f"claims/{name}": text for name, text in wanted.items() if text is not None}

    def writes(at: int = -1) -> int:
        sys.settrace(stopped_at(at))
        write.update(Folder(claims, "claims/"), [*wanted, "themes.yaml"], lambda _: dict(wanted))
        return 0

    for at in range(1, 5000, often(7, 1)):
        for path in files(claims):
            path.unlink()
        for name, text in before.items():
            (folder / name).write_bytes(text)
        status = ended(forked(lambda at=at: writes(at)))  # type: ignore[misc]
        if status == 0:
            break
        assert status == -signal.SIGKILL
        found = torn(texts(folder), before, after)
        count(faults_injected=1, files_torn=len(found), claims_lost=0)
        assert found == [], at
        assert ended(forked(writes)) == 0
        assert texts(folder) == after
        assert strays(folder) == []
    assert status == 0, "it was never let through to its end"
    assert at > 200


def test_a_rename_that_was_killed_is_finished_by_the_same_call(folder: Path) -> None:
    line = "rename captain skipper"
    before = texts(folder)
    assert ended(forked(lambda: call(line, folder)[0].status)) == 0
    after = texts(folder)

    def killed(at: int) -> int:
        sys.settrace(stopped_at(at))
        return call(line, folder)[0].status

    for at in range(1, 5000, often(50, 10)):
        for name, text in before.items():
            (folder / name).write_bytes(text)
        status = ended(forked(lambda at=at: killed(at)))  # type: ignore[misc]
        if status == 0:
            break
        now = texts(folder)
        count(faults_injected=1, calls_made=2, files_torn=len(torn(now, before, after)), claims_lost=0)
        assert torn(now, before, after) == [], at
        again = ended(forked(lambda: call(line, folder)[0].status))
        assert again == 0 or (again == 2 and now == after)
        assert texts(folder) == after
    assert status == 0


@pytest.mark.parametrize("line", WRITE)
def test_without_room_every_writing_command_leaves_all_as_it_was(line: str, no_room: Path, folder: Path) -> None:
    fill(folder, no_room)
    with contextlib.suppress(OSError), (no_room / "ballast").open("wb", buffering=0) as ballast:
        while True:
            ballast.write(b"x" * 4096)
    before = texts(no_room)
    status = ended(forked(lambda: call(line, no_room)[0].status))
    count(faults_injected=1, calls_made=1)
    after = texts(no_room)
    assert {name: after.get(name) for name in before} == before or status == 0
    assert status in (0, 1, 2)
    (no_room / "ballast").unlink()
    assert ended(forked(lambda: call(adding("more"), no_room)[0].status)) == 0
    assert strays(no_room) == []


@pytest.mark.parametrize("most", [0, 100, 4096, 60_000])
@pytest.mark.parametrize("line", ["fmt", "rename captain skipper", adding("new"), "review fire/one", "schema --write"])
def test_with_a_limit_on_the_size_of_files_all_change_or_none(line: str, most: int, folder: Path) -> None:
    (folder / "claims/incidents/fire.yaml").write_text(
        FIRE.replace("title: Fire\n", "") + "title:   Fire\n" + "# x\n" * 30_000
    )
    before = texts(folder)

    def limited() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        return call(line, folder)[0].status

    assert ended(forked(limited)) == 2 or line == "schema --write"
    count(faults_injected=1, calls_made=1)
    if line != "schema --write":
        assert texts(folder) == before
    assert ended(forked(lambda: call(line, folder)[0].status)) == 0
    assert strays(folder) == []


@pytest.mark.parametrize("line", WRITE)
def test_in_a_folder_that_is_read_only_nothing_changes(line: str, folder: Path) -> None:
    before = texts(folder)
    places = [each for each in (folder, *folder.rglob("*")) if each.is_dir()]
    for each in places:
        each.chmod(0o555)

    def unprivileged() -> int:
        # capset(2): permissions count for root too
        ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
        return call(line, folder)[0].status

    try:
        status = ended(forked(unprivileged))
    finally:
        for each in places:
            each.chmod(0o755)
    count(faults_injected=1, calls_made=1)
    assert status in (0, 1, 2)
    assert texts(folder) == before
    assert strays(folder) == []


def test_eight_writers_and_a_tidier_lose_nothing(folder: Path) -> None:
    each = often(5, 25)

    def adds(writer: int) -> int:
        return max(call(adding(f"c-{writer}-{number}"), folder)[0].status for number in range(each))

    def tidies() -> int:
        return max(call("fmt", folder)[0].status for _ in range(each))

    def looks() -> int:
        return max(call("list claims", folder)[0].status for _ in range(each))

    writers = [forked(lambda writer=writer: adds(writer)) for writer in range(8)]  # type: ignore[misc]
    others = [forked(tidies), forked(looks)]
    assert [ended(process) for process in (*writers, *others)] == [0] * 10
    wanted = {"one", *(f"c-{writer}-{number}" for writer in range(8) for number in range(each))}
    count(calls_made=10 * each, faults_injected=8, claims_lost=len(wanted - recorded(folder)))
    assert recorded(folder) == wanted
    assert strays(folder) == []


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder / "claims")}


def files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def fill(source: Path, goal: Path) -> None:
    for path in [*files(source / "claims"), *files(source / "copies")]:
        place = goal / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
