"""Look for every quote in the saved copy of its source: is it there, word for word?

Copies lie in a folder: the file that a source records under `saved`, else INCIDENT/SOURCE.txt or .html. Words are the
same if they are equal but for quotation marks, dashes, white space, soft hyphens and composed letters. Exit 1 if a
quote is not found or a copy has changed since its hash was recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    from claimcheck.copies.verify import Anchor, Findings, Unrecorded
    from claimcheck.model.location import Path as Where
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
    record: Annotated[bool, typer.Option("--record", help="Write the hash of copies that have none yet.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show every quote that matched, and where.")] = False,
) -> int:
    """Run the command."""
    from claimcheck.pages.verify import verify_page

    folder = call.folder()
    saved = _copies(folder, copies)
    found = _verified(call, incidents or [], saved)
    if anchor or record:
        _write(folder, found.anchors if anchor else [], found.unrecorded if record else [])
        found = _verified(call, incidents or [], saved)
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
    return verify(collection, copies, incidents)


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
            records: dict[Where, dict[str, Value]] = {
                ("sources", each.source): {"saved": {"file": each.file, "sha256": each.sha256}} for each in hashes
            }
            for one in mine:
                records.setdefault(edit.claim(one.claim.id), {}).update(_anchored(edit, one))
            edit.put_many(records)
            return {name: edit.data}

        if update(folder, [name], change):
            for each in mine:
                screen.say(
                    f"claimcheck: anchored {each.claim.full_id} at the first of its places, line {each.place.line}"
                )
            if hashes:
                screen.say(f"claimcheck: recorded {count(len(hashes), 'hash', 'hashes')} in {folder.prefix}{name}")


def _anchored(edit: Edit, anchor: Anchor) -> dict[str, Value]:
    """What tells one quote's place; nothing, where somebody has changed the quote meanwhile."""
    _, place = edit.claim(anchor.claim.id)
    if edit.tree["claims"][place].get("quote") != anchor.claim.quote:
        return {}
    return {key: words for key, words in (("prefix", anchor.prefix), ("suffix", anchor.suffix)) if words}
