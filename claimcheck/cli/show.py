"""Show one thing whole: an incident, claim, speaker, party, source, question or theme, with all that refers to it.

Claims, questions and sources may be named alone, or as INCIDENT/ID; where an id names more than one thing, a prefix
tells which: `party:`, `speaker:`, `source:`, `question:`, `claim:`.
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
    identifier: Annotated[str, typer.Argument(metavar="ID", help="What to show.", autocompletion=any_names)],
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.show import show_page
    from claimcheck.views.show import show

    incident = identifier.rpartition(":")[2].partition("/")[0]
    inside = "/" in identifier or identifier.removeprefix("incident:") in incident_ids(files(claims))
    opened = open_incidents(claims, [incident]) if inside else open_collection(claims, strict=strict)
    result = show(opened.collection, identifier)
    answer(result, lambda: show_page(result), format_=format_, output=output, no_color=no_color)
