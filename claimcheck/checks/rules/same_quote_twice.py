"""The same words of one speaker are recorded once.

Two sources that print one sentence are no two statements: the second source goes into `also_in`, another wording or
translation is a claim that `restates` the first. Words that were repeated on a later day are a claim of their own.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        said: 2031-03-05
        source: herald
        quote: It was the wiring
      - id: captain-on-radio
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        said: 2031-03-05
        source: radio
        quote: "It was the wiring."

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        also_in: [radio]
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.checks.quotes import words_alone
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.reasoning.statements import surely_before

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Claims with a quote that an earlier claim of the file has, of the same speaker and perhaps of the same day."""
    for incident in collection.incidents.values():
        first = incident.utterances
        known: dict[tuple[str, str], dict[object, Claim]] = {}
        for claim in _perhaps_twice(incident):
            if claim.quote is None or "quote" in claim.inherited:
                continue
            others = known.setdefault((claim.speaker, words_alone(claim.quote)), {})
            twins = [each for each in others.values() if _may_be_one(incident, each, claim)]
            if twins and all(first[each.id] != first[claim.id] for each in twins):
                hint = f"add the source to `also_in` of `{twins[0].id}`, or say `restates: {twins[0].id}`"
                yield Finding(claim, f"the same quote as `{twins[0].id}`", hint, ("quote",))
            others.setdefault((first[claim.id] if not twins else None, incident.day(claim)), claim)


def _perhaps_twice(incident: Incident) -> list[Claim]:
    """Claims of one speaker whose quotes begin with one letter: only these need a closer look."""
    alike: dict[tuple[str, str], list[int]] = {}
    for place, claim in enumerate(incident.claims):
        letter = words_alone(claim.quote)[:1] if claim.quote else ""
        alike.setdefault((claim.speaker, letter), []).append(place)
    return [
        incident.claims[place] for place in sorted(place for each in alike.values() if len(each) > 1 for place in each)
    ]


def _may_be_one(incident: Incident, one: Claim, other: Claim) -> bool:
    """Whether both can have been said on the same day."""
    first, second = incident.day(one), incident.day(other)
    return not surely_before(first, second) and not surely_before(second, first)
