"""Whoever somebody speaks for, and whoever disputes, is a declared party or a speaker who stands for itself.

A misspelt party would make a side of its own, and what it says would be held against its own people.

Fails:

    disputants: [prot, union]

Passes:

    disputants: [port, night-watchman]
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import Guess, guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Parties of speakers, claims and sides, and disputants, that are neither a party nor a speaker without one."""
    for speaker in collection.speakers.values():
        if speaker.party is not None and (wrong := _wrong(collection, speaker.party)):
            yield Finding(speaker, *wrong, ("party",))
    for incident in collection.incidents.values():
        for place, party in enumerate(incident.disputants):
            if (
                party not in incident.sides
                and not incident.lost("sides", party)
                and (wrong := _wrong(collection, party))
            ):
                yield Finding(incident, *wrong, ("disputants", place))
        for name, side in incident.sides.items():
            for place, party in enumerate(side.parties):
                if wrong := _wrong(collection, party):
                    yield Finding(incident, *wrong, ("sides", name, "parties", place))
        for claim in incident.claims:
            if (
                claim.party is not None
                and "party" not in claim.inherited
                and (wrong := _wrong(collection, claim.party))
            ):
                yield Finding(claim, *wrong, ("party",))


def _wrong(collection: Collection, party: str) -> tuple[str, str | Guess] | None:
    """What is wrong with a party's id, and a hint."""
    if party in collection.parties or collection.lost("parties", party) or collection.lost("speakers", party):
        return None
    speaker = collection.speakers.get(party)
    if speaker is None:
        alone = [each.id for each in collection.speakers.values() if each.party in (None, each.id)]
        return f"unknown party `{party}`", guess(party, [*collection.parties, *alone])
    if speaker.party in (None, speaker.id):
        return None
    return f"`{party}` is not a party: it speaks for `{speaker.party}`", Guess(
        f"write `{speaker.party}`", (speaker.party,)
    )
