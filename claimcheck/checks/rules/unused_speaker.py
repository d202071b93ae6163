"""Every speaker, party and theme is used by some incident.

What nobody refers to is a leftover, or a name under which nobody is recorded after all. Only a look at the whole
collection can tell.

Fails:

    speakers:
      crane-driver: {name: Lars Holt}

Passes:

    speakers:
      crane-driver: {name: Lars Holt}
      harbour-captain: {name: Ilse Brandt, party: port}
    parties:
      port: {name: Sarn Port Authority}
    claims:
      - id: driver-saw
        speaker: crane-driver
        via: [harbour-captain]
        stance: {asserts: {cause: accident}}
        source: herald
        text: Said that he saw sparks.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.record import Named

SEVERITY = Severity.NOTE
SCOPE = "collection"
"""It needs the whole collection: an incident that was not read could use what the others do not."""


def check(collection: Collection) -> Iterator[Finding]:
    """Speakers, parties and themes that no incident refers to, if all incidents could be read whole."""
    if collection.unread or any(incident.unread for incident in collection.incidents.values()):
        return
    used = _used(collection)
    declared: list[tuple[str, Named]] = [("speaker", each) for each in collection.speakers.values()]
    declared += [("party", each) for each in collection.parties.values()]
    declared += [("theme", each) for each in collection.themes.values()]
    for kind, record in declared:
        if (kind, record.id) not in used:
            yield Finding(record, f"the {kind} `{record.id}` is never used")


def _used(collection: Collection) -> set[tuple[str, str]]:
    used: set[tuple[str, str]] = {("party", each.party) for each in collection.speakers.values() if each.party}
    used |= collection.mentioned.union(*(incident.mentions for incident in collection.incidents.values()))
    # a party that a speaker stands for without saying so: both have one id
    return used | {("party", each) for kind, each in used if kind == "speaker" and each in collection.parties}
