"""The cache may save time and must never change a byte: whatever happens to the files, or to the cache itself."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.store import cache, witness
from claimcheck.tasks import again
from tests.conftest import Result, Run
from tests.sarn import FIXTURES, HARBOUR_FIRE, SHED_FIRE

CALLS = (
    ("list",),
    ("list", "claims", "--format", "json"),
    ("contrast", "harbour-fire"),
    ("search", "fire"),
    ("check",),
    ("check", "--claims", "claims"),
)
FIRE = "claims/incidents/harbour-fire.yaml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES, tmp_path / "claims")
    return tmp_path


def kept(home: Path) -> list[tuple[str, str]]:
    """What the cache holds."""
    path = home / ".cache" / "claimcheck" / "answers-1.sqlite"
    if not path.exists():
        return []
    with sqlite3.connect(path) as database:
        return list(database.execute("SELECT key, value FROM kept"))


def answers(home: Path) -> list[dict[str, object]]:
    """The whole answers among it; `check` also keeps what it found in each file."""
    return [row for _, value in kept(home) if "status" in (row := json.loads(value))]


def fresh(run: Run, *words: str) -> Result:
    """The answer that is worked out anew."""
    return run(*words, env={cache.SWITCH: "1"})


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_an_answer_given_again_is_the_same(words: tuple[str, ...], run: Run, home: Path) -> None:
    first = run(*words)
    assert [first] * 3 == [run(*words), run(*words, "--no-cache"), fresh(run, *words)]
    assert len(answers(home)) == 1


def test_an_answer_given_again_imports_neither_commands_nor_typer(home: Path) -> None:
    script = "import sys; from claimcheck.__main__ import main; main(['list']); print(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / ".cache")}
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=home, env=environment, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert "typer" in runs[0].stderr.split()
    assert not {"typer", "pydantic", "yaml", "claimcheck.cli.list"} & set(runs[1].stderr.split())


# Whatever happens to the files


def _rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(".aside")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _behind_the_clock(path: Path, text: str) -> None:
    """The same size, the same time of change: as if both had happened within one tick of the clock."""
    before = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


WAYS = (_rewrite, _replace, _behind_the_clock)
FIRES = (
    HARBOUR_FIRE,
    HARBOUR_FIRE.replace("wiring", "wirings"),
    HARBOUR_FIRE.replace("wiring", "wirinq"),  # of the same size as the first
    HARBOUR_FIRE.replace("speaker: harbour-captain", "speaker: harbour-captaim", 1),  # an error
    "",
)


@settings(max_examples=8)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("write"), st.sampled_from(WAYS), st.integers(0, len(FIRES) - 1)),
            st.tuples(st.sampled_from(("add", "remove", "settle", "nearer", "dangle"))),
            st.tuples(st.just("ask"), st.sampled_from(CALLS)),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_no_change_of_the_files_goes_unseen(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(FIXTURES, home / "claims")
    work = home / "below"
    work.mkdir()
    asked: set[tuple[str, ...]] = {("list",), ("check",)}

    def both(words: tuple[str, ...]) -> None:
        results = [_in(home, work, words, fresh=each) for each in (False, True)]
        assert results[0] == results[1], words

    for step in steps:
        match step:
            case "write", way, int(version):
                assert callable(way)
                way(home / FIRE, FIRES[version])
            case ("add",):
                _rewrite(home / "claims" / "incidents" / "net-shed.yaml", SHED_FIRE)
            case ("remove",):
                (home / "claims" / "incidents" / "net-shed.yaml").unlink(missing_ok=True)
            case ("settle",):
                _rewrite(home / "claimcheck.toml", '[check]\nselect = ["all"]\n')
            case ("nearer",) if not (work / "claims").exists():
                shutil.copytree(home / "claims", work / "claims", symlinks=True, dirs_exist_ok=True)
            case ("dangle",):
                path = home / "claims" / "themes.yaml"
                path.unlink(missing_ok=True)
                path.symlink_to("nowhere.yaml")
            case "ask", tuple(words):
                asked.add(words)
        for words in sorted(asked):
            both(words)


def _in(home: Path, work: Path, words: tuple[str, ...], *, fresh: bool) -> Result:
    environment = {"XDG_CACHE_HOME": str(home / ".cache"), **({cache.SWITCH: "1"} if fresh else {})}
    run = _runner(home)
    return run(*words, cwd=work, env=environment)


def _runner(home: Path) -> Run:
    from tests import conftest  # noqa: PLC0415

    maker: Callable[[Path], Run] = conftest.run.__wrapped__  # type: ignore[attr-defined]
    return maker(home)


def test_a_file_replaced_within_one_tick_of_the_clock_is_seen(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither size nor times tell: the content does, for it was read soon after the change."""
    monkeypatch.setattr(witness, "_times", lambda status: f"{status.st_size} 1 1 1 1")
    assert "wiring" in run("contrast", "harbour-fire").out
    _rewrite(home / FIRE, HARBOUR_FIRE.replace("wiring", "wirinq"))
    assert "wirinq" in run("contrast", "harbour-fire").out


