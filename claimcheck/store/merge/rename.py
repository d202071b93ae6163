"""A record that one side gave another id: what the other side changed goes to it, and references follow.

A rename is a record of the base that is gone on one side, and a new one there that says the same but for its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claimcheck.model.collection import Sort
from claimcheck.store.edit import Edit
from claimcheck.store.files import SHARED
from claimcheck.store.merge.units import Uncut
from claimcheck.store.references import places

_SORTS = {
    "claims": Sort.CLAIM,
    "sources": Sort.SOURCE,
    "questions": Sort.QUESTION,
    "speakers": Sort.SPEAKER,
    "parties": Sort.PARTY,
}


@dataclass
class Renamed:
    """The three texts, each with the renames of the others; what to say of it."""

    texts: tuple[str, str, str]
    remarks: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def follow(name: str, base: str, ours: str, theirs: str) -> Renamed:
    """Bring the renames of each side into the other two texts of a file.

    Raises:
        Uncut: one record was renamed in two ways.
        EditError: a text cannot be read.
    """
    home = name if name in SHARED else f"incidents/{name}"
    trees = [Edit(home, text.encode()).tree or {} for text in (base, ours, theirs)]
    if not all(isinstance(tree, dict) for tree in trees):
        return Renamed((base, ours, theirs))
    here, there = _renames(trees[0], trees[1]), _renames(trees[0], trees[2])
    for key in set(here) & set(there):
        if here[key] != there[key]:
            raise Uncut(f"`{key[1]}` was given another id on both sides")
    made = Renamed((base, ours, theirs))
    texts = [base, ours, theirs]
    for (section, old), new in {**here, **there}.items():
        for at, text in enumerate(texts):
            texts[at] = _with_rename(home, text, section, old, new)
        made.remarks.append(f"{section.removesuffix('s')} {old} is now {new}: references in this file follow")
    made.texts = (texts[0], texts[1], texts[2])
    return made


def _renames(base: dict[str, Any], side: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Section and old id of each record that a side renamed, with the new id."""
    found = {}
    for section in _SORTS:
        old, new = _records(base.get(section)), _records(side.get(section))
        gone = [key for key in old if key not in new]
        added = [key for key in new if key not in old]
        for key in gone:
            twins = [each for each in added if new[each] == old[key] and old[key]]
            same = [each for each in gone if old[each] == old[key]]
            if len(twins) == 1 and len(same) == 1:
                found[section, key] = twins[0]
    return found


def _records(section: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the file holds
    """The records of a section by id, without it."""
    if isinstance(section, list):
        named = [each for each in section if isinstance(each, dict) and isinstance(each.get("id"), str)]
        return {each["id"]: {key: value for key, value in each.items() if key != "id"} for each in named}
    return dict(section) if isinstance(section, dict) else {}


def _with_rename(home: str, text: str, section: str, old: str, new: str) -> str:
    """A text in which the record and what refers to it have the new id; the text itself where neither stands."""
    if old not in text:
        return text
    edit = Edit(home, text.encode())
    file = home if home in SHARED else ""
    if new in _records((edit.tree or {}).get(section)):  # there already: only what still says the old id
        changes = {
            place: word
            for place, word in places(edit.tree, _SORTS[section], old, new, home=file, as_party=False).items()
            if not _is_home(place, section)
        }
    else:
        changes = places(edit.tree, _SORTS[section], old, new, home=file, as_party=False)
    if changes:
        edit.rewrite(changes)
    return edit.data.decode()


def _is_home(place: tuple[tuple[str | int, ...], bool], section: str) -> bool:
    path, key = place
    return path[0] == section and ((key and len(path) == 2) or path[-1] == "id")
