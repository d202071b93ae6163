from __future__ import annotations

import json
import re
from typing import Any

import pytest

from claimcheck.reasoning.likeness import TOO_COMMON, alike
from claimcheck.views.crossref import (
    Appearance,
    party_across,
    publisher_across,
    recurrences,
    speaker_across,
    theme_across,
)
from claimcheck.views.similar import similar
from tests.conftest import Corpus, Golden, Run
from tests.sarn import BROKEN, UNRELATED, both, read

OPTIONS = [
    ("overview", []),
    ("theme", ["--theme", "accident-or-arson"]),
    ("speaker", ["--speaker", "port-spokesman"]),
    ("party", ["--party", "port"]),
    ("publisher", ["--publisher", "Sarn Herald"]),
    ("similar", ["--similar"]),
]


@pytest.mark.parametrize(("name", "words"), OPTIONS)
@pytest.mark.parametrize("columns", [80, 200])
def test_crossref_reads_as_it_did(
    name: str, words: list[str], columns: int, corpus: Corpus, run: Run, golden: Golden
) -> None:
    both(corpus)
    result = run("crossref", *words, columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"crossref/{name}.{columns}.txt", result.out)


@pytest.mark.parametrize(("name", "words"), OPTIONS)
def test_an_unrelated_incident_and_a_broken_one_change_no_other_answer(
    name: str, words: list[str], corpus: Corpus, run: Run
) -> None:
    both(corpus)
    before = json.loads(run("crossref", *words, "--format", "json").out)
    both(corpus, unrelated=UNRELATED, broken=BROKEN)
    result = run("crossref", *words, "--format", "json")
    after = json.loads(result.out)
    assert result.status == 0
    assert "left out broken" in result.err
    assert after.pop("left_out") == [{"incident": "broken", "errors": 2}]
    assert before.pop("left_out") == []
    if name == "overview":
        assert after.pop("incidents") == before.pop("incidents") + 1
    assert after == before


