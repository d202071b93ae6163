"""Both engines give exactly the rows that the views give: on what ships, on what hypothesis makes up, on very many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.generate import generate
from claimcheck.exchange.engines import Ask, engine, plain
from claimcheck.exchange.questions import questions
from claimcheck.model.collection import Collection
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from tests.scale.conftest import LONG, put
from tests.scale.expected import CLASHES, Row, everything, in_order
from tests.scale.making import three_hundred

ASKED = ("contested", "clashes", "shifts", "positions", "silent", "crossref", "wording", "origins")
Expected = dict[str, list[Row]]


def differences(ask: Ask, wanted: Expected) -> dict[str, tuple[list[Row], list[Row]]]:
    """What an engine answers beside what it should, and what it does not answer; some of each, by question."""
    found = {}
    for name in ASKED:
        rows = [tuple(map(_hashable, row)) for row in ask(_sql(name)).rows]
        answered = Counter(in_order(row) if name == "clashes" else row for row in rows)
        should = Counter(tuple(_hashable(plain(value)) for value in row) for row in wanted[name])
        if answered != should:
            found[name] = (_some(answered - should), _some(should - answered))
    return found


def _sql(name: str) -> str:
    return CLASHES if name == "clashes" else questions()[name].sql


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _some(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=repr)[:5]


@pytest.fixture(scope="module")
def on_shipped(shipped: dict[str, Collection]) -> Expected:
    return everything(shipped)


def test_duckdb_says_of_what_ships_what_the_views_say(duckdb: Ask, on_shipped: Expected) -> None:
    assert {name: len(rows) for name, rows in on_shipped.items() if not rows} == {}
    assert differences(duckdb, on_shipped) == {}


@pytest.mark.skipif(not LONG, reason="Spark takes minutes over the days and turns of what ships")
@pytest.mark.usefixtures("java")
def test_spark_says_of_what_ships_what_the_views_say(tables: Path, duckdb: Ask, on_shipped: Expected) -> None:
    with engine("spark", tables) as spark:
        assert differences(spark, on_shipped) == {}
        for name, question in questions().items():
            ours, theirs = duckdb(question.sql), spark(question.sql)
            assert ours.columns == theirs.columns
            if name in ASKED and name != "clashes":  # in one order, too, but for those that others are built on
                assert ours.rows == theirs.rows
            assert Counter(map(repr, ours.rows)) == Counter(map(repr, theirs.rows))


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Expected]:
    collections = three_hundred()
    wanted = everything(collections)
    states = Counter(row[4] for row in wanted["contested"])
    assert len(states) == 8, states
    assert {row[4] for row in wanted["clashes"]} == {"contested", "shift", "varying-accounts", "split", "as-relayed"}
    return put(tmp_path_factory.mktemp("made-up"), collections), wanted


def test_duckdb_says_of_what_is_made_up_what_the_views_say(made_up: tuple[Path, Expected]) -> None:
    folder, wanted = made_up
    with engine("duckdb", folder) as ask:
        found = differences(ask, wanted)
    assert found == {}


@pytest.mark.skipif(not LONG, reason="the short form asks Spark about the shipped collection only")
@pytest.mark.usefixtures("java")
def test_spark_says_of_what_is_made_up_what_the_views_say(made_up: tuple[Path, Expected]) -> None:
    folder, wanted = made_up
    with engine("spark", folder) as ask:
        assert differences(ask, wanted) == {}


@pytest.fixture(scope="module")
def very_many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Expected]:
    folder = tmp_path_factory.mktemp("many")
    plan = generate(folder, 10_000, 20)
    collections = {"generated": load(Folder(folder / "claims", "claims/")).collection}
    wanted = everything(collections)
    assert sum(len(each.claims) for each in collections["generated"].incidents.values()) == plan.claims == 200_000
    assert Counter(row[4] for row in wanted["contested"]) == plan.states
    return put(tmp_path_factory.mktemp("tables"), collections), wanted


def test_duckdb_says_of_200_000_claims_what_the_views_say(very_many: tuple[Path, Expected]) -> None:
    folder, wanted = very_many
    with engine("duckdb", folder) as ask:
        assert differences(ask, wanted) == {}


@pytest.mark.skipif(not LONG, reason="the short form asks Spark about the shipped collection only")
@pytest.mark.usefixtures("java")
def test_spark_says_of_200_000_claims_what_the_views_say(very_many: tuple[Path, Expected]) -> None:
    folder, wanted = very_many
    with engine("spark", folder) as ask:
        assert differences(ask, wanted) == {}
