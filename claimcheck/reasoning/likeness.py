"""Which wordings are nearly the same, without comparing every one with every other.

Two texts are compared only if they share enough runs of three words; of short texts (under six words, or of a script
that is written without spaces) runs of five letters will do as well. An index from such runs to texts finds them in
time proportional to all words. A run that more than `TOO_COMMON` texts share tells nothing and is passed over, or a
thousand texts that open alike would be a million pairs.

A score compares letters, never meaning: with *not* left out a sentence scores above 90. It proposes; a person judges.

Cost: of `alike` see above; of a single text, in proportion to its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from claimcheck.characters.folding import words
from claimcheck.frozen import frozen

RUN = 3  # words
SHORT = 6  # words; below that, letters count too
LETTERS = 5
TOO_COMMON = 50
LEAST_SHARED = 0.2  # of the runs of the text that has fewer
MANY = 3
LEAST_OF_MANY = 0.15  # of three and more: with 3 of 10 words changed a third of all runs is left, at times half of that
LEAST_HELD = 0.5  # the same, before one text is looked for inside the other
LEAST_ALIKE = 60
LEAST_SHORT = 75  # of texts under six words, where one word in common is much
LEAST_WITHIN = 85
"""A passage is called recycled only where so much of the shorter text stands in the longer one."""


Run = str | tuple[str, ...]


@frozen
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
    for (first, second), share in _candidates(bare).items():
        one, other = bare[first], bare[second]
        whole = round(fuzz.ratio(one, other))
        passage = whole
        if share >= LEAST_HELD and _holds_passage(one, other):
            passage = max(whole, round(fuzz.partial_ratio(one, other)))
        enough = max(least, LEAST_SHORT) if _short(one) or _short(other) else least
        if whole >= enough or passage >= max(least, LEAST_WITHIN):
            found.append(Alike(first, second, whole, passage))
    return sorted(found, key=lambda pair: (-pair.alike, -pair.within, pair.first, pair.second))


def _holds_passage(one: str, other: str) -> bool:
    """Whether the shorter text has enough words to be a passage of the longer one."""
    return min(one.count(" "), other.count(" ")) + 1 > RUN


def _short(text: str) -> bool:
    return text.count(" ") + 1 < SHORT


def _candidates(bare: Sequence[str]) -> dict[tuple[int, int], float]:
    """Pairs of different texts that share enough runs, each with the greatest share, of words or of letters."""
    first = {text: place for place, text in reversed(list(enumerate(bare))) if text}
    found: dict[tuple[int, int], float] = {}
    for runs_of in (_runs_of_words, _runs_of_letters):
        runs = {place: runs_of(text) for text, place in sorted(first.items(), key=lambda each: each[1])}
        for pair, share in _sharing(runs):
            found[pair] = max(share, found.get(pair, 0.0))
    return found


def _sharing(runs: dict[int, set[Run]]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of places whose runs meet in enough of those of the one that has fewer."""
    common = Counter(chain.from_iterable(runs.values()))
    meeting = {run for run, times in common.items() if 1 < times <= TOO_COMMON}
    empty = {run for run, times in common.items() if times > TOO_COMMON}
    telling = {place: len(each) - len(each & empty) for place, each in runs.items()}
    places: dict[Run, list[int]] = {run: [] for run in meeting}
    for place, each in runs.items():
        shared = each & meeting
        for other, times in Counter(chain.from_iterable(places[run] for run in shared)).items():
            share = times / min(telling[place], telling[other])
            if share >= (LEAST_OF_MANY if times >= MANY else LEAST_SHARED):
                yield (other, place), share
        for run in shared:
            places[run].append(place)


def _runs_of_words(text: str) -> set[Run]:
    parts = text.split(" ")
    return set(zip(*(parts[at:] for at in range(RUN)), strict=False))


def _runs_of_letters(text: str) -> set[Run]:
    """Of short texts only: of others, words tell more."""
    if not _short(text):
        return set()
    return {text[at : at + LETTERS] for at in range(max(1, len(text) - LETTERS + 1))}
