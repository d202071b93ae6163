"""Exports read back by the programs they are made for: `make test-exchange` installs these and runs this folder.

Without them the tests of this folder are not collected; the plain ones are in `tests/test_export.py`.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

import claimcheck
from claimcheck.exchange import FORMATS, export
from claimcheck.model.collection import Collection
from tests.conftest import TESTS
from tests.exchange.sarn import SPEAKERS, hostile_incident

READERS = ("bibtexparser", "citeproc", "datasette", "duckdb", "networkx", "pandas", "pydot", "pyshacl", "rdflib")
_missing = [name for name in READERS if importlib.util.find_spec(name) is None]
if _missing and "CLAIMCHECK_TEST_EXCHANGE" in os.environ:
    raise pytest.UsageError(f"not installed: {', '.join(_missing)}")
collect_ignore_glob = ["test_*.py"] if _missing else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))  # the readers' own affairs


@pytest.fixture(scope="session", params=["shipped", "hostile"])
def collection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The collection that ships; and one whose words are made to break readers."""
    if request.param == "shipped":
        return claimcheck.load(TESTS.parent / "claims")
    claims = tmp_path_factory.mktemp("sarn") / "claims"
    (claims / "incidents").mkdir(parents=True)
    (claims / "incidents" / "harbour.yaml").write_text(hostile_incident(), encoding="utf-8")
    (claims / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")
    return claimcheck.load(claims)


@pytest.fixture(scope="session")
def exported(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every export of a collection, each under its format's name and suffix."""
    folder = tmp_path_factory.mktemp("exported")
    for name, known in FORMATS.items():
        made = export(name, collection)
        (folder / f"{name}{known.suffix}").write_bytes(made if isinstance(made, bytes) else made.encode())
    raw = export("csv", collection, raw=True)
    assert isinstance(raw, str)
    (folder / "raw.csv").write_bytes(raw.encode())
    return folder


@pytest.fixture(scope="session")
def ids(collection: Collection) -> list[str]:
    return [claim.full_id for incident in collection.incidents.values() for claim in incident.standing]


@pytest.fixture(scope="session")
def quotes(collection: Collection) -> list[str]:
    """The words of every claim, as they were recorded."""
    return [claim.words for incident in collection.incidents.values() for claim in incident.standing]


NODE = TESTS / "exchange" / "node_modules"


def ran_by_node(name: str, script: str, *arguments: Path) -> str:
    """What a script prints that stands beside the packages which `make test-exchange` installs."""
    if not NODE.is_dir():
        assert "CLAIMCHECK_NO_NODE" in os.environ, "run `make test-exchange`"
        pytest.skip("npm is not installed, and so neither are Argdown's parser and citeproc-js")
    (NODE / name).write_text(script, encoding="utf-8")
    command = ["node", str(NODE / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
