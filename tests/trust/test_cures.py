"""Each threat that the page on security names has a cure, and each cure a test that fails without it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.copies import folder
from claimcheck.copies.readers import web
from claimcheck.exchange import incoming, mapping
from claimcheck.exchange import spreadsheet_apart as apart
from claimcheck.formats import mermaid
from claimcheck.model import incident
from claimcheck.reasoning import word_diff
from claimcheck.store import cache, files, parse, revision, tree, write
from claimcheck.store import settings as store_settings
from claimcheck.tasks import reading
from tests.conftest import TESTS
from tests.trust.conftest import TALLY, count
from tests.trust.cures import CURES, Cure

ROOT = TESTS.parent
PAGE = ROOT / "docs" / "explanation" / "security.md"
TAKE_AWAY = "CLAIMCHECK_TRUST_CURES"


def rows() -> dict[int, str]:
    """The rows of the table of threats, by their numbers."""
    found = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {int(number): row for number, row in found}


def test_the_page_speaks_of_every_threat_and_names_tests_that_exist() -> None:
    assert list(rows()) == list(range(1, 40))
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")}
    for number, row in rows().items():
        named = re.findall(r"`(test_\w+\.py)`(?:: `(test_\w+)`)?", row)
        assert named or "does not apply" in row or "not tested" in row, number
        for file, test in named:
            assert file in texts, (number, file)
            assert not test or f"def {test}(" in texts[file], (number, test)
    without = set(rows()) - {each.threat for each in CURES}
    assert without == {number for number, row in rows().items() if "no single cure" in row or "does not apply" in row}


UNPACKED = apart.MOST_UNPACKED // 10**6
MEMORY, SECONDS = f"{apart.MOST_MEMORY // 10**6:,}", apart.MOST_SECONDS


def test_the_page_names_the_limits_that_the_program_keeps() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for words in (
        f"| a file in `claims/`, or `claimcheck.toml` | {files.MAX_BYTES // 10**6} MB |",
        f"| a file for `import`, or for `add --from` | {reading.MAX_BYTES // 10**6} MB |",
        f"| a saved copy | {folder.MAX_BYTES // 10**6} MB |",
        f"| keys and values of one file | {parse.MAX_VALUES:,} |",
        f"| claims of one incident | {incident.MOST_CLAIMS:,} |",
        f"| lists and mappings inside one another | {parse.MAX_DEPTH} |",
        f"| problems that are listed of one file | {tree.MAX_PROBLEMS:,} |",
        f"| elements of a saved page inside one another | {web.MAX_DEPTH:,} |",
        f"| two texts compared word by word | {word_diff.MOST_WORDS} words |",
        f"| {mermaid.MOST_EDGES}, {mermaid.MOST_EVENTS} and {mermaid.MOST_CHARACTERS:,} |",
        f"| waiting for another writer | {write.WAIT:.0f} seconds |",
        f"| a spreadsheet for `import` | {UNPACKED} MB unpacked, {MEMORY} MB of memory, {SECONDS} seconds |",
        f"| a file for `import --mapping` | {mapping._MOST_BYTES // 1000} kB |",
        f"| brackets and dots in `claimcheck.toml` | {store_settings._MOST_LEVELS:,} |",
        f"| a cell of a table that is imported | {incoming._MOST_CELL:,} characters |",
        f"| waiting for `git` | {revision._SECONDS} seconds |",
        f"| the cache | {cache._MOST // 10**6} MB |",
    ):
        assert words in text, words


@pytest.mark.parametrize("cure", CURES, ids=str)
def test_a_cure_is_where_it_is_said_to_be(cure: Cure) -> None:
    for file, old, _ in cure.edits:
        assert old in (ROOT / "claimcheck" / file).read_text(encoding="utf-8"), f"{file}: the cure has moved"


@pytest.mark.skipif(TAKE_AWAY not in os.environ, reason="takes minutes: `make cures` does")
@pytest.mark.parametrize("cure", CURES, ids=str)
def test_without_its_cure_the_test_of_a_threat_fails(cure: Cure, tmp_path: Path) -> None:
    for name in ("claimcheck", "tests", "claims"):
        ignored = shutil.ignore_patterns("__pycache__", "node_modules", "drafting")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, old, new in cure.edits:
        path = tmp_path / "claimcheck" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    words = [f"tests/{word}" if ".py" in word else word for word in shlex.split(cure.test)]
    env = {name: value for name, value in os.environ.items() if name != TALLY}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "", *words],
        cwd=tmp_path,
        env={**env, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    count(faults_injected=1)
    assert done.returncode == 1, done.stdout[-2000:]
    assert re.search(r"\d+ failed", done.stdout) or "FAILED" in done.stdout, done.stdout[-2000:]
