"""What would give somebody away: their names in any dress, ids made of them, words of withheld records.

Conservative on purpose: where it cannot tell, a word counts as the name (`reasoning.finder` says how it looks).

Cost: in proportion to the texts that are looked at and to the names and words that are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from html import unescape
from urllib.parse import unquote

from claimcheck.characters.folding import bare, letters, named, offsets
from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.speaker import Speaker
from claimcheck.reasoning.finder import Finder, words_of
from claimcheck.reasoning.inflection import is_name

PHRASE = 10
"""The least length of a passage that is looked for: shorter ones stand in anybody's text."""
_PUNYCODE = lazy(r"(?i)\bxn--[a-z0-9-]+")
_ESCAPES = lazy(r"(?i)%[0-9a-f]{2}|\bxn--|&#?\w+;")
_ESCAPED = 3
"""How often an address may have been escaped."""


@frozen(slots=False)
class Secrets:
    """Names that may not be read, names that may, and what else stands in withheld records.

    `hidden` are speakers; one who has a `known_as` is printed under that. `shown` are names that may be read although
    a word of them is hidden, such as a relative's; `open_ids` are ids that are somebody else's too, such as a party's:
    they tell only what their words tell.
    """

    hidden: tuple[Speaker, ...]
    shown: tuple[str, ...] = ()
    open_ids: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()

    def in_text(self, text: str | None, *, phrases: bool = False) -> bool:
        """Whether a text names somebody hidden; with `phrases`, also whether it repeats a withheld record."""
        if not text or not (self.hidden or (phrases and self.phrases)):
            return False
        known = self._judged.get((text, phrases))
        if known is None:
            known = self._judged[text, phrases] = self._tells(text, phrases=phrases)
        return known

    def _tells(self, text: str, *, phrases: bool) -> bool:
        if _ESCAPES.search(text) and (decoded := _decoded(text)) != text:
            text = f"{text}\n{decoded}"
        plain = letters(text)
        if self._finder.whole(plain):
            return True
        if phrases and self.phrases:
            single = " ".join(plain.split())
            if any(each in single for each in self.phrases):
                return True
        cased = bare(text)
        if not self._finder.parts(plain, cased):
            return False
        if not self._masks:
            return True
        return self._finder.parts(self._masks[0].sub(" ", plain), self._masks[1].sub(" ", cased))

    def in_name(self, known_as: str | None) -> bool:
        """Whether the name that stands for somebody tells who it is: by a name, or by initials however written."""
        return self.in_text(known_as) or (known_as is not None and self._finder.by_initials(known_as))

    def holds_last_name(self, name: str) -> bool:
        """Whether the last name of somebody hidden is a word of a name, as of a firm's, or in "Aal's boss"."""
        return any(is_name(word, last) for word in words_of(name) for last in self._last_words)

    def related(self, speaker: Speaker) -> bool:
        """Whether a speaker's name ends in the word that the name of somebody hidden ends in, as a relative's would."""
        if speaker.unnamed or speaker.body:
            return False
        lasts = _last_words(speaker)
        return any(is_name(one, other) or is_name(other, one) for one in lasts for other in self._last_words)

    def in_address(self, address: str | None) -> bool:
        """Whether an address names somebody hidden, or is one of a withheld record."""
        if not address:
            return False
        if named(address) in self.phrases:
            return True
        plain = _decoded(address)
        if self.in_text(re.sub(r"[-_+./=&?#]", " ", plain)) or self.in_text(plain):
            return True
        return bool(self.hidden) and any(map(self._finder.in_handle, words_of(plain)))

    def in_id(self, identifier: str) -> bool:
        """Whether an id is made of the name or the id of somebody hidden."""
        if not self.hidden:
            return False
        framed = f"-{identifier}-"
        if any(f"-{each.id}-" in framed for each in self.hidden if each.id not in self.open_ids):
            return True
        for each in self._shown_ids:
            framed = framed.replace(f"-{each}-", "--")
        return self._finder.in_id(re.findall("[a-z]+", framed))

    def cleaned(self, text: str | None, *, phrases: bool = False) -> str | None:
        """Words of the curator's own with protected names replaced; None where they would still give somebody away."""
        if text is None or not self.in_text(text, phrases=phrases):
            return text
        for name, known_as in self._substitutes:
            text = "".join(_replaced(text, name, known_as))
        return None if self.in_text(text, phrases=phrases) else text

    @cached_property
    def _judged(self) -> dict[tuple[str, bool], bool]:
        """What is known of texts: most are asked about more than once."""
        return {}

    @cached_property
    def _finder(self) -> Finder:
        persons = [each for each in self.hidden if not (each.unnamed or each.body)]
        others = [each for each in self.hidden if each.unnamed or each.body]
        return _finder(tuple(_names(persons)), tuple(_names(others)))

    @cached_property
    def _substitutes(self) -> list[tuple[re.Pattern[str], str]]:
        pairs = [(named(n), each.known_as) for each in self.hidden if each.known_as for n in (each.name, *each.aliases)]
        pairs.sort(key=lambda pair: (-len(pair[0]), pair[0]))
        return [
            (re.compile(r"(?<!\w)" + " +".join(map(re.escape, name.split())) + r"(?!\w)"), known_as)
            for name, known_as in pairs
            if name
        ]

    @cached_property
    def _open_names(self) -> list[str]:
        """Names of those who are shown and would tell; not those that are, or hold, a name that must not be read."""
        hidden = {run for each in _names(self.hidden) for run in _runs(each)}
        telling = {each for each in self.shown if self._finder.parts(letters(each), bare(each))}
        return [
            each
            for each in telling
            if named(each) not in self._finder.words and not any(run in _run(each) for run in hidden if run)
        ]

    @cached_property
    def _masks(self) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
        """What finds the names of those who are shown, in a text folded and in one in its own case."""
        if not self._open_names:
            return None
        return _either(map(letters, self._open_names)), _either(map(bare, self._open_names))

    @cached_property
    def _shown_ids(self) -> list[str]:
        ids = {slug(each) for each in self._open_names}
        return sorted(ids - self._finder.words - {""}, key=lambda name: (-len(name), name))

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(word for each in self.hidden if not (each.unnamed or each.body) for word in _last_words(each))


