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
        source: herald
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
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Circles of claims that replace one another, each told once."""
    for incident in collection.incidents.values():
        seen: set[str] = set()
        for start in incident.claims:
            chain: list[str] = []
            at: str | None = start.id
            while at is not None and at in incident.by_id and at not in seen:
                seen.add(at)
                chain.append(at)
                at = incident.by_id[at].replaces
            if at in chain:
                ring = chain[chain.index(at) :]
                yield Finding(incident.by_id[ring[0]], *_told(ring), ("replaces",))


def _told(ring: list[str]) -> tuple[str, str]:
    """What is wrong with a circle, and a hint."""
    if len(ring) == 1:
        return "a claim cannot replace itself", "name the other claim, or leave the key out"
    path = " → ".join([*ring, ring[0]])
    return f"claims replace one another in a circle: {path}", "the later one replaces the earlier one only"
