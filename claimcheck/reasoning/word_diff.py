"""Two wordings of one thing, word by word.

Words are never cut: "not", "wasn't" and "cannot" stay or go as a whole, because half a negation is none. A typographic
apostrophe or dash is the same as a plain one, and the mark that ends a quote belongs to who set it in type; anything
else that differs is shown.

Cost: of one text, in proportion to its words; of two, see `word_diff`.
"""

from __future__ import annotations

import difflib

from claimcheck.characters.folding import read, read_in_case
from claimcheck.characters.patterns import lazy
from claimcheck.characters.sets import APOSTROPHES, HYPHENS, INVISIBLE
from claimcheck.frozen import frozen

MOST_WORDS = 400  # a hostile pair of texts takes time like the cube of its words; ours have 30
LEAST_ALIKE = 0.2  # below this share of common words, marks say less than the two texts side by side

_TOKEN = lazy(rf"\w+(?:[{APOSTROPHES}{HYPHENS}{INVISIBLE}]+\w+)*|[^\w\s{INVISIBLE}]")
_ENDINGS = frozenset(".,;:")


@frozen
class Segment:
    """A stretch of two texts: the same words in both, or what stands in the one and in the other in its place."""

    same: bool
    one: str
    other: str


def word_diff(one: str, other: str) -> tuple[Segment, ...]:
    """The stretches of two texts in order; none where either is too long to compare.

    Swapping the texts swaps the sides and nothing else.
    At worst it takes time in proportion to the product of their words.
    """
    if other < one:
        return tuple(Segment(each.same, each.other, each.one) for each in word_diff(other, one))
    left, right = _tokens(one), _tokens(other)
    if max(len(left), len(right)) > MOST_WORDS:
        return ()
    matcher = difflib.SequenceMatcher(
        None, [read_in_case(each[0]) for each in left], [read_in_case(each[0]) for each in right], autojunk=False
    )
    return tuple(
        Segment(tag == "equal", _text(one, left[a:b]), _text(other, right[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
    )


def alike(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1; the same whichever comes first."""
    left, right = words(one), words(other)
    together = left | right
    return len(left & right) / len(together) if together else 0.0


def words(text: str) -> frozenset[str]:
    """The different words of a text, case and punctuation apart."""
    return frozenset(read(word) for word, _, _ in _tokens(text) if word[0].isalnum())


def _tokens(text: str) -> list[tuple[str, int, int]]:
    found = [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    while found and found[-1][0] in _ENDINGS:
        found.pop()
    return found


def _text(whole: str, tokens: list[tuple[str, int, int]]) -> str:
    return whole[tokens[0][1] : tokens[-1][2]] if tokens else ""
