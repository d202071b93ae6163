"""A value that is known between two bounds: "some day within", "some number within"."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from claimcheck.frozen import frozen

QUALIFIERS = "?~%"


@frozen
class Range:
    """One unknown value between `low` and `high` (both included; None is an open end).

    `qualified` says that the writer marked it as uncertain or approximate, so that its bounds prove nothing.
    """

    text: str
    low: int | Decimal | None
    high: int | Decimal | None
    qualified: bool = False

    def surely_before(self, other: Self) -> bool:
        """Whether every value of this range is below every value of the other, neither being qualified."""
        return not self.qualified and not other.qualified and self.below(other)

    def below(self, other: Self) -> bool:
        """Whether the bounds of this range lie wholly below those of the other, qualified or not."""
        return self.high is not None and other.low is not None and self.high < other.low

    def disjoint(self, other: Self) -> bool:
        """Whether no value fits both, by their bounds."""
        return self.below(other) or other.below(self)

    def within(self, other: Self) -> bool:
        """Whether every value of this range is also in the other."""
        low_fits = other.low is None or (self.low is not None and self.low >= other.low)
        high_fits = other.high is None or (self.high is not None and self.high <= other.high)
        return low_fits and high_fits

    @property
    def value(self) -> tuple[object, ...]:
        """What it says, however it is spelled: `2031-01` is `2031-01-XX`, and 120 is 120.0."""
        return (self.low, self.high, "".join(each for each in self.text if each in QUALIFIERS))

    @property
    def exact(self) -> bool:
        """Whether it is one value, not qualified."""
        return not self.qualified and self.low is not None and self.low == self.high

    def same_as(self, other: Self) -> bool:
        """Whether both are one and the same exact value."""
        return self.exact and other.exact and self.low == other.low

    def __str__(self) -> str:
        """As it was written."""
        return self.text

    def __json__(self) -> str:
        """In a record, too, it stands as it was written."""
        return self.text
