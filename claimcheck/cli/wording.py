"""Who calls the thing what, in one incident or through all that ask one theme: term by term, party by party.

Counted are the terms that an incident declares, in quotes. Terms used only to reject them stand apart.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names, theme_names
from claimcheck.errors import UsageError


def command(
    call: Call,
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Id of an incident.", autocompletion=incident_names)
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option("--theme", metavar="ID", help="Of this theme instead.", autocompletion=theme_names),
    ] = None,
) -> None:
    """Run the command."""
    from claimcheck.pages.wording import wording_page
    from claimcheck.views.wording import wording_of_incident, wording_of_theme

    if incident is not None and theme is None:
        result = wording_of_incident(call.incidents([incident]), incident)
    elif theme is not None and incident is None:
        result = wording_of_theme(call.collection(), theme)
    else:
        raise UsageError(
            "`wording` wants an incident or --theme, and not both", "such as `claimcheck wording INCIDENT`"
        )
    call.answer(result, lambda: wording_page(result))
