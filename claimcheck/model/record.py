"""What every written thing shares: it knows where it was written, and equality ignores that."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, ClassVar

from claimcheck.model.fields import Fits, Model, Prepared
from claimcheck.model.keys import Holds, Key, Public
from claimcheck.model.location import Location, Path

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID = 80
"""In characters."""
Id = Annotated[str, Fits(ID_PATTERN, most=LONGEST_ID)]
Words = Annotated[str, Fits(r"\S", least=1)]
"""Text that holds at least one character that is not white space."""
Note = Annotated[Words | None, Key(Holds.REMARK, Public.REMARK)]
"""A remark of the curator's, which every record may have."""


def is_id(word: str) -> bool:
    """Whether a word may be an id."""
    return len(word) <= LONGEST_ID and re.fullmatch(ID_PATTERN, word) is not None


def slug(text: str) -> str:
    """Words as an id; empty where none of them is written in Latin letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", errors="ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_ID].strip("-")


def as_tuple(value: Any) -> Any:  # noqa: ANN401 - a validator sees whatever was written
    """One word stands for a list of one; a key with nothing behind it for none."""
    if isinstance(value, str):
        return (value,) if value else ()
    return value


def _or_empty(value: Any) -> Any:  # noqa: ANN401
    return {} if value == "" else value


def _as_flag(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError(f"expected `true` or `false`, found `{value}`")
        return value == "true"
    return value


Ids = Annotated[tuple[Id, ...], Prepared(as_tuple, Id | list[Id])]
"""One id, or a list of ids."""
Flag = Annotated[bool, Prepared(_as_flag)]
OrEmpty = Prepared(_or_empty)
"""A key with nothing behind it stands for an empty mapping."""


class Record(Model):
    """A frozen thing that a person wrote.

    Two records are equal if they say the same, wherever they were written: a moved line is no change.
    """

    # what is not written but noted (place, id, incident) lies in the instance's own dictionary, beside the fields
    _location: ClassVar[Location] = Location("")
    _path: ClassVar[Path] = ()

    @property
    def location(self) -> Location:
        """Where it was written."""
        return self._location

    @property
    def path(self) -> Path:
        """The way to it from the top of its file."""
        return self._path

    def placed(self, location: Location, path: Path) -> None:
        """Note where it was written; called once, by the store."""
        self.__dict__.update(_location=location, _path=path)

    def __eq__(self, other: object) -> bool:
        """By what was written."""
        if not isinstance(other, Record) or type(self) is not type(other):
            return False
        return self.written == other.written

    def __hash__(self) -> int:
        """By what was written."""
        return hash((type(self), repr(self.written)))

    @property
    def written(self) -> list[Any]:
        """The values of its fields, in their order."""
        values = self.__dict__
        return [values[name] for name in type(self).model_fields]


class Named(Record):
    """A record whose id is the key that it stands under."""

    _id: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """The key that it stands under."""
        return self._id

    def named(self, name: str) -> None:
        """Note the key that it stands under; called once, by the store."""
        self.__dict__["_id"] = name
