"""Records that cannot be changed: what `@dataclass(frozen=True, slots=True)` makes, at a tenth of its price.

There are some two hundred of them, and every call would wait for `dataclasses` to write six methods of each. Here what
all can share is shared, and `__init__` is written when the first one is made. They are dataclasses all the same, for
the type checker and for whoever asks for their `dataclasses.fields`.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import Field as DataclassField
    from dataclasses import replace as replace  # noqa: PLC0414 - the type checker knows what may be replaced by what
else:

    def replace(record: Any, /, **changes: Any) -> Any:
        """A copy of a record in which some fields have other values."""
        return type(record)(**{**{name: getattr(record, name) for name in names(type(record))}, **changes})


Some = TypeVar("Some")
_NONE: Any = object()


class _Field:
    """What is to be known of a field, besides its name and its type."""

    __slots__ = ("compare", "default", "factory", "metadata", "repr", "type")

    def __init__(
        self,
        default: Any = _NONE,
        factory: Any = _NONE,
        metadata: Mapping[str, Any] | None = None,
        *,
        repr: bool = True,  # noqa: A002
        compare: bool = True,
    ) -> None:
        self.default, self.factory, self.metadata, self.repr, self.compare = default, factory, metadata, repr, compare
        self.type: Any = None


def field(
    *,
    default: Any = _NONE,
    default_factory: Callable[[], Any] = _NONE,
    metadata: Mapping[str, Any] | None = None,
    repr: bool = True,  # noqa: A002
    compare: bool = True,
) -> Any:
    """A field with a default that has to be made anew, or with something to be known of it."""
    return _Field(default, default_factory, metadata, repr=repr, compare=compare)


@overload
def frozen(cls: type[Some], /) -> type[Some]: ...
@overload
def frozen(*, slots: bool = True, eq: bool = True) -> Callable[[type[Some]], type[Some]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Any = None, /, *, slots: bool = True, eq: bool = True) -> Any:
    """A class whose annotations are the fields of its instances, which cannot be changed.

    Without `slots` an instance has a dictionary, in which a `cached_property` may keep what it found; without `eq` it
    equals nothing but itself.
    """
    if cls is None:
        return lambda one: _made(one, slots=slots, eq=eq)
    return _made(cls, slots=slots, eq=eq)


def names(cls: type) -> tuple[str, ...]:
    """The names of the fields of a record, or of any dataclass, in their order."""
    if not hasattr(cls, "__frozen_fields__"):
        from dataclasses import fields

        return tuple(each.name for each in fields(cls))
    return tuple(cls.__frozen_fields__)


def is_record(value: object) -> bool:
    """Whether a value is a record or any other dataclass, or the type of one."""
    return hasattr(value, "__frozen_fields__") or hasattr(value, "__dataclass_fields__")


def _made(cls: Any, *, slots: bool, eq: bool) -> Any:
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= base.__dict__.get("__frozen_fields__", {})
    inherited = set(fields)
    made = dict(cls.__dict__)
    for name, kind in cls.__annotations__.items():
        if not kind.startswith("ClassVar"):
            given = made.pop(name, _NONE)
            fields[name] = given if isinstance(given, _Field) else _Field(given)
            fields[name].type = kind
    made["__frozen_fields__"] = fields
    made["__dataclass_fields__"] = _AsDataclass()
    made["__match_args__"] = tuple(fields)
    made["__setattr__"] = made["__delattr__"] = refuse
    made["__reduce__"] = _reduce
    made.setdefault("__init__", _begin)
    made.setdefault("__repr__", _repr)
    if eq:
        made["__frozen_values__"] = _Values()
        made.setdefault("__eq__", _equal)
        if made.get("__hash__") is None:  # as Python leaves it to a class with an `__eq__`
            made["__hash__"] = _hash
    if not slots:
        for name in fields.keys() & cls.__dict__.keys():
            delattr(cls, name)
        for name, value in made.items():
            if cls.__dict__.get(name, _NONE) is not value:
                setattr(cls, name, value)
        return cls
    made["__slots__"] = tuple(name for name in fields if name not in inherited)
    made.pop("__dict__", None)
    made.pop("__weakref__", None)
    return type(cls)(cls.__name__, cls.__bases__, made)


def _begin(self: Any, /, *values: Any, **more: Any) -> None:
    """`__init__`, until the first instance is made."""
    owner: Any = next(each for each in type(self).__mro__ if "__frozen_fields__" in each.__dict__)
    owner.__init__ = _initializer(owner)
    owner.__init__(self, *values, **more)


def _initializer(owner: Any) -> Callable[..., None]:
    """`__init__` of a record, as its fields have it."""
    taken, lines, around = [], [], {"made": _NONE}
    for name, each in owner.__frozen_fields__.items():
        around[f"default_{name}"], around[f"factory_{name}"] = each.default, each.factory
        default = "" if each.default is _NONE else f"=default_{name}"
        value = name
        if each.factory is not _NONE:
            default, value = "=made", f"factory_{name}() if {name} is made else {name}"
        taken.append(f"{name}{default}")
        member: Any = getattr(owner, name, None)
        if hasattr(member, "__set__"):
            around[f"set_{name}"] = member.__set__
            lines.append(f"    set_{name}(self, {value})")
        else:
            lines.append(f"    inner[{name!r}] = {value}")
    begin = ["    inner = self.__dict__"] if any("inner[" in line for line in lines) else []
    text = "\n".join([f"def __init__(self, {', '.join(taken)}):", *begin, *(lines or ["    pass"])])
    exec(text, around)  # noqa: S102 - made of the names of fields alone
    init: Any = around["__init__"]
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    return init  # type: ignore[no-any-return]


class _Values:
    """What a record is compared by: a function that takes it out, made when it is first asked for."""

    __slots__ = ()

    def __get__(self, instance: object, owner: Any) -> Callable[[object], object]:
        compared = [name for name, each in owner.__frozen_fields__.items() if each.compare]
        values: Callable[[object], object] = attrgetter(*compared) if compared else type
        owner.__frozen_values__ = values
        return values


class _AsDataclass:
    """The fields of a record for `dataclasses`, made when they are first asked for."""

    __slots__ = ()

    def __get__(self, instance: object, owner: Any) -> dict[str, DataclassField[Any]]:
        from dataclasses import field as dataclass_field
        from dataclasses import make_dataclass

        fields = []
        for name, each in owner.__frozen_fields__.items():
            given = {"default": each.default, "default_factory": each.factory}
            known = {key: value for key, value in given.items() if value is not _NONE}
            about = dataclass_field(**known, metadata=each.metadata, repr=each.repr, compare=each.compare)
            fields.append((name, each.type, about))
        found: dict[str, DataclassField[Any]] = vars(make_dataclass(owner.__name__, fields))["__dataclass_fields__"]
        owner.__dataclass_fields__ = found
        return found


def _equal(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    values = self.__frozen_values__
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(self.__frozen_values__(self))


def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, each in self.__frozen_fields__.items() if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _reduce(self: Any) -> tuple[type, tuple[object, ...]]:
    """How it is copied and pickled: made anew, for nothing may be set afterwards."""
    return type(self), tuple(getattr(self, name) for name in self.__frozen_fields__)


def refuse(self: object, name: str, *value: object) -> None:
    """Let nothing be set or deleted."""
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")
