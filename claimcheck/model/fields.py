"""What a record is made of: each key is declared once, as an annotation, and read by two.

By hand (`reader`), quickly, whatever is surely right; and by pydantic (`model.judge`), which is asked about everything
else, words each error and writes the schema. Few calls meet an error, so few wait for pydantic. The hand may be unsure
of what is right; it must never take what pydantic would refuse, or read it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Self, Union, dataclass_transform, get_args, get_origin, get_type_hints

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import refuse

if TYPE_CHECKING:
    from collections.abc import Collection

Reader = Callable[[Any], Any]
"""Makes a value of what was written, or raises a ValueError: not sure."""
_NONE: Any = object()


class UnsureError(ValueError):
    """The hand does not know whether something is right: pydantic is to say."""


class Constraint:
    """What a value has to be beside its type, or what is made of it first; stands in `Annotated`.

    Pydantic asks for its own words for it, as for any group of metadata.
    """

    __is_annotated_types_grouped_metadata__ = True

    def around(self, read: Reader) -> Reader:
        """A reader that keeps the rule, made from one that does not."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[object]:
        """The rule in pydantic's words."""
        raise NotImplementedError


class Fits(Constraint):
    """A text that fits a pattern (in what Python's and Rust's have in common), of so many characters."""

    def __init__(self, pattern: str | None = None, least: int | None = None, most: int | None = None) -> None:
        self.pattern, self.least, self.most = pattern, least, most

    def around(self, read: Reader) -> Reader:
        """Whatever is a text, if it fits."""
        pattern, least, most = self.pattern, self.least or 0, self.most
        whole = lazy((pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern) if pattern else "")

        def form(value: Any) -> Any:  # noqa: ANN401
            text = read(value)
            if len(text) < least or (most is not None and len(text) > most) or whole.search(text) is None:
                raise UnsureError
            return text

        return form

    def __iter__(self) -> Iterator[object]:
        from pydantic import StringConstraints  # noqa: PLC0415

        yield from StringConstraints(pattern=self.pattern, min_length=self.least, max_length=self.most)


class Least(Constraint):
    """A list of so many at least."""

    def __init__(self, least: int) -> None:
        self.least = least

    def around(self, read: Reader) -> Reader:
        """Whatever is a list, if it is long enough."""

        def enough(value: Any) -> Any:  # noqa: ANN401
            found = read(value)
            if len(found) < self.least:
                raise UnsureError
            return found

        return enough

    def __iter__(self) -> Iterator[object]:
        from annotated_types import MinLen  # noqa: PLC0415

        yield MinLen(self.least)


class Prepared(Constraint):
    """What is made of a value before it is read; `written` is what a file may hold, `schema` says it outright."""

    def __init__(self, function: Reader, written: object = _NONE, schema: dict[str, Any] | None = None) -> None:
        self.function, self.written, self.schema = function, written, schema

    def around(self, read: Reader) -> Reader:
        """What is made of a value, read."""
        function = self.function
        return lambda value: read(function(value))

    def __iter__(self) -> Iterator[object]:
        from pydantic import BeforeValidator, WithJsonSchema  # noqa: PLC0415

        more: Any = {} if self.written is _NONE else {"json_schema_input_type": self.written}
        yield BeforeValidator(self.function, **more)
        if self.schema is not None:
            yield WithJsonSchema(self.schema)


class Around(Constraint):
    """A function that is given a value and how it would be read."""

    def __init__(self, function: Callable[[Any, Reader], Any], written: object) -> None:
        self.function, self.written = function, written

    def around(self, read: Reader) -> Reader:
        """Whatever the function makes of it."""
        function = self.function
        return lambda value: function(value, read)

    def __iter__(self) -> Iterator[object]:
        from pydantic import WrapValidator  # noqa: PLC0415

        written: Any = self.written
        yield WrapValidator(self.function, json_schema_input_type=written)


