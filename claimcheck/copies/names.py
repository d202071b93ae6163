"""Known speakers where an article names them: by name, by alias or, after one of these, by surname."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.speaker import Speaker


class RecognisedBy(StrEnum):
    """How a speaker was recognised."""

    NAME = "name"
    ALIAS = "alias"
    SURNAME = "surname"
    PRONOUN = "pronoun"
    CONTINUED = "continued"


@frozen
class Mention:
    """A known speaker, named in the article from `start` to `end`; `possessive` as in "Sarn's".

    `plain` if the name has the case in which `speakers.yaml` writes it; `subject` if its form is that of no other case.
    """

    start: int
    end: int
    speaker: str
    by: RecognisedBy
    possessive: bool
    plain: bool = True
    subject: bool = False


_TITLE = lazy(
    r"\b(?:Mrs?|Ms|Dr|Prof|Col|Gen|Capt|Colonel|General|Captain|Major|господин|госпожа|Herrn?|Frau|M|Mme|Mlle|Sra?|"
    r"señora?|don|doña|пані?)\.?\s+$"
)
"""A surname behind one of these is recognised even where the whole name is not printed."""

_INITIAL = lazy(r"(?<!\w)([^\W\d_a-zа-яё])\.\s?(?:[^\W\d_]\.\s?)?$")
_HONOURS = frozenset("MПГ")
"""One letter before a surname that is no initial: Monsieur, пан, господин."""

_CYRILLIC = lazy(r"[а-яёіїєґ]", re.IGNORECASE)
_ENDINGS = (
    "(?:а|у|ом|ым|е|ой|ою|ы|и|я|ю|ем|ей|ого|ому|им|ии|ия|ию|ию|ью|его|ему|ство|ства|ству|ством|стве|"
    "і|ї|ій|ої|єю|ові|еві|єві|ім)?"
)
_POSSESSIVE = lazy(r"['’]s?\b|['’](?=\s)")
_LAST = lazy(r"[^\W\d_]{3}$")


def mentions(text: str, speakers: Mapping[str, Speaker]) -> list[Mention]:
    """Every place where a known speaker is named, in order; the longer name wins, an ambiguous one counts for nobody.

    Unnamed speakers are never recognised. Takes time in proportion to the text times the number of speakers.
    """
    taken = bytearray(len(text))  # 1 where a name stands already
    whole = _found(text, _forms(speakers), speakers, taken)
    owners: dict[str, set[str]] = {}
    since: dict[str, int] = {}
    for each in whole:
        for surname in _surnames(speakers[each.speaker]):
            owners.setdefault(surname, set()).add(each.speaker)
        since.setdefault(each.speaker, each.start)
    unique = {surname: (next(iter(each)), RecognisedBy.SURNAME) for surname, each in owners.items() if len(each) == 1}
    later = [each for each in _found(text, unique, speakers, bytearray(taken)) if each.start > since[each.speaker]]
    for each in later:
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
    titled = [
        each
        for each in _found(text, _unique(speakers), speakers, taken)
        if _TITLE.search(text, max(0, each.start - 20), each.start)
    ]
    return sorted([*whole, *later, *titled], key=lambda each: each.start)


def _unique(speakers: Mapping[str, Speaker]) -> dict[str, tuple[str, RecognisedBy]]:
    """Surnames that one known speaker alone bears."""
    owners: dict[str, set[str]] = {}
    for identifier, speaker in speakers.items():
        for surname in () if speaker.unnamed else _surnames(speaker):
            owners.setdefault(surname, set()).add(identifier)
    return {surname: (min(each), RecognisedBy.SURNAME) for surname, each in owners.items() if len(each) == 1}


def _forms(speakers: Mapping[str, Speaker]) -> dict[str, tuple[str, RecognisedBy]]:
    forms: dict[str, tuple[str, RecognisedBy]] = {}
    shared: set[str] = set()
    for identifier, speaker in speakers.items():
        if speaker.unnamed:
            continue
        for form, by in [
            (speaker.name, RecognisedBy.NAME),
            *((alias, RecognisedBy.ALIAS) for alias in speaker.aliases),
        ]:
            if forms.setdefault(form, (identifier, by))[0] != identifier:
                shared.add(form)
    return {form: owner for form, owner in forms.items() if form not in shared}


def _found(
    text: str, forms: Mapping[str, tuple[str, RecognisedBy]], speakers: Mapping[str, Speaker], taken: bytearray
) -> list[Mention]:
    """Where forms stand, the longest first, but for places that are taken; theirs are taken then."""
    found: list[Mention] = []
    for form in sorted(forms, key=lambda each: (-len(each), each)):
        identifier, by = forms[form]
        if max(form.split(), key=len)[:2] not in text:  # quicker than a search, and true of nearly every name
            continue
        for match in re.finditer(_pattern(form), text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            if by is RecognisedBy.SURNAME and _of_another(text, start, speakers[identifier]):
                continue
            printed = " ".join(match.group().split()).replace("’", "'")
            plain = printed[1:] == form.replace("’", "'")[1:]  # "the" may have a capital
            possessive = _POSSESSIVE.match(text, end) is not None
            found.append(Mention(start, end, identifier, by, possessive, plain, plain and _declines(form)))
    return sorted(found, key=lambda each: each.start)


def _of_another(text: str, start: int, speaker: Speaker) -> bool:
    """Whether an initial before a surname is not the known speaker's: "J. Olin" is not Marta Olin."""
    initial = _INITIAL.search(text, max(0, start - 8), start)
    if initial is None or initial.group(1) in _HONOURS:
        return False
    return not any(form.startswith(initial.group(1)) for form in (speaker.name, *speaker.aliases))


def _declines(form: str) -> bool:
    """Whether a Cyrillic name would end otherwise in any other case, whoever bears it."""
    words = form.split()
    if len(words) < 2 or not _CYRILLIC.search(form):
        return False
    return any(word[-1] in "ая" for word in words) or re.search(r"(?:[оеє]в|[иі]й|ый)$", words[-1]) is not None


def _pattern(form: str) -> str:
    """A name as it may be printed: any white space, either apostrophe, Russian names in any case."""
    words = [_word(word) for word in re.sub(r"['’]", "'", form).split()]
    pattern = r"\s+".join(words)
    if form.startswith("the "):
        pattern = "[Tt]" + pattern[1:]
    return rf"(?<![\w-]){pattern}(?![\w])"


def _word(word: str) -> str:
    if _CYRILLIC.search(word) and len(word) >= 3:
        stem = re.sub(r"(?:ство|ия|ий|ый|ая|ое|[аяйьеоиыу])$", "", word)
        if len(stem) >= 2:
            return re.escape(stem) + f"(?:{re.escape(word[len(stem) :])}|{_ENDINGS})"
    return re.escape(word).replace("'", "['’]")


def _surnames(speaker: Speaker) -> Iterable[str]:
    """The last words of names of two or three words that all begin with a capital."""
    for form in (speaker.name, *speaker.aliases):
        words = form.split()
        if 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words) and _LAST.search(words[-1]):
            yield words[-1]
