"""The records of a file, told by their lines and how deep they stand: it needs no YAML that can be read.

A record is an item of the list of claims, or an entry of a section (a question, a source, a speaker) or, in the file of
themes, a key at the top. While a person types into one, all the others are as they were; so a text that cannot be read
is read again without the record in hand, every other line in its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from claimcheck.assist.again import Before, Edited, again, edited, known_id, lacking
from claimcheck.assist.text import EditorText
from claimcheck.frozen import frozen
from claimcheck.store.parse import parse
from claimcheck.store.structure import THEMES, keys_at, shape_of
from claimcheck.store.tree import Gap, Mapping, Node, Parsed, Scalar, Sequence

_WORD = r"""["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?"""
_KEY = re.compile(rf"( *){_WORD}[ \t]*:(?:\s|$)")
_TOP = re.compile(r"([A-Za-z0-9_-]+)[ \t]*:(?:\s|$)")
_ITEM_ID = re.compile(rf"( *(?:- +)?(?:\{{ *)?)id:[ \t]+{_WORD}(?=\s|,|\}}|$)")
_BLANK = re.compile(r"\s*(?:#.*)?$")
_CLEAN = re.compile(r"[A-Za-z0-9_-]+[ \t]*:\s*(?:#.*)?$")
_MOST_CUTS = 12
RECORDS = ("sides", "questions", "sources", "claims", "parties", "speakers")
"""The sections whose entries are records."""


class RecordLines(NamedTuple):
    """A record: its section (`themes` of themes), its id (empty where there is none), its lines, where the id is."""

    section: str
    id: str
    first: int
    behind: int
    line: int
    column: int


class Section(NamedTuple):
    """A key at the top, its line, and the line behind its last."""

    name: str
    first: int
    behind: int


@frozen(slots=False)
class Outline:
    """What stands where in a text; `dirty` are lines that were just edited, by whose depth nothing is told."""

    name: str
    text: EditorText
    dirty: frozenset[int] = frozenset()

    @cached_property
    def sections(self) -> list[Section]:
        """The keys at the top."""
        known = None if shape_of(self.name) is THEMES else set(keys_at((), shape_of(self.name)))
        found: list[tuple[str, int]] = []
        for number, line in enumerate(self.text.lines):
            if not line[:1].isalnum():
                continue
            key = _TOP.match(line)
            if key and (key[1] in known if known is not None else True):
                found.append((key[1], number))
        ends = [line for _, line in found[1:]] + [len(self.text.lines)]
        return [Section(name, first, behind) for (name, first), behind in zip(found, ends, strict=False)]

    @cached_property
    def entries(self) -> list[RecordLines]:
        """Every record, in the order of the file."""
        if shape_of(self.name) is THEMES:
            return [
                RecordLines("themes", each.name, each.first, self._trimmed(each.first, each.behind), each.first, 0)
                for each in self.sections
            ]
        return [entry for each in self.sections if each.name in RECORDS for entry in self._within(each)]

    def at(self, line: int) -> RecordLines | None:
        """The record in which a line stands."""
        return next((each for each in self.entries if each.first <= line < each.behind), None)

    def find(self, section: str, word: str) -> RecordLines | None:
        """The record of an id."""
        return next((each for each in self.entries if each.id == word and each.section == section), None)

    def _within(self, section: Section) -> list[RecordLines]:
        starts = self._starts(section)
        ends = [*starts[1:], section.behind]
        return [self._entry(section.name, first, behind) for first, behind in zip(starts, ends, strict=False)]

    def _starts(self, section: Section) -> list[int]:
        """The lines on which the records of a section begin."""
        lines = self.text.lines
        body = [at for at in range(section.first + 1, section.behind) if not _BLANK.match(lines[at])]
        depths = [_depth(lines[at]) for at in body if at not in self.dirty] or [_depth(lines[at]) for at in body]
        column = min(depths, default=0)
        return [at for at in body if _depth(lines[at]) <= column]

    def _trimmed(self, first: int, behind: int) -> int:
        """Without the blank lines and comments behind a record, which belong to the next one."""
        while behind > first + 1 and _BLANK.match(self.text.lines[behind - 1]):
            behind -= 1
        return behind

    def _entry(self, section: str, first: int, behind: int) -> RecordLines:
        behind = self._trimmed(first, behind)
        lines = self.text.lines
        if section != "claims":
            key = _KEY.match(lines[first])
            word, at = (key[2], key.start(2)) if key else ("", 0)
            return RecordLines(section, word, first, behind, first, at)
        column = _depth(lines[first].replace("-", " ", 1))
        for number in range(first, behind):
            found = _ITEM_ID.match(lines[number])
            if found and (number == first or found.end(1) == column):
                return RecordLines(section, found[2], first, behind, number, found.start(2))
        return RecordLines(section, "", first, behind, first, 0)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def cut(outline: Outline, lines: Collection[int]) -> tuple[str, frozenset[str], frozenset[int]]:
    """The text without the records that some lines stand in, every other in its place; what may be lost; which lines.

    A section's own line loses what stands behind its colon; lines outside all records go alone.
    """
    kept = list(outline.text.lines)
    gone: set[int] = set()
    headings: set[int] = set()
    lost: set[str] = set()
    for line in lines:
        entry = outline.at(line)
        section = next((each for each in outline.sections if each.first <= line < each.behind), None)
        if entry is not None:
            gone.update(range(entry.first, entry.behind))
            lost.update({entry.id} - {""})
        elif section is not None and section.first == line and section.name in RECORDS:
            if not _CLEAN.match(kept[line]):
                kept[line] = f"{section.name}:"
                headings.add(line)
        elif section is not None and section.name not in RECORDS and (section.first == line or kept[line][:1] == " "):
            gone.update(range(section.first, section.behind))
        elif line < len(kept):
            gone.add(line)
    for line in gone:
        kept[line] = ""
    ends = outline.text.whole
    newline = "\r\n" if "\r\n" in ends else "\n"
    return newline.join(kept), frozenset(lost), frozenset(gone | headings)


def read(outline: Outline, before: Node | None = None, clean: Before | None = None) -> Parsed:
    """The tree of a text; of one that cannot be read, that of the text without the records that were just edited.

    `before` is the tree of the last text that could be read whole: of it, claims that are lost are remembered.
    `clean` spares most of the work where only one record has been edited since.
    """
    record = edited(outline.text, clean) if clean is not None else None
    if record is not None and clean is not None:
        parsed = again(outline.text, clean, record)
        if parsed is not None:
            return parsed
    whole = parse(outline.text.data)
    if whole.tree is not None or not any(each.grave for each in whole.problems):
        return whole
    if not outline.text.whole.strip():
        return whole
    if record is not None and clean is not None:
        return _without(outline, record, clean, before, whole)
    dirty = {each for each in outline.dirty if each < len(outline.text.lines)}
    lines = _first(outline, dirty, _near(outline, whole))
    for _ in range(_MOST_CUTS):
        text, lost, gone = cut(outline, lines)
        data = text.encode("utf-8", "replace")
        parsed = parse(data)
        if parsed.tree is not None:
            return Parsed(parsed.tree, whole.problems, Gap(data, lost, _claims(before, lost), gone))
        more = (dirty or _near(outline, parsed)) - lines or _near(outline, parsed) - lines
        if not more:
            break
        lines |= more
    return whole


def _without(outline: Outline, record: Edited, clean: Before, before: Node | None, whole: Parsed) -> Parsed:
    """What `read` tells where it is known which record cannot be read, and the tree of all the others."""
    gone = frozenset(range(record.first, record.behind))
    lines = outline.text.lines
    part = Outline(outline.name, EditorText("\n".join([f"{record.section}:", *lines[record.first : record.behind]])))
    lost = frozenset({each.id for each in part.entries} | {known_id(clean, record)}) - {""}
    data = "\n".join("" if at in gone else line for at, line in enumerate(lines)).encode("utf-8", "replace")
    return Parsed(lacking(clean, record), whole.problems, Gap(data, lost, _claims(before, lost), gone))


def _first(outline: Outline, dirty: set[int], near: set[int]) -> set[int]:
    """What is tried first: the lines just edited in the record where the parser stopped, or in the last above."""
    at = min(near, default=0)
    above = [each for each in dirty if each <= at]
    if not above:
        return dirty or near
    entry = outline.at(max(above))
    return {each for each in dirty if entry.first <= each < entry.behind} if entry else {max(above)}


def _near(outline: Outline, parsed: Parsed) -> set[int]:
    """The lines that the parser complains of."""
    return {outline.text.marked(each.line, each.column).line for each in parsed.problems if each.grave}


def _claims(tree: Node | None, ids: Iterable[str]) -> dict[str, Mapping]:
    """Claims of a tree by their ids."""
    claims = tree.get("claims") if isinstance(tree, Mapping) else None
    wanted = set(ids)
    return {
        str(each["id"]): each
        for each in (claims if isinstance(claims, Sequence) else ())
        if isinstance(each, Mapping) and isinstance(each.get("id"), Scalar) and each["id"] in wanted
    }
