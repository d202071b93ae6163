"""Make a sheet for another coder: the words and all questions, and nothing of how they were judged.

The sheet is a spreadsheet (CSV) or, in a file that ends with .yaml, in the words of the format. It shows no stance, no
note and no id of a claim. Without INCIDENT it is about the whole collection; --sample takes some of its claims, of each
incident and party a share. `claimcheck agreement` reads the sheet once it is filled in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import UsageError


def command(
    call: Call,
    incidents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INCIDENT]...", help="Only these incidents.", autocompletion=incident_names),
    ] = None,
    sample: Annotated[int | None, typer.Option("--sample", min=1, metavar="N", help="So many claims only.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Decides the order, and what is in a sample.")] = 1,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="SHEET", help="Where to write: a .csv or .yaml file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file, whatever has been filled in.")] = False,
) -> None:
    """Run the command."""
    from claimcheck.exchange.sheets import write_csv, write_yaml
    from claimcheck.pages.phrases import count
    from claimcheck.views.recode import sheet

    if output not in (None, "-") and Path(str(output)).exists() and not force:
        raise UsageError(f"`{output}` is there already", "somebody may have filled it in: --force overwrites it")
    made = sheet(call.incidents(incidents) if incidents else call.collection(), incidents or [], sample, seed)
    screen.deliver(write_yaml(made) if str(output).endswith((".yaml", ".yml")) else write_csv(made), output)
    what = f"{count(made.claims, 'claim')} of {count(len(made.incidents), 'incident')}"
    screen.say(f"claimcheck: {what} to be coded (seed {seed})")
