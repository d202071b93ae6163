"""Two accounts of one incident, by meaning, then by words; or the record of one incident as it stood on two days.

Cost: that of `reasoning.clashes.clashes` on the claims of both accounts, three times at most, and for the wordings the
product of the quotes that say the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen, replace
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Question
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.clashes import Clash
from claimcheck.reasoning.positions import State
from claimcheck.reasoning.statements import Statement
from claimcheck.reasoning.word_diff import LEAST_ALIKE, Segment, alike, word_diff
from claimcheck.views.accounts import Ledger, Point, contradictions, side_key
from claimcheck.views.claims import ClaimRecord, claim_record
from claimcheck.views.contrast import IncidentHead
from claimcheck.views.voices import Voice, VoiceSort, voice


@frozen
class Account:
    """One of the two sides: a party, a speaker, what a publication carried, or the record (of a party) on a day.

    `without` is a speaker of this party who is the other side and whose claims are not counted here; `unordered` are
    the claims that cannot be ordered against the day.
    """

    sort: VoiceSort
    id: str | None
    name: str
    published: When | None
    as_of: When | None
    without: str | None
    unordered: tuple[str, ...]


@frozen
class WordingDifference:
    """Two quotes that say the same thing, word by word; in a segment `one` is of `a` and `other` of `b`.

    `restated` says that they are one utterance, given in other words.
    """

    a: str
    b: str
    restated: bool
    segments: tuple[Segment, ...]


@frozen
class Shared:
    """What both accounts say, in which claims of each, and in which other words; `party` where others are carried."""

    party: str | None
    as_told_by: str | None
    answer: str
    polarity: Polarity
    a: tuple[str, ...]
    b: tuple[str, ...]
    wordings: tuple[WordingDifference, ...]


@frozen
class AccountHolds:
    """What one account holds on one question.

    `perhaps` are positions that rest on claims alone that cannot be ordered against the day; `clashes` are
    contradictions inside this account that the other one does not hold; `state` is that of the question in the record
    of a day.
    """

    state: State | None
    points: tuple[Point, ...]
    perhaps: tuple[Point, ...]
    withheld: tuple[str, ...]
    conditional: tuple[str, ...]
    clashes: tuple[Clash, ...]


@frozen
class QuestionDiff:
    """One question: what both accounts say, what only one of them says, and where one contradicts the other."""

    id: str
    ask: str
    kind: str
    unit: str | None
    answers: dict[str, str]
    both: tuple[Shared, ...]
    only_a: tuple[Point, ...]
    only_b: tuple[Point, ...]
    clashes: tuple[Clash, ...]
    a: AccountHolds
    b: AccountHolds


@frozen
class Diff:
    """Two accounts of one incident; of a clash between them, the side of `a` comes first."""

    schema: str
    incident: IncidentHead
    clock: Clock
    a: Account
    b: Account
    questions: tuple[QuestionDiff, ...]
    claims: dict[str, ClaimRecord]
    names: dict[str, str]


def diff(  # noqa: PLR0913 - one parameter an option
    collection: Collection,
    incident_id: str,
    a: str | None = None,
    b: str | None = None,
    *,
    days: tuple[When, ...] = (),
    clock: Clock = Clock.PUBLISHED,
) -> Diff:
    """Two accounts compared: `a` with `b` (as of a day, if one is given), or the record, or that of `a`, on two days.

    Accounts are ids of parties or speakers, or `source:` and the id of a publication. Swapping them swaps the sides of
    the answer and nothing else.

    Raises:
        UnknownIdError: no such incident, party, speaker or source.
        UsageError: the arguments do not make two accounts, or compare a publication with a person.
    """
    incident = collection.incident(incident_id)
    voices = [voice(collection, word, incident) for word in (a, b) if word is not None]
    _usable(voices, days)
    if len(voices) == 2:
        single = voices[0].sort is not VoiceSort.SOURCE
        day = next(iter(days), None)
        one, other = (
            Ledger(
                collection,
                incident,
                mine,
                single=single,
                day=day,
                clock=clock,
                without=_inside(collection, mine, theirs),
            )
            for mine, theirs in (voices, voices[::-1])
        )
    else:
        mine = voices[0] if voices else Voice(VoiceSort.RECORD, "", "The record")
        one, other = (Ledger(collection, incident, mine, single=False, day=each, clock=clock) for each in days)
    questions = tuple(_questions(incident, one, other))
    used = {*one.unordered, *other.unordered, *(claim for each in questions for claim in _claims(each))}
    records = {each.id: claim_record(collection, incident, each) for each in incident.standing if each.id in used}
    return Diff(
        schema="claimcheck/diff/1",
        incident=IncidentHead(incident.id, incident.title, incident.date, incident.place, incident.summary),
        clock=clock,
        a=_account(one),
        b=_account(other),
        questions=questions,
        claims=records,
        names=_names(collection, records),
    )


def _usable(voices: list[Voice], days: tuple[When, ...]) -> None:
    if len(voices) < 2 and len(days) != 2:
        hint = "such as `diff INCIDENT A B`, or `diff INCIDENT --as-of DATE --as-of DATE`"
        raise UsageError("two accounts are needed, or two days", hint)
    if len(voices) < 2:
        return
    one, other = voices
    if len(days) > 1:
        raise UsageError("two accounts on two days are four", "give two accounts, or one and two days")
    if one == other:
        raise UsageError(f"both accounts are `{one.id}`", "give two, or one and two days: --as-of DATE --as-of DATE")
    if (one.sort is VoiceSort.SOURCE) is not (other.sort is VoiceSort.SOURCE):
        raise UsageError("a publication carries the words of others", "compare it with another one: `source:ID`")


def _inside(collection: Collection, mine: Voice, theirs: Voice) -> str | None:
    """The speaker of a party who is the other account; the party is then everybody else who speaks for it."""
    if mine.sort is VoiceSort.PARTY and theirs.sort is VoiceSort.SPEAKER and collection.party_of(theirs.id) == mine.id:
        return theirs.id
    return None


def _account(ledger: Ledger) -> Account:
    source = ledger.whole.sources.get(ledger.voice.id) if ledger.voice.sort is VoiceSort.SOURCE else None
    return Account(
        sort=ledger.voice.sort,
        id=ledger.voice.id or None,
        name=ledger.voice.name,
        published=source.published if source else None,
        as_of=ledger.day,
        without=ledger.without,
        unordered=ledger.unordered,
    )


def _questions(incident: Incident, one: Ledger, other: Ledger) -> Iterator[QuestionDiff]:
    states = one.states(), other.states()
    first = incident.utterances
    place = {claim: at for at, claim in enumerate(incident.by_id)}
    for question in incident.questions.values():
        between, inside_one, inside_other = _contradictions(question, one, other)
        a = _held(one, question, states[0].get(question.id), inside_one)
        b = _held(other, question, states[1].get(question.id), inside_other)
        if not any((*_mentions(a), *_mentions(b))):
            continue
        ours, theirs = (_keyed(held.points, single=one.single) for held in (a, b))
        yield QuestionDiff(
            id=question.id,
            ask=question.ask,
            kind=question.kind.value,
            unit=question.unit,
            answers={each: question.text(each) for each in question.answers},
            both=tuple(
                Shared(
                    party=None if one.single else point.party,
                    as_told_by=point.as_told_by,
                    answer=point.answer,
                    polarity=point.polarity,
                    a=point.claims,
                    b=theirs[key].claims,
                    wordings=_wordings(incident, point.claims, theirs[key].claims, first, place),
                )
                for key, point in ours.items()
                if key in theirs
            ),
            only_a=tuple(point for key, point in ours.items() if key not in theirs),
            only_b=tuple(point for key, point in theirs.items() if key not in ours),
            clashes=between,
            a=a,
            b=b,
        )


def _held(ledger: Ledger, question: Question, state: State | None, inside: tuple[Clash, ...]) -> AccountHolds:
    return AccountHolds(
        state=state,
        points=tuple(replace(each, party=_bare(each.party)) for each in ledger.points(question)),
        perhaps=tuple(replace(each, party=_bare(each.party)) for each in ledger.perhaps(question)),
        withheld=ledger.withheld(question),
        conditional=ledger.conditional(question),
        clashes=inside,
    )


def _keyed(points: tuple[Point, ...], *, single: bool) -> dict[tuple[object, ...], Point]:
    """Points by what has to be the same for both accounts to say one thing: not the party, where each is one voice."""
    return {(*(() if single else (each.party,)), *each.key[1:]): each for each in points}


def _contradictions(
    question: Question, one: Ledger, other: Ledger
) -> tuple[tuple[Clash, ...], tuple[Clash, ...], tuple[Clash, ...]]:
    """Contradictions between two accounts, neither of which holds both sides; and those that only one account holds."""
    left, right = one.statements.get(question.id, []), other.statements.get(question.id, [])
    mine, theirs = contradictions(question, left, one.order), contradictions(question, right, one.order)
    only_mine = [each for key, each in mine.items() if key not in theirs]
    only_theirs = [each for key, each in theirs.items() if key not in mine]
    if one.single:
        only_mine = only_theirs = []
    between: list[Clash] = []
    if one.voice != other.voice:  # a record does not contradict what it was before
        every = {(each.claim.id, *each.key, each.stance): each for each in (*left, *right)}
        united = contradictions(question, sorted(every.values(), key=lambda each: each.place), one.order)
        between = [
            _oriented(each, left, right, forward=one.voice.full_id < other.voice.full_id)
            for key, each in united.items()
            if key not in mine and key not in theirs
        ]
    found, inside_one, inside_other = (tuple(map(_plain, each)) for each in (between, only_mine, only_theirs))
    return found, inside_one, inside_other


def _oriented(clash: Clash, left: list[Statement], right: list[Statement], *, forward: bool) -> Clash:
    """A clash with the side of the left account first; as `forward` says where both hold both, taken back or not."""
    ours, theirs = ({(each.claim.id, *each.key) for each in statements} for statements in (left, right))
    one, other = ({(claim, *side_key(side)) for claim in side.claims} for side in clash.between)
    kept, turned = bool(one & ours and other & theirs), bool(other & ours and one & theirs)
    return clash if kept and (forward or not turned) else replace(clash, between=clash.between[::-1])


def _wordings(
    incident: Incident, ours: tuple[str, ...], theirs: tuple[str, ...], first: dict[str, str], place: dict[str, int]
) -> tuple[WordingDifference, ...]:
    """Quotes of the two accounts in one language, each paired with the one most like it."""
    left = [incident.by_id[each] for each in ours if each not in theirs and incident.by_id[each].quote]
    right = [incident.by_id[each] for each in theirs if each not in ours and incident.by_id[each].quote]
    pairs = []
    for one in left:
        for other in right:
            restated, likeness = first[one.id] == first[other.id], alike(one.words, other.words)
            if incident.language(one) == incident.language(other) and (restated or likeness >= LEAST_ALIKE):
                pairs.append(((not restated, -likeness, *sorted((place[one.id], place[other.id]))), one, other))
    made: list[WordingDifference] = []
    taken: set[str] = set()
    for order, one, other in sorted(pairs, key=lambda each: each[0]):
        if not taken & {one.id, other.id}:
            taken |= {one.id, other.id}
            made.append(WordingDifference(one.id, other.id, not order[0], word_diff(one.words, other.words)))
    return tuple(made)


def _mentions(held: AccountHolds) -> tuple[object, ...]:
    return (held.points, held.perhaps, held.withheld, held.conditional, held.clashes)


def _claims(question: QuestionDiff) -> Iterator[str]:
    for held in (question.a, question.b):
        for point in (*held.points, *held.perhaps):
            yield from point.claims
        yield from (*held.withheld, *held.conditional)
    for clash in (*question.clashes, *question.a.clashes, *question.b.clashes):
        for side in clash.between:
            yield from side.claims


def _names(collection: Collection, records: dict[str, ClaimRecord]) -> dict[str, str]:
    """The printed names of everybody who speaks, is spoken for or relays in what is shown."""
    names: dict[str, str] = {}
    for each in records.values():
        names |= {word: collection.speaker_name(word) for word in (each.speaker, *each.via)}
    names |= {each.party: each.party_name for each in records.values()}
    return dict(sorted(names.items()))


def _plain(clash: Clash) -> Clash:
    one, other = (replace(side, party=_bare(side.party)) for side in clash.between)
    return replace(clash, between=(one, other))


def _bare(party: str) -> str:
    return party.rpartition(":")[2]
