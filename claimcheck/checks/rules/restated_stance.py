"""A claim that restates another is the same utterance: it has its speaker and its stance.

Were the stance another, one utterance would contradict itself, and nobody would be shown as having done so.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-on-radio
        restates: captain-on-duty
        stance: {suggests: {cause: accident}}
        source: radio
        quote: It was, I think, the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-on-radio
        restates: captain-on-duty
        stance: {asserts: {cause: accident}}
        source: radio
        quote: It was, to be plain, the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Stances
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Claims that restate another with another stance, or in another mouth."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            base = incident.by_id.get(claim.restates or "")
            if base is None:
                continue
            if claim.speaker != base.speaker:
                message = f"restates `{base.id}`, whose speaker is `{base.speaker}`"
                yield Finding(claim, message, "leave `speaker` out, or `restates`", ("speaker",))
            if not base.draft and _does(claim.stance) != _does(base.stance):
                message = f"restates `{base.id}` with another stance"
                yield Finding(claim, message, "leave `stance` out, or `restates`", ("stance",))


def _does(stance: Stances) -> tuple[frozenset[object], ...]:
    """What a stance does, in whatever order it was written."""
    return frozenset(stance.commitments), frozenset(stance.withholds), frozenset(stance.comments)
