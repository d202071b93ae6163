"""Write the collection, or some incidents of it, in the format of another program.

FORMAT is one of csv, jsonl, sqlite, schema-org, followthemoney, annotations, csl-json, biblatex, argdown, graphml, dot,
parquet; docs/reference/exports.md says what each holds and what it cannot. A database (sqlite) is written to a file:
name it with -o. Tables (parquet) go to a folder, which collections may share: claimcheck export parquet DIR
[INCIDENT]...
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.exchange import FOLDERS, FORMATS, export

NAMES = (*FORMATS, *FOLDERS)


def _known(word: str) -> str:
    """The name of a format.

    Raises:
        UsageError: there is none of that name.
    """
    if word not in NAMES:
        raise UsageError(f"no format `{word}` to export", did_you_mean(word, NAMES) or f"known: {', '.join(NAMES)}")
    return word


def command(
    call: Call,
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help=f"One of: {', '.join(NAMES)}.",
            callback=_known,
            autocompletion=lambda incomplete: [each for each in NAMES if each.startswith(incomplete)],
        ),
    ],
    incidents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INCIDENT]...", help="Only these incidents.", autocompletion=incident_names),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="For csv: no guard against formulas, nothing escaped.")] = False,
    name: Annotated[
        str | None,
        typer.Option("--collection", metavar="NAME", help="For parquet: its name; default its folder's."),
    ] = None,
    output: options.Output = None,
) -> None:
    """Run the command."""
    from claimcheck.exchange.selection import concerned

    folder = None
    if format in FOLDERS:
        words = [*([output] if output else []), *(incidents or [])]
        if not words or words[0] == "-":
            raise UsageError(f"{format} is a folder of tables: say where", f"claimcheck export {format} DIR")
        folder, incidents = words[0], words[1:]
    elif name is not None:
        raise UsageError(f"{format} has no name for a collection", "--collection is for parquet")
    elif FORMATS[format].binary and output in (None, "-"):
        raise UsageError(
            f"{format} is not text: say where to write it",
            f"claimcheck export {format} -o claims{FORMATS[format].suffix}",
        )
    collection = concerned(call.incidents(incidents)) if incidents else call.collection()
    if folder is not None:
        from claimcheck.tasks.publishing import named_after, put_tables

        name = name or named_after(call.folder())
        screen.say(f"claimcheck: collection {name} in {folder}: {put_tables(collection, Path(folder), name).text}")
        return
    screen.deliver(export(format, collection, raw=raw), output)
