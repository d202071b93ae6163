"""What each key of the files is, said once, on its field: everything else that treats keys apart reads it here.

`note: Annotated[Words | None, Key(Holds.REMARK, Public.REMARK)] = Field(None, description="...")` says that a key holds
a remark, which a public copy shows as far as it gives nobody away. What is not said has the safe default: a key without
a rule for publication is left out of every public copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from claimcheck.frozen import frozen
from claimcheck.model.fields import Model


class Sort(StrEnum):
    """The kinds of thing that have an id."""

    INCIDENT = "incident"
    PARTY = "party"
    SPEAKER = "speaker"
    THEME = "theme"
    QUESTION = "question"
    CLAIM = "claim"
    SOURCE = "source"


class Holds(StrEnum):
    """What a key holds; a list or a mapping of such holds the same."""

    ID = "id"
    ANSWERS = "answers by question"
    WORDS = "words of the speaker, or of a publication"
    REMARK = "words of the curator"
    NAME = "what somebody or something is called"
    PASSAGE = "a place in a text"
    DATE = "date"
    FLAG = "flag"
    CODE = "code"
    ADDRESS = "address"
    FILE = "file"
    RECORDS = "records of its own"
    UNSAID = "unsaid"

    @property
    def prose(self) -> bool:
        """Whether it is text that a person reads, in which any character may stand."""
        return self in (Holds.WORDS, Holds.REMARK, Holds.NAME, Holds.PASSAGE)


class Public(StrEnum):
    """What becomes of a key in a public copy (`reasoning.publication` does it)."""

    WITHHELD = "is left out"
    OPEN = "is shown as it is"
    FALLS = "shows the ids of the public copy; a record falls with what it refers to here"
    RENAMED = "shows the ids of the public copy; a reference to what is withheld is left out"
    DECIDES = "is shown as it is; a record in which it names somebody hidden is withheld"
    REPLACED = "has to be shown: protected names are replaced; where that is not enough, the record is withheld"
    REMARK = "has protected names replaced; left out where that is not enough or it repeats a withheld record"
    VERBATIM = "is left out where it names somebody hidden or repeats a withheld record"
    DESCRIPTION = "is left out of what a protected speaker said, and where it names somebody hidden"
    NAMES = "is left out where it names somebody hidden"
    ADDRESS = "is left out where it names somebody hidden or is that of a withheld record"
    PARTS = "is shown part by part"


class EditedAs(StrEnum):
    """What an edit of a claim's key is called (`claimcheck changes`)."""

    RESTANCED = "restanced"
    REATTRIBUTED = "reattributed"
    REWORDED = "reworded"
    REDATED = "redated"
    RESOURCED = "resourced"
    RELINKED = "relinked"
    RECLASSIFIED = "reclassified"
    ANNOTATED = "annotated"


class Shown(StrEnum):
    """Where a claim's key stands, besides its file."""

    ANSWERS = "in answers and exports"
    EXPORTS = "in exports"
    NOWHERE = "in neither"


class TakenOver(StrEnum):
    """How a claim that restates another takes a key over where it leaves it out."""

    ALONE = "by itself"
    WITH_WORDS = "by a claim that has no words of its own"


@frozen
class Key:
    """What is to be known of one key.

    `refers` are the sorts of thing that its ids name, `by_prefix` those that only a prefix (`speaker:`) names. `edit`
    is None where `changes` treats the key apart. `ask` is the prompt of `claimcheck add`, `form` what a value looks
    like, where it is no id.
    """

    holds: Holds
    public: Public = Public.WITHHELD
    edit: EditedAs | None = EditedAs.ANNOTATED
    refers: tuple[Sort, ...] = ()
    by_prefix: tuple[Sort, ...] = ()
    ordered: bool = True
    taken_over: TakenOver | None = None
    shown: Shown = Shown.ANSWERS
    ask: str = ""
    form: str = ""


class Declared(NamedTuple):
    """A key of a record: its name in the files, the attribute that holds it, and what it is."""

    name: str
    attribute: str
    key: Key
    required: bool


_UNSAID = Key(Holds.UNSAID)


@cache
def declared(model: type[Model]) -> tuple[Declared, ...]:
    """The keys of a record, in the order of the files.

    Raises:
        TypeError: a key is needed and no public copy could show it.
    """
    found = []
    for attribute, field in model.model_fields.items():
        key = next((each for each in field.metadata if isinstance(each, Key)), _UNSAID)
        each = Declared(field.alias or attribute, attribute, key, field.is_required())
        if each.required and key.public is Public.WITHHELD:
            raise TypeError(f"{model.__name__}.{each.name} is needed, and has no rule for publication")
        found.append(each)
    return tuple(found)


@cache
def key(model: type[Model], name: str) -> Key:
    """What a key of a record is, by its name in the files."""
    return next((each.key for each in declared(model) if each.name == name), _UNSAID)


@cache
def _referring(model: type[Model], sort: Sort) -> tuple[Declared, ...]:
    return tuple(each for each in declared(model) if sort in (*each.key.refers, *each.key.by_prefix))


def referred(record: Model, sort: Sort) -> Iterator[str]:
    """The ids of things of a sort that a record itself names, in the order of its keys; any that may be meant."""
    for each in _referring(type(record), sort):
        yield from named_in(getattr(record, each.attribute), each.key, sort)


def named_in(value: Any, key: Key, sort: Sort) -> Iterator[str]:  # noqa: ANN401 - one id, several or a mapping of them
    """The ids of things of a sort that the value of a key names."""
    for each in (value,) if isinstance(value, str) else value or ():
        prefix, colon, word = each.rpartition(":")
        if prefix == sort or (not colon and sort in key.refers):
            yield word


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a key may hold
    """Every text in the value of a key, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, tuple | list):
        yield from (text for each in value for text in texts(each))
    elif isinstance(value, Model):
        yield from (text for each in declared(type(value)) for text in texts(getattr(value, each.attribute)))
