"""Three versions of a text to one: taken from the side that changed it, unit by unit, or shown as a conflict.

A unit that one side left as it was is taken byte for byte from the other. Where a side changed only how a thing is
written, what the other says wins. Comments count as content: none is lost without a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from claimcheck.frozen import frozen
from claimcheck.model.collection import keys_that
from claimcheck.store import emit
from claimcheck.store.merge.units import MergeGroup, MergeUnit, comments, inside

_SETS = keys_that(lambda key: not key.ordered) | {"disputants"}
"""Lists whose order says nothing while neither side changes it; `via` is ordered."""
_BOUND = (
    frozenset({"quote", "text", "language", "translation"}),
    frozenset({"source", "also_in", "said", "locator"}),
    frozenset({"restates", "replaces"}),
)
"""Keys of a claim that speak of one another: a change of one here and of another there is a conflict."""
_BY_PART = frozenset({"stance", "answers", "terms"})
"""Keys whose parts are merged each for itself, also where they are written in braces."""


@frozen(slots=False)
class Labels:
    """What stands behind the markers of a conflict, how long they are, and whether the base is shown."""

    ours: str = "ours"
    theirs: str = "theirs"
    base: str = "base"
    size: int = 7
    with_base: bool = False

    def show(self, ours: str, base: str, theirs: str) -> str:
        """Both versions, between git's own markers."""
        middle = f"{'|' * self.size} {self.base}\n{_ended(base)}" if self.with_base else ""
        return (
            f"{'<' * self.size} {self.ours}\n{_ended(ours)}{middle}"
            f"{'=' * self.size}\n{_ended(theirs)}{'>' * self.size} {self.theirs}\n"
        )


@dataclass
class Merged:
    """The merged text, what could not be merged (a line each), and what a curator should look at all the same."""

    text: str
    conflicts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def merge(base: MergeGroup, ours: MergeGroup, theirs: MergeGroup, *, labels: Labels, themes: bool = False) -> Merged:
    """Merge three versions of one file; `themes` says that its top-level keys are records.

    Raises:
        Uncut: one of them cannot be cut into units further down.
    """
    work = _Merge(labels, themes=themes)
    text = work.groups((), base, ours, theirs)
    return Merged(text, work.conflicts, work.remarks)