def test_a_file_that_has_come_of_age_is_told_by_its_times(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("contrast", "harbour-fire")
    young = kept(home)[0][1]
    monkeypatch.setattr(witness, "SOON", 0)
    assert run("contrast", "harbour-fire") == fresh(run, "contrast", "harbour-fire")
    assert len(kept(home)[0][1]) < len(young)
    _rewrite(home / FIRE, HARBOUR_FIRE.replace("wiring", "wirinq"))
    assert "wirinq" in run("contrast", "harbour-fire").out


def test_one_incident_waits_for_no_other(run: Run, home: Path) -> None:
    run("contrast", "harbour-fire")
    before = kept(home)
    (home / "claims" / "incidents" / "net-shed.yaml").write_text(SHED_FIRE, encoding="utf-8")
    run("contrast", "harbour-fire")
    _rewrite(home / "claims" / "incidents" / "net-shed.yaml", SHED_FIRE.replace("shed", "sheds"))
    after = kept(home)
    run("contrast", "harbour-fire")
    assert before != after == kept(home)


# Whatever is around the call


def test_what_has_a_say_in_an_answer_is_part_of_the_question(run: Run, home: Path) -> None:
    for columns in (60, 120):
        assert run("list", "claims", columns=columns) == run("list", "claims", columns=columns, env={cache.SWITCH: "1"})
    for env in ({"FORCE_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {"CLAIMCHECK_CLAIMS": str(FIXTURES)}):
        assert run("list", "claims", env=env) == run("list", "claims", env={**env, cache.SWITCH: "1"})
    assert len(kept(home)) == 5


def test_another_program_gives_its_own_answers(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("list")
    monkeypatch.setattr("sys.version", "99")
    run("list")
    monkeypatch.setattr(again, "program", lambda: [0])
    run("list")
    assert len(kept(home)) == 3


def test_only_answers_to_the_screen_are_kept(run: Run, home: Path) -> None:
    run("list", "-o", "list.txt")
    run("list", "--help")
    run("list", "--party", "nobody")
    run("contrast", "nothing")
    run("check", FIRE)
    run("completion", "bash")
    assert answers(home) == []
    (home / "list.txt").unlink()
    run("list", "-o", "list.txt")
    assert (home / "list.txt").exists()


def test_what_lies_behind_a_link_is_looked_at_anew(run: Run, home: Path) -> None:
    (home / FIRE).rename(home / "claims" / "fire.yaml")
    (home / FIRE).symlink_to("../fire.yaml")
    run("list")
    assert kept(home) == []


# Whatever happens to the cache


def test_a_damaged_cache_is_no_cache(run: Run, home: Path) -> None:
    expected = run("list", "claims")
    path = home / ".cache" / "claimcheck" / "answers-1.sqlite"
    whole = path.read_bytes()
    chance = random.Random(2009)  # noqa: S311
    filled = [at for at, byte in enumerate(whole) if byte]
    for _ in range(30):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 1, 40))):
            damaged[chance.choice(filled)] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert run("list", "claims") == expected
    for data in (b"", b"not a database", whole[: len(whole) // 2]):
        path.write_bytes(data)
        assert [run("list", "claims"), run("list", "claims")] == [expected] * 2


def test_a_cache_that_cannot_be_written_is_no_cache(run: Run, home: Path) -> None:
    expected = fresh(run, "list")
    places = {"file": home / "file", "closed": home / "closed", "open": home / "open"}
    places["file"].write_text("")
    for name, mode in (("closed", 0o500), ("open", 0o777)):
        (places[name] / "claimcheck").mkdir(parents=True)
        (places[name] / "claimcheck").chmod(mode)
    for place in (*places.values(), Path("relative")):
        for _ in range(2):
            assert run("list", env={"XDG_CACHE_HOME": str(place), "HOME": str(place)}) == expected
    assert not list((places["open"] / "claimcheck").iterdir())  # anybody could have put something there
    assert not (home / "relative").exists()


def test_a_cache_behind_a_link_is_no_cache(run: Run, home: Path) -> None:
    (home / "elsewhere").mkdir()
    (home / ".cache").mkdir()
    (home / ".cache" / "claimcheck").symlink_to(home / "elsewhere")
    run("list")
    assert not list((home / "elsewhere").iterdir())


def test_a_cache_that_is_refused_is_left_alone(run: Run, home: Path) -> None:
    run("list")
    (home / ".cache" / "claimcheck").rename(home / "elsewhere")
    (home / ".cache" / "claimcheck").symlink_to(home / "elsewhere")
    run("list", "claims")
    assert (home / "elsewhere" / "answers-1.sqlite").exists()
    (home / ".cache" / "claimcheck").unlink()
    assert len(kept(home)) == 0
    (home / "elsewhere").rename(home / ".cache" / "claimcheck")
    assert len(kept(home)) == 1


def test_a_folder_whose_name_is_not_unicode_costs_nobody_their_answers(run: Run, home: Path) -> None:
    run("list")
    there = home / os.fsdecode(b"caf\xe9")
    try:
        shutil.copytree(FIXTURES, there / "claims")
    except OSError:
        pytest.skip("this file system knows Unicode names only")
    before = kept(home)
    answer = run("list", "claims", cwd=there)
    assert (answer.status, answer) == (0, run("list", "claims", cwd=there))
    assert kept(home) == before != []


def test_a_locked_cache_is_no_cache(run: Run, home: Path) -> None:
    expected = run("list")
    with sqlite3.connect(home / ".cache" / "claimcheck" / "answers-1.sqlite") as database:
        database.execute("BEGIN EXCLUSIVE")
        assert run("list") == expected
        assert run("list", "claims") == fresh(run, "list", "claims")


def test_processes_may_share_it(home: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / ".cache")}
    command = [sys.executable, "-m", "claimcheck", "list", "claims"]
    for _ in range(2):
        running = [
            subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for _ in range(4)
        ]
        assert len({each.communicate()[0] for each in running}) == 1
        assert all(each.returncode == 0 for each in running)
    assert len(kept(home)) == 1


def test_it_does_not_grow_without_end(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("list")
    monkeypatch.setattr(cache, "_MOST", 3 * len(kept(home)[0][1]))
    for width in range(60, 72):
        run("list", columns=width)
    assert 1 < len(kept(home)) < 5
    monkeypatch.setattr(cache, "_LARGEST", 10)
    run("list", columns=100)
    assert not any("'100'" in key for key, _ in kept(home))


def test_its_limits_are_those_of_bytes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.delenv(cache.SWITCH, raising=False)
    monkeypatch.setattr(cache, "_MOST", 4_000)
    for at in range(5):
        cache.keep(f"{at}", "ж" * 900)
    assert sum(len(value.encode()) for _, value in kept(home)) in range(3_000, 4_001)
    monkeypatch.setattr(cache, "_LARGEST", 1_000)
    cache.keep("long", "ж" * 900)
    cache.keep("short", "w" * 900)
    assert [key for key, _ in kept(home)][-1:] == ["short"]


# What was seen


def test_one_may_watch_while_another_does(tmp_path: Path) -> None:
    with witness.watch() as outer:
        with witness.watch() as inner:
            witness.saw_place(tmp_path, there=True)
        assert inner == outer
        witness.saw_place(tmp_path / "nothing", there=False)
    with witness.watch() as idle, witness.watch() as busy:
        pass
    witness.saw_place(tmp_path, there=True)
    assert (len(outer), len(inner), idle, busy) == (2, 1, [], [])
