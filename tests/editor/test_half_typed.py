"""Every beginning of every file that ships, and files in which somebody types and deletes at random: always an answer.

It takes a minute or two, and so runs with `make test-editor`; tests/test_assist.py has a sample.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from claimcheck.assist.actions import actions, format_file
from claimcheck.assist.completion import complete
from claimcheck.assist.desk import Desk
from claimcheck.assist.hover import hover
from claimcheck.assist.naming import definition, references
from claimcheck.assist.outline import Outline, read
from claimcheck.assist.symbols import folds, lenses, selections, symbols
from claimcheck.assist.text import EditorText, TextChange
from claimcheck.store.files import Folder
from claimcheck.store.tree import Mapping
from tests.conftest import TESTS

pytestmark = pytest.mark.skipif(
    not os.environ.get("CLAIMCHECK_TEST_EDITOR"), reason="it takes long: `make test-editor` runs it"
)
CLAIMS = TESTS.parent / "claims"
SHIPPED = sorted(CLAIMS.rglob("*.yaml"))
KEYS = (
    "a",
    " ",
    "\n",
    "\n  ",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "#",
    "😀",
    "я",
    "\t",
    "|",
    ">",
    "&a",
    "*a",
    "\u2028",
)


def _name(source: Path) -> str:
    return source.relative_to(CLAIMS).as_posix()


def _look(desk: Desk) -> None:
    while job := desk.next(idle=False):
        desk.take(job, job.run())


def _ask(desk: Desk, name: str, offset: int) -> None:
    """Everything that an editor may ask about a place."""
    text = desk.text(name)
    spot = text.spot(offset)
    for asked in (complete, hover, definition, selections):
        asked(desk, name, spot)
    for listed in (symbols, folds, lenses):
        listed(desk, name)
    actions(desk, name, range(max(spot.line - 2, 0), spot.line + 1))


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_every_beginning_of_every_file_is_answered(source: Path) -> None:
    data, name = source.read_bytes(), _name(source)
    desk = Desk(Folder(CLAIMS, "claims/"))
    desk.opened(name, "", 1)
    known = [each.id for each in Outline(name, EditorText(data.decode())).entries]
    for number, cut in enumerate(range(0, len(data), 50)):
        whole = data[:cut].decode("utf-8", errors="replace")
        text = EditorText(whole)
        last = frozenset({len(text.lines) - 1})
        found = read(Outline(name, text, last))
        assert found.tree is not None or not found.problems or whole.count("\n") < 2, whole[-80:]
        here = [each.id for each in Outline(name, text, last).entries]
        assert here[:-1] == known[: max(len(here) - 1, 0)]
        if number % 8 == 0:
            desk.replaced(name, whole, number)
            if number % 40 == 0:
                _look(desk)
            _ask(desk, name, len(whole))


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_whatever_is_typed_and_deleted_is_answered(source: Path) -> None:
    chance = random.Random(source.stem)  # noqa: S311 - the same on every run
    name = _name(source)
    desk = Desk(Folder(CLAIMS, "claims/"))
    desk.opened(name, source.read_text(encoding="utf-8"), 1)
    _look(desk)
    for number in range(120):
        text = desk.text(name)
        at = chance.randrange(len(text.whole) + 1)
        gone = chance.choice((0, 0, 0, 1, 3, 40))
        change = TextChange(text.stretch(at, at + gone), chance.choice(KEYS) if chance.random() < 0.8 else "")
        desk.changed(name, [change], number)
        assert desk.text(name).whole == text.edited(change).whole
        if number % 6 == 0:
            _look(desk)
            format_file(desk, name)
        _ask(desk, name, at)


@pytest.mark.parametrize(
    "source", [each for each in SHIPPED if each.parent.name == "incidents"], ids=lambda path: path.stem
)
def test_no_claim_outside_the_one_in_hand_is_lost(source: Path) -> None:
    chance = random.Random(source.stem)  # noqa: S311
    name = _name(source)
    whole = EditorText(source.read_text(encoding="utf-8"))
    outline = Outline(name, whole)
    before = read(outline).tree
    claims = [each for each in outline.entries if each.section == "claims"]
    for entry in chance.sample(claims, 12):
        text, dirty = whole, set[int]()
        for key in '\n    note: "so {he} said\n    stance: {asserts: {'[: chance.randrange(4, 45)]:
            at = text.offset((text.spot(text.starts[entry.line]))._replace(column=len(text.line(entry.line))))
            at += sum(1 for _ in dirty)
            text = text.edited(TextChange(text.stretch(at, at), key))
            dirty |= set(range(entry.line, text.spot(at + 1).line + 1))
            found = read(Outline(name, text, frozenset(dirty)), before)
            assert isinstance(found.tree, Mapping)
            ids = {str(each["id"]) for each in found.tree["claims"] if isinstance(each, Mapping) and "id" in each}
            assert ids >= {each.id for each in claims} - {entry.id}


def test_references_of_a_speaker_in_all_files() -> None:
    name = "incidents/glukhov-2009.yaml"
    desk = Desk(Folder(CLAIMS, "claims/"))
    desk.opened(name, (CLAIMS / name).read_text(encoding="utf-8"), 1)
    _look(desk)
    text = desk.text(name)
    found = references(desk, name, text.spot(text.whole.index("speaker: glukhov\n") + 10))
    assert {each.name for each in found} >= {name, "speakers.yaml"}
    assert {
        each.text.line(each.where.start.line)[each.where.start.column : each.where.end.column] for each in found
    } == {"glukhov"}
