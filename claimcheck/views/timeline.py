"""One incident by its three clocks, which are never mixed: when it happened, when it was said, when it was published.

Cost: in proportion to the claims and sources of the incident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Kind
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.days import days
from claimcheck.reasoning.positions import parties
from claimcheck.reasoning.statements import Statement, by_question, surely_before
from claimcheck.views.claims import ClaimRecord, QuestionWords, asked_of, claim_record
from claimcheck.views.contrast import IncidentHead


class Hand(StrEnum):
    """Which of the three clocks a date belongs to."""

    HAPPENED = "happened"
    SAID = "said"
    PUBLISHED = "published"


@frozen
class Event:
    """One date of one clock; `by` is the last day that it can be, where that says more.

    Of what happened: whose account it is, on which question, affirmed or denied, and how at its plainest (the curator's
    own date of the incident has none of it). Of what was said: one utterance, with every claim that gives it. Of what
    was published: one source and the claims that it prints.
    """

    clock: Hand
    when: When
    question: str | None
    polarity: Polarity | None
    party: str | None
    as_told_by: str | None
    source: str | None
    claims: tuple[str, ...]
    by: When | None = None
    grade: Stance | None = None


@frozen
class Timeline:
    """The dates of an incident in order of their first days; `undated` are claims and sources without one.

    An open end counts as unknown in `first` and `last`; `unordered` are claims that cannot be ordered against `as_of`.
    """

    schema: str
    incident: IncidentHead
    as_of: When | None
    clock: Clock
    unordered: tuple[str, ...]
    first: str | None
    last: str | None
    events: tuple[Event, ...]
    undated_claims: tuple[str, ...]
    undated_sources: tuple[str, ...]
    questions: dict[str, QuestionWords]
    claims: dict[str, ClaimRecord]
    publishers: dict[str, str]
    names: dict[str, str]


def timeline(
    collection: Collection, incident_id: str, *, day: When | None = None, clock: Clock = Clock.PUBLISHED
) -> Timeline:
    """The three clocks of an incident; with `day`, the record as it stood.

    Raises:
        UnknownIdError: no such incident.
    """
    whole = collection.incident(incident_id)
    stood = as_of(collection, whole, day, clock) if day is not None else None
    incident = stood.incident if stood else whole
    events = sorted(
        (*_happened(collection, incident), *_said(collection, incident), *_published(incident, day)),
        key=_order(incident, parties(collection, incident)),
    )
    printed = _printed(incident, day)
    said = days(collection, incident)
    named = [number for each in events for number in (each.when.low, each.when.high) if number is not None]
    voices = {each for claim in incident.standing for each in (claim.speaker, *claim.via, collection.party(claim))}
    return Timeline(
        schema="claimcheck/timeline/1",
        incident=IncidentHead(incident.id, incident.title, incident.date, incident.place, incident.summary),
        as_of=day,
        clock=clock,
        unordered=stood.unordered if stood else (),
        first=_iso(min(named)) if named else None,
        last=_iso(max(named)) if named else None,
        events=tuple(events),
        undated_claims=tuple(claim.id for claim in incident.standing if said[claim.id].about is None),
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
        told: dict[tuple[str, str, str, Polarity], list[Statement]] = {}
        for each in statements:
            told.setdefault(each.key, []).append(each)
        for (party, teller, answer, polarity), found in told.items():
            when, claims = When.parse(answer), tuple(each.claim.id for each in found)
            grade = min((each.stance for each in found), key=lambda stance: stance.plainness)
            yield Event(Hand.HAPPENED, when, question, polarity, party, teller or None, None, claims, grade=grade)


def _said(collection: Collection, incident: Incident) -> Iterator[Event]:
    said = days(collection, incident)
    told: dict[tuple[str, str, str | None], list[Claim]] = {}
    for claim in incident.standing:
        whose = (collection.party(claim), collection.teller(claim))
        told.setdefault((incident.utterances[claim.id], *whose), []).append(claim)
    for (_, party, teller), claims in told.items():
        day = said[claims[0].id]
        when = day.about
        if when is not None:
            ids = tuple(claim.id for claim in claims)
            bound = day.by if day.guess is not None else None
            yield Event(Hand.SAID, when, None, None, party, teller, claims[0].source, ids, bound)


def _printed(incident: Incident, day: When | None) -> dict[str, dict[str, None]]:
    """The sources that were not surely out later than a day only, each with the claims that it prints."""
    printed: dict[str, dict[str, None]] = {}
    for claim in incident.standing:
        for source_id in claim.sources:
            source = incident.sources.get(source_id)
            if source is not None and not surely_before(day, source.published):
                printed.setdefault(source_id, {})[claim.id] = None
    return printed


def _published(incident: Incident, day: When | None) -> Iterator[Event]:
    printed = _printed(incident, day)
    for source in incident.sources.values():
        if source.id in printed and source.published is not None:
            yield Event(Hand.PUBLISHED, source.published, None, None, None, None, source.id, tuple(printed[source.id]))


def _order(incident: Incident, parties: list[str]) -> Callable[[Event], tuple[object, ...]]:
    """An order of events: by day and clock, then as questions, parties, claims and sources stand in the files."""
    places = [
        {each: at for at, each in enumerate(several)}
        for several in (incident.questions, parties, [claim.id for claim in incident.claims], incident.sources)
    ]
    questions, voices, claims, sources = places

    def by_day(event: Event) -> tuple[object, ...]:
        return (
            event.when.sort_key,
            list(Hand).index(event.clock),
            questions.get(event.question or "", -1),
            voices.get(event.party or "", -1),
            event.as_told_by is not None,
            event.polarity or "",
            min((claims[each] for each in event.claims), default=-1),
            sources.get(event.source or "", -1),
        )

    return by_day


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
