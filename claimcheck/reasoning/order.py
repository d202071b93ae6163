"""Statements of one position, and which of them lie how to a day.

Cost: to make, n log n steps for n statements; then log n for each question, without looking at each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from enum import Enum, auto
from functools import cached_property
from math import inf

from claimcheck.model.day import Day
from claimcheck.reasoning.statements import Statement


class Relation(Enum):
    """How the day of one statement lies to that of another."""

    ANY = auto()
    BEFORE = auto()
    AFTER = auto()
    SAME_DAY = auto()
    """Both are one and the same certain day."""
    UNORDERED = auto()
    """Neither is surely before the other, nor are they one certain day."""

    @property
    def turned(self) -> Relation:
        """The relation seen from the other statement."""
        return {Relation.BEFORE: Relation.AFTER, Relation.AFTER: Relation.BEFORE}.get(self, self)


def first(day: Day) -> float:
    """The first possible day as a number that can be compared."""
    return -inf if day.first is None else day.first


def last(day: Day) -> float:
    """The last possible day as a number that can be compared."""
    return inf if day.last is None else day.last


def holds(relation: Relation, one: Day, other: Day) -> bool:
    """Whether one day lies to another in some way."""
    if relation is Relation.ANY:
        return True
    if relation is Relation.BEFORE:
        return one.surely_before(other)
    if relation is Relation.AFTER:
        return other.surely_before(one)
    if relation is Relation.SAME_DAY:
        return one.same_as(other)
    return not one.surely_before(other) and not other.surely_before(one) and not one.same_as(other)


class SamePosition:
    """The statements of one position (`one` is any of them), or some of them."""

    def __init__(self, place: int, statements: list[Statement]) -> None:
        self.place = place
        self.statements = statements

    @property
    def one(self) -> Statement:
        """Any of the statements."""
        return self.statements[0]

    @cached_property
    def standing(self) -> SamePosition:
        """Those that were not taken back."""
        return SamePosition(self.place, [each for each in self.statements if not each.replaced])

    @cached_property
    def certain(self) -> SamePosition:
        """Those without a hedge."""
        return SamePosition(self.place, [each for each in self.statements if not each.hedged])

    @cached_property
    def hedged(self) -> SamePosition:
        """Those with a hedge."""
        return SamePosition(self.place, [each for each in self.statements if each.hedged])

    @cached_property
    def by_speaker(self) -> dict[str, SamePosition]:
        """Those of each speaker."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for each in self.statements:
            found[each.claim.speaker].append(each)
        return {speaker: SamePosition(self.place, several) for speaker, several in found.items()}

    def meets(self, statement: Statement, relation: Relation, *, two_speakers: bool = False) -> bool:
        """Whether a statement's day lies in some way to that of one of these, of another utterance.

        With `two_speakers`, of another speaker as well.
        """
        number = self._count(statement, relation)
        if number and two_speakers:
            same = self.by_speaker.get(statement.claim.speaker)
            number -= same._count(statement, relation) if same else 0  # noqa: SLF001 - of its own kind
        return number > 0

    def _count(self, statement: Statement, relation: Relation) -> int:
        number = self._all(statement.when, relation)
        own = self.by_utterance.get(statement.utterance, ()) if number else ()
        return number - sum(holds(relation, statement.when, each.when) for each in own)

    def _all(self, day: Day, relation: Relation) -> int:
        whole = len(self.statements)
        if relation is Relation.ANY:
            return whole
        if relation is Relation.SAME_DAY:
            return self._certain_days[day.first] if day.exact else 0
        after = whole - bisect_right(self._firsts, last(day))
        if relation is Relation.BEFORE:
            return after
        before = bisect_left(self._lasts, first(day))
        if relation is Relation.AFTER:
            return before
        return whole - before - after - (self._certain_days[day.first] if day.exact else 0)

    @cached_property
    def _firsts(self) -> list[float]:
        return sorted(first(each.when) for each in self.statements)

    @cached_property
    def _lasts(self) -> list[float]:
        return sorted(last(each.when) for each in self.statements)

    @cached_property
    def _certain_days(self) -> Counter[int | None]:
        return Counter(each.when.first for each in self.statements if each.when.exact)

    @cached_property
    def by_utterance(self) -> dict[str, list[Statement]]:
        """Those of each utterance."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for each in self.statements:
            found[each.utterance].append(each)
        return found
