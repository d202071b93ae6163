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
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names

if TYPE_CHECKING:
    from claimcheck.copies.folder import Copies
    from claimcheck.copies.verify import Findings


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
    from claimcheck.tasks.verifying import copies_of, write_manifest, written

    folder = call.folder()
    saved, remark = copies_of(folder, copies)
    if remark:
        screen.say(remark)
    found = _verified(call, incidents or [], saved)
    if anchor or record:
        for line in written(folder, found.anchors if anchor else [], found.unrecorded if record else []):
            screen.say(line)
        found = _verified(call, incidents or [], saved)
    if manifest:
        for line in write_manifest(call.collection(), saved):
            screen.say(line)
    for remark in found.remarks:
        screen.say(f"claimcheck: {remark}")
    if anchor and found.unanchored:
        screen.say(
            f"claimcheck: nothing around them tells the places of these quotes apart: {', '.join(found.unanchored)}"
        )
    result = found.verification
    call.answer(result, lambda: verify_page(result, full=full))
    return 1 if result.failed else 0


def _verified(call: Call, incidents: Sequence[str], copies: Copies) -> Findings:
    from claimcheck.copies.verify import verify
    from claimcheck.tasks.remembering import memory_of
    from claimcheck.tasks.verifying import allowed

    collection = call.incidents(incidents) if incidents else call.collection()
    memory = memory_of(call.folder(), copies)
    found = verify(collection, copies, incidents, allowed(call.folder()), memory)
    if memory is not None:
        memory.write()
    return found
