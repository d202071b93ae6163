"""Entities of followthemoney, one JSON object a line: who speaks, in which documents, and who is quoted where.

For archives that keep people and documents (Aleph, OpenAleph, nomenklatura). A claim is a `Documentation`: it joins a
speaker to a source, with the day, the words and what they do to each answer. Nothing is said of who is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claimcheck.characters import visible_in_json
from claimcheck.exchange.edtf import iso
from claimcheck.exchange.rows import earliest, latest
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.when import When
from claimcheck.views.claims import claim_record

Properties = dict[str, str | Iterable[str | None] | None]


def write(collection: Collection) -> str:
    """A collection as entities, one a line. Takes time in proportion to the claims."""
    return "".join(visible_in_json(json.dumps(each, ensure_ascii=False)) + "\n" for each in _entities(collection))


def _entities(collection: Collection) -> Iterator[dict[str, object]]:
    speakers = [
        each
        for incident in collection.incidents.values()
        for claim in incident.standing
        for each in (claim.speaker, *claim.via)
    ]
    for each in dict.fromkeys(speakers):
        yield from _speaker(collection, each)
    parties = (collection.party_of(each) for each in speakers)
    for each in dict.fromkeys(each for each in parties if each not in collection.speakers):
        yield _entity("LegalEntity", f"party.{each}", {"name": collection.name(each)})
    for incident in collection.incidents.values():
        yield _incident(incident)
        for source in incident.sources.values():
            yield _source(incident, source)
        for claim in incident.standing:
            yield _claim(collection, incident, claim)


def _speaker(collection: Collection, identifier: str) -> Iterator[dict[str, object]]:
    known = collection.speakers.get(identifier)
    schema = "LegalEntity" if known is None else "Organization" if known.body else "Person"
    told: Properties = {"name": collection.speaker_name(identifier)}
    if known is not None:
        told |= {"alias": known.aliases, "notes": known.note}
        told |= {"position": known.role} if schema == "Person" else {"summary": known.role}
    yield _entity(schema, f"speaker.{identifier}", told)
    party = collection.party_of(identifier)
    if party != identifier:
        client = f"speaker.{party}" if party in collection.speakers else f"party.{party}"
        joined: Properties = {"agent": f"speaker.{identifier}", "client": client, "role": "speaks for"}
        yield _entity("Representation", f"represents.{identifier}", joined)


def _incident(incident: Incident) -> dict[str, object]:
    voices = dict.fromkeys(f"speaker.{each.speaker}" for each in incident.standing)
    told: Properties = {
        "name": incident.title,
        "summary": incident.summary,
        "location": incident.place,
        "country": [each.lower() for each in incident.countries],
        "involved": voices,
        "notes": incident.note,
    }
    return _entity("Event", f"incident.{incident.id}", told | _days(incident.date))


def _source(incident: Incident, source: Source) -> dict[str, object]:
    told: Properties = {
        "title": source.title,
        "name": source.title or source.publisher,
        "publisher": source.publisher,
        "sourceUrl": [source.url, source.archived],
        "publishedAt": iso(source.published),
        "retrievedAt": iso(source.accessed),
        "language": _alpha_3(source.language),
        "contentHash": None,
        "notes": source.note,
    }
    return _entity("Article", f"source.{incident.id}.{source.id}", told)


def _claim(collection: Collection, incident: Incident, claim: Claim) -> dict[str, object]:
    known = claim_record(collection, incident, claim)
    stances = [f"{each.stance} {each.question}: {each.answer}" for each in claim.stance.commitments]
    stances += [f"withholds {each}" for each in claim.stance.withholds]
    stances += [f"comments {each}" for each in claim.stance.comments]
    told: Properties = {
        "entity": f"speaker.{claim.speaker}",
        "document": [f"source.{incident.id}.{each}" for each in claim.sources],
        "role": stances,
        "summary": claim.words,
        "description": [claim.translation, claim.condition, claim.note],
        "recordId": claim.full_id,
    }
    return _entity("Documentation", f"claim.{incident.id}.{claim.id}", told | _days(known.said))


def _days(when: When | None) -> Properties:
    """A certain day, month or year as it is; what is less certain by the days between which it lies."""
    if (certain := iso(when)) is not None:
        return {"date": certain}
    return {"startDate": earliest(when), "endDate": latest(when)}


@lru_cache
def _alpha_3(tag: str | None) -> str | None:
    """The three letters of a language."""
    from langcodes import Language  # noqa: PLC0415 - most exports do without

    try:
        return None if tag is None else Language.get(tag).to_alpha3()
    except (LookupError, ValueError):
        return None


def _entity(schema: str, identifier: str, told: Properties) -> dict[str, object]:
    properties = {
        name: [each for each in ([value] if isinstance(value, str) else value) if each]
        for name, value in told.items()
        if value
    }
    return {"id": identifier, "schema": schema, "properties": {key: each for key, each in properties.items() if each}}
