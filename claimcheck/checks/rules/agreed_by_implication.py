"""What two disputants agree on, both say.

That both sides affirm one answer is the strongest thing that a contrast can say. It is weak where one of them only
presupposes it, and a reader will take it for an admission. Look whether the words carry it.

Fails:

    claims:
      - id: spokesman-set
        speaker: port-spokesman
        stance: {asserts: {cause: set}}
        source: herald
        quote: Somebody set the fire
      - id: chair-arsonists
        speaker: union-chair
        stance: {implies: {cause: set}}
        source: radio
        quote: Find those who did it

Passes:

    claims:
      - id: spokesman-set
        speaker: port-spokesman
        stance: {asserts: {cause: set}}
        source: herald
        quote: Somebody set the fire
      - id: chair-set
        speaker: union-chair
        stance: {asserts: {cause: set}}
        source: radio
        quote: It was set, and we know it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.stance import Polarity, Stance
from claimcheck.reasoning.positions import State, standings

SEVERITY = Severity.NOTE


def check(collection: Collection) -> Iterator[Finding]:
    """Claims that imply what is agreed, where the party says it nowhere more plainly."""
    for incident in collection.incidents.values():
        if incident.unread or not any(claim.stance.implies for claim in incident.standing):
            continue
        try:
            agreed = [each.question.id for each in standings(collection, incident) if each.state is State.AGREED]
        except ValueError:  # an answer that is no date or no number, which is an error of its own
            continue
        for question in agreed:
            for party, claims in _affirming(collection, incident, question).items():
                if incident.contesting and incident.sides_of.get(party, party) not in incident.contesting:
                    continue
                if all(each.stance is Stance.IMPLIES for claim in claims for each in claim.on(question)):
                    message = f"the agreement on `{question}` rests on what {collection.name(party)} only presupposes"
                    yield Finding(claims[0], message, "do the words carry it?", ("stance",))


def _affirming(collection: Collection, incident: Incident, question: str) -> dict[str, list[Claim]]:
    """Each party's own claims that affirm an answer of a question."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in incident.standing:
        own = claim.condition is None and collection.teller(claim) is None
        if own and any(each.polarity is Polarity.AFFIRMS for each in claim.on(question)):
            found[collection.party(claim)].append(claim)
    return found
