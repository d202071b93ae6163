"""What two curators often do at once, merged by git itself in each of the ways in which it merges.

`make test` runs each pair in one way, `make slow` in all.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.test_merge import BASE, NAME, THEIRS, _branches, _claim, _claims, _commit, _git, _joined, _split, repository

__all__ = ["repository"]  # a fixture, which pytest finds by its name
WAYS = ("merge", "rebase", "cherry-pick", "stash pop")


class Pair(NamedTuple):
    """What each of two does, and the claims that there are afterwards by their ids; None where only a person can tell.

    Of a conflict, `expected` are the ids that must still be there.
    """

    ours: str
    theirs: str
    expected: dict[str, Any] | None = None


def _with(at: int, change: Callable[[str], str]) -> str:
    head, claims = _split(BASE)
    claims[at] = change(claims[at])
    return _joined(head, claims)


def _moved(start: int, end: int) -> str:
    head, claims = _split(BASE)
    claims.insert(end, claims.pop(start))
    return _joined(head, claims)


def _inserted(at: int, new: str) -> str:
    head, claims = _split(BASE)
    claims.insert(at, new)
    return _joined(head, claims)


def _dropped(at: int) -> str:
    head, claims = _split(BASE)
    del claims[at]
    return _joined(head, claims)


def _sourced(name: str, number: int) -> str:
    text = BASE.replace("# What they said", f"  {name}:\n    publisher: Paper {number}\n\n# What they said")
    return text + "\n" + _claim(number, f"Words in {name}", source=name)


def _in(text: str, *keys: str) -> dict[str, Any]:
    """Some claims of a text; all of them if none is named."""
    found = _claims(text)
    return {key: found[key] for key in keys or found}


_QUOTE = "It was the wiring, said for the 3th time"
_NOTED = _with(3, lambda claim: claim.rstrip("\n") + "\n    note: Looked at.\n")
_CHANGED = _with(3, lambda claim: claim.replace(_QUOTE, "It was a lamp"))
_RENAMED = BASE.replace("id: claim-3", "id: lamp")
_RESTATED = BASE + "\n  - id: again\n    restates: claim-3\n    source: radio\n    text: A lamp, he says again.\n"
_OTHERWISE = {key: each for key, each in _claims(BASE).items() if key != "claim-3"}
PAIRS = {
    "both append": Pair(BASE + "\n" + _claim(20, "Ours"), THEIRS, _in(BASE + "\n" + _claim(20, "Ours")) | _in(THEIRS)),
    "both insert before one claim": Pair(
        _inserted(4, _claim(20, "Ours")),
        _inserted(4, _claim(21, "Theirs")),
        _in(BASE + "\n" + _claim(20, "Ours") + "\n" + _claim(21, "Theirs")),
    ),
    "one edits, the other reviews": Pair(
        _CHANGED,
        _with(3, lambda claim: claim.rstrip("\n") + "\n    reviewed: 0123456789abcdef\n"),
        _OTHERWISE | {"claim-3": {**_claims(_CHANGED)["claim-3"], "reviewed": "0123456789abcdef"}},
    ),
    "one moves, the other changes": Pair(_moved(3, 6), _CHANGED, _in(_CHANGED)),
    "both add a source and its claim": Pair(
        _sourced("gazette", 20), _sourced("bulletin", 21), _in(_sourced("gazette", 20)) | _in(_sourced("bulletin", 21))
    ),
    "two keys, two lines apart": Pair(
        _with(3, lambda claim: claim.replace("speaker: captain", "speaker: mate")),
        _with(3, lambda claim: claim.replace("source: herald", "source: radio")),
        _OTHERWISE | {"claim-3": {**_claims(BASE)["claim-3"], "speaker": "mate", "source": "radio"}},
    ),
    "one quotes otherwise, the other appends": Pair(
        re.sub(r"quote: (It.*)", r'quote: "\1"', BASE), THEIRS, _in(THEIRS)
    ),
    "an id is renamed, a reference to it added": Pair(
        _RENAMED,
        _RESTATED,
        _in(_RENAMED) | {"again": {**_claims(_RESTATED)["again"], "restates": "lamp"}},
    ),
    "one deletes, the other moves": Pair(_dropped(3), _moved(3, 6), _OTHERWISE),
    "one moves a claim, the other another one": Pair(_moved(1, 3), _moved(6, 5), _in(BASE)),
    "one key to two values": Pair(_CHANGED, _with(3, lambda claim: claim.replace(_QUOTE, "It was set"))),
    "one deletes, the other changes": Pair(_dropped(3), _CHANGED),
    "two new claims of one id": Pair(BASE + "\n" + _claim(20, "Ours"), BASE + "\n" + _claim(20, "Theirs")),
    "words here, their translation there": Pair(
        _CHANGED, _with(3, lambda claim: claim.rstrip("\n") + "\n    translation: The wiring did it.\n")
    ),
    "one notes, the other changes": Pair(
        _NOTED, _CHANGED, _OTHERWISE | {"claim-3": {**_claims(_CHANGED)["claim-3"], "note": "Looked at."}}
    ),
}
CASES = [
    pytest.param(name, way, id=f"{name} ({way})", marks=() if place % len(WAYS) == number else pytest.mark.slow)
    for place, name in enumerate(PAIRS)
    for number, way in enumerate(WAYS)
]


@pytest.mark.parametrize(("name", "way"), CASES)
def test_git_loses_nothing_of_what_two_do_at_once(name: str, way: str, repository: Path) -> None:
    pair = PAIRS[name]
    if way == "stash pop":
        (repository / NAME).write_text(pair.theirs, encoding="utf-8")
        _git(repository, "stash", "-q")
        _commit(repository, pair.ours, "ours")
    else:
        _branches(repository, pair.ours, pair.theirs)
    words = ["stash", "pop"] if way == "stash pop" else [way, "theirs"]
    done = subprocess.run(["git", *words], cwd=repository, capture_output=True, text=True, check=False)
    text = (repository / NAME).read_text(encoding="utf-8")
    if pair.expected is not None:
        assert done.returncode == 0 or "cherry-pick is now empty" in done.stderr, done.stderr  # ours has it already
        assert _claims(text) == pair.expected
        return
    assert done.returncode != 0
    assert f"{NAME}: claim claim-" in done.stdout + done.stderr
    assert _git(repository, "diff", "--name-only", "--diff-filter=U").strip() == NAME
    assert text.count("<<<<<<< ") == text.count(">>>>>>> ") == 1
    for line in {*pair.ours.split("\n"), *pair.theirs.split("\n")}:  # both versions are there, whole
        assert line in text
    for key in _claims(pair.ours).keys() & _claims(pair.theirs).keys():
        assert f"- id: {key}\n" in text
