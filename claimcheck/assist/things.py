"""What a word in a file means: a thing with an id, an answer, or a key of a record."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from claimcheck.assist.desk import Desk
from claimcheck.assist.place import Role, Steps, WordPlace
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim, Stances
from claimcheck.model.fields import Model
from claimcheck.model.incident import Answer, Question
from claimcheck.model.keys import Declared, Holds, Sort, declared
from claimcheck.store.files import SHARED
from claimcheck.store.structure import model_at, shape_of

SECTIONS = {
    Sort.PARTY: "parties",
    Sort.SPEAKER: "speakers",
    Sort.THEME: "themes",
    Sort.QUESTION: "questions",
    Sort.SOURCE: "sources",
    Sort.CLAIM: "claims",
}
_HOMES: dict[tuple[str, Steps], Sort] = {
    ("speakers.yaml", ("parties",)): Sort.PARTY,
    ("speakers.yaml", ("speakers",)): Sort.SPEAKER,
    ("themes.yaml", ()): Sort.THEME,
    ("", ("questions",)): Sort.QUESTION,
    ("", ("sources",)): Sort.SOURCE,
}


@frozen
class Wanted:
    """What may stand at a place: an entry of a record's key, by its path; `field` is what the key is."""

    model: type[Model]
    field: Declared
    record: Steps


@frozen
class NamedThing:
    """What a word names: the sort, the id, and the file that it belongs to (of shared things, the shared file).

    `question` is the question of an answer, which is no thing with an id of its own (then `sort` is None).
    """

    sort: Sort | None
    word: str
    home: str
    question: str = ""


def record_at(name: str, path: Steps) -> type[Model] | None:
    """The record whose keys stand at a path of a file."""
    return model_at(path, shape_of(name))


def wanted(name: str, place: WordPlace) -> Wanted | None:
    """The key to whose value a word belongs; None where it is a key itself, or nothing is known of it."""
    path = place.path
    if place.role is Role.KEY and not (path and path[-1] is None and record_at(name, path) is None):
        return None
    if place.role not in (Role.KEY, Role.VALUE):
        return None
    if path and path[-1] is None:  # an item of a list
        path = path[:-1]
    return _entry(name, path) or (_answers(name, path[:-1]) if path else None)


def answered(name: str, path: Steps) -> Wanted | None:
    """The stance whose questions stand at a path."""
    return _answers(name, path)


def _entry(name: str, path: Steps) -> Wanted | None:
    model = record_at(name, path[:-1]) if path else None
    field = next((each for each in declared(model) if each.name == path[-1]), None) if model else None
    return Wanted(model, field, path[:-1]) if model and field else None


def _answers(name: str, path: Steps) -> Wanted | None:
    """The key of a mapping from questions to answers."""
    found = _entry(name, path)
    return found if found is not None and found.field.key.holds is Holds.ANSWERS else None


def values(entry: Wanted) -> list[str]:
    """The words of which one has to stand at a key; none where it may be any."""
    annotation: Any = entry.model.model_fields[entry.field.attribute].annotation
    if annotation is bool:
        return ["true", "false"]
    return list(annotation) if isinstance(annotation, type) and issubclass(annotation, StrEnum) else []


def of_question(name: str, place: WordPlace) -> str | None:
    """The question to which an answer at a place belongs."""
    entry = wanted(name, place)
    if entry is None:
        return None
    steps = tuple(each for each in place.path if each is not None)
    if entry.field.key.holds is Holds.ANSWERS:
        return steps[-1]
    if entry.model is Answer and entry.field.name in ("within", "excludes"):
        return steps[1]
    return None


def thing(desk: Desk, name: str, place: WordPlace) -> NamedThing | None:
    """What the word at a place names, whether it is there or not."""
    word = place.word.strip("\"'")
    if not word or place.role not in (Role.KEY, Role.VALUE):
        return None
    shared = name if name in SHARED else ""
    if place.role is Role.KEY:
        home = _HOMES.get((shared, place.path))
        if home is not None:
            return NamedThing(home, word, name)
        if answered(name, place.path):
            return NamedThing(Sort.QUESTION, word, name)
        steps = place.path
        if len(steps) == 3 and steps[0] == "questions" and steps[2] == "answers":
            return NamedThing(None, word, name, str(steps[1]))
    question = of_question(name, place)
    if question is not None:
        return NamedThing(None, word, name, question)
    entry = wanted(name, place)
    if entry is None:
        return None
    prefix, _, bare = word.rpartition(":")
    key = entry.field.key
    sorts = [each for each in (*key.refers, *key.by_prefix) if each == prefix] if prefix else list(key.refers)
    if not sorts:
        return None
    sort = next((each for each in sorts if there(desk, name, each, bare)), sorts[0])
    if sort is Sort.PARTY and not there(desk, name, sort, bare) and there(desk, name, Sort.SPEAKER, bare):
        sort = Sort.SPEAKER  # who stands for itself is its own party
    return NamedThing(sort, bare, _home(sort, name))


def _home(sort: Sort, name: str) -> str:
    if sort in (Sort.PARTY, Sort.SPEAKER):
        return "speakers.yaml"
    return "themes.yaml" if sort is Sort.THEME else name


def there(desk: Desk, name: str, sort: Sort, word: str) -> bool:
    """Whether a thing of a sort is known."""
    collection = desk.collection(name)
    if sort is Sort.SPEAKER:
        return collection is not None and word in collection.speakers
    if sort is Sort.PARTY:
        return collection is not None and word in collection.parties
    if sort is Sort.THEME:
        return collection is not None and word in collection.themes
    if sort is Sort.QUESTION:
        return word in desk.questions(name)
    if sort is Sort.SOURCE:
        return word in desk.sources(name)
    return any(word in each.by_id for each in desk.incidents(name))


def is_new_id(entry: Wanted) -> bool:
    """Whether the value is the name of a claim itself, not a reference to one."""
    return entry.model is Claim and entry.field.name == "id"


def is_stances(model: type[Model] | None) -> bool:
    """Whether a record's keys are stances."""
    return model is Stances


def is_question(model: type[Model] | None) -> bool:
    """Whether a record is a question."""
    return model is Question
