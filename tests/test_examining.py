"""Looking incident by incident, by two processes, or only at what has changed finds what a look at everything finds."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import Mock

import pytest

from claimcheck.checks.run import all_rules, rule_name, run
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Allowance, Diagnostic
from claimcheck.store import cache
from claimcheck.store.files import Files, Folder
from claimcheck.store.load import Loaded, load
from claimcheck.tasks import examining
from claimcheck.tasks.examining import examine
from tests.conftest import Corpus
from tests.sarn import HARBOUR_FIRE, SHED_FIRE, SPEAKERS, THEMES

RULES = frozenset(rule_name(each) for each in all_rules())
INCIDENTS = {
    "harbour-fire": HARBOUR_FIRE,
    "shed-fire": SHED_FIRE,
    "unknown-voice": SHED_FIRE.replace("speaker: ", "speaker: un", 1),
    "no-yaml": "title: [",
    "half-read": HARBOUR_FIRE.replace("ask: How did the fire begin?", "ask: [1]", 1),
    "Not An Id": SHED_FIRE,
    "empty": "",
    "speakers": SHED_FIRE.replace("quote: ", "# claimcheck: allow long-quote -- it is long\n    quote: ", 1),
    "zero-width": SHED_FIRE.replace("title: Fire", "title: Fi\u200bre").replace(
        "publisher: ", "publisher: Caf\u0065\u0301 ", 1
    ),
}
Found = tuple[list[Diagnostic], list[Allowance], int]


def by_parts(folder: Folder, *, remember: bool = True, processes: int = 1) -> Found:
    found = examine(folder, RULES, remember=remember, processes=processes)
    return _sorted(found.diagnostics), sorted(found.allowances, key=lambda each: each.location), found.incidents


def at_once(folder: Folder) -> Found:
    loaded = load(folder)
    found = run(loaded.collection, loaded.locate, loaded.incident_of, whole=True, names=RULES)
    allowances = sorted(loaded.allowances, key=lambda each: each.location)
    return _sorted([*loaded.diagnostics, *found]), allowances, len(loaded.collection.incidents)


def _sorted(found: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda each: (each.sort_key, each.hint))


@pytest.fixture
def folder(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setattr(examining, "AT_ONCE", 2)
    return Folder(corpus(INCIDENTS, SPEAKERS, THEMES), "claims/")


def test_incident_by_incident_finds_what_a_look_at_everything_finds(folder: Folder) -> None:
    expected = at_once(folder)
    assert len({each.rule for each in expected[0]}) > 6
    assert [by_parts(folder), by_parts(folder), by_parts(folder, remember=False)] == [expected] * 3


def test_so_it_is_where_all_can_be_read(folder: Folder) -> None:
    for name in set(INCIDENTS) - {"harbour-fire", "shed-fire", "zero-width"}:
        (folder.root / "incidents" / f"{name}.yaml").unlink()
    with (folder.root / "speakers.yaml").open("a", encoding="utf-8") as stream:
        stream.write("  nobody:\n    name: Nobody\n")
    expected = at_once(folder)
    assert "unused-speaker" in {each.rule for each in expected[0]}
    assert [by_parts(folder), by_parts(folder)] == [expected] * 2


def test_two_processes_find_what_one_finds(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "WORTH_SHARING", 0)
    forked = Mock(wraps=os.fork)
    monkeypatch.setattr(os, "fork", forked)
    expected = at_once(folder)
    assert [by_parts(folder), by_parts(folder, processes=2, remember=False)] == [expected] * 2
    assert forked.call_count == 1


def test_a_second_process_that_dies_is_done_without(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "WORTH_SHARING", 0)
    monkeypatch.setattr(examining._PARTS, "dump_json", lambda _: 1 / 0)
    assert by_parts(folder, processes=2) == at_once(folder)


def _shared(root: Path) -> None:
    (root / "speakers.yaml").write_text(SPEAKERS.replace("harbour-captain:", "harbour-captain-2:"), encoding="utf-8")


def _no_themes(root: Path) -> None:
    (root / "themes.yaml").unlink()


def _one(root: Path) -> None:
    (root / "incidents" / "shed-fire.yaml").write_text(HARBOUR_FIRE, encoding="utf-8")


def _gone(root: Path) -> None:
    (root / "incidents" / "no-yaml.yaml").unlink()


def _more(root: Path) -> None:
    (root / "incidents" / "another.yaml").write_text(SHED_FIRE, encoding="utf-8")
    (root / "incidents" / "another.yml").write_text(SHED_FIRE, encoding="utf-8")


EVERYTHING = set(INCIDENTS) - {"Not An Id"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_shared, EVERYTHING),
        (_no_themes, EVERYTHING),
        (_one, {"shed-fire"}),
        (_gone, set()),
        (_more, {"another"}),
    ],
)
def test_what_has_changed_is_looked_at_again(
    change: Callable[[Path], None], expected: set[str], folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_parts(folder)
    change(folder.root)
    read: set[str] = set()

    def load_some(files: Files, names: Sequence[str], shared: Collection | None = None) -> Loaded:
        read.update(names)
        return load(files, names, shared)

    monkeypatch.setattr(examining, "load", load_some)
    assert by_parts(folder) == at_once(folder)
    assert read == expected


def test_a_collection_named_by_way_of_a_neighbour_is_remembered_too(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beside").mkdir()
    monkeypatch.chdir(tmp_path / "beside")
    around = Folder(Path("..") / folder.root.name, "../claims/")
    expected = by_parts(around)
    read: set[str] = set()

    def load_some(files: Files, names: Sequence[str], shared: Collection | None = None) -> Loaded:
        read.update(names)
        return load(files, names, shared)

    monkeypatch.setattr(examining, "load", load_some)
    assert by_parts(around) == expected
    assert read == set()


def test_what_is_kept_is_read_with_suspicion(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = by_parts(folder)
    spoilt: list[object] = [{"parts": 1}, [], {"shared": [], "parts": {"no-yaml": {"seen": []}}}, "text", None]
    for kept in spoilt:
        monkeypatch.setattr(cache, "recall", {examining._key(folder, RULES): kept}.get)
        assert by_parts(folder) == expected
