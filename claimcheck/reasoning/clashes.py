"""What cannot both hold, by which rule, how strongly, and between whom.

Two statements clash if they cannot both be true; that depends on their answers alone (`rule`). Whether the two belong
to different parties, to one party at different times or to one speaker gives the scope. Clashes are reported between
positions (party, teller, answer, polarity), not between claims: one affair had 149 pairs of claims in 39 positions.

Cost: the claims of a question are grouped into positions once; after that only positions are compared with one
another, k (k - 1) / 2 pairs for k positions on a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model.incident import Changes, Kind, Question
from claimcheck.model.stance import Polarity
from claimcheck.model.when import unknown_last
from claimcheck.reasoning.statements import Statement, surely_before


class Rule(StrEnum):
    """Why two statements cannot both hold."""

    OPPOSITE_POLARITY = "opposite-polarity"
    EXCLUSIVE_ANSWERS = "exclusive-answers"
    DISJOINT_DATES = "disjoint-dates"
    DISJOINT_NUMBERS = "disjoint-numbers"


class Scope(StrEnum):
    """Between whom."""

    CONTESTED = "contested"
    SHIFT = "shift"
    VARYING_ACCOUNTS = "varying-accounts"
    SPLIT = "split"
    AS_RELAYED = "as-relayed"


class Strength(StrEnum):
    """Direct, or in tension where either side is hedged or its value qualified."""

    DIRECT = "direct"
    IN_TENSION = "in-tension"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two positions of a clash and the claims that take it, in order of their days."""

    party: str
    as_told_by: str | None
    answer: str
    polarity: Polarity
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two positions on one question that cannot both hold; of a shift, the earlier one comes first."""

    question: str
    rule: Rule
    scope: Scope
    strength: Strength
    between: tuple[Side, Side]


def rule(question: Question, one: Statement, other: Statement) -> Rule | None:
    """Why two statements on a question cannot both hold; None if they can. Symmetric in the two."""
    both_affirm = one.polarity is other.polarity is Polarity.AFFIRMS
    if one.value is not None and other.value is not None:
        if both_affirm:
            dates = question.kind is Kind.DATE
            disjoint = Rule.DISJOINT_DATES if dates else Rule.DISJOINT_NUMBERS
            return disjoint if one.value.disjoint(other.value) else None
        if one.polarity is other.polarity:
            return None
        denies = one.polarity is Polarity.DENIES
        denied, affirmed = (one.value, other.value) if denies else (other.value, one.value)
        return Rule.OPPOSITE_POLARITY if affirmed.within(denied) else None
    if one.answer == other.answer:
        return Rule.OPPOSITE_POLARITY if one.polarity is not other.polarity else None
    return Rule.EXCLUSIVE_ANSWERS if both_affirm and question.exclusive else None


def clashes(question: Question, statements: Iterable[Statement], order: Sequence[str] = ()) -> list[Clash]:
    """All clashes on one question, between parties first, then by party and answer.

    `order` is the order of the parties, disputants first; those that it does not name follow by id.
    """
    place = {party: at for at, party in enumerate(order)}

    def by_party(party: str, *rest: object) -> tuple[object, ...]:
        return (place.get(party, len(place)), party, *rest)

    def by_sides(clash: Clash) -> tuple[object, ...]:
        sides = [by_party(side.party, side.as_told_by or "", side.answer, side.polarity) for side in clash.between]
        return (list(Scope).index(clash.scope), list(Strength).index(clash.strength), clash.rule, sides)

    positions: dict[tuple[str, str, str, Polarity], list[Statement]] = defaultdict(list)
    for statement in statements:
        positions[statement.key].append(statement)
    groups = [positions[key] for key in sorted(positions, key=lambda key: by_party(*key))]
    shifts = _Shifts(question, groups)
    found: dict[tuple[object, ...], tuple[dict[str, Statement], dict[str, Statement]]] = {}
    for at, first in enumerate(groups):
        for second in groups[at + 1 :]:
            why = rule(question, first[0], second[0])
            if why is None:
                continue
            for earlier, later, scope in _pairs(question, first, second, shifts):
                for some, others, strength in _by_strength(earlier, later):
                    one, other = _of_two_utterances(some, others), _of_two_utterances(others, some)
                    if not one or not other:  # a side on which nothing is left, or the words of one utterance
                        continue
                    left, right = found.setdefault((why, scope, strength, one[0].key, other[0].key), ({}, {}))
                    left.update((each.claim.id, each) for each in one)
                    right.update((each.claim.id, each) for each in other)
    entries = [
        Clash(question.id, why, scope, strength, (_side(left.values()), _side(right.values())))  # type: ignore[arg-type]
        for (why, scope, strength, *_), (left, right) in found.items()
    ]
    return sorted(entries, key=by_sides)


def superseded(question: Question, statements: list[Statement]) -> set[int]:
    """Statements (by place in the list) that are history on a question that changes.

    A position stands until its own party surely later takes one that does not go with it.
    Takes time in proportion to the statements of a party times its positions.
    """
    if question.changes is Changes.NO:
        return set()
    latest: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        latest[statement.party, statement.as_told_by or ""].append(statement)
    return {
        at
        for at, statement in enumerate(statements)
        for other in _last_of_each(latest[statement.party, statement.as_told_by or ""])
        if surely_before(statement.day, other.day) and rule(question, statement, other) is not None
    }


def day_order(statement: Statement) -> tuple[bool, tuple[int, int, str], str]:
    """An order for display: by day, unknown days last, then by id."""
    return (*unknown_last(statement.day), statement.claim.id)


_Pair = tuple[list[Statement], list[Statement], Scope]


def _pairs(question: Question, first: list[Statement], second: list[Statement], shifts: _Shifts) -> Iterator[_Pair]:
    """Those statements of two positions that clash, with the scope of their clash; the earlier position first."""
    one, other = first[0], second[0]
    if not (one.own and other.own) or one.party != other.party:
        current = [[each for each in group if not each.replaced] for group in (first, second)]
        scope = Scope.CONTESTED if one.own and other.own else Scope.AS_RELAYED
        for left, right in _about_one_time(question, *current):
            yield left, right, scope
        return
    if question.changes is Changes.NO:
        yield from shifts.between(first, second)
        left, right = shifts.rest(first, second)
        yield from _inside(left, right)
        return
    if question.changes is Changes.FORWARD:
        yield from _steps_back(question, first, second)
        yield from _steps_back(question, second, first)
    for left, right in _same_day(first, second):
        yield from _inside([each for each in left if not each.replaced], [each for each in right if not each.replaced])


def _about_one_time(
    question: Question, first: list[Statement], second: list[Statement]
) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Statements of different parties that speak of one state of affairs."""
    if question.changes is not Changes.FORWARD:  # `true`: the caller has left out what no longer stands
        yield first, second
        return
    yield from _same_day(first, second)
    for earlier, later in ((first, second), (second, first)):
        for before, after, _ in _steps_back(question, earlier, later):
            yield (before, after) if earlier is first else (after, before)


