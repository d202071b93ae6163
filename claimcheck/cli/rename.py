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
from claimcheck.store.files import Folder, named

if TYPE_CHECKING:
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
    from claimcheck.store.load import load
    from claimcheck.store.parts import part
    from claimcheck.tasks.proposing import carry_out, difference, must_stand, propose
    from claimcheck.tasks.renaming import Renaming, everywhere, must_be_free, must_be_id, part_renamed

    must_be_id(new)
    folder = call.folder()
    collection = load(folder).collection
    word = old.rpartition(":")[2].rpartition("/")[2]
    if word == new:
        raise UsageError(f"`{new}` is its id already")
    if (inner := part(collection, old)) is not None:
        must_be_free(collection, inner, new)
        names = [inner.file] if inner.home else everywhere(folder)
    else:
        renaming = Renaming(collection, collection.find(old), word, new, both=":" not in old)
        renaming.must_be_possible()
        names = renaming.names(folder)

    def make(texts: Texts) -> Texts:
        if inner is not None:
            return {name: part_renamed(collection, inner, name, text, new) for name, text in texts.items() if text}
        if renaming.found.sort is Sort.INCIDENT:
            return {named(word): None, named(new): texts[named(word)]}
        edits = {name: renaming.edit(name, text) for name, text in texts.items() if text}
        return {name: edit.data if edit else texts[name] for name, edit in edits.items()}

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


def _mentions(folder: Folder, texts: Texts, word: str) -> None:
    """Say where the old id still stands in a changed file, as in a note: only the curator can judge these."""
    if "-" not in word:
        return  # an everyday word, most likely
    whole = re.compile(rf"(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])")
    for name, text in sorted(texts.items()):
        for number, line in enumerate((text or b"").decode("utf-8", errors="replace").splitlines(), 1):
            if whole.search(line):
                screen.say(f"{folder.prefix}{name}:{number}: `{word}` still stands here: {visible(line.strip())}")
