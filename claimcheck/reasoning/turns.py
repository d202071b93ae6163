"""How one party turns: which of its own words, surely earlier, gave way to which that cannot stand beside them.

Each position is judged against the party's next word against it; what lies farther back is history. So of two
statements in order the earlier is passed over where, on a day surely between, it was given up (something was said
that it could not stand with) or said again, and where it is said again by words that are not in order with the later
and cannot stand beside them, or in one breath with the later. What is hedged neither gives up nor repeats what was
certain. Of two speakers, one of whom says his own both before and after the other's and never left it, it is no turn:
the two are split.

Cost: statements that cannot be told apart (position, speaker, hedge, days) are taken together; each such bundle looks
at those of its next day. For b bundles of k positions in b k log b steps.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf

from claimcheck.frozen import frozen
from claimcheck.reasoning.order import Relation, SamePosition, first, last
from claimcheck.reasoning.statements import Statement


@frozen(eq=False)
class Bundle:
    """Statements of one position that no rule tells apart."""

    group: SamePosition
    speaker: str
    hedged: bool
    replaced: bool
    first: float
    last: float
    statements: list[Statement]

    @property
    def utterance(self) -> str:
        """The utterance, or any of several that say nothing else."""
        return self.statements[0].utterance


@frozen
class Turn:
    """Two bundles of which the later is the next word against the earlier; `split` where neither speaker gave way."""

    earlier: Bundle
    later: Bundle
    split: bool


class _Days:
    """Bundles by their first possible day: which is the next whose days end first?"""

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        self.bundles = sorted(bundles, key=lambda each: each.first)
        self.firsts = [each.first for each in self.bundles]
        self.ends = [inf] * (len(self.bundles) + 1)
        for at in range(len(self.bundles) - 1, -1, -1):
            self.ends[at] = min(self.ends[at + 1], self.bundles[at].last)
        self.lasts = sorted(each.last for each in self.bundles)

    def next_end(self, day: float) -> float:
        """The last possible day of whichever surely after a day ends first; infinite where none is."""
        return self.ends[bisect_right(self.firsts, day)]

    def next_first(self, day: float) -> float:
        """The first possible day of the next that is surely after a day; infinite where none is."""
        at = bisect_right(self.firsts, day)
        return self.firsts[at] if at < len(self.firsts) else inf

    def latest_last(self, day: float) -> float:
        """The last possible day of the latest that is surely before a day; minus infinity where none is."""
        at = bisect_left(self.lasts, day)
        return self.lasts[at - 1] if at else -inf

    def window(self, day: float, end: float) -> list[Bundle]:
        """Those surely after a day whose first possible day is not after another."""
        return self.bundles[bisect_right(self.firsts, day) : bisect_right(self.firsts, end)]


class Turns:
    """The turns among the own positions of a party, of which some pairs (by their places) cannot stand together.

    With `same_day_only` words that are not in order are at odds only if they are of one certain day.
    """

    def __init__(self, groups: list[SamePosition], against: frozenset[tuple[int, int]], *, same_day_only: bool) -> None:
        self.groups = {group.place: group for group in groups}
        self.opposed: dict[int, list[int]] = defaultdict(list)
        for one, other in sorted(against):
            self.opposed[one].append(other)
        self.at_odds = [Relation.SAME_DAY] if same_day_only else [Relation.SAME_DAY, Relation.UNORDERED]
        said = Counter(each.utterance for group in groups for each in group.statements)
        self.bundles = {group.place: list(_bundles(group, said)) for group in groups}
        # per question and party, so that nothing outlives it
        self._said = lru_cache(maxsize=None)(self._saying)
        self._against = lru_cache(maxsize=None)(self._opposing)
        self._next = lru_cache(maxsize=None)(self._next_words)

    def found(self) -> Iterator[Turn]:
        """Every turn, by its earlier position, then in order of days."""
        for place in self.groups:
            for earlier in sorted(self.bundles[place], key=lambda each: (each.first, each.last)):
                if earlier.last == inf:
                    continue
                end = self._next(place, not earlier.hedged).next_end(earlier.last)
                for other in self.opposed[place]:
                    for later in self._said(other, certain=False).window(earlier.last, end):
                        if earlier.utterance != later.utterance and not self._said_again(earlier, later):
                            yield Turn(earlier, later, self._neither_gave_way(earlier, later))

    def _said_again(self, earlier: Bundle, later: Bundle) -> bool:
        """Whether it is said again by words that stand, are at odds with the later and not in order with it."""
        group = self.groups[earlier.group.place]
        if any(earlier.hedged or not each.hedged for each in group.by_utterance.get(later.utterance, ())):
            return True  # in one breath with the later: the two stand beside each other
        if later.replaced:
            return False
        again = group.standing if earlier.hedged else group.certain.standing
        if not again.statements:
            return False
        return any(again.meets(each, relation) for relation in self.at_odds for each in later.statements[:1])

    def _neither_gave_way(self, earlier: Bundle, later: Bundle) -> bool:
        """Whether one of two speakers says his own both before and after the other's, and never left it."""
        if earlier.speaker == later.speaker:
            return False
        mine, theirs = earlier.group.place, later.group.place
        again = self._said(mine, certain=not earlier.hedged, speaker=earlier.speaker).next_first(later.last)
        if again != inf:
            left = self._against(mine, certain=not earlier.hedged, speaker=earlier.speaker).next_end(earlier.last)
            if left >= again:
                return True
        before = self._said(theirs, certain=not later.hedged, speaker=later.speaker).latest_last(earlier.first)
        if before == -inf:
            return False
        left = self._against(theirs, certain=not later.hedged, speaker=later.speaker).next_end(before)
        return left >= later.first

    def _saying(self, place: int, *, certain: bool, speaker: str | None = None) -> _Days:
        """What says a position: of everybody or one speaker, with hedges or without."""
        return _Days(_some(self.bundles[place], certain=certain, speaker=speaker))

    def _opposing(self, place: int, *, certain: bool, speaker: str | None = None) -> _Days:
        """What gives a position up."""
        return _Days(
            each
            for other in self.opposed[place]
            for each in _some(self.bundles[other], certain=certain, speaker=speaker)
        )

    def _next_words(self, place: int, certain: bool) -> _Days:  # noqa: FBT001 - the key of what is remembered
        """What gives a position up or says it again."""
        return _Days([*self._against(place, certain=certain).bundles, *self._said(place, certain=certain).bundles])


def _some(bundles: list[Bundle], *, certain: bool, speaker: str | None) -> Iterator[Bundle]:
    return (each for each in bundles if not (certain and each.hedged) and (speaker is None or each.speaker == speaker))


def _bundles(group: SamePosition, said: Counter[str]) -> Iterator[Bundle]:
    """The statements of a position, those together that nothing tells apart; of an utterance that says more, alone."""
    found: dict[object, list[Statement]] = defaultdict(list)
    for each in group.statements:
        key = (
            each.claim.speaker,
            each.hedged,
            each.replaced,
            each.when.first,
            each.when.last,
            each.utterance if said[each.utterance] > 1 else None,
        )
        found[key].append(each)
    for statements in found.values():
        one = statements[0]
        yield Bundle(group, one.claim.speaker, one.hedged, one.replaced, first(one.when), last(one.when), statements)
