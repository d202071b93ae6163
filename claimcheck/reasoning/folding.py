"""Letters as a searcher thinks of them: without case, accents and other marks that combine, in any script.

Folded is what compares equal, never what is shown: NFKD (Unicode Standard Annex 15), case folding, and no character
that combines with the one before it or cannot be seen. Hence `É`, `é` and `e` are one, as are `ё` and `е`.

Cost: in proportion to the text.
"""

from __future__ import annotations

import re
import unicodedata

_UNDECOMPOSED = {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
"""Letters whose stroke Unicode does not hold to be a mark."""
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """`text` for comparing; takes time in proportion to its length."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters and digits, with nothing of what stands between them."""
    return _WORD.findall(folded(text))


def offsets(text: str) -> list[int]:
    """For each character of `folded(text)` the offset in `text` that it came from."""
    if text.isascii():
        return list(range(len(text)))
    return [at for at, character in enumerate(text) for _ in _FOLDED[ord(character)]]


class _Folded(dict[int, str]):
    """What each character becomes, by its code; found when it is first met."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        kept = "".join(_UNDECOMPOSED.get(each, each) for each in bare if not _dropped(each))
        return self.setdefault(code, kept)


_FOLDED = _Folded()


def _dropped(character: str) -> bool:
    return unicodedata.combining(character) != 0 or unicodedata.category(character) == "Cf"
