"""Nobody passes on their own words.

`via` names those through whom another's words came. With the speaker among them, a claim reads as told by whoever made
it, and a word at first hand looks like one at second hand.

Fails:

    claims:
      - id: captain-wiring
        speaker: harbour-captain
        via: [harbour-captain]
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-wiring
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Claims whose speaker is among those who relayed them."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if claim.inherited >= {"speaker", "via"}:
                continue
            for place, teller in enumerate(claim.via):
                if teller == claim.speaker:
                    message = f"`{teller}` is the speaker, and cannot pass on the words too"
                    yield Finding(claim, message, "`via` is for others: leave the speaker out of it", ("via", place))
