"""`list` and `show`: what they promise to other programs, how they filter, and what they look like."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from claimcheck.views.listing import KINDS
from tests import swapping
from tests.conftest import TESTS, Corpus, Golden, Run

FIXTURES = TESTS / "fixtures"
ROOT = TESTS.parent
SORTS = {
    "incident": "harbour-fire",
    "question": "harbour-fire/cause",
    "date-question": "harbour-fire/began-on",
    "claim": "harbour-fire/captain-wiring",
    "source": "harbour-fire/herald-03-05",
    "speaker": "port-spokesman",
    "party": "port",
    "theme": "accident-or-arson",
}
Json = dict[str, Any]


def ask(run: Run, *words: str) -> Json:
    result = run(*words, "--format", "json", cwd=FIXTURES)
    assert (result.status, result.err) == (0, "")
    found = json.loads(result.out)
    assert isinstance(found, dict)
    return found


def names(run: Run, *words: str) -> list[str]:
    return [each["id"] for each in ask(run, "list", *words)["items"]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_looks_as_it_was_read_last(kind: str, run: Run, golden: Golden) -> None:
    for width in (80, 200):
        result = run("list", kind, cwd=FIXTURES, columns=width)
        assert (result.status, result.err) == (0, "")
        golden(f"list-{kind}.{width}.txt", result.out)


@pytest.mark.parametrize("sort", SORTS)
def test_a_thing_shown_whole_looks_as_it_was_read_last(sort: str, run: Run, golden: Golden) -> None:
    result = run("show", SORTS[sort], cwd=FIXTURES, columns=80)
    assert (result.status, result.err) == (0, "")
    golden(f"show-{sort}.80.txt", result.out)


@pytest.mark.parametrize("form", ["md", "json", "jsonl", "csv"])
def test_a_list_of_claims_in_every_format(form: str, run: Run, golden: Golden) -> None:
    golden(f"list-claims.{form}", run("list", "claims", "--format", form, cwd=FIXTURES).out)


def test_a_list_without_a_word_is_that_of_the_incidents(run: Run) -> None:
    assert run("list", cwd=FIXTURES).out == run("list", "incidents", cwd=FIXTURES).out


def test_the_record_of_incidents_has_every_promised_key(run: Run) -> None:
    answer = ask(run, "list")
    assert answer["schema"] == "claimcheck/incidents/1"
    assert answer["left_out"] == []
    (row,) = answer["items"]
    assert set(row) >= {"id", "title", "date", "claims", "parties", "questions", "contested"}
    assert row["date"] == "2031-03-04"
    counts = [row[each] for each in ("claims", "parties", "questions", "contested")]
    assert counts == [14, 5, 7, 2]
    assert {type(each) for each in counts} == {int}


def test_the_record_of_claims_has_every_promised_key_and_one_item_a_record(run: Run) -> None:
    answer = ask(run, "list", "claims")
    assert answer["schema"] == "claimcheck/claims/1"
    assert answer["left_out"] == []
    keys = {"id", "incident", "speaker", "party", "via", "stance", "said", "source", "quote", "text", "language"}
    assert all(set(row) >= keys for row in answer["items"])
    assert {tuple(row) for row in answer["items"]} == {tuple(answer["items"][0])}
    rows = {row["id"]: row for row in answer["items"]}
    assert len(rows) == len(answer["items"]) == 14
    assert rows["captain-wiring"]["stance"] == {"asserts": {"cause": "accident"}}
    assert rows["union-not-arson"]["stance"] == {
        "asserts": {"safety": ["wiring", "exits"]},
        "denies": {"cause": "set"},
    }
    assert rows["spokesman-no-comment"]["stance"] == {"withholds": ["safety"]}
    assert rows["herald-question"]["party"] == "sarn-herald"
    assert rows["watchman-away"]["via"] == ["watchman-sister"]
    assert (rows["captain-wiring"]["via"], rows["captain-wiring"]["text"]) == ([], None)
    assert rows["captain-wiring-de"]["said"] == "2031-03-05"
    assert "radio-draft" not in rows


def test_the_record_of_sources_has_every_promised_key(run: Run) -> None:
    answer = ask(run, "list", "sources")
    assert answer["schema"] == "claimcheck/sources/1"
    rows = {row["id"]: row for row in answer["items"]}
    assert all(set(row) >= {"id", "url", "publisher", "published"} for row in rows.values())
    assert rows["kurier"]["url"] is None
    assert rows["kurier"]["published"] == "2031-03"


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_a_record_of_items(kind: str, run: Run) -> None:
    answer = ask(run, "list", kind)
    assert answer["schema"] == f"claimcheck/{kind}/1"
    assert answer["items"]
    assert answer["left_out"] == []
    lines = run("list", kind, "--format", "jsonl", cwd=FIXTURES).out.splitlines()
    assert [json.loads(line) for line in lines] == answer["items"]
    rows = list(csv.DictReader(io.StringIO(run("list", kind, "--format", "csv", cwd=FIXTURES).out)))
    assert [list(row) for row in rows] == [list(item) for item in answer["items"]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--party", "union"], ["union-not-arson", "union-if", "union-crates"]),
        (["--party", "union", "--party", "fire-service", "--question", "safety"], ["union-not-arson", "chief-night"]),
        (["--speaker", "night-watchman"], ["watchman-away"]),
        (["--stance", "denies"], ["union-not-arson"]),
        (["--stance", "suggests", "--stance", "implies"], ["insider-accident", "spokesman-watched"]),
        (["--stance", "denies", "--question", "safety"], []),
        (["--stance", "withholds"], ["spokesman-no-comment"]),
        (["--question", "harbour-fire/blame"], ["union-if"]),
        (["--source", "kurier"], ["captain-wiring-de"]),
        (["--theme", "accident-or-arson", "--party", "port", "--stance", "asserts", "--since", "2031-03-06"],
         ["spokesman-set"]),
        (["--since", "2031-03-07", "--question", "cause"], ["spokesman-set", "insider-accident", "herald-question"]),
        (["--until", "2031-03-05"], ["captain-wiring", "captain-wiring-de", "captain-night", "spokesman-no-comment"]),
        (["--incident", "harbour-fire", "--speaker", "union"], ["union-crates"]),
    ],
)  # fmt: skip
def test_filters_narrow_a_list_together(filters: list[str], expected: list[str], run: Run) -> None:
    assert names(run, "claims", *filters) == expected


def test_filters_narrow_other_lists_as_well(run: Run) -> None:
    assert names(run, "speakers", "--question", "crates") == ["harbour-captain", "union"]
    assert names(run, "parties", "--stance", "denies") == ["union"]
    assert names(run, "sources", "--party", "fire-service") == ["radio-03-06"]
    assert names(run, "questions", "--speaker", "union-chair") == ["cause", "safety", "blame"]
    assert names(run, "--party", "union") == ["harbour-fire"]
    assert names(run, "--since", "2031-04") == []
    assert names(run, "themes", "--theme", "accident-or-arson") == ["accident-or-arson"]
    assert [row["term"] for row in ask(run, "list", "terms", "--since", "2031-03-08")["items"]] == [
        "arson",
        "saboteurs",
    ]


@pytest.mark.parametrize(
    ("option", "word", "nearest"),
    [
        ("--incident", "harbor-fire", "harbour-fire"),
        ("--party", "unon", "union"),
        ("--speaker", "fire-cheif", "fire-chief"),
        ("--question", "couse", "cause"),
        ("--source", "herald-03-5", "herald-03-05"),
        ("--theme", "accident-or-arsn", "accident-or-arson"),
        ("--stance", "denys", "denies"),
        ("--since", "yesterday", "2009-01-27"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(option: str, word: str, nearest: str, run: Run) -> None:
    result = run("list", "claims", option, word, cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert word in result.err
    assert nearest in result.err


@pytest.mark.parametrize("words", [("list",), ("list", "claims"), ("list", "terms"), ("search", "fire")])
def test_a_span_without_a_day_in_it_is_refused(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, "--since", "2032", "--until", "2031-03", cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("claimcheck: no day lies between --since 2032 and --until 2031-03\n")
    assert "--since 2031-03 --until 2032" in result.err
    assert run(*words, "--since", "2031-03-05", "--until", "2031-03", cwd=FIXTURES).status == 0
    assert run(*words, "--since", "2031-03", "--until", "2031-03-05", cwd=FIXTURES).status == 0


def test_a_list_of_nothing_says_so(run: Run) -> None:
    result = run("list", "claims", "--since", "2040", cwd=FIXTURES)
    assert (result.status, result.out) == (0, "No claims to show.\n")


@pytest.mark.parametrize("kind", ["incidents", "questions", "sources", "claims", "terms"])
def test_no_side_is_favoured(kind: str, corpus: Corpus, run: Run) -> None:
    pages = []
    for turn in (str, swapping.swapped):
        corpus({"buoy": turn(swapping.INCIDENT)}, speakers=turn(swapping.SPEAKERS))
        pages.append(run("list", kind).out)
    assert pages[1] == swapping.swapped(pages[0])


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_shown_is_whole_in_its_record(sort: str, run: Run) -> None:
    answer = ask(run, "show", SORTS[sort])
    assert answer["schema"] == "claimcheck/show/1"
    assert answer["id"] == SORTS[sort].rpartition("/")[2]
    assert set(answer) >= {"sort", "incident", "title", "location", "record", "claims", "references"}
    assert answer["location"].startswith("claims/")


def test_an_id_of_two_things_asks_for_a_prefix(run: Run) -> None:
    result = run("show", "union", cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert "party:union" in result.err
    assert "speaker:union" in result.err
    assert ask(run, "show", "party:union")["sort"] == "party"
    assert ask(run, "show", "speaker:union")["sort"] == "speaker"


def test_all_that_refers_to_a_thing_is_shown(run: Run) -> None:
    restated = ask(run, "show", "harbour-fire/captain-wiring")["references"]
    assert [(each["id"], each["by"]) for each in restated] == [("harbour-fire/captain-wiring-de", "restates")]
    told = ask(run, "show", "watchman-sister")["references"]
    assert [(each["id"], each["by"]) for each in told] == [("harbour-fire/watchman-away", "via")]
    derived = ask(run, "show", "harbour-fire/herald-03-05")["references"]
    assert [(each["id"], each["by"]) for each in derived] == [("harbour-fire/kurier", "derived_from")]


@pytest.mark.parametrize("word", ["harbour-fir", "harbour-fire/couse", "port-spokesmn", "party:unon", "accident-arson"])
def test_an_unknown_id_names_the_nearest(word: str, run: Run) -> None:
    result = run("show", word, cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert "did you mean" in result.err


def test_who_is_named_as_a_disputant_is_referred_to_by_the_incident(corpus: Corpus, run: Run) -> None:
    corpus(
        incidents={"buoy": "title: B\ndisputants: [port, pilot, both]\nquestions:\nclaims:"},
        speakers="parties: {port: {name: The port}, both: {name: A party}}\n"
        "speakers: {pilot: {name: A pilot}, both: {name: A speaker}}",
    )
    expected = [{"sort": "incident", "id": "buoy", "by": "disputants"}]
    for name in ("port", "speaker:pilot", "party:both"):
        assert json.loads(run("show", name, "--format", "json").out)["references"] == expected
    assert json.loads(run("show", "speaker:both", "--format", "json").out)["references"] == []


def test_what_a_claim_does_has_one_sign_for_one_thing_and_its_condition_first(run: Run) -> None:
    whole = run("show", "harbour-fire", cwd=FIXTURES).out
    words = " ".join(whole.split())
    assert "denies: Somebody set the fire (How did the fire begin?)" in words
    assert "on a condition (if the court agrees), says: The insurer of the port pays" in words
    assert "Restates: captain-wiring." in whole
    assert "In other words" not in whole
    assert "on a condition, asserts blame: insurer" in run("list", "claims", cwd=FIXTURES, columns=200).out


def test_what_stands_is_not_said_on_the_condition_of_something_else(run: Run, corpus: Corpus) -> None:
    incident = """
        title: The lamp
        questions: {lit: {ask: Was it lit?, answers: {burning: It was., dark: It was not.}}}
        sources: {herald: {publisher: Sarn Herald}}
        claims:
          - {id: a, speaker: chief, source: herald, stance: {asserts: {lit: burning}}, text: It was.}
          - {id: b, speaker: chief, source: herald, stance: {asserts: {lit: dark}}, condition: without oil, text: No.}
    """
    corpus({"lamp": incident}, "speakers: {chief: {name: Jon Varga}}\n", "")
    out = run("show", "lamp/lit", columns=200).out
    assert "It was; and more on a condition" in out
    assert "It was (on a condition)" not in out


@pytest.mark.parametrize(
    "words",
    [
        ("show", "harbour-fire"),
        ("show", "harbour-fire/captain-night"),
        ("crossref", "--party", "port"),
        ("crossref", "--publisher", "Sarn Herald"),
        ("origins", "harbour-fire/captain-night"),
        ("report", "harbour-fire"),
    ],
)
def test_a_page_says_dates_and_numbers_in_words_with_their_unit(words: tuple[str, ...], run: Run) -> None:
    out = run(*words, "--format", "md", cwd=FIXTURES).out
    assert "says: 3–4 Mar 2031 (When did the fire begin?); 100 to 120 crates (" in out
    assert "2031-03-03" not in out


def test_a_list_says_dates_and_numbers_in_words_with_their_unit(run: Run) -> None:
    out = run("list", "claims", "--format", "md", cwd=FIXTURES).out
    assert "asserts began-on: 3–4 Mar 2031; crates: 100 to 120 crates" in out
    assert "2031-03-03" not in out


def test_a_question_of_one_name_is_asked_in_the_unit_of_each_incident(corpus: Corpus, run: Run) -> None:
    incident = """
        title: {title}
        questions: {{far: {{ask: How far?, kind: number, unit: {unit}}}, left: {{ask: When?, kind: date}}}}
        sources: {{herald: {{publisher: Sarn Herald}}}}
        claims:
          - {{id: a, speaker: chief, source: herald, stance: {{asserts: {{far: 3/5, left: {date}}}}}, text: It was.}}
    """
    corpus(
        {
            "buoy": incident.format(title="The buoy", unit="km", date="../2031-01-20"),
            "lamp": incident.format(title="The lamp", unit="miles", date="2031-01-15~"),
        },
        "speakers: {chief: {name: Jon Varga}}\n",
    )
    for words in (("show", "speaker:chief"), ("crossref", "--speaker", "chief")):
        out = run(*words, "--format", "md").out
        assert "says: 3 to 5 km (How far?); 20 Jan 2031 or earlier (When?)" in out
        assert "says: 3 to 5 miles (How far?); about 15 Jan 2031 (When?)" in out
    out = run("list", "claims", "--format", "md").out
    assert "asserts far: 3 to 5 km; left: 20 Jan 2031 or earlier" in out
    assert "asserts far: 3 to 5 miles; left: about 15 Jan 2031" in out
    listed = json.loads(run("list", "claims", "--incident", "lamp", "--format", "json").out)
    assert listed["asked"] == {
        "lamp/far": {"ask": "How far?", "kind": "number", "unit": "miles", "answers": {}},
        "lamp/left": {"ask": "When?", "kind": "date", "unit": None, "answers": {}},
    }
    assert listed["items"][0]["stance"] == {"asserts": {"far": "3/5", "left": "2031-01-15~"}}


def held(run: Run, question: str) -> dict[str, str]:
    """Who: what it holds, as the table of a question has it."""
    table = run("show", question, "--format", "md").out.partition("Who holds what")[2].partition("## ")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines() if row.startswith("|")]
    return {row[0]: row[1] for row in rows[2:]}


LAMP = """
    title: The lamp
    disputants: [port, union]
    questions:
      lit: {{ask: Was it lit?, {changes}answers: {{burning: It was., dark: It was not.}}}}
    sources: {{herald: {{publisher: Sarn Herald, published: 2031-03-05}}}}
    claims:
