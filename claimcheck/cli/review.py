"""Note that somebody has held claims against their source, as they stand now.

Each claim gets a fingerprint of what it says (`reviewed:`). `claimcheck check` warns when the claim says something else
later. Only you can review: nothing else ever writes the key, and there is no way to review a whole file at once. A
claim may be named alone where no other incident has one of that id.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call


def command(
    call: Call,
    identifiers: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="Ids of claims, such as INCIDENT/CLAIM.")
    ],
) -> None:
    """Run the command.

    Raises:
        UnknownIdError, AmbiguousIdError: no claim has that id, or claims of several incidents do.
        UsageError: one is a draft, or no claim.
    """
    from claimcheck.tasks.reviewing import reviewed

    for claim, mark in reviewed(call.folder(), identifiers, call.incidents):
        screen.write(f"reviewed {claim.full_id} ({mark})\n")
