"""To take something out of a collection: what refers to it, and what becomes of that, so that nothing is left dangling.

A claim falls with its speaker, its source and whoever relayed it: without them it would say something else. It falls
with the last question of its stance, and with the claim that it restates if it has its speaker or its stance from
there. Any other reference is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.keys import Public, Sort
from claimcheck.model.location import Location, Path
from claimcheck.store.edit import Edit
from claimcheck.store.files import SHARED, Folder, incident_files, named
from claimcheck.store.load import load
from claimcheck.store.parts import Part, PartSort, part, part_places, theme_questions
from claimcheck.store.references import Use, uses
from claimcheck.store.structure import place
from claimcheck.store.write import Texts
from claimcheck.tasks.proposing import Make, Proposal, propose

_CALLED = {"claims": "claim", "sources": "source", "questions": "question", "sides": "side", "speakers": "speaker"}


@frozen
class Consequence:
    """What becomes of something that refers to what is removed: where it stands, and in words."""

    location: Location
    words: str


@frozen(slots=False)
class Removal:
    """Something on its way out of a collection, with all that refers to it."""

    name: str
    file: str
    consequences: tuple[Consequence, ...]
    proposal: Proposal
    make: Make


@dataclass
class _Taking:
    """What goes, file by file, as it is found out."""

    folder: Folder
    collection: Collection
    trees: dict[str, Any]
    gone: dict[str, dict[Path, None]] = field(default_factory=dict)
    _told: dict[tuple[str, Path, bool], str] = field(default_factory=dict)
    _todo: list[tuple[Sort, str, str]] = field(default_factory=list)
    _done: set[tuple[Sort, str, str]] = field(default_factory=set)

    def whole(self, sort: Sort, word: str, home: str) -> None:
        """Take out a thing that has a sort; `home` is its incident, or nothing."""
        self._todo.append((sort, word, home))
        self.settle()

    def settle(self) -> None:
        """Follow every reference to what goes, until nothing is left dangling."""
        while self._todo or self._emptied():
            thing = self._todo.pop() if self._todo else None
            if thing is not None and thing not in self._done:
                self._done.add(thing)
                self._follow(*thing)

    @property
    def told(self) -> tuple[Consequence, ...]:
        """What becomes of what refers to it, by place; of what falls, only that it does."""
        found = []
        for (name, path, falls), words in self._told.items():
            if falls or len(path) < 3 or path[:2] not in self.gone[name]:
                line, column = place(self.trees[name], path, at_key=bool(path) and isinstance(path[-1], str))
                found.append(Consequence(Location(self.folder.prefix + name, line, column), words))
        return tuple(sorted(found, key=lambda each: each.location))

    def _follow(self, sort: Sort, word: str, home: str) -> None:
        names = [named(home)] if home else list(self.trees)
        alone = sort is Sort.SPEAKER and self.collection.party_of(word) == word and word not in self.collection.parties
        for name in names:
            shared = name if name in SHARED else ""
            for use in uses(self.trees[name], sort, word, home=shared, as_party=alone):
                if use.key is None:
                    self.cut(name, use.path if sort is not Sort.CLAIM else use.path[:-1])
                else:
                    self._refers(name, use, f"{sort} `{word}`")

    def _refers(self, name: str, use: Use, what: str) -> None:
        record = self.trees[name]["claims"][use.path[1]] if use.path[0] == "claims" else None
        assert use.key is not None  # noqa: S101
        key = str(use.path[-1] if isinstance(use.path[-1], str) else use.path[-2])
        if record is not None and (use.key.public is Public.FALLS or (key == "restates" and _inherits(record))):
            self.fall(name, use.path, f"its `{key}` is {what}")
        else:
            self.lose(name, use.path, what)

    def cut(self, name: str, path: Path) -> None:
        """Take out what stands at a path."""
        self.gone.setdefault(name, {})[path] = None

    def lose(self, name: str, path: Path, what: str) -> None:
        """Take out one reference."""
        self.cut(name, path)
        inside = [str(each) for each in path[2:] if isinstance(each, str)] if path[0] in _CALLED else [str(path[0])]
        key = " ".join(each for each in inside if each != "stance")
        self._told[name, path, False] = f"{self._called(name, path)} loses its `{key}`: {what} goes"

    def fall(self, name: str, path: Path, why: str) -> None:
        """Take out the claim or the side that a path leads into, with all that refers to it."""
        if path[:2] in self.gone.get(name, {}):
            return
        self._told[name, path, True] = f"{self._called(name, path)} goes with it: {why}"
        self.cut(name, path[:2])
        home = name.removeprefix("incidents/").removesuffix(".yaml")
        if path[0] == "claims":
            self._todo.append((Sort.CLAIM, str(self.trees[name]["claims"][path[1]]["id"]), home))
        else:
            for where in (each for each, own in part_places(self.trees[name], home, self._side(home, path)) if not own):
                self.lose(name, where, f"side `{path[1]}`")

    def _side(self, home: str, path: Path) -> Part:
        found = part(self.collection, f"side:{home}/{path[1]}")
        assert found is not None  # noqa: S101
        return found

    def _emptied(self) -> bool:
        """Let claims fall whose stance is empty by now, and sides without a party; whether there was one."""
        found = False
        for name, gone in list(self.gone.items()):
            for path in list(gone):
                if path[:2] in gone or len(path) < 3 or path[2] not in ("stance", "parties"):
                    continue
                record = self.trees[name][path[0]][path[1]]
                if not (record.get("draft") or _left(record[path[2]], path[:3], gone)):
                    why = "its words do nothing else" if path[2] == "stance" else "it has no other party"
                    self.fall(name, path[:3], why)
                    found = True
        return found

    def _called(self, name: str, path: Path) -> str:
        section = str(path[0])
        if section == "claims":
            return f"claim `{self.trees[name]['claims'][path[1]].get('id', '?')}`"
        return f"{_CALLED[section]} `{path[1]}`" if section in _CALLED else "the incident"


def removal(folder: Folder, identifier: str) -> Removal:
    """What it would come to if something were taken out.

    Raises:
        UnknownIdError, AmbiguousIdError: the id names nothing, or more than one thing.
        EditError: a file cannot be changed so.
    """
    collection = load(folder).collection
    inner = part(collection, identifier)
    found = None if inner else collection.find(identifier)
    if found is not None and found.sort is Sort.INCIDENT and found.incident is not None:
        return _of_incident(folder, found.incident.id)
    home = found.incident.id if found is not None and found.incident is not None else inner.home if inner else ""
    names = [named(home)] if home else [*SHARED, *(each for each in incident_files(folder) if each.endswith(".yaml"))]
    name, file = "", ""

    def taken(texts: Texts) -> tuple[_Taking, dict[str, Edit]]:
        nonlocal name, file
        edits = {each: Edit(each, text) for each, text in texts.items() if text}
        taking = _Taking(folder, collection, {each: edit.tree or {} for each, edit in edits.items()})
        if inner is not None:
            name, file = f"{inner.sort} {inner.spelled}", inner.file
            _take_part(taking, inner)
        elif found is not None:
            word = identifier.rpartition(":")[2].rpartition("/")[2]
            name = f"{found.sort} {home + '/' if home else ''}{word}"
            file = found.thing.location.file.removeprefix(folder.prefix)
            taking.whole(found.sort, word, home)
            if found.sort is Sort.SPEAKER and ":" not in identifier and word in collection.parties:
                taking.whole(Sort.PARTY, word, home)
        return taking, edits

    def make(texts: Texts) -> Texts:
        taking, edits = taken(texts)
        for each, gone in taking.gone.items():
            edits[each].remove(gone)
        return {each: edits[each].data for each in taking.gone}

    proposal = propose(folder, names, make)
    told = taken(proposal.before)[0].told
    return Removal(name, folder.prefix + file, told, proposal, make)


def _of_incident(folder: Folder, identifier: str) -> Removal:
    """A whole incident: nothing outside its file refers to it, but what is in it goes with it."""

    def make(_: Texts) -> Texts:
        return {named(identifier): None}

    incident = load(folder, [identifier]).collection.incidents[identifier]
    parts = (("question", incident.questions), ("source", incident.sources), ("claim", incident.claims))
    numbers = [f"{len(each):,} {word}{'' if len(each) == 1 else 's'}" for word, each in parts if each]
    file = folder.prefix + named(identifier)
    told = (Consequence(Location(file), f"with it go {', '.join(numbers)}"),) if numbers else ()
    return Removal(f"incident {identifier}", file, told, propose(folder, [named(identifier)], make), make)


def _take_part(taking: _Taking, inner: Part) -> None:
    """Take out an answer, a term, a group of terms or a side."""
    for name, tree in taking.trees.items():
        if name == "speakers.yaml":
            continue
        home = "" if name in SHARED else name.removeprefix("incidents/").removesuffix(".yaml")
        for path, own in part_places(tree, home, inner, theme_questions(taking.collection, home, inner)):
            if own and path == inner.path:
                taking.cut(name, path)
            else:
                taking.lose(name, path, f"{inner.sort} `{inner.word}`")
    if inner.sort is PartSort.GROUP:
        terms = taking.collection.incidents[inner.home].terms
        others = {word for group, words in terms.items() if group != inner.word for word in words}
        for word in (each for each in terms[inner.word] if each not in others):
            _take_part(taking, Part(PartSort.TERM, inner.home, inner.word, word))
    taking.settle()


def _inherits(record: dict[str, Any]) -> bool:
    """Whether a claim has its speaker or its stance from the one that it restates."""
    return not record.get("speaker") or not (record.get("stance") or record.get("draft"))


def _left(value: Any, path: Path, gone: Iterable[Path]) -> tuple[Path, ...]:  # noqa: ANN401
    """The texts below a path that do not go."""
    if any(path[: len(each)] == each for each in gone):
        return ()
    if isinstance(value, dict):
        return tuple(found for key, each in value.items() for found in _left(each, (*path, key), gone))
    if isinstance(value, list):
        return tuple(found for at, each in enumerate(value) for found in _left(each, (*path, at), gone))
    return (path,)
