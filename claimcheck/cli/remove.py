"""Take a claim, source, question, answer, term, side, speaker, party, theme or incident out of the collection.

What refers to it is shown with what becomes of it: a claim goes with its speaker, its source, whoever relayed it and
the last question of its stance; any other reference is left out. On a terminal you are asked; where something refers
to it, a script has to say `--force`. ID is what `show` takes; an answer is `INCIDENT/QUESTION/ANSWER` or
`THEME/ANSWER`, a term `term:INCIDENT/TERM`, a group of terms `group:INCIDENT/GROUP`, a side `side:INCIDENT/SIDE`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import any_names
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.tasks.removing import Removal


def command(
    call: Call,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id.", autocompletion=any_names)],
    force: Annotated[bool, typer.Option("--force", help="Take out what refers to it, too, without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Run the command.

    Raises:
        UnknownIdError, AmbiguousIdError: the id names nothing, or more than one thing.
        UsageError: something refers to it, and nobody is there to be asked.
        UnreadableError: it would bring an error into the collection.
    """
    from claimcheck.tasks.proposing import carry_out, difference, must_stand
    from claimcheck.tasks.removing import removal

    folder = call.folder()
    found = removal(folder, identifier)
    asking = screen.interactive() and not force
    if dry_run or asking:
        screen.write(difference(folder, found.proposal.before, found.proposal.after))
    for each in found.consequences:
        screen.say(f"{each.location}: {each.words}")
    for line in must_stand(found.proposal):
        screen.say(line)
    if dry_run:
        return
    if asking:
        if not screen.consent(_question(found)):
            screen.say("claimcheck: nothing was removed")
            return
    elif found.consequences and not force:
        message = f"nothing was removed: not only {found.name} would go or change"
        raise UsageError(message, "what else is told above; `--dry-run` shows the lines, `--force` does it")
    carry_out(folder, found.proposal, found.make)
    screen.write(f"removed {found.name} from {found.file}\n")
    for each in found.consequences:
        screen.write(f"  {each.words}\n")


def _question(found: Removal) -> str:
    others = len(found.consequences)
    more = "" if not others else f", and change or remove what is named above ({others:,})"
    return f"Remove {found.name}{more}?"