class _Merge:
    """One merge: its settings, and what it found on the way."""

    def __init__(self, labels: Labels, *, themes: bool) -> None:
        self.labels = labels
        self.record_depth = 1 if themes else 2
        self.conflicts: list[str] = []
        self.remarks: list[str] = []

    def groups(self, path: tuple[str, ...], base: MergeGroup, ours: MergeGroup, theirs: MergeGroup) -> str:
        """The units of three groups, merged and in order, between a merged head and tail."""
        made = {}
        b, o, t = base.by_key, ours.by_key, theirs.by_key
        for key in dict.fromkeys([*ours.keys, *theirs.keys, *base.keys]):
            text = self.unit((*path, key), b.get(key), o.get(key), t.get(key))
            if text is not None:
                made[key] = text
        order, both = _order(base.keys, ours.keys, theirs.keys, set(made))
        if both:
            self.remarks.append(f"{_name(path)}: put in another order on both sides; ours stays")
        parts = [made[key] for key in order]
        closed = [
            _ended(part) if at < len(parts) or ours.tail or theirs.tail else part for at, part in enumerate(parts, 1)
        ]
        closed = _spaced(closed, ours, theirs)
        head = self.lines((*path, ""), base.head, ours.head, theirs.head)
        tail = self.lines((*path, ""), base.tail, ours.tail, theirs.tail)
        return head + "".join(closed) + tail

    def unit(
        self, path: tuple[str, ...], base: MergeUnit | None, ours: MergeUnit | None, theirs: MergeUnit | None
    ) -> str | None:
        """One unit, merged; None where it is gone."""
        texts = [None if each is None else each.whole for each in (base, ours, theirs)]
        if texts[1] == texts[2] or texts[0] == texts[2]:
            return texts[1]
        if texts[0] == texts[1]:
            return texts[2]
        if ours is None or theirs is None:
            return self._gone(path, base, ours, theirs)
        if base is None and len(path) < self.record_depth:
            text = self._apart(path, None, ours, theirs)
            return self.conflict(path, "", ours.whole, theirs.whole, "new on both sides") if text is None else text
        if base is None:
            if ours.value == theirs.value:
                return ours.whole if set(comments(theirs.whole)) <= set(comments(ours.whole)) else theirs.whole
            return self.conflict(path, "", ours.whole, theirs.whole, "new on both sides, and not the same")
        return self._changed(path, base, ours, theirs)

    def _gone(
        self, path: tuple[str, ...], base: MergeUnit | None, ours: MergeUnit | None, theirs: MergeUnit | None
    ) -> str | None:
        """A unit that one side deleted; the other left what it says as it was, or it is a conflict."""
        kept = ours or theirs
        same = base is not None and kept is not None and kept.value == base.value
        if same and set(comments(kept.whole if kept else "")) <= set(comments(base.whole if base else "")):
            return None
        here, there = (each.whole if each else "" for each in (ours, theirs))
        side = "deleted on one side, changed on the other"
        return self.conflict(path, base.whole if base else "", here, there, side)

    def _changed(self, path: tuple[str, ...], base: MergeUnit, ours: MergeUnit, theirs: MergeUnit) -> str:
        """A unit that both sides changed."""
        bound = self._bound(path, base, ours, theirs)
        if bound:
            return self.conflict(path, base.whole, ours.whole, theirs.whole, bound)
        lead = _merged_lines(base.lead, ours.lead, theirs.lead)
        if lead is None:
            return self.conflict(path, base.whole, ours.whole, theirs.whole, "its comment was changed on both sides")
        body = self._body(path, base, ours, theirs)
        if body is None:
            return self.conflict(path, base.whole, ours.whole, theirs.whole, "changed on both sides")
        return lead + body

    def _body(self, path: tuple[str, ...], base: MergeUnit, ours: MergeUnit, theirs: MergeUnit) -> str | None:
        """The lines of a unit that both sides changed; None where they cannot be merged."""
        if theirs.body in (ours.body, base.body):
            return ours.body
        if ours.body == base.body:
            return theirs.body
        apart = self._apart(path, base, ours, theirs)
        if apart is not None:
            return apart
        known = set(comments(base.body))
        added = (set(comments(ours.body)) - known, set(comments(theirs.body)) - known)
        if ours.value in (base.value, theirs.value):  # written otherwise, and says the same
            return theirs.body if not added[0] - added[1] else (ours.body if ours.value == theirs.value else None)
        if theirs.value == base.value:
            return ours.body if not added[1] - added[0] else None
        value = _merged_value(path, base.value, ours.value, theirs.value)
        if value is None or any(added) or "#" in ours.body + theirs.body:
            return None
        return _written(path[-1], value, ours)

    def _apart(self, path: tuple[str, ...], base: MergeUnit | None, ours: MergeUnit, theirs: MergeUnit) -> str | None:
        """The same, unit by unit; None where it is not written in lines of its own on each side."""
        identified = path == ("claims",)
        here, there = inside(ours, identified=identified), inside(theirs, identified=identified)
        if here is None or there is None:
            return None
        before = MergeGroup(here.head, (), "")
        if base is not None and base.value not in ("", [], {}):  # else `claims: []` became a list on both sides
            cut_base = inside(base, identified=identified)
            if cut_base is None:
                return None
            before = cut_base
        b, o, t = before, here, there
        if len(path) == self.record_depth:
            return self._record(path, b, o, t)
        return self.groups(path, b, o, t)

    def _record(self, path: tuple[str, ...], base: MergeGroup, ours: MergeGroup, theirs: MergeGroup) -> str | None:
        """The keys of one record; a list item's first key stands behind its dash, and keeps that place."""
        before = len(self.conflicts)
        if any(group.units and group.units[0].body.lstrip().startswith("- ") for group in (base, ours, theirs)):
            firsts = {group.units[0].key for group in (base, ours, theirs) if group.units}
            if len(firsts) > 1:
                return None
        text = self.groups(path, base, ours, theirs)
        if len(self.conflicts) == before:
            mine = _differing(base, ours)
            other = _differing(base, theirs)
            if mine and other and mine != other:
                shown = f"{_name(path)}: {', '.join(sorted(mine))} changed here, {', '.join(sorted(other))} there"
                self.remarks.append(shown)
        return text

    def _bound(self, path: tuple[str, ...], base: MergeUnit, ours: MergeUnit, theirs: MergeUnit) -> str:
        """Why keys that speak of one another cannot be merged one by one; nothing where they can."""
        if len(path) != 2 or path[0] != "claims" or not all(isinstance(e.value, dict) for e in (base, ours, theirs)):
            return ""
        mine = {key for key in {*base.value, *ours.value} if base.value.get(key) != ours.value.get(key)}
        other = {key for key in {*base.value, *theirs.value} if base.value.get(key) != theirs.value.get(key)}
        for bound in _BOUND:
            here, there = mine & bound, other & bound
            if here and there and {k: ours.value.get(k) for k in bound} != {k: theirs.value.get(k) for k in bound}:
                if here == there and len(here) == 1:
                    return ""  # one key to two values: its own lines say it
                return f"{', '.join(sorted(here))} changed here and {', '.join(sorted(there))} there"
        return ""

    def lines(self, path: tuple[str, ...], base: str, ours: str, theirs: str) -> str:
        """Lines that are no unit: heads and trailing comments."""
        merged = _merged_lines(base, ours, theirs)
        if merged is not None:
            return merged
        return self.conflict(path[:-1], base, ours, theirs, "a comment was changed on both sides")

    def conflict(self, path: tuple[str, ...], base: str, ours: str, theirs: str, why: str) -> str:
        """Both versions for a person to choose from, noted."""
        self.conflicts.append(f"{_name(path)}: {why}")
        return self.labels.show(ours, base, theirs)


