"""One account of an incident: what a party or speaker says, what a publication carried, or the record of a day.

Cost: in proportion to the claims of the incident, and that of `reasoning.clashes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.frozen import frozen, replace
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Kind, Question
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.clashes import Clash, ClashSide, clashes, day_order, superseded
from claimcheck.reasoning.positions import State, parties, ranked, standings
from claimcheck.reasoning.statements import Statement, by_question
from claimcheck.views.voices import Voice, VoiceSort

PositionKey = tuple[str, str, str, Polarity]
"""Party, teller, answer and polarity."""


@frozen
class Point:
    """One answer that is affirmed or denied: by whom (as told by whom), how, and in which claims, in order of days."""

    party: str
    as_told_by: str | None
    answer: str
    polarity: Polarity
    stances: tuple[Stance, ...]
    claims: tuple[str, ...]

    @property
    def key(self) -> PositionKey:
        """The position that it is."""
        return (self.party, self.as_told_by or "", self.answer, self.polarity)


class Ledger:
    """The statements of one account, question by question.

    Those of a single voice (a party or a speaker) all go under one party; in what a publication carried, and in the
    record of a day, everybody keeps their own.
    """

    def __init__(  # noqa: PLR0913 - what an account is made of
        self,
        collection: Collection,
        whole: Incident,
        voice: Voice,
        *,
        single: bool,
        day: When | None = None,
        clock: Clock = Clock.PUBLISHED,
        without: str | None = None,
    ) -> None:
        """`without` is a speaker whose claims are not counted."""
        self.collection, self.whole, self.voice, self.day = collection, whole, voice, day
        self.single, self.without = single, without
        self.order = ranked(collection, parties(collection, whole))
        stood = as_of(collection, whole, day, clock) if day is not None else None
        self.incident = stood.incident if stood else whole
        self.unordered = tuple(each for each in (stood.unordered if stood else ()) if self.holds(whole.by_id[each]))
        self.statements = self._gather(self.incident)
        self._perhaps: dict[str, list[Statement]] = {}
        if stood and self.unordered:
            self._perhaps = self._gather(stood.perhaps)

    def holds(self, claim: Claim) -> bool:
        """Whether a claim belongs to this account."""
        return self.voice.speaks(self.collection, claim) and claim.speaker != self.without

    def points(self, question: Question) -> tuple[Point, ...]:
        """What stands, position by position, in the order of the answers."""
        return points(question, self.statements.get(question.id, []), self.order)

    def perhaps(self, question: Question) -> tuple[Point, ...]:
        """Positions that rest on claims alone that cannot be ordered against the day."""
        sure = {each.key for each in self.points(question)}
        perhaps = points(question, self._perhaps.get(question.id, []), self.order)
        return tuple(each for each in perhaps if each.key not in sure)

    def withheld(self, question: Question) -> tuple[str, ...]:
        """Claims that withhold a position."""
        return tuple(each.id for each in self._claims() if question.id in each.stance.withholds)

    def conditional(self, question: Question) -> tuple[str, ...]:
        """Claims that hold on a condition only."""
        return tuple(each.id for each in self._claims() if each.condition is not None and any(each.on(question.id)))

    def states(self) -> dict[str, State]:
        """How each question stands, of a whole record."""
        if self.voice.sort is not VoiceSort.RECORD:
            return {}
        return {each.question.id: each.state for each in standings(self.collection, self.incident)}

    def _claims(self) -> Iterator[Claim]:
        return (each for each in self.incident.standing if self.holds(each))

    def _gather(self, incident: Incident) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for question, statements in by_question(self.collection, incident, self.voice.by).items():
            mine = [each for each in statements if self.holds(each.claim)]
            found[question] = [replace(each, party=self.voice.full_id) for each in mine] if self.single else mine
        return found


def points(question: Question, statements: list[Statement], order: Sequence[str]) -> tuple[Point, ...]:
    """The positions that stand among some statements, by answer, then in the order of the parties."""
    history = superseded(question, statements)
    groups: dict[PositionKey, list[Statement]] = {}
    for at, each in enumerate(statements):
        if at not in history and not each.replaced:
            groups.setdefault(each.key, []).append(each)
    place = {party: at for at, party in enumerate(order)}

    def by_answer(key: PositionKey) -> tuple[object, ...]:
        party, teller, answer, polarity = key
        asked = (_place(question, answer), polarity is Polarity.DENIES)
        return (*asked, place.get(party, len(place)), party, teller)

    return tuple(_point(sorted(groups[key], key=day_order)) for key in sorted(groups, key=by_answer))


def contradictions(question: Question, statements: list[Statement], order: Sequence[str]) -> dict[object, Clash]:
    """The clashes among some statements: the gravest of each rule and pair of positions."""
    found: dict[object, Clash] = {}
    for each in clashes(question, statements, order):
        found.setdefault((each.rule, frozenset(map(side_key, each.between))), each)
    return found


def side_key(side: ClashSide) -> PositionKey:
    """The position that one side of a clash is."""
    return (side.party, side.as_told_by or "", side.answer, side.polarity)


def _point(statements: list[Statement]) -> Point:
    first = statements[0]
    return Point(
        party=first.party,
        as_told_by=first.as_told_by,
        answer=first.answer,
        polarity=first.polarity,
        stances=tuple(stance for stance in Stance if any(each.stance is stance for each in statements)),
        claims=tuple(dict.fromkeys(each.claim.id for each in statements)),
    )


def _place(question: Question, answer: str) -> object:
    if question.kind is Kind.CHOICE:
        return (list(question.answers).index(answer), 0, "")
    return getattr(question.value(answer), "sort_key", (0, 0, answer))
