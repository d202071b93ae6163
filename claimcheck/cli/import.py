# ruff: noqa: N999 - commands are called as their users call them
"""Take rows of other people's tables: claims, sources, speakers, parties or questions.

They come from CSV, Excel, OpenDocument, JSON, JSON lines, CSL-JSON, BibTeX, ClaimReview or web annotations.

Nothing is written without --write: you see a table of what would be. A row keeps its id in every run; what is there
already is named and left out; where one row cannot be taken, none is. A column called like a key of the record
(`speaker`, `quote`, `said`) is taken for it; others are mapped by --map, or by a file in TOML. What `export csv` and
`export jsonl` wrote is known, and taken apart.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call

_UNMAPPED = "`--map KEY=COLUMN` says which key a column is; without it, it is left out"


_MOST_DAYS = 5
"""Of sources whose day is that of claims that say none."""


class FileForm(StrEnum):
    """What a file is."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    JSONL = "jsonl"
    JSON = "json"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"
    CLAIMREVIEW = "claimreview"
    ANNOTATIONS = "annotations"


class RowKind(StrEnum):
    """What its rows become."""

    CLAIMS = "claims"
    SOURCES = "sources"
    SPEAKERS = "speakers"
    PARTIES = "parties"
    QUESTIONS = "questions"


Pairs = list[str] | None


def command(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The table; `-` is the standard input.")],
    incident: Annotated[str | None, typer.Option("--incident", metavar="ID", help="The incident of all rows.")] = None,
    kind: Annotated[RowKind | None, typer.Option("--as", help="What rows become; default claims.")] = None,
    pairs: Annotated[
        Pairs, typer.Option("--map", metavar="KEY=COLUMN", help="A key of the record, and the column that it is in.")
    ] = None,
    fixed: Annotated[
        Pairs, typer.Option("--set", metavar="KEY=VALUE", help="A key that is the same in every row.")
    ] = None,
    mapping: Annotated[
        str | None, typer.Option("--mapping", metavar="FILE", help="A file in TOML: [map], [values], [set].")
    ] = None,
    from_: Annotated[
        FileForm | None, typer.Option("--from", help="What the file is; default: as its name ends.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a spreadsheet, by name or number.")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="SIGN", help="What parts the cells of CSV; `tab` for a tab.")
    ] = None,
    dates: Annotated[
        Pairs, typer.Option("--dates", metavar="FORM", help="How dates are written, such as 'DD Month YYYY'.")
    ] = None,
    months: Annotated[
        str | None, typer.Option("--months", metavar="LANG", help="The language of the names of months.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write it.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show every row.")] = False,
) -> int:
    """Run the command."""
    from claimcheck.pages.plan import plan_page
    from claimcheck.tasks.importing import ImportWanted, imported

    wanted = ImportWanted(
        file, incident, kind, pairs or [], fixed or [], mapping, from_, sheet, delimiter, tuple(dates or ()), months
    )
    done = imported(wanted, call.folder(), write=write, progress=screen.progress)
    result = done.plan
    if done.unused:
        screen.say(f"claimcheck: no key takes these columns: {', '.join(done.unused)}")
        screen.say(_UNMAPPED)
    for line in done.undated[:_MOST_DAYS]:
        screen.say(f"claimcheck: {line}")
    if len(done.undated) > _MOST_DAYS:
        screen.say(f"claimcheck: and so of {len(done.undated) - _MOST_DAYS} sources more")
    if done.warnings:
        told = ", ".join(f"{number} {rule}" for rule, number in done.warnings.most_common())
        screen.say(f"claimcheck: {'it brings' if write else 'it would bring'} warnings: {told}")
    if result.items and not (result.written or result.troubles):
        screen.say("claimcheck: nothing was written; `--write` does")
    call.answer(result, lambda: plan_page(result, full=full))
    return 1 if result.troubles else 0
