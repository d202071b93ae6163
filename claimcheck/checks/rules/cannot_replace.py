"""Only somebody's own unconditional words take back their own.

Nobody takes back another party's words, what somebody else relays takes nothing back, nor does what holds on a
condition only; and nothing that was surely said before.

Fails:

    claims:
      - id: captain-accident
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: chair-set
        speaker: union-chair
        stance: {asserts: {cause: set}}
        source: radio
        quote: It was set
        replaces: captain-accident

Passes:

    claims:
      - id: captain-accident
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-set
        speaker: harbour-captain
        stance: {asserts: {cause: set}}
        source: radio
        quote: It was set
        replaces: captain-accident
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.reasoning.taking_back import CannotTakeBack, obstacle

SEVERITY = Severity.ERROR

_TOLD = {
    CannotTakeBack.ANOTHER_PARTY: ("nobody takes back another party's words", "leave `replaces` out"),
    CannotTakeBack.RELAYED: ("what another party relays takes nothing back", "leave `replaces` out"),
    CannotTakeBack.RELAYS: ("what another party relays is not taken back", "say what the speaker's own words replace"),
    CannotTakeBack.CONDITION: ("what holds on a condition takes nothing back", "leave `replaces` out"),
    CannotTakeBack.LATER: ("it was surely said later than these words", "the later one replaces the earlier one"),
}


def check(collection: Collection) -> Iterator[Finding]:
    """Claims that replace one that they cannot."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if claim.replaces in incident.by_id:
                found = _TOLD.get(obstacle(collection, incident, claim) or CannotTakeBack.ITSELF)
                if found:
                    why, hint = found
                    yield Finding(claim, f"cannot replace `{claim.replaces}`: {why}", hint, ("replaces",))
