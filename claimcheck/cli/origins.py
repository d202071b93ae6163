"""From reports to first voices: how many people stand behind how many reports of a claim, a question or an incident.

Six articles that repeat one agency that quotes one spokesman are six reports and one voice. Claims and questions may be
named alone, or as INCIDENT/ID.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.cli.completing import any_names
from claimcheck.cli.opening import files, open_collection, open_incidents
from claimcheck.tasks.opening import incident_ids


def command(
    identifier: Annotated[
        str, typer.Argument(metavar="CLAIM|QUESTION|INCIDENT", help="Whose origins.", autocompletion=any_names)
    ],
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.origins import origins_page
    from claimcheck.views.origins import origins_of

    incident = identifier.rpartition(":")[2].partition("/")[0]
    inside = "/" in identifier or identifier.removeprefix("incident:") in incident_ids(files(claims))
    opened = open_incidents(claims, [incident]) if inside else open_collection(claims, strict=strict)
    result = origins_of(opened.collection, identifier)
    answer(result, lambda: origins_page(result), format_=format_, output=output, no_color=no_color)
