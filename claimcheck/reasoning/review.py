"""What a review was of: a fingerprint of what a claim says, which changes when the claim does.

Cost: in proportion to what is written of the claim.
"""

from __future__ import annotations

import json
from hashlib import sha256

from claimcheck.model.claim import Claim
from claimcheck.model.keys import EditedAs, declared

_BESIDE = {each.attribute for each in declared(Claim) if each.key.edit in (None, EditedAs.ANNOTATED)}
"""Keys that do not say what somebody said."""


def fingerprint(claim: Claim) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of what a claim says.

    Of a claim that restates another, what it takes over from it is a part. The order of keys, how a list of one is
    written, a remark and the claim's own id are none; ids of speakers, sources, questions and answers are.
    """
    said = claim.as_json(exclude=_BESIDE, defaults=False)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:16]
