"""To give an id another name, here and wherever it is referred to.

It may be that of a thing, or of what has an id inside one: an answer, a term, a group of terms, a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.characters import visible
from claimcheck.errors import UsageError
from claimcheck.model.collection import Collection, Found
from claimcheck.model.keys import Sort
from claimcheck.model.record import is_id
from claimcheck.store.edit import Edit
from claimcheck.store.files import SHARED, Folder, incident_files, named
from claimcheck.store.load import load
from claimcheck.store.parts import Part, PartSort, part, part_places, theme_questions
from claimcheck.store.references import places
from claimcheck.store.write import Texts
from claimcheck.tasks.proposing import Make, Proposal, propose


@dataclass(frozen=True)
class Renaming:
    """What renaming an id would change, how that is made, and the id alone."""

    proposal: Proposal
    make: Make
    word: str


def renaming(folder: Folder, old: str, new: str) -> Renaming:
    """What it would come to that an id has another name; nothing is written.

    Raises:
        UnknownIdError, AmbiguousIdError: `old` names nothing, or more than one thing.
        UsageError: `new` is no id, or is taken.
    """
    if not is_id(new):
        raise UsageError(f"`{new}` is not an id", "lower-case letters, digits and hyphens; NEW has no prefix")
    collection = load(folder).collection
    word = old.rpartition(":")[2].rpartition("/")[2]
    if word == new:
        raise UsageError(f"`{new}` is its id already")
    inner = part(collection, old)
    if inner is not None:
        must_be_free(collection, inner, new)
        return _planned(
            folder, [inner.file] if inner.home else _everywhere(folder), _of_part(collection, inner, new), word
        )
    found = collection.find(old)
    _thing_must_be_free(collection, found, word, new)
    return _planned(folder, _names(folder, found, new), _of_thing(collection, found, old, new), word)


def _planned(folder: Folder, names: list[str], make: Make, word: str) -> Renaming:
    return Renaming(propose(folder, names, make), make, word)


def _of_part(collection: Collection, inner: Part, new: str) -> Make:
    def make(texts: Texts) -> Texts:
        return {name: part_renamed(collection, inner, name, text, new) for name, text in texts.items() if text}

    return make


def _of_thing(collection: Collection, found: Found, old: str, new: str) -> Make:
    word, both = old.rpartition(":")[2].rpartition("/")[2], ":" not in old

    def make(texts: Texts) -> Texts:
        if found.sort is Sort.INCIDENT:
            return {named(word): None, named(new): texts[named(word)]}
        return {
            name: _renamed(collection, found, name, text, (word, new), both=both)
            for name, text in texts.items()
            if text
        }

    return make


def must_be_free(collection: Collection, inner: Part, new: str) -> None:
    """Refuse an id that another part has, and an answer that is its theme's.

    Raises:
        UsageError: the two would become one, or the answer would no longer be one of the theme.
    """
    taken: set[str] = set()
    if not inner.home:
        asking = [each for incident in collection.incidents.values() for each in incident.questions.values()]
        taken = {*collection.themes[inner.group].answers}
        taken |= {answer for each in asking if each.theme == inner.group for answer in each.answers}
    elif inner.sort is PartSort.ANSWER:
        question = collection.incidents[inner.home].questions[inner.group]
        taken = set(question.answers)
        theme = collection.themes.get(question.theme or "")
        if theme is not None and inner.word in theme.answers:
            hint = f"rename it there: claimcheck rename {question.theme}/{inner.word} {new}"
            raise UsageError(f"`{inner.word}` is an answer of the theme `{question.theme}`", hint)
        taken |= set(theme.answers if theme else ())
    else:
        incident = collection.incidents[inner.home]
        terms = {term for group in incident.terms.values() for term in group}
        taken = {
            PartSort.TERM: terms,
            PartSort.GROUP: set(incident.terms),
            PartSort.SIDE: {*incident.sides, *collection.parties, *collection.speakers},
        }[inner.sort]
    if new in taken:
        raise UsageError(f"`{new}` is taken", "two things would become one: choose another id")


def part_renamed(collection: Collection, inner: Part, name: str, text: bytes, new: str) -> bytes:
    """One file with a part renamed; its very bytes where it does not stand in it."""
    if inner.word.encode() not in text:
        return text
    edit = Edit(name, text)
    home = "" if name in SHARED else name.removeprefix("incidents/").removesuffix(".yaml")
    asking = theme_questions(collection, home, inner)
    if name == "speakers.yaml":
        return text
    places = part_places(edit.tree, home, inner, asking)
    edit.rewrite(dict.fromkeys(places, new))
    return edit.data


def _renamed(  # noqa: PLR0913 - two ids, and what they are of
    collection: Collection, found: Found, name: str, text: bytes, words: tuple[str, str], *, both: bool
) -> bytes:
    """One file with the id renamed; its very bytes where the id does not stand in it.

    `both` says that a party and the speaker who is that party are one and the same.
    """
    word, new = words
    if word.encode() not in text:
        return text
    edit = Edit(name, text)
    home = name if name in SHARED else ""
    party = collection.parties.get(word)
    alone = word in collection.speakers and collection.party_of(word) == word
    changes = places(edit.tree, found.sort, word, new, home=home, as_party=alone and party is None)
    if both and alone and party is not None:
        for sort in (Sort.PARTY, Sort.SPEAKER):
            changes |= places(edit.tree, sort, word, new, home=home, as_party=False)
    if changes:
        edit.rewrite(changes)
    return edit.data


def _thing_must_be_free(collection: Collection, found: Found, word: str, new: str) -> None:
    """Refuse an id that another thing has, so that the two would become one."""
    inside = found.incident
    alone = {each for each in collection.speakers if collection.party_of(each) == each}
    parties = set(collection.parties)
    taken = {
        Sort.INCIDENT: set(collection.incidents),
        Sort.PARTY: parties | alone,
        Sort.SPEAKER: set(collection.speakers) | (parties if word in alone else set()),
        Sort.THEME: set(collection.themes),
        Sort.QUESTION: set(inside.questions if inside else ()),
        Sort.SOURCE: set(inside.sources if inside else ()),
        Sort.CLAIM: set(inside.by_id if inside else ()),
    }[found.sort]
    if new in taken:
        raise UsageError(f"`{new}` is taken", "two things would become one: choose another id")


def _names(folder: Folder, found: Found, new: str) -> list[str]:
    """The files in which the id may stand."""
    if found.sort is Sort.INCIDENT and found.incident is not None:
        return [named(found.incident.id), named(new)]
    if found.incident is not None:
        return [named(found.incident.id)]
    return _everywhere(folder)


def _everywhere(folder: Folder) -> list[str]:
    return [*SHARED, *(name for name in incident_files(folder) if name.endswith(".yaml"))]


def mentions(folder: Folder, texts: Texts, word: str) -> Iterator[str]:
    """Where the old id still stands in a changed file, as in a note: only the curator can judge these."""
    if "-" not in word:
        return  # an everyday word, most likely
    whole = re.compile(rf"(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])")
    for name, text in sorted(texts.items()):
        for number, line in enumerate((text or b"").decode("utf-8", errors="replace").splitlines(), 1):
            if whole.search(line):
                yield f"{folder.prefix}{name}:{number}: `{word}` still stands here: {visible(line.strip())}"
