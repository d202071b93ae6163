"""What `verify` needs besides the quotes: the copies that are meant, what is allowed to stand, and what it writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from claimcheck.copies.folder import Copies
from claimcheck.copies.manifest import CRATE, SUMS, crate, kept, sums
from claimcheck.copies.verify import Allowed, Anchor, Unrecorded
from claimcheck.errors import OutputError, UsageError
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Allowance
from claimcheck.model.location import Path as Where
from claimcheck.model.record import Record
from claimcheck.pages.phrases import count
from claimcheck.store.allowances import allowances
from claimcheck.store.edit import Edit
from claimcheck.store.emit import Value
from claimcheck.store.files import Folder, named
from claimcheck.store.write import Texts, update

FOLDER = "copies"
"""The folder of copies beside the collection, where no other is named."""


def copies_of(folder: Folder, given: str | None) -> tuple[Copies, str]:
    """The saved copies that are meant, and a remark where the folder that is meant by default is not there.

    Raises:
        UsageError: the folder that was named is not there.
    """
    root = Path(given) if given is not None else folder.root.absolute().parent / FOLDER
    if not root.is_dir():
        if given is not None:
            raise UsageError(f"no folder `{given}`", "name the folder that holds the saved copies")
        return Copies(root), f"claimcheck: no folder `{FOLDER}/` beside `{folder.prefix}`; --copies names another"
    return Copies(root), ""


def allowed(folder: Folder) -> Allowed:
    """The reason that a comment in the files gives for letting a finding stand."""

    @lru_cache
    def of(file: str) -> list[Allowance]:
        return allowances(file.removeprefix(folder.prefix), file, folder.read(file.removeprefix(folder.prefix)) or b"")

    def reason(name: str, record: Record) -> str | None:
        line = record.location.line
        fitting = (each for each in of(record.location.file) if each.rule == name and each.reason)
        return next((each.reason for each in fitting if each.covers <= line <= each.through), None)

    return reason


def write_manifest(collection: Collection, copies: Copies) -> list[str]:
    """Write the hashes of all copies beside them, for other programs to read; what is to be said of it.

    Raises:
        OutputError: they cannot be written.
    """
    found, remarks = kept(collection, copies)
    if copies.root.is_dir():
        for name, text in ((SUMS, sums(found)), (CRATE, crate(found, "Saved copies"))):
            try:
                (copies.root / name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
            except OSError as error:
                raise OutputError(f"cannot write `{copies.root / name}`: {error.strerror}") from error
    return [f"claimcheck: {remark}" for remark in remarks]


def written(folder: Folder, anchors: Sequence[Anchor], unrecorded: Sequence[Unrecorded]) -> Iterator[str]:
    """Write prefixes, suffixes and hashes, one incident after the other; what was written, a line each.

    Raises:
        LockedError, WriteError, EditError: a file cannot be changed; those before it are.
    """
    for incident in sorted({each.incident for each in anchors} | {each.incident for each in unrecorded}):
        name = named(incident)
        mine = [each for each in anchors if each.incident == incident]
        hashes = [each for each in unrecorded if each.incident == incident]

        def change(
            texts: Texts, name: str = name, mine: list[Anchor] = mine, hashes: list[Unrecorded] = hashes
        ) -> Texts:
            edit = Edit(name, texts[name])
            records: dict[Where, dict[str, Value]] = {("sources", each.source): _lacking(each) for each in hashes}
            for one in mine:
                records.setdefault(edit.claim(one.claim.id), {}).update(_anchored(edit, one))
            edit.put_many(records)
            return {name: edit.data}

        if update(folder, [name], change):
            for each in mine:
                yield f"claimcheck: anchored {each.claim.full_id} at the first of its places, {each.place.where}"
            told = [
                count(new, *names)
                for new, names in (
                    (sum(each.sha256 is not None for each in hashes), ("hash", "hashes")),
                    (sum(len(each.known) for each in hashes), ("thing that copies say", "things that copies say")),
                )
                if new
            ]
            if told:
                yield f"claimcheck: recorded {' and '.join(told)} in {folder.prefix}{name}"


def _lacking(each: Unrecorded) -> dict[str, Value]:
    """What a copy adds to the record of its source."""
    saved: dict[str, Value] = {"saved": {"file": each.file, "sha256": each.sha256}} if each.sha256 else {}
    return {**each.known, **saved}


def _anchored(edit: Edit, anchor: Anchor) -> dict[str, Value]:
    """What tells one quote's place; nothing, where somebody has changed the quote meanwhile."""
    _, place = edit.claim(anchor.claim.id)
    if edit.tree["claims"][place].get("quote") != anchor.claim.quote:
        return {}
    return {key: words for key, words in (("prefix", anchor.prefix), ("suffix", anchor.suffix)) if words}
