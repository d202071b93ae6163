"""A claim has words: a quote or, where there is none, a paraphrase in `text`.

Without words nobody could judge whether its stance is what was said.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        text: Said that the wiring caught fire.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Claims with neither a quote nor a text."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if not claim.words and (claim.restates is None or claim.restates not in incident.by_id):
                yield Finding(claim, f"`{claim.id}` has neither `quote` nor `text`", "write down what was said")
