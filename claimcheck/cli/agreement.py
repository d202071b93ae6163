"""How far several coders coded the same: filled sheets against the collection, or against one another.

SHEET is a file that `claimcheck recode` made and somebody filled in; NAME=SHEET says who, else its `coder` or the name
of the file does. The collection counts as one more coder, unless --sheets-only.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.reasoning.asking import Per


def command(
    call: Call,
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET...", help="Filled sheets, each FILE or NAME=FILE.")],
    by: Annotated[Per | None, typer.Option("--by", help="Also figures for each of these.")] = None,
    sheets_only: Annotated[bool, typer.Option("--sheets-only", help="Leave the collection out of it.")] = False,
    samples: Annotated[
        int, typer.Option("--samples", min=0, max=100_000, help="Samples for the intervals; 0: no intervals.")
    ] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="Decides the samples.")] = 1,
    full: Annotated[bool, typer.Option("--full", help="Show every disagreement.")] = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.agreement import agreement_page
    from claimcheck.tasks.coders import codings
    from claimcheck.views.agreement import agreement

    collection = call.collection()
    units, coders = codings(collection, sheets, collection_too=not sheets_only)
    found = agreement(collection, units, coders, by=by, samples=samples, seed=seed, step=_step)
    call.answer(found, lambda: agreement_page(found, full=full))


def _step(done: int, of: int) -> None:
    screen.progress("samples drawn", done, of)