def slug(text: str) -> str:
    """Words as an id; empty where none of them is written in Latin letters."""
    return "-".join(re.findall(r"[a-z0-9]+", named(text)))[:60].strip("-")


def phrases(texts: Iterable[str | None]) -> frozenset[str]:
    """What is looked for of withheld records: whole titles, addresses, words and ids, if they are not too short."""
    return frozenset(plain for text in texts if text and len(plain := named(text)) >= PHRASE)


@lru_cache(maxsize=8)
def _finder(persons: tuple[str, ...], others: tuple[str, ...]) -> Finder:
    """The finder of some names; what it has found out of words serves all who look for the same names."""
    return Finder(persons, others)


def _names(speakers: Iterable[Speaker]) -> list[str]:
    return [name for each in speakers for name in (each.name, *each.aliases)]


def _either(names: Iterable[str]) -> re.Pattern[str]:
    """What finds any of some names, the longest first."""
    found = sorted({" ".join(each.split()) for each in names}, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(each).replace(r"\ ", " +") for each in found) + r")(?!\w)")


def _replaced(text: str, name: re.Pattern[str], known_as: str) -> Iterator[str]:
    """The parts of a text with a name replaced; at the beginning of a sentence with a capital letter."""
    found = list(name.finditer(letters(text)))
    places = [*offsets(text), len(text)] if found else []
    end = 0
    for match in found:
        start = places[match.start()]
        yield text[end:start]
        begins = text[:start].rstrip()[-1:] in ("", ".", "!", "?", "…")
        yield known_as[0].upper() + known_as[1:] if begins else known_as
        end = places[match.end() - 1] + 1
        while end < len(text) and not letters(text[end]):  # accents and what is not seen go with the letter
            end += 1
    yield text[end:]


def _last_words(speaker: Speaker) -> set[str]:
    found = (list(words_of(name)) for name in (speaker.name, *speaker.aliases))
    return {words[-1] for words in found if len(words) > 1}


def _run(name: str) -> str:
    return "".join(words_of(name))


def _runs(name: str) -> Iterator[str]:
    """A name run together, also with its words the other way round."""
    yield _run(name)
    yield "".join(reversed(list(words_of(name))))


def _decoded(text: str) -> str:
    """A text with the addresses in it as they are read."""
    plain = _PUNYCODE.sub(_host, text)
    for _ in range(_ESCAPED):
        plain = unescape(unquote(plain))
    return plain


def _host(found: re.Match[str]) -> str:
    """A part of the name of a host as it is read (RFC 3492)."""
    try:
        return found.group()[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return found.group()
