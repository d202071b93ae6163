"""The passage of a copy that is most like a quote which is not there.

A library locates it, by likeness; that decides nothing. A quote of which one word is missing is 93 of 100 alike.
"""

from __future__ import annotations

from enum import StrEnum

from claimcheck.copies.folder import Copy
from claimcheck.copies.quotations import FoldedSpan, Quotation, occurrences
from claimcheck.frozen import frozen
from claimcheck.reasoning.word_diff import Segment, word_diff

LEAST_ALIKE = 50
"""Of 100: a passage less alike than this is another passage."""
_MARGIN = 80
_NEEDLE = 1000
"""No more of a quote than this is looked for; it places the rest."""


class Why(StrEnum):
    """In what the passage differs from the quote."""

    WORDS = "other-words"
    PARTS = "parts-apart"
    SURROUNDINGS = "other-surroundings"


@frozen
class Closest:
    """A passage, where it stands (in characters and lines of the text, and by name), and what differs, word by word.

    In `diff`, `one` is the quote and `other` the passage.
    """

    why: Why
    text: str
    start: int
    end: int
    line: int
    where: str
    diff: tuple[Segment, ...]


def closest(quotation: Quotation, copy: Copy) -> Closest | None:
    """The passage most like a quote, or like the first of its parts that is not there; None where nothing is like it.

    Takes time in proportion to the length of the text times that of the quote (64 characters at a time).
    """
    elsewhere = quotation.anywhere(copy.words)
    if elsewhere:
        text = copy.words.text[elsewhere[0].start : elsewhere[0].end]
        return _passage(copy, elsewhere[0], Why.SURROUNDINGS, word_diff(text, text))
    places = [occurrences(part, copy.words) for part in quotation.parts]
    missing = next((number for number, found in enumerate(places) if not found), None)
    if missing is None:
        if not places:
            return None
        span = places[0][0]
        text = copy.words.text[span.start : span.end]
        return _passage(copy, span, Why.PARTS, word_diff(text, text))
    part = quotation.plain[missing]
    located = _located(part, copy.words.text)
    if located is None:
        return None
    span, diff = _trimmed(part, copy.words.text, located)
    return _passage(copy, span, Why.WORDS, diff)


def _passage(copy: Copy, span: FoldedSpan, why: Why, diff: tuple[Segment, ...]) -> Closest:
    start, end = copy.words.start(span.start), copy.words.end(span.end)
    return Closest(why, copy.words.origin[start:end], start, end, copy.line(start), copy.reading.place(start), diff)


def _located(part: str, text: str) -> FoldedSpan | None:
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - only a quote that is not there needs it

    found = partial_ratio_alignment(part[:_NEEDLE], text, score_cutoff=LEAST_ALIKE)
    if found is None:
        return None
    return FoldedSpan(found.dest_start, min(len(text), found.dest_end + max(0, len(part) - _NEEDLE)))


def _trimmed(part: str, text: str, located: FoldedSpan) -> tuple[FoldedSpan, tuple[Segment, ...]]:
    """The passage with what it has more or less than the quote, and nothing of what stands around it."""
    begin = text.rfind(" ", 0, max(0, located.start - _MARGIN)) + 1
    end = text.find(" ", min(len(text), located.end + _MARGIN))
    wide = text[begin : end if end >= 0 else len(text)]
    segments = list(word_diff(part, wide))
    if not segments:
        return located, ()
    before, behind = segments[0].other, segments[-1].other
    if not segments[0].same:
        segments[0] = _last_words(segments[0])
    if not segments[-1].same:
        segments[-1] = _first_words(segments[-1])
    first = wide.index(before) + (0 if segments[0].same else len(before) - len(segments[0].other))
    last = wide.rindex(behind) + len(segments[-1].other)
    if last <= first:
        return located, ()
    while wide[first] == " ":
        first += 1
    while wide[last - 1] == " ":
        last -= 1
    return FoldedSpan(begin + first, begin + last), tuple(each for each in segments if each.one or each.other)


def _last_words(segment: Segment) -> Segment:
    """A difference at the beginning, with no more words of the passage than of the quote."""
    words, most = segment.other.split(" "), len(segment.one.split())
    return Segment(same=False, one=segment.one, other=" ".join(words[max(0, len(words) - most) :]))


def _first_words(segment: Segment) -> Segment:
    """A difference at the end, with no more words of the passage than of the quote."""
    return Segment(same=False, one=segment.one, other=" ".join(segment.other.split(" ")[: len(segment.one.split())]))
