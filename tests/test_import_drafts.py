"""ClaimReview and web annotations as drafts: what they say, where it was, and what they do not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import UsageError
from claimcheck.exchange.from_annotations import read_annotations
from claimcheck.exchange.from_claimreview import read_claimreview
from claimcheck.exchange.from_json import read_json, sort_of
from tests.conftest import Run
from tests.test_import_tables import fire, plan

__all__ = ["fire"]  # a fixture

HYPOTHESIS: dict[str, Any] = {
    "id": "aBc",
    "created": "2031-03-06T10:00:00.123+00:00",
    "updated": "2031-03-07T10:00:00+00:00",
    "user": "acct:reader@hypothes.is",
    "uri": "https://herald.example/fire",
    "text": "Check the hour.",
    "tags": ["Marta Olin"],
    "document": {"title": ["Old wires blamed"]},
    "target": [
        {
            "source": "https://herald.example/fire",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 12, "end": 20},
                {
                    "type": "TextQuoteSelector",
                    "exact": " old wires ",
                    "prefix": "n said: \n\u201cIt was ",
                    "suffix": ".",
                },
            ],
        }
    ],
}
W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://notes.example/1",
    "type": "Annotation",
    "created": "2031-03-06T10:00:00Z",
    "body": [{"type": "TextualBody", "value": "Hm."}, {"value": "tag", "purpose": "tagging"}],
    "target": {
        "source": "https://herald.example/fire",
        "selector": {
            "type": "FragmentSelector",
            "value": "p1",
            "refinedBy": {"type": "TextQuoteSelector", "exact": "old wires", "prefix": "It was "},
        },
    },
}
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2031-06-01 23:35",
    "url": "https://checks.example/1",
    "author": {"@type": "Organization", "name": "Sarn Checks"},
    "claimReviewed": "The wires were rotten.",
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly so"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Marta Olin", "sameAs": "https://social.example/olin"},
        "datePublished": "2031-03-04T10:00:00+0200",
        "appearance": {"@type": "CreativeWork", "url": "https://herald.example/fire", "headline": "Fire"},
    },
}


def review(**item: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever stands in JSON
    made = {key: value for key, value in {**REVIEW["itemReviewed"], **item}.items() if value is not None}
    return {**REVIEW, "itemReviewed": made}


@pytest.mark.parametrize("wrapped", [{"total": 1, "rows": [HYPOTHESIS]}, [HYPOTHESIS], HYPOTHESIS])
def test_a_highlight_becomes_a_draft(wrapped: Any, fire: Path, run: Run) -> None:  # noqa: ANN401
    words = ("--map", "speaker=tags[]")
    found = plan(run, fire.with_name("a.json"), json.dumps(wrapped), *words, "--write")
    (record,) = [each["record"] for each in found["items"]]
    assert {key: value for key, value in record.items() if key != "id"} == {
        "speaker": "olin",
        "source": "herald",
        "quote": "old wires",
        "prefix": "n said: \n\u201cIt was",
        "suffix": ".",
        "note": "Check the hour.; annotated 2031-03-06T10:00:00.123+00:00",
        "draft": "true",
    }
    assert found["written"] is True


def test_an_annotation_of_the_standard_becomes_a_draft(fire: Path, run: Run) -> None:
    page = {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [W3C]}}
    found = plan(run, fire.with_name("a.jsonld"), json.dumps(page), "--set", "speaker=olin")
    record = found["items"][0]["record"]
    assert (record["quote"], record["prefix"], record["source"]) == ("old wires", "It was", "herald")
    assert record["note"] == "Hm.; annotated 2031-03-06T10:00:00Z"


def test_any_part_of_an_annotation_can_be_mapped(fire: Path, run: Run) -> None:
    words = ("--set", "speaker=olin", "--map", "said=created", "--map", "quote=target[].selector[].exact")
    record = plan(run, fire.with_name("a.json"), json.dumps([HYPOTHESIS]), *words)["items"][0]["record"]
    assert (record["said"], record["quote"].strip()) == ("2031-03-06", "old wires")
    assert "said: 10:00:00.123+00:00" in record["note"]


def test_what_an_annotation_lacks_is_named(fire: Path, run: Run) -> None:
    reply = {**HYPOTHESIS, "target": [{"source": "https://herald.example/fire"}]}
    elsewhere = {**HYPOTHESIS, "target": [{**HYPOTHESIS["target"][0], "source": "https://x.example/"}]}
    found = plan(run, fire.with_name("a.json"), json.dumps([HYPOTHESIS, reply, elsewhere]))
    assert [(each["row"], each["message"]) for each in found["warnings"]] == [(2, "it has no quote, and is left out")]
    assert [(each["row"], each["message"]) for each in found["troubles"]] == [
        (1, "missing key `speaker`"),
        (3, "no source has the address `https://x.example/`"),
        (3, "missing key `speaker`"),
    ]
    assert "tags[]" in found["troubles"][0]["hint"]


def test_annotations_and_reviews_give_their_sources_once(fire: Path, run: Run) -> None:
    other = {**HYPOTHESIS, "uri": "https://www.kurier.example/b", "target": []}
    text = json.dumps([HYPOTHESIS, HYPOTHESIS, other])
    found = plan(run, fire.with_name("a.json"), text, "--as", "sources")
    assert [each["record"] for each in found["items"]] == [
        {"id": each["id"], "publisher": publisher, "title": "Old wires blamed", "url": url, "accessed": "2031-03-06",
         "note": "accessed: 10:00:00.123+00:00"}
        for each, (publisher, url) in zip(found["items"], [
            ("herald.example", "https://herald.example/fire"), ("kurier.example", "https://www.kurier.example/b"),
        ], strict=True)
    ]  # fmt: skip
    found = plan(run, fire.with_name("a.json"), json.dumps([REVIEW, REVIEW]), "--as", "sources")
    (record,) = [each["record"] for each in found["items"]]
    assert (record["publisher"], record["title"], record["url"]) == (
        "herald.example",
        "Fire",
        "https://herald.example/fire",
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
    ],
)
def test_a_review_becomes_a_draft_of_its_claim(wrapped: Any, fire: Path, run: Run) -> None:  # noqa: ANN401
    found = plan(run, fire.with_name("a.json"), json.dumps(wrapped), "--write")
    (record,) = [each["record"] for each in found["items"]]
    assert {key: value for key, value in record.items() if key != "id"} == {
        "speaker": "olin",
        "said": "2031-03-04",
        "source": "herald",
        "text": "The wires were rotten.",
        "note": "reviewed: Sarn Checks, 2031-06-01, https://checks.example/1; said: 10:00:00+0200",
        "draft": "true",
    }
    assert "Mostly" not in json.dumps(found)
    assert (found["warnings"], found["written"]) == ([], True)


def test_an_answer_of_a_search_for_fact_checks_is_read(fire: Path, run: Run) -> None:
    claim = {
        "text": "\u201cOld wires.\u201d",
        "claimant": "Marta Olin",
        "claimDate": "2031-03-04T00:00:00Z",
        "claimReview": [
            {"publisher": {"name": "Sarn Checks"}, "url": "https://checks.example/1", "reviewDate": "2031-06-01"}
        ],
    }
    found = plan(
        run,
        fire.with_name("a.json"),
        json.dumps({"claims": [claim]}),
        "--from",
        "claimreview",
        "--set",
        "source=herald",
    )
    record = found["items"][0]["record"]
    assert (record["quote"], record["said"], record["speaker"]) == ("Old wires.", "2031-03-04", "olin")


@pytest.mark.parametrize(
    ("thing", "column", "said"),
    [
        (review(author=None), None, "missing key `speaker`"),
        (review(author={"name": "various sources"}), "draft.speaker", "no speaker `various sources`"),
        (review(author=[{"name": "Marta Olin"}, {"name": "Jon"}]), "draft.speaker", "no speaker `Marta Olin; Jon`"),
        (review(appearance=None, author={"name": "olin"}), None, "missing key `source`"),
        (review(appearance={"url": "https://x.example/"}), "draft.source", "no source has the address"),
        ({**REVIEW, "itemReviewed": None}, None, "missing key `speaker`"),
        ({**REVIEW, "claimReviewed": 7, "itemReviewed": [7]}, None, "missing key `source`"),
    ],
)
def test_what_a_review_lacks_is_named(
    thing: dict[str, Any], column: str | None, said: str, fire: Path, run: Run
) -> None:
    found = plan(run, fire.with_name("a.json"), json.dumps([thing]))
    assert (column, said) in [(each["column"], each["message"][: len(said)]) for each in found["troubles"]]
    assert found["items"] == []


def test_what_is_doubtful_in_a_review_is_told(fire: Path, run: Run) -> None:
    linked = review(appearance=None, url="https://herald.example/fire", datePublished="2031-06-01")
    found = plan(run, fire.with_name("a.json"), json.dumps(linked))
    assert [(each["row"], each["column"]) for each in found["warnings"]] == [(1, "source"), (1, "said")]
    assert "said" not in found["items"][0]["record"]
    several = review(appearance=["https://herald.example/fire", {"url": "https://kurier.example/a"}])
    record = plan(run, fire.with_name("a.json"), json.dumps(several))["items"][0]["record"]
    assert (record["source"], record["also_in"]) == ("herald", ["copy"])


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        (json.dumps([REVIEW]), "claimreview"),
        (json.dumps({"@graph": [REVIEW]}), "claimreview"),
        (json.dumps({"rows": [HYPOTHESIS]}), "annotations"),
        (json.dumps(W3C), "annotations"),
        ('[{"id": "a", "type": "webpage", "title": "T"}]', "csl-json"),
        ('{"items": [{"id": "a", "issued": {"raw": "2031"}}]}', "csl-json"),
        ('[{"speaker": "a"}]', "json"),
        ("[]", "csl-json"),
    ],
)
def test_json_is_told_by_what_it_holds(text: str, sort: str) -> None:
    assert sort_of("x", text.encode()) == sort


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["target", "selector", "exact", "uri", "body", "@type", "itemReviewed", "author", "appearance", "url",
             "item", "claimReviewed", "claimReview", "datePublished", "document", "title", "@graph", "created"]
        ),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200)
@given(JSON)
def test_no_json_is_too_odd(thing: Any) -> None:  # noqa: ANN401
    data = json.dumps(thing).encode()
    sort_of("x", data)
    for kind in ("claims", "sources", "speakers"):
        for read in (read_annotations, read_claimreview):
            read("x", data, kind)
    read_json("x", data)
    with pytest.raises(UsageError):
        read_json("x", data + b"}")
