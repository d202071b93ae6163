"""Questions in SQL, as far as they can be asked without an engine; `tests/scale` asks both."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from claimcheck.cli.sql import Engine
from claimcheck.exchange.engines import ENGINES, plain
from claimcheck.exchange.parquet import LABEL, label, part
from claimcheck.exchange.questions import needed, questions
from claimcheck.exchange.tables import TABLES
from claimcheck.formats import write_page, write_record
from claimcheck.pages.sql import sql_page
from claimcheck.views.sql import NotRead, sql_answer
from tests.conftest import TESTS, Run

SARN = ("--claims", str(TESTS / "fixtures" / "claims"))


def test_every_question_names_what_it_is_built_on() -> None:
    names = set(questions())
    tables = {table.name for table in TABLES}
    assert not names & tables
    for question in questions().values():
        sql = re.sub(r"--.*", "", question.sql)
        own = set(re.findall(r"^(?:WITH )?([a-z_]+) AS \(", sql, re.MULTILINE))
        read = set(re.findall(r"\b(?:FROM|JOIN) ([a-z_]+)", sql))
        assert read <= own | tables | names, question.name
        assert read & names <= set(question.needs), question.name
        assert not own & (names | tables), question.name
        assert question.asks.endswith((".", ":")), question.name
        for need in question.needs:
            assert set(questions()[need].needs) < set(question.needs), question.name


def test_a_question_is_made_behind_those_that_it_needs() -> None:
    made: set[str] = set()
    for each in needed("SELECT * FROM crossref JOIN wording USING (incident) -- shifts"):
        assert set(each.needs) <= made
        made.add(each.name)
    assert {"crossref", "wording", "held"} <= made
    assert "shifts" not in made
    assert [each.name for each in needed(questions()["held"].sql)] == ["narrower", "apart", "statements"]


def test_no_question_is_written_for_one_engine() -> None:
    for question in questions().values():
        words = re.sub(r"--.*|'[^']*'", "", question.sql).upper()
        assert not re.search(
            r"\b(QUALIFY|LATERAL|UNNEST|EXPLODE|EXCLUDE|ILIKE|LIST|ARRAY|STRUCT|GROUP BY ALL)\b|::", words
        )
        order = re.search(r"^ORDER BY(.*)\Z", words, re.MULTILINE | re.DOTALL)
        for each in re.split(r",(?![^(]*\))", order[1]) if order else ():  # engines differ in where NULL stands
            assert re.search(r" ASC(?: NULLS (?:FIRST|LAST))?\s*$", each), (question.name, each)


def test_engines_are_those_of_the_command() -> None:
    assert tuple(Engine) == ENGINES


@pytest.mark.parametrize(
    ("engine", "module", "name"), [("duckdb", "duckdb", "DuckDB"), ("spark", "pyspark.sql", "Spark")]
)
def test_an_engine_that_is_not_installed_is_named(
    engine: str, module: str, name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tables"
    for table in TABLES:
        path = folder / part(table.name, "sarn")
        path.parent.mkdir(parents=True)
        path.write_bytes(b"")
    (folder / LABEL).write_bytes(label())
    monkeypatch.setitem(sys.modules, module, None)
    missing = run("sql", "contested", "--engine", engine, "--data", str(folder))
    assert missing.status == 2
    assert missing.err.splitlines() == [
        f"claimcheck: {name} is not installed",
        f"pip install 'claimcheck-ledger[{engine}]'",
    ]


def test_what_is_asked_is_a_question_a_file_or_a_query(run: Run, tmp_path: Path) -> None:
    assert run("sql", "contestd").err.splitlines() == [
        "claimcheck: `contestd` is no question that ships, no file, and no query",
        "did you mean `contested`?",
    ]
    (tmp_path / "mine.sql").write_bytes(b"\xff")
    assert "cannot be read: it is not UTF-8" in run("sql", str(tmp_path / "mine.sql")).err
    assert "no question that ships, no file" in run("sql", "gone.sql").err
    assert run("sql", "contested", "--show").out == questions()["contested"].sql
    assert run("sql", "SELECT 1", "--show").out == "SELECT 1"


def test_a_folder_without_tables_is_refused(run: Run, tmp_path: Path) -> None:
    assert "holds no tables" in run("sql", "contested", "--data", str(tmp_path)).err
    (tmp_path / LABEL).write_bytes(label())
    assert "has no table `incidents`" in run("sql", "contested", "--data", str(tmp_path)).err
    (tmp_path / LABEL).write_text('{"schema": "claimcheck/parquet/9"}')
    assert "`claimcheck/parquet/9`, not" in run("sql", "contested", "--data", str(tmp_path)).err
    assert "are about making them" in run("sql", "contested", "--data", str(tmp_path), *SARN).err


def test_values_are_written_alike_whoever_gave_them() -> None:
    assert [plain(Decimal(each)) for each in ("12", "12.500", "0.000000001", "1E+3")] == [
        12,
        "12.5",
        "0.000000001",
        1000,
    ]
    assert plain(float("nan")) == "nan"
    assert plain({"a": (b"\x00", True)}) == {"a": ["00", True]}


def test_an_answer_is_a_table_a_record_and_rows() -> None:
    made = sql_answer(("party", "n"), [("port", 2), (None, 10)], [NotRead("sarn", "fire", 1)], "mine", "What is it?")
    assert write_page("table", sql_page(made), width=80, colour=False) == (
        "What is it?\n\nparty   n\n─────  ──\nport    2\n—      10\n\nNot read: 1 incident (sarn/fire).\n"
    )
    assert write_record("csv", made) == "party,n\nport,2\n,10\n"
    assert '"schema": "claimcheck/sql/1"' in write_record("json", made)
    assert write_record("csv", sql_answer(("party", "n"), [])) == "party,n\n"
    assert "No rows." in write_page("md", sql_page(sql_answer(("party",), [])), width=80, colour=False)
