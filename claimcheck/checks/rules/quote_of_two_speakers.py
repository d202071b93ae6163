"""One quote has one speaker.

The same words in two mouths are mostly a teller's words put into the mouth of the one of whom he tells: what the source
prints in quotation marks is his, and the other's claim is a paraphrase (`text`). Two who really said the same words
said them on occasions of their own.

Fails:

    claims:
      - id: watchman-two-men
        speaker: night-watchman
        via: [union-chair]
        stance: {asserts: {cause: set}}
        said: 2031-03-04
        source: herald
        quote: Two men climbed over the fence
      - id: chair-two-men
        speaker: union-chair
        stance: {asserts: {cause: set}}
        source: herald
        quote: Two men climbed over the fence

Passes:

    claims:
      - id: watchman-two-men
        speaker: night-watchman
        via: [union-chair]
        stance: {asserts: {cause: set}}
        said: 2031-03-04
        source: herald
        text: Saw two men climb over the fence.
      - id: chair-two-men
        speaker: union-chair
        stance: {asserts: {cause: set}}
        source: herald
        quote: Two men climbed over the fence
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.checks.quotes import words_alone
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.NOTE
_SHORTEST = 4
"""Words: shorter ones (“no comment”) are common property."""


def check(collection: Collection) -> Iterator[Finding]:
    """Claims with a quote of one source that an earlier claim gives to another speaker."""
    for incident in collection.incidents.values():
        first: dict[tuple[str, str], Claim] = {}
        for claim in incident.standing:
            if claim.quote is None or "quote" in claim.inherited:
                continue
            words = words_alone(claim.quote)
            if words.count(" ") + 1 < _SHORTEST:
                continue
            other = first.setdefault((claim.source, words), claim)
            if other.speaker != claim.speaker:
                message = f"the same quote as `{other.id}`, which gives it to `{other.speaker}`"
                hint = "whose words does the source print? give the other one as `text`"
                yield Finding(claim, message, hint, ("quote",))
