"""Show one thing whole: an incident, claim, speaker, party, source, question or theme, with all that refers to it.

Claims, questions and sources may be named alone, or as INCIDENT/ID; where an id names more than one thing, a prefix
tells which: `party:`, `speaker:`, `source:`, `question:`, `claim:`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.call import Call
from claimcheck.cli.completing import any_names
from claimcheck.tasks.opening import incident_ids


def command(
    call: Call,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="What to show.", autocompletion=any_names)],
) -> None:
    """Run the command."""
    from claimcheck.pages.show import show_page
    from claimcheck.views.show import show

    incident = identifier.rpartition(":")[2].partition("/")[0]
    inside = "/" in identifier or identifier.removeprefix("incident:") in incident_ids(call.folder())
    collection = call.incidents([incident]) if inside else call.collection()
    result = show(collection, identifier)
    call.answer(result, lambda: show_page(result))