"""
PEOPLE = "speakers: {port: {name: The port}, union: {name: The union}}\n"


def lamp(*said: tuple[str, str, str, str], changes: str = "") -> dict[str, str]:
    """An incident in which somebody takes a stance on an answer on a day of March, again and again."""
    claims = "".join(
        f"      - {{id: c{at}, speaker: {who}, source: herald, said: 2031-03-{day},"
        f" stance: {{{stance}: {{lit: {answer}}}}}, text: So.}}\n"
        for at, (who, day, stance, answer) in enumerate(said)
    )
    return {"lamp": LAMP.format(changes=changes) + claims}


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["suggests"], "suggests: It was"),
        (["implies"], "by implication: It was"),
        (["concedes"], "concedes: It was"),
        (["doubts"], "doubts: It was"),
        (["asserts"], "It was"),
        (["denies"], "denies: It was"),
        (["suggests", "asserts"], "It was"),
        (["asserts", "implies"], "It was"),
        (["suggests", "implies"], "suggests: It was; by implication: It was"),
    ],
)
def test_what_a_party_does_not_take_plainly_is_not_shown_as_plain(
    stances: list[str], expected: str, run: Run, corpus: Corpus
) -> None:
    corpus(lamp(*(("port", f"0{at}", stance, "burning") for at, stance in enumerate(stances, start=1))), PEOPLE)
    assert held(run, "lamp/lit") == {"The port": expected, "The union": "no statement recorded"}


def test_on_a_fact_that_changes_what_was_said_plainly_before_no_longer_counts(run: Run, corpus: Corpus) -> None:
    said = (("port", "01", "asserts", "burning"), ("port", "02", "asserts", "dark"))
    corpus(lamp(*said, ("port", "03", "suggests", "burning"), changes="changes: true, "), PEOPLE)
    assert held(run, "lamp/lit")["The port"] == "suggests: It was"


def test_a_shift_is_one_only_where_both_cannot_hold(run: Run, corpus: Corpus) -> None:
    said = (("port", "01", "asserts", "burning"), ("port", "02", "asserts", "dark"), ("union", "02", "denies", "dark"))
    corpus(lamp(*said), PEOPLE)
    assert held(run, "lamp/lit") == {"The port": "It was; It was not — shifted", "The union": "denies: It was not"}
    corpus(lamp(*said, changes="changes: true, "), PEOPLE)
    assert held(run, "lamp/lit") == {"The port": "It was not", "The union": "denies: It was not"}
    corpus(lamp(*said, changes="changes: forward, "), PEOPLE)
    assert held(run, "lamp/lit") == {"The port": "It was not", "The union": "denies: It was not"}


def test_an_incident_is_shown_with_its_answers_its_notes_and_what_its_sources_repeat(run: Run, corpus: Corpus) -> None:
    incident = """
        title: The lamp
        questions:
          lit: {ask: Was it lit?, note: As asked at the inquiry., answers: {burning: Somebody had lit it.}}
          far: {ask: How far was it seen?, kind: number, unit: km}
        sources:
          herald: {publisher: Sarn Herald, title: The lamp, published: 2031-03-05, note: Read as a copy.}
          kurier: {publisher: Kurier, derived_from: [herald, 'speaker:chief'], note: Undated excerpt.}
        claims:
          - {id: a, speaker: chief, source: kurier, stance: {asserts: {lit: burning}}, text: It was.}
    """
    corpus({"lamp": incident}, "speakers: {chief: {name: Jon Varga}}\n")
    out = run("show", "lamp", columns=80).out
    assert max(map(len, out.splitlines())) <= 80
    answers, sources = (part for part in out.split("\n\n") if part.startswith("• "))
    assert answers == (
        "• lit\n  └ burning — Somebody had lit it.\n  └ Note: As asked at the inquiry.\n• far (kind: number; unit: km)"
    )
    assert sources == (
        "• herald — Sarn Herald: The lamp, 5 Mar 2031\n  └ Note: Read as a copy.\n"
        "• kurier — Kurier, day unknown\n  └ Derived from: herald, speaker:chief\n  └ Note: Undated excerpt.\n"
    )
