"""What a reader passes over in a copy without thinking, so that a quote may leave it out.

These are marks of notes, a hyphen at a line's end, how a word is pronounced, headers and footers of pages.

It is looked for only where a quote does not stand in the copy as it is. Likeness decides nothing here either: what is
passed over is exactly one of these, and is named. A mark is never a digit of the number before it: "123" does not stand
in `12³`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from claimcheck.characters.patterns import lazy
from claimcheck.copies.folds import Folded
from claimcheck.copies.quotations import FoldedSpan, Quotation, may_begin, may_end
from claimcheck.copies.readers.reading import Aside, Passed
from claimcheck.frozen import frozen

MOST_STEPS = 20_000
"""In comparing one part of a quote at one place; no honest text needs a hundredth of them for each word."""

_RAISED = "⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_NOTES = lazy(
    rf"(?<=\S)(?<!\d[  ][kcdmµ]m)(?<!\d[  ]m)(?<!\b[kcdmк]m)(?<!\b[kcdm]²)[{_RAISED}]+(?:[,;–][{_RAISED}]+)*"
    r"|\[(?:\d{1,3}|[a-z]|note \d{1,3})\]"
    r"|(?<=\w)[*†‡]{1,3}(?!\w)"
)
_HYPHENS = lazy(r"(?<=[^\W\d_])[-\u2010\u2011]\n\s*(?=[^\W\d_])")
_LINE_END = lazy(r"[-\u2010\u2011\u00ad]")


class QuoteFound(NamedTuple):
    """Where a quote stands, and what was passed over in it, in the order of the text."""

    span: FoldedSpan
    passed: tuple[Passed, ...]


@frozen(slots=False)
class Asides:
    """A folded copy, and what its reader marked as standing between its words."""

    words: Folded
    marked: tuple[Passed, ...] = ()

    def spans(self, quotation: Quotation) -> list[QuoteFound]:
        """Every place where a quote stands between its prefix and suffix if asides are passed over, in order."""
        if not self.passed or not quotation.plain:
            return []
        by_span: dict[FoldedSpan, tuple[Passed, ...]] = {}
        parts = []
        for part in quotation.plain:
            found = list(self._occurrences(part))
            if not found:
                return []
            by_span.update({each.span: each.passed for each in found})
            parts.append([each.span for each in found])
        chains = [span for span in quotation.chained(parts) if quotation.between(self.words.text, span)]
        return [QuoteFound(span, self._within(span, by_span)) for span in chains]

    def _within(self, span: FoldedSpan, by_span: dict[FoldedSpan, tuple[Passed, ...]]) -> tuple[Passed, ...]:
        inside = (each for part, passed in by_span.items() if span.start <= part.start < span.end for each in passed)
        return tuple(sorted(set(inside)))

    @cached_property
    def passed(self) -> tuple[Passed, ...]:
        """Everything in the copy that may be passed over, by its place in the folded text."""
        origin = self.words.origin
        found = [
            *self.marked,
            *(Passed(*match.span(), Aside.NOTE) for match in _NOTES.finditer(origin)),
            *(Passed(*match.span(), Aside.HYPHEN) for match in _HYPHENS.finditer(origin)),
        ]
        kept: list[Passed] = []
        for each in sorted(found):
            start, end = self._place(each.start), self._place(each.end)
            if end > start and (not kept or start >= kept[-1].end):
                kept.append(Passed(start, end, each.what))
        return tuple(kept)

    def _place(self, offset: int) -> int:
        """Where in the folded text a character of the copy stands."""
        return bisect_left(range(len(self.words.text)), offset, key=self.words.start)

    @cached_property
    def _starts(self) -> dict[int, Passed]:
        return {each.start: each for each in self.passed}

    @cached_property
    def _ends(self) -> dict[int, Passed]:
        return {each.end: each for each in self.passed}

    @cached_property
    def _bare(self) -> tuple[str, list[int]]:
        """The letters and digits of the copy that are in no aside, and where each stands: only to find places by."""
        text, letters, places, end = self.words.text, [], [], 0
        for each in (*self.passed, Passed(len(text), len(text), Aside.NOTE)):
            for at in range(end, each.start):
                if text[at].isalnum():
                    letters.append(text[at])
                    places.append(at)
            end = each.end
        return "".join(letters), places

    def _occurrences(self, part: str) -> Iterator[QuoteFound]:
        bare, places = self._bare
        first = next((at for at, letter in enumerate(part) if letter.isalnum()), 0)
        letters = "".join(filter(str.isalnum, re.sub(rf"[{_RAISED}]+", "", part)))
        at = bare.find(letters) if letters else -1
        while at >= 0:
            found = self._compared(part, places[at] - first)
            if found is not None:
                yield found
            at = bare.find(letters, at + 1)

    def _compared(self, part: str, start: int) -> QuoteFound | None:
        """Whether a part stands at a place, sign by sign, but for asides."""
        if start < 0 or not self._may_begin(start):
            return None
        text = self.words.text
        ways: list[tuple[int, int, tuple[Passed, ...]]] = [(0, start, ())]
        for _ in range(MOST_STEPS):
            if not ways:
                return None
            at, place, passed = ways.pop()
            if at == len(part):
                if self._may_end(place):
                    return self._ended(start, place, passed)
                continue
            aside = self._starts.get(place)
            if aside is not None:
                ways += [(*way, (*passed, aside)) for way in self._past(part, at, aside)]
            spaced = self._starts.get(place + 1) if text[place : place + 1] == " " else None
            if spaced is not None and part[at] != " ":
                ways.append((at, spaced.end, (*passed, spaced)))  # "dead [3], and"
            if place < len(text) and text[place] == part[at]:
                ways.append((at + 1, place + 1, passed))
        return None

    def _past(self, part: str, at: int, aside: Passed) -> Iterator[tuple[int, int]]:
        """The places behind an aside: in the part and in the copy."""
        yield at, aside.end
        text = self.words.text
        if at and part[at - 1] == " " and text[aside.end : aside.end + 1] == " ":
            yield at, aside.end + 1  # "dead [3] and": of two spaces one goes with it
        if aside.what is Aside.HYPHEN and part[at] == "-":
            yield at + 1, aside.end  # the hyphen is the word's own, the end of the line is not

    def _ended(self, start: int, end: int, passed: tuple[Passed, ...]) -> QuoteFound:
        behind = self._starts.get(end)
        more = (behind,) if behind is not None and not may_end(self.words, end) else ()
        return QuoteFound(FoldedSpan(start, end), (*passed, *more))

    def _may_begin(self, at: int) -> bool:
        before = self._ends.get(at)
        if before is not None:
            return before.what is not Aside.HYPHEN
        return may_begin(self.words, at)

    def _may_end(self, at: int) -> bool:
        behind = self._starts.get(at)
        if behind is not None:
            return behind.what is not Aside.HYPHEN
        return may_end(self.words, at)

    def hyphen_before(self, at: int) -> Passed | None:
        """The hyphen at a line's end right before a place: what begins there may be the second half of a word."""
        found = self._ends.get(at)
        return found if found is not None and found.what is Aside.HYPHEN else None
