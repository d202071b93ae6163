"""What goes out in other people's formats comes back whole; `tests/exchange` reads it with their own programs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import claimcheck
from claimcheck.characters import unguard, visible
from claimcheck.errors import OutputError, UsageError
from claimcheck.exchange import FOLDERS, FORMATS, export
from claimcheck.exchange.edtf import iso, level_1, parts
from claimcheck.exchange.rows import BETWEEN, COLUMNS
from claimcheck.exchange.tables import TABLES, Type, rows
from claimcheck.model.when import When
from claimcheck.tasks.folder import Counted, put_parts
from tests.conftest import TESTS, Corpus, Golden, Run
from tests.exchange.sarn import SPEAKERS, hostile_incident, hostile_texts
from tests.invention import read, written

FIXTURES = str(TESTS / "fixtures" / "claims")
TEXT_FORMATS = [name for name, known in FORMATS.items() if not known.binary]


@pytest.fixture
def hostile(corpus: Corpus) -> Path:
    return corpus({"harbour": hostile_incident()}, speakers=SPEAKERS)


def listed(run: Run, *options: str) -> list[str]:
    rows = run("list", "claims", "--format", "jsonl", *options).out.splitlines()
    return [f"{row['incident']}/{row['id']}" for row in map(json.loads, rows)]


def counted(name: str, text: str) -> list[str]:
    """The claims of an export, as it names them."""
    match name:
        case "csv":
            return [f"{row['incident']}/{row['id']}" for row in csv.DictReader(io.StringIO(text, newline=""))]
        case "jsonl":
            return [json.loads(line)["id"] for line in text.splitlines()]
        case "schema-org":
            return [n["@id"].removeprefix("#") for n in json.loads(text)["@graph"] if n["@type"] == "Claim"]
        case "argdown":
            return re.findall(r"^<([^>]+)>: ", text, re.MULTILINE)
        case "graphml":
            space = {"g": "http://graphml.graphdrawing.org/xmlns"}
            nodes = [node.attrib["id"] for node in ET.fromstring(text).iterfind(".//g:node", space)]  # noqa: S314
            return [each.removeprefix("claim:") for each in nodes if each.startswith("claim:")]
        case _:
            return re.findall(r'^ *"claim:([^"]+)" \[', text, re.MULTILINE)


@pytest.mark.parametrize("name", ["csv", "jsonl", "schema-org", "argdown", "graphml", "dot"])
@pytest.mark.parametrize("shipped", [True, False])
def test_every_claim_that_is_listed_is_exported_once(name: str, run: Run, *, shipped: bool) -> None:
    claims = ("--claims", str(TESTS.parent / "claims") if shipped else FIXTURES)
    assert counted(name, run("export", name, *claims).out) == listed(run, *claims)


@pytest.mark.parametrize("name", ["csl-json", "biblatex"])
def test_every_source_is_exported_once(name: str, run: Run) -> None:
    claims = ("--claims", str(TESTS.parent / "claims"))
    rows = [json.loads(line) for line in run("list", "sources", "--format", "jsonl", *claims).out.splitlines()]
    out = run("export", name, *claims).out
    entries = re.findall(r"^@\w+{(.+),$", out, re.MULTILINE)
    keys = [each["id"] for each in json.loads(out)] if name == "csl-json" else entries
    assert keys == [f"{row['incident']}/{row['id']}" for row in rows]


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_an_export_reads_as_it_should(name: str, run: Run, golden: Golden) -> None:
    out = run("export", name, "--claims", FIXTURES).out.replace("\r\n", "\n")
    golden(f"export{FORMATS[name].suffix}" if name != "csl-json" else "export.csl.json", out)


EVERY_FORMAT = """
import hashlib, sys
import claimcheck
from claimcheck.exchange import FORMATS, export
for name in FORMATS:
    made = export(name, claimcheck.load(sys.argv[1]))
    print(name, hashlib.sha256(made if isinstance(made, bytes) else made.encode()).hexdigest())
