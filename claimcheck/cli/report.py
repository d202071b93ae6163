"""Write a report of one incident, fit to publish; or of all incidents into a folder, with an index.

With --all, each report is DIR/INCIDENT.md (or .html); DIR is made if it is not there.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.answering import answer, deliver
from claimcheck.cli.completing import incident_names
from claimcheck.cli.opening import open_collection, open_incidents
from claimcheck.errors import OutputError, UsageError

if TYPE_CHECKING:
    from claimcheck.blocks import Page


class ReportFormat(StrEnum):
    """How a report is written."""

    MD = "md"
    HTML = "html"
    TABLE = "table"
    JSON = "json"


def command(
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Id of an incident.", autocompletion=incident_names)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every incident, each in a file of its own.")] = False,
    format_: Annotated[ReportFormat, typer.Option("--format", help="How to write it.")] = ReportFormat.MD,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE|DIR", help="Where to write; a folder with --all.")
    ] = None,
    agreement: Annotated[
        str | None,
        typer.Option("--agreement", metavar="FILE", help="Say who coded it: the JSON of `claimcheck agreement`."),
    ] = None,
    public: options.Public = False,
    claims: options.Claims = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.cli.coders import read_agreement
    from claimcheck.pages.phrases import count
    from claimcheck.pages.publication import public_page
    from claimcheck.pages.report import index_page, report_page
    from claimcheck.views.report import index, report

    mark = public_page if public else (lambda page: page)
    if every == (incident is not None):
        raise UsageError("name one incident, or ask for --all", "see `claimcheck report --help`")
    if incident is not None:
        opened = open_incidents(claims, [incident], public=public)
        result = report(opened.collection, incident, read_agreement(agreement) if agreement is not None else None)
        answer(result, lambda: mark(report_page(result)), format_=format_, output=output, no_color=no_color)
        return
    if agreement is not None:
        raise UsageError("--agreement goes with one incident", "an agreement need not be about all of them")
    if output is None:
        raise UsageError("--all writes a folder: say where with -o DIR", "claimcheck report --all -o reports")
    if format_ not in (ReportFormat.MD, ReportFormat.HTML):
        raise UsageError(f"--all writes Markdown or HTML, not {format_}")
    opened = open_collection(claims, strict=strict, public=public)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder `{output}`: {error.strerror}") from error
    names = list(opened.collection.incidents)
    if "index" in names:
        raise OutputError("the report of the incident `index` would stand in the place of the index", "rename it")
    for name in names:
        _write(mark(report_page(report(opened.collection, name))), folder / f"{name}.{format_}", format_)
    _write(mark(index_page(index(opened.collection), f".{format_}")), folder / f"index.{format_}", format_)
    screen.say(f"claimcheck: {count(len(names), 'report')} and an index in {output}")


def _write(page: Page, path: Path, format_: str) -> None:
    from claimcheck.formats import write_page

    if path.is_symlink():
        raise OutputError(f"`{path}` is a symbolic link", "nothing is written through links: name another folder")
    deliver(write_page(format_, page, width=screen.PIPE_COLUMNS, colour=False), str(path))
