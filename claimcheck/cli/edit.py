"""Open the file of an incident, claim, question, source, speaker, party or theme at its line in your editor.

The editor is what VISUAL or EDITOR names. On return the collection is checked; where something is wrong you are asked
whether to open the file again. What you saved stays in the file, whatever is found in it.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.model.location import Location

_FINDINGS = 1


def command(
    call: Call,
    identifier: Annotated[
        str,
        typer.Argument(metavar="ID", help="An id, such as glukhov-2009 or claim:ID.", autocompletion=incident_names),
    ],
) -> None:
    """Run the command.

    Raises:
        UnknownIdError, AmbiguousIdError: the id names nothing, or more than one thing.
        LockedError: another process is writing the file.
    """
    from claimcheck.store.editor import editor, open_at
    from claimcheck.store.load import load
    from claimcheck.store.write import locked
    from claimcheck.tasks.proposing import findings, key

    folder = call.folder()
    words = editor()
    before = load(folder)
    found = before.collection.find(identifier)
    place = found.thing.location
    what = f"{found.sort} {identifier.partition(':')[2] or identifier} ({place.file}:{place.line})"
    name = place.file.removeprefix(folder.prefix)
    path = folder.root / name
    known = {key(each) for each in findings(before)}
    text = path.read_bytes()
    while True:
        with locked(path):
            status = open_at(words, path, place.line)
        if status:
            screen.say(f"claimcheck: the editor ended with status {status}; `{place.file}` is as it left it")
        new = [each for each in findings(load(folder)) if key(each) not in known]
        screen.point_out(new, frozenset({Severity.ERROR, Severity.WARNING}))
        errors = [each for each in new if each.severity is Severity.ERROR]
        if not errors:
            screen.write(_done(what, text, path.read_bytes(), len(new)))
            return
        if not (screen.interactive() and screen.confirm(f"Open `{place.file}` again?")):
            raise typer.Exit(_FINDINGS)
        place = _next(place, errors)


def _done(what: str, before: bytes, after: bytes, warnings: int) -> str:
    """What came of it, in a line."""
    if before == after:
        return f"{what}: its file is as it was\n"
    said = (
        "no problem came with it" if not warnings else f"{warnings:,} warning{'s' if warnings > 1 else ''} came with it"
    )
    return f"{what}: its file is changed; {said}\n"


def _next(place: Location, errors: list[Diagnostic]) -> Location:
    """Where to open the file again: at its first error, if that is in it."""
    here = [each.location for each in errors if each.location.file == place.file]
    return here[0] if here else place
