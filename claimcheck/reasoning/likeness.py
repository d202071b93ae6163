"""Which wordings are nearly the same, without comparing every one with every other.

Two texts are compared only if they share a run of three words; of short texts (under six words, or of a script that
is written without spaces) a run of five letters will do as well. An index from such runs to texts finds them in time
proportional to all words. A run that more than `TOO_COMMON` texts share tells nothing and is passed over, or a
thousand texts that open alike would be a million pairs.

A score compares letters, never meaning: with *not* left out a sentence scores above 90. It proposes; a person judges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.reasoning.folding import words

RUN = 3  # words
SHORT = 6  # words; below that, letters count too
LETTERS = 5
TOO_COMMON = 50
LEAST_ALIKE = 60
LEAST_WITHIN = 85
"""A passage is called recycled only where so much of the shorter text stands in the longer one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two texts by their places in the list; scores from 0 to 100.

    `alike` compares the whole of both, `within` the shorter with the passage of the longer that is most like it.
    """

    first: int
    second: int
    alike: int
    within: int


def distinctive(text: str) -> bool:
    """Whether a text is long enough for its like to mean anything: one short word is a term, not a wording."""
    found = words(text)
    return len(found) > 1 or len("".join(found)) >= 2 * LETTERS


def alike(texts: Sequence[str], least: int = LEAST_ALIKE) -> list[Alike]:
    """All pairs of different texts that are nearly the same, or of which one holds the other, best first.

    `least` is the lowest score of `alike` that counts. Texts that are the same once folded are compared once only, by
    the first of each.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - takes longer to import than most commands to answer

    bare = [" ".join(words(text)) for text in texts]
    found = []
    for first, second in sorted(_candidates(bare)):
        one, other = bare[first], bare[second]
        whole = round(fuzz.ratio(one, other))
        passage = round(fuzz.partial_ratio(one, other)) if _holds_passage(one, other) else whole
        if whole >= least or passage >= max(least, LEAST_WITHIN):
            found.append(Alike(first, second, whole, passage))
    return sorted(found, key=lambda pair: (-pair.alike, -pair.within, pair.first, pair.second))


def _holds_passage(one: str, other: str) -> bool:
    """Whether the shorter text has enough words to be a passage of the longer one."""
    return min(one.count(" "), other.count(" ")) + 1 > RUN


def _candidates(bare: Sequence[str]) -> set[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    seen: set[str] = set()
    for place, text in enumerate(bare):
        if text in seen or not text:
            continue
        seen.add(text)
        for run in set(_runs(text)):
            if len(places[run]) <= TOO_COMMON:
                places[run].append(place)
    return {
        (first, second)
        for sharing in places.values()
        if len(sharing) <= TOO_COMMON
        for at, first in enumerate(sharing)
        for second in sharing[at + 1 :]
    }


def _runs(text: str) -> Iterator[str]:
    parts = text.split(" ")
    yield from (" ".join(parts[at : at + RUN]) for at in range(len(parts) - RUN + 1))
    if len(parts) < SHORT:
        yield from (f"…{text[at : at + LETTERS]}" for at in range(max(1, len(text) - LETTERS + 1)))
