"""How a name may end: whether one word is another with an ending of some language behind it, or in place of its own.

Generous on purpose: it is asked where a name must not be read. German, Russian and Ukrainian endings are covered, with
the vowels and consonants that change before them (Павел, Павла; Ольга, Ользі; Федір, Федора), Polish and Czech ones of
Latin letters, Greek ones; up to three other letters count as an ending too, unless only English words end so.

All words are folded (`characters.folding.named`). Cost: that of a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto

from claimcheck.characters.folding import caseless
from claimcheck.characters.patterns import lazy

_MOST = 3
"""The most letters that may follow a name for it still to be the name, unless they are a known ending."""
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяієїґ"
_SOFT = "аеиоуыэюяйьъіїє"
_GREEK_END = lazy("(?:[αεηιουω]{1,2}σ?|σ)$")
_LATIN_END = lazy("[aeiouy]$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CYRILLIC_LONG = _set(
    "ового овому овыми овими евого евому ского скому скими скии ская ское скую ских ском скои "
    "ського ському ською ськими ська ське ську ских ієві"
)
_CYRILLIC_SHORT = _set(
    "а я о е и і ы у ю ь є ои еи єи ою ею єю ом ем єм ам ям ах ях ами ями ов ев єв ів ову еві єві ові ин ина ін "
    "іна ину ого его ему ому им ым іи ии"
)
"""As folded: й and ї are и and і."""
_LATIN_LONG = _set(
    "sche schen scher sches schem schen isch ische ischen ischer isches ianer ianern innen iego iemu owie ovou "
    "ovym ovem ovych owych owego owemu skich skim nnak anak enek ando"
)
_LATIN_SHORT = _set("s es en em om ovi owi ow ov ova owa u y")
_LATIN_INSTEAD = _set("a iem y u e o i ou ow ach ami am om ovi owi ie iej ej iego iemu im ich ego emu ym in ina inou")
_NO_ENDING = _set("ed ing ly al ion ity ish ize ise ism ist ful ant ent ary ate age ess ive ous ure ling ory")
"""What makes another word of an English one, and ends no name in any language."""
_SHIFTS = {
    "г": ("з", "ж"),
    "к": ("ц", "ч"),
    "х": ("с", "ш"),
    "g": ("z", "dz"),
    "k": ("c", "cz"),
    "h": ("z", "s"),
    "r": ("rz",),
}


class NameEnding(Enum):
    """What may stand behind the beginning of a name: nothing but a short ending, an ending, or anything."""

    SHORT = auto()
    SHORT_CYRILLIC = auto()
    ENDING = auto()
    INSTEAD = auto()
    SHIFTED = auto()
    LETTERS = auto()


def stems(name: str) -> Iterator[tuple[str, NameEnding]]:
    """The beginnings by which a word is known for a name, each with what may follow it."""
    if name[0] in _CYRILLIC:
        yield from _cyrillic(name)
    elif caseless(name):
        yield name, NameEnding.LETTERS
    elif "α" <= name[0] <= "ω":
        stem = _GREEK_END.sub("", name)
        yield (stem if len(stem) >= 3 else name), NameEnding.LETTERS
    elif len(name) <= 3:
        yield name, NameEnding.SHORT
    else:
        yield name, NameEnding.ENDING
        stem = _LATIN_END.sub("", name)
        if len(stem) >= 4 and stem != name:
            yield stem, NameEnding.INSTEAD
            for last in _SHIFTS.get(stem[-1], ()):
                yield stem[:-1] + last, NameEnding.SHIFTED
        elif name.endswith(("ek", "ec", "er", "el")) and len(name) >= 5:  # Marek, Marka; Peter, Petra
            yield name[:-2] + name[-1], NameEnding.INSTEAD


def is_ending(rest: str, kind: NameEnding) -> bool:
    """Whether what is left of a word may stand behind such a beginning."""
    if not rest:
        return kind not in (NameEnding.INSTEAD, NameEnding.SHIFTED)
    match kind:
        case NameEnding.SHORT:
            return rest in _LATIN_SHORT
        case NameEnding.SHORT_CYRILLIC:
            return rest in _CYRILLIC_SHORT
        case NameEnding.ENDING:
            return (len(rest) <= _MOST and rest not in _NO_ENDING) or rest in _LATIN_LONG
        case NameEnding.INSTEAD:
            return rest in _LATIN_INSTEAD
        case NameEnding.SHIFTED:
            return rest in ("e", "i", "і", "е", "ie")
        case NameEnding.LETTERS:
            return len(rest) <= _MOST or rest in _CYRILLIC_LONG


def index(names: Iterable[str]) -> dict[str, set[NameEnding]]:
    """All beginnings of some names, for `begins`."""
    found: dict[str, set[NameEnding]] = {}
    for name in names:
        for stem, rest in stems(name):
            found.setdefault(stem, set()).add(rest)
    return found


def begins(word: str, known: Mapping[str, set[NameEnding]]) -> bool:
    """Whether a word is one of the names of an index, inflected or not."""
    for at in range(1, len(word) + 1):
        kinds = known.get(word[:at])
        if kinds and any(is_ending(word[at:], kind) for kind in kinds):
            return True
    return False


def is_name(word: str, name: str) -> bool:
    """Whether a word is a name, inflected or not."""
    return begins(word, index([name]))


def _cyrillic(name: str) -> Iterator[tuple[str, NameEnding]]:
    stem = name.rstrip(_SOFT)
    if len(stem) < 3:
        yield name, NameEnding.SHORT_CYRILLIC
        for shorter in (stem, name[:-1]):
            if len(shorter) >= 2:
                yield shorter, NameEnding.SHORT_CYRILLIC
        return
    yield stem, NameEnding.LETTERS
    if name == "лев":
        yield "льв", NameEnding.SHORT_CYRILLIC
    if len(stem) >= 4 and stem[-2] in "еоі" and stem[-3] not in _SOFT:
        yield stem[:-2] + stem[-1], NameEnding.LETTERS  # Павел, Павла
        yield stem[:-2] + "ь" + stem[-1], NameEnding.LETTERS  # Коваль, Орёл stay; Король, Швець do not
        if stem[-2] == "і":
            yield stem[:-2] + "о" + stem[-1], NameEnding.LETTERS  # Федір, Федора
            yield stem[:-2] + "е" + stem[-1], NameEnding.LETTERS
    if len(stem) >= 4 and stem[-1] == "ц" and stem[-2] in "ея" and stem[-3] in _SOFT:
        yield stem[:-2] + "иц", NameEnding.SHORT_CYRILLIC  # Заяц, Зайца
    for last in _SHIFTS.get(stem[-1], ()):
        yield stem[:-1] + last, NameEnding.SHIFTED  # Ольга, Ользі; Олег, Олеже
