"""The state of the collection: claims by party, stance, language and year, and what is missing.

Missing are translations of quotes, addresses and archived copies of sources, and statements of disputants.
"""

from __future__ import annotations

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.cli.opening import open_collection


def command(
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.statistics import statistics_page
    from claimcheck.views.statistics import statistics

    result = statistics(open_collection(claims, strict=strict).collection)
    answer(result, lambda: statistics_page(result), format_=format_, output=output, no_color=no_color)
