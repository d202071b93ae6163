"""A claim as one row: the columns that tables of claims share, in their order, which does not change."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.model.claim import Claim, Commitment
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Question
from claimcheck.model.stance import POSITIONS
from claimcheck.model.when import When
from claimcheck.views.claims import MORE, claim_record, more_texts

COLUMNS = (
    "incident",
    "id",
    "speaker",
    "speaker_name",
    "as",
    "unnamed",
    "party",
    "party_name",
    "via",
    "as_told_by",
    "asserts",
    "implies",
    "concedes",
    "suggests",
    "denies",
    "precludes",
    "doubts",
    "withholds",
    "comments",
    "condition",
    "said",
    "said_earliest",
    "said_latest",
    "holds_on",
    "source",
    "publisher",
    "title",
    "published",
    "url",
    "archived",
    "also_in",
    "locator",
    "quote",
    "prefix",
    "suffix",
    "language",
    "translation",
    "text",
    "restates",
    "replaces",
    "note",
    *(each.name for each in MORE),
)
BETWEEN = "; "
"""What stands between several values of one cell; no id, date or number holds it."""


def claims(collection: Collection) -> Iterator[tuple[Incident, Claim]]:
    """Every claim that `list claims` lists, in its order."""
    for incident in collection.incidents.values():
        for claim in incident.standing:
            yield incident, claim


def row(collection: Collection, incident: Incident, claim: Claim) -> dict[str, str | None]:
    """One claim by column; None where nothing is written."""
    known = claim_record(collection, incident, claim)
    source = incident.sources.get(claim.source)
    stances = {
        stance.value: [f"{question}={answer}" for question, answers in taken.items() for answer in answers]
        for stance in POSITIONS
        if (taken := claim.stance.taken(stance))
    }
    cells: dict[str, str | None] = {
        "incident": incident.id,
        "id": claim.id,
        "speaker": claim.speaker,
        "speaker_name": known.speaker_name,
        "as": known.as_,
        "unnamed": "true" if known.unnamed else "false",
        "party": known.party,
        "party_name": known.party_name,
        "via": _several(claim.via),
        "as_told_by": known.as_told_by,
        **{stance.value: _several(stances.get(stance.value, ())) for stance in POSITIONS},
        "withholds": _several(claim.stance.withholds),
        "comments": _several(claim.stance.comments),
        "condition": claim.condition,
        "said": _written(known.said),
        "said_earliest": earliest(known.said),
        "said_latest": latest(known.said),
        "holds_on": _written(claim.holds_on),
        "source": claim.source,
        "publisher": known.publisher,
        "title": source.title if source else None,
        "published": _written(known.published),
        "url": known.url,
        "archived": source.archived if source else None,
        "also_in": _several(claim.also_in),
        "locator": claim.locator,
        "quote": claim.quote,
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "language": known.language,
        "translation": claim.translation,
        "text": claim.text,
        "restates": known.restates,
        "replaces": known.replaces,
        "note": claim.note,
        **more_texts(claim),
    }
    return {column: cells[column] for column in COLUMNS}


def certain(question: Question | None, taken: Commitment) -> bool:
    """Whether words take an answer for certain: they do not hedge, and the value in it is not qualified."""
    value = question.value(taken.answer) if question else None
    return not (taken.stance.hedged or (value is not None and value.qualified))


def earliest(when: When | None) -> str | None:
    """The first day that a date can be, as ISO 8601."""
    return when.earliest.isoformat() if when is not None and when.earliest else None


def latest(when: When | None) -> str | None:
    """The last day that a date can be, as ISO 8601."""
    return when.latest.isoformat() if when is not None and when.latest else None


def _written(when: When | None) -> str | None:
    return None if when is None else when.text


def _several(values: tuple[str, ...] | list[str]) -> str | None:
    return BETWEEN.join(values) or None
