"""A comment on something whose id is both a question's and a claim's says which of the two it means.

Without the prefix it would count for both.

Fails:

    claims:
      - id: cause
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: herald-doubt
        speaker: sarn-herald
        stance: {comments: cause}
        source: herald
        text: Noted that the wires were new.

Passes:

    claims:
      - id: cause
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: herald-doubt
        speaker: sarn-herald
        stance: {comments: "claim:cause"}
        source: herald
        text: Noted that the wires were new.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Comments that name a question and a claim at once."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if "stance" in claim.inherited:
                continue
            for place, word in enumerate(claim.stance.comments):
                if word in incident.questions and word in incident.by_id:
                    message = f"`{word}` names a question and a claim"
                    hint = f"write `question:{word}` or `claim:{word}`"
                    yield Finding(claim, message, hint, ("stance", "comments", place))
