"""A seeded generator of archives: the tables of many collections as Parquet, of any size, with states in known numbers.

    python -m benchmarks.archive --claims 1000000 -o DIR

Nothing is written as YAML first: ten million claims would take hours. The tables are those that `claimcheck export
parquet` makes of the same collections in files, value by value; `as_files` writes such files, so that a small archive
can be compared. A hundred claims are five incidents, of 8 to 32 claims. Of every four questions one is contested, one
is split inside a party, one is agreed (on a date) and one is one-sided; in every second incident a party shifts. Some
claims are hedged, deny, withhold, comment, restate, replace, hold on a condition or are told by somebody else; some
sources repeat others. What is made is said in `archive.sql`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.generate import CYRILLIC, PARTIES, SPEAKERS, STATES, WORDS
from claimcheck.exchange.parquet import LABEL, arrow_schema, label, part
from claimcheck.exchange.tables import TABLES

INCIDENTS, CLAIMS = 5, 100
"""So many incidents have so many claims."""
ROWS = 131_072
SEED = 2009
_PART = re.compile(r"^-- = (macro|made|table) ([a-z_]+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Planted:
    """What an archive holds, and what has to be found in it."""

    claims: int
    collections: int
    states: dict[str, int]
    shifts: int
    """Incidents in which a party shifts."""


def main() -> None:
    """Write one archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--collection", type=int, default=50_000, help="claims in one collection")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    print(archive(given.output, given.claims, given.collection))


