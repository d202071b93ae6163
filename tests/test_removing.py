"""Taking things out: the smallest edit, told before it is made, with nothing left dangling."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from claimcheck.model.location import Path as Way
from claimcheck.store.edit import Edit
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from tests.conftest import TESTS, Run

HARBOUR = "claims/incidents/harbour-fire.yaml"


@pytest.fixture
def sarn(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "fixtures/claims", tmp_path / "claims")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@sarn.example", *words)
    return tmp_path


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def changes(folder: Path) -> dict[str, tuple[int, int]]:
    rows = (line.split("\t") for line in git(folder, "diff", "--numstat").splitlines())
    return {name: (int(added), int(lost)) for added, lost, name in rows}


LAYOUTS: list[tuple[str, str, list[Way], str]] = [
    (
        "the middle of three, with the blank line that parted them",
        "claims:\n  - id: a\n\n  - id: b\n    text: x\n\n  - id: c\n",
        [("claims", 1)],
        "claims:\n  - id: a\n\n  - id: c\n",
    ),
    ("the first", "claims:\n\n- id: a\n\n- id: b\n", [("claims", 0)], "claims:\n\n- id: b\n"),
    ("the last", "claims:\n- id: a\n\n- id: b\n\nnote: x\n", [("claims", 1)], "claims:\n- id: a\n\nnote: x\n"),
    ("the last of a file without a line end", "claims:\n- id: a\n- id: b", [("claims", 1)], "claims:\n- id: a\n"),
    ("two in a row", "claims:\n- id: a\n\n- id: b\n\n- id: c\n", [("claims", 1), ("claims", 2)], "claims:\n- id: a\n"),
    (
        "all",
        "title: x\nclaims: # none\n  - id: a\n  # end\n",
        [("claims", 0)],
        "title: x\nclaims: [] # none\n  # end\n",
    ),
    (
        "its comments, and nobody else's",
        "claims:\n# one\n- id: a # why\n  # mine\n\n# claimcheck: allow x\n# -- y\n- id: b\n  # his\n# next\n- id: c\n",
        [("claims", 1)],
        "claims:\n# one\n- id: a # why\n  # mine\n\n# next\n- id: c\n",
    ),
    ("not the head of the file", "# Sarn.\none: {ask: a}\ntwo: {ask: b}\n", [("one",)], "# Sarn.\ntwo: {ask: b}\n"),
    ("the only thing of a file", "# Sarn.\none: {ask: a}\n", [("one",)], "# Sarn.\n"),
    ("behind a dash", "claims:\n- via: [x]\n  id: a\n", [("claims", 0, "via")], "claims:\n- id: a\n"),
    ("in brackets", "disputants: [a, b, c]\n", [("disputants", 0), ("disputants", 2)], "disputants: [b]\n"),
    ("all in brackets", "title: x\ndisputants: [a]\n", [("disputants", 0)], "title: x\n"),
    (
        "in braces",
        "claims: [{id: a, stance: {asserts: {x: y}, denies: {x: z}}}]\n",
        [("claims", 0, "stance", "asserts", "x")],
        "claims: [{id: a, stance: {denies: {x: z}}}]\n",
    ),
    (
        "a text of several lines",
        "claims:\n- id: a\n  note: |\n    one\n\n    two\n\n  text: x\n",
        [("claims", 0, "note")],
        "claims:\n- id: a\n\n  text: x\n",
    ),
    (
        "what is what it is in",
        "claims:\n- id: a\n- id: b\n",
        [("claims", 0), ("claims", 0, "id")],
        "claims:\n- id: b\n",
    ),
]


@pytest.mark.parametrize(
    ("before", "paths", "after"), [each[1:] for each in LAYOUTS], ids=[each[0] for each in LAYOUTS]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_of_an_entry_are_cut(before: str, paths: list[Way], after: str, newline: str) -> None:
    edit = Edit(
        "themes.yaml" if before.startswith("# Sarn") else "incidents/a.yaml", before.replace("\n", newline).encode()
    )
    edit.remove(paths)
    assert edit.data.decode() == after.replace("\n", newline)


@pytest.mark.parametrize(
    ("identifier", "lost"),
    [("chief-night", 6), ("term:harbour-fire/saboteurs", 2), ("group:harbour-fire/the-fire", 3)],
)
def test_what_nothing_refers_to_goes_without_a_question(identifier: str, lost: int, sarn: Path, run: Run) -> None:
    done = run("remove", identifier)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("removed ")
    assert done.out.endswith(f" from {HARBOUR}\n")
    assert changes(sarn) == {HARBOUR: (0, lost)}


def test_what_is_referred_to_stays_and_what_would_become_of_that_is_told(sarn: Path, run: Run) -> None:
    done = run("remove", "source:herald-03-05")
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines() == [
        f"{HARBOUR}:70:20: source `kurier` loses its `derived_from`: source `herald-03-05` goes",
        f"{HARBOUR}:76:5: claim `captain-wiring` goes with it: its `source` is source `herald-03-05`",
        f"{HARBOUR}:80:5: claim `captain-wiring-de` goes with it: its `restates` is claim `captain-wiring`",
        f"{HARBOUR}:121:5: claim `captain-night` goes with it: its `source` is source `herald-03-05`",
        f"{HARBOUR}:146:5: claim `spokesman-no-comment` goes with it: its `source` is source `herald-03-05`",
        "claimcheck: nothing was removed: not only source harbour-fire/herald-03-05 would go or change",
        "what else is told above; `--dry-run` shows the lines, `--force` does it",
    ]
    assert changes(sarn) == {}
    shown = run("remove", "herald-03-05", "--dry-run")
    assert shown.status == 0
    assert "-  - id: captain-night\n" in shown.out
    assert changes(sarn) == {}


def test_a_party_goes_with_its_column_and_leaves_its_speakers(sarn: Path, run: Run) -> None:
    done = run("remove", "port", "--force")
    assert done.status == 0
    assert done.out.splitlines()[1] == "  the incident loses its `disputants`: party `port` goes"
    assert "disputants: [union]\n" in (sarn / HARBOUR).read_text(encoding="utf-8")
    assert run("check").status == 0


def everything() -> list[str]:
    collection = load(Folder(TESTS / "fixtures/claims", "")).collection
    incident = collection.incidents["harbour-fire"]
    return [
        *(f"party:{each}" for each in collection.parties),
        *(f"speaker:{each}" for each in collection.speakers),
        *(f"theme:{each}" for each in collection.themes),
        *(f"answer:{theme}/{each}" for theme, what in collection.themes.items() for each in what.answers),
        *(f"question:{each}" for each in incident.questions),
        *(f"harbour-fire/{name}/{each}" for name, what in incident.questions.items() for each in what.answers),
        *(f"term:harbour-fire/{each}" for words in incident.terms.values() for each in words),
        *(f"source:{each}" for each in incident.sources),
        *(f"claim:{each}" for each in incident.by_id),
        "harbour-fire",
        "union",
    ]


@pytest.mark.parametrize("identifier", everything())
def test_whatever_goes_nothing_is_left_dangling(identifier: str, sarn: Path, run: Run) -> None:
    if identifier in ("union", "harbour-fire/blame/insurer"):
        pytest.skip("names two things, or is the only answer of its question")
    done = run("remove", identifier, "--force")
    assert (done.status, [each for each in done.err.splitlines() if "error" in each]) == (0, [])
    assert run("check").status == 0
    assert all(added <= lost for added, lost in changes(sarn).values())
    assert run("remove", identifier, "--force").status == 2


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("union", "`union` names more than one thing"),
        ("harbour-fire/blame/insurer", "or say `kind: date`"),
        ("captain-wirin", "did you mean `captain-wiring"),
        ("term:harbour-fire/arsn", "did you mean `harbour-fire/arson`"),
        ("harbour-fire/cause/sat", "did you mean `harbour-fire/cause/set`"),
    ],
)
def test_what_cannot_be_removed_changes_nothing(identifier: str, said: str, sarn: Path, run: Run) -> None:
    done = run("remove", identifier, "--force")
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert changes(sarn) == {}


def test_a_side_goes_with_its_last_party(sarn: Path, run: Run) -> None:
    path = sarn / HARBOUR
    text = path.read_text(encoding="utf-8")
    side = "disputants: [shore, union]\nsides:\n  shore: {name: The shore, parties: [port]}\n"
    path.write_text(text.replace("disputants: [port, union]\n", side), encoding="utf-8")
    done = run("remove", "port", "--force")
    assert done.status == 0
    assert "  side `shore` goes with it: it has no other party\n" in done.out
    assert "disputants: [union]\nsummary" in path.read_text(encoding="utf-8")
    assert run("check").status == 0


@pytest.mark.parametrize(("answer", "left"), [("", True), ("n", True), ("y", False)])
def test_on_a_terminal_it_shows_and_asks_and_does_nothing_by_default(
    answer: str,
    left: bool,  # noqa: FBT001
    sarn: Path,
) -> None:
    words = ["-m", "claimcheck", "remove", "captain-wiring"]
    child = pexpect.spawn(sys.executable, words, cwd=sarn, timeout=60, encoding="utf-8", dimensions=(50, 120))
    child.expect("-  - id: captain-wiring")
    child.expect("captain-wiring-de` goes with it")
    child.expect(r"\[y/N\]: ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    assert ("nothing was removed" in str(child.before)) == left
    assert (changes(sarn) == {}) == left
