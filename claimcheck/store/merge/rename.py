"""A record that one side gave another id: what the other side changed goes to it, and references follow.

A rename is a record of the base that is gone on one side, and a new one there that says the same but for its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claimcheck.store.files import SHARED
from claimcheck.store.merge.units import MergeGroup, Uncut, cut

_SECTIONS = ("claims", "sources", "questions", "speakers", "parties")


@dataclass
class Versions:
    """The three versions as units, each with the renames of the others; what to say of it."""

    base: MergeGroup
    ours: MergeGroup
    theirs: MergeGroup
    remarks: list[str] = field(default_factory=list)


def follow(name: str, base: str, ours: str, theirs: str) -> Versions:
    """Cut three versions of a file, and bring the renames of each side into the others.

    Raises:
        Uncut: one cannot be cut, or one record was renamed in two ways.
        EditError: a text cannot be read.
    """
    texts = [base, ours, theirs]
    groups = [cut(text) for text in texts]
    here, there = _renames(groups[0], groups[1]), _renames(groups[0], groups[2])
    for key in set(here) & set(there):
        if here[key] != there[key]:
            raise Uncut(f"`{key[1]}` was given another id on both sides")
    remarks = []
    for (section, old), new in {**here, **there}.items():
        for at, text in enumerate(texts):
            texts[at] = _with_rename(name, text, section, old, new)
        remarks.append(f"{section.removesuffix('s')} {old} is now {new}: references in this file follow")
    if remarks:
        groups = [cut(text) for text in texts]
    return Versions(groups[0], groups[1], groups[2], remarks)


def _renames(base: MergeGroup, side: MergeGroup) -> dict[tuple[str, str], str]:
    """Section and old id of each record that a side renamed, with the new id."""
    found = {}
    before, after = base.by_key, side.by_key
    for section in _SECTIONS:
        if section not in before or section not in after:
            continue
        old, new = _records(before[section].value), _records(after[section].value)
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


def _with_rename(name: str, text: str, section: str, old: str, new: str) -> str:
    """A text in which the record and what refers to it have the new id; the text itself where neither stands."""
    if old not in text:
        return text
    # a rename is rare, and these take long to import
    from claimcheck.model.keys import Sort  # noqa: PLC0415
    from claimcheck.store.edit import Edit  # noqa: PLC0415
    from claimcheck.store.references import places  # noqa: PLC0415

    home = name if name in SHARED else ""
    edit = Edit(home or f"incidents/{name}", text.encode())
    sort = Sort({"parties": "party"}.get(section, section.removesuffix("s")))
    changes = places(edit.tree, sort, old, new, home=home, as_party=False)
    if new in _records((edit.tree or {}).get(section)):  # there already: only what still says the old id
        changes = {place: word for place, word in changes.items() if not _is_home(place, section)}
    if changes:
        edit.rewrite(changes)
    return edit.data.decode()


def _is_home(place: tuple[tuple[str | int, ...], bool], section: str) -> bool:
    path, key = place
    return path[0] == section and ((key and len(path) == 2) or path[-1] == "id")
