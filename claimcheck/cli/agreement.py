"""How far several coders coded the same: filled sheets against the collection, or against one another.

SHEET is a file that `claimcheck recode` made and somebody filled in; NAME=SHEET says who, else its `coder` or the name
of the file does. The collection counts as one more coder, unless --sheets-only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.reasoning.asking import Per


class AgreementFormat(StrEnum):
    """How an agreement is written."""

    TABLE = "table"
    MD = "md"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


def command(
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET...", help="Filled sheets, each FILE or NAME=FILE.")],
    by: Annotated[Per | None, typer.Option("--by", help="Also figures for each of these.")] = None,
    sheets_only: Annotated[bool, typer.Option("--sheets-only", help="Leave the collection out of it.")] = False,
    samples: Annotated[
        int, typer.Option("--samples", min=0, max=100_000, help="Samples for the intervals; 0: no intervals.")
    ] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="Decides the samples.")] = 1,
    full: Annotated[bool, typer.Option("--full", help="Show every disagreement.")] = False,
    claims: options.Claims = None,
    format_: Annotated[
        AgreementFormat, typer.Option("--format", help="How to write the result.")
    ] = AgreementFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.cli.coders import compared
    from claimcheck.pages.agreement import agreement_page

    found = compared(sheets, claims, by=by, collection_too=not sheets_only, samples=samples, seed=seed, strict=strict)
    answer(found, lambda: agreement_page(found, full=full), format_=format_, output=output, no_color=no_color)
