"""What a site of a whole collection consists of: its incidents, who speaks in which, and which ask which theme.

Cost: in proportion to the claims and questions of the collection, once. `narrowed` gives each page a collection of only
the incidents that it is about, so that the pages together cost no more than their own size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from claimcheck.frozen import frozen, replace
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident
from claimcheck.views.listing import Filters, IncidentRow, incidents


@frozen
class Person:
    """A speaker with a claim, and the incidents in which it speaks."""

    id: str
    name: str
    role: str | None
    party_name: str
    claims: int
    incidents: tuple[str, ...]


@frozen
class AskedTheme:
    """A theme and the incidents that ask it."""

    id: str
    ask: str
    incidents: tuple[str, ...]


@frozen
class Site:
    """The pages of a site, besides the first one; incidents that could not be read have none."""

    schema: str
    incidents: tuple[IncidentRow, ...]
    people: tuple[Person, ...]
    themes: tuple[AskedTheme, ...]
    left_out: tuple[LeftOut, ...]


def site(collection: Collection) -> Site:
    """The pages that a collection makes."""
    rows = incidents(collection, Filters()).items
    made: Counter[str] = Counter()
    spoke: dict[str, dict[str, None]] = {}
    asked: dict[str, dict[str, None]] = {theme: {} for theme in collection.themes}
    for row in rows:
        incident = collection.incidents[row.id]
        for claim in incident.standing:
            made[claim.speaker] += 1
            spoke.setdefault(claim.speaker, {})[row.id] = None
        for theme in themes_of(incident):
            asked.setdefault(theme, {})[row.id] = None
    return Site(
        schema="claimcheck/site/1",
        incidents=rows,
        people=tuple(
            _person(collection, speaker, made[speaker], tuple(where)) for speaker, where in sorted(spoke.items())
        ),
        themes=tuple(
            AskedTheme(theme, collection.themes[theme].ask, tuple(where))
            for theme, where in sorted(asked.items())
            if theme in collection.themes
        ),
        left_out=collection.left_out,
    )


def narrowed(collection: Collection, wanted: Iterable[str]) -> Collection:
    """The same collection with some of its incidents only, and without a word on those that could not be read."""
    return replace(collection, incidents={each: collection.incidents[each] for each in wanted}, left_out=())


def themes_of(incident: Incident) -> tuple[str, ...]:
    """The themes that the questions of an incident ask, each once."""
    return tuple(dict.fromkeys(each.theme for each in incident.questions.values() if each.theme))


def _person(collection: Collection, speaker: str, claims: int, where: tuple[str, ...]) -> Person:
    known = collection.speakers.get(speaker)
    return Person(
        id=speaker,
        name=collection.speaker_name(speaker),
        role=known.role if known else None,
        party_name=collection.name(collection.party_of(speaker)),
        claims=claims,
        incidents=where,
    )
