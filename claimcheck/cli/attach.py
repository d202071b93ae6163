"""Take a saved copy of a source into the folder of copies, and record it.

The file is copied as INCIDENT/SOURCE and its ending; nothing is overwritten. It is read back, and its hash and what it
says of itself (title, day, language, address) are recorded where the source says nothing yet. A file that is there
already for another source, such as an archive of many pages, is not copied again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.errors import UnknownIdError, UnreadableError, UsageError
from claimcheck.store.files import named

if TYPE_CHECKING:
    from claimcheck.copies.folder import Copies, Copy
    from claimcheck.model.collection import Collection
    from claimcheck.model.source import Source
    from claimcheck.store.emit import Value
    from claimcheck.store.write import Texts


def command(
    call: Call,
    identifier: Annotated[str, typer.Argument(metavar="INCIDENT/SOURCE", help="The source that it is a copy of.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The saved copy, of any kind that `verify` reads.")],
    copies: Annotated[
        str | None,
        typer.Option("--copies", metavar="DIR", help="The saved copies; default `copies/` beside `claims/`."),
    ] = None,
) -> None:
    """Run the command.

    Raises:
        UnknownIdError: there is no such incident or source.
        UnreadableError: the file cannot be read as a copy of it, or its place is taken.
        UsageError: another copy is recorded.
    """
    from claimcheck.copies.differences import differences, lacking
    from claimcheck.copies.folder import Copies
    from claimcheck.store.edit import Edit
    from claimcheck.store.write import update

    incident, _, source_id = identifier.removeprefix("source:").partition("/")
    event = call.incidents([incident]).incident(incident)
    if source_id not in event.sources:
        raise UnknownIdError("source", identifier, [f"{incident}/{each}" for each in event.sources])
    source, folder = event.sources[source_id], call.folder()
    saved = Copies(Path(copies) if copies is not None else folder.root.absolute().parent / "copies")
    copy = _kept(Path(file), saved, f"{incident}/{source_id}", source, call.collection())

    def change(texts: Texts) -> Texts:
        edit = Edit(named(incident), texts[named(incident)])
        record: dict[str, Value] = {
            **lacking(source, copy.reading.known),
            "saved": {"file": copy.name, "sha256": copy.sha256},
        }
        edit.put_many({("sources", source_id): record})
        return {named(incident): edit.data}

    update(folder, [named(incident)], change)
    screen.write(f"attached {copy.name} to {incident}/{source_id} ({copy.reading.kind})\n")
    for each in differences(source, copy.reading.known):
        screen.say(f"claimcheck: {each.field} is recorded as {each.recorded}, and the copy says {each.copy}")


def _kept(file: Path, copies: Copies, name: str, source: Source, collection: Collection) -> Copy:
    """The copy in the folder, read back; what cannot be read does not stay there."""
    from claimcheck.copies.folder import opened
    from claimcheck.copies.keeping import ending, keep
    from claimcheck.copies.unreadable import UnreadableCopy

    try:
        with opened(file) as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type] # a file
        if source.saved is not None and source.saved.sha256 not in (None, sha256):
            raise UsageError(
                f"{name} has another copy already, `{source.saved.file}`", "a recorded copy is never replaced"
            )
        there = _same(sha256, copies, collection)
        if there is not None:
            return copies.read(there, source)
        target = keep(file, copies.root, f"{name}{ending(file)}")
        try:
            return copies.read(target.relative_to(copies.root).as_posix(), source)
        except UnreadableCopy:
            target.unlink()
            raise
    except UnreadableCopy as problem:
        raise UnreadableError(f"`{file}` cannot be attached: {problem}") from problem


def _same(sha256: str, copies: Copies, collection: Collection) -> str | None:
    """The name of a copy that is recorded with this hash and is there."""
    for incident in collection.incidents.values():
        for source in incident.sources.values():
            saved = source.saved
            if saved is not None and saved.sha256 == sha256 and (copies.root / saved.file).exists():
                return saved.file
    return None