class Instead(Constraint):
    """A function that reads a value alone."""

    def __init__(self, function: Reader, schema: dict[str, Any]) -> None:
        self.function, self.schema = function, schema

    def around(self, read: Reader) -> Reader:  # noqa: ARG002 - instead of that one
        """The function."""
        return self.function

    def __iter__(self) -> Iterator[object]:
        from pydantic import PlainValidator, WithJsonSchema  # noqa: PLC0415

        yield PlainValidator(self.function)
        yield WithJsonSchema(self.schema)


class FieldInfo:
    """One key of a record: its name in the files (`alias`, where it is not that of the attribute), what it is.

    `whole` is its annotation as it stands; `annotation` is the type in it, `metadata` what is said beside the type.
    """

    __slots__ = ("alias", "annotation", "default", "default_factory", "description", "metadata", "whole")

    def __init__(
        self,
        default: Any = _NONE,  # noqa: ANN401
        default_factory: Callable[[], Any] | None = None,
        alias: str | None = None,
        description: str = "",
    ) -> None:
        self.default, self.default_factory, self.alias, self.description = default, default_factory, alias, description
        self.whole: Any = None
        self.annotation: Any = None
        self.metadata: tuple[Any, ...] = ()

    def is_required(self) -> bool:
        """Whether a record needs it."""
        return self.default is _NONE and self.default_factory is None

    def get_default(self) -> Any:  # noqa: ANN401
        """What it is where it is left out."""
        return self.default_factory() if self.default_factory is not None else self.default


def Field(  # noqa: N802 - as everybody calls it
    *,
    default: Any = _NONE,  # noqa: ANN401
    default_factory: Callable[[], Any] | None = None,
    alias: str | None = None,
    description: str = "",
) -> Any:  # noqa: ANN401 - stands where a value of the field's type is expected
    """What is to be known of a key."""
    return FieldInfo(default, default_factory, alias, description)


class _Kind(type):
    """A class of records, which knows its fields."""

    @property
    def model_fields(cls) -> dict[str, FieldInfo]:
        """They by their attributes, found when they are first asked for."""
        known: dict[str, FieldInfo] | None = cls.__dict__.get("_fields")
        if known is None:
            known = _declared(cls)
            cls._fields = known
        return known


def _declared(cls: type) -> dict[str, FieldInfo]:
    """What the annotations of a class and of those that it is made from say."""
    found: dict[str, FieldInfo] = {}
    hints = get_type_hints(cls, include_extras=True)
    for each in reversed(cls.__mro__):
        for name, kind in vars(each).get("__annotations__", {}).items():
            if str(kind).startswith("ClassVar"):
                continue
            given = vars(each).get(name, _NONE)
            about = found[name] = given if isinstance(given, FieldInfo) else FieldInfo(given)
            about.whole = about.annotation = hints[name]
            if get_origin(hints[name]) is Annotated:
                about.annotation, *more = get_args(hints[name])
                about.metadata = tuple(more)
    return found


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Model(metaclass=_Kind):
    """A record that is made of what a file says, and cannot be changed."""

    def __init__(self, **keys: Any) -> None:  # noqa: ANN401
        """By keys as they stand in the files; whatever is wrong is raised as pydantic words it."""
        self.__dict__.update(vars(validated(type(self), keys)))

    @classmethod
    def model_validate(cls, value: object) -> Self:
        """The record that a mapping of keys says.

        Raises:
            ValueError: it says none; it is a `ValidationError` of pydantic's.
        """
        found: Self = validated(cls, value)
        return found

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """A record of these values of its fields, which are right."""
        made = cls.__new__(cls)
        made.__dict__.update(values)
        return made

    def model_copy(self, update: dict[str, Any] | None = None) -> Self:
        """A copy in which some fields have other values, which are right."""
        return self.of(self.__dict__ | (update or {}))

    def as_json(self, *, exclude: Collection[str] = (), defaults: bool = True) -> Any:  # noqa: ANN401
        """Its keys and what they say, as JSON knows it, but fields to exclude; without `defaults` what is left out."""
        found = {}
        for name, each in type(self).model_fields.items():
            value = self.__dict__[name]
            if name not in exclude and (defaults or each.is_required() or value != each.get_default()):
                found[each.alias or name] = _as_json(value, defaults=defaults)
        return found

    def __json__(self) -> Any:  # noqa: ANN401
        """All of it, for whoever writes JSON."""
        return self.as_json()

    __setattr__ = __delattr__ = refuse

    def __repr__(self) -> str:
        """Its fields."""
        shown = ", ".join(f"{name}={self.__dict__[name]!r}" for name in type(self).model_fields)
        return f"{type(self).__name__}({shown})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:  # noqa: ANN401
        """How pydantic reads it."""
        from claimcheck.model.judge import schema  # noqa: PLC0415 - few calls need a judge

        return schema(cls, handler)


