"""Whom a name in a table means: the exact spelling first, then the folded one; another alphabet is only ever asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from claimcheck.characters.folding import named
from claimcheck.characters.perhaps import alike
from claimcheck.errors import did_you_mean, nearest
from claimcheck.model.collection import Collection
from claimcheck.model.record import is_id


class Unknown(NamedTuple):
    """Why a name means nobody, or nobody for sure, and what may be meant."""

    message: str
    hint: str


class Voices:
    """The names of a collection's speakers and parties, looked up in the same time however many there are."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.speakers = _Names((each.id, (each.name, *each.aliases)) for each in collection.speakers.values())
        self.parties = _Names((each.id, (each.name,)) for each in collection.parties.values())
        self.found: dict[tuple[str, str], str | Unknown] = {}

    def find(self, key: str, name: str) -> str | Unknown:
        """The id of whom a name means under a key (`speaker`, `via` or `party`), or why there is none."""
        if (key, name) not in self.found:
            self.found[key, name] = self._find(key, name)
        return self.found[key, name]

    def _find(self, key: str, name: str) -> str | Unknown:
        kinds = (self.parties,) if key == "party" else (self.speakers, self.parties)
        ids = (self.collection.parties,) if key == "party" else (self.collection.speakers, self.collection.parties)
        if any(name in each for each in ids):
            return name
        folded = named(name)
        for exact in (True, False):
            for kind in kinds:
                meant = kind.exact.get(name, {}) if exact else kind.folded.get(folded, {})
                if len(meant) == 1:
                    return next(iter(meant))
                if meant:
                    several = " and ".join(f"`{each}`" for each in meant)
                    return Unknown(f"`{name}` is what {several} are called", "give the id, or say it under [values]")
        if is_id(name):
            return name  # which the check of the whole says better
        return Unknown(f"no {'party' if key == 'party' else 'speaker'} `{name}`", self._hint(name))

    def _hint(self, name: str) -> str:
        common = alike(name)
        if perhaps := self.perhaps.get(common, ()) if common else ():
            spelt = " or ".join(f"`{known}` (`{identifier}`)" for known, identifier in perhaps)
            return f"perhaps {spelt}? then say so under [values]"
        names = self.names
        return did_you_mean(name, nearest(name, names)) or "add it to speakers.yaml, or give its id under [values]"

    @cached_property
    def names(self) -> list[str]:
        """Every name, as it is written."""
        return list(dict.fromkeys((*self.speakers.exact, *self.parties.exact)))

    @cached_property
    def perhaps(self) -> dict[str, list[tuple[str, str]]]:
        """Names and ids by what their spellings in other letters have in common."""
        found: dict[str, list[tuple[str, str]]] = {}
        for table in (self.speakers.exact, self.parties.exact):
            for name, ids in table.items():
                if common := alike(name):
                    found.setdefault(common, []).extend((name, each) for each in ids)
        return found


class _Names:
    """Ids by the names that they have."""

    def __init__(self, known: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.exact: dict[str, dict[str, None]] = {}
        self.folded: dict[str, dict[str, None]] = {}
        for identifier, names in known:
            for name in names:
                self.exact.setdefault(name, {})[identifier] = None
                self.folded.setdefault(named(name), {})[identifier] = None
