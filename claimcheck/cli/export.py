"""Write the collection, or some incidents of it, in the format of another program.

FORMAT is one of csv, jsonl, sqlite, schema-org, csl-json, biblatex, argdown, graphml, dot, parquet;
docs/reference/exports.md says what each holds and what it cannot. A database (sqlite) is written to a file: name it
with -o. Tables (parquet) go to a folder, which collections may share: claimcheck export parquet DIR [INCIDENT]...
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.answering import deliver
from claimcheck.cli.completing import incident_names
from claimcheck.cli.opening import files, open_collection, open_incidents
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.model.collection import Collection


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
    PARQUET = "parquet"


def command(
    format_: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="One of: " + ", ".join(ExportFormat) + ".")],
    incidents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INCIDENT]...", help="Only these incidents.", autocompletion=incident_names),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="For csv: no guard against formulas, nothing escaped.")] = False,
    name: Annotated[
        str | None,
        typer.Option("--collection", metavar="NAME", help="For parquet: its name; default its folder's."),
    ] = None,
    public: options.Public = False,
    output: options.Output = None,
    claims: options.Claims = None,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.exchange import FOLDERS, FORMATS, export
    from claimcheck.exchange.selection import concerned

    folder = None
    if format_ in FOLDERS:
        words = [*([output] if output else []), *(incidents or [])]
        if not words or words[0] == "-":
            raise UsageError(f"{format_} is a folder of tables: say where", f"claimcheck export {format_} DIR")
        folder, incidents = words[0], words[1:]
    elif name is not None:
        raise UsageError(f"{format_} has no name for a collection", "--collection is for parquet")
    elif FORMATS[format_].binary and output in (None, "-"):
        raise UsageError(
            f"{format_} is not text: say where to write it",
            f"claimcheck export {format_} -o claims{FORMATS[format_].suffix}",
        )
    opened = (
        open_incidents(claims, incidents, public=public)
        if incidents
        else open_collection(claims, strict=strict, public=public)
    )
    collection = concerned(opened.collection) if incidents else opened.collection
    if folder is not None:
        _put_tables(collection, Path(folder), name or _name(claims))
        return
    deliver(export(format_, collection, raw=raw), output)


def _put_tables(collection: Collection, folder: Path, name: str) -> None:
    """Write the tables of a collection, and say on stderr how many parts that took."""
    from claimcheck.exchange.parquet import LABEL, SCHEMA, part
    from claimcheck.exchange.parquet import files as tables
    from claimcheck.tasks.parts import put_parts

    done = put_parts(folder, LABEL, SCHEMA, part("*", name, "*"), tables(collection, name))
    counts = [f"{done.written:,} written", f"{done.kept:,} as they were"]
    counts += [f"{done.removed:,} taken away"] if done.removed else []
    screen.say(f"claimcheck: collection {name} in {folder}: {', '.join(counts)}")


def _name(claims: str | None) -> str:
    """What a collection is called where nobody says so: as the folder in which it lies."""
    from claimcheck.model.record import slug

    return slug(files(claims).root.resolve().parent.name).lstrip("0123456789-") or "claims"
