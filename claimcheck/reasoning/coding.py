"""What one coder made of one claim on one question, and how far two such codings lie apart.

A coding is the set of what the words do to answers of the question. An empty one says that they do nothing to any:
that is a judgement like any other, and not the same as no coding at all.

Cost: in proportion to what is coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import IntEnum, StrEnum
from itertools import product
from typing import NamedTuple

from claimcheck.model.claim import Claim
from claimcheck.model.incident import Kind, Question
from claimcheck.model.range import Range
from claimcheck.model.stance import Polarity, Stance

NOTHING = "nothing"
"""How a coder writes that the words say nothing of a question."""
NO_POSITION = "no position"
JOINED = " + "
"""Between the parts of a category that is made of several."""


class Taken(NamedTuple):
    """One thing that words do to a question: a stance, and the answer where it takes one."""

    stance: Stance
    answer: str | None = None


Coding = frozenset[Taken]


class Aspect(StrEnum):
    """What about two codings is compared."""

    BEARING = "bearing"
    STANCE = "stance"
    ANSWER = "answer"
    CERTAINTY = "certainty"
    DAYS = "days"
    NUMBERS = "numbers"


class _Level(IntEnum):
    """Something that has degrees."""

    @property
    def words(self) -> str:
        """As it is printed."""
        return self.name.lower().replace("_", " ")


class Certainty(_Level):
    """How surely a position is taken, in order."""

    NO_POSITION = 0
    HEDGED = 1
    CERTAIN = 2


class Distance(_Level):
    """How far two codings of one unit lie apart; the worst is the greatest."""

    NONE = 0
    MANNER = 1
    CERTAINTY = 2
    POSITION = 3
    ANSWERS = 4
    CONTRADICTION = 5


def codings(claim: Claim, questions: Iterable[str]) -> dict[str, Coding]:
    """What a claim does to each of some questions, as it is recorded."""
    found: dict[str, set[Taken]] = {each: set() for each in questions}
    for commitment in claim.stance.commitments:
        if commitment.question in found:
            found[commitment.question].add(Taken(commitment.stance, commitment.answer))
    for stance, named in ((Stance.WITHHOLDS, claim.stance.withholds), (Stance.COMMENTS, claim.stance.comments)):
        for each in named:
            if (question := each.removeprefix("question:")) in found:
                found[question].add(Taken(stance))
    return {question: frozenset(taken) for question, taken in found.items()}


def normal(question: Question, coding: Coding) -> Coding:
    """A coding with its dates and numbers in one spelling, so that equal ones are equal."""
    if question.kind is Kind.CHOICE:
        return coding
    return frozenset(Taken(each.stance, each.answer and spelled(question, each.answer)) for each in coding)


def spelled(question: Question, answer: str) -> str:
    """A date or a number by what it says: `2031-01` and `2031-01-XX` are one, 120 is 120.0.

    Raises:
        ValueError: it is no such value.
    """
    value = question.value(answer)
    return answer if value is None else " ".join(map(_plain, value.value))


def _plain(part: object) -> str:
    return format(part.normalize(), "f") if isinstance(part, Decimal) else str(part)


def category(aspect: Aspect, question: Question, coding: Coding) -> str | None:
    """The category that a coding falls into; None where the aspect does not apply to the question."""
    if aspect is Aspect.BEARING:
        return "something" if coding else NOTHING
    if aspect is Aspect.STANCE:
        found = {each.stance for each in coding}
        return JOINED.join(stance.value for stance in Stance if stance in found) or NOTHING
    if aspect is Aspect.CERTAINTY:
        return certainty(coding).words
    if aspect is Aspect.ANSWER and question.kind is Kind.CHOICE:
        return JOINED.join(sorted({_signed(each) for each in coding if each.answer})) or NO_POSITION
    return None


def certainty(coding: Coding) -> Certainty:
    """How surely the words take a position at their surest."""
    levels = [_certainty(each.stance) for each in coding]
    return max(levels, default=Certainty.NO_POSITION)


def value(question: Question, coding: Coding) -> Range | None:
    """The one date or number that the words affirm; None where they affirm none or several."""
    affirmed = {each.answer for each in coding if each.answer and each.stance.polarity is Polarity.AFFIRMS}
    return question.value(next(iter(affirmed))) if len(affirmed) == 1 else None


def gap(question: Question, one: Coding, other: Coding) -> Distance:
    """How far two codings lie apart."""
    if normal(question, one) == normal(question, other):
        return Distance.NONE
    ours, theirs = _positions(normal(question, one)), _positions(normal(question, other))
    if ours != theirs:
        if not ours or not theirs:
            return Distance.POSITION
        return Distance.CONTRADICTION if _contradict(question, one, other) else Distance.ANSWERS
    return Distance.CERTAINTY if certainty(one) is not certainty(other) else Distance.MANNER


def words(coding: Coding) -> str:
    """A coding in the words of the files: `asserts wiring`, `denies set; withholds`, `nothing`."""
    order = {stance: place for place, stance in enumerate(Stance)}
    parts = sorted(coding, key=lambda each: (order[each.stance], each.answer or ""))
    return "; ".join(f"{each.stance.value} {each.answer}" if each.answer else each.stance.value for each in parts) or (
        NOTHING
    )


def written(coded: Mapping[str, Coding]) -> dict[str, dict[str, str | list[str]] | list[str]]:
    """Codings by question as the `stance` of a claim is written."""
    found: dict[str, dict[str, str | list[str]] | list[str]] = {}
    for stance in Stance:
        taken = {
            question: sorted(each.answer or "" for each in coding if each.stance is stance)
            for question, coding in coded.items()
            if any(each.stance is stance for each in coding)
        }
        if taken and stance.polarity is None:
            found[stance.value] = list(taken)
        elif taken:
            found[stance.value] = {key: each[0] if len(each) == 1 else each for key, each in taken.items()}
    return found


def _certainty(stance: Stance) -> Certainty:
    if stance.polarity is None:
        return Certainty.NO_POSITION
    return Certainty.HEDGED if stance.hedged else Certainty.CERTAIN


def _signed(taken: Taken) -> str:
    return f"not {taken.answer}" if taken.stance.polarity is Polarity.DENIES else str(taken.answer)


def _positions(coding: Coding) -> set[tuple[str, Polarity]]:
    return {(each.answer, each.stance.polarity) for each in coding if each.answer and each.stance.polarity}


def _contradict(question: Question, one: Coding, other: Coding) -> bool:
    """Whether one affirms what the other denies, or both affirm answers that exclude each other."""
    ours, theirs = _positions(one), _positions(other)
    affirmed, affirmed_ = ({each for each, sign in side if sign is Polarity.AFFIRMS} for side in (ours, theirs))
    denied, denied_ = ({each for each, sign in side if sign is Polarity.DENIES} for side in (ours, theirs))
    if any(_within(question, *pair) for pair in (*product(affirmed, denied_), *product(affirmed_, denied))):
        return True
    if affirmed & affirmed_:
        return False
    return any(_exclude(question, *pair) for pair in product(affirmed, affirmed_))


def _within(question: Question, one: str, other: str) -> bool:
    """Whether to affirm one answer is to affirm the other."""
    value, wider = question.value(one), question.value(other)
    if value is None or wider is None:
        return question.lies_within(one, other)
    return value.within(wider)


def _exclude(question: Question, one: str, other: str) -> bool:
    value, other_value = question.value(one), question.value(other)
    if value is None or other_value is None:
        return question.exclude(one, other)
    return question.exclusive and value.disjoint(other_value)
