"""What goes wrong between the program and the person who calls it.

Bad data is a value (`model.diagnostic.Diagnostic`); a call that cannot be answered is one of these: a sentence, a hint
and an exit status. They are raised anywhere, and told in `cli/app.py` unless somebody on the way can do better.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

LONGEST_WORD = 100
MOST_WORDS = 2000
LEAST_ALIKE = 60
"""Of 100: words that are less alike are hardly a slip of the hand."""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like `word`, best first; at most `most`.

    Takes time in proportion to the known words; of very many, or for what is no word, there is none.
    """
    words = sorted(set(known))
    if len(word) > LONGEST_WORD or len(words) > MOST_WORDS:
        return []
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only who made a slip waits for it

    found = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=most)
    return [each for each, _, _ in found]


class Guess(NamedTuple):
    """What may have been meant: a hint in words, and the words themselves, best first."""

    hint: str
    words: tuple[str, ...] = ()


def guess(word: str, known: Iterable[str]) -> Guess:
    """What may have been meant; the hint is such as "did you mean `denies`?", or all known words where they are few."""
    words = sorted(set(known))
    close = tuple(nearest(word, words))
    if close:
        return Guess("did you mean " + " or ".join(f"`{each}`" for each in close) + "?", close)
    return Guess("known: " + ", ".join(words) if words and len(words) <= 12 else "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint of a guess alone."""
    return guess(word, known).hint


class ClaimcheckError(Exception):
    """A call that cannot be answered: one sentence, one hint, one exit status."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        """`message` says what was found and what was expected; `hint` what to do about it."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details: tuple[str, ...] = ()
        """Lines that say why, one for each problem; they are told before the message."""


class NoCollectionError(ClaimcheckError):
    """There is no `claims/` folder here or above."""


class UnknownIdError(ClaimcheckError):
    """An id that names nothing of the kind asked for."""

    def __init__(self, kind: str, word: str, known: Iterable[str]) -> None:
        """`kind` is the kind of thing in words (`incident`), `known` the ids that would have done."""
        super().__init__(f"no {kind} `{word}` in this collection", did_you_mean(word, known))


class AmbiguousIdError(ClaimcheckError):
    """An id that names more than one kind of thing."""


class UsageError(ClaimcheckError):
    """Options or arguments that do not fit together."""


class UnreadableError(ClaimcheckError):
    """What was asked for cannot be read."""


class PublicationError(ClaimcheckError):
    """What is to be published would give away what must not be."""


class TogetherError(ClaimcheckError):
    """What is to be published tells, beside an earlier release, what one of the two hides."""

    exit_status: ClassVar[int] = 1

    def __init__(self, told: tuple[str, ...]) -> None:
        """`told` are lines, one for each thing that the two releases tell."""
        number = "one thing" if len(told) == 1 else f"{len(told):,} things"
        super().__init__(
            f"nothing was written: beside the earlier release it would tell {number}",
            "show the lines above to nobody: they name what is hidden; without --against it is written all the same",
        )
        self.details = told


class OutputError(ClaimcheckError):
    """The result could not be written where it was wanted."""


class EditError(ClaimcheckError):
    """A file cannot be changed as asked without changing what else it says."""


class LockedError(ClaimcheckError):
    """Another writer holds the file."""


class WriteError(ClaimcheckError):
    """A file could not be written; what was there is there still."""