def _merged_lines(base: str, ours: str, theirs: str) -> str | None:
    if theirs in (ours, base):
        return ours
    if base == ours:
        return theirs
    known = comments(base)
    here, there = comments(ours), comments(theirs)
    if here == known:  # blank lines only
        return theirs
    if there in (known, here):
        return ours
    return None


def _merged_value(path: tuple[str, ...], base: Any, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - what YAML holds
    """What three values come to: sets and, of stances and answers, part by part; None where both changed one thing."""
    if theirs in (ours, base):
        return ours
    if base == ours:
        return theirs
    if path[-1] in _SETS and not any(isinstance(each, dict) for each in (base, ours, theirs)):
        lists = [[each] if isinstance(each, str) and each else each or [] for each in (base, ours, theirs)]
        return _merged_set(*lists) if all(isinstance(each, list) for each in lists) else None
    if not any(part in _BY_PART for part in path) or not all(isinstance(e, dict) for e in (base, ours, theirs)):
        return None
    merged: dict[str, Any] = {}
    for key in dict.fromkeys([*ours, *theirs]):
        b, o, t = base.get(key), ours.get(key), theirs.get(key)
        if o is None or t is None:
            if b is None:
                merged[key] = t if o is None else o
            elif b != (t if o is None else o):
                return None
            continue
        value = _merged_value((*path, key), {} if b is None and isinstance(o, dict) else b, o, t)
        if value is None:
            return None
        merged[key] = value
    return merged


def _merged_set(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """Both sides' additions and deletions, in our order; None where a side put the list in another order."""
    for side in (ours, theirs):
        left = [each for each in side if each in base]
        if left != [each for each in base if each in side]:
            return None
    gone = {each for each in base if each not in ours or each not in theirs}
    return [each for each in dict.fromkeys([*ours, *theirs]) if each not in gone]


def _written(key: str, value: Any, ours: MergeUnit) -> str:  # noqa: ANN401 - what YAML holds
    """The lines of one key with a merged value, as deep as ours stands."""
    line = ours.body[: len(ours.body) - len(ours.body.lstrip(" "))]
    dash = "- " if ours.body.lstrip().startswith("- ") else ""
    return f"{line}{dash}{key}: {emit.flow(value, ('claims', 0, key))}\n"


def _differing(base: MergeGroup, side: MergeGroup) -> set[str]:
    b, s = base.by_key, side.by_key
    return {key for key in {*b, *s} if (key in b) != (key in s) or b[key].value != s[key].value}


def _order(base: list[str], ours: list[str], theirs: list[str], kept: set[str]) -> tuple[list[str], bool]:
    """The order of the merged units, and whether both sides had put them in another one.

    That of the side that moved something; new ones stand behind the neighbour that they had, ours first.
    """
    common = [key for key in base if key in ours and key in theirs]
    mine = [key for key in ours if key in set(common)]
    other = [key for key in theirs if key in set(common)]
    moved_here, moved_there = mine != common, other != common
    both = moved_here and moved_there and mine != other
    first, second = (theirs, ours) if moved_there and not moved_here else (ours, theirs)
    order = [key for key in first if key in kept]
    placed = set(order)
    ours_second = second is ours
    for at, key in enumerate(second):
        if key not in kept or key in placed:
            continue
        before = next((each for each in reversed(second[:at]) if each in placed), None)
        place = 0 if before is None else order.index(before) + 1
        if not ours_second:  # behind what ours has put there
            common_or_base = set(second) | set(base)
            while place < len(order) and order[place] not in common_or_base:
                place += 1
        order.insert(place, key)
        placed.add(key)
    for key in kept - placed:  # shown as a conflict: deleted on the side whose order stands
        before = next((each for each, following in pairwise(base) if following == key and each in placed), None)
        order.insert(0 if before is None else order.index(before) + 1, key)
        placed.add(key)
    return order, both


def _spaced(parts: list[str], ours: MergeGroup, theirs: MergeGroup) -> list[str]:
    """A blank line between two records that stood last on their sides, as the file has them."""
    leads = [unit.lead for group in (ours, theirs) for unit in group.units[1:]]
    blank = sum(lead.startswith(("\n", "\r\n")) for lead in leads)
    if not leads or blank * 2 <= len(leads):
        return parts
    return [
        part if at == 0 or part.startswith(("\n", "\r\n", "<")) or parts[at - 1].endswith("\n\n") else f"\n{part}"
        for at, part in enumerate(parts)
    ]


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _name(path: tuple[str, ...]) -> str:
    """A unit as a person calls it: `claim brandt-not-warned: quote`."""
    singular = {"claims": "claim", "sources": "source", "questions": "question", "speakers": "speaker",
                "parties": "party", "terms": "terms", "sides": "side"}  # fmt: skip
    if len(path) >= 2 and path[0] in singular:
        return f"{singular[path[0]]} {path[1]}" + "".join(f": {each}" for each in path[2:])
    return ": ".join(path) or "the file"
