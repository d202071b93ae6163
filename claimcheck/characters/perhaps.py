"""Which names are perhaps the same: written in Latin, Cyrillic or Greek letters, by whichever convention.

`Дробышевский` is Drobyshevsky, Drobyshevskiy and Drobyschewskij; Юлия is Yulia, Julia and Iuliya. What one convention
tells apart another does not, so that what is equal here may be two people: it is good for asking and for finding, never
for making one voice, speaker or publisher of two.

The letters are those of `anyascii`, a table for the whole of Unicode; what follows them here is only what the usual
conventions of transliteration (ISO 9, BGN/PCGN, GOST, German, French) differ in. It is imported when it is needed.
Cost: in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from claimcheck.characters.folding import named
from claimcheck.characters.patterns import lazy

if TYPE_CHECKING:
    import re

_SPELLINGS = (
    # ш, щ, ч, ж, х, ц, кс, ф: the longest first
    ("shch", "s"), ("schtsch", "s"), ("chtch", "s"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"),
    ("zh", "z"), ("dzh", "j"), ("kh", "h"), ("ch", "c"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("sz", "s"),
    ("ks", "x"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("w", "v"), ("gk", "g"), ("gg", "g"),
    ("ou", "u"), ("oe", "o"), ("ae", "a"), ("ue", "u"),
    # then й, ы, ю, я, ё, є
    ("j", "i"), ("y", "i"), ("ii", "i"), ("ia", "a"), ("iu", "u"), ("ie", "e"), ("io", "e"),
)  # fmt: skip
_RELATED = lazy("[\x00-\u052f\u1c80-\u1c88\u1e00-\u1fff\u2de0-\u2dff\ua640-\ua69f]*")
"""The blocks of Latin, Greek and Cyrillic letters (Blocks.txt)."""
_GERMAN = lazy("w|sch|z|sk(?:[iy]j?|aja|oj)$")
_GERMAN_LETTERS = lazy("schtsch|tsch|sch|(?<=sch)o(?=w)|ch|z|w|(?<=[aeiou])je|j")
_IN_ENGLISH = {"schtsch": "shch", "tsch": "ch", "o": "e", "ch": "kh", "z": "ts", "w": "v", "je": "e", "j": "y"}
_VOICED = lazy("(?<!t)s(?=[aeiouybdglmnrv])")
_FRENCH = lazy("j.*ou|ou.*j|j.*v|aie")
_GREEK = (("ου", "u"), ("ευ", "ev"), ("αυ", "av"), ("γγ", "ng"))


def skeleton(word: str) -> str:
    """What all spellings of one word have in common: small Latin letters; empty if it is in none of the scripts."""
    return _skeleton(named(word))


@lru_cache(maxsize=65536)
def skeletons(word: str) -> tuple[str, ...]:
    """The skeleton of a word, and those of what it would be if it were spelt as German or French newspapers do.

    There `s` may be з or с, `sch` ж or ш, `z` ц, and `j` й or ж; what the letters around them leave open is tried.
    """
    plain = named(word)
    found = [_skeleton(plain)]
    if _GERMAN.search(plain) and plain.isascii():
        for hushing in ("sh", "zh"):
            english = _GERMAN_LETTERS.sub(partial(_in_english, hushing), plain)
            found += [_skeleton(english), _skeleton(_VOICED.sub("z", english))]
    if _FRENCH.search(plain) and plain.isascii():
        found.append(_skeleton(plain.replace("j", "zh").replace("aie", "ae")))
    return tuple(dict.fromkeys(found))


def alike(name: str) -> str:
    """What two names that are perhaps the same have in common, word by word."""
    return " ".join(filter(None, (_skeleton(each) for each in named(name).replace("-", " ").split())))


def latin(text: str) -> str:
    """The letters of a text in Latin script, as `anyascii` has them."""
    return text if text.isascii() else _anyascii()(text)


def related_scripts(word: str) -> bool:
    """Whether a folded word is written in Latin, Greek or Cyrillic letters."""
    return _RELATED.fullmatch(word) is not None


def _in_english(hushing: str, found: re.Match[str]) -> str:
    """A German letter as English newspapers spell the same Russian one; `hushing` for `sch`."""
    return _IN_ENGLISH.get(found.group(), hushing)


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    if not related_scripts(word):
        return ""
    for spelling, letters in _GREEK:
        word = word.replace(spelling, letters)
    plain = "".join(each for each in latin(word).lower() if each.isalnum())
    for spelling, letter in _SPELLINGS:
        plain = plain.replace(spelling, letter)
    kept = [each for at, each in enumerate(plain) if at == 0 or each != plain[at - 1]]
    found = "".join(kept)
    return found[:-2] + "r" if len(found) > 4 and found.endswith("er") and found[-3] not in "aeiou" else found


@cache
def _anyascii() -> Callable[[str], str]:
    from anyascii import anyascii  # noqa: PLC0415 - few commands ask who might be whom

    return anyascii
