"""Write the collection, or some incidents of it, in the format of another program.

FORMAT is one of csv, jsonl, sqlite, schema-org, csl-json, biblatex, argdown, graphml, dot; docs/reference/exports.md
says what each holds and what it cannot. A database (sqlite) is written to a file: name it with -o.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import deliver
from claimcheck.cli.completing import incident_names
from claimcheck.cli.opening import open_collection, open_incidents
from claimcheck.errors import UsageError


class ExportFormat(StrEnum):
    """Whose format it is."""

    CSV = "csv"
    JSONL = "jsonl"
    SQLITE = "sqlite"
    SCHEMA_ORG = "schema-org"
    CSL_JSON = "csl-json"
    BIBLATEX = "biblatex"
    ARGDOWN = "argdown"
    GRAPHML = "graphml"
    DOT = "dot"


def command(
    format_: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="One of: " + ", ".join(ExportFormat) + ".")],
    incidents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INCIDENT]...", help="Only these incidents.", autocompletion=incident_names),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="For csv: no guard against formulas, nothing escaped.")] = False,
    public: options.Public = False,
    output: options.Output = None,
    claims: options.Claims = None,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.exchange import FORMATS, export
    from claimcheck.exchange.selection import concerned

    known = FORMATS[format_]
    if known.binary and output in (None, "-"):
        raise UsageError(
            f"{format_} is not text: say where to write it", f"claimcheck export {format_} -o claims{known.suffix}"
        )
    opened = (
        open_incidents(claims, incidents, public=public)
        if incidents
        else open_collection(claims, strict=strict, public=public)
    )
    collection = concerned(opened.collection) if incidents else opened.collection
    deliver(export(format_, collection, raw=raw), output)
