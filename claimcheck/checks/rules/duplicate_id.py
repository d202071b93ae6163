"""An id names one claim of its incident, and a speaker with the id of a party speaks for that party.

Of two claims with one id only one could be referred to; a speaker who shares a party's name would be taken for it.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {denies: {cause: set}}
        source: radio
        quote: Nobody set it

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-on-arson
        speaker: harbour-captain
        stance: {denies: {cause: set}}
        source: radio
        quote: Nobody set it
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Ids that name two things."""
    for incident in collection.incidents.values():
        first: dict[str, Claim] = {}
        for claim in incident.claims:
            if claim.id in first:
                message = f"duplicate claim `{claim.id}`: it stands on line {first[claim.id].location.line} too"
                yield Finding(claim, message, "rename one of the two", ("id",))
            first.setdefault(claim.id, claim)
    for speaker in collection.speakers.values():
        if speaker.id in collection.parties and speaker.party not in (None, speaker.id):
            message = f"`{speaker.id}` is a party too, and this speaker speaks for `{speaker.party}`"
            yield Finding(speaker, message, "rename one of the two")
