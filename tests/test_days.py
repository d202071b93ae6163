"""The day of a claim is that of its utterance, whichever claims of the incident are looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.exchange import export
from claimcheck.model.collection import Collection
from claimcheck.model.when import When
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.publication import publish
from claimcheck.views.contrast import contrast
from claimcheck.views.listing import Filters, terms
from tests.invention import collections, read, written

EARLY = When.parse("2031-03-04")


def told_twice(first: str, **changes: Any) -> Collection:  # noqa: ANN401
    """`b` restates `a`; each was read in another source."""
    return read(
        written(
            [
                {"id": "a", "speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "quote": "It was arson"}
                | {"source": first},
                {"id": "b", "restates": "a", "source": "early", "quote": "Arson it was"},
            ],
            terms={"fire": {"arson": ["arson*"]}},
            **changes,
        )
    )


@given(collections())
def test_a_claim_keeps_its_day_whichever_claims_are_left_out(collection: Collection) -> None:
    whole = collection.incidents["invention"]
    some = whole.with_claims(whole.claims[::2])
    for part, claims in ((whole, whole.claims), (some, some.claims)):
        assert [part.with_claims((each,)).day(each) for each in claims] == [whole.day(each) for each in claims]


def test_a_day_that_is_not_known_is_not_made_by_a_filter() -> None:
    collection = told_twice("vague")
    (use,) = terms(collection, Filters(source=("early",))).items
    assert use.first is None
    answer = contrast(collection, "invention", day=EARLY)
    assert {name: claim.said for name, claim in answer.claims.items()} == {"b": None}


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("vague", None),  # may have been there: the day is as uncertain as ever
        ("never", None),
        ("late", "2031-03-02"),  # was not there: that somebody said so is first known from what was
        ("april", "2031-03-02"),
    ],
)
def test_as_of_a_day_a_claim_that_came_later_tells_nothing(first: str, day: str | None) -> None:
    sources = {
        "early": {"publisher": "Herald", "published": "2031-03-02"},
        "late": {"publisher": "Radio", "published": "2031-03-06"},
        "vague": {"publisher": "Kurier", "published": "2031-03"},
        "april": {"publisher": "Kurier", "published": "2031-04"},
        "never": {"publisher": "Leaflet"},
    }
    collection = told_twice(first, sources=sources)
    incident = collection.incidents["invention"]
    then = as_of(collection, incident, EARLY)
    (claim,) = then.incident.claims
    assert (claim.id, then.incident.day(claim)) == ("b", When.parse(day) if day else None)
    assert {each.id for each in then.perhaps.claims} == {"b", *then.unordered}
    assert {then.perhaps.day(each) for each in then.perhaps.claims} == {then.incident.day(claim)}


@given(collections(), st.sampled_from(["2031-03-02", "2031-03-05", "2031-03"]), st.sampled_from(Clock))
def test_as_of_a_day_some_claims_are_what_they_are_among_all(collection: Collection, day: str, clock: Clock) -> None:
    whole = collection.incidents["invention"]
    some = whole.with_claims(whole.claims[::2])
    then, among_all = as_of(collection, some, When.parse(day), clock), as_of(collection, whole, When.parse(day), clock)
    ids = set(some.by_id)
    assert then.unordered == tuple(each for each in among_all.unordered if each in ids)
    assert [(each.id, then.incident.day(each)) for each in then.incident.claims] == [
        (each.id, among_all.incident.day(each)) for each in among_all.incident.claims if each.id in ids
    ]


def test_what_is_left_out_is_neither_compared_nor_written() -> None:
    whole = told_twice("vague").incidents["invention"]
    some, only = whole.with_claims(whole.claims[1:]), whole.with_only(whole.claims[1:])
    assert some == only
    assert some.as_json() == only.as_json()
    assert repr(some) == repr(only)
    assert (some.whole, only.whole) == (whole, only)
    assert str(only.day(only.claims[0])) == "2031-03-02"


def test_nothing_of_what_is_left_out_is_published() -> None:
    collection = told_twice("vague")
    whole = collection.incidents["invention"]
    shown = replace(collection, incidents={"invention": whole.with_claims(whole.claims[1:])})
    only = replace(collection, incidents={"invention": whole.with_only(whole.claims[1:])})
    public = publish(shown).collection
    assert public.incidents["invention"].whole is public.incidents["invention"]
    assert export("jsonl", public) == export("jsonl", publish(only).collection)
