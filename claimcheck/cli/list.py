"""List the incidents of the collection; or its claims, speakers, parties, sources, questions, themes or terms.

Filters combine: each may be given more than once, and any of its values will do.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.call import Call
from claimcheck.model.stance import Stance


class Kind(StrEnum):
    """What to list."""

    INCIDENTS = "incidents"
    CLAIMS = "claims"
    SPEAKERS = "speakers"
    PARTIES = "parties"
    SOURCES = "sources"
    QUESTIONS = "questions"
    THEMES = "themes"
    TERMS = "terms"


def command(
    call: Call,
    kind: Annotated[Kind, typer.Argument(metavar="[KIND]", help="One of: " + ", ".join(Kind) + ".")] = Kind.INCIDENTS,
    incident: options.Incidents = None,
    party: options.Parties = None,
    speaker: options.Speakers = None,
    stance: Annotated[list[Stance] | None, typer.Option("--stance", help="Only claims that take this stance.")] = None,
    question: options.Questions = None,
    source: options.Sources = None,
    theme: options.Themes = None,
    since: options.Since = None,
    until: options.Until = None,
) -> None:
    """Run the command."""
    from claimcheck.pages.listing import listing_page
    from claimcheck.views.listing import KINDS, Filters

    first, last = options.span(since, until)
    filters = Filters(
        incident=tuple(incident or ()),
        party=tuple(party or ()),
        speaker=tuple(speaker or ()),
        stance=tuple(stance or ()),
        question=tuple(question or ()),
        source=tuple(source or ()),
        theme=tuple(theme or ()),
        since=first,
        until=last,
    )
    collection = call.collection()
    result = KINDS[kind](collection, filters)
    call.answer(result, lambda: listing_page(result, kind))
