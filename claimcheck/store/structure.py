"""What pydantic found wrong with a tree, as problems in words and at places."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from functools import cache
from typing import Annotated, Any, NamedTuple

from claimcheck.errors import Guess, guess
from claimcheck.model.claim import Claim, Stances
from claimcheck.model.collection import RECORDS
from claimcheck.model.fields import Field, Model
from claimcheck.model.incident import Answer, Incident, Question, Side, Theme
from claimcheck.model.keys import declared
from claimcheck.model.location import Path
from claimcheck.model.meanings import meant
from claimcheck.model.record import Id, OrEmpty, is_id, slug
from claimcheck.model.source import Saved, Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.store.tree import Mapping, Node, Scalar, Sequence


class SpeakersFile(Model):
    """What `speakers.yaml` holds."""

    parties: Annotated[dict[Id, Party], OrEmpty] = Field(default_factory=dict, description="Party id: the party.")
    speakers: Annotated[dict[Id, Speaker], OrEmpty] = Field(
        default_factory=dict, description="Speaker id: the speaker."
    )


Shape = dict[tuple[str | None, ...], type[Model]]
"""Which record stands at which path of a file; None is any key or index."""

INCIDENT: Shape = {
    (): Incident,
    ("claims", None): Claim,
    ("claims", None, "stance"): Stances,
    ("sides", None): Side,
    ("questions", None): Question,
    ("questions", None, "answers", None): Answer,
    ("sources", None): Source,
    ("sources", None, "saved"): Saved,
}
SPEAKERS: Shape = {(): SpeakersFile, ("parties", None): Party, ("speakers", None): Speaker}
THEMES: Shape = {(None,): Theme}

_EXPECTED = {each.name: each.key.form for model in RECORDS for each in declared(model) if each.key.form}
_NO_BLANK = re.compile(r"([a-z][a-z0-9_-]*):([^\s:/].*)", re.DOTALL)
_ID = "lower-case letters and digits in groups joined by hyphens, such as glukhov-2009"


class Misfit(NamedTuple):
    """One thing that does not fit: the path to it, whether the key itself is meant, what is wrong and a hint.

    `lacks` is the key that is missing, `candidates` are words that may have been meant.
    """

    path: Path
    at_key: bool
    message: str
    hint: str
    lacks: str = ""
    candidates: tuple[str, ...] = ()


def misfits(errors: list[Any], tree: Node, shape: Shape) -> list[Misfit]:
    """The findings of a pydantic `ValidationError` (its `errors()`) about a tree of some shape, in words."""
    return [_misfit(error, tree, shape) for error in errors]


def place(tree: Node | None, path: Path, *, at_key: bool = False) -> tuple[int, int]:
    """Line and column of the value at a path (or of its key); of its nearest parent where it is not there."""
    node: Any = tree
    found = (getattr(tree, "line", 1), getattr(tree, "column", 1))
    for position, step in enumerate(path):
        last = position == len(path) - 1
        if isinstance(node, Mapping) and step in node:
            key = next(each for each in node if each == step)
            node = node[key]
            spot = key if last and at_key else node
            found = (spot.line, spot.column)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
            found = (node.line, node.column)
        else:
            break
    return found


def _misfit(error: AnyMapping[str, Any], tree: Node, shape: Shape) -> Misfit:
    kind: str = error["type"]
    steps = tuple(error["loc"])
    at_key = bool(steps) and steps[-1] == "[key]"
    path = _real(steps, tree)
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return _unknown_key(path, shape)
    if kind == "missing":
        hint = f"{_what(path[:-1], shape)} needs {_needs(path[:-1], shape)}"
        return Misfit(path[:-1], False, f"missing key `{name}`", hint, lacks=name)
    found = _shown(error.get("input"))
    if at_key and (parted := _NO_BLANK.fullmatch(name)):
        hint = f"put a blank behind the colon: `{parted[1]}: {parted[2]}`"
        return Misfit(path, True, f"no blank after the colon in `{name}`", hint)
    if at_key:
        return Misfit(path, True, f"`{name}` is not an id", f"expected {_ID}, at most 80 characters{_as_id(name)}")
    if kind in ("model_type", "dict_type", "dataclass_type"):
        return Misfit(path, False, f"expected `key: value` lines, found {found}", _lines_of(path, error.get("input")))
    if kind in ("tuple_type", "list_type", "iterable_type"):
        return Misfit(path, False, f"expected a list, found {found}", "")
    if kind == "string_type":
        return Misfit(path, False, f"expected text, found {found}", "put it in quotation marks")
    if kind in ("string_too_short", "too_short") or (
        kind == "string_pattern_mismatch" and not str(error["input"]).strip()
    ):
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), name)
        if parted := _NO_BLANK.fullmatch(key):  # the key has the same fault
            hint = f"put a blank behind the colon: `{parted[1]}: {parted[2]}`"
            return Misfit(path, True, f"no blank after the colon in `{key}`", hint)
        if "stance" in path[:-1] and key not in ("withholds", "comments"):
            return Misfit(path, False, f"`{key}` has no answer", _no_answer(key))
        return Misfit(path, False, f"`{key}` is empty", "write its text, or leave the key out")
    if kind == "string_too_long":
        return Misfit(path, False, f"{found} is longer than {error['ctx']['max_length']} characters", "")
    if kind == "string_pattern_mismatch":
        field = next((str(step) for step in reversed(path) if step in _EXPECTED), "")
        made = "" if field else _as_id(str(error["input"]))
        return Misfit(path, False, f"{found} does not fit", f"expected {_EXPECTED.get(field, _ID)}{made}")
    if kind == "enum":
        values = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        likely = meant(str(error["input"]), values)
        near = Guess(f"did you mean `{likely}`?", (likely,)) if likely else guess(str(error["input"]), values)
        return Misfit(path, False, f"unknown word {found}", near.hint, candidates=near.words)
    if kind == "value_error":
        return Misfit(path, False, str(error["ctx"]["error"]), "")
    return Misfit(path, False, f"{error['msg']}, found {found}", "")


def _as_id(text: str) -> str:
    """What a text would be as an id, or the ids that it lists; empty where there is no telling."""
    parts = [each.strip() for each in text.split(",")]
    if len(parts) > 1 and all(map(is_id, parts)):
        return f"; several are a list: `[{', '.join(parts)}]`"
    made = slug(text)
    return f"; as an id: `{made}`" if made and text.isprintable() and made != text else ""


def _lines_of(path: Path, found: object) -> str:
    """What stands where somebody wrote one word in the place of lines."""
    name, word = str(path[-1]) if path else "", str(found) if isinstance(found, str) and is_id(str(found)) else ""
    if name == "stance":
        stance = meant(word, keys(Stances)) or "asserts"
        return (
            f"what the words do: `stance: {{{stance}: {{QUESTION: ANSWER}}}}`; a claim still to be judged is a `draft`"
        )
    if len(path) > 1 and path[-2] == "stance":
        return f"a question and its answer: `{name}: {{{word or 'QUESTION'}: ANSWER}}`"
    return ""


def _no_answer(question: str) -> str:
    if question.isdigit():
        return "a comma inside `{ }` begins a new entry: write a number without it, such as 1200"
    rule = "a comma inside `{ }` begins a new entry: several answers are a list, `[one, two]`"
    return f"write `{question}: ANSWER`; {rule}"


def _real(steps: tuple[Any, ...], tree: Node) -> Path:
    """The steps that lead through the tree; pydantic adds names of its own, such as that of a validator."""
    path: list[str | int] = []
    node: Any = tree
    for position, step in enumerate(steps):
        if step == "[key]":
            continue
        if isinstance(node, Mapping):
            path.append(step)
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int):
            path.append(step)
            node = node[step] if step < len(node) else None
        elif position == len(steps) - 1 and node is None:
            path.append(step)
    return tuple(path)


def _unknown_key(path: Path, shape: Shape) -> Misfit:
    name = str(path[-1])
    if name.startswith("\x00"):  # set aside by the parser, which has said why
        return Misfit(path, True, "a value that was set aside", "")
    model = model_at(path[:-1], shape)
    what = "stance" if model is Stances else "key"
    shown, known = f"unknown {what} `{name}`", keys(model) if model else []
    if parted := _NO_BLANK.fullmatch(name):
        hint = f"put a blank behind it: `{parted[1]}: {parted[2]}`"
        return Misfit(path, True, f"no blank after the colon in `{name}`", hint)
    if model is Claim and (stance := meant(name, keys(Stances))) and not meant(name, known):
        return Misfit(
            path, True, shown, f"a stance stands below `stance`: `stance: {{{stance}: {{QUESTION: ANSWER}}}}`"
        )
    likely = meant(name, known)
    near = Guess(f"did you mean `{likely}`?", (likely,)) if likely else guess(name, known)
    hint = near.hint or ("its keys: " + ", ".join(known) if known else "")
    return Misfit(path, True, shown, hint, candidates=near.words)


def keys(model: type[Model]) -> list[str]:
    """The keys that a record may have, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def model_at(path: tuple[str | int | None, ...], shape: Shape) -> type[Model] | None:
    """The record at a path of a file; None where ids stand or no record does."""
    for pattern, model in shape.items():
        if len(pattern) == len(path) and all(each in (None, step) for each, step in zip(pattern, path, strict=True)):
            return model
    return None


