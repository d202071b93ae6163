"""The words by which articles introduce what somebody said, language by language; they are data: `cues/*.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from claimcheck.frozen import frozen


class Language(StrEnum):
    """A language that there are cues for."""

    DE = "de"
    EN = "en"
    ES = "es"
    FR = "fr"
    RU = "ru"
    UK = "uk"


CYRILLIC = frozenset({Language.RU, Language.UK})
"""Languages in which names have cases, and a verb may come first or last."""


class CueSort(StrEnum):
    """What a cue is: the lists of a cue file in which a verb or a phrase may stand."""

    SPEECH = "speech"
    WITH_THAT = "with_that"
    POSITION = "position"
    NAMING = "naming"
    SOURCE = "source"


class Cue(NamedTuple):
    """A cue where it stands in a paragraph; a verb may be of several sorts."""

    start: int
    end: int
    words: str
    sorts: frozenset[CueSort]


@frozen(slots=False)
class Cues:
    """The cues of one language, and the small words around them."""

    language: Language
    pattern: re.Pattern[str]
    sorts: dict[str, frozenset[CueSort]]
    words: dict[str, frozenset[str]]
    that: re.Pattern[str]
    naming_link: re.Pattern[str]
    passive_by: str
    drops_pronoun: bool

    def has(self, section: str, word: str) -> bool:
        """Whether a word stands in one of the lists of small words."""
        return word.lower() in self.words[section]

    def shortened(self, word: str) -> bool:
        """Whether the full stop behind a word ends no sentence: "Mr.", "T. Reek"."""
        return self.has("titles", word) or (len(word) == 1 and word.isupper())

    def inverted(self, words: str) -> bool:
        """Whether a verb carries the pronoun behind it: "dit-elle", "a-t-il ajouté"."""
        first = words.lower().split()[0]
        return self.has("pronouns", first) or self.has("pronouns", first.rpartition("-")[2])

    def find(self, masked: str, start: int, end: int) -> list[Cue]:
        """Every cue of a stretch of a paragraph that is not a noun by the look of it."""
        return [
            Cue(match.start(), match.end(), match.group(), self.sorts[_plain(match.group())])
            for match in self.pattern.finditer(masked, start, end)
            if not self._is_noun(masked, match.start(), _plain(match.group()))
        ]

    def passive(self, masked: str, cue: Cue) -> bool:
        """Whether a verb is passive, as in "was told"."""
        return self.has("passive_before", _word_before(masked, cue.start))

    def _is_noun(self, masked: str, at: int, words: str) -> bool:
        if CueSort.SOURCE in self.sorts[words]:
            return False
        before = _word_before(masked, at)
        return self.has("noun_before", before) or re.search(r"\w['’]s?\s+$", masked[max(0, at - 5) : at]) is not None


def language_of(text: str) -> Language:
    """The language by its letters, and of those that share them by its commonest words; English if none tells."""
    cyrillic = len(re.findall("[а-яёіїєґ]", text, re.IGNORECASE))
    if cyrillic * 2 > len(re.findall(r"[^\W\d_]", text)):
        ukrainian = len(re.findall("[іїєґ]", text, re.IGNORECASE))
        return Language.UK if ukrainian > len(re.findall("[ыэъё]", text, re.IGNORECASE)) else Language.RU
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    latin = [Language.EN, *(each for each in Language if each not in CYRILLIC and each is not Language.EN)]
    return max(latin, key=lambda each: sum(words[word] for word in _data(each)["common"]))


def _data(language: Language) -> dict[str, Any]:
    return tomllib.loads((files("claimcheck.copies") / "cues" / f"{language}.toml").read_text(encoding="utf-8"))


@lru_cache
def cues_of(language: Language) -> Cues:
    """The cues of a language."""
    data = _data(language)
    sorts: dict[str, set[CueSort]] = {}
    for sort in CueSort:
        for entry in data[sort]:
            for form in _forms(entry, language, data):
                sorts.setdefault(form.lower(), set()).add(sort)
    for entry in data["source_after"]:
        sorts.setdefault(entry, set()).add(CueSort.SOURCE)
    lists = {key: frozenset(value) for key, value in data.items() if isinstance(value, list)}
    return Cues(
        language=language,
        pattern=_any(sorts),
        sorts={form: frozenset(each) for form, each in sorts.items()},
        words=lists,
        that=_any(data["that"]),
        naming_link=_any(data["naming_link"]),
        passive_by=data["passive_by"],
        drops_pronoun=data["drops_pronoun"],
    )


_PAST = {Language.RU: ("л", ("л", "ла", "ло", "ли")), Language.UK: ("в", ("в", "ла", "ло", "ли"))}
"""How a past tense ends, and how it does in each gender and number."""


def _forms(entry: str, language: Language, data: dict[str, Any]) -> list[str]:
    """What an entry stands for.

    Gender and number of a Russian or Ukrainian past tense, "по её словам" for "по словам", "a-t-il dit" and "dit-il".
    """
    ending, endings = _PAST.get(language, ("", ()))
    if ending and entry.endswith(ending) and " " not in entry:
        return [entry.removesuffix(ending) + each for each in endings]
    first, _, rest = entry.partition(" ")
    possessives: list[str] = data["possessives"]
    if language in CYRILLIC and first in {"по", "за"} and " " not in rest:
        return [entry, *(f"{first} {each} {rest}" for each in possessives)]
    if "{}" in entry:
        return [entry.replace("{}", each) for each in possessives]
    if entry.startswith("~"):
        return [f"{each} {entry[1:]}" for each in data["auxiliaries"]]
    return [entry, *(entry + each for each in data.get("inversions", ()))]


def _any(words: object) -> re.Pattern[str]:
    spelled = sorted(map(str, words), key=lambda each: (-len(each), each))  # type: ignore[call-overload]
    inner = "|".join(re.escape(each).replace(r"\ ", r"\s+").replace(r"\*", r"\w+") for each in spelled)
    return re.compile(rf"(?<![\w'’-])(?:{inner})(?![\w-]|['’]\w)", re.IGNORECASE)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _word_before(text: str, at: int) -> str:
    found = re.search(r"([\w’'-]+)\s+$", text[max(0, at - 40) : at])
    return found.group(1) if found else ""
