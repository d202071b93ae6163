"""Show one incident by its three clocks: when it is said to have happened, when it was said, when it was published.

All three stand on one axis, uncertain dates as spans, with every date in a table below.
"""

from __future__ import annotations

from claimcheck.cli import options
from claimcheck.cli.call import Call
from claimcheck.reasoning.asking import Clock


def command(
    call: Call,
    incident: options.Incident,
    as_of: options.AsOf = None,
    clock: options.AsOfClock = Clock.PUBLISHED,
) -> None:
    """Run the command."""
    from claimcheck.pages.timeline import timeline_page
    from claimcheck.views.timeline import timeline

    day = options.date(as_of, "--as-of")
    result = timeline(call.incidents([incident]), incident, day=day, clock=clock)
    call.answer(result, lambda: timeline_page(result))
