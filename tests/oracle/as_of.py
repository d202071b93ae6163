"""What could be read (clock `published`), or had been said (clock `said`), by the end of a day."""

from __future__ import annotations

from tests.oracle.ledger import Claim, Ledger
from tests.oracle.values import Span


def readable(ledger: Ledger, claim: Claim) -> Span:
    """The days on which a claim may first have been read: in the earliest of its sources, never before it was said."""
    first = ledger.day(claim).first
    out = min(ledger.out_by(each) for each in claim.sources)
    not_before = min(ledger.not_out_before(each) for each in claim.sources)
    return Span(max(first, min(not_before, out)), max(first, out))


def as_of(ledger: Ledger, last: Span, clock: str = "published") -> tuple[Ledger, frozenset[str]]:
    """The incident by the end of a day, and the claims that cannot be ordered against it."""
    days = {each.id: ledger.day(each) if clock == "said" else readable(ledger, each) for each in ledger.claims}
    seen = {id_ for id_, each in days.items() if each.last <= last.last}
    unordered = frozenset(id_ for id_, each in days.items() if each.first <= last.last and id_ not in seen)
    return ledger.as_seen(seen), unordered
