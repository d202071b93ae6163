"""`import`: other people's tables as records, seen before they are written, and written all or not at all."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import UsageError
from claimcheck.exchange.from_bibtex import read_bibtex
from claimcheck.exchange.from_csl_json import read_csl_json
from claimcheck.exchange.incoming import read_csv, read_jsonl
from claimcheck.exchange.mapping import read_map
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.tasks.importing import ImportWanted, imported
from tests.conftest import TESTS, Golden, Run

SARN = TESTS / "fixtures" / "claims"
SHEET = '''\
Who,Does,About,What,Words,Day,Where,Remarks
Ilse Brandt,says,cause,accident,"It was the wiring, ""again""",2031-03-05,Herald,x
thomas reek,denies,cause,set,Nobody set it,,Herald,
union-chair,,,,"To be judged
later",,Herald,
'''
MAP = """
incident = "harbour-fire"
[map]
speaker = "Who"
stance = "Does"
question = "About"
answer = "What"
quote = "Words"
said = "Day"
source = "Where"
[values.stance]
says = "asserts"
[values.source]
Herald = "herald-03-09"
"""
BIB = r"""
@comment{ of no account }
@article{herald-5, title={The {SARN} fire \& after}, journal={K{\"u}stenkurier}, year=2031, month=mar, day=5,
  url={https://x.example/a%20b_c~d#e&f=1}, language={english}}
@online{Olin_2031, author={Brandt, Ilse and {Port of Sarn}}, title="Na\'ive", date={2031-03-05/2031-03-07},
  urldate={2031-04-01}, url={https://x.example/a\_b}}
"""
CSL = [
    {
        "id": "http://zotero.org/items/ABC", "type": "webpage", "title": "The <i>fire</i>",
        "container-title": "Sarn Herald", "URL": "https://herald.example/fire", "language": "en",
        "issued": {"date-parts": [["2031", 3, 5]]}, "accessed": {"date-parts": [[2031, 4]]},
    },
    {
        "id": 7, "author": [{"given": "Ilse", "family": "Brandt"}, {"literal": "Port"}],
        "issued": {"date-parts": [[2031, 3, 5], [2031, 3, 7]], "circa": True}, "archive": "Box 3",
    },
]  # fmt: skip


@pytest.fixture
def sarn(tmp_path: Path) -> Path:
    shutil.copytree(SARN, tmp_path / "claims")
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    return tmp_path / "claims" / "incidents" / "harbour-fire.yaml"


@pytest.mark.usefixtures("sarn")
def test_a_column_that_no_key_takes_can_be_mapped_and_the_user_is_told(run: Run) -> None:
    told = run("import", "sheet.csv", "--mapping", "map.toml").err
    assert "no key takes these columns: Remarks\n" in told
    assert "`--map KEY=COLUMN` says which key a column is" in told
    assert "KEY=COLUMN" not in run("import", "sheet.csv", "--mapping", "map.toml", "--map", "note=Remarks").err


@pytest.mark.parametrize(("answer", "taken"), [("1,200", None), ("1;200", ["1", "200"]), ("1200", "1200")])
def test_a_number_with_a_comma_in_it_is_not_two_numbers(answer: str, taken: object, sarn: Path, run: Run) -> None:
    assert "  crates:" in sarn.read_text(encoding="utf-8")
    rows = f'speaker,stance,question,answer,quote,source\nport-spokesman,asserts,crates,"{answer}",Many,herald-03-09\n'
    (sarn.parents[2] / "n.csv").write_text(rows, encoding="utf-8")
    plan = _plan(run, "n.csv", "--incident", "harbour-fire")
    assert bool(plan["troubles"]) is (taken is None)
    assert [each["record"]["stance"]["asserts"]["crates"] for each in plan["items"]] == ([taken] if taken else [])


def _plan(run: Run, *words: str) -> dict[str, Any]:
    result = run("import", *words, "--format", "json")
    assert result.out, result.err
    plan: dict[str, Any] = json.loads(result.out)
    assert result.status == (1 if plan["troubles"] else 0)
    return plan


def test_nothing_is_written_unless_it_is_asked_for(sarn: Path, run: Run, golden: Golden) -> None:
    before = sarn.read_bytes()
    result = run("import", "sheet.csv", "--mapping", "map.toml", columns=100)
    assert sarn.read_bytes() == before
    golden("import/sheet.txt", result.out + "".join(f"2> {line}\n" for line in result.err.splitlines()))


def test_what_is_written_is_added_lines_and_reads_as_the_rows_say(sarn: Path, run: Run) -> None:
    before = sarn.read_text(encoding="utf-8")
    plan = _plan(run, "sheet.csv", "--mapping", "map.toml", "--write")
    assert plan["written"] is True
    after = sarn.read_text(encoding="utf-8")
    assert after.startswith(before)
    loaded = load(Folder(sarn.parent.parent, "claims/"))
    claims = loaded.collection.incidents["harbour-fire"].by_id
    added = [claims[each["id"]] for each in plan["items"]]
    assert [each.speaker for each in added] == ["harbour-captain", "port-spokesman", "union-chair"]
    assert [each.quote for each in added] == ['It was the wiring, "again"', "Nobody set it", "To be judged\nlater"]
    assert [str(each.said or "") for each in added] == ["2031-03-05", "", ""]
    assert added[0].stance.asserts == {"cause": ("accident",)}
    assert added[1].stance.denies == {"cause": ("set",)}
    assert [each.draft for each in added] == [False, False, True]
    assert run("check").status == 0
    again = _plan(run, "sheet.csv", "--mapping", "map.toml", "--write")
    assert [each["same_as"] for each in again["duplicates"]] == [f"harbour-fire/{each.id}" for each in added]
    assert again["items"] == []
    assert sarn.read_text(encoding="utf-8") == after


def test_a_row_has_the_same_id_in_every_run_and_order(sarn: Path, run: Run, tmp_path: Path) -> None:
    assert sarn.exists()
    first = {each["record"]["quote"]: each["id"] for each in _plan(run, "sheet.csv", "--mapping", "map.toml")["items"]}
    header, *rows = list(csv.reader(io.StringIO(SHEET)))
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([header, *reversed(rows)])
    (tmp_path / "sheet.csv").write_bytes(b"\xff\xfe" + stream.getvalue().encode("utf-16-le"))
    second = {each["record"]["quote"]: each["id"] for each in _plan(run, "sheet.csv", "--mapping", "map.toml")["items"]}
    assert first == second


@pytest.mark.parametrize("named", ["", "sarn-courier-2031-04-01"])
def test_rows_that_would_have_one_id_all_tell_themselves_apart(
    named: str, sarn: Path, run: Run, tmp_path: Path
) -> None:
    rows = [["Sarn Courier", "2031-04-01", "One", ""], ["Sarn Courier", "2031-04-01", "Two", ""]]
    rows += [["Sarn Courier", "2031-04-01", "Named", named], ["Sarn Courier", "2031-04-02", "Alone", ""]]
    found = []
    for order in itertools.permutations(rows):
        with (tmp_path / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["publisher", "published", "title", "id"], *order])
        plan = _plan(run, "sources.csv", "--as", "sources", "--incident", "harbour-fire")
        found.append({each["record"]["title"]: each["id"] for each in plan["items"]})
    assert all(each == found[0] for each in found)
    assert found[0]["Alone"] == "sarn-courier-2031-04-02"
    assert named in ("", found[0]["Named"])
    assert all(re.fullmatch("sarn-courier-2031-04-01-[0-9a-f]{8}", found[0][each]) for each in ("One", "Two"))
    _plan(run, "sources.csv", "--as", "sources", "--incident", "harbour-fire", "--write")
    written = sarn.read_text(encoding="utf-8")
    again = _plan(run, "sources.csv", "--as", "sources", "--incident", "harbour-fire", "--write")
    assert [len(again["items"]), len(again["duplicates"])] == [0, 4]
    assert sarn.read_text(encoding="utf-8") == written


def test_a_row_that_says_what_another_says_is_named_with_its_id(sarn: Path, run: Run, tmp_path: Path) -> None:
    assert sarn.exists()
    table = "publisher,published,title\n" + 2 * "Sarn Courier,2031-04-01,One\n" + "Sarn Courier,2031-04-01,Two\n"
    (tmp_path / "sources.csv").write_text(table, encoding="utf-8")
    plan = _plan(run, "sources.csv", "--as", "sources", "--incident", "harbour-fire")
    assert [each["row"] for each in plan["items"]] == [2, 4]
    assert plan["duplicates"] == [{"row": 3, "id": plan["items"][0]["id"], "same_as": "row 2"}]


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "said"),
    [
        ("2031-03-05", "5.3.2031", 2, "Day", "is not a date"),
        ("thomas reek", "Tomas Rek", 3, "Who", "no speaker `Tomas Rek`"),
        ("denies", "denys", 3, "Does", "unknown stance `denys`"),
        ("cause,set", "cuase,set", 3, "About", "unknown question `cuase`"),
        ("cause,set", "cause,sett", 3, "What", "unknown answer `sett`"),
        ("denies,cause,set", "denies,,", 3, "Does", "the stance `denies` needs a question and an answer"),
        ("denies,cause,set", "denies,,", 3, "Does", "fill `About` and `What`"),
        ("denies,cause,set", "denies,cause,", 3, "Does", "fill `What`"),
        ("denies,cause,set", "comments,,", 3, "Does", "the stance `comments` needs a question"),
        ("denies,cause,set", ",cause,set", 3, "Does", "unknown stance"),
        ("Herald,\n", "Radio,\n", 3, "Where", "Radio"),
        ("it,,Herald,\n", "it,,Herald,,,extra\n", 3, None, "cells under"),
    ],
)
def test_where_one_row_cannot_be_taken_none_is(
    old: str, new: str, row: int, column: str | None, said: str, sarn: Path, run: Run, tmp_path: Path
) -> None:
    before = sarn.read_bytes()
    assert old in SHEET
    (tmp_path / "sheet.csv").write_text(SHEET.replace(old, new, 1), encoding="utf-8")
    plan = _plan(run, "sheet.csv", "--mapping", "map.toml", "--write")
    assert plan["written"] is False
    assert sarn.read_bytes() == before
    found = [(each["row"], each["column"]) for each in plan["troubles"]]
    assert found == [(row, column)]
    assert [each["row"] for each in plan["items"]] == [each for each in (2, 3, 4) if each != row]
    assert said in json.dumps(plan["troubles"], ensure_ascii=False)


def test_all_that_is_wrong_is_told_at_once(sarn: Path, run: Run, tmp_path: Path, golden: Golden) -> None:
    before = sarn.read_bytes()
    text = SHEET.replace("Ilse Brandt,says,cause,accident", "Ilsa Brant,says,cause,wirng").replace(
        "05,Herald", "05,Radio"
    )
    text = text.replace("thomas reek,denies,cause,set", "thomas reek,denies,,").replace(
        "it,,Herald", "it,5.3.2031,Herald"
    )
    (tmp_path / "sheet.csv").write_text(text.replace('later",,Herald', 'later",,herld'), encoding="utf-8")
    plan = _plan(run, "sheet.csv", "--mapping", "map.toml")
    found = sorted((each["row"], each["column"]) for each in plan["troubles"])
    assert found == [(2, "What"), (2, "Where"), (2, "Who"), (3, "Day"), (3, "Does"), (4, "Where")]
    assert plan["items"] == []
    assert sarn.read_bytes() == before
    golden("import/troubles.txt", run("import", "sheet.csv", "--mapping", "map.toml", columns=100).out)


def test_columns_called_like_a_stance_are_taken_for_it(sarn: Path, run: Run, tmp_path: Path) -> None:
    assert sarn.exists()
    header = "speaker,source,quote,stance.asserts.cause,stance.comments,stance.asert.cause,Foo.bar"
    text = f"{header}\nunion,herald-03-09,Arson.,set,crates,set,x\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    result = run("import", "a.csv", "--incident", "harbour-fire", "--format", "json")
    record = json.loads(result.out)["items"][0]["record"]
    assert record["stance"] == {"asserts": {"cause": ["set"]}, "comments": ["crates"]}
    assert "draft" not in record
    assert "no key takes these columns: stance.asert.cause, Foo.bar\n" in result.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sheet.csv", "--map", "speker=Who"], "`speaker`"),
        (["sheet.csv", "--map", "speaker=Whom"], "`Who`"),
        (["sheet.csv", "--map", "speaker"], "KEY=VALUE"),
        (["sheet.csv", "--map", "stance.denys.cause=Does"], "`denies`"),
        (["sheet.csv", "--mapping", "none.toml"], "none.toml"),
        (["none.csv"], "none.csv"),
        (["sheet.doc"], "--from"),
        (["sheet.xlsx"], "sheet.xlsx"),
        (["map.toml", "--from", "csl-json"], "not JSON"),
        (["sheet.csv", "--from", "bibtex", "--as", "claims"], "sources"),
    ],
)
def test_a_call_that_does_not_fit_is_named(words: list[str], said: str, sarn: Path, run: Run) -> None:
    before = sarn.read_bytes()
    result = run("import", *words, "--incident", "harbour-fire", "--write")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert sarn.read_bytes() == before


def test_a_row_needs_an_incident_that_is_there(sarn: Path, run: Run) -> None:
    assert sarn.exists()
    plan = _plan(run, "sheet.csv", "--mapping", "map.toml", "--incident", "harbor-fire")
    assert {each["hint"] for each in plan["troubles"]} == {"did you mean `harbour-fire`?"}


def test_lines_of_json_need_no_map_where_their_keys_are_those_of_the_record(
    sarn: Path, run: Run, tmp_path: Path
) -> None:
    claim = {
        "id": "From Elsewhere",
        "incident": "harbour-fire",
        "speaker": "union-chair",
        "via": ["coast-radio"],
        "stance": {"asserts": {"crates": 120}, "denies": {"cause": "set"}},
        "source": "herald-03-09",
        "text": "Said so.",
        "note": None,
    }
    (tmp_path / "claims.jsonl").write_text(f"\n{json.dumps(claim)}\n", encoding="utf-8")
    (entry,) = _plan(run, "claims.jsonl", "--write")["items"]
    assert (entry["row"], entry["id"]) == (2, "from-elsewhere")
    found = load(Folder(sarn.parent.parent, "claims/")).collection.incidents["harbour-fire"].by_id["from-elsewhere"]
    assert found.stance.asserts == {"crates": ("120",)}
    assert found.via == ("coast-radio",)


def test_columns_can_be_stances_on_questions_and_cells_can_be_lists(sarn: Path, run: Run, tmp_path: Path) -> None:
    assert sarn.exists()
    header = "speaker\tvia\tsource\ttext\tNot\tSays"
    text = f"{header}\nunion\tcoast-radio; sarn-herald\therald-03-09\tNo.\tset\twiring | exits\n"
    (tmp_path / "a.tsv").write_text(text, encoding="utf-8")
    words = ("--map", "stance.denies.cause=Not", "--map", "stance.asserts.safety=Says", "--incident", "harbour-fire")
    plan = _plan(run, "a.tsv", *words)
    record = plan["items"][0]["record"] if plan["items"] else {}
    assert record["stance"] == {"denies": {"cause": ["set"]}, "asserts": {"safety": ["wiring", "exits"]}}
    assert record["via"] == ["coast-radio", "sarn-herald"]


def test_speakers_go_to_the_shared_file(sarn: Path, run: Run, tmp_path: Path) -> None:
    text = "Name,Also known as,Side\nMarie Dupont,M. Dupont; Мария Дюпон,union\nИван,,\nJon Varga,,\n"
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    words = ("--as", "speakers", "--map", "name=Name", "--map", "aliases=Also known as", "--map", "party=Side")
    plan = _plan(run, "people.csv", *words, "--write")
    first, second, *rest = [each["id"] for each in plan["items"]]
    assert first == "marie-dupont"
    assert second.startswith("speaker-")
    assert not rest or rest == ["jon-varga"]
    found = load(Folder(sarn.parent.parent, "claims/")).collection.speakers
    assert found["marie-dupont"].aliases == ("M. Dupont", "Мария Дюпон")


def test_sources_come_from_bibtex(sarn: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.bib").write_text(BIB, encoding="utf-8")
    plan = _plan(run, "sources.bib", "--incident", "harbour-fire", "--write")
    assert [each["record"] for each in plan["items"]] == [
        {
            "id": "herald-5",
            "publisher": "Küstenkurier",
            "title": "The SARN fire & after",
            "published": "2031-03-05",
            "language": "en",
            "url": "https://x.example/a%20b_c~d#e&f=1",
        },
        {
            "id": "olin-2031",
            "publisher": "Ilse Brandt, Port of Sarn",
            "title": "Naíve",
            "published": "2031-03-05/2031-03-07",
            "url": "https://x.example/a_b",
            "accessed": "2031-04-01",
        },
    ]
    sources = load(Folder(sarn.parent.parent, "claims/")).collection.incidents["harbour-fire"].sources
    assert sources["olin-2031"].title == "Naíve"


def test_what_bibtexparser_cannot_read_is_named_by_its_line() -> None:
    text = "@misc{a, title={x}}\n@misc{a, title={y}}\n@misc{b, title={x\n@misc{c, title={z}}\n"
    found = read_bibtex("x", text.encode())
    assert [each.cells["title"] for each in found.rows] == ["x", "z"]
    assert [each.row for each in found.troubles] == [2, 3]


def test_sources_come_from_csl_json(sarn: Path, run: Run, tmp_path: Path) -> None:
    assert sarn.exists()
    (tmp_path / "zotero.json").write_text(json.dumps(CSL), encoding="utf-8")
    plan = _plan(run, "zotero.json", "--incident", "harbour-fire")
    assert [each["record"] for each in plan["items"]] == [
        {
            "id": "abc",
            "publisher": "Sarn Herald",
            "title": "The fire",
            "published": "2031-03-05",
            "language": "en",
            "url": "https://herald.example/fire",
            "accessed": "2031-04",
        },
        {"id": "7", "publisher": "Ilse Brandt, Port", "published": "2031-03-05~/2031-03-07~"},
    ]


def test_what_was_exported_is_known_again(sarn: Path, run: Run, tmp_path: Path) -> None:
    exported = run("export", "csl-json").out
    (tmp_path / "sources.json").write_text(exported, encoding="utf-8")
    plan = _plan(run, "sources.json", "--incident", "harbour-fire")
    assert len(plan["duplicates"]) == plan["rows"]
    assert plan["items"] == []
    assert plan["troubles"] == []
    assert sarn.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header"),
        ("\n\n", "no header"),
        ("a,a\n1,2\n", "two columns"),
        ('a,b\n"1,2\n3', "not CSV"),
        ('a\n"x"y\n', "not CSV"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, said: str) -> None:
    try:
        found = read_csv("x", text.encode())
    except UsageError as error:
        assert said in error.message  # noqa: PT017 - some are named row by row
    else:
        assert said in found.troubles[0].message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1]", "not an object"),
        ("{", "not JSON"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ('{"a": NaN}', "no value"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": "\\ud800"}', ""),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read(line: str, said: str) -> None:
    found = read_jsonl("x", f'{line}\n{{"speaker": "b"}}\n'.encode())
    assert found.rows[-1].cells == {"speaker": "b"}
    assert [each.message for each in found.troubles if said in each.message] or not said


@pytest.mark.parametrize(
    "text", ["x = 1", "[map]\na = 1", "[map.a]\nb = 'c'", "map = 1", "as = 'rows'", "[", "a = " + "[" * 99_000, "\xff"]
)
def test_a_mapping_that_cannot_be_read_says_why(text: str) -> None:
    with pytest.raises(UsageError):
        read_map("x", text.encode("latin-1"))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1).filter(
    lambda text: text.strip() == text and text
)


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=6, unique=True))
def test_any_words_of_a_table_arrive_as_they_are(quotes: list[str]) -> None:
    stream = io.StringIO()
    rows = [["speaker", "source", "draft", "quote"], *(["union", "herald-03-09", "true", each] for each in quotes)]
    csv.writer(stream).writerows(rows)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(SARN, folder / "claims")
        (folder / "a.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
        wanted = ImportWanted(str(folder / "a.csv"), "harbour-fire", None, [], [], None, None)
        plan = imported(wanted, Folder(folder / "claims", "claims/"), write=True).plan
        assert plan.troubles == ()
        found = load(Folder(folder / "claims", "claims/")).collection.incidents["harbour-fire"].by_id
        assert [found[each.id].quote for each in plan.items] == quotes


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_to_be_refused(data: bytes) -> None:
    for read in (read_csv, read_jsonl, read_csl_json, read_bibtex):
        try:
            read("x", data)
        except UsageError as error:
            assert error.message  # noqa: PT017 - either will do


@pytest.mark.slow
def test_ten_thousand_rows_take_seconds(sarn: Path, run: Run, tmp_path: Path) -> None:
    lines = ["speaker,stance,question,answer,quote,source"]
    lines += [f"union,denies,cause,set,It was crate number {number},herald-03-09" for number in range(10_000)]
    (tmp_path / "big.csv").write_text("\n".join(lines), encoding="utf-8")
    begun = time.process_time()
    plan = _plan(run, "big.csv", "--incident", "harbour-fire", "--write")
    assert time.process_time() - begun < 20
    assert (plan["rows"], len(plan["items"]), plan["written"]) == (10_000, 10_000, True)
    assert len(load(Folder(sarn.parent.parent, "claims/")).collection.incidents["harbour-fire"].claims) > 10_000


@pytest.mark.usefixtures("sarn")
def test_a_column_of_a_stance_is_written_as_add_writes_it(tmp_path: Path, run: Run) -> None:
    table = (
        "speaker,source,quote,asserts,denies,withholds\n"
        'fire-chief,kurier,One.,cause=set; crates = 120,,"watch, blame"\n'
        "fire-chief,kurier,Two.,safety=wiring; safety=exits,cause=set,\n"
    )
    (tmp_path / "rows.csv").write_text(table, encoding="utf-8")
    done = run("import", "rows.csv", "--incident", "harbour-fire", "--format", "json")
    assert done.status == 0, done.err
    assert [each["record"]["stance"] for each in json.loads(done.out)["items"]] == [
        {"asserts": {"cause": "set", "crates": "120"}, "withholds": ["watch", "blame"]},
        {"asserts": {"safety": ["wiring", "exits"]}, "denies": {"cause": "set"}},
    ]


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize(
    ("cell", "said"),
    [("cause", "found `cause`"), ("cause=sat", "did you mean `set`"), ("cuase=set", "did you mean `cause`?")],
)
def test_a_stance_that_is_no_pair_is_told_with_its_column(cell: str, said: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "rows.csv").write_text(
        f"speaker,source,quote,asserts\nfire-chief,kurier,One.,{cell}\n", encoding="utf-8"
    )
    done = run("import", "rows.csv", "--incident", "harbour-fire", "--format", "json")
    assert done.status == 1
    (trouble,) = json.loads(done.out)["troubles"]
    assert (trouble["row"], trouble["column"]) == (2, "asserts")
    assert said in f"{trouble['message']}; {trouble['hint']}"
