"""Every move of one party on a question, each by itself: from which words to which, on surely later days.

A clash gathers all shifts from one position to another; here each is told, and of a fact that changes each new stage.
Cost: that of `turns.py`; of stages, in proportion to the statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from claimcheck.frozen import frozen
from claimcheck.model.day import Day
from claimcheck.model.incident import Changes, Question
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.clashes import day_order, positions, rule, steps_back, turns
from claimcheck.reasoning.statements import Statement


class MoveKind(StrEnum):
    """A shift to what cannot stand beside the earlier position; or, of a fact that changes, a new stage of it."""

    SHIFT = "shift"
    STAGE = "stage"


@frozen
class Moved:
    """From one position to another: all that was said before, and all that was said of the other on one later day."""

    kind: MoveKind
    earlier: list[Statement]
    later: list[Statement]


def moves(question: Question, own: list[Statement]) -> list[Moved]:
    """The moves of one party or speaker, among its own statements, in order of the days on which they end."""
    found = [*_shifts(question, own)]
    if question.changes is not Changes.NO:
        found += _stages(question, own, {(id(one), id(each.later[0])) for each in found for one in each.earlier})
    return sorted(found, key=lambda each: (day_order(each.later[0]), day_order(each.earlier[0])))


def _shifts(question: Question, own: list[Statement]) -> Iterator[Moved]:
    gathered: dict[object, tuple[dict[int, Statement], dict[int, Statement]]] = {}
    for turn in turns(question, positions(question, own, ())):
        if not turn.split:
            earlier, later = turn.earlier, turn.later
            key = (earlier.group.place, later.group.place, later.first, later.last)
            before, after = gathered.setdefault(key, ({}, {}))
            before.update((id(each), each) for each in earlier.statements)
            after.update((id(each), each) for each in later.statements)
    for before, after in gathered.values():
        yield Moved(MoveKind.SHIFT, sorted(before.values(), key=day_order), sorted(after.values(), key=day_order))


def _stages(question: Question, own: list[Statement], shifts: set[tuple[int, int]]) -> Iterator[Moved]:
    """Where another answer about a changing fact is affirmed than last was; a denial is no stage."""
    days: list[tuple[Day, list[Statement]]] = []
    for each in sorted(own, key=day_order):
        if each.polarity is Polarity.AFFIRMS:
            if not days or (days[-1][0].first, days[-1][0].last) != (each.when.first, each.when.last):
                days.append((each.when, []))
            days[-1][1].append(each)
    for day, taken in days:
        before = next((last for when, last in reversed(days) if when.surely_before(day)), [])
        for answer in dict.fromkeys(each.answer for each in taken if not each.replaced):
            later = [each for each in taken if each.answer == answer and not each.replaced]
            if not before or any(rule(question, one, later[0]) is None for one in before):
                continue
            if question.changes is Changes.FORWARD and all(steps_back(question, one, later[0]) for one in before):
                continue  # behind every stage that was reached, where it is no shift either
            earlier = [each for each in before if each.answer == before[0].answer]
            if not any((id(one), id(each)) in shifts for one in earlier for each in later):
                yield Moved(MoveKind.STAGE, earlier, later)
