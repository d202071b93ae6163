"""Nobody is quoted before having spoken.

A claim that was surely said after one of its sources appeared has a wrong date, a wrong source or a wrong year; and its
place in the order of events, hence every shift, would be wrong with it.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        said: 2031-03-08
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        said: 2031-03-05~
        source: herald
        also_in: [radio]
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.location import Path

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Claims whose day is surely after the day on which one of their sources was published."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            day = incident.day(claim)
            for place, name in enumerate(claim.sources):
                published = getattr(incident.sources.get(name), "published", None)
                if day is None or published is None or not published.surely_before(day):
                    continue
                message = f"said on {day}, but `{name}` was published on {published}"
                yield Finding(claim, message, *_where(claim, place))


def _where(claim: Claim, place: int) -> tuple[str, Path]:
    """A hint, and the value that is likely to be wrong."""
    path: Path = ("also_in", place - 1) if place else ("source",)
    if claim.said is None:
        return "the day is that of the first source it is recorded from: write `said`", path
    return "", path if place or "said" in claim.inherited else ("said",)
