"""How evenly an incident hears its disputants: their claims, quotes and words, and how long nothing is heard of each.

It counts what a person wrote and weighs nothing: a disputant may have said little. Cost: in proportion to the claims of
the incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.reasoning.days import days


@frozen
class Share:
    """What an incident holds of one disputant, a party or a side.

    `own` are claims that nobody of another party relays. `words` are those inside the quotation marks of its quotes,
    in their own language, parted at white space. `silent` is the most days in a row between the first and the last
    day of the incident's claims on which nothing is recorded of it; it is null where no day is certain.
    """

    party: str
    claims: int
    own: int
    quotes: int
    words: int
    silent: int | None


@frozen
class Balance:
    """An incident's disputants in their order, and the parties of which others alone tell.

    `days` counts those from the first to the last claim of which the day is certain, both of them; null without any.
    """

    incident: str
    days: int | None
    shares: tuple[Share, ...]
    through_others: tuple[str, ...]


def balance(collection: Collection, incident: Incident) -> Balance:
    """The shares of an incident's disputants; drafts do not count."""
    said: dict[str, list[Claim]] = {}
    for claim in incident.standing:
        said.setdefault(collection.party(claim), []).append(claim)
    known = days(collection, incident)
    certain = {each.id: known[each.id].first for each in incident.standing if known[each.id].exact}
    marks = sorted({day for day in certain.values() if day is not None})
    shares = []
    for party in incident.contesting:
        members = incident.sides[party].parties if party in incident.sides else ()
        claims = [claim for each in dict.fromkeys((party, *members)) for claim in said.get(each, ())]
        heard = {day for claim in claims if (day := certain.get(claim.id)) is not None}
        shares.append(_share(collection, party, claims, _longest(marks, heard)))
    return Balance(
        incident.id,
        marks[-1] - marks[0] + 1 if marks else None,
        tuple(shares),
        tuple(party for party, claims in said.items() if all(map(collection.teller, claims))),
    )


def _share(collection: Collection, party: str, claims: list[Claim], silent: int | None) -> Share:
    quotes = [claim.quote for claim in claims if claim.quote]
    own = sum(collection.teller(claim) is None for claim in claims)
    return Share(party, len(claims), own, len(quotes), sum(len(quote.split()) for quote in quotes), silent)


def _longest(marks: list[int], heard: Iterable[int]) -> int | None:
    """The most days in a row that hold nothing, from the first day of `marks` to the last."""
    return max(_gaps(marks[0], sorted(heard), marks[-1])) if marks else None


def _gaps(first: int, heard: list[int], last: int) -> Iterator[int]:
    return (after - before - 1 for before, after in pairwise((first - 1, *heard, last + 1)))
