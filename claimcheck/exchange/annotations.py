"""Web Annotations (W3C): each quote at its place in its page, to be shown there by a program that knows them.

One page of annotations in JSON-LD. The target is the address at which the source was read, the place in it the quote
with what stands before and after; the body says who said it, when, and what the words do to each answer.
"""

from __future__ import annotations

import json
from typing import Any

from claimcheck.characters import visible_in_json
from claimcheck.exchange.edtf import iso
from claimcheck.exchange.rows import claims
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.views.claims import claim_record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NAME = "urn:claimcheck:"


def write(collection: Collection) -> str:
    """The quotes of a collection that have an address, as annotations. Takes time in proportion to the claims."""
    items = [
        _annotation(collection, incident, claim)
        for incident, claim in claims(collection)
        if claim.quote and _address(incident, claim)
    ]
    head = f'{{"@context": "{CONTEXT}", "id": "{_NAME}annotations", "type": "AnnotationPage", "items": ['
    things = ",\n".join(json.dumps(each, ensure_ascii=False) for each in items)
    return visible_in_json(f"{head}\n{things}\n]}}\n")


def _address(incident: Incident, claim: Claim) -> str | None:
    source = incident.sources.get(claim.source)
    return source.url or source.archived if source else None


def _annotation(collection: Collection, incident: Incident, claim: Claim) -> dict[str, Any]:
    known = claim_record(collection, incident, claim)
    source = incident.sources[claim.source]
    selector = {
        "type": "TextQuoteSelector",
        "exact": claim.quote,
        "prefix": claim.prefix,
        "suffix": claim.suffix,
    }
    target = {
        "source": _address(incident, claim),
        "selector": {key: value for key, value in selector.items() if value},
        "state": {"type": "TimeState", "cached": source.archived} if source.archived and source.url else None,
    }
    said = iso(known.said)
    who = known.speaker_name + (f" ({known.party_name})" if known.party != claim.speaker else "")
    bodies = [{"type": "TextualBody", "purpose": "describing", "value": f"{who}{f', {said}' if said else ''}"}]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": each} for each in _does(claim)]
    if claim.translation:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": claim.translation})
    return {
        "id": f"{_NAME}{claim.full_id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": {key: value for key, value in target.items() if value},
    }


def _does(claim: Claim) -> list[str]:
    """What the words do, each in one tag."""
    taken = [f"{each.stance} {each.question}: {each.answer}" for each in claim.stance.commitments]
    taken += [f"withholds {each}" for each in claim.stance.withholds]
    return [*taken, *(f"comments {each}" for each in claim.stance.comments)]
