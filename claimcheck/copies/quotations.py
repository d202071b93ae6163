"""Where the words of a quote stand in a copy: equality after `folds`, never likeness.

`…`, `...`, `[…]` and `(…)` split a quote into parts, which must follow one another in order with at most `NEAR`
characters between two of them. `[sic]` and words in brackets may stand in the copy or not. A match never begins or ends
inside a word, so that "lawful" is not found in "unlawful", nor "can" in "can't", nor "violent" in "non-violent".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from claimcheck.characters.patterns import lazy
from claimcheck.characters.sets import HYPHENS
from claimcheck.copies.folds import Folded, folded
from claimcheck.frozen import frozen

NEAR = 500
"""The most characters, after folding, that an ellipsis may stand for: a paragraph, not a page."""

_DOTS = r"(?:…|\.{3,}|\. \. \.)"
_ELLIPSIS = lazy(rf" ?(?:\[ ?{_DOTS} ?\]|\( ?{_DOTS} ?\)|< ?{_DOTS} ?>|{_DOTS}) ?")
_FIRST_DOTS = lazy(rf"^ ?(?:\[ ?{_DOTS} ?\]|\( ?{_DOTS} ?\)|{_DOTS}) ?")
_LAST_DOTS = lazy(rf" ?(?:\[ ?{_DOTS} ?\]|\( ?{_DOTS} ?\)|{_DOTS}) ?$")
_AT_EDGE = 8
"""Characters that an ellipsis and the spaces beside it may take."""
_WHOLE = lazy(r"\[[^\[\]]* [^\[\]]*\]")
_BRACKETS = lazy(r"( ?)\[([^\[\]]{1,200})\]( ?)")
_HYPHEN = lazy(f"[{HYPHENS}]")
_LETTERS = 3
"""Brackets inside a word that hold no more than this ("[T]he", "want[ed]") change its case or its ending."""
_WITHOUT_SPACES = lazy(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no spaces between words, or glue particles to them: every place may end a word there."""


class FoldedSpan(NamedTuple):
    """From one offset of a folded text to another."""

    start: int
    end: int


