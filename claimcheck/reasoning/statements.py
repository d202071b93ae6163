"""Claims taken apart: what each one does to each answer, whose word it is and when.

A claim is one utterance that may do several things; every rule of contrast works on these single things.

Cost: of one claim, its own size; of an incident, in proportion to its claims.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Changes, Incident
from claimcheck.model.range import Range
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.asking import By


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim's stance on one answer.

    `party` is whose word it is (a speaker's id where positions are taken by speaker); `as_told_by` the outermost teller
    of another party, if any; `day` the day on which it counts; `value` the date or number that the answer writes.
    """

    claim: Claim
    party: str
    as_told_by: str | None
    answer: str
    stance: Stance
    day: When | None
    value: Range | None
    utterance: str
    replaced: bool

    @property
    def polarity(self) -> Polarity:
        """Affirms or denies."""
        return self.stance.polarity or Polarity.AFFIRMS

    @property
    def hedged(self) -> bool:
        """Whether the words stop short of certainty, or their value is qualified."""
        return self.stance.hedged or (self.value is not None and self.value.qualified)

    @property
    def key(self) -> tuple[str, str, str, Polarity]:
        """The position that it belongs to."""
        return (self.party, self.as_told_by or "", self.answer, self.polarity)

    @property
    def own(self) -> bool:
        """Whether it is the party's own word and not one relayed by somebody of another party."""
        return self.as_told_by is None


def surely_before(first: When | None, second: When | None) -> bool:
    """Whether one day is surely before the other; an unknown day cannot be ordered."""
    return first is not None and second is not None and first.surely_before(second)


def whose(collection: Collection, claim: Claim, by: By) -> str:
    """Whose word a claim is: its party's, or its speaker's."""
    return claim.speaker if by is By.SPEAKER else collection.party(claim)


def told_by(collection: Collection, claim: Claim, by: By) -> str | None:
    """The outermost teller who is not of the claim's party (or not its speaker); None for somebody's own word."""
    if by is By.PARTY:
        return collection.teller(claim)
    others = [speaker for speaker in claim.via if speaker != claim.speaker]
    return others[-1] if others else None


def replaced(incident: Incident) -> frozenset[str]:
    """Claims that another one takes back or corrects."""
    return frozenset(claim.replaces for claim in incident.standing if claim.replaces)


def by_question(collection: Collection, incident: Incident, by: By = By.PARTY) -> dict[str, list[Statement]]:
    """Every statement that counts, by question: of claims that are neither drafts nor conditional.

    Takes time in proportion to the number of claims.
    """
    found: dict[str, list[Statement]] = defaultdict(list)
    first, history = incident.utterances, replaced(incident)
    for claim in incident.standing:
        if claim.condition is not None:
            continue
        party, teller = whose(collection, claim, by), told_by(collection, claim, by)
        for commitment in claim.stance.commitments:
            question = incident.questions.get(commitment.question)
            if question is None:
                continue
            changing = question.changes is not Changes.NO
            found[question.id].append(
                Statement(
                    claim=claim,
                    party=party,
                    as_told_by=teller,
                    answer=commitment.answer,
                    stance=commitment.stance,
                    day=incident.holds_on(claim) if changing else incident.day(claim),
                    value=question.value(commitment.answer),
                    utterance=first[claim.id],
                    replaced=claim.id in history,
                )
            )
    return found
