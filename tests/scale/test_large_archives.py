"""What `docs/how-to/large-archives.md` shows and promises: commands, programs, and that an archive can be cut."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow.parquet import ParquetFile

from benchmarks import archives
from benchmarks.archive import Planted
from benchmarks.archive import archive as made
from claimcheck.exchange.engines import Ask, EngineRows, engine
from claimcheck.exchange.questions import questions
from claimcheck.exchange.tables import TABLES
from tests.conftest import TESTS, Golden, Run
from tests.scale.conftest import LONG
from tests.test_docs import FENCE, _played, _under_git

PAGE = TESTS.parent / "docs" / "how-to" / "large-archives.md"
WANTED = ("narrower", "apart", "statements", "held", "told", "pairs", "meeting", "turns", "clashes", "contested")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def planted(folder: Path) -> Planted:
    """Three collections."""
    return made(folder / "archive", 600, 200)


@pytest.fixture(scope="module")
def ask(folder: Path, planted: Planted) -> Iterator[Ask]:
    assert planted.collections == 3
    with engine("duckdb", folder / "archive") as asked:
        yield asked


def test_generated_tables_are_those_that_are_exported() -> None:
    archives.compare()


@pytest.mark.parametrize("question", sorted(archives.OF))
def test_what_was_planted_is_found(question: str, planted: Planted, ask: Ask) -> None:
    found = [list(row) for row in ask(archives.OF[question]).rows]
    archives.see_to_it(planted, question, archives.Measured(0, 0, 0, 0, found))
    wrong = [[*row[:-1], 7] for row in found]
    with pytest.raises(SystemExit):
        archives.see_to_it(planted, question, archives.Measured(0, 0, 0, 0, wrong))


def test_every_question_is_timed_or_is_what_others_are_built_on() -> None:
    built_on = {need for question in questions().values() for need in question.needs}
    assert set(questions()) - built_on <= set(archives.QUESTIONS) <= set(questions())


def test_the_answer_to_an_archive_is_the_answers_to_its_parts(folder: Path, ask: Ask, tmp_path: Path) -> None:
    parts: dict[str, list[EngineRows]] = {name: [] for name in questions()}
    for number in range(3):
        part = tmp_path / str(number)
        for table in TABLES:
            own = f"{table.name}/collection=archive-{number:05}"
            shutil.copytree(folder / "archive" / own, part / own)
        shutil.copy(folder / "archive" / "claimcheck.json", part)
        with engine("duckdb", part) as asked:
            for name, answers in parts.items():
                answers.append(asked(questions()[name].sql))
    for name, answers in parts.items():
        whole = ask(questions()[name].sql)
        assert whole.rows
        assert sorted(map(repr, whole.rows)) == sorted(repr(row) for answer in answers for row in answer.rows), name


def test_what_the_page_shows_of_the_engines_is_what_happens(run: Run, golden: Golden, tmp_path: Path) -> None:
    shutil.copytree(TESTS.parent / "claims", tmp_path / "claims")
    _under_git(tmp_path)

    def played(fence: re.Match[str]) -> str:
        indent, language, inside = fence.groups()
        if language != "shell":
            return fence.group()
        return "\n".join([f"{indent}```shell", *_played(inside.splitlines(), run, tmp_path), f"{indent}```"])

    golden(PAGE, FENCE.sub(played, PAGE.read_text(encoding="utf-8")))
    assert (tmp_path / "shifted.csv").read_text(encoding="utf-8").startswith("collection,incident,question,party")


def test_the_program_for_another_place_answers_as_claimcheck_does(folder: Path, ask: Ask, tmp_path: Path) -> None:
    assert _answered("ask_there.py", folder, tmp_path) == sorted(ask(questions()["contested"].sql).rows)


@pytest.mark.usefixtures("java")
@pytest.mark.skipif(not LONG, reason="left to `make test-scale` in full")
def test_the_program_for_a_cluster_answers_as_claimcheck_does(folder: Path, ask: Ask, tmp_path: Path) -> None:
    assert _answered("ask_cluster.py", folder, tmp_path) == sorted(ask(questions()["contested"].sql).rows)


def _answered(name: str, folder: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    """The rows of `contested` that a program of the page writes."""
    (text,) = [each[2] for each in FENCE.findall(PAGE.read_text(encoding="utf-8")) if each[2].startswith(f"# {name} ")]
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "archive").symlink_to(folder / "archive")
    for each in ("sql", "answers"):
        (tmp_path / each).mkdir()
    for question in WANTED:
        (tmp_path / "sql" / f"{question}.sql").write_text(questions()[question].sql, encoding="utf-8")
    subprocess.run([sys.executable, name, "archive", "answers", *WANTED], cwd=tmp_path, check=True, capture_output=True)
    return sorted(
        tuple(row.values())
        for path in (tmp_path / "answers").rglob("*.parquet")
        if "contested" in path.relative_to(tmp_path / "answers").parts[0]
        for row in ParquetFile(path).read().to_pylist()
    )


def test_the_page_asks_in_the_right_order() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert questions()["contested"].needs == WANTED[:-1]
    assert len(re.findall(" ".join(WANTED), text)) == 1
