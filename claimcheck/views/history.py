"""What one speaker or party held over time, across incidents: each step, each shift, and what cannot be ordered.

Cost: that of the standings of the incidents in which the voice speaks, and the square of its own claims on a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.errors import UnknownIdError
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident, Question
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When, unknown_last
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.clashes import answer_place, day_order, rule
from claimcheck.reasoning.moves import Moved, MoveKind, moves
from claimcheck.reasoning.positions import Position, standings
from claimcheck.reasoning.statements import Statement, by_question
from claimcheck.views.claims import ClaimRecord, claim_record
from claimcheck.views.contrast import IncidentHead
from claimcheck.views.voices import Voice, VoiceSort, voice


@frozen
class AnswerHeld:
    """An answer that was affirmed or denied, and the claims that did so."""

    answer: str
    polarity: Polarity
    claims: tuple[str, ...]


@frozen
class Move:
    """From one position to another on a surely later day; `before` and `after` are the claims on either side of it."""

    kind: MoveKind
    earlier: AnswerHeld
    later: AnswerHeld
    before: str
    after: str


@frozen
class Unordered:
    """Positions that cannot stand beside each other, of which neither is surely the later.

    `day` is the certain day on which both were taken; None where their days cannot be ordered.
    """

    day: When | None
    one: AnswerHeld
    other: AnswerHeld


@frozen
class QuestionHistory:
    """One question: the voice's own position, then the same as others told it, and what moved."""

    incident: IncidentHead
    question: str
    ask: str
    theme: str | None
    kind: str
    unit: str | None
    answers: dict[str, str]
    changes: str
    positions: tuple[Position, ...]
    moves: tuple[Move, ...]
    unordered: tuple[Unordered, ...]


@frozen
class History:
    """Positions over time; incidents in order of their dates, claims under `incident/id`.

    `unordered` are claims of this voice that cannot be ordered against `as_of`.
    """

    schema: str
    sort: VoiceSort
    id: str
    name: str
    theme: str | None
    as_of: When | None
    clock: Clock
    unordered: tuple[str, ...]
    questions: tuple[QuestionHistory, ...]
    claims: dict[str, ClaimRecord]
    names: dict[str, str]
    left_out: tuple[LeftOut, ...]


def moves_of(collection: Collection, incident: Incident, who: Voice) -> dict[str, tuple[Move, ...]]:
    """Question: what moved in what a voice itself says of it; only questions of which it says anything."""
    asked = list(incident.questions.values())
    return {each.question: each.moves for each in _histories(collection, incident, asked, who)}


def history(  # noqa: PLR0913 - one parameter an option
    collection: Collection,
    word: str,
    *,
    question: str | None = None,
    theme: str | None = None,
    day: When | None = None,
    clock: Clock = Clock.PUBLISHED,
) -> History:
    """What a speaker or party held over time; on one question (`incident/id`), on those of one theme, or on all.

    With `day`, by the record as it stood.

    Raises:
        UnknownIdError: no such party, speaker, question or theme.
    """
    who = voice(collection, word)
    _known(collection, question, theme)
    found: list[QuestionHistory] = []
    claims: dict[str, ClaimRecord] = {}
    unordered: list[str] = []
    for whole in sorted(collection.incidents.values(), key=_incident_order):
        stood = as_of(collection, whole, day, clock) if day is not None else None
        incident = stood.incident if stood else whole
        mine = [claim for claim in incident.standing if who.speaks(collection, claim)]
        asked = [each for each in incident.questions.values() if _asked(incident, each, question, theme)]
        wanted = {each.id for each in asked}
        unordered += [
            f"{whole.id}/{each}"
            for each in (stood.unordered if stood else ())
            if who.speaks(collection, whole.by_id[each]) and whole.by_id[each].stance.questions & wanted
        ]
        if not mine or not asked:
            continue
        found += _histories(collection, incident, asked, who)
        claims |= {f"{incident.id}/{claim.id}": claim_record(collection, incident, claim) for claim in mine}
    used = {f"{each.incident.id}/{claim}" for each in found for position in each.positions for claim in position.claims}
    claims = {name: each for name, each in claims.items() if name in used}
    people = {each for claim in claims.values() for each in (claim.speaker, *claim.via)}
    return History(
        schema="claimcheck/history/1",
        sort=who.sort,
        id=who.id,
        name=who.name,
        theme=theme,
        as_of=day,
        clock=clock,
        unordered=tuple(unordered),
        questions=tuple(found),
        claims=claims,
        names={each: collection.speaker_name(each) for each in sorted(people)},
        left_out=collection.left_out,
    )


