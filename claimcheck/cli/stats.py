"""The state of the collection: claims by party, stance, language and year, and what is missing.

Missing are translations of quotes, addresses and archived copies of sources, and statements of disputants. Of each
incident, what is recorded of each disputant is counted.
"""

from __future__ import annotations

from claimcheck.cli.call import Call


def command(
    call: Call,
) -> None:
    """Run the command."""
    from claimcheck.pages.statistics import statistics_page
    from claimcheck.views.statistics import statistics

    result = statistics(call.collection())
    call.answer(result, lambda: statistics_page(result))
