"""What an incident's claims say, worked out once: whose word each is, when, on what, and whether it stands.

A claim is one utterance that may do several things; every rule of contrast works on these single things. One table
holds them all; clashes, positions, states, history and the wording read it.

Cost: of one claim, its own size; of an incident, in proportion to its claims, once for each way of asking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.day import Day
from claimcheck.model.incident import Changes, Incident, Kind, Question
from claimcheck.model.range import Range
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.days import days, holding
from claimcheck.reasoning.taking_back import taken_back


@frozen
class Spoken:
    """One claim as it counts.

    `party` is whose word it is (a speaker's id where positions are taken by speaker), `side` the side of that party;
    `as_told_by` the outermost teller of another party, if any; `utterance` the claim under whose id all that restate
    one another go; `place` its place in the file; `taken_back` the questions on which it is, and by which claim.
    """

    claim: Claim
    party: str
    side: str | None
    as_told_by: str | None
    utterance: str
    place: int
    said: Day
    taken_back: Mapping[str, str]

    @property
    def own(self) -> bool:
        """Whether it is the party's own word and not one relayed by somebody of another party."""
        return self.as_told_by is None


@frozen
class Statement:
    """One claim's stance on one answer.

    `answer` is written as whoever gave it first did: answers that say the same have one spelling. `said` is the day of
    the words, `when` that on which it counts (of a changing fact, the day of the fact), and `value` the date or number
    that the answer writes.
    """

    claim: Claim
    party: str
    side: str | None
    as_told_by: str | None
    answer: str
    stance: Stance
    said: Day
    when: Day
    value: Range | None
    utterance: str
    replaced: bool
    place: int

    @property
    def day(self) -> When | None:
        """The best guess at the day on which it counts."""
        return self.when.guess

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


@frozen
class Statements:
    """All that an incident's claims say: statements, and what takes no position, by question, in the file's order.

    `statements` are those of claims that are neither drafts nor conditional; `conditional` those that hold on a
    condition only; `withheld` and `comments` the claims that bear on a question without taking a position.
    """

    incident: Incident
    by: By
    spoken: dict[str, Spoken]
    statements: dict[str, list[Statement]]
    conditional: dict[str, list[Statement]]
    withheld: dict[str, list[Spoken]]
    comments: dict[str, list[Spoken]]


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


def table(collection: Collection, incident: Incident, by: By = By.PARTY) -> Statements:
    """What an incident's claims say; it is kept with the incident.

    Takes time in proportion to the number of claims, the first time.
    """
    known: dict[By, tuple[Collection, Statements]] = incident.__dict__.setdefault("worked_out", {})
    found = known.get(by)
    if found is None or found[0] is not collection or found[1].incident is not incident:
        found = known[by] = (collection, _table(collection, incident, by))
    return found[1]


def by_question(collection: Collection, incident: Incident, by: By = By.PARTY) -> dict[str, list[Statement]]:
    """Every statement that counts, by question: of claims that are neither drafts nor conditional."""
    return table(collection, incident, by).statements


def _table(collection: Collection, incident: Incident, by: By) -> Statements:
    statements: dict[str, list[Statement]] = defaultdict(list)
    conditional: dict[str, list[Statement]] = defaultdict(list)
    withheld: dict[str, list[Spoken]] = defaultdict(list)
    comments: dict[str, list[Spoken]] = defaultdict(list)
    spoken = {each.claim.id: each for each in _spoken(collection, incident, by)}
    spelling = _Spelling(incident)
    for each in spoken.values():
        claim = each.claim
        found = statements if claim.condition is None else conditional
        for question_id, answer, stance in claim.stance.commitments:
            question = incident.questions.get(question_id)
            if question is None:
                continue
            spelled, value = spelling.of(question, answer)
            changing = question.changes is not Changes.NO
            found[question_id].append(
                Statement(
                    claim=claim,
                    party=each.party,
                    side=each.side,
                    as_told_by=each.as_told_by,
                    answer=spelled,
                    stance=stance,
                    said=each.said,
                    when=holding(incident, claim, each.said) if changing else each.said,
                    value=value,
                    utterance=each.utterance,
                    replaced=question_id in each.taken_back,
                    place=each.place,
                )
            )
        for question_id in dict.fromkeys(claim.stance.withholds):
            if question_id in incident.questions:
                withheld[question_id].append(each)
        for question_id in commented(incident, claim):
            comments[question_id].append(each)
    return Statements(incident, by, spoken, dict(statements), dict(conditional), dict(withheld), dict(comments))


def _spoken(collection: Collection, incident: Incident, by: By) -> Iterator[Spoken]:
    said, gone = days(collection, incident), taken_back(collection, incident)
    utterances = incident.whole.utterances
    sides = incident.sides_of if by is By.PARTY else {}
    nothing: dict[str, str] = {}
    for place, claim in enumerate(incident.claims):
        if claim.draft:
            continue
        party = whose(collection, claim, by)
        yield Spoken(
            claim=claim,
            party=party,
            side=sides.get(party),
            as_told_by=told_by(collection, claim, by) if claim.via else None,
            utterance=utterances[claim.id],
            place=place,
            said=said[claim.id],
            taken_back=gone.get(claim.id, nothing),
        )


class _Spelling:
    """Answers as whoever gave them first in the file wrote them: equal by value is equal."""

    def __init__(self, incident: Incident) -> None:
        self.first: dict[tuple[str, object], str] = {}
        self.known: dict[tuple[str, str], tuple[str, Range | None]] = {}
        self.whole = incident.whole
        self.read = False

    def of(self, question: Question, answer: str) -> tuple[str, Range | None]:
        """The spelling and the value of an answer."""
        if question.kind is Kind.CHOICE:
            return (answer, None)
        if not self.read:
            self._read()
        found = self.known.get((question.id, answer))
        if found is None:
            found = self._note(question, answer)
        return found

    def _read(self) -> None:
        """Note what all claims of the incident write, whichever of them are looked at."""
        self.read = True
        for claim in self.whole.standing:
            for question_id, answer, _ in claim.stance.commitments:
                question = self.whole.questions.get(question_id)
                if (
                    question is not None
                    and question.kind is not Kind.CHOICE
                    and (question_id, answer) not in self.known
                ):
                    self._note(question, answer)

    def _note(self, question: Question, answer: str) -> tuple[str, Range | None]:
        value = question.value(answer)
        spelled = self.first.setdefault((question.id, value.value if value else answer), answer)
        found = self.known[question.id, answer] = (spelled, value)
        return found


def commented(incident: Incident, claim: Claim) -> dict[str, None]:
    """The questions that a claim bears on without taking a position: named, or those of a claim that it is about."""
    found: dict[str, None] = {}
    for reference in claim.stance.comments:
        prefix, _, word = reference.rpartition(":")
        if word in incident.questions and prefix != "claim":
            found[word] = None
        target = incident.by_id.get(word) if prefix != "question" else None
        if target is not None and not target.draft:
            found |= {each: None for each in incident.questions if each in target.stance.questions}
    return found
