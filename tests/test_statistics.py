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


BALANCE = """
title: T
disputants: [port, away]
sides: {away: {name: Away side, parties: [union, herald]}}
questions: {q: {ask: Q?, answers: {a: A., b: B.}}}
sources: {s: {publisher: P, published: 2031-04-01}}
claims:
- {id: one, speaker: ina, stance: {asserts: {q: a}}, source: s, said: 2031-03-01, quote: It was three words}
- {id: two, speaker: ina, stance: {asserts: {q: a}}, source: s, said: 2031-03-11, text: The same}
- {id: doubtful, speaker: ina, stance: {asserts: {q: a}}, source: s, said: 2031-03-04~, text: The same}
- {id: told, speaker: otto, via: [ina], stance: {asserts: {q: b}}, source: s, said: 2031-03-05, quote: No}
- {id: paper, speaker: herald, stance: {comments: q}, source: s, said: 2031-03-06, text: Heard it}
- {id: sketch, speaker: otto, stance: {asserts: {q: b}}, source: s, said: 2031-03-21, quote: Not yet, draft: true}
"""
HEARD = """
parties: {port: {name: Port}, union: {name: Union}, herald: {name: Herald}}
speakers: {ina: {name: Ina, party: port}, otto: {name: Otto, party: union}, herald: {name: Herald}}
"""


def test_a_balance_counts_what_is_recorded_of_each_disputant(corpus: Corpus) -> None:
    (found,) = statistics(read(corpus({"one": BALANCE}, HEARD))).balance
    port, away = found.shares
    assert (found.days, found.through_others) == (11, ("union",))
    assert (port.claims, port.own, port.quotes, port.words, port.silent) == (3, 3, 1, 4, 9)
    assert (away.claims, away.own, away.quotes, away.words, away.silent) == (2, 1, 1, 1, 5)


def test_a_balance_without_a_certain_day_counts_no_silence(corpus: Corpus) -> None:
    uncertain = BALANCE.replace("-01,", "-01~,").replace("-11,", "-11~,").replace("-05,", "-05?,")
    (found,) = statistics(read(corpus({"one": uncertain.replace("-06,", "-06~,")}, HEARD))).balance
    assert found.days is None
    assert {each.silent for each in found.shares} == {None}


def test_the_halves_of_a_side_are_counted_together_and_an_incident_without_disputants_not(corpus: Corpus) -> None:
    bare = BALANCE.replace("disputants: [port, away]\n", "").replace("sides: {away", "#")
    answer = statistics(read(corpus({"one": BALANCE, "two": bare}, HEARD)))
    assert [each.incident for each in answer.balance] == ["one"]
    assert answer.names["away"] == "Away side"
