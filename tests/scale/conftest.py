"""SQL on DuckDB and on Spark, against the views: `make test-scale` installs both and runs this folder.

Without them its tests are not collected. CLAIMCHECK_TEST_SCALE=short asks Spark about the shipped collection only.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimcheck
from claimcheck.exchange.engines import Ask, engine
from claimcheck.exchange.parquet import files
from claimcheck.model.collection import Collection
from tests.conftest import TESTS

ENGINES = ("duckdb", "pyarrow", "pyspark")
_missing = [name for name in ENGINES if importlib.util.find_spec(name) is None]
if _missing and "CLAIMCHECK_TEST_SCALE" in os.environ:
    raise pytest.UsageError(f"not installed: {', '.join(_missing)}")
collect_ignore_glob = ["test_*.py"] if _missing or "CLAIMCHECK_TEST_SCALE" not in os.environ else []
LONG = os.environ.get("CLAIMCHECK_TEST_SCALE") == "long"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.enable_socket)  # Python speaks to Java by one, on this machine
            item.add_marker(pytest.mark.filterwarnings("ignore"))  # the engines' own affairs


@pytest.fixture(scope="session")
def java() -> None:
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Spark needs Java, and there is none on this machine")


def put(folder: Path, collections: dict[str, Collection]) -> Path:
    """The tables of some collections, in one folder."""
    for name, collection in collections.items():
        for part, data in files(collection, name):
            path = folder / part
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def shipped() -> dict[str, Collection]:
    """The collection that ships, and the one of Sarn."""
    return {
        "shipped": claimcheck.load(TESTS.parent / "claims"),
        "sarn": claimcheck.load(TESTS / "fixtures" / "claims"),
    }


@pytest.fixture(scope="session")
def tables(shipped: dict[str, Collection], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("shipped"), shipped)


@pytest.fixture(scope="session")
def duckdb(tables: Path) -> Iterator[Ask]:
    with engine("duckdb", tables) as ask:
        yield ask
