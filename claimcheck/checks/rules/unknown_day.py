"""It is known when a claim was said, if only roughly.

A claim without a day cannot be ordered against any other: it neither shows a shift nor can be read as of a day. Where
its source has no certain day, say what is known: `said: 2031-03` or `said: ../2031-03-09`.

Fails:

    sources:
      leaflet: {publisher: Dockers' Union of Sarn, published: 2031-03}
    claims:
      - id: union-leaflet
        speaker: union-chair
        stance: {asserts: {cause: accident}}
        source: leaflet
        quote: The wires were rotten

Passes:

    sources:
      leaflet: {publisher: Dockers' Union of Sarn, published: 2031-03}
    claims:
      - id: union-leaflet
        speaker: union-chair
        stance: {asserts: {cause: accident}}
        said: 2031-03
        source: leaflet
        quote: The wires were rotten
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Claims without a day, drafts apart; a claim that restates another has the other's."""
    for incident in collection.incidents.values():
        for claim in incident.standing:
            source = incident.sources.get(claim.source)
            if source is None or incident.day(claim) is not None or claim.restates in incident.by_id:
                continue
            published = f"was published {source.published}" if source.published else "says not when it was published"
            message = f"`{claim.id}` has no day: `{source.id}` {published}"
            yield Finding(claim, message, "write `said`, as uncertain as it is")
