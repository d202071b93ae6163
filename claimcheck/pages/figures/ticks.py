"""The days that an axis may name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcheck.model.when import When
from claimcheck.pages.dates import day


def ticks(days: Sequence[When]) -> tuple[tuple[int, str], ...]:
    """The certain days in words, those on which most happened first; of uncertain ones nothing."""
    counted = Counter(each.low for each in days if each.exact and each.low is not None)
    words = {each.low: day(each) for each in days if each.exact}
    return tuple((low, words[low]) for low, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
