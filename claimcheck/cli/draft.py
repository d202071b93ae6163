"""Propose claims from a saved article: every quotation and every sentence that reports what somebody said.

A person judges each. What is written (--write) is marked `draft: true`, has no stance and appears in no view. By rules
and lists of words for English, French, German, Russian, Spanish and Ukrainian; nothing is learnt or guessed.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.copies.cues import Language
from claimcheck.errors import UnknownIdError, UsageError
from claimcheck.store.files import named


def command(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The saved article: text, or HTML.")],
    incident: options.Incident,
    source: Annotated[
        str, typer.Option("--source", metavar="ID", help="The source of the incident that it is a copy of.")
    ],
    write: Annotated[bool, typer.Option("--write", help="Add the proposals to the incident as drafts.")] = False,
    language: Annotated[Language | None, typer.Option("--language", help="Default: told by the text.")] = None,
) -> None:
    """Run the command."""
    from claimcheck.copies.draft import draft
    from claimcheck.pages.draft import draft_page
    from claimcheck.pages.phrases import count
    from claimcheck.tasks.drafting import article, drafts_in_yaml, write_drafts

    collection = call.incidents([incident])
    event = collection.incident(incident)
    if source not in event.sources:
        raise UnknownIdError("source", source, event.sources)
    if write and (call.output is not None or call.format != "yaml"):
        raise UsageError("--write goes to the incident, not to a file or another format")
    result = draft(article(file), event, source, collection.speakers, language)
    if write:
        added, left = write_drafts(call.folder(), incident, source, result)
        screen.say(f"claimcheck: added {count(added, 'draft')} to {call.folder().prefix}{named(incident)}")
        if left:
            nobody = count(left, "proposal")
            screen.say(f"claimcheck: left out {nobody} without a known speaker; without --write they are shown")
    elif call.format == "yaml":
        screen.deliver(drafts_in_yaml(file, result, event.by_id), call.output)
    else:
        call.answer(result, lambda: draft_page(result))
