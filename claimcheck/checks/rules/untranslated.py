"""A quote in another language has a translation.

Readers of the collection should not depend on knowing the language to see what a claim rests on.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        language: de
        quote: Es waren die Leitungen

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        language: de
        quote: Es waren die Leitungen
        translation: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.language import foreign

SEVERITY = Severity.NOTE


def check(collection: Collection) -> Iterator[Finding]:
    """Quotes in another language than the collection's that stand alone."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            language = incident.language(claim)
            if claim.quote is None or claim.translation or language is None or "quote" in claim.inherited:
                continue
            if foreign(language):
                yield Finding(claim, f"a quote in `{language}` without a translation", "add `translation`", ("quote",))
