"""One incident by its three clocks, which are never mixed: when it happened, when it was said, when it was published.

Cost: in proportion to the claims and sources of the incident.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Kind
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When
from claimcheck.reasoning.positions import parties
from claimcheck.reasoning.statements import by_question
from claimcheck.views.claims import Asked, ClaimRecord, asked_of, claim_record
from claimcheck.views.contrast import IncidentHead


class Hand(StrEnum):
    """Which of the three clocks a date belongs to."""

    HAPPENED = "happened"
    SAID = "said"
    PUBLISHED = "published"


@frozen
class Event:
    """One date of one clock.

    Of what happened: whose account it is, on which question, affirmed or denied (the curator's own date of the incident
    has neither). Of what was said: one utterance, with every claim that gives it. Of what was published: one source and
    the claims that it prints.
    """

    clock: Hand
    when: When
    question: str | None
    polarity: Polarity | None
    party: str | None
    as_told_by: str | None
    source: str | None
    claims: tuple[str, ...]


@frozen
class Timeline:
    """The dates of an incident in order of their first days; `undated` are claims and sources without one.

    An open end counts as unknown in `first` and `last`.
    """

    schema: str
    incident: IncidentHead
    first: str | None
    last: str | None
    events: tuple[Event, ...]
    undated_claims: tuple[str, ...]
    undated_sources: tuple[str, ...]
    questions: dict[str, Asked]
    claims: dict[str, ClaimRecord]
    publishers: dict[str, str]
    names: dict[str, str]


def timeline(collection: Collection, incident_id: str) -> Timeline:
    """The three clocks of an incident.

    Raises:
        UnknownIdError: no such incident.
    """
    incident = collection.incident(incident_id)
    place = {party: at for at, party in enumerate(parties(collection, incident))}
    events = sorted(
        (*_happened(collection, incident), *_said(collection, incident), *_published(incident)),
        key=lambda event: _order(event, place),
    )
    printed = {source for claim in incident.standing for source in claim.sources if source in incident.sources}
    days = [day for each in events for day in (each.when.low, each.when.high) if day is not None]
    voices = {each for claim in incident.standing for each in (claim.speaker, *claim.via, collection.party(claim))}
    return Timeline(
        schema="claimcheck/timeline/1",
        incident=IncidentHead(incident.id, incident.title, incident.date, incident.place, incident.summary),
        first=_iso(min(days)) if days else None,
        last=_iso(max(days)) if days else None,
        events=tuple(events),
        undated_claims=tuple(claim.id for claim in incident.standing if incident.day(claim) is None),
        undated_sources=tuple(
            each for each in incident.sources if each in printed and not incident.sources[each].published
        ),
        questions={each.id: asked_of(each) for each in incident.questions.values()},
        claims={claim.id: claim_record(collection, incident, claim) for claim in incident.standing},
        publishers={each.id: each.publisher for each in incident.sources.values() if each.id in printed},
        names={each: collection.name(each) for each in sorted(voices)},
    )


def _happened(collection: Collection, incident: Incident) -> Iterator[Event]:
    if incident.date is not None:
        yield Event(Hand.HAPPENED, incident.date, None, None, None, None, None, ())
    for question, statements in by_question(collection, incident).items():
        if incident.questions[question].kind is not Kind.DATE:
            continue
        told: dict[tuple[str, str, str, Polarity], list[str]] = {}
        for each in statements:
            told.setdefault(each.key, []).append(each.claim.id)
        for (party, teller, answer, polarity), claims in told.items():
            when = When.parse(answer)
            yield Event(Hand.HAPPENED, when, question, polarity, party, teller or None, None, tuple(claims))


def _said(collection: Collection, incident: Incident) -> Iterator[Event]:
    told: dict[tuple[str, str, str | None], list[Claim]] = {}
    for claim in incident.standing:
        whose = (collection.party(claim), collection.teller(claim))
        told.setdefault((incident.utterances[claim.id], *whose), []).append(claim)
    for (_, party, teller), claims in told.items():
        day = incident.day(claims[0])
        if day is not None:
            ids = tuple(claim.id for claim in claims)
            yield Event(Hand.SAID, day, None, None, party, teller, claims[0].source, ids)


def _published(incident: Incident) -> Iterator[Event]:
    printed: dict[str, dict[str, None]] = {}
    for claim in incident.standing:
        for source_id in claim.sources:
            printed.setdefault(source_id, {})[claim.id] = None
    for source in incident.sources.values():
        if source.id in printed and source.published is not None:
            yield Event(Hand.PUBLISHED, source.published, None, None, None, None, source.id, tuple(printed[source.id]))


def _order(event: Event, place: dict[str, int]) -> tuple[object, ...]:
    return (
        event.when.sort_key,
        list(Hand).index(event.clock),
        event.question or "",
        place.get(event.party or "", -1),
        event.as_told_by or "",
        event.polarity or "",
        event.source or "",
        event.claims,
    )


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
