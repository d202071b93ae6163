"""An incident as it stood on each day on which something was new in the sources recorded here.

Cost: that of `views.contrast`, once for each of the days, of which there are at most `MOST_DAYS`.
"""

from __future__ import annotations

from datetime import date

from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.when import When
from claimcheck.reasoning.days import days
from claimcheck.views.contrast import Contrast, contrast

MOST_DAYS = 60
"""Of those on which something was new; of more, some are passed over, and the last is always among those shown."""


@frozen
class Stage:
    """The record by the end of a day, and the claims that could not be read the stage before."""

    day: When
    contrast: Contrast
    new: tuple[str, ...]


@frozen
class Stages:
    """The stages of an incident in their order; `days` is the number of days on which something was new."""

    incident: str
    claims: int
    days: int
    items: tuple[Stage, ...]


def stages(collection: Collection, incident_id: str, most: int = MOST_DAYS) -> Stages:
    """The record of an incident as it grew.

    Raises:
        UnknownIdError: there is none of that id.
    """
    incident = collection.incident(incident_id)
    came = _came(collection, incident)
    every = sorted(came)
    chosen = [every[(at + 1) * len(every) // most - 1] for at in range(most)] if len(every) > most else every
    items, before = [], 0
    for number in chosen:
        day = When.parse(date.fromordinal(number).isoformat())
        new = tuple(claim for each in every if before < each <= number for claim in came[each])
        items.append(Stage(day, contrast(collection, incident_id, day=day), new))
        before = number
    return Stages(incident_id, len(incident.standing), len(every), tuple(items))


def _came(collection: Collection, incident: Incident) -> dict[int, list[str]]:
    """The claims that could be read from a day on, and not before; those of which no such day is known are in none."""
    said = days(collection, incident)
    found: dict[int, list[str]] = {}
    for claim in incident.standing:
        out = [incident.out[each] for each in claim.sources if each in incident.out]
        if out:
            first = said[claim.id].first
            found.setdefault(max(min(out), first or 0), []).append(claim.id)
    return found
