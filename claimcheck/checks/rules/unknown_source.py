"""Every source that is named is declared in its incident; an outlet that was not seen is `speaker:` and its id.

Without its source a claim cannot be checked, and without what a source repeats its voices are counted twice.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: heralt
        quote: It was the wiring

Passes:

    sources:
      kurier:
        publisher: Kuestenkurier
        published: 2031-03-07
        derived_from: [herald, "speaker:coast-radio"]
    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        also_in: [kurier]
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import Guess, guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Sources of claims, and origins of sources, that are not declared."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            for place, source in enumerate(claim.sources):
                if wrong := _wrong(incident, source):
                    yield Finding(claim, *wrong, ("also_in", place - 1) if place else ("source",))
        for each in incident.sources.values():
            for place, reference in enumerate(each.derived_from):
                prefix, _, word = reference.rpartition(":")
                wrong = _stranger(collection, word) if prefix == "speaker" else _wrong(incident, word)
                if wrong:
                    yield Finding(each, *wrong, ("derived_from", place))


def _wrong(incident: Incident, source: str) -> tuple[str, str | Guess] | None:
    if source in incident.sources or incident.lost("sources", source):
        return None
    return f"unknown source `{source}`", guess(source, incident.sources)


def _stranger(collection: Collection, speaker: str) -> tuple[str, str | Guess] | None:
    if speaker in collection.speakers or collection.lost("speakers", speaker):
        return None
    return f"unknown speaker `{speaker}`", guess(speaker, collection.speakers)
