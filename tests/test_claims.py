"""The collection that ships: it passes its own check, and it says what its users are promised."""

from __future__ import annotations

import json
from typing import Any

import pytest

import claimcheck
from claimcheck.checks.run import run as run_rules
from claimcheck.formats.json import plain
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.views.contrast import contrast
from tests.conftest import TESTS, Run

ROOT = TESTS.parent
CLAIMS = ROOT / "claims"
PROMISED = {"russia", "georgia", "armenia", "glukhov", "drobyshevsky", "konashenkov", "utiashvili", "sakunts"}

Json = dict[str, Any]


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(Folder(CLAIMS, "claims")).collection


@pytest.fixture(scope="module")
def glukhov() -> Json:
    found = plain(contrast(claimcheck.load(CLAIMS), "glukhov-2009"))
    assert isinstance(found, dict)
    return found


def test_the_collection_has_neither_an_error_nor_a_warning() -> None:
    loaded = load(Folder(CLAIMS, "claims"))
    rules = run_rules(loaded.collection, loaded.locate, loaded.incident_of, whole=True)
    found = [each for each in (*loaded.diagnostics, *rules) if each.severity is not Severity.NOTE]
    assert [f"{each.location} [{each.rule}] {each.message}" for each in found] == []
    assert len(loaded.collection.incidents) >= 2


def test_check_says_so(run: Run) -> None:
    result = run("check", "--format", "json", cwd=ROOT)
    counts = json.loads(result.out)["counts"]
    assert (result.status, counts["error"], counts["warning"]) == (0, 0, 0)


def test_the_speakers_that_were_promised_are_there(collection: Collection) -> None:
    assert {*collection.speakers, *collection.parties} >= PROMISED


def test_every_source_says_where_it_was_read(collection: Collection) -> None:
    sources = [each for incident in collection.incidents.values() for each in incident.sources.values()]
    assert [each.id for each in sources if not (each.url or each.note)] == []


def test_every_foreign_quote_is_translated(collection: Collection) -> None:
    foreign = [
        claim.full_id
        for incident in collection.incidents.values()
        for claim in incident.standing
        if claim.quote and not claim.translation and (incident.language(claim) or "en").partition("-")[0] != "en"
    ]
    assert foreign == []


def test_the_affair_has_many_questions_and_parties(glukhov: Json) -> None:
    assert len(glukhov["questions"]) >= 8
    assert len(glukhov["parties"]) >= 4
    assert [each["id"] for each in glukhov["parties"] if each["disputant"]] == ["russia", "georgia"]


def test_how_he_left_is_contested_between_the_two_states(glukhov: Json) -> None:
    question = _question(glukhov, "departure")
    assert question["state"] == "contested"
    between = [
        {side["party"] for side in clash["between"]}
        for clash in question["clashes"]
        if (clash["scope"], clash["strength"]) == ("contested", "direct")
    ]
    assert {"russia", "georgia"} in between


def test_russia_spoke_with_two_voices_on_one_day(glukhov: Json) -> None:
    question = _question(glukhov, "leaving")
    (split,) = [clash for clash in question["clashes"] if clash["scope"] == "split"]
    assert {side["party"] for side in split["between"]} == {"russia"}
    assert {side["polarity"] for side in split["between"]} == {"affirms", "denies"}
    (russia,) = _own(question, "russia")
    assert [step["day"] for step in russia["path"]] == ["2009-01-29", "2009-01-29"]
    assert russia["shifted"] is False


def test_three_days_by_one_man_for_one_move_are_varying_accounts(glukhov: Json) -> None:
    question = _question(glukhov, "moved-on")
    varying = [clash for clash in question["clashes"] if clash["scope"] == "varying-accounts"]
    assert {clash["rule"] for clash in varying} == {"disjoint-dates"}
    assert {side["party"] for clash in varying for side in clash["between"]} == {"glukhov"}
    assert len({side["answer"] for clash in varying for side in clash["between"]}) == 3
    (glukhov_himself,) = _own(question, "glukhov")
    assert {step["answer"] for step in glukhov_himself["path"] if step["day"] == "2009-01-27"} == {
        "2008-06",
        "2008-07",
        "2008-08-09",
    }


def test_the_turns_on_his_status_are_found(glukhov: Json) -> None:
    question = _question(glukhov, "refugee-status")
    (georgia,) = _own(question, "georgia")
    assert georgia["shifted"] is True
    back = [clash["between"] for clash in question["clashes"] if clash["scope"] == "shift"]
    assert back
    for earlier, later in back:
        assert earlier["party"] == later["party"] == "georgia"
        assert (earlier["answer"], later["answer"], later["polarity"]) in {
            ("granted", "applicant", "affirms"),
            ("granted", "granted", "denies"),
        }


def test_what_he_said_through_others_never_counts_as_his_own(glukhov: Json) -> None:
    relayed = [
        (question["id"], position)
        for question in glukhov["questions"]
        for position in _positions(question, "glukhov")
        if position["as_told_by"] is not None
    ]
    assert relayed
    assert not [question for question, position in relayed if position["shifted"]]
    for question in glukhov["questions"]:
        for clash in question["clashes"]:
            if any(side["as_told_by"] for side in clash["between"]):
                assert clash["scope"] == "as-relayed"


def test_the_loaded_words_of_headlines_belong_to_those_who_wrote_them(collection: Collection) -> None:
    incident = collection.incidents["glukhov-2009"]
    kidnapped = [claim for claim in incident.standing if "kidnapped" in (claim.quote or "").lower()]
    defected = [claim for claim in incident.standing if "defected" in (claim.quote or "").lower()]
    assert kidnapped
    assert defected
    assert "georgia" not in {collection.party(claim) for claim in (*kidnapped, *defected)}


def _question(answer: Json, name: str) -> Json:
    (found,) = (each for each in answer["questions"] if each["id"] == name)
    assert isinstance(found, dict)
    return found


def _positions(question: Json, party: str) -> list[Json]:
    return [each for each in question["positions"] if each["party"] == party]


def _own(question: Json, party: str) -> list[Json]:
    return [each for each in _positions(question, party) if each["as_told_by"] is None]


def test_no_prose_ends_in_two_full_stops(collection: Collection) -> None:
    claims = [claim for incident in collection.incidents.values() for claim in incident.claims]
    prose = [(each.id, words) for each in claims for words in (each.note, each.text, each.condition) if words]
    assert [name for name, words in prose if words.endswith("..") and not words.endswith("...")] == []


def test_a_name_by_which_an_unnamed_voice_goes_takes_no_side(collection: Collection) -> None:
    """Whether Setrakov was seized, and by whom, is what the incident asks; the men are known by what they said."""
    name = collection.speakers["unnamed-men-armenian-police"].name
    assert name == "the men who said they were Armenian military police"
