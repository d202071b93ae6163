"""A record that is read again by itself is what it would be, read with its whole file."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from claimcheck.assist.again import Before, again, edited
from claimcheck.assist.desk import Desk
from claimcheck.assist.text import EditorText, TextChange
from claimcheck.store.files import Folder
from claimcheck.store.parse import parse
from claimcheck.store.tree import Mapping, Sequence
from tests.conftest import TESTS

SHIPPED = sorted((TESTS.parent / "claims").rglob("*.yaml"))
KEYS = (
    "x",
    '"',
    "'",
    ": ",
    " #",
    "{",
    "}",
    "\n",
    "\n  - id: y",
    "\n    note: so",
    "- ",
    "\n---",
    "\n...",
    "&a ",
    "ქ😀",
    "\t",
)
EDITS = 60


def spelt(node: Any) -> Any:  # noqa: ANN401 - a tree
    """A tree with the place of everything in it."""
    if isinstance(node, Mapping):
        return (node.line, node.column), [(str(key), key.line, key.column, spelt(each)) for key, each in node.items()]
    if isinstance(node, Sequence):
        return (node.line, node.column), [spelt(each) for each in node]
    return (node.line, node.column), str(node)


def _edit(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    new = chance.choice(("", *KEYS))
    return text[:at] + new + text[at + chance.choice((0, 0, 1, 3, 40)) :]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_record_read_by_itself_is_what_the_whole_file_gives(path: Path) -> None:
    text = EditorText(path.read_text(encoding="utf-8"))
    tree = parse(text.data).tree
    assert isinstance(tree, Mapping)
    before, chance, read = Before(text, tree), random.Random(path.name), 0  # noqa: S311 - the same on every run
    for _ in range(EDITS):
        now = EditorText(_edit(text.whole, chance))
        record = edited(now, before)
        alone = again(now, before, record) if record else None
        if alone is not None:
            read += 1
            whole = parse(now.data)
            assert spelt(alone.tree) == spelt(whole.tree), now.whole
            assert alone.problems == whole.problems
    assert read > EDITS / 10 or path.parent.name != "incidents"


def test_an_edited_file_is_found_to_be_what_it_is_afresh(tmp_path: Path) -> None:
    """Also a claim that is kept from before: its place, and what rules say of it, are those of now."""
    source = max((each for each in SHIPPED if each.parent.name == "incidents"), key=lambda each: each.stat().st_size)
    for each in SHIPPED:
        copy = tmp_path / each.relative_to(TESTS.parent / "claims")
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(each.read_bytes())
    name, chance = f"incidents/{source.name}", random.Random(22)  # noqa: S311 - the same on every run
    there = _opened(tmp_path, name, source.read_text(encoding="utf-8"))
    original = there.text(name).whole
    for number in range(40):
        if number % 4 == 0:  # what was broken is mended, so that the next edits meet a whole file
            there.replaced(name, original, number)
        text = there.text(name)
        wanted = _edit(text.whole, chance)
        start = next((at for at, (one, other) in enumerate(zip(text.whole, wanted, strict=False)) if one != other), 0)
        removed = len(text.whole) - start
        there.changed(name, [TextChange(text.stretch(start, start + removed), wanted[start:])], number)
        assert there.text(name).lines == EditorText(wanted).lines
        assert there.text(name).starts == EditorText(wanted).starts
        _look(there)
        if there.seen[name].half:
            continue
        fresh = _opened(tmp_path, name, wanted)
        assert there.seen[name].diagnostics == fresh.seen[name].diagnostics, wanted
        assert there.seen[name].mentions == fresh.seen[name].mentions
        now, then = there.seen[name].incident, fresh.seen[name].incident
        assert now == then
        if now is not None and then is not None:
            assert [each.location for each in now.claims] == [each.location for each in then.claims]
            assert [each.path for each in now.claims] == [each.path for each in then.claims]


def _opened(root: Path, name: str, text: str) -> Desk:
    desk = Desk(Folder(root, f"{root.name}/"))
    desk.opened(name, text, 1)
    _look(desk)
    return desk


def _look(desk: Desk) -> None:
    while (job := desk.next(idle=False)) is not None:
        desk.take(job, job.run())
