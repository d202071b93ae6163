"""Write a report of one incident, fit to publish; or of all incidents into a folder, with an index.

With --all, each report is DIR/INCIDENT.md (or .html, .docx, .pdf); DIR is made if it is not there. A document (docx) or
a PDF is written to a file: name it with -o. A PDF is tagged and fit for archives (PDF/A-3), and the incident's file is
attached to it; with --public, that of the public copy.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import UsageError


def command(
    call: Call,
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Id of an incident.", autocompletion=incident_names)
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every incident, each in a file of its own in the folder -o.")
    ] = False,
    agreement: Annotated[
        str | None,
        typer.Option("--agreement", metavar="FILE", help="Say who coded it: the JSON of `claimcheck agreement`."),
    ] = None,
) -> None:
    """Run the command."""
    from claimcheck.formats import FILE_FORMATS
    from claimcheck.pages.phrases import count
    from claimcheck.pages.report import report_page
    from claimcheck.tasks.coders import read_agreement
    from claimcheck.tasks.reporting import document, shown, write_reports
    from claimcheck.views.report import report

    if every == (incident is not None):
        raise UsageError("name one incident, or ask for --all", "see `claimcheck report --help`")
    if incident is None:
        if agreement is not None:
            raise UsageError("--agreement goes with one incident", "an agreement need not be about all of them")
        if call.output is None:
            raise UsageError("--all writes a folder: say where with -o DIR", "claimcheck report --all -o reports")
        if call.format not in ("md", "html", *FILE_FORMATS):
            raise UsageError(f"--all writes Markdown, HTML, docx or PDF, not {call.format}")
        number = write_reports(
            call.collection(), call.folder(), call.output, call.format, public=call.public, progress=screen.progress
        )
        screen.say(f"claimcheck: {count(number, 'report')} and an index in {call.output}")
        return
    if call.format in FILE_FORMATS and call.output in (None, "-"):
        raise UsageError(
            f"{call.format} is not text: say where to write it",
            f"claimcheck report {incident} --format {call.format} -o {incident}.{call.format}",
        )
    measured = read_agreement(agreement) if agreement is not None else None
    collection = call.incidents([incident])
    result = report(collection, incident, measured)
    if call.format in FILE_FORMATS:
        made = document(result, call.format, call.folder(), collection, public=call.public)
        screen.deliver(made, call.output)
        return
    call.answer(result, lambda: shown(report_page(result), public=call.public))
