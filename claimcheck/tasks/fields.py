"""Options made from records: one for each key that a person may write, explained in the words of the model.

A field that is added to the model is an option of `add` the same day. `--asserts QUESTION=ANSWER` and its like stand
for the stances of a claim, `--answer ID=WORDS` for the answers of a question; both may be given more than once.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen, replace
from claimcheck.model.claim import Stances
from claimcheck.model.fields import Model
from claimcheck.model.keys import Holds, Sort, declared
from claimcheck.model.stance import POSITIONS

Record = dict[str, Any]
"""Keys of a record as they are written: texts, lists and mappings."""


class Form(StrEnum):
    """How the value of a key is given."""

    TEXT = "text"
    LIST = "list"
    FLAG = "flag"
    STANCE = "stance"
    ANSWERS = "answers"


@frozen(slots=False)
class Field:
    """One key of a record, and how it is given as an option."""

    key: str
    form: Form
    help: str
    default: bool = False
    refers: Sort | None = None

    @property
    def parameter(self) -> str:
        """The name of the parameter: no word of Python's own."""
        return f"{self.key}_"

    @property
    def option(self) -> str:
        """The option as it is typed."""
        if self.form is Form.FLAG and self.default:
            return f"--not-{_spelled(self.key)}"
        return "--answer" if self.form is Form.ANSWERS else f"--{_spelled(self.key)}"


def fields(model: type[Model]) -> list[Field]:
    """The keys of a record that have an option, in the order of the model; what lies deeper comes with `--from`."""
    found: list[Field] = []
    for each in declared(model):
        info = model.model_fields[each.attribute]
        text = info.description or ""
        refers = next(iter(each.key.refers), None)
        if each.name == "stance":
            found += [replace(one, form=Form.STANCE if _is_position(one.key) else one.form) for one in fields(Stances)]
        elif each.name == "answers":
            found.append(Field(each.name, Form.ANSWERS, text))
        elif isinstance(info.default, bool):
            found.append(Field(each.name, Form.FLAG, text, default=info.default))
        elif isinstance(info.default, tuple):
            found.append(Field(each.name, Form.LIST, text, refers=refers))
        elif each.key.holds is not Holds.RECORDS:
            found.append(Field(each.name, Form.TEXT, text, refers=refers))
    return found


def option(model: type[Model], key: str) -> str:
    """The option that a key is given by; `id` and keys inside others have their own names."""
    return next((each.option for each in fields(model) if each.key == key), f"--{_spelled(key)}")


def record(model: type[Model], given: Mapping[str, Any]) -> Record:
    """What was given by options, as the keys of a record.

    Raises:
        UsageError: a pair is not one.
    """
    found: Record = {}
    stance: Record = {}
    for each in fields(model):
        value = given.get(each.parameter)
        if value in (None, [], False):
            continue
        if each.form is Form.FLAG:
            found[each.key] = "false" if each.default else "true"
        elif each.key in Stances.model_fields and model.__name__ == "Claim":
            stance[each.key] = _pairs(each, value) if each.form is Form.STANCE else list(value)
        elif each.form is Form.ANSWERS:
            found[each.key] = {key: words[-1] for key, words in _lists(each, value).items()}
        else:
            found[each.key] = list(value) if each.form is Form.LIST else value
    if stance:
        found["stance"] = stance
    return found


def _pairs(each: Field, words: list[str]) -> Record:
    """`question=answer` pairs; several answers to one question make a list."""
    return {key: values[0] if len(values) == 1 else values for key, values in _lists(each, words).items()}


def _lists(each: Field, words: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise UsageError(*_no_pair(each, word))
        found.setdefault(key.strip(), []).append(value.strip())
    return found


def _no_pair(each: Field, word: str) -> tuple[str, str]:
    """What is wrong with a pair that is none, and what to type."""
    form = "ID=WORDS" if each.form is Form.ANSWERS else "QUESTION=ANSWER"
    key, sign, _ = word.partition("=")
    if sign and key.strip():
        hint = f"a shell takes `>` and `<` for itself: they go in quotation marks, {each.option} '{key.strip()}=>50'"
        return f"{each.option}: nothing stands behind `=` in `{word}`", hint
    found = re.match(r"([a-z0-9]+(?:-[a-z0-9]+)*)\s*[: ]\s*(\S.*)", word, re.DOTALL)
    pair = f"{found[1]}={found[2]}" if found else ""
    hint = (
        f"did you mean `{each.option} {shlex.quote(pair)}`?" if pair else f"such as `{each.option} {_EXAMPLES[form]}`"
    )
    return f"{each.option}: `{word}` is not of the form {form}", hint


_EXAMPLES = {"ID=WORDS": "'set=Somebody set the fire.'", "QUESTION=ANSWER": "cause=set"}


def _is_position(stance: str) -> bool:
    return stance in {each.value for each in POSITIONS}


def _spelled(key: str) -> str:
    return key.replace("_", "-")
