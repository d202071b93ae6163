"""Put the files in one order of keys and spacing, and change nothing else.

Comments, blank lines, quotation marks and the order of ids and claims stay. Each file is read again before it is
written and must say what it said. With --check, files that would change are named, and the exit status is 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.characters import one_line
from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import EditError, UnknownIdError
from claimcheck.store.files import SHARED, Folder, named
from claimcheck.tasks.opening import incident_ids

if TYPE_CHECKING:
    from claimcheck.store.write import Texts

_WOULD_CHANGE = 1


def command(
    call: Call,
    incidents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INCIDENT]...", help="Only these incidents; default: every file.", autocompletion=incident_names
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
) -> None:
    """Run the command.

    Raises:
        UnknownIdError: there is no such incident.
        EditError: some files cannot be put in order; the others have been.
    """
    folder = call.folder()
    changed = 0
    stuck: list[str] = []
    names = _names(folder, incidents or [])
    for done, name in enumerate(names, start=1):
        screen.progress("files", done, len(names))
        try:
            changed += _one(folder, name, check=check, diff=diff)
        except EditError as error:
            stuck.append(name)
            screen.complain(error)
    if stuck:
        raise EditError(f"left as {'it is' if len(stuck) == 1 else 'they are'}: {', '.join(stuck)}")
    if check and changed:
        raise typer.Exit(_WOULD_CHANGE)


def _one(folder: Folder, name: str, *, check: bool, diff: bool) -> bool:
    """Put one file in order, or say what that would change; whether it was not in order."""
    from claimcheck.store.format import formatted
    from claimcheck.store.write import read, update
    from claimcheck.tasks.proposing import difference

    before = read(folder, name)
    after = None if before is None else formatted(name, before)
    if after == before:
        return False
    if diff:
        screen.write(difference(folder, {name: before}, {name: after}))
    elif check:
        screen.write(f"would change {one_line(folder.prefix + name)}\n")
    else:
        update(folder, [name], lambda texts: _again(name, texts))
        screen.write(f"changed {one_line(folder.prefix + name)}\n")
    return True


def _again(name: str, texts: Texts) -> Texts:
    from claimcheck.store.format import formatted

    text = texts[name]
    return {} if text is None else {name: formatted(name, text)}


def _names(folder: Folder, wanted: list[str]) -> list[str]:
    known = incident_ids(folder)
    for each in wanted:
        if each not in known:
            raise UnknownIdError("incident", each, known)
    if wanted:
        return [named(each) for each in dict.fromkeys(wanted)]
    return [*SHARED, *(named(each) for each in known)]
