"""From reports to first voices: how many people stand behind how many reports of a claim, a question or an incident.

Six articles that repeat one agency that quotes one spokesman are six reports and one voice. Claims and questions may be
named alone, or as INCIDENT/ID.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.call import Call
from claimcheck.cli.completing import any_names
from claimcheck.tasks.opening import incident_ids


def command(
    call: Call,
    identifier: Annotated[
        str, typer.Argument(metavar="CLAIM|QUESTION|INCIDENT", help="Whose origins.", autocompletion=any_names)
    ],
) -> None:
    """Run the command."""
    from claimcheck.pages.origins import origins_page
    from claimcheck.views.origins import origins_of

    incident = identifier.rpartition(":")[2].partition("/")[0]
    inside = "/" in identifier or identifier.removeprefix("incident:") in incident_ids(call.folder())
    collection = call.incidents([incident]) if inside else call.collection()
    result = origins_of(collection, identifier)
    call.answer(result, lambda: origins_page(result))
