"""Where an id is declared, where it is named, and another name for it: in open texts first, on the disk second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from claimcheck.assist.desk import Desk
from claimcheck.assist.outline import Outline, read
from claimcheck.assist.place import extent, place
from claimcheck.assist.text import EditorText, Spot, Stretch, TextChange
from claimcheck.assist.things import SECTIONS, NamedThing, there, thing
from claimcheck.errors import EditError, UnknownIdError, UnreadableError, UsageError
from claimcheck.frozen import frozen, replace
from claimcheck.model.collection import Collection, Found
from claimcheck.model.keys import Sort
from claimcheck.store.files import SHARED, Unreadable
from claimcheck.store.parse import parse
from claimcheck.store.references import places
from claimcheck.store.structure import place as placed
from claimcheck.tasks.renaming import Renaming


class Where(NamedTuple):
    """A stretch of a file, with the text that it is a stretch of."""

    name: str
    text: EditorText
    where: Stretch


@frozen(slots=False)
class Renamed:
    """What a rename would change in each file."""

    changes: dict[str, list[TextChange]]


def named_at(desk: Desk, name: str, spot: Spot) -> tuple[NamedThing, Stretch] | None:
    """What the word at a place names, and where the id itself stands in it."""
    text = desk.text(name)
    here = place(text, spot)
    found = thing(desk, name, here)
    if found is None:
        return None
    at = here.start + text.line(here.line)[here.start : here.end].find(found.word)
    return found, Stretch(Spot(here.line, at), Spot(here.line, at + len(found.word)))


def definition(desk: Desk, name: str, spot: Spot) -> list[Where]:
    """Where the thing at a place is declared."""
    found = named_at(desk, name, spot)
    if found is None:
        return []
    known = found[0]
    text = desk.text(known.home)
    if known.sort is None:
        return list(_answer(desk, known, text))
    entry = Outline(known.home, text).find(SECTIONS[known.sort], known.word)
    if entry is None and known.sort is Sort.PARTY:  # a side, which an incident declares
        text, known = desk.text(name), replace(known, home=name)
        entry = Outline(name, text).find("sides", known.word)
    if entry is not None:
        start = Spot(entry.line, entry.column)
        return [Where(known.home, text, Stretch(start, Spot(entry.line, entry.column + len(known.word))))]
    return _written_in_braces(desk, known, text)


def _answer(desk: Desk, known: NamedThing, text: EditorText) -> Iterator[Where]:
    tree: Any = _tree(desk, known.home, text)
    path = ("questions", known.question, "answers", known.word)
    for step in path:
        if not isinstance(tree, dict) or step not in tree:
            return
        tree = tree[step]
    whole: Any = _tree(desk, known.home, text)
    yield _token(known.home, text, *placed(whole, path, at_key=True), known.word)


def _written_in_braces(desk: Desk, known: NamedThing, text: EditorText) -> list[Where]:
    """What the lines do not tell: a section written in braces."""
    collection = desk.collection(known.home)
    if collection is None or known.sort is None:
        return []
    incident = next(iter(collection.incidents.values()), None)
    records = {
        Sort.SPEAKER: collection.speakers,
        Sort.PARTY: collection.parties,
        Sort.THEME: collection.themes,
        Sort.QUESTION: incident.questions if incident else {},
        Sort.SOURCE: incident.sources if incident else {},
        Sort.CLAIM: incident.by_id if incident else {},
    }.get(known.sort, {})
    record = records.get(known.word)
    return [_token(known.home, text, record.location.line, record.location.column, known.word)] if record else []


def references(desk: Desk, name: str, spot: Spot, *, declared: bool = True, here: bool = False) -> list[Where]:
    """Every place that names the thing at a place; `declared`: its own, too; `here`: in this file alone."""
    found = named_at(desk, name, spot)
    if found is None or found[0].sort is None:
        return []
    known, sort = found[0], found[0].sort
    collection = desk.collection(name)
    alone = collection is not None and known.word in collection.speakers and known.word not in collection.parties
    files = [name] if here or known.home not in SHARED else _files(desk, name)
    told: list[Where] = []
    own = {(each.name, each.where) for each in definition(desk, name, spot)}
    for file in files:
        text = desk.text(file)
        if known.word not in text.whole:
            continue
        tree = _tree(desk, file, text)
        if tree is None:
            continue
        home = file if file in SHARED else ""
        paths = places(tree, sort, known.word, known.word, home=home, as_party=alone)
        spots = sorted({(*placed(tree, path, at_key=at_key),) for path, at_key in paths})
        told += [_token(file, text, line, column, known.word) for line, column in spots]
    return [each for each in told if declared or (each.name, each.where) not in own]


def _files(desk: Desk, name: str) -> list[str]:
    """All files of a collection, the one at hand first."""
    return list(dict.fromkeys([name, *SHARED, *desk.incident_files()]))


def _tree(desk: Desk, name: str, text: EditorText) -> Any:  # noqa: ANN401 - whatever the file holds
    seen = desk.seen.get(name)
    if seen is not None and seen.text is text and seen.tree is not None:
        return seen.tree
    there_ = desk.open.get(name)
    return read(Outline(name, text, there_.dirty)).tree if there_ else parse(text.data).tree


def _token(name: str, text: EditorText, line: int, column: int, word: str) -> Where:
    """Where a word stands in the text that begins at a place of the parser's."""
    start = text.marked(line, column)
    whole = text.line(start.line)
    found = re.compile(rf"(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])").search(whole, start.column)
    at = found.start() if found and found.start() <= extent(whole, start.column) else start.column
    return Where(name, text, Stretch(Spot(start.line, at), Spot(start.line, min(at + len(word), len(whole)))))


