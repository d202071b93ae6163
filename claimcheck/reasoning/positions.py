"""What each party holds on a question, since when, and what state that leaves the question in.

Cost: in proportion to the claims of the question, and to the square of its positions (see `clashes.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Changes, Incident, Question
from claimcheck.model.stance import Polarity, Stance
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import (
    Clash,
    ClashScope,
    answer_place,
    clashes,
    day_order,
    lies_within,
    rule,
    superseded,
)
from claimcheck.reasoning.path import Step, StepKind, path
from claimcheck.reasoning.statements import Spoken, Statement, Statements, commented, table, whose
from claimcheck.reasoning.states import Accord, AnswerState, State, states

__all__ = ["Accord", "AnswerState", "Held", "Position", "Standing", "State", "Step", "StepKind", "parties", "standings"]


@frozen
class Held:
    """An answer that is affirmed or denied.

    `grade` is the plainest stance that was taken on it, `implied` says that beside a hedge it follows from other words,
    which is certain; `claims` are all that take it, in order of days, and `words` is the one whose words stand for it.
    """

    answer: str
    polarity: Polarity
    grade: Stance
    implied: bool
    claims: tuple[str, ...]
    words: str


@frozen
class Position:
    """What one party holds on one question, in its own words or as somebody of another party tells it.

    `holds` are the answers that stand, `affirms` and `denies` their ids; `on_condition` what it says on a condition
    only; `taken_back` what it has taken back and no longer says at all; `withholding` the claims that decline to take a
    position, as far as they stand. `path` is every step in order of days; `claims` are all its claims on the question.
    """

    party: str
    side: str | None
    as_told_by: str | None
    affirms: tuple[str, ...]
    denies: tuple[str, ...]
    holds: tuple[Held, ...]
    on_condition: tuple[Held, ...]
    taken_back: tuple[Held, ...]
    withholding: tuple[str, ...]
    hedged: bool
    implied: bool
    withheld: bool
    conditional: bool
    shifted: bool
    path: tuple[Step, ...]
    claims: tuple[str, ...]


@frozen
class Standing:
    """How one question stands.

    `accord` are the answers that are agreed or uncontradicted, with those who give them; `silent` the parties and
    disputants that neither took a position nor withheld nor commented, `commented` those that did nothing else.
    """

    question: Question
    state: State
    answers: tuple[AnswerState, ...]
    positions: tuple[Position, ...]
    silent: tuple[str, ...]
    comments: tuple[str, ...]
    clashes: tuple[Clash, ...]
    commented: tuple[str, ...]
    accord: tuple[Accord, ...]


def parties(collection: Collection, incident: Incident, by: By = By.PARTY) -> list[str]:
    """Disputants in their order (of a side, its parties that speak), then all others with a claim in the incident.

    The others stand in the order of `speakers.yaml`; a disputant may have no claim.
    """
    voices = {whose(collection, claim, by) for claim in incident.standing}
    place = {each: at for at, each in enumerate((*collection.parties, *collection.speakers))}
    disputing = [
        party
        for each in incident.contesting
        for party in (incident.sides[each].parties if each in incident.sides else (each,))
        if each not in incident.sides or party in voices
    ]
    if by is By.SPEAKER:
        of_party = {party: at for at, party in enumerate(disputing)}
        speakers = {each: at for at, each in enumerate(collection.speakers)}

        def by_side(speaker: str) -> tuple[int, int, str]:
            party = of_party.get(collection.party_of(speaker), len(of_party))
            return (party, speakers.get(speaker, len(speakers)), speaker)

        return sorted(voices, key=by_side)
    others = sorted(voices - set(disputing), key=lambda each: (place.get(each, len(place)), each))
    return list(dict.fromkeys((*disputing, *others)))


def standings(  # noqa: PLR0913 - one parameter a way of asking
    collection: Collection,
    incident: Incident,
    by: By = By.PARTY,
    everyone: list[str] | None = None,
    *,
    questions: Iterable[str] | None = None,
    unordered: Iterable[str] = (),
) -> list[Standing]:
    """How the questions of an incident stand (all, or some), in the order of the file.

    `everyone` are those who may be silent, in order; default: the parties of the incident. `unordered` are claims that
    cannot be ordered against the day as of which the incident is shown: nobody is silent where one of theirs speaks.
    """
    made = table(collection, incident, by)
    everyone = parties(collection, incident, by) if everyone is None else everyone
    order = ranked(collection, everyone)
    perhaps: dict[str, set[str]] = {}
    for name in unordered:
        claim = incident.whole.by_id.get(name) or incident.by_id.get(name)
        if claim is not None:
            for question in claim.stance.questions | commented(incident.whole, claim).keys():
                perhaps.setdefault(question, set()).add(whose(collection, claim, by))
    wanted = None if questions is None else set(questions)
    return [
        _standing(made, question, everyone, order, perhaps.get(question.id, set()))
        for question in incident.questions.values()
        if wanted is None or question.id in wanted
    ]


def ranked(collection: Collection, everyone: Iterable[str]) -> list[str]:
    """Parties and speakers in the order in which they are shown: some first, then all others as in `speakers.yaml`."""
    return list(dict.fromkeys((*everyone, *collection.parties, *collection.speakers)))


def _standing(
    made: Statements, question: Question, everyone: list[str], order: list[str], perhaps: set[str]
) -> Standing:
    statements = made.statements.get(question.id, [])
    history = superseded(question, statements)
    found = clashes(question, statements, order)
    own = [each for at, each in enumerate(statements) if at not in history and each.own and not each.replaced]
    stand = states(made, question, statements, own, found, everyone)
    positions = _positions(made, question, statements, history, order, found)
    comments = made.comments.get(question.id, [])
    taken = {each.party for each in positions if each.as_told_by is None}
    saying = {
        each.party
        for each in positions
        if each.as_told_by is None and (each.holds or each.on_condition or each.taken_back or each.withheld)
    }
    commenting = {each.party for each in comments if each.own}
    return Standing(
        question=question,
        state=stand.state,
        answers=stand.answers,
        positions=positions,
        silent=_silent(made, everyone, taken | commenting | perhaps),
        comments=tuple(each.claim.id for each in comments),
        clashes=tuple(found),
        commented=tuple(each for each in everyone if each in (commenting | taken) - saying),  # or took back a silence
        accord=stand.accord,
    )


def _silent(made: Statements, everyone: list[str], heard: set[str]) -> tuple[str, ...]:
    """Those who are not heard: parties in their order, and each side of which no party is, before its parties."""
    quiet: dict[str, None] = {}
    sides = made.incident.sides if made.by is By.PARTY else {}
    order = [*(made.incident.contesting if sides else ()), *everyone]
    for each in order:
        if each in sides:
            quiet |= dict.fromkeys([each] if heard.isdisjoint(sides[each].parties) else [])
            quiet |= {party: None for party in sides[each].parties if party in everyone and party not in heard}
        elif each in everyone and each not in heard:
            quiet[each] = None
    return tuple(quiet)


_Key = tuple[str, str | None]
"""A party and, of what somebody of another party relays, the teller."""


@dataclass(slots=True)
class _Material:
    """What a position is made of; `stands` are those statements that are neither taken back nor history."""

    side: str | None
    statements: list[Statement]
    stands: list[Statement]
    conditional: list[Statement]
    withholding: list[Spoken]
    claims: dict[str, Spoken]


def _positions(  # noqa: PLR0913 - what the positions on a question are made of
    made: Statements,
    question: Question,
    statements: list[Statement],
    history: set[int],
    order: list[str],
    found: list[Clash],
) -> tuple[Position, ...]:
    material: dict[_Key, _Material] = {}

    def of(each: Statement | Spoken) -> _Material:
        known = material.setdefault((each.party, each.as_told_by), _Material(each.side, [], [], [], [], {}))
        known.claims[each.claim.id] = made.spoken[each.claim.id]
        return known

    for at, each in enumerate(statements):
        known = of(each)
        known.statements.append(each)
        if each.replaced:
            taking_back = made.spoken[made.spoken[each.claim.id].taken_back[question.id]]
            known.claims[taking_back.claim.id] = taking_back
        if at not in history and not each.replaced:
            known.stands.append(each)
    for each in made.conditional.get(question.id, []):
        of(each).conditional.append(each)
    for spoken in made.withheld.get(question.id, []):
        of(spoken).withholding.append(spoken)
    shifts = [clash for clash in found if clash.scope is ClashScope.SHIFT]
    place = {party: at for at, party in enumerate(order)}
    appeared = {key: at for at, key in enumerate(material)}

    def by_party(key: _Key) -> tuple[int, bool, int, int]:
        party, teller = key
        return (
            place.get(party, len(place) + appeared[key]),
            teller is not None,
            place.get(teller or "", len(place)),
            appeared[key],
        )

    return tuple(
        _position(made, question, key, material[key], [each for each in shifts if each.between[0].party == key[0]])
        for key in sorted(material, key=by_party)
    )


def _position(made: Statements, question: Question, key: _Key, of: _Material, shifts: list[Clash]) -> Position:
    statements = sorted(of.statements, key=day_order)
    holds = held(question, of.stands)
    stands = list({(each.answer, each.polarity): each for each in of.stands}.values())
    replaced = [each for each in (*statements, *of.conditional) if each.replaced]
    gone = [each for each in replaced if not any(_still(question, one, each) for one in stands)]
    withholding = [each for each in of.withholding if question.id not in each.taken_back]
    conditional = [each for each in of.conditional if not each.replaced]
    own = key[1] is None
    return Position(
        party=key[0],
        side=of.side,
        as_told_by=key[1],
        affirms=tuple(each.answer for each in holds if each.polarity is Polarity.AFFIRMS),
        denies=tuple(each.answer for each in holds if each.polarity is Polarity.DENIES),
        holds=holds,
        on_condition=held(question, conditional),
        taken_back=held(question, gone),
        withholding=tuple(each.claim.id for each in withholding),
        hedged=any(each.hedged for each in of.stands),
        implied=any(each.stance.implied for each in of.stands),
        withheld=bool(withholding),
        conditional=bool(conditional),
        shifted=own and (bool(shifts) or (question.changes is not Changes.NO and _moved(question, statements))),
        path=path(made, question, statements, shifts, own=own),
        claims=tuple(each.claim.id for each in sorted(of.claims.values(), key=_by_day)),
    )


def _still(question: Question, now: Statement, then: Statement) -> bool:
    """Whether one statement still says what another did: who gives a narrower answer gives the wider one."""
    if now.polarity is not then.polarity:
        return False
    affirms = now.polarity is Polarity.AFFIRMS
    return lies_within(question, now, then) if affirms else lies_within(question, then, now)


def _by_day(each: Spoken) -> tuple[object, ...]:
    return (each.said.sort_key, each.place)


def held(question: Question, statements: Iterable[Statement]) -> tuple[Held, ...]:
    """Each answer that some statements affirm or deny, by answer: with its plainest grade and the words for it."""
    taken: dict[tuple[str, Polarity], list[Statement]] = {}
    for each in statements:
        taken.setdefault((each.answer, each.polarity), []).append(each)
    return tuple(
        _held(several)
        for several in sorted(
            taken.values(), key=lambda of: (of[0].polarity is Polarity.DENIES, answer_place(question, of[0]))
        )
    )


def _held(statements: list[Statement]) -> Held:
    ordered = sorted(statements, key=day_order)
    grade = min((each.stance for each in ordered), key=lambda stance: stance.plainness)
    return Held(
        answer=ordered[0].answer,
        polarity=ordered[0].polarity,
        grade=grade,
        implied=grade.hedged and any(each.stance.implied for each in ordered),
        claims=tuple(dict.fromkeys(each.claim.id for each in ordered)),
        words=words_for(ordered).claim.id,
    )


def words_for(statements: Iterable[Statement]) -> Statement:
    """Whose words stand for a position.

    Own words before relayed ones, the plainest grade, a quote before a paraphrase, then the earliest last possible day,
    the earliest first one; then the order of the file.
    """

    def plainest(each: Statement) -> tuple[object, ...]:
        said = each.said
        days = (said.last is None, said.last or 0, said.first or 0)
        return (not each.own, each.stance.plainness, not each.claim.quote, *days, each.place)

    return min(statements, key=plainest)


def _moved(question: Question, statements: list[Statement]) -> bool:
    """Whether statements on surely ordered days could not both hold of one day; of positions, not of claims."""
    groups: dict[tuple[str, Polarity], list[Statement]] = {}
    for each in statements:
        groups.setdefault((each.answer, each.polarity), []).append(each)
    several = list(groups.values())
    return any(
        rule(question, first[0], second[0]) is not None and (_in_order(first, second) or _in_order(second, first))
        for at, first in enumerate(several)
        for second in several[at + 1 :]
    )


def _in_order(first: list[Statement], second: list[Statement]) -> bool:
    """Whether one of some statements is surely before one of others."""
    lasts = [each.when.last for each in first if each.when.last is not None]
    firsts = [each.when.first for each in second if each.when.first is not None]
    return bool(lasts) and bool(firsts) and min(lasts) < max(firsts)
