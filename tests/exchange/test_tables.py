"""CSV, JSON lines and SQLite, read by pandas, DuckDB and Datasette."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from claimcheck.characters import unguard, visible
from claimcheck.exchange.rows import COLUMNS


def test_pandas_reads_every_row_and_word(exported: Path, ids: list[str], quotes: list[str]) -> None:
    frame = pd.read_csv(exported / "csv.csv", dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["incident"] + "/" + frame["id"]) == ids
    words = [row["quote"] or row["text"] for row in frame.to_dict("records")]
    assert [unguard(each) for each in words] == [visible(each) for each in quotes]


def test_duckdb_reads_every_row_and_word(exported: Path, ids: list[str], quotes: list[str]) -> None:
    options = "all_varchar = true, header = true"
    rows = duckdb.sql(
        f"SELECT incident || '/' || id, coalesce(quote, text) FROM read_csv('{exported}/csv.csv', {options})"  # noqa: S608
    ).fetchall()
    assert [row[0] for row in rows] == ids
    assert [unguard(row[1]) for row in rows] == [visible(each) for each in quotes]


def test_duckdb_reads_lines_with_all_they_refer_to(exported: Path, ids: list[str], quotes: list[str]) -> None:
    read = f"read_json('{exported}/jsonl.jsonl', format = 'newline_delimited')"
    assert [row[0] for row in duckdb.sql(f"SELECT id FROM {read}").fetchall()] == ids  # noqa: S608
    stances = duckdb.sql(f"SELECT count(*) FROM (SELECT unnest(stance) FROM {read})").fetchall()  # noqa: S608
    lines = [json.loads(line) for line in (exported / "jsonl.jsonl").read_text(encoding="utf-8").splitlines()]
    assert stances == [(sum(len(line["stance"]) for line in lines),)]
    assert [line["quote"] or line["text"] for line in lines] == quotes


def test_pandas_reads_lines(exported: Path, ids: list[str]) -> None:
    frame = pd.read_json(exported / "jsonl.jsonl", lines=True, dtype=False)
    assert list(frame["id"]) == ids
    assert set(pd.json_normalize(frame["source"].tolist())["publisher"])


def datasette(exported: Path, address: str) -> str:
    command = [sys.executable, "-m", "datasette", str(exported / "sqlite.db"), "--get", address]
    return subprocess.run(command, capture_output=True, check=True, timeout=120, text=True).stdout


def test_datasette_serves_it_as_it_is(exported: Path, ids: list[str]) -> None:
    page = json.loads(datasette(exported, "/sqlite/claims.json?_size=max&_shape=objects&_facet=party"))
    assert page["filtered_table_rows_count"] == len(ids)
    assert {row["id"] for row in page["rows"]} == set(ids)


def test_datasette_searches_it(exported: Path) -> None:
    found = json.loads(datasette(exported, "/sqlite/claims.json?_search=a*&_searchmode=raw&_size=1"))
    assert found["filtered_table_rows_count"] > 0


def test_datasette_offers_a_search(exported: Path) -> None:
    """It finds the index of a table only where that is named in double quotation marks or brackets."""
    assert 'name="_search"' in datasette(exported, "/sqlite/claims")
    nothing = json.loads(datasette(exported, "/sqlite/claims.json?_search=qqqqqq&_size=1"))
    assert nothing["filtered_table_rows_count"] == 0


def test_datasette_names_what_is_referred_to(exported: Path) -> None:
    page = json.loads(datasette(exported, "/sqlite/claims.json?_labels=on&_size=max&_shape=objects"))
    for row in page["rows"]:
        for column in ("incident", "speaker", "source"):
            assert row[column]["label"], (row["id"], column)


def test_datasette_escapes_what_is_printed(exported: Path) -> None:
    page = datasette(exported, "/sqlite/claims?_size=max")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("table", ["stances", "clash_claims", "claim_sources"])
def test_datasette_follows_references(exported: Path, table: str) -> None:
    assert "/sqlite/claims/" in datasette(exported, f"/sqlite/{table}?_size=1") or table == "clash_claims"
