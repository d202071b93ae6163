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


_POLARITIES = {
    Stance.ASSERTS: Polarity.AFFIRMS,
    Stance.IMPLIES: Polarity.AFFIRMS,
    Stance.CONCEDES: Polarity.AFFIRMS,
    Stance.SUGGESTS: Polarity.AFFIRMS,
    Stance.DENIES: Polarity.DENIES,
    Stance.DOUBTS: Polarity.DENIES,
}
POSITIONS = tuple(stance for stance in Stance if stance.polarity is not None)
"""The stances that take a position, in the order of the files."""
