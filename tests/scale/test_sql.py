"""`claimcheck sql`: the same table from both engines, and nothing but a query is run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claimcheck.errors import UnreadableError, UsageError
from claimcheck.exchange.engines import Ask, engine
from tests.conftest import TESTS, Golden, Run

SARN = ("--claims", str(TESTS / "fixtures" / "claims"))


def test_contested_reads_as_it_should(run: Run, golden: Golden) -> None:
    golden("sql/contested.100.txt", run("sql", "contested", *SARN).out)
    golden("sql/contested.200.txt", run("sql", "contested", *SARN, columns=200).out)
    golden("sql/shifts.200.txt", run("sql", "shifts", *SARN, columns=200).out)
    golden("sql/contested.json", run("sql", "contested", *SARN, "--format", "json").out)


@pytest.mark.usefixtures("java")
def test_spark_prints_the_same_table(run: Run) -> None:
    theirs = run("sql", "contested", "--engine", "spark", *SARN)
    assert (theirs.status, theirs.err) == (0, "")
    assert theirs.out == run("sql", "contested", *SARN).out


def test_a_query_a_file_and_exported_tables_are_asked(run: Run, tmp_path: Path) -> None:
    query = "SELECT party, COUNT(*) AS claims FROM claims GROUP BY party ORDER BY claims DESC, party"
    (tmp_path / "mine.sql").write_text(query, encoding="utf-8")
    asked = run("sql", query, *SARN, "--format", "jsonl")
    assert json.loads(asked.out.splitlines()[0])["claims"] > 1
    assert run("sql", str(tmp_path / "mine.sql"), *SARN, "--format", "jsonl").out == asked.out
    assert run("export", "parquet", str(tmp_path / "tables"), "--collection", "sarn", *SARN).status == 0
    assert run("sql", query, "--data", str(tmp_path / "tables"), "--format", "jsonl").out == asked.out
    by_name = run("sql", "SELECT DISTINCT state FROM contested ORDER BY state", *SARN, "--format", "csv").out
    assert by_name.splitlines()[:2] == ["state", "contested"]
    nothing = run("sql", "SELECT claim FROM claims WHERE claim = ''", *SARN, "--format", "csv")
    assert (nothing.status, nothing.out) == (0, "claim\n")


def test_tables_of_many_collections_are_one(run: Run, tmp_path: Path) -> None:
    for name, claims in (("sarn", SARN), ("shipped", ("--claims", str(TESTS.parent / "claims")))):
        run("export", "parquet", str(tmp_path / "tables"), "--collection", name, *claims)
    out = run("sql", "SELECT DISTINCT collection FROM contested ORDER BY 1", "--data", str(tmp_path / "tables")).out
    assert out.split() == ["collection", "──────────", "sarn", "shipped"]


def test_parquet_has_the_same_bytes_again_and_nothing_withheld(run: Run, tmp_path: Path) -> None:
    for name in ("one", "other"):
        run("export", "parquet", str(tmp_path / name), "--collection", "sarn", *SARN)
    one, other = (sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


WRITES = [
    "COPY claims TO '{folder}/stolen.csv'",
    "CREATE TABLE mine AS SELECT 1 AS x",
    "ATTACH '{folder}/mine.db'",
    "SET enable_external_access = true",
    "INSTALL httpfs",
    "PRAGMA database_list",
    "SELECT 1 AS x; SELECT 2 AS y",
    "WITH a AS (SELECT 1) INSERT INTO claims SELECT * FROM a",
    "",
]
READS = [
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_parquet('https://example.org/x.parquet')",
    "SELECT * FROM read_text('{tables}/../secret.txt')",
    "SELECT getenv('HOME')",
    "SELECT * FROM secret",
]


@pytest.mark.parametrize("query", [*WRITES, *READS])
def test_a_query_on_duckdb_sees_the_tables_and_nothing_else(query: str, tables: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's diary", encoding="utf-8")
    (tables.parent / "secret.txt").write_text("the same", encoding="utf-8")
    filled = query.format(folder=tmp_path, secret=secret, tables=tables)
    with engine("duckdb", tables) as ask, pytest.raises(UsageError) as refused:
        ask(filled)
    assert "\n" not in refused.value.message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.txt"]


def test_a_query_of_two_columns_with_one_name_is_refused(duckdb: Ask) -> None:
    with pytest.raises(UsageError, match="two columns are called `x`"):
        duckdb("SELECT 1 AS x, 2 AS x")


@pytest.fixture(params=["duckdb", "spark"])
def name(request: pytest.FixtureRequest) -> str:
    if request.param == "spark":
        request.getfixturevalue("java")
    return str(request.param)


def test_a_table_that_cannot_be_read_is_a_sentence(name: str, tables: Path, tmp_path: Path) -> None:
    shutil.copytree(tables, tmp_path / "tables")
    for part in (tmp_path / "tables" / "claims").glob("*/*.parquet"):
        part.write_bytes(b"junk" * 100)
    with pytest.raises(UnreadableError, match="cannot be read: ") as refused, engine(name, tmp_path / "tables"):
        pass
    assert str(tmp_path / "tables") in refused.value.message
    assert "\n" not in refused.value.message


def test_the_name_of_a_folder_is_no_pattern(name: str, tables: Path, tmp_path: Path) -> None:
    folder = tmp_path / "it's[1]*?{x,y}"
    shutil.copytree(tables, folder)
    with engine(name, folder) as ask:
        assert ask("SELECT DISTINCT collection FROM claims ORDER BY 1").rows == (("sarn",), ("shipped",))


SPARK_REFUSES = [
    "INSERT INTO claims SELECT * FROM claims",
    "WITH a AS (SELECT 1) INSERT INTO claims SELECT * FROM a",
    "SET x = 1",
    "CREATE VIEW v AS SELECT 1",
    "SELECT reflect('java.lang.System', 'getProperty', 'user.home') AS x",
    "SELECT (SELECT `java_method`('java.lang.System', 'getProperty', 'user.home')) AS x",
    "SELECT TRANSFORM (claim) USING 'cat' AS (x STRING) FROM claims",
    "SELECT * FROM text.`{secret}`",
    "SELECT nothing FROM claims",
    "SELECT FROM FROM",
]


@pytest.mark.usefixtures("java")
def test_spark_runs_queries_only_and_leaves_nothing_behind(
    tables: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's diary", encoding="utf-8")
    with engine("spark", tables) as ask:
        for query in SPARK_REFUSES:
            with pytest.raises(UsageError) as refused:
                ask(query.format(secret=secret))
            assert "\n" not in refused.value.message
        values = ask("SELECT DATE '2031-03-02' AS day, 1.50 AS number, array(1, 2) AS list, 1 / 2 AS half")
        assert values.rows == (("2031-03-02", "1.5", [1, 2], 0.5),)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.txt"]
    assert tuple(capfd.readouterr()) == ("", "")


def test_no_java_is_a_sentence(run: Run) -> None:
    missing = run("sql", "contested", "--engine", "spark", *SARN, env={"PATH": "/nowhere", "JAVA_HOME": None})
    assert missing.status == 2
    assert missing.err.splitlines()[0] == "claimcheck: Spark needs Java 17 or newer, and there is none"
