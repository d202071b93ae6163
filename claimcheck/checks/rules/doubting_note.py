"""A note does not take back what the stance says.

“Is read as”, “presumably” or “inferred” in a note beside a plain stance means that the words do not say it. Then the
stance is not plain: take `implies`, `suggests` or `comments`, or quote the words that do say it.

Fails:

    claims:
      - id: spokesman-lamp
        speaker: port-spokesman
        stance: {denies: {cause: accident}}
        source: herald
        quote: It was nothing that the port did, neither the wiring nor the lamp
        note: Read as denying an accident.

Passes:

    claims:
      - id: spokesman-lamp
        speaker: port-spokesman
        stance: {precludes: {cause: accident}}
        source: herald
        quote: It was nothing that the port did, neither the wiring nor the lamp
        note: Read as excluding an accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.stance import Stance

SEVERITY = Severity.NOTE
_DOUBTS = lazy(
    r"\b(?:(?:is|are|was|were) (?:read|taken|understood) (?:as|to|from)\b|read as\b|a reading\b|inferred\b"
    r"|presumably\b|we (?:assume|read)\b|it is assumed)",
    re.IGNORECASE,
)
_ABOUT_DAYS = lazy(r"\b(?:days?|dates?|dated|year|month|week|published|page|copy|address)\b", re.IGNORECASE)
_PLAIN = frozenset({Stance.ASSERTS, Stance.CONCEDES, Stance.DENIES})


def check(collection: Collection) -> Iterator[Finding]:
    """Claims that assert, concede or deny only, with a note that says how the words were read."""
    for incident in collection.incidents.values():
        for claim in incident.standing:
            stances = {commitment.stance for commitment in claim.stance.commitments}
            if not claim.note or not stances or not stances <= _PLAIN:
                continue
            for sentence in re.split(r"(?<=[.;])\s", claim.note):
                found = _DOUBTS.search(sentence)
                if found and not _ABOUT_DAYS.search(sentence):
                    message = f"“{found.group()}” beside a plain stance"
                    hint = "do the words say it? else `implies`, `suggests` or `comments`"
                    yield Finding(claim, message, hint, ("note",))
                    break
