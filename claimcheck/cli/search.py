"""Find words in quotes, paraphrases and translations, in titles, names and aliases.

Case and accents do not matter, in any script. A word finds those that begin with it: kidnap finds kidnapped. All words
must occur in one claim (or title, or name); words in quotation marks must stand side by side.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.call import Call


def command(
    call: Call,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
) -> None:
    """Run the command."""
    from claimcheck.pages.search import search_page
    from claimcheck.views.search import search

    collection = call.collection()
    result = search(collection, words, call.filters(collection))
    call.answer(result, lambda: search_page(result))
