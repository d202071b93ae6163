"""How the accounts of a question stand to one another: its state, and that of each answer that stands by itself.

Cost: in proportion to the statements of the question, for each answer that stands by itself.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from claimcheck.frozen import frozen
from claimcheck.model.incident import Kind, Question
from claimcheck.model.range import Range
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Clash, ClashScope, Strength, answer_place, lies_within
from claimcheck.reasoning.statements import Statement, Statements


class State(StrEnum):
    """How the accounts of a question stand to one another; in the order in which they are shown."""

    CONTESTED = "contested"
    IN_TENSION = "in-tension"
    SPLIT = "split"
    AGREED = "agreed"
    UNCONTRADICTED = "uncontradicted"
    COMPATIBLE = "compatible"
    ONE_SIDED = "one-sided"
    OPEN = "open"


_OF_AN_ANSWER = (State.CONTESTED, State.IN_TENSION, State.SPLIT, State.AGREED, State.UNCONTRADICTED)
"""What a question takes over from one of its answers, the first that there is."""


@frozen
class AnswerState:
    """An answer and, where the answers of a question do not all exclude one another, its own state."""

    id: str
    text: str
    state: State | None


@frozen
class Accord:
    """Answers that are given and that nobody contradicts, and the parties that give them, in their order.

    Of several answers one always lies within another. `agreed` if two disputants or more do.
    """

    answers: tuple[str, ...]
    parties: tuple[str, ...]
    agreed: bool


@frozen
class States:
    """The state of a question and of its answers, and what is given and not contradicted."""

    state: State
    answers: tuple[AnswerState, ...]
    accord: tuple[Accord, ...]


def states(  # noqa: PLR0913 - what a state is decided by
    made: Statements,
    question: Question,
    statements: list[Statement],
    own: list[Statement],
    found: list[Clash],
    everyone: list[str],
) -> States:
    """The states of a question; `own` are the own statements that stand, `found` all clashes."""
    disputants = made.incident.contesting if made.by is By.PARTY else ()
    judge = _Judge(question, disputants, {party: at for at, party in enumerate(everyone)})
    state = judge.state(own, found, chain=True)
    accord = judge.accord(own, chain=True) if state in (State.AGREED, State.UNCONTRADICTED) else ()
    answers = _answers(question, statements)
    if not question.separate:
        return States(state, tuple(AnswerState(each, question.text(each), None) for each in answers), accord)
    values = {each.answer: each for each in statements}
    standing = {each.answer for each in own} | set(question.answers)  # a value that nobody gives any more is no answer
    known: list[AnswerState] = []
    accords: list[Accord] = []
    for answer in answers:
        value = values.get(answer)
        own_of = own if answer in standing else []
        about = [each for each in own_of if _touches(question, answer, value, each.answer, each, each.polarity)]
        touching = [
            clash
            for clash in found
            if any(
                _touches(question, answer, value, side.answer, values.get(side.answer), side.polarity)
                for side in clash.between
            )
        ]
        its = judge.state(about, touching, chain=False)
        if its in (State.AGREED, State.UNCONTRADICTED):
            accords += judge.accord(about, chain=False, answer=answer)
        known.append(AnswerState(answer, question.text(answer), its))
    strongest = min((state, *(each.state for each in known if each.state)), key=list(State).index)
    state = strongest if strongest in _OF_AN_ANSWER else state
    return States(state, tuple(known), accord or tuple(accords))


def _answers(question: Question, statements: list[Statement]) -> list[str]:
    """The declared answers of a choice; of a date or number, the values that somebody gave, in order."""
    if question.kind is Kind.CHOICE:
        return list(question.answers)
    values = {each.answer: each for each in statements}
    return sorted(values, key=lambda answer: answer_place(question, values[answer]))


@frozen
class _Judge:
    """Decides one state by who says what."""

    question: Question
    disputants: tuple[str, ...]
    order: dict[str, int]

    def state(self, about: list[Statement], found: list[Clash], *, chain: bool) -> State:
        """The first that fits; with `chain` different answers agree only if one always lies within another."""
        between = {clash.strength for clash in found if clash.scope is ClashScope.CONTESTED}
        if Strength.DIRECT in between:
            return State.CONTESTED
        if between:
            return State.IN_TENSION
        if any(clash.scope in (ClashScope.SPLIT, ClashScope.VARYING_ACCOUNTS) for clash in found):
            return State.SPLIT
        if accord := self.accord(about, chain=chain):
            return State.AGREED if accord[0].agreed else State.UNCONTRADICTED
        voices = {each.party for each in about}
        if len(voices) > 1:
            return State.COMPATIBLE
        return State.ONE_SIDED if voices else State.OPEN

    def accord(self, about: list[Statement], *, chain: bool, answer: str | None = None) -> tuple[Accord, ...]:
        """What two parties or more give and nobody contradicts; nothing where there is no such thing."""
        affirmed = [each for each in about if each.polarity is Polarity.AFFIRMS]
        voices = {each.party: each.side for each in affirmed}
        if len(voices) < 2:
            return ()
        given = {each.answer: each for each in affirmed}
        if chain and not _one_within_another(self.question, list(given.values())):
            return ()
        denied = {each.answer: each for each in about if each.polarity is Polarity.DENIES}
        if any(lies_within(self.question, one, other) for one in given.values() for other in denied.values()):
            return ()
        disputing = {side or party for party, side in voices.items()} & set(self.disputants)
        agreed = not self.disputants or len(disputing) > 1
        parties = tuple(sorted(voices, key=lambda party: self.order.get(party, len(self.order))))
        return (Accord((answer,) if answer else tuple(given), parties, agreed),)


def _one_within_another(question: Question, given: list[Statement]) -> bool:
    """Whether of any two answers one lies within the other: sorted by how much they leave open, each in the next."""

    def narrow_first(each: Statement) -> tuple[float, ...]:
        value = each.value
        if value is None:
            return (-len(question.wider.get(each.answer, ())),)
        bounds_left_out = getattr(value, "low_open", False) + getattr(value, "high_open", False)
        return (_open_ends(value), _width(value), -bounds_left_out)

    ordered = sorted(given, key=narrow_first)
    return all(lies_within(question, one, other) for one, other in pairwise(ordered))


def _open_ends(value: Range) -> int:
    return (value.low is None) + (value.high is None)


def _width(value: Range) -> float:
    if value.low is not None and value.high is not None:
        return float(value.high - value.low)
    if value.low is not None:
        return -float(value.low)
    return float(value.high) if value.high is not None else 0.0


def _touches(  # noqa: PLR0913 - two answers, their values, and what is done to the second
    question: Question,
    answer: str,
    value: Statement | None,
    other: str,
    its_value: Statement | None,
    polarity: Polarity,
) -> bool:
    """Whether to affirm or deny another answer is to affirm or deny this one: as a narrower or a wider one."""
    if other == answer:
        return True
    affirms = polarity is Polarity.AFFIRMS
    if question.kind is Kind.CHOICE:
        return question.lies_within(other, answer) if affirms else question.lies_within(answer, other)
    if value is None or its_value is None:
        return False
    return lies_within(question, its_value, value) if affirms else lies_within(question, value, its_value)
