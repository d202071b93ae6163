"""Write the whole collection as a site: a page per incident, speaker and theme, and an index.

The pages need no server and no network, lead to one another by relative links, and are whole without a script. Two
small ones, named by hash in the page, only show and hide what stands in it: rows that hold some words, and the record
of an incident as it stood on a day (`--no-slider` leaves that out). Run again, only pages that changed are written;
pages of the site whose incident, speaker or theme is gone are removed, other files are left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.errors import UsageError


def command(
    call: Call,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="DIR", help="The folder of the site.")] = None,
    title: Annotated[str, typer.Option("--title", help="The title of the index.")] = "Contested incidents",
    slider: Annotated[
        bool,
        typer.Option("--slider/--no-slider", help="Whether an incident's page shows its record day by day."),
    ] = True,
) -> None:
    """Run the command."""
    from claimcheck.tasks.publishing import write_site

    if output is None:
        raise UsageError("a site is a folder: say where with -o DIR", "claimcheck site -o public")
    number, done = write_site(
        call.collection(), Path(output), title, public=call.public, slider=slider, progress=screen.progress
    )
    screen.say(f"claimcheck: {number:,} pages in {output}: {done.text}")
