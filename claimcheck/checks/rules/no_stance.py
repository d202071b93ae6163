"""A claim that is not a draft does something to at least one question.

A claim that takes no position, withholds none and comments on nothing would be shown nowhere.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        source: herald
        quote: It was the wiring
        draft: true
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.stance import Stance

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Claims without a stance, apart from drafts."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if claim.stance or claim.draft:
                continue
            base = incident.by_id.get(claim.restates or "")
            if base is not None and not base.draft:
                continue
            hint = f"one of {', '.join(Stance)}; or `draft: true` until it is judged"
            yield Finding(claim, f"`{claim.id}` takes no stance", hint)
