"""Move claims of one incident to another, with the sources and questions that they need there.

A source or question that is there already in the same words is used, another is copied; the old incident keeps its own.
Claims that are one utterance (`restates`) move together. What else refers to a claim that goes, or is referred to by
it, is told; on a terminal you are asked, and a script has to say `--force` where a reference would be lost.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import any_names
from claimcheck.errors import UsageError


def command(
    call: Call,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM... INCIDENT",
            help="Claims such as glukhov-2009/mother-denies; then the incident that they go to.",
            autocompletion=any_names,
        ),
    ],
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="HERE=THERE", help="The question of the other incident that one here is."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Do it without asking, though references are lost.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Run the command.

    Raises:
        UnknownIdError, AmbiguousIdError: an id names nothing, or more than one thing.
        UsageError: they cannot stand in the other incident, or a reference would be lost and nobody is there to ask.
        UnreadableError: it would bring an error into the collection.
    """
    from claimcheck.tasks.moving import move
    from claimcheck.tasks.proposing import carry_out, difference, must_stand

    if len(words) < 2:
        raise UsageError("a move needs a claim and an incident", "claimcheck move glukhov-2009/mother-denies OTHER")
    folder = call.folder()
    found = move(folder, words[:-1], words[-1], _pairs(question or []))
    asking = screen.interactive() and not force
    if dry_run or asking:
        screen.write(difference(folder, found.proposal.before, found.proposal.after))
    for each in found.cut:
        screen.say(f"{each.location}: {each.words}")
    for line in (*(f"claimcheck: {each}" for each in found.told), *must_stand(found.proposal)):
        screen.say(line)
    if dry_run:
        return
    lost = [*found.cut, *(each for each in found.told if " loses its " in each)]
    if asking:
        if not screen.consent(f"Move {', '.join(found.claims)} from {found.home} to {found.goal}?"):
            screen.say("claimcheck: nothing was moved")
            return
    elif lost and not force:
        raise UsageError("nothing was moved: a reference would be lost", "it is told above; `--force` does it")
    carry_out(folder, found.proposal, found.make)
    for claim in found.claims:
        screen.write(f"moved {found.home}/{claim} to {found.goal}/{claim}\n")


def _pairs(words: list[str]) -> dict[str, str]:
    found = {}
    for each in words:
        here, sign, there = each.partition("=")
        if not sign or not here.strip() or not there.strip():
            raise UsageError(f"--question {each}: expected HERE=THERE", "such as --question cause=how-it-began")
        found[here.strip()] = there.strip()
    return found
