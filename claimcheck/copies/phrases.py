"""The words that name who speaks, and whether they name a known speaker or only say whose somebody is.

A speaker in doubt is left open: somebody else's words in a mouth are the one fault that nobody would look for.
"""

from __future__ import annotations

from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from claimcheck.characters.patterns import lazy
from claimcheck.copies.cues import CYRILLIC, Cues, Language
from claimcheck.copies.names import Mention, RecognisedBy


class NamePlace(Enum):
    """Where the words stand: before a verb, behind it, or behind "according to" and the like."""

    BEFORE = auto()
    BEHIND = auto()
    SOURCE = auto()


class NamingPhrase(NamedTuple):
    """Characters `first` to `last` of a paragraph whose quotations are hidden."""

    masked: str
    first: int
    last: int
    cues: Cues

    def words(self, start: int, end: int) -> list[str]:
        """The words between two places."""
        return _WORD.findall(self.masked[start:end])

    def any(self, section: str, words: list[str]) -> bool:
        """Whether one of the words stands in a list of the language."""
        return any(self.cues.has(section, word) for word in words)


_WORD = lazy(r"[\w’'-]+")
_ADVERB = lazy(r"(?:ly|ment|mente)$")
LONGEST_OFFICE = 6
"""The most words behind a name that say of what body somebody is."""


def speaker_of(phrase: NamingPhrase, named: list[Mention], place: NamePlace) -> Mention | None:
    """The mention that is who speaks, of those in a phrase."""
    in_case = phrase.cues.language in CYRILLIC and place is not NamePlace.SOURCE
    found = [each for each in named if not each.possessive and (each.plain or not in_case)]
    sure = [each for each in found if each.subject and in_case]
    found = sure or found
    if not found or (not sure and _belongs(phrase, named[0])) or _together(phrase, found):
        return None
    chosen = found[0]
    for one, other in pairwise(found):
        if phrase.any("link", phrase.words(one.end, other.start)) or "," in phrase.masked[one.end : other.start]:
            break
        chosen = other
    if _goes_on(phrase, chosen, place, sure=bool(sure)) or _is_anothers(phrase, chosen):
        return None
    return chosen


def _belongs(phrase: NamingPhrase, mention: Mention) -> bool:
    """Whether a name only says whose spokesman, lawyer or office somebody is: "an employee of the port"."""
    words = phrase.words(phrase.first, mention.start)
    if _is_document(phrase, words):
        return False
    if words and phrase.cues.has("indefinite", words[0]):
        return True  # "a friend Marta Olin" is no apposition
    if words and phrase.cues.has("determiners", words[0]):
        words = words[1:]  # "der Sprecher" has its own article, "der Sprecher der …" somebody else's
    return any(phrase.any(section, words) for section in ("belonging", "relative", "holders"))


def _is_document(phrase: NamingPhrase, words: list[str]) -> bool:
    """Whether a name stands right behind "a statement of" and the like, which speaks for whoever made it."""
    while words and phrase.cues.has("documents_of", words[-1]):
        words = words[:-1]
    return bool(words) and phrase.cues.has("documents", words[-1])


def _together(phrase: NamingPhrase, found: list[Mention]) -> bool:
    """Whether several speak together: none of them alone is who said it."""
    return any(
        one.speaker != other.speaker and phrase.any("conjunctions", phrase.words(one.end, other.start))
        for one, other in pairwise(found)
    )


def _goes_on(phrase: NamingPhrase, mention: Mention, place: NamePlace, *, sure: bool) -> bool:
    """Whether the words behind a name make it a part of another's: "Olin supporters", "Olin and her lawyer"."""
    behind = phrase.words(mention.end, phrase.last)
    if not behind:
        return False
    cues, first = phrase.cues, behind[0]
    verb = (
        cues.language is Language.DE
        and len(behind) > 1
        and behind[1].islower()
        and not cues.has("determiners", behind[1])
    )
    if cues.has("followers", first):
        return True
    if phrase.any("conjunctions", behind if place is NamePlace.BEFORE else behind[:1]) and not verb:
        return True  # but "sagt Olin und lacht"
    if sure:
        return False
    between = all(cues.has("between", word) or _ADVERB.search(word) for word in behind)
    if place is NamePlace.BEFORE:
        return not between and not (cues.has("link", first) and len(behind) <= LONGEST_OFFICE)
    return first[0].isupper() and cues.language is not Language.DE


def _is_anothers(phrase: NamingPhrase, mention: Mention) -> bool:
    """Whether a surname stands behind another's first name: "Peter Olin" is not Marta Olin."""
    before = phrase.words(phrase.first, mention.start)
    if mention.by is not RecognisedBy.SURNAME or not before or len(before[-1]) == 1:
        return False
    return before[-1][0].isupper() and not phrase.cues.has("honours", before[-1])
