"""Look for every quote in the saved copy of its source: is it there, word for word?

Copies lie in a folder: the file that a source records under `saved`, else INCIDENT/SOURCE with the ending of its kind:
plain text, HTML, MHTML, PDF, WARC or WACZ, captions, Telegram's result.json. Words are the same if they are equal but
for quotation marks, dashes, white space, soft hyphens and composed letters. Exit 1 if a quote is not found or a copy
has changed since its hash was recorded,
or a copy says otherwise of its day, title, language or address than the record of its source. Where the sentence of a
quote holds a negation, a condition or a contrast that the quote leaves out, it is shown; a comment
`# claimcheck: allow cut-quote -- <reason>` lets it stand, and `allow copy-differs` what a copy says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import UsageError
from claimcheck.store.files import Folder, named

if TYPE_CHECKING:
    from claimcheck.copies.folder import Copies
    from claimcheck.copies.verify import Allowed, Anchor, Findings, Unrecorded
    from claimcheck.model.diagnostic import Allowance
    from claimcheck.model.location import Path as Where
    from claimcheck.model.record import Record
    from claimcheck.store.edit import Edit
    from claimcheck.store.emit import Value
    from claimcheck.store.write import Texts

FOLDER = "copies"
"""The folder of copies beside the collection, where no other is named."""


def command(
    call: Call,
    incidents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INCIDENT]...", help="Only these incidents.", autocompletion=incident_names),
    ] = None,
    copies: Annotated[
        str | None,
        typer.Option("--copies", metavar="DIR", help="The saved copies; default `copies/` beside `claims/`."),
    ] = None,
    anchor: Annotated[
        bool, typer.Option("--anchor", help="Write prefix and suffix for quotes that are not unique.")
    ] = False,
    record: Annotated[
        bool,
        typer.Option("--record", help="Write what is not recorded: hashes, and what copies say."),
    ] = False,
    manifest: Annotated[
        bool, typer.Option("--manifest", help="Write SHA256SUMS and an RO-Crate into the folder of copies.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Show every quote that matched, where, and the rest of its sentence.")
    ] = False,
) -> int:
    """Run the command."""
    from claimcheck.pages.verify import verify_page

    folder = call.folder()
    saved = _copies(folder, copies)
    found = _verified(call, incidents or [], saved)
    if anchor or record:
        _write(folder, found.anchors if anchor else [], found.unrecorded if record else [])
        found = _verified(call, incidents or [], saved)
    if manifest:
        _manifest(call, saved)
    for remark in found.remarks:
        screen.say(f"claimcheck: {remark}")
    if anchor and found.unanchored:
        screen.say(
            f"claimcheck: nothing around them tells the places of these quotes apart: {', '.join(found.unanchored)}"
        )
    result = found.verification
    call.answer(result, lambda: verify_page(result, full=full))
    return 1 if result.failed else 0


def _copies(folder: Folder, given: str | None) -> Copies:
    from claimcheck.copies.folder import Copies

    root = Path(given) if given is not None else folder.root.absolute().parent / FOLDER
    if not root.is_dir():
        if given is not None:
            raise UsageError(f"no folder `{given}`", "name the folder that holds the saved copies")
        screen.say(f"claimcheck: no folder `{FOLDER}/` beside `{folder.prefix}`; --copies names another")
    return Copies(root)


def _verified(call: Call, incidents: Sequence[str], copies: Copies) -> Findings:
    from claimcheck.copies.verify import verify

    collection = call.incidents(incidents) if incidents else call.collection()
    return verify(collection, copies, incidents, _allowed(call.folder()))


def _allowed(folder: Folder) -> Allowed:
    """The reason that a comment in the files gives for letting a finding stand."""
    from claimcheck.store.allowances import allowances

    @lru_cache
    def of(file: str) -> list[Allowance]:
        return allowances(file.removeprefix(folder.prefix), file, folder.read(file.removeprefix(folder.prefix)) or b"")

    def reason(name: str, record: Record) -> str | None:
        line = record.location.line
        fitting = (each for each in of(record.location.file) if each.rule == name and each.reason)
        return next((each.reason for each in fitting if each.covers <= line <= each.through), None)

    return reason


def _manifest(call: Call, copies: Copies) -> None:
    """Write the hashes of all copies beside them, for other programs to read."""
    from claimcheck.copies.manifest import CRATE, SUMS, crate, kept, sums

    found, remarks = kept(call.collection(), copies)
    for remark in remarks:
        screen.say(f"claimcheck: {remark}")
    if copies.root.is_dir():
        screen.deliver(sums(found), str(copies.root / SUMS))
        screen.deliver(crate(found, "Saved copies"), str(copies.root / CRATE))


def _write(folder: Folder, anchors: Sequence[Anchor], unrecorded: Sequence[Unrecorded]) -> None:
    """Write prefixes, suffixes and hashes, one incident after the other."""
    from claimcheck.pages.phrases import count
    from claimcheck.store.edit import Edit
    from claimcheck.store.write import update

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
                screen.say(f"claimcheck: anchored {each.claim.full_id} at the first of its places, {each.place.where}")
            told = [
                count(new, *names)
                for new, names in (
                    (sum(each.sha256 is not None for each in hashes), ("hash", "hashes")),
                    (sum(len(each.known) for each in hashes), ("thing that copies say", "things that copies say")),
                )
                if new
            ]
            if told:
                screen.say(f"claimcheck: recorded {' and '.join(told)} in {folder.prefix}{name}")


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
