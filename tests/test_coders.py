"""`recode`, `agreement`, `adjudicate`: sheets that show no judgement, what comes back in them, and what is settled."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.exchange.sheets import write_csv, write_yaml
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.reasoning.coding import codings
from claimcheck.views.recode import Units, sheet
from tests import invention
from tests.conftest import Corpus, Golden, Run
from tests.sarn import FIXTURES, HARBOUR_FIRE, SPEAKERS, THEMES, both, read

Row = dict[str, str]
Coder = Callable[[Row], list[tuple[str, str]]]
"""Given a row of a sheet, the stances and answers that somebody writes."""


@pytest.fixture
def fire(corpus: Corpus) -> Path:
    """The collection of the shared fixture, and the program beside it."""
    return corpus({"harbour-fire": HARBOUR_FIRE}, SPEAKERS, THEMES)


def rows(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def as_recorded(claims: Path) -> Coder:
    """Somebody who codes as the collection does."""
    units = Units(read(claims)).by_name

    def code(row: Row) -> list[tuple[str, str]]:
        unit = units[row["unit"]]
        taken = sorted(codings(unit.claims[0], unit.incident.questions)[row["question"]])
        return [(each.stance.value, each.answer or "") for each in taken] or [("nothing", "")]

    return code


def fill(path: Path, to: Path, code: Coder, delimiter: str = ",") -> list[Row]:
    """Fill a sheet as somebody would; several stances on one question make several rows."""
    filled = [row | {"stance": stance, "answer": answer} for row in rows(path) for stance, answer in code(row)]
    save(filled, to, delimiter)
    return filled


def save(filled: list[Row], to: Path, delimiter: str = ",", columns: list[str] | None = None) -> None:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns or list(filled[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(filled)
    to.write_text(file.getvalue(), encoding="utf-8")


def differently(code: Coder, planted: Mapping[tuple[str, str], list[tuple[str, str]]]) -> Coder:
    """Somebody who codes some units, each the words and the question, in another way."""
    return lambda row: planted.get((row["words"], row["question"]), code(row))


@pytest.fixture
def filled(fire: Path, tmp_path: Path, run: Run) -> Path:
    """A sheet of the whole fixture, filled in as the collection has it."""
    assert run("recode", "-o", "sheet.csv").status == 0
    fill(tmp_path / "sheet.csv", tmp_path / "filled.csv", as_recorded(fire))
    return tmp_path / "filled.csv"


def measured(run: Run, *words: str) -> dict[str, Any]:
    result = run("agreement", *words, "--format", "json", "--samples", "50")
    assert result.status == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def figure(found: Mapping[str, Any], aspect: str, *, silent: bool = True, group: str | None = None) -> dict[str, Any]:
    (one,) = (
        each for each in found["items"] if (each["aspect"], each["silent"], each["group"]) == (aspect, silent, group)
    )
    return dict(one)


# What a sheet shows


OTHER = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(
            [
                {"denies": {"cause": "lamp"}},
                {"asserts": {"fault": ["doors", "wires"], "lost": "3"}},
                {"withholds": ["stage"], "comments": ["cause"]},
            ]
        ),
        "note": st.sampled_from([None, "He denies it.", "Doubtful."]),
    }
)


@given(invention.claims(), st.data())
def test_the_sheet_is_blind(made: list[dict[str, Any]], data: st.DataObject) -> None:
    """Two collections that differ only in stances, notes and ids of claims give the same sheet, byte for byte."""
    names = {each["id"]: f"other-{number}-denies" for number, each in enumerate(made)}
    other = []
    for each in made:
        changed = data.draw(OTHER) if "stance" in each else {"note": "Other words."}
        kept = {key: names[value] if key in {"id", "restates", "replaces"} else value for key, value in each.items()}
        other.append({key: value for key, value in (kept | changed).items() if value is not None})
    one, two = (invention.read(invention.written(each)) for each in (made, other))
    if not any("restates" not in each for each in made):
        return
    for sample in (None, 2):
        ours, theirs = (sheet(each, [], sample, 3) for each in (one, two))
        assert write_csv(ours) == write_csv(theirs)
        assert write_yaml(ours) == write_yaml(theirs)


@pytest.mark.usefixtures("fire")
@pytest.mark.parametrize("name", ["sheet.csv", "sheet.yaml"])
def test_a_sheet(name: str, tmp_path: Path, run: Run, golden: Golden) -> None:
    result = run("recode", "harbour-fire", "--seed", "7", "--sample", "4", "-o", name)
    assert (result.status, result.out) == (0, "")
    assert result.err == "claimcheck: 4 claims of 1 incident to be coded (seed 7)\n"
    golden(f"coders/{name}", (tmp_path / name).read_text(encoding="utf-8"))


@pytest.mark.usefixtures("fire")
def test_a_sheet_tells_nothing_of_what_was_made_of_the_words(run: Run) -> None:
    shown = run("recode").out
    for claim in read(FIXTURES).incidents["harbour-fire"].claims:
        assert claim.id not in shown
        assert not claim.note or claim.note not in shown


@pytest.mark.usefixtures("fire")
def test_a_filled_sheet_is_not_overwritten(tmp_path: Path, run: Run) -> None:
    assert run("recode", "-o", "sheet.csv").status == 0
    before = (tmp_path / "sheet.csv").read_bytes()
    refused = run("recode", "--seed", "9", "-o", "sheet.csv")
    assert refused.status == 2
    assert "`sheet.csv` is there already" in refused.err
    assert (tmp_path / "sheet.csv").read_bytes() == before
    assert run("recode", "--seed", "9", "-o", "sheet.csv", "--force").status == 0
    assert (tmp_path / "sheet.csv").read_bytes() != before


def test_a_sample_gives_each_incident_and_party_its_share(corpus: Corpus, run: Run) -> None:
    collection = read(both(corpus))
    units = Units(collection).by_name
    for seed in range(5):
        made = sheet(collection, [], len(units) // 2, seed)
        for incident in made.incidents:
            whole = [each for each in units.values() if each.incident.id == incident.id]
            assert abs(len(incident.claims) - len(whole) / 2) <= 1
    assert run("recode", "--sample", "3", "--seed", "1").out != run("recode", "--sample", "3", "--seed", "2").out


@pytest.mark.usefixtures("fire")
def test_what_is_withheld_from_the_public_is_withheld_from_a_coder(tmp_path: Path, fire: Path, run: Run) -> None:
    people = fire / "speakers.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("name: Jon Varga,", "name: Jon Varga, known_as: a fireman,"), encoding="utf-8")
    assert run("recode", "--public", "-o", "public.csv").status == 0
    shown = (tmp_path / "public.csv").read_text(encoding="utf-8")
    assert "Varga" not in shown
    assert "a fireman" in shown
    filled = [row | {"stance": "nothing"} for row in rows(tmp_path / "public.csv")]
    save(filled, tmp_path / "filled.csv")
    found = measured(run, "filled.csv")
    assert found["problems"] == []
    assert found["units"] == len(filled)
    (told,) = (each for each in found["disagreements"] if each["question"] == "began-on" and each["quote"])
    assert told["codings"] == {"the collection": "asserts 2031-03-04", "filled": "nothing"}
    assert told["speaker"] == "a fireman"


# What comes back


def test_who_codes_the_same_agrees(filled: Path, run: Run) -> None:
    found = measured(run, filled.name)
    assert found["problems"] == found["disagreements"] == []
    assert [figure(found, each)["alpha"] for each in ("bearing", "stance", "answer", "certainty")] == [1.0] * 4
    assert figure(found, "stance")["kappa"] == 1.0
    assert figure(found, "bearing", silent=False)["alpha"] is None
    assert "undefined" in figure(found, "bearing", silent=False)["cautions"]


PLANTED = {
    ("It began on the fourth, in the wiring", "cause"): [("denies", "accident")],
    ("It began on the fourth, in the wiring", "began-on"): [("asserts", "2031-03-05")],
    ("We now know that this was arson", "cause"): [("suggests", "set")],
    ("Our watchman saw the saboteurs run", "watch"): [("asserts", "watched")],
    ("Put the loss at 300 crates or more.", "crates"): [("nothing", "")],
}


def test_what_was_planted_is_found_the_worst_first(fire: Path, tmp_path: Path, run: Run) -> None:
    run("recode", "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", differently(as_recorded(fire), PLANTED))
    found = measured(run, "Anna=anna.csv")
    told = [((each["quote"] or each["text"]), each["question"]) for each in found["disagreements"]]
    assert set(told) == set(PLANTED)
    assert [each["gap"] for each in found["disagreements"]] == [
        "contradiction", "contradiction", "position", "certainty", "manner",
    ]  # fmt: skip
    assert round(91 * (1 - figure(found, "stance")["agreement"])) == 4  # the day is another answer, not another stance
    (one,) = found["confusions"]
    place = {name: at for at, name in enumerate(one["categories"])}
    assert one["counts"][place["asserts"]][place["denies"]] == 1
    assert one["counts"][place["implies"]][place["asserts"]] == 1


def test_three_coders_and_holes(fire: Path, tmp_path: Path, run: Run) -> None:
    run("recode", "-o", "sheet.csv")
    code = as_recorded(fire)
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", code)
    fill(
        tmp_path / "sheet.csv",
        tmp_path / "ben.csv",
        lambda row: code(row) if row["question"] == "cause" else [("", "")],
    )
    found = measured(run, "anna.csv", "Ben=ben.csv", "--by", "question")
    assert [(each["name"], each["coded"], each["open"]) for each in found["coders"]] == [
        ("the collection", 91, 0),
        ("anna", 91, 0),
        ("Ben", 13, 78),
    ]
    assert figure(found, "stance", group="the collection, Ben")["units"] == 13
    assert figure(found, "stance", group="anna, Ben")["alone"] == 78
    assert figure(found, "answer", group="harbour-fire/cause")["codes"] == 39
    assert figure(found, "stance")["kappa"] is None
    only = measured(run, "anna.csv", "Ben=ben.csv", "--sheets-only")
    assert [each["name"] for each in only["coders"]] == ["anna", "Ben"]
    assert only["units"] == 13
    assert measured(run, "anna.csv", "Ben=ben.csv", "--by", "party")["items"] != found["items"]


def test_nobody_to_agree_with(filled: Path, run: Run) -> None:
    assert "only one coder" in run("agreement", filled.name, "--sheets-only").err
    assert "two coders are called `filled`" in run("agreement", filled.name, filled.name).err


def test_a_yaml_sheet_says_the_same(fire: Path, tmp_path: Path, run: Run) -> None:
    run("recode", "-o", "sheet.yaml")
    text = (tmp_path / "sheet.yaml").read_text(encoding="utf-8")
    units = Units(read(fire)).by_name

    def stance(match: re.Match[str]) -> str:
        claim = units[match[1]].claims[0]
        return match[0].replace("stance:", f"stance: {json.dumps(claim.as_json()['stance'])}")

    filled = re.sub(r"unit: (\w+)\n(?:        .*\n)*?        stance:", stance, text).replace('coder: ""', "coder: Anna")
    (tmp_path / "sheet.yaml").write_text(filled, encoding="utf-8")
    found = measured(run, "sheet.yaml")
    assert found["problems"] == found["disagreements"] == []
    assert [(each["name"], each["coded"]) for each in found["coders"]] == [("the collection", 91), ("Anna", 91)]


def test_a_claim_is_found_again_by_another_name_and_by_its_words(filled: Path, fire: Path, run: Run) -> None:
    path = fire / "incidents" / "harbour-fire.yaml"
    text = path.read_text(encoding="utf-8").replace("id: union-not-arson", "id: union-denies-arson")
    path.write_text(text.replace("title: \"Warehouse fire: 'accident', says port\"", "title: A fire"), encoding="utf-8")
    found = measured(run, filled.name)
    assert found["units"] == 91
    assert {each["message"] for each in found["problems"]} == {
        "what is shown of this claim has changed since the sheet was made; found again by its words"
    }
    assert all(each["compared"] for each in found["problems"])


def test_a_claim_that_is_gone_is_named_and_compared_between_sheets(
    filled: Path, fire: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "ben.csv").write_bytes(filled.read_bytes())
    path = fire / "incidents" / "harbour-fire.yaml"
    text = path.read_text(encoding="utf-8").replace("We now know that this was arson", "It was arson, we know now")
    path.write_text(text, encoding="utf-8")
    found = measured(run, filled.name, "ben.csv")
    assert found["units"] == 91
    (told, _) = found["problems"]
    assert told["message"].startswith("no claim of `harbour-fire` shows this now")
    alone = measured(run, filled.name)
    assert alone["units"] == 84


# What comes back wrong


Damage = Callable[[Row], Row]
AT_CAUSE = ("We now know that this was arson", "cause")
AT_DAY = ("It began on the fourth, in the wiring", "began-on")
AT_CRATES = ("Put the loss at 300 crates or more.", "crates")
WRONG: list[tuple[str, tuple[str, str], Row, str, str]] = [
    ("an unknown stance", AT_CAUSE, {"stance": "assert"}, "no stance `assert`", "did you mean `asserts`?"),
    ("an unknown answer", AT_CAUSE, {"answer": "sett"}, "no answer `sett` to `cause`", "did you mean `set`?"),
    ("no answer", AT_CAUSE, {"answer": ""}, "half filled: `asserts` without an answer", "one of accident, set"),
    ("no stance", AT_CAUSE, {"stance": ""}, "half filled: the answer `set` without a stance", "one of asserts"),
    ("nothing and something", AT_CAUSE, {"stance": "nothing"}, "`nothing`, and yet the answer `set`", "leave one"),
    ("withheld and answered", AT_CAUSE, {"stance": "withholds"}, "`withholds` takes no answer, found `set`", ""),
    (
        "cells moved to the left",
        AT_CAUSE,
        {"stance": "set", "answer": ""},
        "no stance `set`",
        "cells of this row moved",
    ),
    ("cells moved to the right", AT_CAUSE, {"stance": "asserts", "answer": "asserts"}, "no answer `asserts`", "moved"),
    ("a word turned", AT_CAUSE, {"stance": "TRUE", "answer": ""}, "no stance `TRUE`", "format the column as text"),
    ("an answer turned", AT_CAUSE, {"answer": "FALSE"}, "no answer `FALSE`", "format the column as text"),
    ("a date turned", AT_DAY, {"answer": "04/03/31"}, "`04/03/31` is not a date", "format the column as text"),
    ("a date turned as in German", AT_DAY, {"answer": "4.3.2031"}, "`4.3.2031` is not a date", "a spreadsheet writes"),
    ("a date turned as in Excel", AT_DAY, {"answer": "4-Mar-31"}, "`4-Mar-31` is not a date", "a spreadsheet writes"),
    ("a number turned", AT_CRATES, {"answer": "3,00E+02"}, "`3,00E+02` is not a number", ""),
    ("a question that is gone", AT_CAUSE, {"question": "causes"}, "no question `causes`", "did you mean `cause`"),
    (
        "an incident that is gone",
        AT_CAUSE,
        {"unit": "b" * 12, "words": "", "incident": "harbour"},
        "no incident",
        "fire",
    ),
    ("a name that was turned", AT_CAUSE, {"unit": "1,23E+45"}, "`1,23E+45` is not the name of a unit", "left out"),
]


@pytest.mark.parametrize(("wrong", "where", "cells", "message", "hint"), WRONG, ids=[each[0] for each in WRONG])
def test_a_row_with_something_wrong_is_named(
    wrong: str, where: tuple[str, str], cells: Row, message: str, hint: str, filled: Path, run: Run
) -> None:
    table = rows(filled)
    (place,) = (at for at, row in enumerate(table) if (row["words"], row["question"]) == where)
    table[place] |= cells
    save(table, filled)
    found = measured(run, filled.name)
    (problem,) = found["problems"]
    assert problem["row"] == place + 2, wrong
    assert message in problem["message"]
    assert hint in problem["hint"]
    assert (problem["compared"], found["units"]) == (False, 90)
    assert found["disagreements"] == []
    page = run("agreement", filled.name).out
    assert "Rows with something amiss" in page


def test_no_is_a_word(corpus: Corpus, tmp_path: Path, run: Run) -> None:
    """An answer that is called `no` comes back from a spreadsheet as it was, or in capitals."""
    claims = corpus({"harbour-fire": HARBOUR_FIRE.replace("unwatched", "no")}, SPEAKERS, THEMES)
    run("recode", "-o", "sheet.csv")
    code = as_recorded(claims)
    fill(
        tmp_path / "sheet.csv",
        tmp_path / "a.csv",
        lambda row: [(stance, answer.upper()) for stance, answer in code(row)],
    )
    found = measured(run, "a.csv")
    assert found["problems"] == found["disagreements"] == []


def shuffled_columns(table: list[Row]) -> list[str]:
    columns = list(table[0])
    random.Random(1).shuffle(columns)  # noqa: S311 - the same every time
    return columns


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_may_move_columns_and_write_semicolons(delimiter: str, filled: Path, run: Run) -> None:
    table = rows(filled)
    save(table[::-1], filled, delimiter, shuffled_columns(table))
    found = measured(run, filled.name)
    assert found["problems"] == found["disagreements"] == []
    assert found["units"] == 91


def test_answers_may_be_given_in_words_and_several_in_a_cell(filled: Path, run: Run) -> None:
    table = [row for row in rows(filled) if not (row["question"] == "safety" and row["answer"] == "exits")]
    for row in table:
        if row["question"] == "safety" and row["words"].startswith("Nobody"):
            row["answer"] = "The port had let the wiring decay; exits"
        if row["answer"] == "accident":
            row["answer"] = "old wiring of the port caught fire"
    save(table, filled)
    assert measured(run, filled.name)["disagreements"] == []


def test_a_row_that_contradicts_another_of_its_unit_spoils_it(filled: Path, run: Run) -> None:
    table = rows(filled)
    (place,) = (at for at, row in enumerate(table) if (row["words"], row["question"]) == AT_CAUSE)
    save([*table, table[place] | {"stance": "nothing", "answer": ""}], filled)
    found = measured(run, filled.name)
    assert [each["row"] for each in found["problems"]] == [len(table) + 2]
    assert found["units"] == 90


@pytest.mark.usefixtures("fire")
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "", "has no header"),
        ("a.csv", "unit,incident,stance,answer\n", "has no column `question`"),
        ("a.yaml", "sheet: other\n", "is no sheet"),
        ("a.yaml", "sheet: [", "line 2: not valid YAML"),
        ("a.yaml", "incidents: {}\n", "is no sheet"),
    ],
)
def test_what_is_no_sheet_is_refused(name: str, text: str, said: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("agreement", name)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert "cannot read `none.csv`" in run("agreement", "none.csv").err


YAML_WRONG = [
    ("{asserts: {cuase: set}}", "no question `cuase`"),
    ("{asserts: cause}", "`asserts` takes questions and their answers"),
    ("{assert: {cause: set}}", "no stance `assert`"),
    ("[asserts]", "expected a mapping"),
    ("{asserts: {cause: none-such}}", "no answer `none-such`"),
    ("{asserts: {cause: }}", "half filled"),
]


@pytest.mark.parametrize(("stance", "message"), YAML_WRONG, ids=[each for each, _ in YAML_WRONG])
def test_a_yaml_claim_with_something_wrong_is_named(
    stance: str, message: str, fire: Path, tmp_path: Path, run: Run
) -> None:
    """What is written wrong is no coding of other questions as `nothing`."""
    run("recode", "-o", "sheet.yaml")
    lines = (tmp_path / "sheet.yaml").read_text(encoding="utf-8").splitlines()
    place = next(at for at, line in enumerate(lines) if line == "        stance:")
    lines[place] += f" {stance}"
    (tmp_path / "sheet.yaml").write_text("\n".join(lines), encoding="utf-8")
    found = measured(run, "sheet.yaml")
    (problem,) = found["problems"]
    assert message in problem["message"]
    assert problem["row"] in {place + 1, place - 5, place - 6, place - 7, place - 8}
    told = Units(read(fire)).by_name
    assert len(told) == 13
    if "none-such" not in stance and "cause: }" not in stance:
        assert found["units"] == 0


# What is shown


def test_the_page(fire: Path, tmp_path: Path, run: Run, golden: Golden) -> None:
    run("recode", "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", differently(as_recorded(fire), PLANTED))
    golden("coders/agreement.txt", run("agreement", "Anna=anna.csv", "--full").out)
    golden("coders/agreement.md", run("agreement", "Anna=anna.csv", "--format", "md").out)
    golden("coders/agreement.csv", run("agreement", "Anna=anna.csv", "--format", "csv").out)
    page = run("agreement", "Anna=anna.csv", "--format", "html").out
    assert 'id="figure-confusion"' in page
    assert "substantial" not in page


def test_a_report_says_who_coded_it(filled: Path, fire: Path, run: Run) -> None:
    assert run("agreement", filled.name, "--format", "json", "-o", "agreement.json").status == 0
    report = run("report", "harbour-fire", "--agreement", "agreement.json")
    assert "13 claims of this incident coded by the collection and filled, each by themselves." in report.out
    assert "100.0 % equal on what the words do (α 1.000" in report.out
    assert json.loads(run("report", "harbour-fire", "--format", "json").out)["coded_by"] is None
    (fire / "incidents" / "other.yaml").write_text("title: Other\nquestions: {}\nclaims: []\n", encoding="utf-8")
    refused = run("report", "other", "--agreement", "agreement.json")
    assert (refused.status, refused.out) == (2, "")
    assert "the agreement is not about `other`" in refused.err
    assert "is not what `claimcheck agreement" in run("report", "harbour-fire", "--agreement", filled.name).err
    assert (
        "--agreement goes with one incident" in run("report", "--all", "--agreement", "agreement.json", "-o", "r").err
    )


# What is settled


def settle(path: Path, decide: Callable[[Row], str]) -> None:
    """Settle a sheet in a spreadsheet: a stance and an answer for each row."""
    table = rows(path)
    for row in table:
        row["stance"], _, row["answer"] = decide(row).partition(" ")
    save(table, path)


def test_what_is_settled_is_written_with_the_smallest_edits(fire: Path, tmp_path: Path, run: Run) -> None:
    run("recode", "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", differently(as_recorded(fire), PLANTED))
    path = fire / "incidents" / "harbour-fire.yaml"
    before = path.read_text(encoding="utf-8")
    listed = run("adjudicate", "Anna=anna.csv")
    assert (listed.status, listed.out) == (0, "")
    assert "wrote 5 disagreements to settled.csv" in listed.err
    assert "0 of 5 disagreements settled, 5 open" in listed.err
    settle(tmp_path / "settled.csv", lambda row: "" if row["question"] == "crates" else row["coded by Anna"])
    shown = run("adjudicate", "Anna=anna.csv")
    assert "4 of 5 disagreements settled, 1 open" in shown.err
    assert "nothing was written; `--write` does" in shown.err
    assert path.read_text(encoding="utf-8") == before
    done = run("adjudicate", "Anna=anna.csv", "--write")
    assert done.status == 0, done.err
    after = path.read_text(encoding="utf-8")
    changes = [line for line in done.out.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert len([line for line in changes if line.startswith("-")]) == 3
    assert "    stance: {denies: {cause: accident}, asserts: {began-on: 2031-03-05, safety: wiring}}" in after or (
        "denies" in after and "began-on: 2031-03-05" in after
    )
    assert after.count("reviewed:") - before.count("reviewed:") == 3
    message = done.out[done.out.index("Settle") :]
    assert message.startswith("Settle 4 codings of harbour-fire\n\nCoded by the collection and Anna.\n4 changed")
    assert "harbour-fire/spokesman-set, cause: suggests set (Anna); was: asserts set" in message
    assert run("check").status == 0
    assert "changed-since-review" not in run("check").out
    again = run("adjudicate", "Anna=anna.csv", "--write")
    assert "nothing to write" in again.err
    assert path.read_text(encoding="utf-8") == after


def test_what_is_left_as_it_was_is_reviewed(fire: Path, tmp_path: Path, run: Run) -> None:
    run("recode", "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", differently(as_recorded(fire), PLANTED))
    run("adjudicate", "Anna=anna.csv")
    settle(tmp_path / "settled.csv", lambda row: row["coded by the collection"])
    before = read(fire)
    done = run("adjudicate", "Anna=anna.csv", "--write")
    assert "0 changed, 5 unchanged" in done.out
    after = read(fire)
    changed = [each for each in after.incidents["harbour-fire"].claims if each.reviewed]
    assert len(changed) == 4
    assert [_without_review(each) for each in _claims(before)] == [_without_review(each) for each in _claims(after)]


def _claims(collection: Collection) -> Iterator[Claim]:
    for incident in collection.incidents.values():
        yield from incident.claims


def _without_review(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = claim.as_json(exclude={"reviewed"})
    return said


def test_what_cannot_be_written_is_told_and_left(fire: Path, tmp_path: Path, run: Run) -> None:
    """A claim that would say nothing, one that is gone, a row that is half filled."""
    run("recode", "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", differently(as_recorded(fire), PLANTED))
    run("adjudicate", "Anna=anna.csv")
    settle(
        tmp_path / "settled.csv",
        lambda row: {"crates": "nothing", "watch": "asserts", "began-on": "asserts 2031-03-05"}.get(
            row["question"], ""
        ),
    )
    path = fire / "incidents" / "harbour-fire.yaml"
    before = path.read_bytes()
    told = run("adjudicate", "Anna=anna.csv")
    assert "`harbour-fire/union-crates` would say nothing of any question; take the claim out" in told.err
    assert "half filled: `asserts` without an answer" in told.err
    assert "+    stance:" in told.out
    assert path.read_bytes() == before


def test_two_claims_of_the_same_words_are_settled_by_hand(corpus: Corpus, tmp_path: Path, run: Run) -> None:
    twice = """
  - id: spokesman-set-too
    speaker: port-spokesman
    stance: {denies: {cause: accident}}
    source: herald-03-09
    quote: We now know that this was arson
"""
    fire = corpus({"harbour-fire": HARBOUR_FIRE.rstrip("\n") + "\n" + twice}, SPEAKERS, THEMES)
    run("recode", "-o", "sheet.csv")
    assert len({row["unit"] for row in rows(tmp_path / "sheet.csv")}) == 13
    code = as_recorded(fire)
    fill(tmp_path / "sheet.csv", tmp_path / "anna.csv", code)
    found = measured(run, "anna.csv")
    (told,) = found["disagreements"]
    assert told["codings"]["the collection"] == "asserts set; denies accident"
    run("adjudicate", "anna.csv")
    settle(tmp_path / "settled.csv", lambda row: row["coded by anna"])
    assert "show the same words: settle `cause` by hand" in run("adjudicate", "anna.csv", "--write").err
