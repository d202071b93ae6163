"""Where an id stands in the files: at its own place, and wherever something refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.model.collection import Sort
from claimcheck.model.location import Path
from claimcheck.model.stance import POSITIONS

Place = tuple[Path, bool]
"""The path to a text of a file, and whether the key itself is meant."""
_Steps = tuple[str | None, ...]
"""A path in which None stands for any id or any place in a list."""

_HOMES: dict[Sort, tuple[str, _Steps]] = {
    Sort.PARTY: ("speakers.yaml", ("parties", None)),
    Sort.SPEAKER: ("speakers.yaml", ("speakers", None)),
    Sort.THEME: ("themes.yaml", (None,)),
    Sort.QUESTION: ("", ("questions", None)),
    Sort.SOURCE: ("", ("sources", None)),
}
"""Where ids are keys: the file (none: the incident's own) and the path."""
_PARTY: tuple[_Steps, ...] = (
    ("speakers", None, "party"),
    ("disputants",),
    ("sides", None, "parties"),
    ("claims", None, "party"),
)
_REFERENCES: dict[Sort, tuple[_Steps, ...]] = {
    Sort.PARTY: _PARTY,
    Sort.SPEAKER: (("claims", None, "speaker"), ("claims", None, "via")),
    Sort.THEME: (("questions", None, "theme"),),
    Sort.QUESTION: (("claims", None, "stance", "withholds"), ("claims", None, "stance", "comments")),
    Sort.SOURCE: (("claims", None, "source"), ("claims", None, "also_in"), ("sources", None, "derived_from")),
    Sort.CLAIM: (
        ("claims", None, "id"),
        ("claims", None, "restates"),
        ("claims", None, "replaces"),
        ("claims", None, "stance", "comments"),
    ),
}
"""Where ids are values, or lists of them."""
_PREFIXED: tuple[_Steps, ...] = (("sources", None, "derived_from"), ("claims", None, "stance", "comments"))


def places(  # noqa: PLR0913 - what is renamed, to what, and where it is looked for
    tree: Any,  # noqa: ANN401
    sort: Sort,
    word: str,
    new: str,
    *,
    home: str,
    as_party: bool,
) -> dict[Place, str]:
    """Every place of one file where `word` means a thing of that sort, and what is to stand there.

    `home` is `speakers.yaml`, `themes.yaml` or nothing for an incident's file. `as_party` says that the speaker stands
    for itself, so that its id is the name of a side as well.
    """
    found: dict[Place, str] = {}
    file, steps = _HOMES.get(sort, ("-", ()))
    if file == home:
        found |= {(path, True): new for path, _ in _at(tree, steps) if path[-1] == word}
    patterns = [*_REFERENCES.get(sort, ()), *(_PARTY if as_party and sort is Sort.SPEAKER else ())]
    for pattern in patterns:
        for path, text in _texts(tree, pattern):
            if text == word:
                found[path, False] = new
    for pattern in _PREFIXED:
        for path, text in _texts(tree, pattern):
            if text == f"{sort}:{word}":
                found[path, False] = f"{sort}:{new}"
    if sort is Sort.QUESTION:
        for stance in POSITIONS:
            pattern = ("claims", None, "stance", stance.value, None)
            found |= {(path, True): new for path, _ in _at(tree, pattern) if path[-1] == word}
    return found


def _at(tree: Any, pattern: _Steps, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401
    """Every value at the paths of a pattern."""
    if not pattern:
        yield path, tree
        return
    step, *rest = pattern
    if isinstance(tree, Mapping):
        keys = list(tree) if step is None else [step] if step in tree else []
        for key in keys:
            yield from _at(tree[key], tuple(rest), (*path, str(key)))
    elif isinstance(tree, list) and step is None:
        for place, each in enumerate(tree):
            yield from _at(each, tuple(rest), (*path, place))


def _texts(tree: Any, pattern: _Steps) -> Iterator[tuple[Path, str]]:  # noqa: ANN401
    """Every text at the paths of a pattern, in a list or alone."""
    for path, value in _at(tree, pattern):
        if isinstance(value, list):
            yield from (((*path, place), each) for place, each in enumerate(value) if isinstance(each, str))
        elif isinstance(value, str):
            yield path, value
