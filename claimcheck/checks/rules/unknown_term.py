"""A term that a quote uses about something else is declared in the same incident.

A misspelt one would be counted as a use after all.

Fails:

    claims:
      - id: captain-on-the-boiler
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: The boiler was old as well
        unrelated_terms: [arsson]

Passes:

    terms: {fire: {arson: [arson*]}}
    claims:
      - id: captain-on-the-arson-of-2029
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: The arson of 2029 was another thing
        unrelated_terms: [arson]
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Terms said to be about something else that the incident does not declare."""
    for incident in collection.incidents.values():
        declared = {term for terms in incident.terms.values() for term in terms}
        for claim in incident.claims:
            for place, term in enumerate(claim.unrelated_terms):
                if term not in declared and not incident.lost("terms", term):
                    hint = guess(term, declared)
                    yield Finding(claim, f"unknown term `{term}`", hint, ("unrelated_terms", place))
