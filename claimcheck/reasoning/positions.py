"""What each party holds on a question, since when, and what state that leaves the question in.

Cost: in proportion to the claims of the question, and to the square of its positions (see `clashes.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Changes, Incident, Kind, Question
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Clash, Scope, Strength, clashes, day_order, rule, superseded
from claimcheck.reasoning.statements import Statement, by_question, surely_before, told_by, whose


class State(StrEnum):
    """How the accounts of a question stand to one another; in the order in which they are shown."""

    CONTESTED = "contested"
    IN_TENSION = "in-tension"
    SPLIT = "split"
    AGREED = "agreed"
    COMPATIBLE = "compatible"
    ONE_SIDED = "one-sided"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: on that day, that claim took that stance on that answer."""

    day: When | None
    claim: str
    answer: str
    polarity: Polarity
    stance: Stance
    speaker: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Position:
    """What one party holds on one question, in its own words or as somebody of another party tells it.

    `affirms` and `denies` are answers that stand; `path` is every step in order of days; `claims` are all its claims on
    the question, conditional ones and those that withhold included.
    """

    party: str
    as_told_by: str | None
    affirms: tuple[str, ...]
    denies: tuple[str, ...]
    hedged: bool
    implied: bool
    withheld: bool
    conditional: bool
    shifted: bool
    path: tuple[Step, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerState:
    """An answer and, where the answers of a question do not exclude one another, its own state."""

    id: str
    text: str
    state: State | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one question stands."""

    question: Question
    state: State
    answers: tuple[AnswerState, ...]
    positions: tuple[Position, ...]
    silent: tuple[str, ...]
    comments: tuple[str, ...]
    clashes: tuple[Clash, ...]


def parties(collection: Collection, incident: Incident, by: By = By.PARTY) -> list[str]:
    """Disputants in their order, then all others with a claim in the incident, by id."""
    others = {whose(collection, claim, by) for claim in incident.standing}
    if by is By.SPEAKER:
        sides = {party: place for place, party in enumerate(incident.disputants)}
        return sorted(others, key=lambda each: (sides.get(collection.party_of(each), len(sides)), each))
    return [*incident.disputants, *sorted(others - set(incident.disputants))]


def standings(
    collection: Collection, incident: Incident, by: By = By.PARTY, everyone: list[str] | None = None
) -> list[Standing]:
    """How every question of an incident stands, in the order of the file.

    `everyone` are those who may be silent, in order; default: the parties of the incident. An incident as of some day
    lacks the claims of those who spoke later.
    """
    made = by_question(collection, incident, by)
    everyone = parties(collection, incident, by) if everyone is None else everyone
    return [
        _standing(collection, incident, question, made.get(question.id, []), everyone, by)
        for question in incident.questions.values()
    ]


def _standing(  # noqa: PLR0913 - what a question's standing is made of
    collection: Collection,
    incident: Incident,
    question: Question,
    statements: list[Statement],
    everyone: list[str],
    by: By,
) -> Standing:
    history = superseded(question, statements)
    now = [each for at, each in enumerate(statements) if at not in history]
    # on a question that changes in any order, what no longer stands clashes with nothing
    found = clashes(question, now if question.changes is Changes.ANYHOW else statements, everyone)
    own = [each for each in now if each.own and not each.replaced]
    answers = tuple(
        AnswerState(answer, question.text(answer), None if question.exclusive else _answer_state(answer, own, found))
        for answer in _answers(question, statements)
    )
    positions = _positions(collection, incident, question, statements, history, everyone, by)
    heard = {each.party for each in positions if each.as_told_by is None}
    comments = [claim for claim in incident.standing if _comments_on(incident, claim, question)]
    heard |= {whose(collection, claim, by) for claim in comments}
    return Standing(
        question=question,
        state=_question_state(question, own, found, answers),
        answers=answers,
        positions=positions,
        silent=tuple(party for party in everyone if party not in heard),
        comments=tuple(claim.id for claim in comments),
        clashes=tuple(found),
    )


def _answers(question: Question, statements: list[Statement]) -> list[str]:
    """The declared answers of a choice; of a date or number, the values that somebody gave, in order."""
    if question.kind is Kind.CHOICE:
        return list(question.answers)
    values = {each.answer: each.value for each in statements}
    return sorted(values, key=lambda answer: getattr(values[answer], "sort_key", (0, 0, answer)))


def _question_state(
    question: Question, own: list[Statement], found: list[Clash], answers: Iterable[AnswerState]
) -> State:
    if not question.exclusive:
        strongest = sorted((each.state for each in answers if each.state), key=list(State).index)
        if strongest and strongest[0] in (State.CONTESTED, State.IN_TENSION, State.SPLIT, State.AGREED):
            return strongest[0]
    return _state(own, found)


def _answer_state(answer: str, own: list[Statement], found: list[Clash]) -> State:
    about = [each for each in own if each.answer == answer]
    return _state(about, [clash for clash in found if clash.between[0].answer == answer])


def _state(own: list[Statement], found: list[Clash]) -> State:
    between = {clash.strength for clash in found if clash.scope is Scope.CONTESTED}
    if Strength.DIRECT in between:
        return State.CONTESTED
    if between:
        return State.IN_TENSION
    if any(clash.scope in (Scope.SPLIT, Scope.VARYING_ACCOUNTS) for clash in found):
        return State.SPLIT
    voices = {each.party for each in own}
    if _agreed(own):
        return State.AGREED
    if len(voices) > 1:
        return State.COMPATIBLE
    return State.ONE_SIDED if voices else State.OPEN


def _agreed(own: list[Statement]) -> bool:
    """Whether two parties or more affirm one answer, or overlapping values, and nobody affirms another."""
    affirmed = {each.answer: each for each in own if each.polarity is Polarity.AFFIRMS}
    if len({each.party for each in own if each.polarity is Polarity.AFFIRMS}) < 2:
        return False
    values = [each.value for each in affirmed.values()]
    if len(affirmed) == 1:
        return True
    lows = [value.low for value in values if value is not None and value.low is not None]
    highs = [value.high for value in values if value is not None and value.high is not None]
    # ranges overlap one another pairwise if and only if the greatest low does not pass the least high
    return None not in values and (not lows or not highs or max(lows) <= min(highs))


def _positions(  # noqa: PLR0913 - what a position is made of
    collection: Collection,
    incident: Incident,
    question: Question,
    statements: list[Statement],
    history: set[int],
    everyone: list[str],
    by: By,
) -> tuple[Position, ...]:
    made: dict[tuple[str, str | None], list[tuple[Statement, bool]]] = {}
    claims: dict[tuple[str, str | None], dict[str, Claim]] = {}
    for at, each in enumerate(statements):
        made.setdefault((each.party, each.as_told_by), []).append((each, at not in history and not each.replaced))
        claims.setdefault((each.party, each.as_told_by), {})[each.claim.id] = each.claim
    withheld, conditional = set(), set()
    for claim in incident.standing:
        key = (whose(collection, claim, by), told_by(collection, claim, by))
        if question.id in claim.stance.withholds:
            withheld.add(key)
            claims.setdefault(key, {})[claim.id] = claim
        if claim.condition is not None and any(claim.on(question.id)):
            conditional.add(key)
            claims.setdefault(key, {})[claim.id] = claim
    place = {party: at for at, party in enumerate(everyone)}
    ordered = sorted(claims, key=lambda key: (place.get(key[0], len(place)), key[1] or ""))
    return tuple(
        _position(incident, question, key, made.get(key, []), claims[key], key in withheld, key in conditional)
        for key in ordered
    )


def _position(  # noqa: PLR0913 - what a position is made of
    incident: Incident,
    question: Question,
    key: tuple[str, str | None],
    made: list[tuple[Statement, bool]],
    claims: dict[str, Claim],
    withheld: bool,  # noqa: FBT001
    conditional: bool,  # noqa: FBT001
) -> Position:
    statements = sorted((each for each, _ in made), key=day_order)
    stands = [each for each, standing in made if standing]
    order = _answers(question, statements)

    def taken(polarity: Polarity) -> tuple[str, ...]:
        return tuple(answer for answer in order if any(s.answer == answer and s.polarity is polarity for s in stands))

    def by_day(claim: Claim) -> tuple[object, ...]:
        day = incident.day(claim)
        return (day is None, day.sort_key if day else (0, 0, ""), claim.id)

    return Position(
        party=key[0],
        as_told_by=key[1],
        affirms=taken(Polarity.AFFIRMS),
        denies=taken(Polarity.DENIES),
        hedged=any(each.hedged for each in statements),
        implied=any(each.stance is Stance.IMPLIES for each in statements),
        withheld=withheld,
        conditional=conditional,
        shifted=key[1] is None and _shifted(question, statements),
        path=tuple(
            Step(each.day, each.claim.id, each.answer, each.polarity, each.stance, each.claim.speaker, each.replaced)
            for each in statements
        ),
        claims=tuple(claim.id for claim in sorted(claims.values(), key=by_day)),
    )


def _shifted(question: Question, statements: list[Statement]) -> bool:
    """Whether statements on surely ordered days clash or, on a question that changes, differ."""
    groups: dict[tuple[str, Polarity], list[Statement]] = {}
    for each in statements:
        groups.setdefault((each.answer, each.polarity), []).append(each)
    positions = list(groups.values())
    for at, first in enumerate(positions):
        for second in positions[at + 1 :]:
            differ = question.changes is not Changes.NO or rule(question, first[0], second[0]) is not None
            if differ and any(
                surely_before(a.day, b.day) or surely_before(b.day, a.day) for a in first for b in second
            ):
                return True
    return False


def _comments_on(incident: Incident, claim: Claim, question: Question) -> bool:
    """Whether a claim bears on a question, or on a claim that takes a position on it, without taking one."""
    for reference in claim.stance.comments:
        prefix, _, word = reference.rpartition(":")
        if word == question.id and prefix != "claim":
            return True
        target = incident.by_id.get(word)
        if target is not None and prefix != "question" and any(target.on(question.id)):
            return True
    return False
