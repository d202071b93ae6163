"""`diff`: two accounts, or the record on two days, and the laws that hold whatever they say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model.collection import Collection
from claimcheck.model.when import When
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.days import days
from claimcheck.reasoning.word_diff import Segment
from claimcheck.views.contrast import contrast
from claimcheck.views.diff import Diff, QuestionDiff, Shared, WordingDifference, diff
from tests import swapping
from tests.conftest import Corpus, Golden, Run
from tests.invention import collections
from tests.sarn import HARBOUR_FIRE, SPEAKERS, THEMES

FERRY = """
title: The ferry that did not sail
date: 2031-06-01
disputants: [port, union]
questions:
  stopped:
    ask: Who stopped the ferry?
    answers: {port: The port stopped it., crew: Its crew stopped it.}
  sailed-on:
    ask: When did it sail again?
    kind: date
sources:
  herald: {publisher: Sarn Herald, published: 2031-06-02, language: en}
  radio: {publisher: Coast Radio, published: 2031-06-02, language: en}
  herald-later: {publisher: Sarn Herald, published: 2031-06-09, language: en}
claims:
  - id: captain-crew
    speaker: harbour-captain
    stance: {asserts: {stopped: crew}}
    source: herald
    quote: The crew did not let her leave the harbour
  - id: captain-crew-radio
    restates: captain-crew
    source: radio
    quote: The crew did let nobody leave the port.
  - id: chair-crew
    speaker: union-chair
    stance: {concedes: {stopped: crew}}
    source: radio
    quote: Yes, the crew did not let her leave
  - id: chair-port
    speaker: union-chair
    stance: {asserts: {stopped: port, sailed-on: 2031-06-08}}
    source: herald-later
    text: Said that the port had stopped her after all.
  - id: spokesman-sailed
    speaker: port-spokesman
    stance: {asserts: {sailed-on: 2031-06-03/2031-06-05}, withholds: [stopped]}
    source: herald-later
    text: Gave the day.
