"""Words that somebody tells of have a day of their own.

Without `said`, what was told on the ninth and said on the sixth has no first day: it is known only to have been said by
the day of the telling, and can be ordered against little. An interval says more, and is honest.

Fails:

    claims:
      - id: watchman-rang-up
        speaker: night-watchman
        via: [union-chair]
        stance: {asserts: {cause: set}}
        source: herald
        text: Rang up and said that somebody had set it.

Passes:

    claims:
      - id: watchman-rang-up
        speaker: night-watchman
        via: [union-chair]
        stance: {asserts: {cause: set}}
        said: 2031-03-04/2031-03-05
        source: herald
        text: Rang up and said that somebody had set it.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.NOTE


def check(collection: Collection) -> Iterator[Finding]:
    """Relayed claims without a day of their own or of the claim that they restate."""
    for incident in collection.incidents.values():
        for claim in incident.standing:
            told = any(teller != claim.speaker for teller in claim.via)
            if told and claim.said is None and "via" not in claim.inherited:
                hint = "write `said`, as uncertain as it is; the source's day is that of the telling"
                yield Finding(claim, f"`{claim.id}` is told by another, and has no day of its own", hint)
