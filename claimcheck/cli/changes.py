"""Say what a change to the files means: which claims and questions differ, and which clashes came and went.

`changes [REV [REV2]] [INCIDENT]` compares a git revision (HEAD, if none is given) with the files as they are now, or
with a second revision. A moved line, a comment or a reordered key is no change. With --exit-code, exit 1 if anything
changed, or if an incident could not be read and so not be compared.
"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.store.files import ENVIRONMENT


def command(
    call: Call,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV [REV2]] [INCIDENT]",
            help="One or two git revisions, and an incident.",
            autocompletion=incident_names,
        ),
    ] = None,
    incident: Annotated[
        str | None,
        typer.Option("--incident", metavar="ID", help="Only this incident.", autocompletion=incident_names),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 1 if anything changed, or could not be compared.")
    ] = False,
) -> int:
    """Run the command."""
    from claimcheck.pages.changes import changes_page
    from claimcheck.tasks.comparing import asked_for
    from claimcheck.views.changes import changes

    asked = asked_for(words or [], incident, call.folder, call.claims or os.environ.get(ENVIRONMENT))
    only = asked.differing
    refuse = call.strict or asked.incident is not None
    old, new = (call.files(each, only, strict=refuse) for each in (asked.old, asked.new))
    result = changes(old, new, asked.incident, identical=asked.identical)
    call.answer(result, lambda: changes_page(result, asked.before, asked.after))
    return 1 if exit_code and (result.any or result.left_out) else 0