"""
PAGES = {
    "parties": ("harbour-fire", "port", "union"),
    "speaker": ("harbour-fire", "port", "port-insider"),
    "sources": ("harbour-fire", "source:herald-03-05", "source:herald-03-09"),
    "days": ("harbour-fire", "--as-of", "2031-03-05", "--as-of", "2031-03-09"),
    "words": ("ferry", "source:herald", "source:radio"),
    "both": ("ferry", "union", "port"),
}


@pytest.fixture
def sarn(corpus: Corpus) -> None:
    corpus({"harbour-fire": HARBOUR_FIRE, "ferry": FERRY}, SPEAKERS, THEMES)


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("columns", [80, 200])
def test_the_page_looks_as_it_was_read_last(name: str, columns: int, run: Run, golden: Golden) -> None:
    result = run("diff", *PAGES[name], columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"diff/{name}.{columns}.txt", result.out)


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize("name", ["words", "days"])
@pytest.mark.parametrize("format_", ["md", "json"])
def test_the_other_formats_look_as_they_were_read_last(name: str, format_: str, run: Run, golden: Golden) -> None:
    golden(f"diff/{name}.{format_}", run("diff", *PAGES[name], "--format", format_).out)


def question(run: Run, *words: str, id_: str) -> dict[str, Any]:
    result = run("diff", *words, "--format", "json")
    assert (result.status, result.err) == (0, "")
    return next(each for each in json.loads(result.out)["questions"] if each["id"] == id_)


@pytest.mark.usefixtures("sarn")
def test_two_parties_clash_agree_and_stand_alone(run: Run) -> None:
    stopped = question(run, "ferry", "port", "union", id_="stopped")
    assert [(each["answer"], each["a"], each["b"]) for each in stopped["both"]] == [
        ("crew", ["captain-crew", "captain-crew-radio"], ["chair-crew"])
    ]
    assert [each["answer"] for each in stopped["only_b"]] == ["port"]
    assert [(each["rule"], [side["party"] for side in each["between"]]) for each in stopped["clashes"]] == [
        ("exclusive-answers", ["port", "union"])
    ]
    sailed = question(run, "ferry", "port", "union", id_="sailed-on")
    assert [each["rule"] for each in sailed["clashes"]] == ["disjoint-dates"]


@pytest.mark.usefixtures("sarn")
def test_one_utterance_is_compared_word_by_word(run: Run) -> None:
    (both,) = question(run, "ferry", "source:herald", "source:radio", id_="stopped")["both"]
    (wording,) = both["wordings"]
    assert (wording["a"], wording["b"], wording["restated"]) == ("captain-crew", "captain-crew-radio", True)
    assert [(each["one"], each["other"]) for each in wording["segments"] if not each["same"]] == [
        ("not", ""),
        ("her", "nobody"),
        ("harbour", "port"),
    ]


@pytest.mark.usefixtures("sarn")
def test_what_two_publications_carry_keeps_the_names_of_those_who_said_it(run: Run) -> None:
    carried = question(run, "ferry", "source:radio", "source:herald-later", id_="stopped")
    assert [(each["party"], each["answer"]) for each in carried["only_a"]] == [("port", "crew"), ("union", "crew")]
    assert [[side["party"] for side in each["between"]] for each in carried["clashes"]] == [
        ["port", "union"],
        ["union", "union"],
    ]
    assert {each["scope"] for each in carried["clashes"]} == {"contested", "shift"}


@pytest.mark.usefixtures("sarn")
def test_a_publication_that_carries_both_sides_does_not_clash_with_one_that_carries_one(run: Run) -> None:
    carried = question(run, "harbour-fire", "source:herald-03-09", "source:radio-03-06", id_="cause")
    sides = [[(side["party"], side["answer"]) for side in each["between"]] for each in carried["clashes"]]
    assert [("port", "accident"), ("union", "set")] not in sides
    assert [("port", "set"), ("union", "set")] in sides


@pytest.mark.usefixtures("sarn")
def test_the_record_of_two_days_tells_what_came_in_between(run: Run) -> None:
    cause = question(run, "harbour-fire", "--as-of", "2031-03-05", "--as-of", "2031-03-09", id_="cause")
    assert (cause["a"]["state"], cause["b"]["state"]) == ("one-sided", "contested")
    assert [(each["party"], each["answer"], each["polarity"]) for each in cause["only_b"]] == [
        ("fire-service", "accident", "affirms"),
        ("port", "set", "affirms"),
        ("union", "set", "denies"),
    ]
    assert cause["only_a"] == []
    assert {each["scope"] for each in cause["b"]["clashes"]} == {"shift", "contested"}


@pytest.mark.usefixtures("sarn")
def test_one_party_may_be_looked_at_on_two_days(run: Run) -> None:
    words = ("harbour-fire", "port", "--as-of", "2031-03-05", "--as-of", "2031-03-09")
    assert {each["party"] for each in question(run, *words, id_="cause")["b"]["points"]} == {"port"}


@pytest.mark.usefixtures("sarn")
def test_a_party_beside_one_of_its_speakers_is_everybody_else(run: Run) -> None:
    result = run("diff", "harbour-fire", "port", "port-insider", "--format", "json")
    answer = json.loads(result.out)
    assert (answer["a"]["without"], answer["b"]["without"]) == ("port-insider", None)
    cause = next(each for each in answer["questions"] if each["id"] == "cause")
    assert [each["a"] for each in cause["both"]] == [["captain-wiring", "captain-wiring-de"]]


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("harbour-fire",), "two accounts are needed, or two days"),
        (("harbour-fire", "port"), "two accounts are needed, or two days"),
        (("harbour-fire", "port", "port"), "both accounts are `port`"),
        (("harbour-fire", "port", "source:kurier"), "a publication carries the words of others"),
        (("harbour-fire", "port", "onion"), "no party or speaker `onion` in this collection"),
        (("harbour-fire", "port", "source:herald"), "no source `herald` in this collection"),
        (("harbour-fire", "--as-of", "2031-02-30", "--as-of", "2031"), "--as-of: no such day: `2031-02-30`"),
        (("harbour-fire", "--as-of", "2031-03-05", "--as-of", "2031-03-05"), "both days are 2031-03-05"),
        (("harbour-fire", "port", "--as-of", "2031", "--as-of", "2031"), "both days are 2031"),
        (("harbour-fires", "port", "union"), "no incident `harbour-fires` in this collection"),
        (("harbour-fire", "port", "union", "--as-of", "2031", "--as-of", "2032"), "two accounts on two days are four"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(words: tuple[str, ...], message: str, run: Run) -> None:
    result = run("diff", *words)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"claimcheck: {message}")


def test_neither_side_is_favoured(run: Run, corpus: Corpus) -> None:
    for words in (("--as-of", "2031-05-02", "--as-of", "2031-05-04"), ("source:herald", "source:radio")):
        corpus({"buoy": swapping.INCIDENT}, swapping.SPEAKERS, "")
        page = run("diff", "buoy", *words).out
        corpus({"buoy": swapping.swapped(swapping.INCIDENT)}, swapping.swapped(swapping.SPEAKERS), "")
        assert run("diff", "buoy", *words).out == swapping.swapped(page)


@given(collections(), st.data())
def test_diff_a_b_mirrors_diff_b_a(collection: Collection, data: st.DataObject) -> None:
    voices = data.draw(st.sampled_from([["red", "blue"], ["red", "ann"], ["ann", "bob"], ["red", "guest"]]))
    sources = data.draw(st.booleans())
    a, b = ("source:early", "source:late") if sources else voices
    days = data.draw(st.sampled_from([(), (When.parse("2031-03-04"),)]))
    assert mirrored(diff(collection, "invention", a, b, days=days)) == diff(collection, "invention", b, a, days=days)


@given(collections(), st.sampled_from(Clock))
def test_the_record_on_two_days_mirrors_too(collection: Collection, clock: Clock) -> None:
    two = (When.parse("2031-03-02"), When.parse("2031-03-06"))
    there = diff(collection, "invention", days=two, clock=clock)
    assert mirrored(there) == diff(collection, "invention", days=two[::-1], clock=clock)


@given(collections(), st.sampled_from(Clock))
def test_as_of_a_day_after_the_last_one_changes_nothing_but_undated_claims(
    collection: Collection, clock: Clock
) -> None:
    whole = contrast(collection, "invention")
    late = contrast(collection, "invention", day=When.parse("2040"), clock=clock)
    incident = collection.incident("invention")
    said = days(collection, incident)
    undated = {
        claim.id
        for claim in incident.standing
        if (
            all(each not in incident.out for each in claim.sources)
            if clock is Clock.PUBLISHED
            else said[claim.id].last is None
        )
    }
    assert set(late.unordered) == undated
    if not undated:
        assert replace(late, as_of=None, clock=whole.clock) == whole


@given(collections())
def test_between_a_day_and_itself_nothing_changed(collection: Collection) -> None:
    day = When.parse("2031-03-04")
    for each in diff(collection, "invention", days=(day, day)).questions:
        assert (each.only_a, each.only_b, each.clashes) == ((), (), ())
        assert each.a == each.b


def mirrored(answer: Diff) -> Diff:
    return replace(answer, a=answer.b, b=answer.a, questions=tuple(map(mirrored_question, answer.questions)))


def mirrored_question(question: QuestionDiff) -> QuestionDiff:
    return replace(
        question,
        both=tuple(map(mirrored_shared, question.both)),
        only_a=question.only_b,
        only_b=question.only_a,
        clashes=tuple(replace(each, between=each.between[::-1]) for each in question.clashes),
        a=question.b,
        b=question.a,
    )


def mirrored_shared(shared: Shared) -> Shared:
    return replace(shared, a=shared.b, b=shared.a, wordings=tuple(map(mirrored_wording, shared.wordings)))


def mirrored_wording(wording: WordingDifference) -> WordingDifference:
    segments = tuple(Segment(each.same, each.other, each.one) for each in wording.segments)
    return replace(wording, a=wording.b, b=wording.a, segments=segments)


def test_what_is_said_on_a_condition_has_its_answer_and_its_condition(run: Run, corpus: Corpus) -> None:
    corpus({"harbour-fire": HARBOUR_FIRE}, SPEAKERS, THEMES)
    out = run("diff", "harbour-fire", "port", "union", columns=200).out
    words = "on a condition (if the court agrees): The insurer of the port pays (Marta Olin, 6 Mar 2031)"
    assert f"Who will pay for it? {words}" in " ".join(out.split())
