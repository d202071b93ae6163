"""Find words in quotes, paraphrases and translations, in titles, names and aliases.

Case and accents do not matter, in any script. A word finds those that begin with it: kidnap finds kidnapped. All words
must occur in one claim (or title, or name); words in quotation marks must stand side by side.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.call import Call
from claimcheck.model.stance import Stance


def command(
    call: Call,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
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
    from claimcheck.pages.search import search_page
    from claimcheck.views.listing import Filters
    from claimcheck.views.search import search

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
    result = search(call.collection(), words, filters)
    call.answer(result, lambda: search_page(result))
