"""Take a saved copy of a source into the folder of copies, and record it.

The file is copied as INCIDENT/SOURCE and its ending; nothing is overwritten. It is read back, and its hash and what it
says of itself (title, day, language, address) are recorded where the source says nothing yet. A file that is there
already for another source, such as an archive of many pages, is not copied again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call


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
    from claimcheck.tasks.keeping import attach

    incident, _, source_id = identifier.removeprefix("source:").partition("/")
    event = call.incidents([incident]).incident(incident)
    place = Path(copies) if copies is not None else None
    copy, differing = attach(call.folder(), call.collection(), event, source_id, Path(file), place)
    screen.write(f"attached {copy.name} to {incident}/{source_id} ({copy.reading.kind})\n")
    for each in differing:
        screen.say(f"claimcheck: {each.field} is recorded as {each.recorded}, and the copy says {each.copy}")
