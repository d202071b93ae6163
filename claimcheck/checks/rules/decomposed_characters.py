"""Text is written in composed characters (Unicode's form NFC).

`é` as one character and as `e` with an accent look the same and are two texts to every search, filter and comparison
outside this program. Keyboards write the one, PDF files and some file systems the other.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: "It was the cafe\\u0301"

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: "It was the caf\\u00e9"
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, is_normalized, normalize

from claimcheck.characters import escape
from claimcheck.checks.finding import Finding
from claimcheck.checks.texts import texts
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.NOTE

_LONGEST_SHOWN = 3


def check(collection: Collection) -> Iterator[Finding]:
    """Texts with characters that could be composed, each text once."""
    for record, path, text in texts(collection, lambda each: not is_normalized("NFC", each)):
        fixes = tuple(_fixes(text))
        if fixes:
            parts = [" + ".join(f"`{escape(each)}`" for each in old) for old, _ in fixes[:_LONGEST_SHOWN]]
            more = ", ..." if len(fixes) > _LONGEST_SHOWN else ""
            message = f"holds {', '.join(parts)}{more}, which is one character in composed form"
            yield Finding(record, message, "write it in form NFC", path, fixes=fixes)


def _fixes(text: str) -> Iterator[tuple[str, str]]:
    """What in a text is not composed, and its composed form, the longest first.

    A character that composing would only exchange for another one (as some in Korean names) is left alone.
    """
    found = {cluster: normalize("NFC", cluster) for cluster in _clusters(text)}
    for old in sorted(found, key=lambda each: (-len(each), each)):
        if len(old) > 1 and found[old] != old:
            yield old, found[old]


def _clusters(text: str) -> Iterator[str]:
    """A text in characters, each with the marks, or the parts of a Korean syllable, that follow it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (category(text[at]).startswith("M") or "\u1160" <= text[at] <= "\u11ff"):
            yield text[start:at]
            start = at
