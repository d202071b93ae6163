"""Who calls the thing what: each declared term by party, since when and how often, and who had it first.

A term that somebody uses only to reject it ("I was not captured") is kept apart. Where the words were printed in
another language than they were said in, the choice of a word is the outlet's: hence publishers and languages. Cost:
that of `reasoning.wording.uses`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from claimcheck.errors import UnknownIdError
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.day import Day
from claimcheck.model.incident import Incident
from claimcheck.model.when import When, unknown_last
from claimcheck.reasoning.days import days
from claimcheck.reasoning.wording import UseOfTerm, uses


@frozen
class Rendering:
    """An outlet that printed a term, in which language, in how many claims."""

    publisher: str
    language: str | None
    claims: int


@frozen
class TermUse:
    """One party's use of a term in one incident; `utterances` counts what restates one another once.

    `form` is the form of the term that stands in the earliest quote, as it stands there; `first_by` is the last day
    that its day can be, where that says more than `first`.
    """

    incident: str
    group: str
    term: str
    form: str
    party: str
    as_told_by: str | None
    count: int
    utterances: int
    first: When | None
    first_by: When | None
    printed_by: tuple[Rendering, ...]
    claims: tuple[str, ...]


@frozen
class User:
    """Somebody who uses a term, in which form at first, and since when."""

    party: str
    as_told_by: str | None
    form: str
    first: When | None
    first_by: When | None


@frozen
class Career:
    """Who brought a term in and who took it up later, in order of days.

    If `brought_in` holds more than one, which of them was first cannot be told.
    """

    incident: str
    group: str
    term: str
    brought_in: tuple[User, ...]
    taken_up: tuple[User, ...]


@frozen
class Wording:
    """The terms of one incident, or of the claims that bear on one theme; uses that only reject a term apart."""

    schema: str
    incident: str | None
    theme: str | None
    title: str
    uses: tuple[TermUse, ...]
    rejected: tuple[TermUse, ...]
    careers: tuple[Career, ...]
    names: dict[str, str]
    left_out: tuple[LeftOut, ...]


def wording_of_incident(collection: Collection, incident_id: str) -> Wording:
    """The terms of one incident.

    Raises:
        UnknownIdError: no such incident.
    """
    incident = collection.incident(incident_id)
    return _wording(collection, [incident], incident=incident.id, theme=None, title=incident.title)


def wording_of_theme(collection: Collection, theme_id: str) -> Wording:
    """The terms in those claims that bear on one theme, term by term through all incidents that ask it.

    Raises:
        UnknownIdError: no such theme.
    """
    if theme_id not in collection.themes:
        raise UnknownIdError("theme", theme_id, collection.themes)
    found = []
    for incident in sorted(collection.incidents.values(), key=_incident_order):
        asked = {question.id for question in incident.questions.values() if question.theme == theme_id}
        if asked:
            found.append(incident.with_claims(tuple(each for each in incident.claims if each.stance.questions & asked)))
    return _wording(collection, found, incident=None, theme=theme_id, title=collection.themes[theme_id].ask)


def _wording(
    collection: Collection, incidents: list[Incident], *, incident: str | None, theme: str | None, title: str
) -> Wording:
    made = [(each, use) for each in incidents for use in uses(collection, each)]
    order: dict[str, int] = {}
    for each in incidents:
        for group in each.terms.values():
            for term in group:
                order.setdefault(term, len(order))
    if theme is not None:
        made.sort(key=lambda pair: order[pair[1].term])  # the rest of the order stays: sorting is stable
    records = [(_term_use(each, use), use.rejected) for each, use in made]
    people = {name for record, _ in records for name in (record.party, record.as_told_by) if name}
    return Wording(
        schema="claimcheck/wording/1",
        incident=incident,
        theme=theme,
        title=title,
        uses=tuple(record for record, rejected in records if not rejected),
        rejected=tuple(record for record, rejected in records if rejected),
        careers=tuple(_careers(collection, ((each, use) for each, use in made if not use.rejected))),
        names={name: collection.name(name) for name in sorted(people)},
        left_out=collection.left_out if theme is not None else (),
    )


def _term_use(incident: Incident, use: UseOfTerm) -> TermUse:
    printed: Counter[tuple[str, str]] = Counter()
    for identifier in use.claims:
        claim = incident.by_id[identifier]
        source = incident.sources.get(claim.source)
        printed[source.publisher if source else claim.source, incident.language(claim) or ""] += 1
    return TermUse(
        incident=incident.id,
        group=use.group,
        term=use.term,
        form=use.form,
        party=use.party,
        as_told_by=use.as_told_by,
        count=use.count,
        utterances=len({incident.utterances[claim] for claim in use.claims}),
        first=use.first,
        first_by=use.first_by,
        printed_by=tuple(
            Rendering(publisher, language or None, times) for (publisher, language), times in sorted(printed.items())
        ),
        claims=use.claims,
    )


def _careers(collection: Collection, made: Iterable[tuple[Incident, UseOfTerm]]) -> list[Career]:
    """Of each term, whom nobody surely precedes, and all others."""
    found: dict[tuple[str, str, str], list[tuple[Incident, UseOfTerm]]] = {}
    for incident, use in made:
        found.setdefault((incident.id, use.group, use.term), []).append((incident, use))
    careers = []
    for (incident_id, group, term), used in found.items():
        said = days(collection, used[0][0])
        spans = [_first_use([said[claim] for claim in use.claims]) for _, use in used]
        known = min((latest for _, latest in spans if latest is not None), default=None)
        users = [User(use.party, use.as_told_by, use.form, use.first, use.first_by) for _, use in used]
        later = [known is not None and earliest is not None and known < earliest for earliest, _ in spans]
        careers.append(
            Career(
                incident=incident_id,
                group=group,
                term=term,
                brought_in=tuple(user for user, after in zip(users, later, strict=True) if not after),
                taken_up=tuple(user for user, after in zip(users, later, strict=True) if after),
            )
        )
    return careers


def _first_use(uses: list[Day]) -> tuple[int | None, int | None]:
    """The earliest and the latest day that the first of some uses can have; None where there is no such bound."""
    firsts = [day.first for day in uses if day.first is not None]
    lasts = [day.last for day in uses if day.last is not None]
    return (min(firsts) if len(firsts) == len(uses) else None, min(lasts, default=None))


def _incident_order(incident: Incident) -> tuple[bool, tuple[int, int, str], str]:
    return (*unknown_last(incident.date), incident.id)
