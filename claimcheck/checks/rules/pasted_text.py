"""Text was typed or pasted whole.

What a program made of text on its way stands here as if somebody had said it: `&amp;` and `&#8217;` of a page's source,
the replacement character where a letter was lost, “Ã¼” for ü, a Latin a in the middle of a Cyrillic word, or the
source's quotation marks round a whole quote. A quote with any of them is found in no copy.

Fails:

    claims:
      - id: captain-wiring
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the port&#8217;s old wiring, nothing more

Passes:

    claims:
      - id: captain-wiring
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the port’s old wiring, nothing more
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.checks.texts import texts
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.speaker import Speaker

SEVERITY = Severity.WARNING

_ENTITY = lazy(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip);")
_LOST = "\ufffd"
# UTF-8 read as Windows-1252: the first byte of a letter of two or three, and one that goes on
_CONTINUES = re.escape(
    bytes(each for each in range(0x80, 0xC0) if each not in b"\x81\x8d\x8f\x90\x9d").decode("cp1252")
)
_MOJIBAKE = lazy(rf"[ÃÂ][{_CONTINUES}]|â€[{_CONTINUES}]|(?:[ÐÑ][{_CONTINUES}]){{2,}}")
_WORD = lazy(r"[^\W\d_]{2,}")
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters are taken for one another."""
_ROUND = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("»", "«"))
_GREEK_OR_CYRILLIC = lazy(r"[\u0370-\u052f]")


def check(collection: Collection) -> Iterator[Finding]:
    """Texts that hold what a program made of them."""
    for record, path, text in texts(collection, _suspect):
        found = _ENTITY.search(text)
        if found:
            yield Finding(record, f"`{found.group()}` is the source of a page", "write the character itself", path)
        elif _LOST in text:
            yield Finding(record, "a character was lost here (U+FFFD)", "look it up in the source", path)
        elif broken := _MOJIBAKE.search(text):
            yield Finding(record, f"`{broken.group()}` was decoded wrongly", "copy it anew from the source", path)
        elif not isinstance(record, Speaker) and (
            mixed := _mixed(text)
        ):  # of speakers' names `confusable-speaker` speaks
            scripts = " and ".join(each.capitalize() for each in sorted(_scripts(mixed), reverse=True))
            yield Finding(record, f"`{mixed}` mixes {scripts} letters", "type it anew in one of them", path)
    for incident in collection.incidents.values():
        for claim in incident.claims:
            quote = claim.quote or ""
            if "quote" not in claim.inherited and _quoted_whole(quote):
                hint = "they are printed anyway: leave them out"
                yield Finding(claim, "the quote stands in quotation marks", hint, ("quote",))


def _suspect(text: str) -> bool:
    """Whether a text holds any of it; cheap for texts in plain letters, which is nearly all."""
    if text.isascii():
        return "&" in text and bool(_ENTITY.search(text))
    return bool(_ENTITY.search(text) or _LOST in text or _MOJIBAKE.search(text) or _mixed(text))


def _mixed(text: str) -> str | None:
    """The first word in which scripts that look alike meet."""
    if not _GREEK_OR_CYRILLIC.search(text):
        return None
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return next((word for word in words if len(_scripts(word)) > 1), None)


def _scripts(word: str) -> set[str]:
    if word.isascii():
        return {"LATIN"}
    return {script for script in map(_script, set(word)) if script in _ALIKE}


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _quoted_whole(quote: str) -> bool:
    """Whether one pair of marks encloses the quote, and no other begins or ends within it."""
    for opening, closing in _ROUND:
        inner = quote[1:-1]
        if len(quote) > 2 and quote[0] == opening and quote[-1] == closing:
            return opening not in inner and closing not in inner
    return False