"""


def test_the_same_collection_gives_the_same_bytes() -> None:
    made = []
    for seed in ("0", "1"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC", "LC_ALL": "C"}
        command = [sys.executable, "-c", EVERY_FORMAT, FIXTURES]
        made.append(subprocess.run(command, env=env, cwd=TESTS.parent, capture_output=True, check=True).stdout)
    assert made[0].count(b"\n") == len(FORMATS)
    assert made[0] == made[1]


# CSV


def test_csv_is_as_its_standard_says(run: Run) -> None:
    out = run("export", "csv", "--claims", FIXTURES).out
    assert out.startswith(",".join(COLUMNS) + "\r\n")
    assert out.endswith("\r\n")
    assert "\n" not in out.replace("\r\n", "")


def test_csv_gives_back_every_word(run: Run, hostile: Path) -> None:
    assert hostile.is_dir()
    texts = hostile_texts()
    guarded = list(csv.DictReader(io.StringIO(run("export", "csv").out, newline="")))
    assert [unguard(row["quote"]) for row in guarded] == [visible(each) for each in texts]
    assert not [row["quote"] for row in guarded if row["quote"][:1] in tuple("=+-@\t\r＝＋－＠")]
    raw = list(csv.DictReader(io.StringIO(run("export", "csv", "--raw").out, newline="")))
    assert [row["quote"] for row in raw] == texts


def test_several_values_of_a_cell_are_told_apart(run: Run) -> None:
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(run("export", "csv", "--claims", FIXTURES).out, newline=""))}
    assert rows["union-not-arson"]["asserts"].split(BETWEEN) == ["safety=wiring", "safety=exits"]
    assert rows["captain-night"]["asserts"].split(BETWEEN) == ["began-on=2031-03-03/2031-03-04", "crates=100/120"]


# JSON


@pytest.mark.parametrize("name", ["jsonl", "schema-org"])
def test_json_gives_back_every_word(name: str, run: Run, hostile: Path) -> None:
    assert hostile.is_dir()
    out = run("export", name).out
    if name == "jsonl":
        found = [json.loads(line)["quote"] for line in out.splitlines()]
    else:
        found = [node["text"] for node in json.loads(out)["@graph"] if node["@type"] == "Claim"]
        assert not set("<>&") & set(out), "it could not stand in a script"
    assert found == hostile_texts()
    assert visible(out) == out


def test_every_reference_of_the_graph_leads_somewhere(run: Run) -> None:
    graph = json.loads(run("export", "schema-org", "--claims", str(TESTS.parent / "claims")).out)["@graph"]
    known = [node["@id"] for node in graph]
    assert len(known) == len(set(known))
    assert set(re.findall(r'"@id": "(#[^"]+)"', json.dumps(graph))) == set(known)


# SQLite


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:

    from claimcheck.exchange import export  # noqa: PLC0415

    path = tmp_path_factory.mktemp("sqlite") / "claims.db"
    data = export("sqlite", claimcheck.load(TESTS.parent / "claims"))
    assert isinstance(data, bytes)
    path.write_bytes(data)
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = database.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name != 'sqlite_schema'"
    )
    assert {name for name, strict in tables if not strict} <= {"sqlite_temp_schema"}
    assert database.execute("PRAGMA user_version").fetchone() == (1,)


@pytest.mark.parametrize("kind", ["claims", "incidents", "speakers", "sources", "questions", "themes"])
def test_tables_have_a_row_for_each_that_is_listed(kind: str, database: sqlite3.Connection, run: Run) -> None:
    claims = ("--claims", str(TESTS.parent / "claims"))
    rows = run("list", kind, "--format", "jsonl", *claims).out.splitlines()
    inside = kind in ("claims", "sources", "questions")
    ids = {f"{row['incident']}/{row['id']}" if inside else row["id"] for row in map(json.loads, rows)}
    assert {name for (name,) in database.execute(f"SELECT id FROM {kind}")} == ids  # noqa: S608
    assert len(ids) == len(rows)


def test_words_are_found(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT id FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'captured')"
    ).fetchall()
    like = database.execute("SELECT id FROM claims WHERE quote LIKE '%captured%' OR translation LIKE '%captured%'")
    assert {name for (name,) in like} <= {name for (name,) in found} != set()


def test_clashes_are_those_of_contrast(database: sqlite3.Connection, run: Run) -> None:
    answer = json.loads(
        run("contrast", "glukhov-2009", "--format", "json", "--claims", str(TESTS.parent / "claims")).out
    )
    shown = sum(len(question["clashes"]) for question in answer["questions"])
    here = database.execute("SELECT count(*) FROM clashes WHERE question LIKE 'glukhov-2009/%'").fetchone()
    assert here == (shown,)


def test_the_database_gives_back_every_word(run: Run, hostile: Path, tmp_path: Path) -> None:
    assert hostile.is_dir()
    assert run("export", "sqlite", "-o", str(tmp_path / "x.db")).status == 0
    with sqlite3.connect(tmp_path / "x.db") as opened:
        assert [quote for (quote,) in opened.execute("SELECT quote FROM claims ORDER BY rowid")] == hostile_texts()
    opened.close()


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_a_database_is_not_printed(output: list[str], run: Run) -> None:
    result = run("export", "sqlite", "--claims", FIXTURES, *output)
    assert (result.status, result.out) == (2, "")
    assert "claimcheck export sqlite -o claims.db" in result.err


# drawings and arguments


def test_graphml_is_whole_and_leads_nowhere_else(run: Run, hostile: Path) -> None:
    assert hostile.is_dir()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(run("export", "graphml").out)  # noqa: S314
    nodes = {node.attrib["id"] for node in root.iterfind(".//g:node", space)}
    for edge in root.iterfind(".//g:edge", space):
        assert {edge.attrib["source"], edge.attrib["target"]} <= nodes
    keys = {key.attrib["id"] for key in root.iterfind("g:key", space)}
    assert {data.attrib["key"] for data in root.iterfind(".//g:data", space)} <= keys
    words = [d.text for d in root.iterfind(".//g:data[@key='node-words']", space)]
    assert words == [visible(each) for each in hostile_texts()]


def test_argdown_sets_claims_for_and_against_each_answer(run: Run) -> None:
    out = run("export", "argdown", "--claims", FIXTURES).out
    assert (
        "[harbour-fire/cause: set]: Somebody set the fire.\n"
        "  + <harbour-fire/spokesman-set>\n"
        "  - <harbour-fire/union-not-arson>\n"
        "  - [harbour-fire/cause: accident]\n"
    ) in out
    assert "<harbour-fire/union-if>\n" not in out, "what is said on a condition supports nothing yet"


# dates


@pytest.mark.parametrize(
    ("text", "as_iso", "as_level_1", "as_parts"),
    [
        ("2009", "2009", "2009", [[2009]]),
        ("2009-01", "2009-01", "2009-01", [[2009, 1]]),
        ("2009-01-27", "2009-01-27", "2009-01-27", [[2009, 1, 27]]),
        ("2009-01~", None, "2009-01~", [[2009, 1]]),
        ("2009-01-XX", None, "2009-01", [[2009, 1]]),
        ("2009-01-XX~", None, "2009-01~", [[2009, 1]]),
        ("2009-XX-XX", None, "2009", [[2009]]),
        ("200X", None, "2000/2009", [[2000], [2009]]),
        ("200X-XX?", None, "2000?/2009?", [[2000], [2009]]),
        ("1XXX", None, "1000/1999", [[1000], [1999]]),
        ("0XXX", None, "0001/0999", [[1], [999]]),
        ("2009-1X", None, "2009-10/2009-12", [[2009]]),
        ("2009-01-1X", None, "2009-01-10/2009-01-19", [[2009, 1]]),
        ("2009-01-1X?", None, "2009-01-10?/2009-01-19?", [[2009, 1]]),
        ("2009-01-1X~/2009-02-03", None, "2009-01-10~/2009-02-03", [[2009, 1], [2009, 2]]),
        ("2009-01-03~/2009-02-1X", None, "2009-01-03~/2009-02-19", [[2009, 1], [2009, 2]]),
        ("2009-01-1X/2009-02-03?", None, "2009-01-10/2009-02-03?", [[2009, 1], [2009, 2]]),
        ("../2009-02-1X%", None, "/2009-02-19%", []),
        ("2009/2009", None, "2009/2009", [[2009], [2009]]),
        ("2009-01/2009-03-04", None, "2009-01/2009-03-04", [[2009, 1], [2009, 3]]),
        ("2009-01-XX/2009-03", None, "2009-01/2009-03", [[2009, 1], [2009, 3]]),
        ("2009-01-05/2009", None, "2009-01-05/2009", [[2009], [2009]]),
        ("200X/..", None, "2000/", []),
        ("2009/..", None, "2009/", []),
    ],
)
def test_a_date_never_says_more_than_the_record(
    text: str, as_iso: str | None, as_level_1: str, as_parts: list[list[int]]
) -> None:
    when = When.parse(text)
    assert (iso(when), level_1(when), parts(when)) == (as_iso, as_level_1, as_parts)


# the command


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_names_a_draft(name: str) -> None:
    said = {"speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "text": "Set.", "source": "early"}
    claims = [
        {**said, "id": "unjudged", "draft": "true"},
        {**said, "id": "again", "restates": "unjudged", "source": "late"},
        {**said, "id": "taken-back", "replaces": "unjudged", "source": "vague"},
    ]
    exported = export(name, read(written(claims)))
    assert "unjudged" not in (exported if isinstance(exported, str) else exported.decode(errors="replace"))


def test_a_broken_incident_is_left_out_and_said(corpus: Corpus, run: Run) -> None:
    corpus({"harbour": hostile_incident(), "broken": "title: x\nclaims: []\nquestions: [no]\n"}, speakers=SPEAKERS)
    result = run("export", "jsonl")
    assert result.status == 0
    assert len(result.out.splitlines()) == len(hostile_texts())
    assert "left out broken" in result.err
    assert run("export", "jsonl", "--strict").status == 2
    assert run("export", "jsonl", "broken").status == 2


def test_some_incidents_bring_only_those_who_speak_in_them(run: Run, tmp_path: Path) -> None:
    claims = ("--claims", str(TESTS.parent / "claims"))
    assert run("export", "sqlite", "setrakov-2023", *claims, "-o", str(tmp_path / "one.db")).status == 0
    with sqlite3.connect(tmp_path / "one.db") as one:
        unheard = one.execute(
            "SELECT id FROM speakers WHERE id NOT IN (SELECT speaker FROM claims) AND id NOT IN (SELECT speaker FROM"
            " claim_via) AND id NOT IN (SELECT derived_from_speaker FROM source_origins WHERE derived_from_speaker"
            " IS NOT NULL) AND id NOT IN (SELECT party FROM claims)"
            " AND id NOT IN (SELECT party FROM incident_disputants)"
        ).fetchall()
        assert unheard == []
        assert one.execute("SELECT count(*) FROM incidents").fetchone() == (1,)
    one.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["csvv"], "csv"),
        (["jsonl", "--raw"], "--raw is for csv"),
        (["csv", "glukov-2009"], "glukhov-2009"),
        (["csv", "-o", "/nowhere/at/all.csv"], "cannot write"),
    ],
)
def test_a_call_that_is_wrong_is_told_why(words: list[str], told: str, run: Run) -> None:
    result = run("export", *words, "--claims", str(TESTS.parent / "claims"))
    assert (result.status, result.out) == (2, "")
    assert told in result.err


def test_the_reference_names_every_format_and_every_column() -> None:
    page = (TESTS.parent / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    assert re.findall(r"^## `([a-z-]+)`", page, re.MULTILINE) == [*FORMATS, *FOLDERS]
    table = page.partition("## `csv`")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE) == list(COLUMNS)
    schema = page.partition("## `sqlite`")[2].partition("\n## ")[0]
    from claimcheck.exchange.sqlite import SCHEMA  # noqa: PLC0415

    assert set(re.findall(r"TABLE (\w+)", SCHEMA)) == set(re.findall(r"^\| `(\w+)` \|", schema, re.MULTILINE))


# Tables


def test_every_table_holds_what_its_columns_say() -> None:
    kinds = {Type.TEXT: str, Type.WHOLE: int, Type.NUMBER: Decimal, Type.DAY: date, Type.TRUTH: bool}
    filled = {table.name: made for table, made in rows(claimcheck.load(TESTS.parent / "claims"))}
    assert list(filled) == [table.name for table in TABLES]
    for table in TABLES:
        for row in filled[table.name]:
            for column, value in zip(table.columns, row, strict=True):
                assert value is None or type(value) is kinds[column.type], (table.name, column.name)


def test_no_table_has_two_rows_with_one_key() -> None:
    keys = {
        **dict.fromkeys(("speakers", "parties", "themes", "incidents", "left_out"), 1),
        **dict.fromkeys(("claims", "questions", "sources", "disputants", "sides", "theme_answers"), 2),
        **dict.fromkeys(("answers", "terms", "stances", "claim_sources", "relays", "taken_back"), 3),
        **dict.fromkeys(("wider", "exclusions"), 4),
        **dict.fromkeys(("derivations",), 4),
        **dict.fromkeys(("term_uses",), 5),
    }
    for claims in (TESTS.parent / "claims", FIXTURES):
        for table, made in rows(claimcheck.load(claims)):
            found = [row[: keys[table.name]] for row in made]
            assert len(set(found)) == len(found), table.name


def test_what_a_source_goes_back_to_is_known_at_any_distance(corpus: Corpus) -> None:
    incident = """
