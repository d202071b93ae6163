"""Whoever tells another's words has no part in the matter.

What a relative says that he said, or the other side says that it admitted, is a word at second hand from somebody who
gains by it. It is recorded all the same, and never counts as the speaker's own; look whether the speaker said it where
it could be heard.

Fails:

    speakers:
      night-watchman: {name: Piet Aal}
      watchman-sister: {name: Anna Aal, role: sister of the night watchman}
    claims:
      - id: watchman-saw
        speaker: night-watchman
        via: [watchman-sister]
        stance: {asserts: {cause: set}}
        source: herald
        text: Said that he saw two men.

Passes:

    speakers:
      night-watchman: {name: Piet Aal}
    claims:
      - id: watchman-saw
        speaker: night-watchman
        stance: {asserts: {cause: set}}
        source: herald
        text: Said that he saw two men.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.NOTE

_KIN = lazy(
    r"\b(mother|father|parents?|sister|brother|wife|husband|widow|widower|son|daughter|uncle|aunt|cousin|nephew|niece"
    r"|grandmother|grandfather|stepmother|stepfather|fianc[ée]e?|relatives?|family"
    r"|мать|матери|отец|отца|сестра|брат|жена|муж|вдова|сын|дочь|родственник\w*|семь[яи])\b",
    re.IGNORECASE,
)


def check(collection: Collection) -> Iterator[Finding]:
    """Claims told by a relative, or by another disputant than the speaker's own party."""
    for incident in collection.incidents.values():
        for claim in incident.standing:
            if "via" in claim.inherited:
                continue
            party = collection.party(claim)
            for place, teller in enumerate(claim.via):
                side = collection.party_of(teller)
                kin = _kin(collection, claim, teller)
                if kin:
                    yield Finding(claim, f"`{teller}`, who tells it, is a relative ({kin})", "", ("via", place))
                elif side != party and side in incident.disputants:
                    name = collection.name(side)
                    message = f"`{teller}`, who tells it, speaks for a disputant: {name}"
                    yield Finding(claim, message, "", ("via", place))


def _kin(collection: Collection, claim: Claim, teller: str) -> str:
    """The word by which somebody who tells another's words is known to be a relative; nothing for a stranger."""
    known = collection.speakers.get(teller)
    if known is None or known.body or teller == claim.speaker:
        return ""
    found = _KIN.search(" ".join(filter(None, (known.role, known.name if known.unnamed else None))))
    return found.group() if found else ""
