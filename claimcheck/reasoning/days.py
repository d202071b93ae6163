"""The day of each utterance, by its bounds: what can be told of when words were said, from all that is recorded.

A claim and all that restate it are one utterance with one day. Its first possible day is what `said` allows, its last
the earlier of that and the day by which one of their sources was out; a day that is uncertain or approximate bounds
nothing, the day by which the words were out does. Words that somebody of another party relays, and of which nobody says
when they were said, have no first day. Cost: in proportion to the claims of the incident, once.
"""

from __future__ import annotations

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.day import Day, of_date
from claimcheck.model.incident import Incident
from claimcheck.model.when import When

UNKNOWN = Day(None, None, None)


def days(collection: Collection, incident: Incident) -> dict[str, Day]:
    """Of each claim, the day on which its words were said, among all claims of its incident.

    The days of an incident are kept with it.
    """
    whole = incident.whole
    known: tuple[Collection, dict[str, Day]] | None = whole.__dict__.get("days")
    if known is None or known[0] is not collection:
        known = whole.__dict__["days"] = (collection, _days(collection, whole))
    return known[1]


def telling(incident: Incident, claim: Claim) -> Day:
    """The day on which an utterance was told: that of the first of the sources of all claims that give it."""
    whole = incident.whole
    first = whole.utterances.get(claim.id, claim.id)
    out = whole.out_by.get(first)
    sources = whole.printed_in.get(first, claim.sources)
    published = [whole.sources[each].published for each in sources if each in whole.sources]
    certain = [each for each in published if each is not None and each.exact and each.high == out]
    if certain:
        return of_date(certain[0])
    lows = [None if each is None or each.qualified else each.low for each in published]
    known = [low for low in lows if low is not None]
    begin = min(known) if known and len(known) == len(lows) else None
    guess = next((each for each in published if each is not None), None)
    return Day(guess, begin if begin is None or out is None or begin <= out else None, out)


def holding(incident: Incident, claim: Claim, said: Day) -> Day:
    """The day on which a claim about a changing fact is said to hold: `holds_on`, else that of the words or telling."""
    if claim.holds_on is not None:
        return of_date(claim.holds_on)
    return said if said.guess is not None else telling(incident, claim)


def _days(collection: Collection, whole: Incident) -> dict[str, Day]:
    said = _relayed_without_a_day(collection, whole)
    utterance = {
        first: _day(None if first in said else whole.said.get(first), whole.out_by.get(first))
        for first in set(whole.utterances.values())
    }
    return {claim.id: utterance[whole.utterances[claim.id]] for claim in whole.claims}


def _relayed_without_a_day(collection: Collection, whole: Incident) -> set[str]:
    """Utterances of which no day is written and whose words somebody of another party relays."""
    written = {whole.utterances[claim.id] for claim in whole.claims if claim.said is not None and not claim.draft}
    first = {each.id: each for each in whole.claims}
    return {
        name
        for name in set(whole.utterances.values()) - written
        if name in first and collection.teller(first[name]) is not None
    }


def _day(guess: When | None, out: int | None) -> Day:
    if guess is None:
        return Day(None, None, out)
    allowed = of_date(guess)
    first, last = allowed.first, allowed.last
    if out is not None and (last is None or out < last):
        last = out
    if first is not None and last is not None and first > last:  # said after it was out, which is an error of its own
        first = None
    return Day(guess, first, last)
