"""The path of a position: every step in order of days, each named for what it is.

Cost: in proportion to the steps of a position times its answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from claimcheck.frozen import frozen
from claimcheck.model.day import Day
from claimcheck.model.incident import Changes, Question
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.clashes import Clash, day_order, rule, steps_back
from claimcheck.reasoning.statements import Statement, Statements


class StepKind(StrEnum):
    """What a step of a path is, beside those before it.

    A shift cannot stand beside an earlier position, a stage is another state of a fact that changes; what is added goes
    with all that was said, what varies does not and is not surely the later.
    """

    FIRST = "first"
    AGAIN = "again"
    ADDED = "added"
    SHIFT = "shift"
    STAGE = "stage"
    VARIES = "varies"
    TAKEN_BACK = "taken-back"


@frozen
class Step:
    """One step of a path: on that day, that claim took that stance on that answer.

    `by` is the last day that it can be, where that says more than `day`. Of a step that takes something back and takes
    no new position, `answer` and `polarity` are what it takes back.
    """

    day: When | None
    by: When | None
    claim: str
    answer: str
    polarity: Polarity
    stance: Stance
    speaker: str
    replaced: bool
    kind: StepKind

    @property
    def when(self) -> Day:
        """The day with its bounds."""
        guess = self.day
        known = guess is not None and not guess.qualified
        first = guess.low if guess is not None and known else None
        last = self.by.high if self.by else guess.high if guess is not None and known else None
        return Day(guess, first, last)


def path(
    made: Statements, question: Question, statements: list[Statement], shifts: Iterable[Clash], *, own: bool
) -> tuple[Step, ...]:
    """The path of one position; `statements` in order of days, `shifts` the clashes that are shifts of its party.

    What others relay (not `own`) never moves.
    """
    shifted = {
        (claim, clash.between[1].answer, clash.between[1].polarity)
        for clash in shifts
        for claim in clash.between[1].claims
    }
    kinds = _Kinds(question, shifted, own=own)
    steps = [(day_order(each), _step(each, kinds.of(each))) for each in statements]
    steps += _taken_back(made, question, statements)
    return tuple(step for _, step in sorted(steps, key=lambda pair: pair[0]))


def _step(each: Statement, kind: StepKind) -> Step:
    return Step(
        day=each.when.guess,
        by=each.when.by,
        claim=each.claim.id,
        answer=each.answer,
        polarity=each.polarity,
        stance=each.stance,
        speaker=each.claim.speaker,
        replaced=each.replaced,
        kind=kind,
    )


def _taken_back(
    made: Statements, question: Question, statements: list[Statement]
) -> Iterator[tuple[tuple[object, ...], Step]]:
    """What was taken back by claims that take no new position on the question, each answer once."""
    taking = {each.claim.id for each in statements}
    told: set[tuple[str, str, Polarity]] = set()
    for each in statements:
        by = made.spoken[each.claim.id].taken_back.get(question.id) if each.replaced else None
        spoken = made.spoken.get(by or "")
        if spoken is None or by in taking or (spoken.claim.id, each.answer, each.polarity) in told:
            continue
        told.add((spoken.claim.id, each.answer, each.polarity))
        claim = spoken.claim
        stance = Stance.WITHHOLDS if question.id in claim.stance.withholds else Stance.COMMENTS
        yield (
            (spoken.said.sort_key, spoken.place),
            Step(
                day=spoken.said.guess,
                by=spoken.said.by,
                claim=claim.id,
                answer=each.answer,
                polarity=each.polarity,
                stance=stance,
                speaker=claim.speaker,
                replaced=False,
                kind=StepKind.TAKEN_BACK,
            ),
        )


_Place = tuple[str, Polarity]


class _Kinds:
    """Names the steps of one path, asked in order of days."""

    def __init__(self, question: Question, shifted: set[tuple[str, str, Polarity]], *, own: bool) -> None:
        self.question, self.shifted, self.own = question, shifted, own
        self.seen: dict[_Place, Statement] = {}
        self.days: list[tuple[Day, dict[_Place, Statement]]] = []

    def of(self, each: Statement) -> StepKind:
        """What a step is beside those before it."""
        kind = self._kind(each)
        self.seen.setdefault((each.answer, each.polarity), each)
        if not self.days or (self.days[-1][0].first, self.days[-1][0].last) != (each.when.first, each.when.last):
            self.days.append((each.when, {}))
        self.days[-1][1].setdefault((each.answer, each.polarity), each)
        return kind

    def _kind(self, each: Statement) -> StepKind:
        position = (each.answer, each.polarity)
        if self.own and (each.claim.id, *position) in self.shifted:
            return StepKind.SHIFT
        if not self.seen or all(one.claim is each.claim for one in self.seen.values()):
            return StepKind.FIRST
        if self.own and self.question.changes is not Changes.NO:
            before = next((taken for day, taken in reversed(self.days) if day.surely_before(each.when)), None)
            if before is not None and position not in before and self._against(each, before):
                return StepKind.VARIES if self._back(each, before) else StepKind.STAGE
        if position in self.seen:
            return StepKind.AGAIN
        return StepKind.VARIES if self._against(each, self.seen) else StepKind.ADDED

    def _back(self, each: Statement, taken: dict[_Place, Statement]) -> bool:
        """Whether it goes behind every stage that was reached before, which is no new one."""
        return self.question.changes is Changes.FORWARD and all(
            steps_back(self.question, one, each) for one in taken.values()
        )

    def _against(self, each: Statement, taken: dict[_Place, Statement]) -> bool:
        return any(rule(self.question, one, each) is not None for one in taken.values())
