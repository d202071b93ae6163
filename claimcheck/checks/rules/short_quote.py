"""A plain stance rests on words that can carry it.

Two or three quoted words seldom say who did what: that they bear the stance is then the curator's reading of what
stands around them. Quote more, paraphrase the sentence in `text`, or take the weaker stance. A short sentence that is
whole (“It was set.”) carries what it says.

Fails:

    claims:
      - id: spokesman-fake
        speaker: port-spokesman
        stance: {denies: {cause: set}}
        source: herald
        quote: fake news

Passes:

    claims:
      - id: spokesman-fake
        speaker: port-spokesman
        stance: {denies: {cause: set}}
        source: herald
        text: Called the report that somebody had set it "fake news".
      - id: chair-wiring
        speaker: union-chair
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.stance import Stance

SEVERITY = Severity.NOTE
_WORD = lazy(r"[^\W_]+(?:[-'’][^\W_]+)*")
_FEW = 4
"""Words at most."""
_WHOLE = lazy(r"^\W*[^\W\d_a-zа-яё]|[.!?…]['\"”’»]*$")
"""What begins or ends as a sentence does."""
_PLAIN = frozenset({Stance.ASSERTS, Stance.CONCEDES, Stance.DENIES})


def check(collection: Collection) -> Iterator[Finding]:
    """Claims that assert, concede or deny on a quote of few words, no sentence, without a paraphrase beside it."""
    for incident in collection.incidents.values():
        for claim in incident.standing:
            if claim.quote is None or claim.text is not None or claim.restates is not None:
                continue
            few = len(_WORD.findall(claim.quote)) <= _FEW and not _WHOLE.search(claim.quote)
            if few and any(commitment.stance in _PLAIN for commitment in claim.stance.commitments):
                hint = "quote more of the sentence, paraphrase it in `text`, or take the weaker stance"
                yield Finding(claim, "a plain stance on a few quoted words", hint, ("quote",))
