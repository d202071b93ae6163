"""One speaker has one entry, and a name is written in one script.

The same name typed in Latin and in look-alike Cyrillic letters, with composed and decomposed accents, or with another
space, makes two people of one: their words then clash with nobody, and count as independent. So does a name in the
letters of another script (Кузнецов, Kuznetsov): there it is asked whether they are one, for two people may be.

Fails:

    speakers:
      harbour-captain: {name: Ilse Brandt}
      captain: {name: "I. Brandt", aliases: [ILSE  BRANDT]}
      pilot: {name: Ильзе Брандт}

Passes:

    speakers:
      harbour-captain: {name: Ilse Brandt, aliases: [I. Brandt]}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from claimcheck.characters.folding import letters
from claimcheck.characters.patterns import lazy
from claimcheck.characters.perhaps import alike
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.location import Path
from claimcheck.model.speaker import Speaker

SEVERITY = Severity.WARNING

# letters of Greek and Cyrillic that look like Latin ones, as capitals or small (Unicode Technical Standard 39)
_LOOK_ALIKE = str.maketrans("авеёкмнорстухіјѕԁһԛԝαβεηικμνορτυχ", "abeekmhopctyxijsdhqwabenikmvoptux")
_WORD = lazy(r"[^\W\d_]+")
_LEAST_SPELT = 5
"""The least letters of a single word for it to be taken for a spelling of another one."""
_WORD_OR_NUMBER = lazy(r"[^\W_]+")
"""Names that differ in a number are two names: Channel 1 and Channel 5."""
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters are taken for one another; Japanese mixes its own, and nobody is misled."""


def check(collection: Collection) -> Iterator[Finding]:
    """Names in which scripts are mixed, and speakers who have a name or an alias in common, or perhaps do."""
    first: dict[str, Speaker] = {}
    spelt: dict[str, Speaker] = {}
    for speaker in () if collection.beside else collection.speakers.values():
        for path, name in _names(speaker):
            mixed = next((word for word in _WORD.findall(name) if len(_scripts(word)) > 1), None)
            if mixed:
                scripts = " and ".join(each.capitalize() for each in sorted(_scripts(mixed), reverse=True))
                yield Finding(speaker, f"`{mixed}` mixes {scripts} letters", "type it anew in one of them", path)
            other = first.setdefault(_skeleton(name), speaker) if not speaker.unnamed else speaker
            if other is not speaker:
                message = f"`{name}` is a name of `{other.id}` too"
                yield Finding(speaker, message, "one and the same? then keep one entry, with aliases", path)
                continue
            other = spelt.setdefault(_spelling(name), speaker) if not speaker.unnamed else speaker
            if other is not speaker:
                message = f"`{name}` is perhaps a name of `{other.id}` too, spelt otherwise"
                yield Finding(speaker, message, "one and the same? then keep one entry, with aliases", path)


def _names(speaker: Speaker) -> Iterator[tuple[Path, str]]:
    yield ("name",), speaker.name
    for place, alias in enumerate(speaker.aliases):
        yield ("aliases", place), alias


def _scripts(word: str) -> set[str]:
    """Which of the scripts that are taken for one another a word is written in."""
    named = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return {script for script in named if script in _ALIKE}


def _spelling(name: str) -> str:
    """What two names that are perhaps spellings of one have in common; of a short one only itself."""
    common = alike(name)
    return common if " " in common or len(common) >= _LEAST_SPELT else f"{name}\n"


def _skeleton(name: str) -> str:
    """What two names that look the same have in common."""
    return " ".join(_WORD_OR_NUMBER.findall(letters(name).translate(_LOOK_ALIKE))) or name
