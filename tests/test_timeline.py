"""`timeline`: three clocks that are never mixed, on one axis."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given

from claimcheck.model.collection import Collection
from claimcheck.pages.timeline import COLUMNS, timeline_page
from claimcheck.views.timeline import Hand, timeline
from tests import swapping
from tests.conftest import TESTS, Corpus, Golden, Run
from tests.invention import collections

FIXTURES = TESTS / "fixtures"

LIGHTHOUSE = """
title: The light of Sarn goes out
date: 2031-08~
questions:
  out-on: {ask: When did the light go out?, kind: date}
  built-on: {ask: When was it built?, kind: date}
  mended: {ask: Was it mended?, answers: {mended: It was.}}
sources:
  herald: {publisher: Sarn Herald, published: 2031-08-09}
  radio: {publisher: Coast Radio, published: 2031-08}
  leaflet: {publisher: A leaflet}
claims:
  - id: chief
    speaker: fire-chief
    source: herald
    stance: {asserts: {out-on: 2031-08-01/2031-08-03}}
    text: Early in August.
  - id: captain
    speaker: harbour-captain
    source: herald
    stance: {denies: {out-on: 2031-08-02}}
    text: Not on the second.
  - id: spokesman
    speaker: port-spokesman
    source: radio
    said: ../2031-08-05
    stance: {asserts: {built-on: 1931/..}}
    text: Not before 1931.
  - id: watchman
    speaker: night-watchman
    via: [watchman-sister]
    source: leaflet
    stance: {asserts: {out-on: 2031-07-30?}}
    text: Earlier.
  - id: chair
    speaker: union-chair
    source: herald
    stance: {suggests: {mended: mended}}
    condition: if the light is lit tonight
    text: It was mended.
"""
SPEAKERS = (FIXTURES / "claims" / "speakers.yaml").read_text(encoding="utf-8")


@pytest.fixture
def lighthouse(corpus: Corpus) -> None:
    corpus({"lighthouse": LIGHTHOUSE}, SPEAKERS, "")


@pytest.mark.usefixtures("lighthouse")
@pytest.mark.parametrize("columns", [80, 200])
def test_uncertain_dates_are_spans(columns: int, run: Run, golden: Golden) -> None:
    result = run("timeline", "lighthouse", columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"timeline/lighthouse.{columns}.txt", result.out)


@pytest.mark.parametrize("name", ["80.txt", "200.txt", "md", "json"])
def test_the_fire_looks_as_it_was_read_last(name: str, run: Run, golden: Golden) -> None:
    width, _, format_ = name.partition(".")
    options = [] if format_ else ["--format", width]
    columns = int(width) if format_ else None
    golden(
        f"timeline/harbour-fire.{name}", run("timeline", "harbour-fire", *options, cwd=FIXTURES, columns=columns).out
    )


@pytest.mark.usefixtures("lighthouse")
def test_the_three_clocks_are_told_apart_and_nothing_is_lost(run: Run) -> None:
    answer = json.loads(run("timeline", "lighthouse", "--format", "json").out)
    assert answer["schema"] == "claimcheck/timeline/1"
    events: list[dict[str, Any]] = answer["events"]
    happened = [(each["when"], each["question"], each["polarity"]) for each in events if each["clock"] == "happened"]
    assert ("2031-08-02", "out-on", "denies") in happened
    assert ("2031-08~", None, None) in happened
    assert {each["claims"][0] for each in events if each["clock"] == "said"} == {
        "chief",
        "captain",
        "spokesman",
        "chair",
    }
    assert {each["source"] for each in events if each["clock"] == "published"} == {"herald", "radio"}
    assert answer["undated_claims"] == ["watchman"]
    assert answer["undated_sources"] == ["leaflet"]
    assert (answer["first"], answer["last"]) == ("1931-01-01", "2031-08-31")


def test_an_incident_without_a_date_says_so(run: Run, corpus: Corpus) -> None:
    corpus({"nothing": "title: Nothing\nquestions: {}\nclaims: []\n"}, SPEAKERS, "")
    result = run("timeline", "nothing")
    assert (result.status, result.err) == (0, "")
    assert "No date is recorded." in result.out


def test_neither_side_is_favoured(run: Run, corpus: Corpus) -> None:
    corpus({"buoy": swapping.INCIDENT}, swapping.SPEAKERS, "")
    page = run("timeline", "buoy").out
    corpus({"buoy": swapping.swapped(swapping.INCIDENT)}, swapping.swapped(swapping.SPEAKERS), "")
    assert run("timeline", "buoy").out == swapping.swapped(page)


@given(collections())
def test_every_dated_claim_stands_once_on_the_axis(collection: Collection) -> None:
    answer = timeline(collection, "invention")
    said = [claim for each in answer.events if each.clock is Hand.SAID for claim in each.claims]
    standing = [claim.id for claim in collection.incident("invention").standing]
    assert sorted([*said, *answer.undated_claims]) == sorted(standing)
    keys = [each.when.sort_key for each in answer.events]
    assert keys == sorted(keys)


@given(collections())
def test_every_bar_is_as_wide_as_the_axis(collection: Collection) -> None:
    answer = timeline(collection, "invention")
    figures = [block for block in timeline_page(answer).blocks if getattr(block, "header", ("",))[0] == "Whose"]
    bars = {len(row[1][0][0].text) for figure in figures for row in getattr(figure, "rows", ()) if row[1]}
    assert len(bars) == (1 if answer.events else 0)
    assert all(width <= COLUMNS for width in bars)


def test_an_account_is_never_a_fact(run: Run, corpus: Corpus) -> None:
    """Whoever reads one cell alone reads who says so, and of what."""
    corpus({"lighthouse": LIGHTHOUSE}, SPEAKERS, "")
    for columns, form in ((200, "table"), (200, "md")):
        out = run("timeline", "lighthouse", "--format", form, columns=columns).out
        assert "Said to have happened" in out
        assert "When did the light go out? Denied by Sarn Port Authority" in out
        assert "not out-on" not in out
        assert not [each for each in out.splitlines() if re.match(r"\W*Happened", each)]


def test_a_question_and_its_answer_are_told_apart_and_a_condition_comes_first(run: Run, corpus: Corpus) -> None:
    corpus({"lighthouse": LIGHTHOUSE}, SPEAKERS, "")
    out = run("timeline", "lighthouse", columns=200).out
    assert "on a condition, suggested: " in out


def test_the_axis_names_days_and_the_legend_only_signs_that_are_there(run: Run, corpus: Corpus) -> None:
    corpus({"lighthouse": LIGHTHOUSE}, SPEAKERS, "")
    page = run("timeline", "lighthouse", columns=200).out
    assert re.search(r"\|1 Jan 1931 +\S.* 2031\|", page)
    assert "~ about then" in " ".join(page.split())
    assert "ten or more" not in page