# Another name


def may_be_renamed(desk: Desk, name: str, spot: Spot) -> tuple[Stretch, str]:
    """Where the id stands that would have another name, and the id.

    Raises:
        UsageError: nothing there has an id that could be changed.
    """
    found = named_at(desk, name, spot)
    if found is None or found[0].sort is None:
        raise UsageError("nothing here has an id", "put the cursor on the id of a speaker, source, question or claim")
    known, where = found
    if known.sort is not None and not there(desk, name, known.sort, known.word):
        raise UsageError(f"no {known.sort} `{known.word}` is declared")
    return where, known.word


def rename(desk: Desk, name: str, spot: Spot, new: str) -> Renamed:
    """What another name for the id at a place would change in all files.

    Raises:
        ClaimcheckError: the new id is none or is taken, or a file that may hold the old one cannot be changed.
    """
    may_be_renamed(desk, name, spot)
    found = named_at(desk, name, spot)
    collection = desk.collection(name)
    if found is None or found[0].sort is None or collection is None:
        raise UsageError("nothing here has an id")
    renaming = Renaming(collection, _found(desk, collection, name, found[0]), found[0].word, new)
    renaming.must_be_possible()
    word = renaming.word.encode()
    changes: dict[str, list[TextChange]] = {}
    files = desk.files
    for file in renaming.names(files):
        try:
            data = files.read(file)
        except Unreadable as problem:
            raise UnreadableError(f"`{file}`: {problem.message}", problem.hint) from problem
        if not data or word not in data:
            continue
        edit = renaming.edit(file, data)
        if edit is not None:
            text = desk.text(file)
            shift = len(edit.mark)
            changes[file] = [
                TextChange(text.stretch(start + shift, end + shift), each) for start, end, each in edit.changed
            ]
    if not changes:
        raise EditError(f"`{renaming.word}` stands nowhere")
    return Renamed(changes)


def _found(desk: Desk, collection: Collection, name: str, known: NamedThing) -> Found:
    """The thing, as the collection holds it.

    Raises:
        UnknownIdError: it is not there.
    """
    if known.home in SHARED:
        return collection.find(f"{known.sort}:{known.word}")
    for incident in desk.incidents(name):
        if known.word in {**incident.questions, **incident.sources, **incident.by_id}:
            home = Collection({incident.id: incident}, collection.speakers, collection.parties, collection.themes)
            return home.find(f"{known.sort}:{incident.id}/{known.word}")
    raise UnknownIdError(str(known.sort), known.word, ())
