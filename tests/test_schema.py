"""The JSON Schema: what is committed is what the model says, and it agrees with the program on the shape of a file."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from claimcheck.model.diagnostic import Severity
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.store.parse import parse
from claimcheck.store.schema import DIALECT, FileSort, schema
from tests import written
from tests.conftest import TESTS, Golden, Run

ROOT = TESTS.parent
SHIPPED = sorted((ROOT / "claims").rglob("*.yaml"))
CHECKED = {sort: jsonschema.Draft202012Validator(schema(sort)) for sort in FileSort}


@pytest.mark.parametrize("sort", FileSort)
def test_the_committed_schema_is_the_one_that_the_model_makes(sort: FileSort, run: Run, golden: Golden) -> None:
    text = run("schema", sort).out
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    assert json.loads(text)["$schema"] == DIALECT
    golden(ROOT / "docs" / "schema" / f"{sort}.json", text)


def test_schemas_are_written_into_the_collection(tmp_path: Path, run: Run) -> None:
    run("init")
    stale = tmp_path / "claims/schema/incident.json"
    stale.write_text("{}")
    assert run("schema", "--write").out == "wrote claims/schema/incident.json\n"
    assert stale.read_text(encoding="utf-8") == run("schema").out


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_editor_finds_no_fault_with_the_files_that_ship(path: Path) -> None:
    sort = FileSort.INCIDENT if path.parent.name == "incidents" else FileSort(path.stem)
    typed = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))  # as an editor reads it: with types
    for tree in (json.loads(json.dumps(typed, default=str)), parse(path.read_bytes()).tree):
        assert [each.message for each in CHECKED[sort].iter_errors(tree)] == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"stance": {"denys": {"a": "b"}}}, ["claims", 0, "stance"]),
        ({"stance": {"denies": "a"}}, ["claims", 0, "stance", "denies"]),
        ({"colour": "red"}, ["claims", 0]),
        ({"id": "A b"}, ["claims", 0, "id"]),
        ({"language": "english language"}, ["claims", 0, "language"]),
        ({"draft": "perhaps"}, ["claims", 0, "draft"]),
        ({"said": "yesterday"}, ["claims", 0, "said"]),
    ],
)
def test_the_schema_says_where_a_claim_is_wrong(change: dict[str, Any], where: list[Any]) -> None:
    claim = {"id": "a", "speaker": "b", "source": "c", "quote": "d", "stance": {}} | change
    tree = {"title": "t", "questions": {}, "claims": [claim]}
    assert [list(each.absolute_path) for each in CHECKED[FileSort.INCIDENT].iter_errors(tree)] == [where]


def _spoilt(tree: Any, chance: random.Random) -> Any:  # noqa: ANN401
    """A tree with one thing in it taken out, misspelt, or of another kind."""
    if isinstance(tree, dict) and tree:
        key = chance.choice(list(tree))
        fate = chance.random()
        if fate < 0.15:
            return {each: value for each, value in tree.items() if each != key}
        if fate < 0.25:
            return {f"{each}x" if each == key else each: value for each, value in tree.items()}
        if fate < 0.3:
            return {each.upper() if each == key else each: value for each, value in tree.items()}
        return {each: _spoilt(value, chance) if each == key else value for each, value in tree.items()}
    if isinstance(tree, list) and tree and chance.random() < 0.8:
        place = chance.randrange(len(tree))
        return [_spoilt(each, chance) if at == place else each for at, each in enumerate(tree)]
    return chance.choice(["", "words of any kind", "ok", [], ["a", "b"], {}, {"a": "b"}, [["a"]], "true", " "])


@settings(max_examples=100)
@given(written.incidents, st.integers(0, 10**9))
def test_the_schema_and_the_program_agree_on_what_is_well_formed(tree: dict[str, Any], seed: int) -> None:
    _agree(tree, seed)


@pytest.mark.slow
@settings(max_examples=1000)
@given(written.incidents, st.integers(0, 10**9))
def test_the_schema_and_the_program_agree_on_a_thousand_files(tree: dict[str, Any], seed: int) -> None:
    _agree(tree, seed)


def _agree(tree: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(chance.choice([0, 1, 1, 2])):
        spoilt = _spoilt(tree, chance)
        tree = spoilt if isinstance(spoilt, dict) else tree
    loaded = load(_Only(json.dumps(tree, ensure_ascii=False).encode()))
    program = [each for each in loaded.diagnostics if each.rule in ("structure", "syntax")]
    editor = [each.message for each in CHECKED[FileSort.INCIDENT].iter_errors(tree)]
    assert bool(editor) == any(each.severity is Severity.ERROR for each in program), (tree, editor, program)


class _Only(Folder):
    """A collection of one incident that is on no disk."""

    def __init__(self, data: bytes) -> None:
        super().__init__(Path("nowhere"), "claims/")
        object.__setattr__(self, "data", data)

    def incidents(self) -> list[str]:
        return ["incidents/fire.yaml"]

    def read(self, name: str) -> bytes | None:
        data: bytes = self.data  # type: ignore[attr-defined]
        return data if name == "incidents/fire.yaml" else None
