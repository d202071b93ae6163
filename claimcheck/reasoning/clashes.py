"""What cannot both hold, by which rule, how strongly, and between whom.

Two statements clash if they cannot both be true; that depends on their answers alone (`rule`). Whether the two belong
to different parties, to one party at different times or to one speaker gives the scope. Clashes are reported between
positions (party, teller, answer, polarity), not between claims: one affair had 149 pairs of claims in 39 positions. An
entry cites those claims of its two positions that clash, in its scope and strength, with one of another utterance.

Cost: the claims of a question are grouped into positions once; k (k - 1) / 2 pairs of positions are compared, each in
n log n steps for its n claims. Inside a party see `turns.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.frozen import frozen
from claimcheck.model.incident import Changes, Kind, Question
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.order import Relation, SamePosition
from claimcheck.reasoning.statements import Statement
from claimcheck.reasoning.turns import Turn, Turns


class ClashRule(StrEnum):
    """Why two statements cannot both hold."""

    OPPOSITE_POLARITY = "opposite-polarity"
    EXCLUSIVE_ANSWERS = "exclusive-answers"
    DISJOINT_DATES = "disjoint-dates"
    DISJOINT_NUMBERS = "disjoint-numbers"


class ClashScope(StrEnum):
    """Between whom."""

    CONTESTED = "contested"
    SHIFT = "shift"
    VARYING_ACCOUNTS = "varying-accounts"
    SPLIT = "split"
    AS_RELAYED = "as-relayed"


class Strength(StrEnum):
    """Direct, or in tension where either of the two claims is hedged or its value qualified."""

    DIRECT = "direct"
    IN_TENSION = "in-tension"


@frozen
class ClashSide:
    """One of the two positions of a clash and the claims that take it, in order of their days."""

    party: str
    as_told_by: str | None
    answer: str
    polarity: Polarity
    claims: tuple[str, ...]


@frozen
class Clash:
    """Two positions on one question that cannot both hold; of a shift, the earlier one comes first."""

    question: str
    rule: ClashRule
    scope: ClashScope
    strength: Strength
    between: tuple[ClashSide, ClashSide]


def rule(question: Question, one: Statement, other: Statement) -> ClashRule | None:
    """Why two statements on a question cannot both hold; None if they can. Symmetric in the two.

    To affirm a narrower answer is to affirm the wider, to deny the wider is to deny the narrower.
    """
    both_affirm = one.polarity is other.polarity is Polarity.AFFIRMS
    if both_affirm:
        if one.value is not None and other.value is not None:
            dates = question.kind is Kind.DATE
            disjoint = ClashRule.DISJOINT_DATES if dates else ClashRule.DISJOINT_NUMBERS
            return disjoint if question.exclusive and one.value.disjoint(other.value) else None
        return ClashRule.EXCLUSIVE_ANSWERS if question.exclude(one.answer, other.answer) else None
    if one.polarity is other.polarity:
        return None
    affirmed, denied = (other, one) if one.polarity is Polarity.DENIES else (one, other)
    return ClashRule.OPPOSITE_POLARITY if lies_within(question, affirmed, denied) else None


def lies_within(question: Question, one: Statement, other: Statement) -> bool:
    """Whether to affirm the answer of one statement is to affirm that of the other."""
    if one.value is not None and other.value is not None:
        return one.value.within(other.value)
    return question.lies_within(one.answer, other.answer)


def clashes(question: Question, statements: Iterable[Statement], order: Sequence[str] = ()) -> list[Clash]:
    """All clashes on one question, between parties first, then by party and answer.

    `order` is the order of the parties, disputants first; those that it does not name follow as they come.
    """
    groups = positions(question, statements, order)
    found = _Entries(question, groups)
    own: dict[str, list[SamePosition]] = defaultdict(list)
    for group in groups:
        if group.one.own:
            own[group.one.party].append(group)
    for at, first in enumerate(groups):
        for second in groups[at + 1 :]:
            one, other = first.one, second.one
            if one.party == other.party and one.own and other.own:
                continue
            why = rule(question, one, other)
            if why is not None:
                _between(question, found, why, first, second)
    for several in own.values():
        if len(several) > 1:
            _inside(question, found, several)
    return found.sorted()


def positions(question: Question, statements: Iterable[Statement], order: Sequence[str]) -> list[SamePosition]:
    """Statements by position: in the order of the parties, their own before what others tell, by answer."""
    taken: dict[tuple[str, str, str, Polarity], list[Statement]] = {}
    for statement in statements:
        taken.setdefault(statement.key, []).append(statement)
    place = {party: at for at, party in enumerate(order)}
    for each in taken.values():
        place.setdefault(each[0].party, len(place))
        place.setdefault(each[0].as_told_by or "", len(place))
    place[""] = -1

    def by_party(several: list[Statement]) -> tuple[object, ...]:
        one = several[0]
        asked = (answer_place(question, one), one.polarity is Polarity.DENIES)
        return (place[one.party], place[one.as_told_by or ""], *asked)

    return [SamePosition(at, each) for at, each in enumerate(sorted(taken.values(), key=by_party))]


def answer_place(question: Question, statement: Statement) -> tuple[object, ...]:
    """The place of an answer among those of its question: as declared; a date or number by its value."""
    if statement.value is not None:
        return tuple(getattr(statement.value, "sort_key", ()))
    return (question.place(statement.answer),)


def superseded(question: Question, statements: list[Statement]) -> set[int]:
    """Statements (by place in the list) that are history on a question that changes.

    A position stands until its own party surely later takes one that does not go with it.
    Takes time in proportion to the statements of a party times its positions.
    """
    if question.changes is Changes.NO:
        return set()
    last: dict[tuple[str, str], dict[tuple[str, Polarity], tuple[int, Statement]]] = defaultdict(dict)
    for each in statements:
        if each.replaced or each.when.first is None:
            continue
        known = last[each.party, each.as_told_by or ""]
        position = (each.answer, each.polarity)
        if position not in known or known[position][0] < each.when.first:
            known[position] = (each.when.first, each)
    return {
        at
        for at, statement in enumerate(statements)
        if statement.when.last is not None
        for first, other in last[statement.party, statement.as_told_by or ""].values()
        if statement.when.last < first and rule(question, statement, other) is not None
    }


def day_order(statement: Statement) -> tuple[object, ...]:
    """An order for display: by day, unknown days last, then as in the file."""
    return (statement.when.sort_key, statement.place)


@dataclass
class _Entries:
    """Clashes as they are found: of each rule, scope, strength and pair of positions, the claims on either side."""

    question: Question
    groups: list[SamePosition]
    found: dict[tuple[ClashRule, ClashScope, Strength, int, int], tuple[dict[int, Statement], dict[int, Statement]]] = (
        field(default_factory=dict)
    )

    def add(  # noqa: PLR0913 - what an entry is made of
        self,
        why: ClashRule,
        scope: ClashScope,
        strength: Strength,
        first: SamePosition,
        second: SamePosition,
        cited: tuple[Iterable[Statement], Iterable[Statement]],
    ) -> None:
        """Note the claims of two positions that clash, if there are any."""
        some, others = ({id(each): each for each in side} for side in cited)
        if some and others:
            left, right = self.found.setdefault((why, scope, strength, first.place, second.place), ({}, {}))
            left.update(some)
            right.update(others)

    def sorted(self) -> list[Clash]:
        """The entries: between parties first, direct ones first, then by positions."""
        scopes, strengths = list(ClashScope), list(Strength)

        def by_sides(key: tuple[ClashRule, ClashScope, Strength, int, int]) -> tuple[object, ...]:
            why, scope, strength, first, second = key
            return (scopes.index(scope), strengths.index(strength), first, second, why)

        return [
            Clash(self.question.id, key[0], key[1], key[2], (_side(left.values()), _side(right.values())))
            for key in sorted(self.found, key=by_sides)
            for left, right in [self.found[key]]
        ]


def _between(question: Question, found: _Entries, why: ClashRule, first: SamePosition, second: SamePosition) -> None:
    """Clashes of positions of which not both are one party's own; what was taken back is in none of them."""
    one, other = first.one, second.one
    if not (one.own and other.own):
        scope = ClashScope.AS_RELAYED
    elif one.side is not None and one.side == other.side:
        scope = ClashScope.SPLIT
    else:
        scope = ClashScope.CONTESTED
    some, others = first.standing, second.standing
    if question.changes is Changes.NO:
        _cite(found, why, scope, (some, others), Relation.ANY)
        return
    _cite(found, why, scope, (some, others), Relation.SAME_DAY)
    if question.changes is Changes.ANYHOW:
        _cite(found, why, scope, (some, others), Relation.UNORDERED, tension=True)
        return
    if steps_back(question, one, other):
        _cite(found, why, scope, (some, others), Relation.BEFORE)
    if steps_back(question, other, one):
        _cite(found, why, scope, (some, others), Relation.AFTER)


