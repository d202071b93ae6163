"""Who calls the thing what, in one incident or through all that ask one theme: term by term, party by party.

Counted are the terms that an incident declares, in quotes. Terms used only to reject them stand apart.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.cli.completing import incident_names, theme_names
from claimcheck.cli.opening import open_collection, open_incidents
from claimcheck.errors import UsageError


def command(
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Id of an incident.", autocompletion=incident_names)
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option("--theme", metavar="ID", help="Of this theme instead.", autocompletion=theme_names),
    ] = None,
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.wording import wording_page
    from claimcheck.views.wording import wording_of_incident, wording_of_theme

    if incident is not None and theme is None:
        result = wording_of_incident(open_incidents(claims, [incident]).collection, incident)
    elif theme is not None and incident is None:
        result = wording_of_theme(open_collection(claims, strict=strict).collection, theme)
    else:
        raise UsageError(
            "`wording` wants an incident or --theme, and not both", "such as `claimcheck wording INCIDENT`"
        )
    answer(result, lambda: wording_page(result), format_=format_, output=output, no_color=no_color)
