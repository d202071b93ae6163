"""A side is a set of parties of its own: nobody speaks for it, and its parties are in no other and no disputants.

A party in two columns would be held against itself, and words for a whole side would be nobody's.

Fails:

    disputants: [port-side, port]
    sides: {port-side: {name: The port and its friends, parties: [port]}}

Passes:

    disputants: [port-side, union]
    sides: {port-side: {name: The port and its friends, parties: [port]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Sides whose id or whose parties mean something else as well."""
    for incident in collection.incidents.values():
        home: dict[str, str] = {}
        for name, side in incident.sides.items():
            if name in collection.parties or name in collection.speakers:
                message = f"`{name}` is a party or a speaker: nobody speaks for a side"
                yield Finding(incident, message, "give the side another id", ("sides", name), at_key=True)
            for place, party in enumerate(side.parties):
                if party in home:
                    what = f"`{party}` is in `{home[party]}` already" if home[party] != name else f"`{party}` twice"
                    yield Finding(incident, what, "a party is in one side", ("sides", name, "parties", place))
                home.setdefault(party, name)
        yield from _disputants(incident, home)


def _disputants(incident: Incident, home: dict[str, str]) -> Iterator[Finding]:
    for place, party in enumerate(incident.disputants):
        if party in home:
            message = f"`{party}` is in the side `{home[party]}`, and no disputant by itself"
            yield Finding(incident, message, "name it in one of the two places", ("disputants", place))
