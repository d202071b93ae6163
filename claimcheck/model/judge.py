"""Pydantic, asked about what the hand is not sure of: is it right, and if not, what is wrong with it where?

It reads the same declarations (`model.fields`), so there is nothing that could be said of a key in two ways.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model
from pydantic_core import core_schema

Record = Any
"""A `Model`: what is a record is told by who asks, lest the two be written in one breath."""


def judged(kind: Any, value: object) -> Any:  # noqa: ANN401 - a type as annotations have it, and one of it
    """What a value says as a record, or as several of them by id.

    Raises:
        ValidationError: it says none.
    """
    return adapter(kind).validate_python(value)


def faults(problem: ValueError, most: int) -> tuple[list[Any], bool]:
    """What a judge found wrong, as far as it is to be listed, and whether there is more."""
    assert isinstance(problem, ValidationError)  # noqa: S101 - nothing else leaves a judge
    return list(problem.errors(include_url=False)[:most]), problem.error_count() > most


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    """Pydantic's reader of a type, which has its schema too."""
    return TypeAdapter(kind)


def schema(model: Record, handler: Any) -> Any:  # noqa: ANN401 - pydantic's own
    """How pydantic reads a record: as its twin, of which the record is then made."""
    return core_schema.no_info_wrap_validator_function(partial(_made, model), handler.generate_schema(twin(model)))


def _made(model: Record, value: object, validate: Any) -> Record:  # noqa: ANN401
    return value if isinstance(value, model) else model.of(vars(validate(value)))


@cache
def twin(model: Record) -> type[BaseModel]:
    """A model of pydantic's with the fields of a record."""
    fields: dict[str, Any] = {}
    for name, each in model.model_fields.items():
        more: dict[str, Any] = {"alias": each.alias, "description": each.description or None}
        if each.default_factory is not None:
            more["default_factory"] = each.default_factory
        elif not each.is_required():
            more["default"] = each.default
        fields[name] = (each.whole, Field(**more))
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    return create_model(model.__name__, __config__=config, __doc__=model.__doc__, **fields)
