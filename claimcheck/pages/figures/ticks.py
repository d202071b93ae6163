"""What an axis of days names, and what the signs on it mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from claimcheck.blocks import Extent, Key, LaneSpan, Sign
from claimcheck.model.when import When
from claimcheck.pages.dates import day

_SIGNS = (
    (Sign("", "", extent=Extent.POINT), "a certain day"),
    (Sign("", "", extent=Extent.WITHIN), "some day within"),
    (Sign("", "", extent=Extent.UNTIL), "then or earlier"),
    (Sign("", "", extent=Extent.SINCE), "then or later"),
    (Sign("", "", about=True, extent=Extent.POINT), "about then, or uncertain: neither end is a bound"),
)


def ticks(days: Sequence[When]) -> tuple[tuple[int, str], ...]:
    """Days in words, by how much an axis needs them: both ends, certain days (the busiest first), other bounds."""
    ends = [each for when in days for each in (when.low, when.high) if each is not None]
    counted = Counter(each.low for each in days if each.exact and each.low is not None)
    often = sorted(counted, key=lambda each: (-counted[each], each))
    wanted = dict.fromkeys([*((min(ends), max(ends)) if ends else ()), *often, *sorted(ends)])
    return tuple((each, day(When.parse(date.fromordinal(each).isoformat()))) for each in wanted)


def signs(spans: Iterable[LaneSpan]) -> Key:
    """What the ways mean in which marks lie on an axis, of those that some marks lie in."""
    lie = {_lies(span) for span in spans}
    return tuple(each for each in _SIGNS if (each[0].extent, each[0].about) in lie)


def _lies(span: LaneSpan) -> tuple[Extent, bool]:
    if span.mark.about:
        return Extent.POINT, True
    if span.low is None:
        return Extent.UNTIL, False
    if span.high is None:
        return Extent.SINCE, False
    return (Extent.POINT if span.low == span.high else Extent.WITHIN), False
