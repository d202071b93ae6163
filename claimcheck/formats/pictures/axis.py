"""Where numbers fall on an axis on which long empty stretches are shortened, and how marks find room in a lane."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from claimcheck.blocks import Lanes, LaneSpan
from claimcheck.frozen import frozen

UNSHORTENED = 7  # a longer stretch in which nothing begins or ends grows with its logarithm only
SEEN = 0.6  # a stretch that is drawn shorter than this share of its length is marked as shortened


@frozen
class Axis:
    """Some numbers in order and their places; between two of them places are in proportion."""

    edges: tuple[int, ...]
    places: tuple[float, ...]
    begin: float
    end: float

    def at(self, number: int | None, *, otherwise: float) -> float:
        """The place of a number; None is an open end, whose place is `otherwise`."""
        if number is None or not self.edges:
            return otherwise
        after = min(max(bisect_right(self.edges, number), 1), len(self.edges) - 1)
        low, high = self.edges[after - 1], self.edges[after]
        begin, end = self.places[after - 1], self.places[after]
        return begin + (end - begin) * (number - low) / (high - low)

    def shortened(self) -> list[float]:
        """The middles of stretches that are drawn shorter than they are."""
        gaps = list(zip(self.edges, self.edges[1:], self.places, self.places[1:], strict=False))
        return [(left + right) / 2 for low, high, left, right in gaps if _weight(high - low) < SEEN * (high - low)]


def axis(lanes: Lanes, begin: float, end: float) -> Axis:
    """The axis on which all marks of some lanes fall between two places; a mark fills its last number, too."""
    edges: set[int] = set()
    for span in lanes.spans:
        edges |= {span.low} if span.low is not None else set()
        edges |= {span.high + 1} if span.high is not None else set()
    numbers = sorted(edges)
    if len(numbers) == 1:
        numbers.append(numbers[0] + 1)
    weights = [_weight(high - low) for low, high in itertools.pairwise(numbers)]
    places, total = [begin], sum(weights)
    for weight in weights:
        places.append(places[-1] + (end - begin) * weight / total)
    return Axis(tuple(numbers), tuple(places[: len(numbers)]), begin, end)


def following(spans: Sequence[LaneSpan]) -> list[tuple[int, int]]:
    """Which span leads to which: one that ends before another begins, with none that lies wholly between the two.

    Takes time in proportion to the square of the spans.
    """
    pairs = []
    for one, span in enumerate(spans):
        if span.high is None:
            continue
        after = [(number, each) for number, each in enumerate(spans) if each.low is not None and each.low > span.high]
        end = min((each.high for _, each in after if each.high is not None), default=math.inf)
        pairs += [(one, number) for number, each in after if each.low is not None and each.low <= end]
    return pairs


def pack(extents: Iterable[tuple[float, float]], gap: float) -> list[int]:
    """A row for each extent, so that no two in one row touch; the first row that has room takes it.

    Extents come in the order in which they are to be placed. Takes time in proportion to the extents times the rows.
    """
    taken: list[list[tuple[float, float]]] = []
    found = []
    for left, right in extents:
        for number, row in enumerate(taken):
            if all(right + gap <= other_left or other_right + gap <= left for other_left, other_right in row):
                row.append((left, right))
                found.append(number)
                break
        else:
            taken.append([(left, right)])
            found.append(len(taken) - 1)
    return found


def shown(places: Sequence[float], widths: Sequence[float], begin: float, end: float, gap: float) -> list[int]:
    """Which of some labels can be shown, each about its place, inside two bounds and not on one that came before."""
    kept: list[int] = []
    extents: list[tuple[float, float]] = []
    for number, (place, width) in enumerate(zip(places, widths, strict=True)):
        left = min(max(place - width / 2, begin), end - width)
        if left >= begin and all(left + width + gap <= a or b + gap <= left for a, b in extents):
            kept.append(number)
            extents.append((left, left + width))
    return sorted(kept, key=lambda number: places[number])


def _weight(length: int) -> float:
    return length if length <= UNSHORTENED else UNSHORTENED * (1 + math.log(length / UNSHORTENED))
