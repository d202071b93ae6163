"""What words do to an answer. It stands apart from claims because the options of commands name it, too."""

from __future__ import annotations

from enum import StrEnum


class Polarity(StrEnum):
    """Whether the words affirm or deny an answer."""

    AFFIRMS = "affirms"
    DENIES = "denies"


class Stance(StrEnum):
    """What the words do to an answer.

    Source: the lattice of polarity and certainty, relative to a speaker, of FactBank (Saurí and Pustejovsky 2009).
    """

    ASSERTS = "asserts"
    IMPLIES = "implies"
    CONCEDES = "concedes"
    SUGGESTS = "suggests"
    DENIES = "denies"
    PRECLUDES = "precludes"
    DOUBTS = "doubts"
    WITHHOLDS = "withholds"
    COMMENTS = "comments"

    @property
    def polarity(self) -> Polarity | None:
        """Affirms, denies, or None where no position is taken."""
        return _POLARITIES.get(self)

    @property
    def hedged(self) -> bool:
        """Whether the words stop short of certainty."""
        return self in (Stance.SUGGESTS, Stance.DOUBTS)

    @property
    def implied(self) -> bool:
        """Whether the position follows from the words and is not itself said."""
        return self in (Stance.IMPLIES, Stance.PRECLUDES)

    @property
    def plainness(self) -> int:
        """How plainly the position is taken, 0 being the plainest: said, granted, hedged, implied."""
        return _PLAINNESS[self]


_POLARITIES = {
    Stance.ASSERTS: Polarity.AFFIRMS,
    Stance.IMPLIES: Polarity.AFFIRMS,
    Stance.CONCEDES: Polarity.AFFIRMS,
    Stance.SUGGESTS: Polarity.AFFIRMS,
    Stance.DENIES: Polarity.DENIES,
    Stance.PRECLUDES: Polarity.DENIES,
    Stance.DOUBTS: Polarity.DENIES,
}
_PLAINNESS = {
    Stance.ASSERTS: 0,
    Stance.DENIES: 0,
    Stance.CONCEDES: 1,
    Stance.SUGGESTS: 2,
    Stance.DOUBTS: 2,
    Stance.IMPLIES: 3,
    Stance.PRECLUDES: 3,
    Stance.WITHHOLDS: 4,
    Stance.COMMENTS: 5,
}
POSITIONS = tuple(stance for stance in Stance if stance.polarity is not None)
"""The stances that take a position, in the order of the files."""