@pytest.mark.parametrize(("name", "words"), OPTIONS)
def test_another_id_for_a_party_changes_nothing_but_the_id(
    name: str, words: list[str], corpus: Corpus, run: Run
) -> None:
    claims = both(corpus)
    before = run("crossref", *words, "--format", "json").out
    for path in [claims / "speakers.yaml", *claims.glob("incidents/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        renamed = re.sub(r"(party: |disputants: \[|^  )port\b(?!-)", r"\1a-quay", text, flags=re.MULTILINE)
        path.write_text(renamed, encoding="utf-8")
    after = run(
        "crossref", *[word.replace("port", "a-quay") if name == "party" else word for word in words], "--format", "json"
    )
    assert json.loads(after.out) == json.loads(before.replace('"port"', '"a-quay"'))


def test_the_seed_of_hashes_changes_nothing(corpus: Corpus, run_process: Run) -> None:
    both(corpus)
    for words in (["--similar"], ["--party", "port"]):
        one, other = (
            run_process("crossref", *words, "--format", "json", env={"PYTHONHASHSEED": seed}) for seed in ("0", "1")
        )
        assert one.status == 0
        assert one == other


@pytest.mark.parametrize(("name", "words"), OPTIONS)
def test_an_incident_that_could_not_be_read_keeps_its_row(
    name: str, words: list[str], corpus: Corpus, run: Run
) -> None:
    both(corpus, broken=BROKEN)
    out = run("crossref", *words).out
    assert "broken" in out, name
    assert "not read (2 errors)" in out
    assert run("crossref", *words, "--strict").status == 2


def test_what_recurs_is_counted_by_incident_and_by_claim(corpus: Corpus) -> None:
    answer = recurrences(read(both(corpus)))
    assert [each.id for each in answer.themes] == ["accident-or-arson"]
    assert [(each.id, len(each.incidents), each.claims) for each in answer.parties] == [
        ("port", 2, 12),
        ("fire-service", 2, 3),
    ]
    assert [each.id for each in answer.publishers] == ["Sarn Herald", "Coast Radio", "Küstenkurier"]
    captain = next(each for each in answer.speakers if each.id == "harbour-captain")
    days = [(each.first and each.first.text, each.last and each.last.text) for each in captain.incidents]
    assert [type(each) for each in captain.incidents] == [Appearance, Appearance]
    assert days == [("2031-03-05", "2031-03-05"), ("../2033-07-03", "../2033-07-03")]


def test_a_theme_sets_incidents_in_order_of_their_dates_and_shows_nobody_else_s_questions(corpus: Corpus) -> None:
    answer = theme_across(read(both(corpus)), "accident-or-arson")
    assert [each.incident.id for each in answer.incidents] == ["harbour-fire", "shed-fire"]
    assert [question.id for each in answer.incidents for question in each.questions] == ["cause", "cause"]


def test_shifts_are_marked_at_the_claims_that_begin_them(corpus: Corpus) -> None:
    collection = read(both(corpus))
    spokesman = _turns(speaker_across(collection, "port-spokesman"))
    assert spokesman == {"spokesman-lamp": [("cause", "set", "accident")]}
    assert _turns(party_across(collection, "port")) == {
        "spokesman-set": [("cause", "accident", "set")],
        "spokesman-lamp": [("cause", "set", "accident")],
        "insider-closed": [("inquiry", "opened", "closed")],
    }


@pytest.mark.parametrize(
    ("days", "shifts"),
    [
        (["2031-03-01 a", "2031-03-02 b"], ["1: a → b"]),
        (["2031-03-01 a", "2031-03-01 b"], []),
        (["2031-03-01 a", "2031-03 b"], []),
        (["2031-03-01 a", "2031-04? b"], []),
        (["2031-03-01 a", "2031-03-02 b", "2031-03-03 b"], ["1: a → b"]),
        (["2031-03-01 a", "2031-03-02 b", "2031-03-03 a", "2031-03-04 b"], ["1: a → b", "2: b → a", "3: a → b"]),
        (["2031-03-02 b", "2031-03-01/2031-03-03 a", "2031-03-04 a"], ["2: b → a"]),
        (["../2031-03-01 a", "2031-03-02/.. b"], ["1: a → b"]),
    ],
)
def test_a_shift_begins_where_another_answer_is_surely_left_behind(
    days: list[str], shifts: list[str], corpus: Corpus
) -> None:
    claims = "\n".join(
        f"  - {{id: c{number}, speaker: who, stance: {{asserts: {{what: {each[-1]}}}}}, said: '{each[:-2]}',"
        f" source: paper, text: Words.}}"
        for number, each in enumerate(days)
    )
    incident = (
        "title: T\nquestions:\n  what: {ask: What?, answers: {a: A., b: B.}}\n"
        f"sources: {{paper: {{publisher: P}}}}\nclaims:\n{claims}\n"
    )
    answer = speaker_across(read(corpus({"one": incident}, "speakers: {who: {name: Who}}")), "who")
    found = [f"{claim[1:]}: {old} → {new}" for claim, turns in _turns(answer).items() for _, old, new in turns]
    assert found == shifts


def test_what_is_shifted_from_is_told_as_plainly_as_it_was_said(corpus: Corpus) -> None:
    """Who implies an answer and grants it, grants it."""
    said = ("{implies: {what: a}}", "{concedes: {what: a}}", "{asserts: {what: b}}")
    claims = "\n".join(
        f"  - {{id: c{day}, speaker: who, stance: {stance}, said: 2031-03-0{day}, source: paper, text: Words.}}"
        for day, stance in zip((1, 1, 2), said, strict=True)
    ).replace("id: c1", "id: c0", 1)
    incident = (
        "title: T\nquestions:\n  what: {ask: What?, answers: {a: A., b: B.}}\n"
        f"sources: {{paper: {{publisher: P}}}}\nclaims:\n{claims}\n"
    )
    answer = speaker_across(read(corpus({"one": incident}, "speakers: {who: {name: Who}}")), "who")
    assert [turn.earlier.stance for entry in answer.entries for turn in entry.moves] == ["concedes"]


def test_a_publisher_is_found_by_its_name_in_any_case_and_asserts_nothing(corpus: Corpus, run: Run) -> None:
    answer = publisher_across(read(both(corpus)), "sarn herald")
    assert answer.name == "Sarn Herald"
    assert len(answer.sources) == 5
    assert all(not entry.moves for entry in answer.entries)
    unknown = run("crossref", "--publisher", "Sarn Harald")
    assert unknown.status == 2
    assert "did you mean `Sarn Herald`?" in unknown.err


@pytest.mark.parametrize(
    "words",
    [
        ["--theme", "nothing"],
        ["--speaker", "nobody"],
        ["--party", "nobody"],
        ["--theme", "accident-or-arson", "--similar"],
        ["--least", "70"],
        ["--similar", "--least", "0"],
    ],
)
def test_a_call_that_cannot_be_answered_says_so(words: list[str], corpus: Corpus, run: Run) -> None:
    both(corpus)
    result = run("crossref", *words)
    assert (result.status, result.out) == (2, "")
    assert result.err


def test_recycled_wording_is_found_between_incidents_and_between_outlets(corpus: Corpus) -> None:
    answer = similar(read(both(corpus)))
    pairs = [
        (item.same_utterance, [(place.incident, place.claim) for place in (*item.places, *item.others)])
        for item in answer.items
    ]
    assert (False, [("harbour-fire", "spokesman-set"), ("shed-fire", "spokesman-arson")]) in pairs


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("They took him to the harbour by night", "They took him to the harbor by night", True),
        ("They took him to the harbour by night", "THEY TOOK HIM, TO THE HARBOUR… BY NIGHT!", False),  # the same
        ("They did not take him to the harbour by night", "They did take him to the harbour by night", True),
        (
            "taken to the harbour by force",
            "He was, they say, taken to the harbour by force in the night of 4 March",
            True,
        ),
        ("the fourth of March", "They took him to the harbour by night", False),
        ("rogue killers", "rogue killer", True),
        ("rogue killers", "loving fathers", False),
        ("Der Matrose wurde in der Nacht verschleppt", "Der Matrose wurde in der Nacht verschleppt, sagte er", True),
        ("матрос самовольно покинул корабль", "матрос самовольно покинул свой корабль", True),
        ("船員は夜に連れ去られた", "船員は夜中に連れ去られた", True),
        ("", "", False),
    ],
)
def test_two_texts_are_alike_in_either_order(one: str, other: str, found: bool) -> None:  # noqa: FBT001
    there, back = alike([one, other]), alike([other, one])
    assert bool(there) is found
    assert [(each.alike, each.within) for each in there] == [(each.alike, each.within) for each in back]


def test_what_many_texts_share_makes_no_pairs_of_all_of_them() -> None:
    texts = [f"the ministry of ships number{number} {number * 7919} sails" for number in range(4 * TOO_COMMON)]
    assert alike(texts) == []
    assert len(alike(texts[: TOO_COMMON // 2])) > TOO_COMMON


def _turns(answer: Any) -> dict[str, list[tuple[str, str, str]]]:  # noqa: ANN401
    return {
        entry.claim.id: [(turn.question, turn.earlier.answer, turn.later.answer) for turn in entry.moves]
        for entry in answer.entries
        if entry.moves
    }
