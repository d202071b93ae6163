"""JSON lines: one claim a line, with its incident, speaker, source and the questions it bears on written out."""

from __future__ import annotations

import json
from typing import Any

from claimcheck.characters import visible_in_json
from claimcheck.exchange.rows import certain, claims
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.record import Named
from claimcheck.views.claims import claim_record

Object = dict[str, Any]
_SAME = ("as_told_by", "condition", "locator", "quote", "language", "translation", "text", "restates", "replaces")


def write(collection: Collection) -> str:
    """The claims of a collection, each as JSON on a line of its own. Takes time in proportion to the claims."""
    return "".join(
        visible_in_json(json.dumps(_claim(collection, incident, claim), ensure_ascii=False)) + "\n"
        for incident, claim in claims(collection)
    )


def _claim(collection: Collection, incident: Incident, claim: Claim) -> Object:
    known = claim_record(collection, incident, claim)
    return {
        "schema": "claimcheck/claim/1",
        "id": claim.full_id,
        "incident": _fields(incident, "title", "date", "place", "countries", "disputants", "summary"),
        "speaker": _speaker(collection, claim.speaker),
        "as": known.as_,
        "party": {"id": known.party, "name": known.party_name},
        "via": [_speaker(collection, each) for each in claim.via],
        "stance": [
            *(
                {
                    "stance": taken.stance.value,
                    "polarity": taken.polarity.value,
                    "certain": certain(incident.questions.get(taken.question), taken),
                    "question": _question(incident, taken.question),
                    "answer": taken.answer,
                    "answer_text": _answer(incident, taken.question, taken.answer),
                }
                for taken in claim.stance.commitments
            )
        ],
        "withholds": [_question(incident, each) for each in claim.stance.withholds],
        "comments": list(claim.stance.comments),
        "said": _plain(known.said),
        "holds_on": _plain(claim.holds_on),
        "source": _source(incident, claim.source),
        "also_in": [_source(incident, each) for each in claim.also_in],
        **{name: getattr(known, name) for name in _SAME},
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "note": claim.note,
        **{name: _plain(value) for name, value in known.more.items()},
    }


def _speaker(collection: Collection, identifier: str) -> Object:
    speaker = collection.speakers.get(identifier)
    if speaker is None:
        return {"id": identifier, "name": collection.speaker_name(identifier)}
    return _fields(speaker, "name", "aliases", "party", "role", "unnamed", "body", "note")


def _question(incident: Incident, identifier: str) -> Object:
    question = incident.questions.get(identifier)
    if question is None:
        return {"id": identifier}
    return _fields(question, "ask", "kind", "theme", "exclusive", "changes", "unit")


def _answer(incident: Incident, question: str, answer: str) -> str:
    known = incident.questions.get(question)
    return known.text(answer) if known else answer


def _source(incident: Incident, identifier: str) -> Object:
    source = incident.sources.get(identifier)
    if source is None:
        return {"id": identifier}
    names = ("publisher", "title", "published", "language", "url", "archived", "accessed", "derived_from", "note")
    return _fields(source, *names)


def _fields(record: Named, *names: str) -> Object:
    return {"id": record.id, **{name: _plain(getattr(record, name)) for name in names}}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, bool) else str(value)
