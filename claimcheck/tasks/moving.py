"""To move claims to another incident, with the sources and questions that they need there.

What is there already in the same words is used; what is not is copied; what has the same id and says something else is
never mistaken for it. References between the claims that move are kept, others are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimcheck.errors import UnknownIdError, UsageError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Stances
from claimcheck.model.collection import Collection
from claimcheck.model.keys import Sort, declared
from claimcheck.model.location import Location, Path
from claimcheck.store.edit import Edit
from claimcheck.store.files import Folder, named
from claimcheck.store.load import load
from claimcheck.store.references import uses
from claimcheck.store.structure import place
from claimcheck.store.write import Texts
from claimcheck.tasks.proposing import Make, Proposal, propose
from claimcheck.tasks.removing import Consequence

_OF_SOURCE = ("publisher", "title", "published", "language", "url", "archived", "derived_from")
"""What makes two sources the same; remarks and copies of the curator's do not."""
_AMONG_CLAIMS = ("restates", "replaces")


@frozen(slots=False)
class ClaimsMoved:
    """Claims on their way: what else goes along or changes, in words; what refers to them and would be cut."""

    claims: tuple[str, ...]
    home: str
    goal: str
    told: tuple[str, ...]
    cut: tuple[Consequence, ...]
    proposal: Proposal
    make: Make


@dataclass
class _Moving:
    """One move as it is worked out on the trees of the two files."""

    there: dict[str, Any]
    answers: Mapping[str, str]
    here: dict[str, Any]
    told: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    copied: dict[str, dict[str, Any]] = field(default_factory=dict)
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)

    def source(self, word: str) -> str:
        """The id that a source has in the other incident, where it is copied if it is not there."""
        if word in self.sources:
            return self.sources[word]
        own, others = self.here["sources"][word], _section(self.there, "sources")
        known = next((key for key in (word, *others) if key in others and _same_source(own, others[key])), None)
        if known is not None:
            self.sources[word] = known
            self.told.append(f"source `{word}` is there already" + ("" if known == word else f", as `{known}`"))
            return known
        new, number = word, 2
        while new in others or new in self.copied:
            new, number = f"{word}-{number}", number + 1
        self.sources[word] = new
        copy = dict(own)
        self.copied[new] = copy
        self.told.append(
            f"source `{word}` is copied" + ("" if new == word else f" as `{new}`: `{word}` is another one")
        )
        if "derived_from" in copy:
            copy["derived_from"] = _mapped(copy["derived_from"], self.source)
        return new

    def question(self, word: str, answers: Iterable[str]) -> str:
        """The id that a question has in the other incident, where it is copied if it is not there."""
        new = self.answers.get(word, word)
        others = _section(self.there, "questions")
        if word in self.answers:
            if new not in others:
                raise UnknownIdError("question", new, others)
            return new
        own = self.here["questions"][word]
        if word not in others:
            if word not in self.questions:
                self.questions[word] = own
                self.told.append(f"question `{word}` is copied")
            return word
        theirs = others[word]
        if own.get("ask") != theirs.get("ask") or any(_words(own, each) != _words(theirs, each) for each in answers):
            hint = f"--question {word}=ID says which question of it is answered; or rename one of the two"
            raise UsageError(f"`{word}` is another question there, or has other answers", hint)
        return word


def move(folder: Folder, identifiers: Sequence[str], goal: str, answers: Mapping[str, str]) -> ClaimsMoved:
    """What it would come to if claims of one incident were moved to another; `answers` maps questions to those there.

    Raises:
        UnknownIdError, AmbiguousIdError: an id names nothing, or more than one thing.
        UsageError: they are not claims of one incident, or cannot stand in the other one.
    """
    collection = load(folder).collection
    home, words = _claims(collection, identifiers)
    if goal not in collection.incidents:
        raise UnknownIdError("incident", goal, collection.incidents)
    if goal == home:
        raise UsageError(f"they are in `{goal}` already")
    taken = next((each for each in words if each in collection.incidents[goal].by_id), None)
    if taken is not None:
        hint = f"give it another id first: claimcheck rename {home}/{taken} NEW"
        raise UsageError(f"`{goal}` has a claim `{taken}` already", hint)
    told: list[str] = []
    cut: list[Consequence] = []

    def make(texts: Texts) -> Texts:
        old, new = Edit(named(home), texts[named(home)]), Edit(named(goal), texts[named(goal)])
        told.clear()
        cut.clear()
        cut.extend(_left_behind(folder, old, words))
        told.extend(_carry(old, new, words, answers))
        return {named(home): old.data, named(goal): new.data}

    proposal = propose(folder, [named(home), named(goal)], make)
    return ClaimsMoved(tuple(words), home, goal, tuple(told), tuple(cut), proposal, make)


def _claims(collection: Collection, identifiers: Sequence[str]) -> tuple[str, list[str]]:
    """The incident that some claims are of, and their bare ids in the order of the file."""
    found = [collection.find(each if ":" in each else f"claim:{each}") for each in identifiers]
    homes = {each.incident.id for each in found if each.incident is not None}
    if any(each.sort is not Sort.CLAIM for each in found) or len(homes) != 1:
        raise UsageError(
            "not claims of one incident", "name claims, such as glukhov-2009/mother-denies, then an incident"
        )
    (home,) = homes
    wanted = {getattr(each.thing, "id", "") for each in found}
    return home, [each for each in collection.incidents[home].by_id if each in wanted]


