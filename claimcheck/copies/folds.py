"""What counts as the same words: six named folds, applied to a quote and to the copy that it is looked for in.

Two texts hold the same words if they are equal after all of `FOLDS`; there is no degree of likeness. Each fold says
which characters it replaces and by what, so that every place in a folded text leads back to one in the text as it was.
`docs/reference/same-words.md` is this file in words.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from claimcheck.characters.folding import plain
from claimcheck.characters.patterns import lazy
from claimcheck.characters.sets import DASHES, FORMS, HYPHENS, INVISIBLE, MARKS
from claimcheck.frozen import field, frozen

_BREAK_HINTS = lazy(f"[{INVISIBLE}]")
_FORMS = lazy(f"[{FORMS}]")
_DOUBLED_MARKS = lazy("''|``|[" + MARKS.replace("'", "") + "]")
_DASH = lazy("-{2,3}|[" + HYPHENS.replace("\\-", "") + DASHES + "]")
_SPACES = lazy(r"[^\S ]\s*| \s+")
_NOT_PLAIN = lazy(r"[\x00-\x7f]?[^\x00-\x7f]+")


class Replaced(NamedTuple):
    """Characters from `start` to `end` become `new`."""

    start: int
    end: int
    new: str


Fold = Callable[[str], Iterator[Replaced]]


def break_hints(text: str) -> Iterator[Replaced]:
    """What nobody sees is not there: soft hyphens, zero-width spaces and joiners, marks of direction, selectors."""
    return (Replaced(*match.span(), "") for match in _BREAK_HINTS.finditer(text))


def compatible_forms(text: str) -> Iterator[Replaced]:
    """Ligatures, wide and mathematical letters, the forms of Arabic ones and Roman numbers are plain letters."""
    return (Replaced(*match.span(), plain(match.group())) for match in _FORMS.finditer(text))


def composed(text: str) -> Iterator[Replaced]:
    """A letter and its accents are one character where Unicode has one (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    for run in _NOT_PLAIN.finditer(text):
        start, part = run.start(), ""
        for at, character in enumerate(run.group(), start=run.start()):
            if not unicodedata.combining(character) and _apart(part, character):
                yield from _compose(start, part)
                start, part = at, ""
            part += character
        yield from _compose(start, part)


def quotation_marks(text: str) -> Iterator[Replaced]:
    """Quotation marks and apostrophes of every shape, single or double, are one sign; so are two straight ones."""
    return (Replaced(*match.span(), "'") for match in _DOUBLED_MARKS.finditer(text))


def dashes(text: str) -> Iterator[Replaced]:
    """Hyphens, dashes and minus signs are one sign; so are two or three hyphens in a row."""
    return (Replaced(*match.span(), "-") for match in _DASH.finditer(text))


def white_space(text: str) -> Iterator[Replaced]:
    """A run of white space, line breaks and no-break spaces included, is one space."""
    return (Replaced(*match.span(), " ") for match in _SPACES.finditer(text))


FOLDS: tuple[Fold, ...] = (break_hints, compatible_forms, composed, quotation_marks, dashes, white_space)


@frozen
class Folded:
    """A folded text that remembers where each part of it came from."""

    text: str
    origin: str
    _maps: tuple[tuple[list[int], list[int]], ...] = field(default=(), repr=False)
    """For each fold, the latest first: where its edits begin and end in its result, and where before it."""

    def start(self, offset: int) -> int:
        """Where in the original the character at `offset` begins."""
        for places, origins in self._maps:
            at = bisect_right(places, offset) - 1
            offset = origins[at] if at % 2 else origins[at] + offset - places[at]
        return offset

    def end(self, offset: int) -> int:
        """Where in the original the character before `offset` ends."""
        for places, origins in self._maps:
            at = max(bisect_right(places, offset - 1) - 1, 0)
            offset = origins[at + 1] if at % 2 else origins[at] + offset - places[at]
        return offset


def folded(text: str) -> Folded:
    """`text` after all folds; takes time in proportion to its length."""
    result = Folded(text, text)
    for fold in FOLDS:
        result = _applied(fold, result)
    return result


def _applied(fold: Fold, before: Folded) -> Folded:
    pieces: list[str] = []
    places, origins = [0], [0]
    end = size = 0
    for edit in fold(before.text):
        pieces += [before.text[end : edit.start], edit.new]
        size += edit.start - end
        if len(edit.new) != 1 or edit.end - edit.start != 1:
            places += [size, size + len(edit.new)]
            origins += [edit.start, edit.end]
        size += len(edit.new)
        end = edit.end
    if not pieces:
        return before
    maps = ((places, origins), *before._maps) if len(places) > 1 else before._maps  # noqa: SLF001 - its own kind
    return Folded("".join([*pieces, before.text[end:]]), before.origin, maps)


def _apart(part: str, character: str) -> bool:
    """Whether a character does not melt into what stands before it (as the parts of a Hangul syllable do)."""
    return unicodedata.normalize("NFC", part + character) == unicodedata.normalize("NFC", part) + character


def _compose(start: int, part: str) -> Iterator[Replaced]:
    new = unicodedata.normalize("NFC", part)
    if new != part:
        yield Replaced(start, start + len(part), new)
