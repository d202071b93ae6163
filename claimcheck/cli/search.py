"""Find words in quotes, paraphrases and translations, in titles, names and aliases.

Case and accents do not matter, in any script. A word finds those that begin with it: kidnap finds kidnapped. All words
must occur in one claim (or title, or name); words in quotation marks must stand side by side.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import answer, span
from claimcheck.cli.opening import open_collection
from claimcheck.model.stance import Stance


def command(
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
    claims: options.Claims = None,
    format_: options.RowFormat = options.Format.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.search import search_page
    from claimcheck.views.listing import Filters
    from claimcheck.views.search import search

    first, last = span(since, until)
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
    result = search(open_collection(claims, strict=strict).collection, words, filters)
    answer(result, lambda: search_page(result), format_=format_, output=output, no_color=no_color)
