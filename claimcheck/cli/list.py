"""List the incidents of the collection; or its claims, speakers, parties, sources, questions, themes or terms.

Filters combine: each may be given more than once, and any of its values will do.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli.call import Call


class ListKind(StrEnum):
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
    kind: Annotated[
        ListKind, typer.Argument(metavar="[KIND]", help="One of: " + ", ".join(ListKind) + ".")
    ] = ListKind.INCIDENTS,
) -> None:
    """Run the command."""
    from claimcheck.pages.listing import listing_page
    from claimcheck.views.listing import KINDS

    collection = call.collection()
    result = KINDS[kind](collection, call.filters(collection))
    call.answer(result, lambda: listing_page(result, kind))
