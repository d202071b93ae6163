"""What could be read, or had been said, by the end of a day, in the sources recorded here.

Cost: in proportion to the claims of the incident.
"""

from __future__ import annotations

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.day import Day
from claimcheck.model.incident import Incident
from claimcheck.model.when import When
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.days import days
from claimcheck.reasoning.taking_back import remember_replacing


@frozen
class AsOf:
    """An incident as it stood, and the claims that cannot be ordered against the day.

    `perhaps` is the incident with those among its claims, drafts included.
    """

    incident: Incident
    unordered: tuple[str, ...]
    perhaps: Incident


def as_of(collection: Collection, incident: Incident, day: When, clock: Clock = Clock.PUBLISHED) -> AsOf:
    """The incident with those claims only that were surely there by the end of a day.

    A claim could be read once the earliest of its sources was out, and never before its first possible day; it had been
    said by its last possible day. When it was said is told by what could be read by then: not by a claim that it
    restates and that came later, for on that day nobody knew of it; but by one that cannot be ordered against the day,
    since leaving it out would make an uncertain day a certain one.
    """
    whole = incident.whole
    said = days(collection, incident)
    kept, unordered, known = set(), [], []
    for claim in whole.claims:
        there = _there(whole, claim, said[claim.id], day, clock)
        if there is None and not claim.draft:
            unordered.append(claim.id)
        if there is not False:
            known.append(claim)
        if there:
            kept.add(claim.id)
    then = whole.with_only(tuple(known))
    then.__dict__["utterances"] = _utterances(whole, then)
    remember_replacing(collection, whole, then)
    shown = tuple(each for each in then.claims if each.id in incident.by_id)
    return AsOf(
        then.with_claims(tuple(each for each in shown if each.id in kept)),
        tuple(each for each in unordered if each in incident.by_id),
        then.with_claims(shown),
    )


def _utterances(whole: Incident, then: Incident) -> dict[str, str]:
    """The utterances of an incident as it stood: claims that restate what was not there yet are one all the same."""
    first: dict[str, str] = {}
    for claim in then.claims:
        root = whole.utterances[claim.id]
        first.setdefault(root, root if root in then.by_id else claim.id)
    return {claim.id: first[whole.utterances[claim.id]] for claim in then.claims}


def _there(whole: Incident, claim: Claim, said: Day, day: When, clock: Clock) -> bool | None:
    """Whether a claim was there by the end of a day; None where that cannot be told."""
    end = day.high
    if end is None or day.qualified:
        return None if day.qualified else True
    if said.first is not None and said.first > end:
        return False
    if clock is Clock.SAID:
        return True if said.last is not None and said.last <= end else None
    if any(whole.out[each] <= end for each in claim.sources if each in whole.out):
        return True
    published = [whole.sources[each].published for each in claim.sources if each in whole.sources]
    lows = [None if each is None or each.qualified else each.low for each in published]
    return False if lows and all(low is not None and low > end for low in lows) else None