def _inside(question: Question, found: _Entries, groups: list[SamePosition]) -> None:
    """Clashes of a party's own positions with one another."""
    against = _against(question, groups)
    for first in groups:
        for second in groups:
            if first.place < second.place and (why := against.get((first.place, second.place))):
                _at_odds(question, found, why, first, second)
    for turn in turns(question, groups, frozenset(against)):
        earlier, later = turn.earlier, turn.later
        if turn.split and (earlier.replaced or later.replaced):
            continue
        why = against[earlier.group.place, later.group.place]
        strength = Strength.IN_TENSION if earlier.hedged or later.hedged else Strength.DIRECT
        some, others = earlier, later
        if turn.split and earlier.group.place > later.group.place:
            some, others = later, earlier
        scope = ClashScope.SPLIT if turn.split else ClashScope.SHIFT
        found.add(why, scope, strength, some.group, others.group, (some.statements, others.statements))


def turns(
    question: Question, groups: list[SamePosition], against: frozenset[tuple[int, int]] | None = None
) -> Iterator[Turn]:
    """Where a party's own positions gave way to others that cannot stand beside them, or two speakers did not.

    Of a fact that changes: where a later day is given an earlier stage, or the last one is denied. `against` are those
    pairs of positions, by their places, that cannot stand together, if they are known.
    """
    if question.changes is Changes.ANYHOW:
        return
    against = frozenset(_against(question, groups)) if against is None else against
    forward = question.changes is Changes.FORWARD
    for turn in Turns(groups, against, same_day_only=forward).found():
        if not forward or steps_back(question, turn.earlier.group.one, turn.later.group.one):
            yield turn


