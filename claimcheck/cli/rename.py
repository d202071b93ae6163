"""Give an id another name: where it stands, and wherever a file refers to it, or nowhere.

OLD is the id of an incident, claim, question, source, speaker, party or theme (`incident/id`, or with a prefix such as
`speaker:` where it names more than one thing), of an answer (`INCIDENT/QUESTION/ANSWER` or `THEME/ANSWER`), of a term
(`term:INCIDENT/TERM`), of a group of terms (`group:INCIDENT/GROUP`) or of a side (`side:INCIDENT/SIDE`); NEW is a bare
id. Words in quotes, notes and comments stay as they are.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names


def command(
    call: Call,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id.", autocompletion=incident_names)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it will have.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Run the command.

    Raises:
        UnknownIdError, AmbiguousIdError: OLD names nothing, or more than one thing.
        UsageError: NEW is no id, or is taken.
        UnreadableError: it would bring an error into the collection.
    """
    from claimcheck.tasks.proposing import carry_out, difference, must_stand
    from claimcheck.tasks.renaming import mentions, renaming

    folder = call.folder()
    planned = renaming(folder, old, new)
    for line in must_stand(planned.proposal):
        screen.say(line)
    after = planned.proposal.after
    if dry_run:
        screen.write(difference(folder, planned.proposal.before, after))
        return
    carry_out(folder, planned.proposal, planned.make)
    for name in sorted(after):
        screen.write(f"changed {folder.prefix}{name}\n")
    for line in mentions(folder, after, planned.word):
        screen.say(line)
