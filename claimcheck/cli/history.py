"""Show what a speaker or party held over time: each step, each shift with the words on both sides.

What cannot be ordered is shown so. Without --question or --theme, every question of every incident is looked at, in
short; --full shows every claim.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.cli.completing import party_names, question_names, theme_names
from claimcheck.cli.opening import open_collection, open_incidents
from claimcheck.errors import UsageError


def command(
    voice: Annotated[
        str, typer.Argument(metavar="SPEAKER|PARTY", help="Id of a speaker or party.", autocompletion=party_names)
    ],
    question: Annotated[
        str | None,
        typer.Option("--question", metavar="INCIDENT/ID", help="Only this question.", autocompletion=question_names),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option("--theme", metavar="ID", help="Only questions of this theme.", autocompletion=theme_names),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Every claim, in order of days.")] = False,
    strict: options.Strict = False,
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.history import history_page
    from claimcheck.views.history import history

    if question is not None and theme is not None:
        raise UsageError("--question and --theme are two ways to choose", "give one of them")
    incident, slash, _ = (question or "").partition("/")
    if question is not None and not slash:
        raise UsageError(f"--question: `{question}` names no incident", "expected INCIDENT/QUESTION")
    opened = open_incidents(claims, [incident]) if question else open_collection(claims, strict=strict)
    result = history(opened.collection, voice, question=question, theme=theme)
    whole = full or question is not None or theme is not None
    answer(result, lambda: history_page(result, full=whole), format_=format_, output=output, no_color=no_color)
