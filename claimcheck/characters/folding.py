"""Which texts are equal: for reading, and for names. Nothing else in the program compares by letters' forms.

Folded is what compares equal, never what is shown. Both folds take away what cannot be seen, and make one of all
spaces, of all quotation marks and apostrophes, of all dashes, of compatibility forms (`ﬁ`, `Ａ`) and of cases.

- *For reading* (`read`) two texts are equal if a reader sees the same words: accents count, and so do raised and
  lowered figures (`10²` is not `102`).
- *For names* (`named`) accents do not: `É`, `é` and `e` are one, as are `ё` and `е`. Vowels and voicing of scripts
  that write them as marks stay.

What is only *perhaps* the same name is asked of `characters.perhaps`. Sets and sources: `characters.sets`; NFC and NFKD
are those of Unicode Standard Annex 15, case folding that of the standard's section 3.13. Cost: in proportion to the
text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, partial

from claimcheck.characters.patterns import lazy
from claimcheck.characters.sets import (
    DASHES,
    HYPHENS,
    INVISIBLE,
    KEYBOARDS,
    MARKS,
    SPACES,
    STAYING,
    UNDECOMPOSED,
)

_WORD = lazy(r"[^\W_]+")
_SIGNS = lazy(f"([{INVISIBLE}])|([{SPACES}])|([{MARKS}])|([{HYPHENS}])|([{DASHES}])")
_FIGURES = ("<super>", "<sub>", "<fraction>", "<circle>")


def read(text: str) -> str:
    """`text` as it compares for reading, on one line."""
    return _folded(text, _READING)


def read_apart(text: str) -> str:
    """As `read`, but dashes that part words stay a dash (`—`): for what is said in one clause."""
    return _folded(text, _PARTING)


def read_in_case(text: str) -> str:
    """As `read`, but capital letters stay."""
    return _folded(text, _IN_CASE)


def origin(text: str, start: int, end: int) -> str:
    """The words that stand between two offsets of `read(text)` or `read_apart(text)`, as they were written."""
    composed = _composed(text)
    places: list[int] = []
    space = True
    for at, character in enumerate(composed):
        for each in _READING[ord(character)]:
            if each != " " or not space:
                places.append(at)
            space = each == " "
    if end > len(places) or not start < end:
        return read(text)[start:end]
    return composed[places[start] : places[end - 1] + 1]


@cache
def plain(character: str) -> str:
    """A character as `read_in_case` has it: a ligature as its letters, say."""
    return _IN_CASE[ord(character)]


def named(text: str) -> str:
    """`text` as it compares for names, on one line."""
    return _spaced(text.translate(_NAMING))


def letters(text: str) -> str:
    """`text` for finding names in it: as `named`, but with every space, so that `offsets` lead back."""
    return text.translate(_NAMING)


def words(text: str) -> list[str]:
    """The words of a text as they compare for names: runs of letters and digits, with nothing of what is between."""
    return _WORD.findall(text.translate(_NAMING))


def offsets(text: str) -> list[int]:
    """For each character of `letters(text)` the offset in `text` that it came from."""
    return [at for at, character in enumerate(text) for _ in _NAMING[ord(character)]]


def bare(text: str) -> str:
    """`text` as `letters` makes it, but in its own case."""
    return text.translate(_BARE)


def caseless(word: str) -> bool:
    """Whether a word is of a script that has no capital letters in ordinary writing (Georgian writes none)."""
    return all(each.upper() == each.lower() or "\u10d0" <= each <= "\u10ff" for each in word)


class _Table(dict[int, str]):
    """What each character becomes, by its code; found when it is first met."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self.fold = fold

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, self.fold(chr(code)))


def _sign(character: str, dash: str) -> str | None:
    """What one of the sets becomes; none for every other character."""
    found = _SIGNS.fullmatch(character)
    return ("", " ", "'", "-", dash)[found.lastindex - 1] if found and found.lastindex else None


def _folded(text: str, table: _Table) -> str:
    if text.isascii():
        return _spaced(text.translate(table))
    return _composed(_spaced(_composed(text).translate(table)))


def _for_reading(character: str, *, dash: str = "-", case: bool = False) -> str:
    sign = _sign(character, dash)
    if sign is not None:
        return sign
    form = unicodedata.decomposition(character)
    if form.startswith(_FIGURES) or form.startswith("<compat> 0020"):  # an accent by itself is no space
        return character
    plain = unicodedata.normalize("NFKC", character) if form.startswith("<") else character
    folded = unicodedata.normalize("NFC", plain if case else plain.casefold())
    return folded if folded == character else "".join(_for_reading(each, dash=dash, case=case) for each in folded)


def _for_names(character: str, *, case: bool = False) -> str:
    sign = _sign(character, "-")
    if sign is not None:
        return sign
    whole = unicodedata.normalize("NFKD", character)
    if not case:
        whole = unicodedata.normalize("NFKD", whole.casefold())
    kept = "".join(_plain(each) for each in whole if not _accent(each))
    return kept if kept == character else "".join(_for_names(each, case=case) for each in kept)


def _plain(letter: str) -> str:
    """A letter without its stroke, or as another keyboard has it."""
    small = letter.lower()
    if small != letter and small in UNDECOMPOSED:
        return UNDECOMPOSED[small].upper()
    return KEYBOARDS.get(letter, UNDECOMPOSED.get(letter, letter))


def _accent(character: str) -> bool:
    kind = unicodedata.combining(character)
    return (kind != 0 and kind not in STAYING) or unicodedata.category(character) == "Cf"


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _spaced(text: str) -> str:
    return " ".join(text.split())


_READING = _Table(_for_reading)
_PARTING = _Table(partial(_for_reading, dash="\u2014"))
_IN_CASE = _Table(partial(_for_reading, case=True))
_NAMING = _Table(_for_names)
_BARE = _Table(partial(_for_names, case=True))
