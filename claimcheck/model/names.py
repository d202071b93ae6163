"""Speakers and parties by the names that they are printed under, wherever an id is asked for.

An id is an id. Anything else is looked for among names and aliases: as they are printed, then whatever the case, the
accents and the dashes. What only sounds alike is offered, never taken. Cost: in proportion to the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from claimcheck.characters.folding import named
from claimcheck.errors import AmbiguousIdError, UnknownIdError, nearest
from claimcheck.model.keys import Sort
from claimcheck.model.speaker import Party, Speaker


class People(Protocol):
    """Who is there: what a collection knows of speakers and parties."""

    @property
    def speakers(self) -> Mapping[str, Speaker]:
        """By their ids."""

    @property
    def parties(self) -> Mapping[str, Party]:
        """By their ids."""

    def party_of(self, speaker: str) -> str:
        """The party of a speaker, or the speaker itself."""


VOICES = (Sort.SPEAKER, Sort.PARTY)
_PLURALS = {Sort.SPEAKER: "speakers", Sort.PARTY: "parties"}


def resolved(people: People, word: str, sorts: Iterable[Sort]) -> str:
    """The id that a word is, or the one whose name it is; the word itself where nobody is called so.

    Raises:
        AmbiguousIdError: several are called so.
    """
    wanted = list(sorts)
    ids = {*_ids(people, wanted)}
    if word in ids:
        return word
    folded = named(word)
    pairs = [*_names(people, wanted), *((each, each) for each in ids)]
    fits: tuple[Callable[[str], bool], ...] = (lambda name: name == word, lambda name: named(name) == folded)
    for fit in fits:
        found = {identifier: None for name, identifier in pairs if fit(name)}
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise AmbiguousIdError(
                f"`{word}` is the name of more than one", "say which: " + ", ".join(f"`{each}`" for each in found)
            )
    return word


def known_id(people: People, word: str, sorts: Iterable[Sort]) -> str:
    """As `resolved`, for one that has to be there.

    Raises:
        UnknownIdError: nobody has that id or that name.
        AmbiguousIdError: several have.
    """
    wanted = list(sorts)
    found = resolved(people, word, wanted)
    ids = list(dict.fromkeys(_ids(people, wanted)))
    if found not in ids:
        raise NobodyError(people, word, wanted, ids)
    return found


class NobodyError(UnknownIdError):
    """Nobody has an id or a name."""

    def __init__(self, people: People, word: str, sorts: list[Sort], ids: list[str]) -> None:
        """`sorts` were asked for, and have `ids`."""
        super().__init__(" or ".join(sorts), word, ids)
        if not nearest(word, ids):
            lists = " and ".join(f"`claimcheck list {_PLURALS[each]}`" for each in sorts)
            hint = perhaps(people, word, sorts) or _other_sort(people, word, sorts) or self.hint
            self.hint = hint or f"{lists} shows who is there"


def _other_sort(people: People, word: str, sorts: list[Sort]) -> str:
    """That a word names a party where a speaker was asked for, or the other way round."""
    for other in VOICES:
        found = resolved(people, word, [other]) if other not in sorts else ""
        if found in people.parties and other is Sort.PARTY:
            members = [each for each in people.speakers if people.party_of(each) == found]
            who = f"; who speaks for it: {', '.join(f'`{each}`' for each in members[:5])}" if members else ""
            return f"`{found}` is a party, for which others speak{who}"
        if found in people.speakers and other is Sort.SPEAKER:
            return f"`{found}` is a speaker, who speaks for the party `{people.party_of(found)}`"
    return ""


def perhaps(people: People, word: str, sorts: Iterable[Sort]) -> str:
    """A hint at those whose names are most like a word that is no id, each with its id; empty where there is none.

    First those who sound the same in whichever script, then those of whose name it is a part, then slips of the hand.
    """
    from claimcheck.characters.perhaps import alike  # noqa: PLC0415 - only who made a slip waits for it

    names = dict(_names(people, list(sorts)))
    sound, parts = alike(word), {*named(word).split()}
    close = [each for each in names if sound and alike(each) == sound]
    close = close or [each for each in names if parts and len(word) > 2 and parts <= {*named(each).split()}]
    close = close or nearest(word, names)
    ids: dict[str, str] = {}
    for each in close:
        ids.setdefault(names[each], each)
    shown = [f"`{identifier}` ({name})" for identifier, name in ids.items()][:3]
    return f"did you mean {' or '.join(shown)}?" if shown else ""


def _ids(people: People, sorts: list[Sort]) -> Iterator[str]:
    """The ids of some sorts; a speaker who speaks for nobody else is a party of its own."""
    if Sort.SPEAKER in sorts:
        yield from people.speakers
    if Sort.PARTY in sorts:
        yield from people.parties
        yield from (each for each in people.speakers if people.party_of(each) == each)


def _names(people: People, sorts: list[Sort]) -> Iterator[tuple[str, str]]:
    """Names with ids; of those who speak for themselves as a party too, unless a party has the name."""
    if Sort.PARTY in sorts:
        for party in people.parties.values():
            yield party.name, party.id
    taken = {named(each.name) for each in people.parties.values()} if Sort.PARTY in sorts else set()
    for speaker in people.speakers.values():
        itself = people.party_of(speaker.id) == speaker.id
        if Sort.SPEAKER not in sorts and not itself:
            continue
        for name in (speaker.name, *speaker.aliases):
            if Sort.SPEAKER in sorts or named(name) not in taken:
                yield name, speaker.id