def _what(path: Path, shape: Shape) -> str:
    model = model_at(path, shape)
    return f"a {model.__name__.lower()}" if model not in (None, Incident) else "an incident"


def _needs(path: Path, shape: Shape) -> str:
    model = model_at(path, shape) or Incident
    required = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
    more = ["`stance`", "`quote` or `text`"] if model is Claim else []
    return ", ".join([*(f"`{each}`" for each in required), *more])


def _shown(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Scalar | str):
        text = str(value)
        return f"`{text if len(text) <= 60 else text[:57] + '...'}`" if text else "nothing"
    if isinstance(value, dict):
        return "`key: value` lines"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else f"`{value}`"


def shape_of(name: str) -> Shape:
    """The shape of a file, by its name relative to the collection."""
    return {"speakers.yaml": SPEAKERS, "themes.yaml": THEMES}.get(name, INCIDENT)


def keys_at(path: tuple[str | int | None, ...], shape: Shape) -> list[str]:
    """The keys of the record at a path in their canonical order; none where ids stand or no record does.

    Stances have none: a sentence does what it does in an order of its own.
    """
    model = model_at(path, shape)
    return keys(model) if model and model is not Stances else []


@cache
def _ranks(model: type[Model]) -> dict[str, int]:
    """The place of each key of a record in their canonical order."""
    return {key: rank for rank, key in enumerate(keys(model))}


def in_order(value: Any, path: tuple[str | int | None, ...], shape: Shape) -> Any:  # noqa: ANN401 - texts, lists, mappings
    """A copy of a value of a file with the keys of every record in their canonical order, unknown ones last.

    `path` leads to the value; None stands for any item of a list. Ids keep the order that they have.
    """
    if isinstance(value, AnyMapping):
        model = model_at(path, shape)
        order = _ranks(model) if model and model is not Stances else {}
        names = sorted(value, key=lambda key: order.get(key, len(order))) if order else list(value)
        return {str(key): in_order(value[key], (*path, key), shape) for key in names}
    if isinstance(value, str):
        return str(value)
    return [in_order(each, (*path, place), shape) for place, each in enumerate(value)]
