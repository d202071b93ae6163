"""Give an id another name: where it stands, and wherever a file refers to it, or nowhere.

OLD is the id of an incident, claim, question, source, speaker, party or theme (`incident/id`, or with a prefix such as
`speaker:` where it names more than one thing), of an answer (`INCIDENT/QUESTION/ANSWER` or `THEME/ANSWER`), of a term
(`term:INCIDENT/TERM`), of a group of terms (`group:INCIDENT/GROUP`) or of a side (`side:INCIDENT/SIDE`); NEW is a bare
id. Words in quotes, notes and comments stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.characters import visible
from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import UsageError
from claimcheck.store.files import SHARED, Folder, incident_files, named

if TYPE_CHECKING:
    from claimcheck.model.collection import Collection, Found
    from claimcheck.store.write import Texts


def command(
    call: Call,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id.", autocompletion=incident_names)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it will have.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Run the command.

    Raises:
        UnknownIdError, AmbiguousIdError: OLD names nothing, or more than one thing.
        UsageError: NEW is no id, or is taken.
        UnreadableError: it would bring an error into the collection.
    """
    from claimcheck.model.keys import Sort
    from claimcheck.model.record import is_id
    from claimcheck.store.load import load
    from claimcheck.store.parts import part
    from claimcheck.tasks.proposing import carry_out, difference, must_stand, propose
    from claimcheck.tasks.renaming import must_be_free, part_renamed

    if not is_id(new):
        raise UsageError(f"`{new}` is not an id", "lower-case letters, digits and hyphens; NEW has no prefix")
    folder = call.folder()
    collection = load(folder).collection
    word = old.rpartition(":")[2].rpartition("/")[2]
    if word == new:
        raise UsageError(f"`{new}` is its id already")
    if (inner := part(collection, old)) is not None:
        must_be_free(collection, inner, new)
    found = None if inner is not None else collection.find(old)
    if found is not None:
        _must_be_free(collection, found, word, new)
        names = _names(folder, found, new)
    elif inner is not None:
        names = [inner.file] if inner.home else _everywhere(folder)

    def make(texts: Texts) -> Texts:
        if inner is not None:
            return {name: part_renamed(collection, inner, name, text, new) for name, text in texts.items() if text}
        assert found is not None  # noqa: S101
        if found.sort is Sort.INCIDENT:
            return {named(word): None, named(new): texts[named(word)]}
        return {
            name: _renamed(collection, found, name, text, (word, new), both=":" not in old)
            for name, text in texts.items()
            if text
        }

    proposal = propose(folder, names, make)
    for line in must_stand(proposal):
        screen.say(line)
    if dry_run:
        screen.write(difference(folder, proposal.before, proposal.after))
        return
    carry_out(folder, proposal, make)
    for name in sorted(proposal.after):
        screen.write(f"changed {folder.prefix}{name}\n")
    _mentions(folder, proposal.after, word)


def _renamed(
    collection: Collection, found: Found, name: str, text: bytes, words: tuple[str, str], *, both: bool
) -> bytes:
    """One file with the id renamed; its very bytes where the id does not stand in it.

    `both` says that a party and the speaker who is that party are one and the same.
    """
    from claimcheck.model.keys import Sort
    from claimcheck.store.edit import Edit
    from claimcheck.store.references import places

    word, new = words
    if word.encode() not in text:
        return text
    edit = Edit(name, text)
    home = name if name in SHARED else ""
    party = collection.parties.get(word)
    alone = word in collection.speakers and collection.party_of(word) == word
    changes = places(edit.tree, found.sort, word, new, home=home, as_party=alone and party is None)
    if both and alone and party is not None:
        for sort in (Sort.PARTY, Sort.SPEAKER):
            changes |= places(edit.tree, sort, word, new, home=home, as_party=False)
    if changes:
        edit.rewrite(changes)
    return edit.data


def _must_be_free(collection: Collection, found: Found, word: str, new: str) -> None:
    """Refuse an id that another thing has, so that the two would become one."""
    from claimcheck.model.keys import Sort

    inside = found.incident
    alone = {each for each in collection.speakers if collection.party_of(each) == each}
    parties = set(collection.parties)
    taken = {
        Sort.INCIDENT: set(collection.incidents),
        Sort.PARTY: parties | alone,
        Sort.SPEAKER: set(collection.speakers) | (parties if word in alone else set()),
        Sort.THEME: set(collection.themes),
        Sort.QUESTION: set(inside.questions if inside else ()),
        Sort.SOURCE: set(inside.sources if inside else ()),
        Sort.CLAIM: set(inside.by_id if inside else ()),
    }[found.sort]
    if new in taken:
        raise UsageError(f"`{new}` is taken", "two things would become one: choose another id")


def _names(folder: Folder, found: Found, new: str) -> list[str]:
    """The files in which the id may stand."""
    from claimcheck.model.keys import Sort

    if found.sort is Sort.INCIDENT and found.incident is not None:
        return [named(found.incident.id), named(new)]
    if found.incident is not None:
        return [named(found.incident.id)]
    return _everywhere(folder)


def _everywhere(folder: Folder) -> list[str]:
    return [*SHARED, *(name for name in incident_files(folder) if name.endswith(".yaml"))]


def _mentions(folder: Folder, texts: Texts, word: str) -> None:
    """Say where the old id still stands in a changed file, as in a note: only the curator can judge these."""
    if "-" not in word:
        return  # an everyday word, most likely
    whole = re.compile(rf"(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])")
    for name, text in sorted(texts.items()):
        for number, line in enumerate((text or b"").decode("utf-8", errors="replace").splitlines(), 1):
            if whole.search(line):
                screen.say(f"{folder.prefix}{name}:{number}: `{word}` still stands here: {visible(line.strip())}")
