"""A claim does not take back itself, not even by way of others.

All claims of such a circle would be history, and none of them would stand.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        replaces: captain-on-radio
        quote: It was the wiring
      - id: captain-on-radio
        speaker: harbour-captain
        stance: {asserts: {cause: set}}
        source: radio
        replaces: captain-on-duty
        quote: It was arson after all

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-on-radio
        speaker: harbour-captain
        stance: {asserts: {cause: set}}
        source: radio
        replaces: captain-on-duty
        quote: It was arson after all
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Circles of claims that replace one another, each told once."""
    for incident in collection.incidents.values():
        told: set[str] = set()
        for claim in incident.claims:
            ring = _ring(incident, claim)
            if ring and not told.intersection(ring):
                told.update(ring)
                message = "claims replace one another in a circle: " + " → ".join([*ring, ring[0]])
                yield Finding(claim, message, "the later one replaces the earlier one only", ("replaces",))


def _ring(incident: Incident, claim: Claim) -> list[str]:
    """The claims of the circle that a claim is part of, itself first; nothing if there is none."""
    ring = [claim.id]
    other = claim.replaces
    while other is not None and other in incident.by_id and other not in ring:
        ring.append(other)
        other = incident.by_id[other].replaces
    return ring if other == claim.id else []
