"""What would give somebody away: names in any case and most inflections, ids made of them, words of withheld records.

Conservative on purpose: where it cannot tell, a word counts as the name. Other spellings and other scripts are found if
they stand among the speaker's aliases, and not otherwise.

Cost: in proportion to the texts that are looked at and to the names and words that are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from claimcheck.model.speaker import Speaker

_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s+")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "the"))
_CYRILLIC_VOWELS = "аеёиоуыэюяйьъіїє"
_PHRASE = 10
"""The least length of a passage that is looked for: shorter ones stand in anybody's text."""
_ENDING = 3
"""The most letters that may follow a name for it still to be the name: Varga, Vargas, Varga's, Вергою."""


@dataclass(frozen=True)
class Secrets:
    """Names that may not be read, names that may, and what else stands in withheld records.

    `hidden` are speakers; one who has a `known_as` is printed under that. `shown` are names that may be read although
    a word of them is hidden, such as a relative's; `open_ids` are ids that are somebody else's too, such as a party's.
    """

    hidden: tuple[Speaker, ...]
    shown: tuple[str, ...] = ()
    open_ids: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()

    def in_text(self, text: str | None, *, phrases: bool = False) -> bool:
        """Whether a text names somebody hidden; with `phrases`, also whether it repeats a withheld record."""
        if not text or not (self.hidden or (phrases and self.phrases)):
            return False
        plain = fold(text)
        if any(_stands_in(each, plain) for each in self._names):
            return True
        if phrases and any(each in plain for each in self.phrases):
            return True
        if self._masks is not None:
            plain = self._masks.sub(" ", plain)
        return self._in_words(plain)

    def holds_last_name(self, name: str) -> bool:
        """Whether the last name of somebody hidden is a word of a name, as of a firm's, or in "Aal's boss"."""
        return any(_is_name(word, last) for word in _WORD.findall(fold(name)) for last in self._last_words)

    def related(self, speaker: Speaker) -> bool:
        """Whether a speaker's name ends in the word that the name of somebody hidden ends in, as a relative's would."""
        if speaker.unnamed or speaker.body:
            return False
        lasts = _last_words(speaker)
        return any(_is_name(one, other) or _is_name(other, one) for one in lasts for other in self._last_words)

    def in_address(self, address: str | None) -> bool:
        """Whether an address names somebody hidden, or is one of a withheld record."""
        if not address:
            return False
        return self.in_text(re.sub(r"[-_+./]", " ", unquote(address))) or fold(address) in self.phrases

    def in_id(self, identifier: str) -> bool:
        """Whether an id is made of the name or the id of somebody hidden."""
        framed = f"-{identifier}-"
        if any(f"-{each.id}-" in framed for each in self.hidden if each.id not in self.open_ids):
            return True
        for each in self._shown_ids:
            framed = framed.replace(f"-{each}-", "--")
        return self._in_words(framed)

    def cleaned(self, text: str | None, *, phrases: bool = False) -> str | None:
        """Words of the curator's own with protected names replaced; None where they would still give somebody away."""
        if text is None or not self.in_text(text, phrases=phrases):
            return text
        for name, known_as in self._substitutes:
            text = "".join(_replaced(text, name, known_as))
        return None if self.in_text(text, phrases=phrases) else text

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fold(name) for each in self.hidden for name in (each.name, *each.aliases)))

    @cached_property
    def _substitutes(self) -> list[tuple[re.Pattern[str], str]]:
        pairs = [(n, each.known_as) for each in self.hidden if each.known_as for n in (each.name, *each.aliases)]
        pairs.sort(key=lambda pair: (-len(pair[0]), pair[0]))
        return [
            (re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", re.IGNORECASE), known_as)
            for name, known_as in pairs
        ]

    @cached_property
    def _masks(self) -> re.Pattern[str] | None:
        """Names of those who are shown; not those that are, or hold, a name that must not be read."""
        names = {fold(each) for each in self.shown} - {""} - self._words
        open_names = [each for each in names if not any(hidden in each for hidden in self._names)]
        open_names.sort(key=lambda name: (-len(name), name))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, open_names)) + r")(?!\w)") if open_names else None

    @cached_property
    def _shown_ids(self) -> list[str]:
        names = {slug(each) for each in self.shown if fold(each) not in self._words} - {""}
        open_names = [each for each in names if not any(slug(hidden) in each for hidden in self._names if slug(hidden))]
        return sorted({*open_names, *self.open_ids} - self._words, key=lambda name: (-len(name), name))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The single words of the names of persons; of bodies and of those whom nobody names, only the whole counts."""
        found: set[str] = set()
        for each in self.hidden:
            if each.unnamed or each.body:
                continue
            for name in (each.name, *each.aliases):
                for word in _WORD.findall(unicodedata.normalize("NFC", name)):
                    if (word[0].isupper() and len(word) > 2) or (not word[0].isupper() and not word[0].islower()):
                        found.add(fold(word))
        return frozenset(found - _TITLES)

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(word for each in self.hidden if not (each.unnamed or each.body) for word in _last_words(each))

    def _in_words(self, plain: str) -> bool:
        words = set(_WORD.findall(plain))
        return any(_caseless(each) and each in plain for each in self._words) or any(
            _is_name(word, name) for name in self._words for word in words
        )


def fold(text: str) -> str:
    """Text without case, accents and differences of space, for comparison only."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", plain).replace("\u2019", "'")).strip()


def slug(text: str) -> str:
    """Words as an id; empty where none of them is written in Latin letters."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:60].strip("-")


def phrases(texts: Iterable[str | None]) -> frozenset[str]:
    """What is looked for of withheld records: whole titles, addresses, words and ids, if they are not too short."""
    return frozenset(plain for text in texts if text and len(plain := fold(text)) >= _PHRASE)


def _stands_in(name: str, plain: str) -> bool:
    """Whether a whole name stands in a text; a short one only as words of its own."""
    if name not in plain:
        return False
    return len(name) >= 6 or _caseless(name) or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) is not None


def _replaced(text: str, name: re.Pattern[str], known_as: str) -> Iterator[str]:
    """The parts of a text with a name replaced; at the beginning of a sentence with a capital letter."""
    end = 0
    for match in name.finditer(text):
        yield text[end : match.start()]
        begins = text[: match.start()].rstrip()[-1:] in ("", ".", "!", "?", "…")
        yield known_as[0].upper() + known_as[1:] if begins else known_as
        end = match.end()
    yield text[end:]


def _last_words(speaker: Speaker) -> set[str]:
    found = (_WORD.findall(fold(name)) for name in (speaker.name, *speaker.aliases))
    return {words[-1] for words in found if len(words) > 1}


def _caseless(word: str) -> bool:
    return word.upper() == word.lower()


def _is_name(word: str, name: str) -> bool:
    stem = name.rstrip(_CYRILLIC_VOWELS)
    stem = stem if len(stem) >= 3 else name
    if len(stem) <= 3 and name.isascii():
        return word in (name, f"{name}s")  # Ann is not the beginning of Annual
    return word.startswith(stem) and len(word) - len(stem) <= _ENDING
