"""Write a report of one incident, fit to publish; or of all incidents into a folder, with an index.

With --all, each report is DIR/INCIDENT.md (or .html, .docx, .pdf); DIR is made if it is not there. A document (docx) or
a PDF is written to a file: name it with -o. A PDF is tagged and fit for archives (PDF/A-3), and the incident's file is
attached to it; with --public, that of the public copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import OutputError, UsageError

if TYPE_CHECKING:
    from claimcheck.blocks import Page
    from claimcheck.model.collection import Collection


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
    from claimcheck.formats import FILE_FORMATS, write_file
    from claimcheck.pages.phrases import count
    from claimcheck.pages.publication import public_page
    from claimcheck.pages.report import index_page, report_page
    from claimcheck.tasks.coders import read_agreement
    from claimcheck.views.report import index, report

    mark = public_page if call.public else (lambda page: page)
    if every == (incident is not None):
        raise UsageError("name one incident, or ask for --all", "see `claimcheck report --help`")
    if incident is not None:
        measured = read_agreement(agreement) if agreement is not None else None
        if call.format in FILE_FORMATS and call.output in (None, "-"):
            raise UsageError(
                f"{call.format} is not text: say where to write it",
                f"claimcheck report {incident} --format {call.format} -o {incident}.{call.format}",
            )
        collection = call.incidents([incident])
        result = report(collection, incident, measured)
        if call.format in FILE_FORMATS:
            screen.deliver(
                write_file(call.format, mark(report_page(result)), _attached(call, collection, incident)), call.output
            )
        else:
            call.answer(result, lambda: mark(report_page(result)))
        return
    if agreement is not None:
        raise UsageError("--agreement goes with one incident", "an agreement need not be about all of them")
    if call.output is None:
        raise UsageError("--all writes a folder: say where with -o DIR", "claimcheck report --all -o reports")
    if call.format not in ("md", "html", *FILE_FORMATS):
        raise UsageError(f"--all writes Markdown, HTML, docx or PDF, not {call.format}")
    collection = call.collection()
    folder = Path(call.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder `{call.output}`: {error.strerror}") from error
    names = list(collection.incidents)
    if "index" in names:
        raise OutputError("the report of the incident `index` would stand in the place of the index", "rename it")
    for done, name in enumerate(names, start=1):
        screen.progress("reports", done, len(names))
        _write(mark(report_page(report(collection, name))), folder, name, call, collection)
    _write(mark(index_page(index(collection), f".{call.format}")), folder, "index", call)
    screen.say(f"claimcheck: {count(len(names), 'report')} and an index in {call.output}")


def _write(page: Page, folder: Path, name: str, call: Call, collection: Collection | None = None) -> None:
    from claimcheck.formats import FILE_FORMATS, write_file, write_page

    path = folder / f"{name}.{call.format}"
    if path.is_symlink():
        raise OutputError(f"`{path}` is a symbolic link", "nothing is written through links: name another folder")
    if call.format in FILE_FORMATS:
        attached = _attached(call, collection, name) if collection is not None else {}
        screen.deliver(write_file(call.format, page, attached), str(path))
        return
    screen.deliver(write_page(call.format, page, width=screen.PIPE_COLUMNS, colour=False), str(path))


def _attached(call: Call, collection: Collection, incident: str) -> dict[str, bytes]:
    """The files that go with a report: an incident as it may be shown."""
    from claimcheck.tasks.attaching import incident_file

    return {f"{incident}.yaml": incident_file(call.folder(), collection, incident, public=call.public)}
