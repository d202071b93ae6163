"""The JSON Schema of the files, made from the model: what an editor completes, explains and underlines.

An editor reads YAML with types (`39` is a number to it), the program reads text: the schema allows what the program
would read, and is no stricter and no laxer about the shape of a file. References between records are `check`'s.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from claimcheck.model.collection import RECORDS
from claimcheck.model.fields import Model
from claimcheck.model.incident import Incident, Theme
from claimcheck.model.judge import adapter
from claimcheck.model.record import ID_PATTERN, LONGEST_ID, Id, OrEmpty
from claimcheck.store.structure import SpeakersFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schema"
"""Where a collection keeps its copies; the first line of a file names one of them for the editor."""

_MODELS: tuple[type[Model], ...] = (*RECORDS, SpeakersFile)
_MAY_BE_EMPTY = {"claims"} | {
    name for model in _MODELS for name, field in model.model_fields.items() if OrEmpty in field.metadata
}
_NO_NOISE = ("title", "default")
_Schema = dict[str, Any]


class FileSort(StrEnum):
    """The sorts of files in a collection."""

    INCIDENT = "incident"
    SPEAKERS = "speakers"
    THEMES = "themes"

    @property
    def file(self) -> str:
        """The name of the schema in the collection."""
        return f"{FOLDER}/{self.value}.json"


_ABOUT = {
    FileSort.INCIDENT: "An incident of a claimcheck collection: a file in `incidents/`.",
    FileSort.SPEAKERS: "The parties and speakers of a claimcheck collection: `speakers.yaml`.",
    FileSort.THEMES: "The themes of a claimcheck collection: `themes.yaml`.",
}


def modeline(sort: FileSort) -> str:
    """The comment that tells an editor which schema a file of a collection has."""
    up = "../" if sort is FileSort.INCIDENT else ""
    return f"# yaml-language-server: $schema={up}{sort.file}"


def schema_text(sort: FileSort) -> str:
    """A schema as the file that holds it."""
    return json.dumps(schema(sort), indent=2, ensure_ascii=False) + "\n"


def schema(sort: FileSort) -> _Schema:
    """The schema of one sort of file (JSON Schema, 2020-12)."""
    models: dict[FileSort, Any] = {
        FileSort.INCIDENT: adapter(Incident),
        FileSort.SPEAKERS: adapter(SpeakersFile),
        FileSort.THEMES: adapter(dict[Id, Theme]),
    }
    made: _Schema = _plain(models[sort].json_schema())
    definitions = dict(sorted(made.pop("$defs", {}).items()))
    for name, each in (("", made), *definitions.items()):
        _completed(name or ("Incident" if sort is FileSort.INCIDENT else ""), each)
    head = {"$schema": DIALECT, "$id": f"urn:claimcheck:{sort}:1", "title": _ABOUT[sort]}
    made.pop("description", None)
    return head | made | ({"$defs": definitions} if definitions else {})


def _completed(model: str, schema: _Schema) -> None:
    """Say what the model says in code: which sections may stand empty, and what a claim can take over."""
    if model == "Incident":
        _or_nothing(schema["properties"]["terms"]["additionalProperties"])
    for name, each in schema.get("properties", {}).items():
        if name in _MAY_BE_EMPTY and "type" in each:  # a list of ids says so itself
            _or_nothing(each)
    if model == "Claim":  # a claim that restates another takes its speaker over
        schema["required"] = [each for each in schema["required"] if each != "speaker"]
        schema["anyOf"] = [{"required": ["speaker"]}, {"required": ["restates"]}]


def _or_nothing(schema: _Schema) -> None:
    """A key may stand with nothing behind it: null to an editor, a text of no length to the program."""
    schema["type"] = [schema["type"], "null", "string"]
    schema["maxLength"] = 0


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """A part of what pydantic makes, without noise, with the types that an editor may see."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _plain(each) for key, each in value.items() if key not in _NO_NOISE or isinstance(each, dict)}
    if "patternProperties" in found:
        ((_, inner),) = found.pop("patternProperties").items()
        found["propertyNames"] = {"pattern": ID_PATTERN, "maxLength": LONGEST_ID}
        found["additionalProperties"] = inner
    if "anyOf" in found:
        return _joined(found)
    if found.get("type") == "boolean":
        return {key: each for key, each in found.items() if key != "type"} | {"enum": [True, False, "true", "false"]}
    if found.get("type") == "string" and "enum" not in found:
        sorts = list(_types(found))
        found["type"] = sorts if len(sorts) > 1 else sorts[0]
        if "integer" in sorts:
            found["minimum"] = 0
    return found


def _types(schema: _Schema) -> Iterator[str]:
    """What an editor may take a text for."""
    yield "string"
    if schema.get("pattern") in (None, r"\S"):  # any words
        yield from ("number", "boolean")
    elif schema.get("pattern") == ID_PATTERN:
        yield from ("integer", "boolean")


def _joined(found: _Schema) -> _Schema:
    """Alternatives, without the null of a key that is left out; a list may have nothing in it."""
    choices = [each for each in found.pop("anyOf") if each != {"type": "null"}]
    if any(each.get("type") == "array" for each in choices) and len(choices) > 1:
        choices.append({"enum": [None, ""]})
    if len(choices) == 1:
        return {**choices[0], **found}
    return {"anyOf": choices, **found}
