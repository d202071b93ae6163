"""Set the accounts of one incident side by side, question by question, contested questions first.

Each question has a column per disputant and one for all others: what they hold, since when, and in which words.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names
from claimcheck.reasoning.asking import By, Clock


def command(
    call: Call,
    incident: options.Incident,
    by: Annotated[By, typer.Option("--by", help="Whose positions to set side by side.")] = By.PARTY,
    question: options.Questions = None,
    parties: Annotated[
        str, typer.Option("--parties", metavar="A,B", help="Show only these columns.", autocompletion=party_names)
    ] = "",
    as_of: options.AsOf = None,
    clock: options.AsOfClock = Clock.PUBLISHED,
    full: Annotated[bool, typer.Option("--full", help="Every claim under its question.")] = False,
) -> None:
    """Run the command."""
    from claimcheck.model.keys import Sort
    from claimcheck.model.names import resolved
    from claimcheck.pages.contrast import contrast_page
    from claimcheck.views.contrast import contrast

    day = options.date(as_of, "--as-of")
    collection = call.incidents([incident])
    sorts = [Sort.SPEAKER] if by is By.SPEAKER else [Sort.PARTY]
    result = contrast(
        collection,
        incident,
        by=by,
        questions=question or [],
        shown=[resolved(collection, each.strip(), sorts) for each in parties.split(",") if each.strip()],
        day=day,
        clock=clock,
    )
    call.answer(result, lambda: contrast_page(result, full=full, wording=not question))
