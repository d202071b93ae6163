"""What two rules compare of a quote."""

from __future__ import annotations

from functools import lru_cache

from claimcheck.characters.folding import read
from claimcheck.characters.patterns import lazy

_BETWEEN_WORDS = lazy(r"[\W_]+")


@lru_cache(maxsize=4096)
def words_alone(quote: str) -> str:
    """The words of a quote alone: in lower case, without punctuation and line breaks."""
    return _BETWEEN_WORDS.sub(" ", read(quote)).strip()
