from __future__ import annotations

import json

import pytest

from claimcheck.views.statistics import statistics
from tests.conftest import Corpus, Golden, Run
from tests.sarn import BROKEN, UNRELATED, both, read


@pytest.mark.parametrize("columns", [80, 200])
def test_stats_read_as_they_did(columns: int, corpus: Corpus, run: Run, golden: Golden) -> None:
    both(corpus)
    result = run("stats", columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"stats/stats.{columns}.txt", result.out)


def test_tallies_add_up_to_what_list_shows(corpus: Corpus, run: Run) -> None:
    answer = statistics(read(both(corpus)))
    listed = json.loads(run("list", "claims", "--format", "json").out)["items"]
    assert answer.totals.claims == len(listed)
    assert sum(each.claims for each in answer.parties) == len(listed)
    assert sum(each.claims for each in answer.years) == len(listed)
    assert (
        sum(each.claims for each in answer.languages)
        == answer.totals.quotes
        == sum(map(bool, (c["quote"] for c in listed)))
    )
    for tally in answer.stances:
        assert tally.claims == sum(tally.id in claim["stance"] for claim in listed)


def test_what_is_missing_is_named(corpus: Corpus) -> None:
    answer = statistics(read(both(corpus)))
    assert [(each.incident, each.id) for each in answer.untranslated] == [("shed-fire", "spokesman-arson-de")]
    assert ("harbour-fire", "kurier") in [(each.incident, each.id) for each in answer.no_address]
    archived = {each.id for each in (*answer.no_archive, *answer.no_address)}
    assert "herald-07-02" not in archived
    silent = {(each.incident, each.question): each.disputants for each in answer.silent}
    assert silent["harbour-fire", "watch"] == ("union",)
    assert silent["shed-fire", "inquiry"] == ("fire-service",)
    assert ("harbour-fire", "cause") not in silent


@pytest.mark.parametrize(
    ("said", "year"),
    [("2031-03-01", "2031"), ("2031", "2031"), ("2031-03~", "2031"), ("2031/2032", None), ("../2031", None)],
)
def test_a_claim_has_a_year_only_if_all_its_days_lie_in_one(said: str, year: str | None, corpus: Corpus) -> None:
    incident = (
        "title: T\nquestions: {q: {ask: Q?, kind: date}}\nsources: {s: {publisher: P}}\n"
        f"claims: [{{id: c, speaker: w, stance: {{comments: q}}, source: s, said: {said}, text: X}}]"
    )
    answer = statistics(read(corpus({"one": incident}, "speakers: {w: {name: W}}")))
    assert [each.id for each in answer.years] == [year]


def test_another_incident_only_adds(corpus: Corpus, run: Run) -> None:
    both(corpus)
    before = json.loads(run("stats", "--format", "json").out)
    both(corpus, unrelated=UNRELATED, broken=BROKEN)
    result = run("stats", "--format", "json")
    after = json.loads(result.out)
    assert after["left_out"] == [{"incident": "broken", "errors": 2}]
    assert after["totals"]["claims"] == before["totals"]["claims"] + 1
    for key in ("untranslated", "no_address", "silent"):
        assert after[key] == before[key]
    assert [each for each in after["parties"] if each["id"] != "mayor"] == before["parties"]
    assert "not read (2 errors)" in run("stats").out
    assert run("stats", "--strict").status == 2