def _same_day(first: list[Statement], second: list[Statement]) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Statements about one and the same certain day."""
    days: dict[int | None, tuple[list[Statement], list[Statement]]] = {}
    for side, group in enumerate((first, second)):
        for each in group:
            if each.day is not None and each.day.exact:
                days.setdefault(each.day.low, ([], []))[side].append(each)
    yield from days.values()


def _steps_back(question: Question, earlier: list[Statement], later: list[Statement]) -> Iterator[_Pair]:
    """Where a surely later day is given an earlier stage, or the last stage, once reached, is denied."""
    if not earlier or not later:
        return
    one, other = earlier[0], later[0]
    if other.polarity is Polarity.AFFIRMS:
        back = question.stage(other.answer) < question.stage(one.answer)
    else:
        back = one.answer == other.answer == list(question.answers)[-1]
    if not back:
        return
    after = [each for each in later if not each.replaced and any(surely_before(e.day, each.day) for e in earlier)]
    before = [each for each in earlier if any(surely_before(each.day, e.day) for e in after)]
    yield before, after, Scope.SHIFT


def _inside(first: list[Statement], second: list[Statement]) -> Iterator[_Pair]:
    """Clashes inside one party at no certain order of days: of one speaker, or of two."""
    all_first, all_second = {each.claim.speaker for each in first}, {each.claim.speaker for each in second}
    for speaker in all_first:
        left = [each for each in first if each.claim.speaker == speaker]
        right = [each for each in second if each.claim.speaker == speaker]
        yield left, right, Scope.VARYING_ACCOUNTS
    left = [each for each in first if all_second - {each.claim.speaker}]
    right = [each for each in second if all_first - {each.claim.speaker}]
    yield left, right, Scope.SPLIT


class _Shifts:
    """Which positions of a party gave way to which others, on a question whose fact does not change."""

    def __init__(self, question: Question, groups: list[list[Statement]]) -> None:
        self.question = question
        self.own: dict[str, list[list[Statement]]] = defaultdict(list)
        for group in groups:
            if group[0].own:
                self.own[group[0].party].append(group)

    def after(self, first: list[Statement], second: list[Statement]) -> list[Statement]:
        """Statements of the second position made surely after the last day on which the first can have been."""
        last = _last_possible_day([each for each in first if not each.replaced] or first)
        return [
            each
            for each in second
            if last is not None and not each.replaced and each.day is not None and not each.day.qualified
            if each.day.low is not None and last < each.day.low
        ]

    def between(self, first: list[Statement], second: list[Statement]) -> Iterator[_Pair]:
        """The shift from one position to the other, whichever came first; what other shifts lie between is history."""
        for earlier, later in ((first, second), (second, first)):
            reached = [each for each in self.after(earlier, later) if not self.joined(earlier, each)]
            before = [each for each in earlier if any(surely_before(each.day, late.day) for late in reached)]
            yield before, reached, Scope.SHIFT

    def joined(self, earlier: list[Statement], late: Statement) -> bool:
        """Whether another position of the party lies between: first it took over, then it gave way."""
        for middle in self.own[late.party]:
            if rule(self.question, earlier[0], middle[0]) is None or rule(self.question, middle[0], late) is None:
                continue
            if self.after(earlier, middle) and self.after(middle, [late]):
                return True
        return False

    def rest(self, first: list[Statement], second: list[Statement]) -> tuple[list[Statement], list[Statement]]:
        """What is left of two positions once those who came surely later are taken out."""
        late = {id(each) for each in (*self.after(first, second), *self.after(second, first))}
        left = [each for each in first if not each.replaced and id(each) not in late]
        right = [each for each in second if not each.replaced and id(each) not in late]
        return left, right


def _last_possible_day(statements: list[Statement]) -> int | None:
    """The last day (as a number) on which any of them can have been made; None where that cannot be told."""
    days: list[int] = []
    for each in statements:
        if each.day is None or each.day.qualified or each.day.high is None:
            return None
        days.append(each.day.high)
    return max(days)


def _by_strength(
    first: list[Statement], second: list[Statement]
) -> Iterator[tuple[list[Statement], list[Statement], Strength]]:
    """A clash of certain words is direct; whatever touches hedged words is in tension."""
    certain = [[each for each in group if not each.hedged] for group in (first, second)]
    hedged = [[each for each in group if each.hedged] for group in (first, second)]
    yield certain[0], certain[1], Strength.DIRECT
    if hedged[0] and hedged[1]:
        yield first, second, Strength.IN_TENSION
    elif hedged[0]:
        yield hedged[0], second, Strength.IN_TENSION
    elif hedged[1]:
        yield first, hedged[1], Strength.IN_TENSION


def _of_two_utterances(statements: list[Statement], others: list[Statement]) -> list[Statement]:
    """Those that clash with something else than themselves in other words."""
    against = {each.utterance for each in others}
    return [each for each in statements if len(against) > 1 or each.utterance not in against]


def _last_of_each(statements: list[Statement]) -> list[Statement]:
    """Of each position, the statement whose day begins last: if any is surely later than something, this one is."""
    last: dict[tuple[str, Polarity], tuple[int, Statement]] = {}
    for each in statements:
        if each.replaced or each.day is None or each.day.qualified or each.day.low is None:
            continue
        known = last.get((each.answer, each.polarity))
        if known is None or known[0] < each.day.low:
            last[each.answer, each.polarity] = (each.day.low, each)
    return [each for _, each in last.values()]


def _side(statements: Iterable[Statement]) -> Side:
    ordered = sorted(statements, key=day_order)
    one = ordered[0]
    return Side(one.party, one.as_told_by, one.answer, one.polarity, tuple(each.claim.id for each in ordered))
