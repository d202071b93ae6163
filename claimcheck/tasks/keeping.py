"""A saved copy of a source, taken into the folder of copies and recorded."""

from __future__ import annotations

import hashlib
from pathlib import Path

from claimcheck.copies.differences import Difference, differences, lacking
from claimcheck.copies.folder import Copies, Copy, opened
from claimcheck.copies.keeping import ending, keep
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.errors import UnknownIdError, UnreadableError, UsageError
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.store.edit import Edit
from claimcheck.store.emit import Value
from claimcheck.store.files import Folder, named
from claimcheck.store.write import Texts, update


def attach(  # noqa: PLR0913 - what is taken, for what, and where to
    folder: Folder, collection: Collection, event: Incident, source_id: str, file: Path, copies: Path | None
) -> tuple[Copy, tuple[Difference, ...]]:
    """Take a file in as the copy of a source, and record it; and where it says otherwise than the record.

    Raises:
        UnknownIdError: there is no such source.
        UnreadableError: the file cannot be read as a copy of it, or its place is taken.
        UsageError: another copy is recorded.
    """
    incident = event.id
    if source_id not in event.sources:
        raise UnknownIdError("source", f"{incident}/{source_id}", [f"{incident}/{each}" for each in event.sources])
    source = event.sources[source_id]
    saved = Copies(copies if copies is not None else folder.root.absolute().parent / "copies")
    copy = _kept(file, saved, f"{incident}/{source_id}", source, collection)

    def change(texts: Texts) -> Texts:
        edit = Edit(named(incident), texts[named(incident)])
        record: dict[str, Value] = {
            **lacking(source, copy.reading.known),
            "saved": {"file": copy.name, "sha256": copy.sha256},
        }
        edit.put_many({("sources", source_id): record})
        return {named(incident): edit.data}

    update(folder, [named(incident)], change)
    return copy, differences(source, copy.reading.known)


def _kept(file: Path, copies: Copies, name: str, source: Source, collection: Collection) -> Copy:
    """The copy in the folder, read back; what cannot be read does not stay there."""
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
