"""Options that many commands share; each is accepted after every command."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli.completing import incident_names, party_names, question_names, speaker_names, theme_names


class Format(StrEnum):
    """How a page or a record is written."""

    TABLE = "table"
    MD = "md"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class PageFormat(StrEnum):
    """How an answer that is not a list of rows is written."""

    TABLE = "table"
    MD = "md"
    JSON = "json"


class CheckFormat(StrEnum):
    """How problems are written."""

    CONCISE = "concise"
    FULL = "full"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


Claims = Annotated[
    str | None,
    typer.Option(
        "--claims", metavar="DIR", help="The collection; default `claims/` here or above, or CLAIMCHECK_CLAIMS."
    ),
]
RowFormat = Annotated[Format, typer.Option("--format", help="How to write the result.")]
AnswerFormat = Annotated[PageFormat, typer.Option("--format", help="How to write the result.")]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file instead.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour, as with NO_COLOR=1.")]
Strict = Annotated[bool, typer.Option("--strict", help="Fail (exit 2) if an incident had to be left out.")]
Public = Annotated[
    bool, typer.Option("--public", help="Only what everybody may see; says on stderr how much it withheld.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Look at every file anew, as with CLAIMCHECK_NO_CACHE=1.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The record as it stood at the end of a day.")
]

Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="Id of an incident.", autocompletion=incident_names)]
Incidents = Annotated[
    list[str] | None,
    typer.Option("--incident", metavar="ID", help="Only this incident.", autocompletion=incident_names),
]
Parties = Annotated[
    list[str] | None, typer.Option("--party", metavar="ID", help="Only this party.", autocompletion=party_names)
]
Speakers = Annotated[
    list[str] | None, typer.Option("--speaker", metavar="ID", help="Only this speaker.", autocompletion=speaker_names)
]
Questions = Annotated[
    list[str] | None,
    typer.Option("--question", metavar="ID", help="Only this question.", autocompletion=question_names),
]
Themes = Annotated[
    list[str] | None, typer.Option("--theme", metavar="ID", help="Only this theme.", autocompletion=theme_names)
]
Sources = Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="Only what this source prints.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what can have been said since then.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only what can have been said until then.")]
