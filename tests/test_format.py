"""`fmt`: one order, twice is once, and not a word of a curator is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import EditError
from claimcheck.store.format import formatted
from claimcheck.store.parse import parse
from tests import written
from tests.conftest import TESTS

NAME = "incidents/fire.yaml"
SHIPPED = sorted((TESTS.parent / "claims").rglob("*.yaml"))


@given(written.incidents, st.integers(0, 10**9))
def test_it_says_the_same_and_twice_is_once(tree: dict[str, Any], seed: int) -> None:
    before = written.written(tree, seed)
    after = formatted(NAME, before)
    assert parse(after).tree == tree
    assert formatted(NAME, after) == after
    assert before.count(b"# a remark: [sic]") == after.count(b"# a remark: [sic]")
    assert before.startswith(b"\xef\xbb\xbf") == after.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in after) == (b"\r\n" in before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("claims:\n- {speaker: b,id: a }\n", "claims:\n  - {id: a, speaker: b}\n", id="spacing and order"),
        pytest.param(
            "claims: []\n# about the date\ndate:   2031 # sure\ntitle : Fire\n",
            "title: Fire\n# about the date\ndate: 2031  # sure\nclaims: []\n",
            id="a comment goes with its key",
        ),
        pytest.param(
            "# modeline\nquestions: {}\ntitle: Fire\n",
            "# modeline\ntitle: Fire\nquestions: {}\n",
            id="the head of a file stays where it is",
        ),
        pytest.param(
            "# modeline\n\n# on the date\ndate: 2031\ntitle: Fire\n",
            "# modeline\n\ntitle: Fire\n# on the date\ndate: 2031\n",
            id="but not what stands right above a key",
        ),
        pytest.param(
            "claims:\n  # 1\n  - id: a\n    note: x\n    # words\n    quote: y\n    # end\n\n  # 2\n  - id: b\n# z\n",
            "claims:\n  # 1\n  - id: a\n    # words\n    quote: y\n    note: x\n    # end\n\n  # 2\n  - id: b\n# z\n",
            id="comments stay at their depth",
        ),
        pytest.param(
            "claims:\n- # by hand\n  quote: y\n  # the id\n  id: a\n",
            "claims:\n  # by hand\n  # the id\n  - id: a\n    quote: y\n",
            id="a comment behind a dash comes before it",
        ),
        pytest.param(
            "title: Fire\nsummary: >-\n      One\n        two\n\n      three\n",
            "title: Fire\nsummary: >-\n  One\n    two\n\n  three\n",
            id="a block of text moves as one",
        ),
        pytest.param(
            'title: "one\n two"\nsummary: three\n     four # why\n',
            'title: "one\n  two"\nsummary: three\n  four  # why\n',
            id="lines of a text are not joined",
        ),
        pytest.param(
            "claims:\n  - stance:\n      denies: {a: b}\n      asserts: {c: d}\n    id: a\n",
            "claims:\n  - id: a\n    stance:\n      denies: {a: b}\n      asserts: {c: d}\n",
            id="stances keep the order of the sentence",
        ),
        pytest.param(
            "claims:\n  - id: 'no'\n    said: \"2031\"\n",
            "claims:\n  - id: 'no'\n    said: \"2031\"\n",
            id="quotes stay",
        ),
        pytest.param(
            "claims:\n  - {speaker: b, # who\n   id: a}\n",
            "claims:\n  - {speaker: b, # who\n    id: a}\n",
            id="braces with a comment are left alone",
        ),
        pytest.param(
            "title: a   \n\n\n\nclaims:\n\n\n", "title: a\n\n\n\nclaims:\n", id="blank lines stay, but at the end"
        ),
        pytest.param("---\ntitle: a\n...\n", "---\ntitle: a\n...\n", id="marks of the document stay"),
        pytest.param("title: |\n  a", "title: |\n  a", id="a line end that would become a word is not added"),
        pytest.param("# nothing yet\n", "# nothing yet\n", id="nothing"),
        pytest.param("colour: red\ntitle: a\n", "title: a\ncolour: red\n", id="an unknown key comes last"),
    ],
)
def test_a_text_becomes(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        wanted = after.replace("\n", newline).encode()
        assert formatted(NAME, before.replace("\n", newline).encode()) == wanted
        assert formatted(NAME, wanted) == wanted


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_files_that_ship_are_in_order(path: Path) -> None:
    name = path.name if path.parent.name == "claims" else f"incidents/{path.name}"
    assert formatted(name, path.read_bytes()).decode() == path.read_text(encoding="utf-8"), "run `claimcheck fmt`"


def test_what_cannot_be_read_is_not_touched() -> None:
    with pytest.raises(EditError, match=r"cannot be put in order: duplicate key `a`.*line 2"):
        formatted(NAME, b"a: 1\na: 2\n")