def archive(folder: Path, claims: int, collection: int = 50_000, seed: int = SEED) -> Planted:
    """Write an archive; both numbers of claims have to be multiples of a hundred. Takes time in proportion to them."""
    if claims % CLAIMS or collection % CLAIMS:
        raise ValueError(f"claims come by the {CLAIMS}")
    import duckdb  # noqa: PLC0415 - in the environment of `make test-scale`

    folder.mkdir(parents=True, exist_ok=True)
    (folder / LABEL).write_bytes(label())
    connection = duckdb.connect()
    for name, words in (("words", WORDS), ("russian", CYRILLIC)):
        connection.execute(f"SET VARIABLE {name} = {list(words)}")
    parts = _parts()
    for each in parts["macro"].values():
        connection.execute(each)
    many = -(-claims // collection)
    incidents = 0
    for number in range(many):
        size = min(collection, claims - number * collection)
        given = {"incidents": size // CLAIMS * INCIDENTS, "first": seed * 1000 + incidents}
        _collection(connection, parts, folder, f"archive-{number:05}", given)
        incidents += given["incidents"]
    return Planted(claims, many, dict.fromkeys(STATES, incidents), _shifts(claims, collection))


def _shifts(claims: int, collection: int) -> int:
    """Every second incident of each collection, the second one first."""
    sizes = [min(collection, claims - done) for done in range(0, claims, collection)]
    return sum(size // CLAIMS * INCIDENTS // 2 for size in sizes)


def _parts() -> dict[str, dict[str, str]]:
    """What is made, by kind and name."""
    _, *found = _PART.split(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    parts: dict[str, dict[str, str]] = {"macro": {}, "made": {}, "table": {}}
    for kind, name, sql in zip(found[::3], found[1::3], found[2::3], strict=True):
        parts[kind][name] = sql
    return parts


def _collection(
    connection: Any,  # noqa: ANN401 - duckdb is not installed everywhere
    parts: dict[str, dict[str, str]],
    folder: Path,
    name: str,
    given: dict[str, int],
) -> None:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow.parquet import write_table  # noqa: PLC0415

    words = {"parties": PARTIES, "speakers": SPEAKERS, "states": list(STATES), **given}
    for each, sql in parts["made"].items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {each} AS {sql.format(**words)}")
    for table in TABLES:
        schema = arrow_schema(pa, table)
        made = connection.sql(parts["table"][table.name].format(**words)).to_arrow_table()
        path = folder / part(table.name, name)
        path.parent.mkdir(parents=True)
        write_table(made.select(schema.names).cast(schema), path, compression="zstd", row_group_size=ROWS)


def as_files(folder: Path, name: str) -> dict[str, str]:
    """The files, by their names below `claims/`, of one collection of an archive: what a curator would have written."""
    from pyarrow.parquet import read_table  # noqa: PLC0415

    tables = {
        table.name: read_table(folder / part(table.name, name), partitioning=None).to_pylist() for table in TABLES
    }
    by_incident = {
        table: {key: list(rows) for key, rows in groupby(made, itemgetter("incident"))}
        for table, made in tables.items()
        if made and "incident" in made[0]
    }
    files = {
        "speakers.yaml": {
            "parties": {each["party"]: {"name": each["name"]} for each in tables["parties"]},
            "speakers": {each["speaker"]: _speaker(each) for each in tables["speakers"]},
        },
        "themes.yaml": {
            each["theme"]: {
                "ask": each["ask"],
                "answers": {one["answer"]: one["words"] for one in tables["theme_answers"]},
            }
            for each in tables["themes"]
        },
    }
    for each in tables["incidents"]:
        rows = {table: made.get(each["incident"], []) for table, made in by_incident.items()}
        files[f"incidents/{each['incident']}.yaml"] = _incident(each, rows)
    return {file: json.dumps(made, ensure_ascii=False, indent=1) for file, made in files.items()}


def _speaker(row: dict[str, Any]) -> dict[str, Any]:
    keys = "name role" if row["party"] == row["speaker"] else "name party role"
    return _written(row, keys) | {key: True for key in ("unnamed", "body") if row[key]}


def _incident(head: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    questions = {each["question"]: _written(each, "ask theme") | _answers(each, rows) for each in rows["questions"]}
    behind = [each for each in rows.get("derivations", []) if each["direct"]]
    sources = {
        each["source"]: _written(each, "publisher title published language url")
        | {"derived_from": [one["origin_source"] for one in behind if one["source"] == each["source"]]}
        for each in rows["sources"]
    }
    return {
        "title": head["title"],
        "date": head["happened"],
        "place": head["scene"],
        "disputants": [each["party"] for each in rows["disputants"]],
        "summary": head["summary"],
        "questions": questions,
        "terms": {"the-act": {"seized": ["seiz*"], "patrolled": ["patrol*"]}},
        "sources": sources,
        "claims": [dict(_claim(each, rows)) for each in rows["claims"]],
    }


def _answers(question: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    if question["kind"] == "date":
        return {"kind": "date"}
    own = [each for each in rows["answers"] if each["question"] == question["question"]]
    return {"answers": {each["answer"]: each["words"] for each in own}}


def _claim(claim: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, Any]]:
    """The keys of a claim; one that restates another has what the other has and does not write it again."""

    def own(table: str) -> list[dict[str, Any]]:
        return [each for each in rows.get(table, []) if each["claim"] == claim["claim"]]

    yield "id", claim["claim"]
    yield from _written(claim, "source locator quote translation text restates replaces condition note").items()
    yield "also_in", [each["source"] for each in own("claim_sources") if each["place"]]
    if claim["language"] == "ru":
        yield "language", "ru"
    if claim["restates"]:
        return
    yield from (("speaker", claim["speaker"]), ("via", [each["speaker"] for each in own("relays")]))
    if int(claim["claim"].removeprefix("claim-")) % 4 != 2:  # else its source's day
        yield "said", claim["said"]
    stance: dict[str, Any] = {}
    for each in own("stances"):
        if each["answer"] is None:
            stance[each["stance"]] = [each["question"] or f"claim:{each['commented_claim']}"]
        else:
            stance.setdefault(each["stance"], {})[each["question"]] = each["answer"]
    yield "stance", stance


def _written(row: dict[str, Any], keys: str) -> dict[str, Any]:
    return {key: row[key] for key in keys.split() if row[key] is not None}


if __name__ == "__main__":
    main()
