"""`contrast`: what it promises to other programs, what it looks like, and that it takes nobody's side."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import swapping
from tests.conftest import TESTS, Corpus, Golden, Run

FIXTURES = TESTS / "fixtures"
Json = dict[str, Any]

PAGES = {
    "contrast.80.txt": (80, ()),
    "contrast.100.txt": (100, ()),
    "contrast.200.txt": (200, ()),
    "contrast-by-speaker.100.txt": (100, ("--by", "speaker")),
    "contrast-full.100.txt": (100, ("--full", "--question", "cause")),
    "contrast-full.200.txt": (200, ("--full", "--question", "cause")),
    "contrast-question.100.txt": (100, ("--question", "watch", "--question", "blame")),
    "contrast-parties.100.txt": (100, ("--parties", "union,fire-service")),
    "contrast-as-of.100.txt": (100, ("--as-of", "2031-03-06")),
    "contrast-as-of-said.100.txt": (100, ("--as-of", "2031-03-05", "--clock", "said")),
    "contrast.md": (100, ("--format", "md")),
    "contrast.json": (100, ("--format", "json")),
}


@pytest.fixture
def answer(run: Run) -> Json:
    found = json.loads(run("contrast", "harbour-fire", "--format", "json", cwd=FIXTURES).out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_the_page_looks_as_it_was_read_last(name: str, run: Run, golden: Golden) -> None:
    width, options = PAGES[name]
    result = run("contrast", "harbour-fire", *options, cwd=FIXTURES, columns=width)
    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_window(width: int, run: Run) -> None:
    lines = run("contrast", "harbour-fire", "--full", cwd=FIXTURES, columns=width).out.splitlines()
    assert [each for each in lines if len(each) > width] == []


def test_the_record_has_every_promised_key(answer: Json) -> None:
    assert answer["schema"] == "claimcheck/contrast/1"
    assert set(answer) >= {"incident", "as_of", "parties", "questions", "claims", "terms", "unordered"}
    assert set(answer["incident"]) >= {"id", "title", "date"}
    for party in answer["parties"]:
        assert set(party) >= {"id", "name", "disputant"}
        assert isinstance(party["disputant"], bool)
    for question in answer["questions"]:
        assert set(question) >= {"id", "ask", "kind", "state", "answers", "positions", "silent", "clashes"}
        assert all(set(each) >= {"id", "text", "state"} for each in question["answers"])
        assert isinstance(question["silent"], list)
    for use in answer["terms"]:
        assert set(use) >= {"group", "term", "party", "count", "rejected", "first", "claims"}
        assert (type(use["count"]), type(use["rejected"]), type(use["claims"])) == (int, bool, list)
    assert answer["as_of"] is None
    assert answer["unordered"] == []


def test_positions_and_clashes_have_every_promised_key(answer: Json) -> None:
    positions = [each for question in answer["questions"] for each in question["positions"]]
    keys = {"party", "as_told_by", "affirms", "denies", "hedged", "implied", "withheld", "shifted", "path", "claims"}
    for position in positions:
        assert set(position) >= keys
        assert {type(position[each]) for each in ("hedged", "implied", "withheld", "shifted")} == {bool}
        assert {type(position[each]) for each in ("affirms", "denies", "path", "claims")} == {list}
        for step in position["path"]:
            assert set(step) >= {"day", "claim", "answer", "polarity"}
            assert step["polarity"] in {"affirms", "denies"}
            assert isinstance(step["day"] or step["by"], str)
    clashes = [each for question in answer["questions"] for each in question["clashes"]]
    for clash in clashes:
        assert set(clash) >= {"rule", "scope", "strength", "between"}
        assert clash["strength"] in {"direct", "in-tension"}
        assert clash["scope"] in {"contested", "shift", "varying-accounts", "split", "as-relayed"}
        assert clash["rule"] in {"opposite-polarity", "exclusive-answers", "disjoint-dates", "disjoint-numbers"}
        assert len(clash["between"]) == 2
        for side in clash["between"]:
            assert set(side) >= {"party", "as_told_by", "answer", "polarity", "claims"}
    assert positions
    assert clashes


def test_every_claim_that_is_referred_to_is_in_the_record(answer: Json) -> None:
    referred = {claim for question in answer["questions"] for each in question["positions"] for claim in each["claims"]}
    referred |= {claim for question in answer["questions"] for claim in question["comments"]}
    referred |= {claim for use in answer["terms"] for claim in use["claims"]}
    for question in answer["questions"]:
        referred |= {claim for clash in question["clashes"] for side in clash["between"] for claim in side["claims"]}
    assert referred == set(answer["claims"])
    assert all(key == claim["id"] for key, claim in answer["claims"].items())


def test_dates_are_written_as_their_curator_wrote_them(answer: Json) -> None:
    assert answer["incident"]["date"] == "2031-03-04"
    assert answer["claims"]["captain-wiring"]["said"] == "2031-03-05"
    assert answer["claims"]["captain-wiring-de"]["published"] == "2031-03"


def test_a_party_that_commented_or_withheld_is_not_silent(answer: Json) -> None:
    questions = {question["id"]: question for question in answer["questions"]}
    assert "sarn-herald" not in questions["cause"]["silent"]
    assert "port" not in questions["safety"]["silent"]
    assert "union" in questions["inquiry"]["silent"]


def test_whoever_spoke_later_is_silent_before(run: Run) -> None:
    result = run("contrast", "harbour-fire", "--as-of", "2031-03-05", "--format", "json", cwd=FIXTURES)
    questions = {question["id"]: question for question in json.loads(result.out)["questions"]}
    assert questions["inquiry"]["silent"] == ["port", "union"]  # nobody but a disputant appears before they speak
    assert "union" in questions["cause"]["silent"]


def test_what_somebody_said_through_another_is_shown_by_speaker_too(run: Run) -> None:
    shown = run("contrast", "harbour-fire", "--by", "speaker", "--question", "watch", cwd=FIXTURES).out
    assert "He told me that nobody was there" in shown


def test_a_comment_is_never_shown_as_silence(corpus: Corpus, run: Run) -> None:
    claim = "{id: c30, speaker: pilot, source: herald, stance: {comments: [pay]}, text: Wondered who would pay.}"
    corpus({"buoy": f"{swapping.INCIDENT}  - {claim}\n"}, speakers=swapping.SPEAKERS)
    shown = run("contrast", "buoy", "--question", "pay", columns=200).out
    assert "Pilots of Sarn: commented, without taking a position" in shown


def test_hiding_columns_changes_no_state(answer: Json, run: Run) -> None:
    one = run("contrast", "harbour-fire", "--parties", "union", "--format", "json", cwd=FIXTURES)
    hidden = json.loads(one.out)
    assert hidden["shown"] == ["union"]
    assert hidden["questions"] == answer["questions"]


def test_the_order_of_the_states_is_that_of_the_page(answer: Json) -> None:
    order = ["contested", "in-tension", "split", "agreed", "uncontradicted", "compatible", "one-sided", "open"]
    places = [order.index(question["state"]) for question in answer["questions"]]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [80, 100, 200])
@pytest.mark.parametrize("command", ["contrast", "contrast --full", "contrast --by speaker", "contrast --format md"])
def test_no_side_is_favoured(command: str, width: int, corpus: Corpus, run: Run) -> None:
    name, *options = command.split()
    pages = []
    for speakers, incident in _both_ways():
        corpus({"buoy": incident}, speakers=speakers)
        result = run(name, "buoy", *options, columns=width)
        assert (result.status, result.err) == (0, "")
        pages.append(result.out)
    assert pages[1] == swapping.swapped(pages[0])
    assert pages[0] != pages[1]


def test_no_side_is_favoured_in_the_record(corpus: Corpus, run: Run) -> None:
    records = []
    for speakers, incident in _both_ways():
        corpus({"buoy": incident}, speakers=speakers)
        records.append(json.loads(run("contrast", "buoy", "--format", "json").out))
    assert _without_order(records[1]) == _without_order(json.loads(swapping.swapped(json.dumps(records[0]))))


def _both_ways() -> list[tuple[str, str]]:
    there = (swapping.SPEAKERS, swapping.INCIDENT)
    return [there, (swapping.swapped(there[0]), swapping.swapped(there[1]))]


def _without_order(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON text
    """A record whose lists are sets: which of two sides comes first in a list of clashes means nothing."""
    if isinstance(value, dict):
        return {key: _without_order(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(_without_order, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value
