"""A quote has 30 words at most.

The ledger quotes to show what was said, not to reprint it; a long quote also hides the words that matter.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: >-
          It was the wiring and nothing but the wiring and whoever tells you that it was not the wiring has
          never seen the wiring of this old house which was laid before the oldest of us was born

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring and nothing but the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.WARNING

MOST = 30


def check(collection: Collection) -> Iterator[Finding]:
    """Quotes of more than 30 words."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if claim.quote is None or "quote" in claim.inherited:
                continue
            parts = claim.quote.split()
            if len(parts) <= MOST:
                continue
            words = sum(any(letter.isalnum() for letter in part) for part in parts)
            if words > MOST:
                hint = "keep the words that carry the stance; `text` can paraphrase the rest"
                yield Finding(claim, f"a quote of {words} words; {MOST} are the most", hint, ("quote",))
