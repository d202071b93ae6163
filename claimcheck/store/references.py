"""Where an id stands in the files: at its own place, and wherever something refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from claimcheck.model.keys import Holds, Key, Sort, declared
from claimcheck.model.location import Path
from claimcheck.store.structure import INCIDENT, SPEAKERS, THEMES

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
_KEYS: tuple[tuple[_Steps, Key], ...] = tuple(
    ((*path, each.name), each.key)
    for shape in (SPEAKERS, THEMES, INCIDENT)
    for path, model in shape.items()
    for each in declared(model)
)
"""Every key of the files by its path."""


class Use(NamedTuple):
    """One place where an id stands: the path to it, whether the key itself is meant, and with its prefix or without.

    `key` is what stands there refers by; None where it is the id's own place.
    """

    path: Path
    at_key: bool
    prefixed: bool
    key: Key | None


def uses(tree: Any, sort: Sort, word: str, *, home: str, as_party: bool) -> Iterator[Use]:  # noqa: ANN401
    """Every place of one file where `word` means a thing of that sort.

    `home` is `speakers.yaml`, `themes.yaml` or nothing for an incident's file. `as_party` says that the speaker stands
    for itself, so that its id is the name of a side as well.
    """
    file, steps = _HOMES.get(sort, ("-", ()))
    if file == home:
        yield from (Use(path, True, False, None) for path, _ in _at(tree, steps) if path[-1] == word)
    meant = {sort, *((Sort.PARTY,) if as_party and sort is Sort.SPEAKER else ())}
    for pattern, key in _KEYS:
        if key.holds is Holds.ANSWERS:
            if sort in key.refers:
                found = (path for path, _ in _at(tree, (*pattern, None)) if path[-1] == word)
                yield from (Use(path, True, False, key) for path in found)
            continue
        words = {f"{sort}:{word}": True} if len(key.refers) + len(key.by_prefix) > 1 else {}
        words |= {word: False} if meant.intersection(key.refers) else {}
        own = pattern == ("claims", None, "id")
        if words:
            here = ((path, text) for path, text in _texts(tree, pattern) if text in words)
            yield from (Use(path, False, words[text], None if own else key) for path, text in here)


def places(  # noqa: PLR0913 - what is renamed, to what, and where it is looked for
    tree: Any,  # noqa: ANN401
    sort: Sort,
    word: str,
    new: str,
    *,
    home: str,
    as_party: bool,
) -> dict[Place, str]:
    """Every place of one file where `word` means a thing of that sort (see `uses`), and what is to stand there."""
    found = uses(tree, sort, word, home=home, as_party=as_party)
    return {(each.path, each.at_key): f"{sort}:{new}" if each.prefixed else new for each in found}


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
