"""ClaimReview, as fact-checkers publish it, to drafts of claims, or to the sources in which the claims appeared.

What a review says of a claim is taken, and nothing of what it thinks of it. The words are the checker's summary: a
paraphrase, unless they stand in quotation marks altogether. Real ones lack authors and addresses, name "various
sources", and give the day of the review as that of the claim: what is lacking is named, nothing is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimcheck.exchange.days import edtf
from claimcheck.exchange.from_annotations import publisher_of
from claimcheck.exchange.from_json import listed, types, whole
from claimcheck.exchange.incoming import Rows, texts
from claimcheck.views.plan import Trouble

KEYS = {
    "claims": ("speaker", "said", "source", "also_in", "quote", "text", "note"),
    "sources": ("publisher", "title", "published", "url"),
}
_LACKING = {
    "speaker": "the review names no author of the claim: `--map speaker=COLUMN`, or `--set speaker=ID` for all",
    "source": "the review does not say where the claim appeared: `--map source=COLUMN`, or `--set source=ID`",
}
_QUOTED = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("»", "«"), ("「", "」"))


def read_claimreview(name: str, data: bytes, kind: str) -> Rows:
    """The reviews of a file; a row is the place of one, from 1. All that one holds can be mapped, too.

    Raises:
        UsageError: it is no JSON.
    """
    found = Rows(own={key: f"draft.{key}" for key in KEYS.get(kind, ())}, lacks=_LACKING)
    seen: set[str] = set()
    number = 0
    for each in _reviews(listed(whole(name, data))):
        number += 1
        if kind == "sources":
            for place in _places(each):
                if place["url"] not in seen:
                    seen.add(place["url"])
                    found.take(number, each, {key: value for key, value in place.items() if value})
            continue
        draft, remarks = _claim(each)
        found.remarks += [Trouble(number, column, message, "") for column, message in remarks]
        found.take(number, each, {key: value for key, value in draft.items() if value})
    found.name_columns()
    return found


def _reviews(items: list[Any]) -> Iterator[dict[str, Any]]:
    """The reviews among things of JSON-LD; an answer of a search for fact-checks is made into such."""
    for each in items:
        if isinstance(each, list):
            yield from _reviews(each)
        elif isinstance(each, dict) and isinstance(each.get("claimReview"), list):
            claimed = {"author": {"name": each.get("claimant")}, "datePublished": each.get("claimDate")}
            for review in filter(lambda one: isinstance(one, dict), each["claimReview"]):
                about = {"author": review.get("publisher"), "datePublished": review.get("reviewDate")}
                yield {**review, **about, "claimReviewed": each.get("text"), "itemReviewed": claimed}
        elif isinstance(each, dict) and ("ClaimReview" in types(each) or "claimReviewed" in each):
            yield each


def _claim(review: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What a review says of its claim, and what is worth a remark."""
    item = _thing(review.get("itemReviewed"))
    remarks: list[tuple[str, str]] = []
    places = [each["url"] for each in _places(review)]
    if places and not list(_appearances(item)):
        remarks.append(("source", f"it does not say where the claim appeared; taken is `{places[0]}`, which it links"))
    said, reviewed = edtf(_text(item.get("datePublished"))).text, edtf(_text(review.get("datePublished"))).text
    of_review = bool(said) and said == reviewed
    if of_review:
        remarks.append(("said", f"the day of the claim is that of the review, {said}: it is left out"))
    words = _text(review.get("claimReviewed")) or _text(item.get("name"))
    inside = next((words[1:-1].strip() for left, right in _QUOTED if _within(words, left, right)), "")
    told = [_names(review.get("author")), reviewed, _text(review.get("url"))]
    return {
        "speaker": _names(item.get("author")),
        "said": "" if of_review else _text(item.get("datePublished")),
        "source": places[0] if places else "",
        "also_in": places[1:],
        "quote": inside,
        "text": "" if inside else words,
        "note": f"reviewed: {', '.join(filter(None, told))}" if any(told) else "",
    }, remarks


def _places(review: dict[str, Any]) -> list[dict[str, str]]:
    """Where a claim appeared: as sources; where that is not said, what else is linked."""
    item = _thing(review.get("itemReviewed"))
    found = list(_appearances(item))
    if not found:
        links = [item.get("url"), *_several(item.get("sameAs"))]
        links += [each for author in _several(item.get("author")) for each in _several(_thing(author).get("sameAs"))]
        found = [{"url": each} for each in map(_text, links) if each.startswith(("http://", "https://"))][:1]
    places: list[dict[str, str]] = []
    for each in found:
        url = _text(each.get("url")) or _text(each.get("@id"))
        if url.startswith(("http://", "https://")) and url not in [one["url"] for one in places]:
            publisher = _names(each.get("publisher")) or _names(each.get("author")) or publisher_of(url)
            title = _text(each.get("headline")) or _text(each.get("name"))
            places.append(
                {"publisher": publisher, "title": title, "published": _text(each.get("datePublished")), "url": url}
            )
    return places


def _appearances(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What an item says of where it appeared, the first appearance before the others."""
    for key in ("firstAppearance", "appearance"):
        for each in _several(item.get(key)):
            thing = {"url": each} if isinstance(each, str) else _thing(each)
            if _text(thing.get("url")) or _text(thing.get("@id")).startswith("http"):
                yield thing


def _within(words: str, left: str, right: str) -> bool:
    """Whether words stand in one pair of quotation marks altogether."""
    inner = words[1:-1]
    return len(words) > 2 and words[0] == left and words[-1] == right and left not in inner and right not in inner


def _names(value: Any) -> str:  # noqa: ANN401
    """What one is called, or several."""
    names = [each if isinstance(each, str) else _text(_thing(each).get("name")) for each in _several(value)]
    return "; ".join(filter(None, names))


def _thing(value: Any) -> dict[str, Any]:  # noqa: ANN401
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _several(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:  # noqa: ANN401
    found = texts(value)
    return " ".join(found.split()) if isinstance(found, str) else ""
