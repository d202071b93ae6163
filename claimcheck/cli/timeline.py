"""Show one incident by its three clocks: when it is said to have happened, when it was said, when it was published.

All three stand on one axis, uncertain dates as spans, with every date in a table below.
"""

from __future__ import annotations

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.cli.opening import open_incidents


def command(
    incident: options.Incident,
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.timeline import timeline_page
    from claimcheck.views.timeline import timeline

    result = timeline(open_incidents(claims, [incident]).collection, incident)
    answer(result, lambda: timeline_page(result), format_=format_, output=output, no_color=no_color)
