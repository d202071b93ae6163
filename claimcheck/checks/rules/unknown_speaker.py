"""Whoever speaks or relays is declared in `speakers.yaml`.

A misspelt speaker would stand in a column of its own, as if somebody else had spoken.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captian
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
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
    """Speakers and relays of claims that `speakers.yaml` does not know."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            for path, speaker in _voices(claim):
                if speaker not in collection.speakers and not collection.lost("speakers", speaker):
                    hint = guess(speaker, collection.speakers)
                    yield Finding(claim, f"unknown speaker `{speaker}`", hint, path)


def _voices(claim: Claim) -> Iterator[tuple[Path, str]]:
    if "speaker" not in claim.inherited:
        yield ("speaker",), claim.speaker
    if "via" not in claim.inherited:
        for place, speaker in enumerate(claim.via):
            yield ("via", place), speaker
