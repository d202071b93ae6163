"""Compare two accounts of one incident by meaning, then by words; or the record as it stood on two days.

A and B are parties, speakers or publications (`source:ID`): `diff INCIDENT A B`. With two days instead, `diff INCIDENT
--as-of DATE --as-of DATE`, the record (with A, that of one party or speaker) is compared with itself.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names
from claimcheck.errors import UsageError
from claimcheck.reasoning.asking import Clock

_Account = Annotated[str | None, typer.Argument(help="A party, a speaker, or `source:ID`.", autocompletion=party_names)]


def command(
    call: Call,
    incident: options.Incident,
    a: _Account = None,
    b: _Account = None,
    as_of: Annotated[
        list[str] | None,
        typer.Option("--as-of", metavar="DATE", help="The record as it stood at the end of a day; twice: of two days."),
    ] = None,
    clock: options.AsOfClock = Clock.PUBLISHED,
) -> None:
    """Run the command."""
    from claimcheck.pages.diff import diff_page
    from claimcheck.views.diff import diff

    days = tuple(each for text in as_of or () if (each := options.date(text, "--as-of")) is not None)
    if b is None and len(days) == 2 and days[0] == days[1]:
        raise UsageError(f"both days are {days[0].text}", "give two days: --as-of DATE --as-of DATE")
    collection = call.incidents([incident])
    result = diff(collection, incident, a, b, days=days, clock=clock)
    call.answer(result, lambda: diff_page(result))