@frozen(slots=False)
class Quotation:
    """A quote made ready for the search, with what must stand just before and after it."""

    quote: str
    prefix: str = ""
    suffix: str = ""

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Its parts, folded, brackets still in them; empty for a quote without words."""
        whole = folded(self.quote).text.strip()
        if _WHOLE.fullmatch(whole) and not _ELLIPSIS.fullmatch(whole):
            return (whole,)  # words in brackets and nothing else: they are printed so, or without
        pieces = _ELLIPSIS.split(whole)
        return tuple(piece.strip() for piece in pieces if any(map(_in_word, _BRACKETS.sub("", piece))))

    @cached_property
    def _before(self) -> str:
        return folded(self.prefix).text.strip()

    @cached_property
    def _after(self) -> str:
        return folded(self.suffix).text.strip()

    @property
    def plain(self) -> tuple[str, ...]:
        """Its parts without brackets."""
        return tuple(" ".join(_BRACKETS.sub(r"\1\3", part).split()) or part[1:-1] for part in self.parts)

    def spans(self, words: Folded) -> list[FoldedSpan]:
        """Every place where it stands between its prefix and its suffix, in order.

        Takes time in proportion to the length of the text and the occurrences of the parts.
        """
        return [span for span in self.anywhere(words) if self.between(words.text, span)]

    def anywhere(self, words: Folded) -> list[FoldedSpan]:
        """Every place where it stands, whatever is around it."""
        places = []
        for part in self.parts:
            places.append(occurrences(part, words))
            if not places[-1]:
                return []
        return self.chained(places)

    def chained(self, places: Sequence[list[FoldedSpan]]) -> list[FoldedSpan]:
        """From where to where its parts stand one behind the other; `places` are those of each part."""
        chains: list[FoldedSpan] = []
        for number, found in enumerate(places):
            chains = list(_joined(chains, found)) if number else found
        return list({chain.start: chain for chain in reversed(chains)}.values())[::-1]

    def between(self, text: str, span: FoldedSpan) -> bool:
        """Whether a span stands between its prefix and its suffix; an ellipsis at its edge may be printed there."""
        before = text[max(0, span.start - len(self._before) - _AT_EDGE) : span.start].rstrip(" ")
        after = text[span.end : span.end + len(self._after) + _AT_EDGE].lstrip(" ")
        if self._edges[0] and not before.endswith(self._before):
            before = _LAST_DOTS.sub("", before)
        if self._edges[1] and not after.startswith(self._after):
            after = _FIRST_DOTS.sub("", after)
        return before.endswith(self._before) and after.startswith(self._after)

    @cached_property
    def _edges(self) -> tuple[bool, bool]:
        """Whether it begins, and whether it ends, in an ellipsis."""
        text = folded(self.quote).text.strip()
        return _FIRST_DOTS.match(text) is not None, _LAST_DOTS.search(text) is not None


def occurrences(part: str, words: Folded) -> list[FoldedSpan]:
    """Where one folded part stands in a text, from the edge of a word to the edge of a word."""
    if _WHOLE.fullmatch(part):
        found: Iterable[FoldedSpan] = sorted([*_found(part, words.text), *_found(part[1:-1], words.text)])
        return [span for span in found if may_begin(words, span.start) and may_end(words, span.end)]
    found = _matched(part, words.text) if "[" in part else _found(part, words.text)
    return [span for span in found if may_begin(words, span.start) and may_end(words, span.end)]


def _found(part: str, text: str) -> Iterator[FoldedSpan]:
    at = text.find(part)
    while at >= 0:
        yield FoldedSpan(at, at + len(part))
        at = text.find(part, at + 1)


def _matched(part: str, text: str) -> Iterator[FoldedSpan]:
    return (FoldedSpan(*match.span()) for match in _pattern(part).finditer(text) if match.group())


def _pattern(part: str) -> re.Pattern[str]:
    """A part with brackets: what is in them may stand in the copy, brackets and all, or not."""
    pattern, end = "", 0
    for match in _BRACKETS.finditer(part):
        left, inside, right = match.groups()
        before, after = part[: match.start()][-1:], part[match.end() :][:1]
        whole = re.escape(match.group())
        ends_word = not left and _in_word(before)
        begins_word = not right and _in_word(after)
        if begins_word and len(inside) <= _LETTERS:
            other = re.escape(left) + f"(?i:{re.escape(inside)})"
        elif ends_word and len(inside) <= _LETTERS:
            other = f"(?i:{re.escape(inside)})?{re.escape(right)}"
        elif before and after and (left or right):
            other = " " if _in_word(before) and _in_word(after) else " ?"
        else:
            other = ""
        pattern += re.escape(part[end : match.start()]) + f"(?:{whole}|{other})"
        end = match.end()
    return re.compile(pattern + re.escape(part[end:]))


def _joined(before: list[FoldedSpan], found: list[FoldedSpan]) -> Iterator[FoldedSpan]:
    """Chains that go on with the next part, each after the nearest end before it, if that is near enough."""
    ends = [span.end for span in before]
    for span in found:
        at = bisect_right(ends, span.start) - 1
        if at >= 0 and span.start - ends[at] <= NEAR:
            yield FoldedSpan(before[at].start, span.end)


def may_begin(words: Folded, at: int) -> bool:
    """Whether a word can begin at a place: not behind a letter or digit, nor behind a hyphen that joins it to one."""
    text = words.text
    return not _splits(text, at) and (at == 0 or text[at - 1] == "'" or not _joins(words, at - 1))


def may_end(words: Folded, at: int) -> bool:
    """Whether a word can end at a place: not before a letter or digit, nor before what joins it to one ("can't")."""
    text = words.text
    return not _splits(text, at) and (at == len(text) or not _joins(words, at))


def _splits(text: str, at: int) -> bool:
    """Whether a place is between two letters or digits of one word."""
    left, right = text[at - 1 : at] if at else "", text[at : at + 1]
    if not _in_word(left) or not _in_word(right):
        return False
    return not _WITHOUT_SPACES.match(left) and not _WITHOUT_SPACES.match(right)


def _joins(words: Folded, at: int) -> bool:
    """Whether the sign at a place holds the letters or digits on both of its sides together."""
    text = words.text
    sign, left, right = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not _in_word(left) or not _in_word(right):
        return False
    if sign == "-":
        return _HYPHEN.fullmatch(words.origin, words.start(at), words.end(at + 1)) is not None
    if sign == "'":
        return left.isalpha() and right.isalpha()
    return sign in ".,:" and left.isdigit() and right.isdigit()


def _in_word(character: str) -> bool:
    return character != "" and (character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M")
