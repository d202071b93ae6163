"""A claim that is restated, replaced or commented on is declared in the same incident.

Otherwise one utterance would be counted as two, or a position that was taken back would stand.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-later
        restates: captain-on-dutty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: radio
        quote: The wiring it was

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-later
        restates: captain-on-duty
        source: radio
        quote: The wiring it was
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import guess
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.location import Path

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """References to claims that the incident does not hold."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            for path, word in _references(claim):
                if word not in incident.by_id and not incident.lost("claims", word):
                    yield Finding(claim, f"unknown claim `{word}`", guess(word, incident.by_id), path)


def _references(claim: Claim) -> Iterator[tuple[Path, str]]:
    if claim.restates is not None:
        yield ("restates",), claim.restates
    if claim.replaces is not None:
        yield ("replaces",), claim.replaces
    if "stance" not in claim.inherited:
        for place, reference in enumerate(claim.stance.comments):
            prefix, _, word = reference.rpartition(":")
            if prefix == "claim":
                yield ("stance", "comments", place), word