def _against(question: Question, groups: list[SamePosition]) -> dict[tuple[int, int], ClashRule]:
    """The pairs of positions that cannot stand together, both ways round, and why."""
    return {
        (first.place, second.place): why
        for first in groups
        for second in groups
        if first is not second and (why := rule(question, first.one, second.one)) is not None
    }


def _at_odds(question: Question, found: _Entries, why: ClashRule, first: SamePosition, second: SamePosition) -> None:
    """Own claims of which neither is surely the later: of one speaker, or of two."""
    some, others = first.standing, second.standing
    relations = [Relation.SAME_DAY] if question.changes is Changes.FORWARD else [Relation.SAME_DAY, Relation.UNORDERED]
    for relation in relations:
        tension = question.changes is Changes.ANYHOW and relation is Relation.UNORDERED
        for speaker in some.by_speaker:
            mine, theirs = some.by_speaker[speaker], others.by_speaker.get(speaker)
            if theirs is not None:
                _cite(found, why, ClashScope.VARYING_ACCOUNTS, (mine, theirs), relation, tension=tension)
        if len({*some.by_speaker, *others.by_speaker}) > 1:
            _cite(found, why, ClashScope.SPLIT, (some, others), relation, tension=tension, two_speakers=True)


def _cite(  # noqa: PLR0913 - what tells which claims are cited
    found: _Entries,
    why: ClashRule,
    scope: ClashScope,
    between: tuple[SamePosition, SamePosition],
    relation: Relation,
    *,
    tension: bool = False,
    two_speakers: bool = False,
) -> None:
    """Note those claims of two positions that clash where their days lie to one another in some way.

    Two certain claims clash directly, all others in tension (with `tension` these, too).
    """
    some, others = between
    if not some.statements or not others.statements:
        return
    left = _meeting(some, others, relation, two_speakers=two_speakers)
    right = _meeting(others, some, relation.turned, two_speakers=two_speakers)
    found.add(why, scope, Strength.IN_TENSION if tension else Strength.DIRECT, some, others, (left[0], right[0]))
    found.add(why, scope, Strength.IN_TENSION, some, others, (left[1], right[1]))


def _meeting(
    some: SamePosition, others: SamePosition, relation: Relation, *, two_speakers: bool
) -> tuple[list[Statement], list[Statement]]:
    """Those of some statements that meet one of others: certain ones that meet certain ones, and all other pairs."""
    certain = [
        each for each in some.certain.statements if others.certain.meets(each, relation, two_speakers=two_speakers)
    ]
    hedged = [
        each
        for each in some.statements
        if (others if each.hedged else others.hedged).meets(each, relation, two_speakers=two_speakers)
    ]
    return certain, hedged


def steps_back(question: Question, earlier: Statement, later: Statement) -> bool:
    """Whether a position on a later day goes back behind an earlier one: to an earlier stage, or off the last one."""
    if earlier.polarity is Polarity.DENIES:
        return False
    if later.polarity is Polarity.AFFIRMS:
        return question.stage(later.answer) < question.stage(earlier.answer)
    return lies_within(question, earlier, later) and question.stage(later.answer) == question.last_stage


def _side(statements: Iterable[Statement]) -> ClashSide:
    ordered = sorted(statements, key=day_order)
    one = ordered[0]
    claims = tuple(dict.fromkeys(each.claim.id for each in ordered))
    return ClashSide(one.party, one.as_told_by, one.answer, one.polarity, claims)