def _left_behind(folder: Folder, old: Edit, words: list[str]) -> list[Consequence]:
    """What in the old incident refers to the claims that go, and loses that reference.

    Raises:
        UsageError: a claim that stays has its speaker or its stance from one that goes.
    """
    found = []
    for word in words:
        for use in uses(old.tree, Sort.CLAIM, word, home="", as_party=False):
            record = old.tree["claims"][use.path[1]]
            if use.key is None or record["id"] in words:
                continue
            if use.path[2] == "restates":
                raise UsageError(
                    f"`{record['id']}` restates `{word}`", "the two are one utterance: move both, or neither"
                )
            line, column = place(old.tree, use.path)
            where = Location(folder.prefix + old.name, line, column)
            key = next(str(each) for each in reversed(use.path) if isinstance(each, str))
            found.append(Consequence(where, f"claim `{record['id']}` loses its `{key}`: claim `{word}` is elsewhere"))
    return found


def _carry(old: Edit, new: Edit, words: list[str], answers: Mapping[str, str]) -> list[str]:
    """Take the claims out of one text and put them into the other; what else that came to, in words."""
    moving = _Moving(new.tree, answers, old.tree)
    draft = Edit(old.name, old.data)  # in which they come to say what they say there
    for word in words:
        _rewrite(draft, draft.claim(word), moving)
    _drop(draft, words, new.tree, moving)
    for word in words:
        path = draft.claim(word)
        record = draft.tree["claims"][path[1]]
        if moving.questions:
            new.put_all(("questions",), moving.questions)
            moving.questions.clear()
        if moving.copied:
            new.put_all(("sources",), moving.copied)
            moving.copied.clear()
        new.append_written(("claims",), record, draft.written(path))
    gone: list[Path] = []
    for word in words:
        gone.append(old.claim(word))
        named_by = uses(old.tree, Sort.CLAIM, word, home="", as_party=False)
        gone.extend(use.path for use in named_by if use.key is not None)
    old.remove(gone)
    for word in moving.sources:
        if not any(use.key is not None for use in uses(old.tree, Sort.SOURCE, word, home="", as_party=False)):
            moving.told.append(f"source `{word}` is used by nothing else here; `claimcheck remove` takes it out")
    return moving.told


def _rewrite(draft: Edit, path: Path, moving: _Moving) -> None:
    """Let the references of a claim name what they name in the other incident."""
    record = draft.tree["claims"][path[1]]
    places: dict[tuple[Path, bool], str] = {}
    for key in ("source", "also_in"):
        value = record.get(key, [])
        for at, each in enumerate([value] if isinstance(value, str) else value):
            places[(*path, key) if isinstance(value, str) else (*path, key, at), False] = moving.source(each)
    stance = record.get("stance") or {}
    for each in declared(Stances):
        about = stance.get(each.name)
        if isinstance(about, dict):
            for question, taken in about.items():
                listed = [taken] if isinstance(taken, str) else taken
                places[(*path, "stance", each.name, question), True] = moving.question(question, listed)
        for at, one in enumerate([about] if isinstance(about, str) else about or ()):
            bare = one.removeprefix("question:")
            if isinstance(about, dict) or one.startswith("claim:") or bare not in moving.here["questions"]:
                continue
            step = (*path, "stance", each.name) if isinstance(about, str) else (*path, "stance", each.name, at)
            places[step, False] = one.removesuffix(bare) + moving.question(bare, ())
    draft.rewrite({where: str(word) for where, word in places.items() if word != _there(draft.tree, where)})


def _drop(draft: Edit, words: list[str], there: dict[str, Any], moving: _Moving) -> None:
    """Take out references of the claims to what does not come along."""
    terms = {term for group in _section(there, "terms").values() if isinstance(group, dict) for term in group}
    stays = {each["id"] for each in moving.here["claims"]} - set(words)
    gone: list[Path] = []
    for word in words:
        path = draft.claim(word)
        record = draft.tree["claims"][path[1]]
        for key in _AMONG_CLAIMS:
            if (other := record.get(key)) and other not in words:
                if key == "restates":
                    raise UsageError(f"`{word}` restates `{other}`", "the two are one utterance: move both, or neither")
                gone.append((*path, key))
                moving.told.append(f"claim `{word}` loses its `{key}`: claim `{other}` stays here")
        comments = (record.get("stance") or {}).get("comments", [])
        for at, one in enumerate([comments] if isinstance(comments, str) else comments):
            bare = one.removeprefix("claim:")
            if bare in stays and not one.startswith("question:"):
                gone.append(
                    (*path, "stance", "comments") if isinstance(comments, str) else (*path, "stance", "comments", at)
                )
                moving.told.append(f"claim `{word}` loses its `comments`: claim `{bare}` stays here")
        unrelated = record.get("unrelated_terms", [])
        for at, one in enumerate([unrelated] if isinstance(unrelated, str) else unrelated):
            if one not in terms:
                step = (*path, "unrelated_terms")
                gone.append(step if isinstance(unrelated, str) else (*step, at))
                moving.told.append(f"claim `{word}` loses its `unrelated_terms`: no term `{one}` is declared there")
    if gone:
        draft.remove(gone)


def _there(tree: Any, where: tuple[Path, bool]) -> str:  # noqa: ANN401
    path, at_key = where
    if at_key:
        return str(path[-1])
    for step in path:
        tree = tree[step]
    return str(tree)


def _mapped(value: Any, name: Any) -> Any:  # noqa: ANN401
    """The ids of `derived_from` as they are in the other incident; a speaker is the same everywhere."""
    if not isinstance(value, str):
        return [_mapped(each, name) for each in value]
    bare = value.removeprefix("source:")
    return value if value.startswith("speaker:") else value.removesuffix(bare) + name(bare)


def _same_source(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(key) == other.get(key) for key in _OF_SOURCE)


def _words(question: Mapping[str, Any], answer: str) -> object:
    answers = question.get("answers")
    return answers.get(answer) if isinstance(answers, dict) else question.get("kind")


def _section(tree: dict[str, Any], name: str) -> dict[str, Any]:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}
