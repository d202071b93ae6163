"""Show what a speaker or party held over time: each step, each shift with the words on both sides.

What cannot be ordered is shown so. Without --question or --theme, every question of every incident is looked at, in
short; --full shows every claim.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names, question_names, theme_names
from claimcheck.errors import UsageError
from claimcheck.reasoning.asking import Clock


def command(
    call: Call,
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
    as_of: options.AsOf = None,
    clock: options.AsOfClock = Clock.PUBLISHED,
    full: Annotated[bool, typer.Option("--full", help="Every claim, in order of days.")] = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.history import history_page
    from claimcheck.views.history import history

    if question is not None and theme is not None:
        raise UsageError("--question and --theme are two ways to choose", "give one of them")
    incident, slash, _ = (question or "").partition("/")
    if question is not None and not slash:
        raise UsageError(f"--question: `{question}` names no incident", "expected INCIDENT/QUESTION")
    collection = call.incidents([incident]) if question else call.collection()
    day = options.date(as_of, "--as-of")
    result = history(collection, voice, question=question, theme=theme, day=day, clock=clock)
    whole = full or question is not None or theme is not None
    call.answer(result, lambda: history_page(result, full=whole))
