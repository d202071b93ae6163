"""Where somebody's name stands in a text, however it is dressed; for those whose name must not be read.

A name is looked for as a whole and by each of its words: in any case, with or without accents, with characters in it
that nobody sees, inflected (`reasoning.inflection`), run together or cut as in a handle, a hashtag, an address or a
name of a file, spelt out letter by letter, in the letters of another script (`characters.perhaps`), and as initials.
Where it cannot tell, a word counts as the name.

Texts of one collection share their words: what a word tells is found once. Cost: in proportion to the texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from claimcheck.characters.folding import bare, caseless, letters, named
from claimcheck.characters.patterns import lazy
from claimcheck.characters.perhaps import latin, related_scripts, skeletons
from claimcheck.reasoning.inflection import NameEnding, begins, index, is_name
from claimcheck.reasoning.name_words import (
    ABBREVIATIONS,
    ADDRESS,
    ADDRESS_BEHIND,
    COMMON,
    PARTICLES,
    TITLES,
    UMLAUTS,
    WORDS,
)

_MARKS = "\u0900-\u0963\u0970-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_MARKS += "\u0f71-\u0f84\u102b-\u103e\u17b6-\u17d3\u3099\u309a"
"""Vowels and other marks that belong to letters of Indic and South-East Asian scripts, and to kana."""
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_LETTERS = lazy(f"{_LETTER}+")
_TOKEN = lazy(rf"{_LETTER}+|\d+")
_UNSPACED = lazy(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Scripts that set no space between words, or write particles behind them as Korean does."""
_HAN = lazy("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SEMITIC = lazy("[\u0590-\u07bf\u08a0-\u08ff]")
_PROCLITICS = lazy(
    "^(?:[\u0648\u0641])?(?:\u0644\u0644|[\u0628\u0643\u0644\u0633]?\u0627\u0644|[\u0628\u0643\u0644\u0633])?|^[ושהבלמכ]{1,3}"
)
"""Articles, prepositions and conjunctions that Arabic and Hebrew write together with the next word."""
_IN_HANDLES = lazy(r"[@#_/\\0-9]|(?<=.)\.(?=.)")
_SPELT = lazy(rf"(?<!\w){_LETTER}(?:[\s.,·*_|-]{{1,2}}{_LETTER}){{2,}}(?!\w)")
_CUT = lazy(rf"(?<!{_LETTER}){_LETTER}+(?:['-]\s*{_LETTER}+)+")
_LATIN = lazy(r"(?<!\w)[A-Za-z]{2,6}(?!\w)")
_CYRILLIC = lazy(r"(?<!\w)[\u0400-\u04ff]{2,6}(?!\w)")
_INITIALS = lazy(rf"(?<!\w)(?:{_LETTER}\.[ -]?){{2,4}}")
_SINGLE = lazy(rf"(?<!\w){_LETTER}(?:[\s.,·-]{{1,3}}{_LETTER}){{1,3}}(?!\w)")
"""Single letters beside one another."""
_CHUNK = lazy(r"\w+")


_SURE = 3
"""Of a longer skeleton the beginning will do to know a word in another script; of others all of it is needed."""
_LEAST_INSIDE = 6
"""The least length of a name for it to be looked for inside other words of an address or a handle."""


class Finder:
    """Looks for names: of persons whole and word by word, of others (bodies, descriptions) whole."""

    def __init__(self, persons: Iterable[str], others: Iterable[str]) -> None:
        self.wholes: dict[str, list[tuple[str, ...]]] = {}
        self.words: set[str] = set()
        self.bodies: dict[str, list[tuple[str, ...]]] = {}
        self.short: set[str] = set()
        self.doubtful: dict[str, set[str]] = {}
        self.unspaced: dict[str, set[str]] = {}
        self.sounds: set[str] = set()
        self.semitic: set[str] = set()
        self.initials: set[str] = set()
        self.runs: set[str] = set()
        self.tight: set[str] = set()
        self.inside: set[str] = set()
        self._seen: dict[str, bool] = {}
        self._seen_in_handle: dict[str, bool] = {}
        for name in persons:
            self._person(name)
        for name in others:
            self._whole(name)
            self._body(name)

    def __bool__(self) -> bool:
        return bool(self.wholes or self.short or self.unspaced)

    def whole(self, plain: str) -> bool:
        """Whether a whole name stands in a text (as `letters` gives it)."""
        tokens = _TOKEN.findall(plain)
        for at, token in enumerate(tokens):
            for name in self.wholes.get(token, ()):
                if tuple(tokens[at : at + len(name)]) == name:
                    return True
            for name in self.bodies.get(token[:3], ()):
                heard = tokens[at : at + len(name)]
                if len(heard) == len(name) and all(map(_is_name, heard, name)):
                    return True
        return any(each in plain for each in self.inside)

    def parts(self, plain: str, cased: str) -> bool:
        """Whether a part of a name stands in a text, given as `letters` and as `bare` have it."""
        if any(map(self.word, set(_LETTERS.findall(plain)))):
            return True
        if self.short and self._short_words.search(cased):
            return True
        if self.unspaced and _UNSPACED.search(plain) and self._in_unspaced(plain):
            return True
        if self.doubtful and self._addressed.search(cased):
            return True
        return self._short_abroad(cased) or self._dressed(plain, cased)

    def word(self, word: str) -> bool:
        """Whether a folded word is, or holds, a part of a name."""
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = self._tells(word)
        return known

    def in_handle(self, word: str) -> bool:
        """The same of a folded word in an id, an address or a handle, where words are run together."""
        known = self._seen_in_handle.get(word)
        if known is None:
            known = self.word(word) or word in self.tight or self._inside_handle(word)
            self._seen_in_handle[word] = known
        return known

    def in_id(self, words: list[str]) -> bool:
        """Whether the words of an id tell a name."""
        if self.whole(" ".join(words)) or any(map(self.in_handle, words)):
            return True
        if any(each in self._short_folded and each not in WORDS for each in words):
            return True
        return any(self.word(one + other) for one, other in pairwise(words))

    def by_initials(self, text: str) -> bool:
        """Whether a text holds somebody's initials, with full stops or as capitals; for names that stand for others."""
        plain = bare(text)
        found = {word.lower() for word in _LETTERS.findall(plain) if word.isupper() and 2 <= len(word) <= 4}
        found |= {"".join(_LETTERS.findall(each)).lower() for each in _SINGLE.findall(plain)}
        return self._by_initials(plain) or any(_latin_initials(each) in self.initials for each in found - ABBREVIATIONS)

    # what is looked for

    def _person(self, name: str) -> None:
        self._whole(name)
        composed = unicodedata.normalize("NFC", name)
        cased = _LETTERS.findall(bare(name))
        capitals = [each for each in cased if each[0].isupper() or caseless(each)]
        own = capitals or ([] if set(cased) & WORDS or len(cased) > 3 else cased)  # a description is no name
        parts = [
            each for each in own if each.lower() not in TITLES and not (len(own) > 1 and each.lower() in PARTICLES)
        ]
        for part in parts:
            self._part(part)
            if len(part) == 2 and letters(part) in WORDS:
                self.doubtful.setdefault(part, set()).update(each[0].upper() for each in parts if each != part)
        for part in _LETTERS.findall(composed.translate(UMLAUTS)) if composed.translate(UMLAUTS) != composed else ():
            if letters(part) not in map(letters, cased):
                self._part(bare(part))
        small = [letters(each) for each in parts]
        self._run(small)
        compounds = [re.sub(r"[^\w]", "", each) for each in _CUT.findall(bare(name))]
        for each in compounds:
            self._part(each)

    def _part(self, part: str) -> None:
        small = letters(part)
        if _UNSPACED.search(small):
            if len(small) >= 2:
                self.unspaced.setdefault(small[:2], set()).add(small)
                self._given(part)
                self._chinese(part)
        elif _SEMITIC.search(small):
            self.semitic.add(small)
        elif small in COMMON and not part.islower():
            self.short.add(part)
        elif caseless(small) or len(small) >= 3:
            self.words.add(small)
        elif len(small) == 2 and small not in WORDS:
            self.short.add(part)

    def _given(self, part: str) -> None:
        """Of a Chinese or Korean name that is written in one, the given name."""
        part = unicodedata.normalize("NFC", part)
        if len(part) in (3, 4) and all("\u3400" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7af" for each in part):
            given = letters(part[-2:])
            self.unspaced.setdefault(given[:2], set()).add(given)
            if len(romanised := named(latin(part[-2:])).replace(" ", "")) >= _LEAST_INSIDE:
                self.words.add(romanised)

    def _chinese(self, name: str) -> None:
        """The name of a family as somebody is addressed by it, and a whole name in other signs of the same sound."""
        if not _HAN.fullmatch(name):
            return
        if len(name) <= 4:
            family = letters(name[: 2 if len(name) == 4 else 1])
            for each in ADDRESS_BEHIND:
                self.unspaced.setdefault((family + each)[:2], set()).add(family + each)
        if len(name) >= 3:
            self.sounds.add(latin(name))

    def _whole(self, name: str) -> None:
        tokens = tuple(_TOKEN.findall(letters(name)))
        if not tokens:
            return
        if len(tokens) == 1 and len(tokens[0]) <= 2:
            if _UNSPACED.search(tokens[0]):
                self.unspaced.setdefault(tokens[0], set()).add(tokens[0])
            else:
                as_written = _TOKEN.findall(bare(name))  # nothing is left of a mark that is a letter only when folded
                self.short.update(as_written[:1] or tokens)
                self.wholes.setdefault(tokens[0], []).extend([] if as_written else [tokens])
            return
        if all(map(_UNSPACED.match, tokens)) and sum(map(len, tokens)) >= 2:
            run = "".join(tokens)
            self.unspaced.setdefault(run[:2], set()).add(run)
        for order in {tokens, tokens[::-1]}:
            self.wholes.setdefault(order[0], []).append(order)
        run = "".join(tokens)
        if len(run) >= _LEAST_INSIDE or (len(tokens) > 1 and len(run) >= 4):
            self.runs.add(run)
        if len(run) >= _LEAST_INSIDE and len(tokens) == 1:
            self.inside.add(run)

    def _body(self, name: str) -> None:
        """What is only known whole may be inflected in each of its words."""
        plain = named(name)
        if len(plain) >= _LEAST_INSIDE:
            self.inside.add(plain)
        tokens = tuple(_TOKEN.findall(plain))
        if len(tokens) > 1:
            self.bodies.setdefault(tokens[0][:3], []).append(tokens)

    def _run(self, parts: list[str]) -> None:
        """Parts of a name as they are written in one, and as initials."""
        if len(parts) < 2:
            if parts and _UNSPACED.match(parts[0]) and len(romanised := named(latin(parts[0]))) >= _LEAST_INSIDE:
                self.runs.add(romanised)
            return
        first, last = parts[0], parts[-1]
        for run in ("".join(parts), "".join(parts[::-1]), first + last, last + first):
            (self.runs if len(run) >= 4 else self.tight).add(run)
        if related_scripts(last) and len(last) >= 3:
            self.runs |= {first[0] + last, last + first[0], first[0] + "".join(parts[1:])}
        if related_scripts(last) and _script(last) != "latin" and len(last) >= 4:
            abroad = [named(latin(each)) for each in (first, last)]
            self.runs |= {"".join(abroad), "".join(abroad[::-1]), abroad[0][:1] + abroad[1], abroad[1] + abroad[0][:1]}
        if related_scripts(first) and len(first) >= 4 and related_scripts(last):
            self.runs |= {first + last[0]}
        initials = [_latin_initials(each[0]) for each in parts]
        for order in (initials, initials[::-1], [initials[0], initials[-1]], [initials[-1], initials[0]]):
            if "".join(order) not in ABBREVIATIONS:
                self.initials.add("".join(order))

    # how it is looked for

    @cached_property
    def _index(self) -> dict[str, set[NameEnding]]:
        return index(self.words)

    @cached_property
    def _abroad(self) -> list[tuple[dict[str, set[NameEnding]], re.Pattern[str], set[str]]]:
        """Names of three letters in Latin ones, with what finds words of the other scripts, for those of each script.

        Longer ones are known by their skeletons.
        """
        short = [each for each in self.words if len(each) == _SURE and related_scripts(each)]
        own = {script: {each for each in short if _script(each) == script} for script in ("latin", "cyrillic")}
        pairs = ((own["latin"], _CYRILLIC), (own["cyrillic"], _LATIN))
        return [(index(named(latin(each)) for each in known), abroad, known) for known, abroad in pairs if known]

    @cached_property
    def _short_folded(self) -> frozenset[str]:
        return frozenset(map(letters, self.short))

    @cached_property
    def _short_words(self) -> re.Pattern[str]:
        """Short names in their own case or in capitals: `Xu`, `XU`, `Яна`."""
        forms = {form for each in self.short for form in (each, each.upper())}
        either = "|".join(sorted(map(re.escape, forms), key=lambda each: (-len(each), each)))
        return re.compile(rf"(?<!{_LETTER})(?:{either})(?:s|[аяуюеи]|ом|ем|ой|ей)?(?!{_LETTER})")

    @cached_property
    def _addressed(self) -> re.Pattern[str]:
        """Short names that are common words, too, where they can be nothing else: `Mr An`, `An, N.`, `#An`."""
        titles = "|".join(sorted(map(re.escape, ADDRESS)))
        either = []
        for part, others in self.doubtful.items():
            initial = f"[{''.join(sorted(map(re.escape, others)))}]" if others else "(?!)"
            either.append(
                rf"(?:(?<!\w)(?i:{titles})\.?\s+|(?<!\w){initial}\.\s?|[#@])(?:{part}|{part.upper()}|(?<=[#@])(?i:{part}))(?!{_LETTER})"
                rf"|(?<!{_LETTER})(?:{part}|{part.upper()})(?:'s(?!{_LETTER})|,\s+{initial}\.)"
            )
        return re.compile("|".join(either))

    @cached_property
    def _skeletons(self) -> dict[str, set[str]]:
        """Skeletons of words, without the vowels at their end: the scripts in which the words are written."""
        found: dict[str, set[str]] = {}
        for word in self.words:
            for bones in (each.rstrip("aeiou") for each in skeletons(word)):
                if len(bones) >= 2 and len(word) >= 4:
                    found.setdefault(bones, set()).add(_script(word))
        return found

    @cached_property
    def _whole_skeletons(self) -> dict[str, set[str]]:
        """The same with their vowels: short ones are told from English words by these."""
        found: dict[str, set[str]] = {}
        for word in self.words:
            for bones in skeletons(word):
                if len(bones) >= _SURE and len(word) >= 4:
                    found.setdefault(bones, set()).add(_script(word))
        return found

    def _tells(self, word: str) -> bool:
        if begins(word, self._index) or word in self.runs:
            return True
        if self.semitic and _SEMITIC.search(word) and self._in_semitic(word):
            return True
        return bool(self._skeletons) and related_scripts(word) and self._by_skeleton(word)

    def _by_skeleton(self, word: str) -> bool:
        return any(self._by_bones(bones, word, _script(word)) for bones in skeletons(word))

    def _by_bones(self, bones: str, word: str, script: str) -> bool:
        for end in range(2, len(bones) + 1):
            scripts = self._skeletons.get(bones[:end])
            if scripts and _may_follow(bones[end:]):
                if scripts == {script}:  # another spelling in the same script: of long names only, or `case` is Chase
                    if end >= _LEAST_INSIDE:
                        return True
                elif end > _SURE or (script != "latin" and len(bones) - end <= 1 and len(word) >= _SURE + 3 - end):
                    return True
        return script not in self._whole_skeletons.get(bones, {script})

    def _in_semitic(self, word: str) -> bool:
        known = self.semitic
        stem = _PROCLITICS.sub("", word)
        if {word, stem, "\u0627\u0644" + stem} & known:
            return True
        return any(len(each) >= 4 and each.rstrip("ةه") in word for each in known)

    def _in_unspaced(self, plain: str) -> bool:
        run = "".join(_LETTERS.findall(plain))
        if self.sounds and any(each in latin(signs) for signs in _HAN.findall(run) for each in self.sounds):
            return True
        for at in range(len(run)):
            names = (*self.unspaced.get(run[at : at + 2], ()), *self.unspaced.get(run[at], ()))
            if any(run.startswith(each, at) for each in names):
                return True
        return False

    def _short_abroad(self, cased: str) -> bool:
        """A name of three letters in the letters of another script, with its capital: `Аалу` for Aal."""
        for known, abroad, words in self._abroad:
            for word in abroad.findall(cased):
                if word[0].isupper() and begins(named(latin(word)), known) and word.lower() not in words:
                    return True
        return False

    def _dressed(self, plain: str, cased: str) -> bool:
        """Names that are run together, cut, spelt out or shortened to initials."""
        for chunk in filter(_IN_HANDLES.search, plain.split()):
            if any(map(self.in_handle, _LETTERS.findall(chunk))):
                return True
        for chunk in _CHUNK.findall(cased):
            if not (chunk.islower() or chunk.isupper() or chunk.istitle()) and self._camel(chunk):
                return True
        if any(self.word(re.sub(r"\W", "", each)) for each in _CUT.findall(plain)):
            return True
        if any(self.in_handle("".join(_LETTERS.findall(each))) for each in _SPELT.findall(plain)):
            return True
        return self._by_initials(cased)

    def _camel(self, chunk: str) -> bool:
        """Words that are told apart by their capitals, as in a hashtag."""
        parts = "".join(f" {each}" if each.isupper() else each for each in chunk)
        return any(map(self.word, map(letters, parts.split()))) or bool(self.short and self._short_words.search(parts))

    def _by_initials(self, cased: str) -> bool:
        if not self.initials or "." not in cased:
            return False
        for found in _INITIALS.findall(cased):
            signs = [each for each in found if each.isalpha()]
            if (
                all(each.isupper() or caseless(each) for each in signs)
                and _latin_initials("".join(signs)) in self.initials
            ):
                return True
        return False

    def _inside_handle(self, word: str) -> bool:
        if any(each in word for each in self.runs if len(each) >= 4):
            return True
        return any(
            (len(each) >= _LEAST_INSIDE and each in word)
            or (len(each) == 5 and (word.startswith(each) or word.endswith(each)))
            for each in self.words
        )


def _latin_initials(signs: str) -> str:
    return "".join(latin(each)[:1] for each in signs).lower()


def _script(word: str) -> str:
    return "latin" if word[0] <= "\u036f" else "greek" if word[0] <= "\u03ff" else "cyrillic"


def _may_follow(rest: str) -> bool:
    """Whether an ending may be transliterated so."""
    return len(rest) <= 3 and (not rest or rest[0] in "aeiou" or rest == "s")


@lru_cache(maxsize=65536)
def _is_name(word: str, name: str) -> bool:
    return word == name or is_name(word, name)


def words_of(text: str) -> Iterator[str]:
    """The folded words of a name, without digits."""
    yield from _LETTERS.findall(letters(text))
