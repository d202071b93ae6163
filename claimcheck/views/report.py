"""One incident, whole, for publication: who speaks, what they say, what shifted, what is not known.

Cost: that of `views.contrast`.
"""

from __future__ import annotations

from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.when import When, unknown_last
from claimcheck.reasoning.origins import OriginKind, Origins, of_incident
from claimcheck.reasoning.positions import State
from claimcheck.views.agreement import Agreement, CodedBy, coded_by
from claimcheck.views.claims import ClaimRecord, claim_record
from claimcheck.views.contrast import Contrast, contrast
from claimcheck.views.listing import Filters, IncidentRow, SourceRow, incidents, sources
from claimcheck.views.timeline import Event, timeline


@frozen
class SpeakerHeard:
    """Somebody who speaks in the incident: for whom, in which office, how often and since when."""

    speaker: str
    name: str
    party: str
    party_name: str
    role: str | None
    claims: int
    first: When | None
    first_by: When | None


@frozen
class NotKnown:
    """What the record leaves open: questions nobody answers, disputants that are silent, claims without a day."""

    open_questions: tuple[str, ...]
    silent: dict[str, tuple[str, ...]]
    undated: tuple[str, ...]
    unread: tuple[str, ...]


@frozen
class Report:
    """An incident as its report shows it; sources are numbered from 1 in the order of the list.

    `events` are the dates of its three clocks, `origins` the first voices behind all positions, `names` theirs.
    `coded_by` says how far others coded the same, where that was measured.
    """

    schema: str
    contrast: Contrast
    voices: tuple[SpeakerHeard, ...]
    claims: tuple[ClaimRecord, ...]
    sources: tuple[SourceRow, ...]
    not_known: NotKnown
    events: tuple[Event, ...]
    origins: Origins
    names: dict[str, str]
    coded_by: CodedBy | None


@frozen
class Index:
    """The incidents of a collection, each with a report of its own."""

    schema: str
    items: tuple[IncidentRow, ...]
    left_out: tuple[LeftOut, ...]


def report(collection: Collection, incident_id: str, measured: Agreement | None = None) -> Report:
    """The report of one incident, with what was measured of the agreement between those who coded it.

    Raises:
        UnknownIdError: there is none of that id.
        UsageError: what was measured is not about it.
    """
    incident = collection.incident(incident_id)
    answer = contrast(collection, incident_id)
    claims = [claim_record(collection, incident, claim) for claim in incident.standing]
    claims.sort(key=_by_day)
    found = sources(collection, Filters(incident=(incident_id,))).items
    disputants = set(incident.disputants)
    origins = of_incident(collection, incident)
    speakers = {link.id for link in origins.tree if link.kind is OriginKind.SPEAKER}
    speakers |= {voice.id for voice in origins.taken_back}
    return Report(
        schema="claimcheck/report/1",
        contrast=answer,
        voices=tuple(_voices(claims, [party.id for party in answer.parties])),
        claims=tuple(claims),
        sources=tuple(sorted(found, key=_by_publication)),
        not_known=NotKnown(
            open_questions=tuple(each.id for each in answer.questions if each.state is State.OPEN),
            silent={
                each.id: tuple(party for party in each.silent if party in disputants)
                for each in answer.questions
                if disputants & set(each.silent)
            },
            undated=tuple(claim.id for claim in claims if claim.said is None),
            unread=tuple(each.id for each in found if each.url is None),
        ),
        events=timeline(collection, incident_id).events,
        origins=origins,
        names={each: collection.speaker_name(each) for each in sorted(speakers)},
        coded_by=coded_by(measured, incident_id) if measured is not None else None,
    )


def index(collection: Collection) -> Index:
    """All incidents of a collection, for the first page of their reports."""
    listed = incidents(collection, Filters())
    return Index("claimcheck/report-index/1", listed.items, listed.left_out)


def _voices(claims: list[ClaimRecord], order: list[str]) -> list[SpeakerHeard]:
    made: dict[tuple[str, str], list[ClaimRecord]] = {}
    for claim in claims:
        made.setdefault((claim.party, claim.speaker), []).append(claim)
    voices = [
        SpeakerHeard(
            speaker=speaker,
            name=theirs[0].speaker_name,
            party=party,
            party_name=theirs[0].party_name,
            role=theirs[0].as_,
            claims=len(theirs),
            first=theirs[0].said,
            first_by=theirs[0].said_by,
        )
        for (party, speaker), theirs in made.items()
    ]
    return sorted(voices, key=lambda voice: (order.index(voice.party), voice.name, voice.speaker))


def _by_day(claim: ClaimRecord) -> tuple[object, ...]:
    """An order of claims; those of one day stay in that of the file."""
    return unknown_last(claim.said)


def _by_publication(source: SourceRow) -> tuple[object, ...]:
    return (*unknown_last(source.published), source.id)