def _known(collection: Collection, question: str | None, theme: str | None) -> None:
    if theme is not None and theme not in collection.themes:
        raise UnknownIdError("theme", theme, collection.themes)
    if question is not None:
        known = [f"{incident.id}/{each}" for incident in collection.incidents.values() for each in incident.questions]
        if question not in known:
            raise UnknownIdError("question", question, known)


def _asked(incident: Incident, question: Question, wanted: str | None, theme: str | None) -> bool:
    if wanted is not None and wanted != f"{incident.id}/{question.id}":
        return False
    return theme is None or question.theme == theme


def _incident_order(incident: Incident) -> tuple[object, ...]:
    return (*unknown_last(incident.date), incident.id)


def _histories(
    collection: Collection, incident: Incident, asked: list[Question], who: Voice
) -> Iterator[QuestionHistory]:
    statements = by_question(collection, incident, who.by)
    wanted = {each.id for each in asked}
    for standing in standings(collection, incident, who.by):
        if standing.question.id not in wanted:
            continue
        positions = tuple(each for each in standing.positions if each.party == who.id)
        if not positions:
            continue
        question = standing.question
        own = [each for each in statements.get(question.id, []) if each.party == who.id and each.own]
        own.sort(key=day_order)
        yield QuestionHistory(
            incident=IncidentHead(incident.id, incident.title, incident.date, incident.place, incident.summary),
            question=question.id,
            ask=question.ask,
            theme=question.theme,
            kind=question.kind.value,
            unit=question.unit,
            answers={each: question.text(each) for each in question.answers},
            changes=question.changes.value,
            positions=positions,
            moves=tuple(map(_move, moves(question, own))),
            unordered=tuple(_unordered(question, own)),
        )


def _move(moved: Moved) -> Move:
    """The move between two positions, with the last words before it and the first after it; quotes come first."""
    first = moved.later[0]
    last = max(moved.earlier, key=lambda each: (each.when.last or 0, each.when.first or 0))
    held = _held(moved.earlier), _held(moved.later)
    return Move(moved.kind, *held, _quoted(last, moved.earlier), _quoted(first, moved.later))


def _quoted(chosen: Statement, others: list[Statement]) -> str:
    """The claim of a statement, or one of the same day that has a quote and is not the same in other words."""
    if chosen.claim.quote:
        return chosen.claim.id
    when = (chosen.when.first, chosen.when.last)
    same_day = [each for each in others if (each.when.first, each.when.last) == when and each.claim.quote]
    return same_day[0].claim.id if same_day else chosen.claim.id


def _held(statements: list[Statement]) -> AnswerHeld:
    one = statements[0]
    return AnswerHeld(one.answer, one.polarity, tuple(dict.fromkeys(each.claim.id for each in statements)))


def _unordered(question: Question, own: list[Statement]) -> Iterator[Unordered]:
    """Pairs of positions, neither surely later, that cannot both hold (or, of a changing fact, differ)."""
    pairs: dict[tuple[object, ...], tuple[list[Statement], list[Statement]]] = {}
    standing = [each for each in own if not each.replaced]
    order = {answer: at for at, answer in enumerate(question.answers)}
    for at, one in enumerate(standing):
        for other in standing[at + 1 :]:
            if (one.answer, one.polarity) == (other.answer, other.polarity) or one.utterance == other.utterance:
                continue
            if rule(question, one, other) is None:
                continue
            if one.when.surely_before(other.when) or other.when.surely_before(one.when):
                continue
            left, right = sorted(
                (one, other), key=lambda each: (order.get(each.answer, 0), answer_place(question, each), each.polarity)
            )
            day = one.day if one.when.same_as(other.when) else None
            key = (day.text if day else None, left.answer, left.polarity, right.answer, right.polarity)
            lefts, rights = pairs.setdefault(key, ([], []))
            lefts.append(left)
            rights.append(right)
    for lefts, rights in pairs.values():
        same = lefts[0].when.same_as(rights[0].when)
        yield Unordered(lefts[0].day if same else None, _held(lefts), _held(rights))
