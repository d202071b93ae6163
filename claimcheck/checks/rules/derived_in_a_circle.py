"""Sources do not derive from one another in a circle.

Where every source repeats another one, nobody is left with whom the words began, and their voices cannot be counted.

Fails:

    sources:
      herald: {publisher: Sarn Herald, published: 2031-03-05, derived_from: radio}
      radio: {publisher: Coast Radio, published: 2031-03-06, derived_from: herald}

Passes:

    sources:
      herald: {publisher: Sarn Herald, published: 2031-03-05, derived_from: "speaker:coast-radio"}
      radio: {publisher: Coast Radio, published: 2031-03-06, derived_from: herald}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.reasoning.origins import rings

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Circles of sources, each told once."""
    for incident in collection.incidents.values():
        for ring in rings(incident):
            source = incident.sources[ring[0]]
            origins = [each.removeprefix("source:") for each in source.derived_from]
            message = "sources derive from one another in a circle: " + " → ".join([*ring, ring[0]])
            path = ("derived_from", origins.index(ring[1] if len(ring) > 1 else ring[0]))
            yield Finding(source, message, "a source derives from those that it repeats only", path)