def validated(kind: Any, value: object) -> Any:  # noqa: ANN401 - a type as annotations have it, and one of it
    """What a value says as a record, or as several of them by id.

    Raises:
        ValueError: it says none; it is a `ValidationError` of pydantic's.
    """
    try:
        return reader(kind)(value)
    except ValueError:
        from claimcheck.model.judge import judged  # noqa: PLC0415 - few calls need a judge

        return judged(kind, value)


@cache
def reader(kind: Any) -> Reader:  # noqa: ANN401
    """How values of a type are read by hand."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        read = reader(parts[0])
        for each in parts[1:]:
            read = each.around(read) if isinstance(each, Constraint) else read
        return read
    if origin in (Union, UnionType) and parts[1:] == (NoneType,):  # nothing is no value, but a key that is left out
        return reader(parts[0])
    if origin is tuple and parts[1:] == (...,):
        return _listed(reader(parts[0]))
    if origin is dict:
        return _mapped(reader(parts[0]), reader(parts[1]))
    if isinstance(kind, type) and issubclass(kind, Model):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _chosen({each.value: each for each in kind})
    return {str: _text, bool: _flag}.get(kind, _unsure)


def _unsure(_: object) -> Any:  # noqa: ANN401
    raise UnsureError


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnsureError
    if not value.isascii():
        value.encode()  # half of a surrogate pair is no text, and raises a ValueError
    return str(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise UnsureError
    return value


def _chosen(words: dict[str, Any]) -> Reader:
    def chosen(value: object) -> Any:  # noqa: ANN401
        if not isinstance(value, str) or value not in words:
            raise UnsureError
        return words[value]

    return chosen


def _listed(read: Reader) -> Reader:
    def listed(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise UnsureError
        return tuple([read(each) for each in value])

    return listed


def _mapped(key: Reader, read: Reader) -> Reader:
    def mapped(value: object) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise UnsureError
        return {key(name): read(each) for name, each in value.items()}

    return mapped


def _record(kind: type[Model]) -> Reader:
    """The reader of a record; those of its fields are made when the first one is read."""
    fields = kind.model_fields
    begin = {name: each.default for name, each in fields.items()}
    names = {each.alias or name: name for name, each in fields.items()}
    needed = [name for name, each in fields.items() if each.is_required()]
    made = [(name, each.default_factory) for name, each in fields.items() if each.default_factory is not None]
    known: dict[str, tuple[str, Reader]] = {}

    def record(value: object) -> Model:
        if not isinstance(value, dict):
            raise UnsureError
        found = begin.copy()
        for key, each in value.items():
            entry = known.get(key)
            if entry is None:
                if key not in names:
                    raise UnsureError
                entry = known[str(key)] = (names[key], reader(fields[names[key]].whole))
            found[entry[0]] = entry[1](each)
        for name in needed:
            if found[name] is _NONE:
                raise UnsureError
        for name, make in made:
            if found[name] is _NONE:
                found[name] = make()
        return kind.of(found)

    return record


def _as_json(value: Any, *, defaults: bool) -> Any:  # noqa: ANN401
    if isinstance(value, Model):
        return value.as_json(defaults=defaults)
    if isinstance(value, dict):
        return {key: _as_json(each, defaults=defaults) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_as_json(each, defaults=defaults) for each in value]
    if value is None or isinstance(value, bool):
        return value
    return str(value)  # a date as it was written, a word of several as it is
