"""What could be read, or had been said, by the end of a day.

Cost: in proportion to the claims of the incident.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model.claim import Claim
from claimcheck.model.incident import Incident
from claimcheck.model.when import When
from claimcheck.reasoning.asking import Clock


@dataclass(frozen=True, slots=True)
class AsOf:
    """An incident as it stood, and the claims that cannot be ordered against the day.

    `perhaps` is the incident with those among its claims, drafts included.
    """

    incident: Incident
    unordered: tuple[str, ...]
    perhaps: Incident


def as_of(incident: Incident, day: When, clock: Clock = Clock.PUBLISHED) -> AsOf:
    """The incident with those claims only that were surely there by the end of a day.

    A claim counts from the earliest of the sources that print it. When it was said is told by what could be read by
    then: not by a claim that it restates and that came later, for on that day nobody knew of it; but by one that cannot
    be ordered against the day, since leaving it out would make an uncertain day a certain one.
    """
    whole = incident.whole
    kept, unordered, known = set(), [], []
    for claim in whole.claims:
        there = _there(_times(whole, claim, clock), day)
        if there is None and _said_later(whole.day(claim), day):
            there = False  # nothing is printed before it is said
        if there is None and not claim.draft:
            unordered.append(claim.id)
        if there is not False:
            known.append(claim)
        if there:
            kept.add(claim.id)
    then = whole.with_only(tuple(known))
    shown = tuple(each for each in then.claims if each.id in incident.by_id)
    return AsOf(
        then.with_claims(tuple(each for each in shown if each.id in kept)),
        tuple(each for each in unordered if each in incident.by_id),
        then.with_claims(shown),
    )


def _times(incident: Incident, claim: Claim, clock: Clock) -> list[When | None]:
    if clock is Clock.SAID:
        return [incident.day(claim)]
    found = [incident.sources.get(source) for source in claim.sources]
    return [source.published if source else None for source in found]


def _there(times: list[When | None], day: When) -> bool | None:
    """Whether the earliest of some times is surely by the end of a day; None where that cannot be told."""
    end = day.high
    if end is None or day.qualified:
        return None if day.qualified else True
    known = [time for time in times if time is not None and not time.qualified]
    if any(time.high is not None and time.high <= end for time in known):
        return True
    surely_later = [time.low is not None and time.low > end for time in known]
    return False if len(known) == len(times) and all(surely_later) else None


def _said_later(said: When | None, day: When) -> bool:
    """Whether something was surely said after the end of a day."""
    return said is not None and day.surely_before(said)