title: A fire
questions: {}
sources:
  herald: {publisher: Herald, derived_from: [radio, agency]}
  radio: {publisher: Radio, derived_from: agency}
  agency: {publisher: Agency, derived_from: "speaker:captain"}
  diary: {publisher: Captain}
claims: []
"""
    speakers = "speakers: {captain: {name: Ilse Brandt, aliases: [Captain]}}"
    made = {table.name: each for table, each in rows(claimcheck.load(corpus({"fire": incident}, speakers)))}
    assert made["derivations"] == [
        ("fire", "herald", "radio", None, True, False),
        ("fire", "herald", "agency", None, True, False),
        ("fire", "herald", None, "captain", False, True),
        ("fire", "radio", "agency", None, True, False),
        ("fire", "radio", None, "captain", False, True),
        ("fire", "agency", None, "captain", True, True),
    ]
    assert [row[4] for row in made["sources"]] == [None, None, None, "captain"]


def test_tables_need_a_folder_and_a_package(run: Run, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus({"harbour": hostile_incident()}, speakers=SPEAKERS)
    assert run("export", "parquet").err.startswith("claimcheck: parquet is a folder of tables: say where\n")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    missing = run("export", "parquet", "tables", "--collection", "sarn")
    assert missing.status == 2
    assert missing.err.splitlines() == [
        "claimcheck: Parquet is written by `pyarrow`, which is not installed",
        "pip install 'claimcheck-ledger[parquet]'",
    ]
    assert "cannot be the name" in run("export", "parquet", "tables", "--collection", "2009").err
    assert "has no name" in run("export", "csv", "--collection", "sarn").err


def test_parts_are_written_once_and_stale_ones_taken_away(tmp_path: Path) -> None:
    root, own = tmp_path / "tables", "*/collection=sarn/part-*.parquet"
    files = [("label.json", b'{"schema": "s/1"}'), ("claims/collection=sarn/part-0.parquet", b"1")]
    assert put_parts(root, "label.json", "s/1", own, files) == Counted(2, 0, 0)
    other = root / "claims/collection=other"
    other.mkdir()
    for folder in (other, root / "claims/collection=sarn"):
        (folder / "part-1.parquet").write_bytes(b"2")
    assert put_parts(root, "label.json", "s/1", own, files) == Counted(0, 2, 1)
    assert (other / "part-1.parquet").exists()
    with pytest.raises(UsageError, match="`s/1`, not `s/2`"):
        put_parts(root, "label.json", "s/2", own, files)
    (tmp_path / "other.txt").write_text("")
    with pytest.raises(UsageError, match="not empty"):
        put_parts(tmp_path, "label.json", "s/1", own, files)
    (root / "speakers").symlink_to(tmp_path)
    with pytest.raises(OutputError, match="symbolic link"):
        put_parts(root, "label.json", "s/1", own, [("speakers/collection=sarn/part-0.parquet", b"")])
