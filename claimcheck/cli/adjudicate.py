"""Settle what coders disagree about, one by one, and write what is settled.

At a terminal each disagreement is shown with its words and asked about. Every decision goes to FILE at once, so that it
can be left and taken up again; in FILE, a sheet, it can be settled in a spreadsheet just as well. What would change is
shown as a diff; --write writes it, with `reviewed`, and prints a commit message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.errors import ClaimcheckError, UsageError

if TYPE_CHECKING:
    from claimcheck.tasks.settling import Adjudication
    from claimcheck.views.agreement import Disagreement


def command(
    call: Call,
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET...", help="Filled sheets, each FILE or NAME=FILE.")],
    settled: Annotated[
        str, typer.Option("--settled", metavar="FILE", help="A sheet (CSV) of what is settled; made where it is not.")
    ] = "settled.csv",
    write: Annotated[bool, typer.Option("--write", help="Write what is settled to the collection.")] = False,
    sheets_only: Annotated[bool, typer.Option("--sheets-only", help="Where only the sheets disagree.")] = False,
) -> int:
    """Run the command."""
    from claimcheck.pages.phrases import count
    from claimcheck.store.files import named
    from claimcheck.store.write import Texts
    from claimcheck.tasks.proposing import carry_out, difference, must_stand, propose
    from claimcheck.tasks.settling import edited, list_open, message, opened, settlement

    found = opened(call.collection(), sheets, settled, sheets_only=sheets_only)
    if screen.interactive() and found.open:
        _ask_all(found)
    elif not found.file.exists() and found.open:
        list_open(found)
        screen.say(
            f"claimcheck: wrote {count(len(found.open), 'disagreement')} to {settled}: fill in stance and answer"
        )
    result = settlement(found)
    for each in result.problems:
        where = f"{each.file}, row {each.row}" if each.row else each.file
        screen.say(f"{where}: {each.message}{'; ' + each.hint if each.hint else ''}")
    said = f"{len(found.disagreements) - len(found.open)} of {count(len(found.disagreements), 'disagreement')} settled"
    screen.say(f"claimcheck: {said}, {len(found.open)} open")
    folder = call.folder()

    def make(texts: Texts) -> Texts:
        return edited(found, result, folder, texts)

    proposal = propose(folder, [named(each) for each in result.changes], make)
    if not proposal.after:
        screen.say("claimcheck: nothing to write")
        return 0
    screen.write(difference(folder, proposal.before, proposal.after))
    for line in must_stand(proposal):
        screen.say(line)
    if not write and not (screen.interactive() and screen.confirm("Write this?")):
        screen.say("claimcheck: nothing was written; `--write` does")
        return 0
    carry_out(folder, proposal, make)
    screen.say("claimcheck: written; a commit message:")
    screen.write(message(found, result))
    return 0


def _ask_all(found: Adjudication) -> None:
    """One disagreement after the other, until all are settled or somebody leaves."""
    every = found.open
    for number, each in enumerate(every, start=1):
        if not _ask(found, each, f"{number} of {len(every)}"):
            return


def _ask(found: Adjudication, each: Disagreement, place: str) -> bool:
    """Show one and ask until there is an answer; False to leave."""
    from claimcheck.blocks import Heading, List, Page, line
    from claimcheck.formats import write_page
    from claimcheck.pages.agreement import disagreement_blocks
    from claimcheck.tasks.settling import settle

    kinds = list(dict.fromkeys(each.codings.values()))
    whose = [", ".join(name for name, words in each.codings.items() if words == kind) for kind in kinds]
    choices = List(tuple(line(f"{kind} ({who})") for kind, who in zip(kinds, whose, strict=True)), ordered=True)
    page = Page(place, (Heading(2, line(place)), *disagreement_blocks(each), choices))
    screen.write(write_page("table", page, width=screen.columns(), colour=screen.wants_colour(False)))
    while True:
        try:
            word = screen.ask(f"1-{len(kinds)}, or in words (asserts …); empty: later; q: leave")
        except UsageError:  # the input ended
            return False
        if word == "q":
            return False
        if not word:
            return True
        chosen = kinds[int(word) - 1] if word.isdigit() and 0 < int(word) <= len(kinds) else word
        try:
            settle(found, each, chosen)
        except ClaimcheckError as error:
            screen.complain(error)
            if not isinstance(error, UsageError):
                raise
        else:
            return True
