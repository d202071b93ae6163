"""Trees that are kept may save time and must never change a byte, whatever happens to them."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.store import cache, shelf
from claimcheck.store.parse import parse
from claimcheck.store.shelf import Shelf
from claimcheck.store.tree import Mapping, Node, Sequence
from tests.conftest import TESTS, Result, Run
from tests.sarn import FIXTURES

CALLS = (("list", "claims", "--format", "json"), ("contrast", "harbour-fire"), ("search", "fire"), ("stats",))
FIRE = "claims/incidents/harbour-fire.yaml"
FILES = sorted([*FIXTURES.rglob("*.yaml"), *(TESTS.parent / "claims").rglob("*.yaml")])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES, tmp_path / "claims")
    return tmp_path


def store(home: Path) -> Path:
    return home / ".cache" / "claimcheck" / "trees-1.sqlite"


def asked(run: Run, home: Path, *words: str) -> Result:
    """An answer that may be made of trees that are kept, and of nothing else that is."""
    (home / ".cache" / "claimcheck" / "answers-1.sqlite").unlink(missing_ok=True)
    return run(*words)


def fresh(run: Run, *words: str) -> Result:
    return run(*words, env={cache.SWITCH: "1"})


def rows(home: Path) -> list[tuple[bytes, str]]:
    if not store(home).exists():
        return []
    with sqlite3.connect(store(home)) as database:
        return list(database.execute("SELECT key, body FROM tree"))


def laid_out(node: Node) -> Iterator[tuple[object, ...]]:
    """All that a tree says, and where."""
    yield type(node), node.line, node.column, None if isinstance(node, Mapping | Sequence) else str(node)
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from laid_out(key)
            yield from laid_out(value)
    elif isinstance(node, Sequence):
        for value in node:
            yield from laid_out(value)


def mutated(number: int) -> Iterator[bytes]:
    """Files of the collections, each with a few bytes or lines changed, moved or taken out."""
    chance = random.Random(2008)  # noqa: S311 - nothing is to be kept secret by it
    texts = [path.read_bytes() for path in FILES]
    for _ in range(number):
        lines = chance.choice(texts).splitlines(keepends=True)
        begin = chance.randrange(len(lines))
        lines = lines[begin if chance.random() < 0.5 else 0 :][: chance.randrange(2, 120)]
        for _ in range(chance.choice((0, 1, 1, 3))):
            at = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at:][:1]
                case 1:
                    lines.insert(at, chance.choice(lines))
                case 2:
                    lines[at] = lines[at].replace(b" ", chance.choice((b"\t", b"  ", b"", b": ", b" # ")), 1)
                case 3:
                    lines[at] += chance.choice(
                        ("  x: é\U0001f525\u2028\n", "- [a, {b: c}]\n", "\\u0041\n", "é: |\n")
                    ).encode()
                case _:
                    damaged = bytearray(lines[at])
                    damaged[chance.randrange(len(damaged))] = chance.randrange(256)
                    lines[at] = bytes(damaged)
        yield b"".join(lines)


def agree(number: int) -> int:
    """How many of many files have trees that are kept; each is, kept and read, what the parser makes of it."""
    found = 0
    for data in (*(path.read_bytes() for path in FILES), *mutated(number)):
        parsed = parse(data)
        if isinstance(parsed.tree, Mapping) and not parsed.problems:
            found += 1
            again = shelf.read(shelf.written(parsed.tree))
            assert list(laid_out(again)) == list(laid_out(parsed.tree))
            assert again == parsed.tree
    return found


def test_a_tree_that_was_kept_says_the_same_at_the_same_places() -> None:
    assert agree(300) > 50


@pytest.mark.slow
def test_many_trees_that_were_kept_say_the_same_at_the_same_places() -> None:
    assert agree(20_000) > 4_000


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_an_answer_of_kept_trees_is_the_same(words: tuple[str, ...], run: Run, home: Path) -> None:
    expected = fresh(run, *words)
    assert rows(home) == []
    assert asked(run, home, *words) == expected
    before = rows(home)
    assert before
    assert asked(run, home, *words) == expected
    assert rows(home) == before


def test_what_was_edited_is_parsed_anew(run: Run, home: Path) -> None:
    asked(run, home, "list", "claims")
    number = len(rows(home))
    text = (home / FIRE).read_text(encoding="utf-8")
    (home / FIRE).write_text(text.replace("title: ", "title: The other ", 1), encoding="utf-8")
    assert "The other " in asked(run, home, "contrast", "harbour-fire").out
    assert len(rows(home)) == number + 1
    (home / FIRE).write_text(text, encoding="utf-8")
    assert "The other " not in asked(run, home, "contrast", "harbour-fire").out


def test_a_file_with_a_problem_is_not_kept(run: Run, home: Path) -> None:
    (home / FIRE).write_text((home / FIRE).read_text(encoding="utf-8") + "title: again\n", encoding="utf-8")
    expected = fresh(run, "list", "claims")
    assert expected.err
    assert [asked(run, home, "list", "claims") for _ in range(2)] == [expected] * 2


def test_an_error_that_the_parser_does_not_see_is_told_at_its_place(run: Run, home: Path) -> None:
    text = (home / FIRE).read_text(encoding="utf-8")
    (home / FIRE).write_text(text.replace("speaker: ", "speaker: nobody-", 1), encoding="utf-8")
    expected = fresh(run, "contrast", "harbour-fire")
    assert (expected.status, "nobody-" in expected.err) == (2, True)
    assert [asked(run, home, "contrast", "harbour-fire") for _ in range(2)] == [expected] * 2


@pytest.mark.parametrize("words", [("list", "--no-cache"), ("check",)], ids=" ".join)
def test_who_refuses_it_and_who_would_only_fill_it_leave_it_alone(words: tuple[str, ...], run: Run, home: Path) -> None:
    asked(run, home, *words)
    assert rows(home) == []


def test_a_damaged_store_is_no_store(run: Run, home: Path) -> None:
    expected = fresh(run, "list", "claims")
    asked(run, home, "list", "claims")
    whole = store(home).read_bytes()
    chance = random.Random(2009)  # noqa: S311
    filled = [at for at, byte in enumerate(whole) if byte]
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 1, 40))):
            damaged[chance.choice(filled)] ^= 1 << chance.randrange(8)
        store(home).write_bytes(damaged)
        assert asked(run, home, "list", "claims") == expected
    for data in (b"", b"not a database", whole[: len(whole) // 2]):
        store(home).write_bytes(data)
        assert [asked(run, home, "list", "claims") for _ in range(2)] == [expected] * 2


@pytest.mark.slow
def test_two_thousand_damaged_stores_change_no_answer(run: Run, home: Path) -> None:
    expected = fresh(run, "list", "claims")
    asked(run, home, "list", "claims")
    whole = store(home).read_bytes()
    chance = random.Random(2010)  # noqa: S311
    for _ in range(2_000):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 3, 200))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        store(home).write_bytes(damaged[: chance.choice((None, None, chance.randrange(len(damaged))))])
        assert asked(run, home, "list", "claims") == expected


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM tree WHERE rowid % 2",
        "UPDATE tree SET body = (SELECT body FROM tree AS other WHERE other.key <> tree.key)",
        "UPDATE tree SET body = replace(body, 'fire', 'rain')",
        "UPDATE tree SET body = NULL",
        "UPDATE tree SET checksum = 7",
        "ALTER TABLE tree RENAME TO shrub",
        "ALTER TABLE tree RENAME body TO trunk",
    ],
)
def test_rows_that_are_gone_or_anothers_change_nothing(harm: str, run: Run, home: Path) -> None:
    expected = fresh(run, "list", "claims")
    asked(run, home, "list", "claims")
    with sqlite3.connect(store(home)) as database:
        database.execute("PRAGMA writable_schema = 1")
        try:
            database.execute(harm)
        except sqlite3.IntegrityError:
            database.execute("DELETE FROM tree")
    assert [asked(run, home, "list", "claims") for _ in range(2)] == [expected] * 2


def test_a_store_that_is_locked_read_only_or_somebody_elses_is_no_store(run: Run, home: Path) -> None:
    expected = fresh(run, "list", "claims")
    asked(run, home, "list", "claims")
    with sqlite3.connect(store(home)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert asked(run, home, "list", "claims") == expected
    whole = store(home).read_bytes()
    store(home).chmod(0o622)  # anybody could have written it
    damaged = whole.replace(b"fire", b"rain")
    store(home).write_bytes(damaged)
    assert asked(run, home, "list", "claims") == expected
    assert store(home).read_bytes() == damaged
    store(home).rename(home / "elsewhere")
    store(home).symlink_to(home / "elsewhere")
    assert asked(run, home, "list", "claims") == expected
    os.remove(store(home))  # noqa: PTH107 - the link
    store(home).mkdir()
    assert asked(run, home, "list", "claims") == expected


def test_another_program_keeps_its_own_trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    data = b"title: Fire\n"
    for _ in range(2):
        for program in ("one", "another"):
            mine = Shelf(program)
            assert mine.parse("a.yaml", data).tree == {"title": "Fire"}
            mine.close()
            assert len(rows(tmp_path)) == 1


def test_it_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setattr(shelf, "_MOST", 20_000)
    monkeypatch.setattr(shelf, "_AT_ONCE", 1_000)
    mine = Shelf("one")
    for number in range(400):
        assert mine.parse("a.yaml", b"title: Fire %d of very many of them, told at some length\n" % number).tree
    mine.close()
    assert 0 < sum(len(body) for _, body in rows(tmp_path)) <= shelf._MOST
