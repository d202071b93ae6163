"""A claim that was reviewed still says what was reviewed.

Somebody held it against its source and noted so by `claimcheck review`. What has been changed since, in the claim or in
one that it restates, nobody has held against anything.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wirings
        reviewed: e9956f95cfe809ec

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
        reviewed: e9956f95cfe809ec
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.reasoning.review import fingerprint

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Claims whose fingerprint is another than the one reviewed."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if claim.reviewed is not None and claim.reviewed != fingerprint(claim):
                hint = f"hold it against its source again, then `claimcheck review {claim.full_id}`"
                yield Finding(claim, f"`{claim.id}` was changed after its review", hint, ("reviewed",))
