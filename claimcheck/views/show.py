"""One thing, whole, with everything that refers to it.

Cost: in proportion to the claims of the collection.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, Found
from claimcheck.model.incident import Incident, Question, Theme
from claimcheck.model.keys import Sort
from claimcheck.model.location import Location
from claimcheck.model.record import Record
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.reasoning.positions import Standing, parties, standings
from claimcheck.views.claims import ClaimRecord, QuestionWords, asked_by, claim_record
from claimcheck.views.contrast import QuestionRecord, question_record


@frozen
class Reference:
    """Something that refers to the thing shown: what it is, its id, and by which key it refers."""

    sort: Sort
    id: str
    by: str


@frozen
class Show:
    """A thing as it was written (`record`), the claims that belong to it and all that refers to it.

    `asked` are the questions that the claims bear on, each by its incident and id.
    """

    schema: str
    sort: Sort
    id: str
    incident: str | None
    title: str
    location: str
    record: Record
    claims: tuple[ClaimRecord, ...]
    references: tuple[Reference, ...]
    questions: tuple[QuestionRecord, ...]
    names: dict[str, str]
    asked: dict[str, QuestionWords]


def show(collection: Collection, identifier: str) -> Show:
    """The thing that an id names.

    Raises:
        UnknownIdError: nothing has that id.
        AmbiguousIdError: it names more than one kind of thing.
    """
    found = collection.find(identifier)
    claims = list(_claims(collection, found))
    inside = found.incident if found.sort in (Sort.INCIDENT, Sort.QUESTION) else None
    everyone = parties(collection, inside) if inside else []
    stands = standings(collection, inside, everyone=everyone) if inside else []
    if isinstance(found.thing, Question):
        stands = [each for each in stands if each.question.id == found.thing.id]
    records = tuple(claim_record(collection, incident, claim) for incident, claim in claims)
    return Show(
        schema="claimcheck/show/1",
        sort=found.sort,
        id=found.thing.id,
        incident=found.incident.id if found.incident else None,
        title=_title(collection, found),
        location=_place(found.thing.location),
        record=found.thing,
        claims=records,
        references=tuple(_references(collection, found)),
        questions=tuple(question_record(each, inside, everyone) for each in stands),
        names=_names(collection, records, stands),
        asked=asked_by(claims),
    )


def _names(collection: Collection, claims: tuple[ClaimRecord, ...], stands: list[Standing]) -> dict[str, str]:
    names = {each: collection.speaker_name(each) for claim in claims for each in (claim.speaker, *claim.via)}
    for standing in stands:
        parties = [position.party for position in standing.positions]
        tellers = [position.as_told_by for position in standing.positions if position.as_told_by]
        names |= {each: collection.name(each) for each in (*parties, *standing.silent)}
        names |= {each: collection.speaker_name(each) for each in tellers}
    return dict(sorted(names.items()))


def _place(location: Location) -> str:
    return f"{location.file}:{location.line}"


def _title(collection: Collection, found: Found) -> str:
    thing = found.thing
    match thing:
        case Incident():
            return thing.title
        case Question() | Theme():
            return thing.ask
        case Claim():
            return f"{collection.speaker_name(thing.speaker)}: {thing.id}"
        case Source():
            return f"{thing.publisher}: {thing.title}" if thing.title else thing.publisher
        case Party() | Speaker():
            return thing.name


def _claims(collection: Collection, found: Found) -> Iterator[tuple[Incident, Claim]]:
    incidents = [found.incident] if found.incident else list(collection.incidents.values())
    for incident in incidents:
        for claim in incident.standing:
            if _belongs(collection, incident, claim, found):
                yield incident, claim


def _belongs(collection: Collection, incident: Incident, claim: Claim, found: Found) -> bool:
    name = found.thing.id
    match found.sort:
        case Sort.INCIDENT:
            return True
        case Sort.CLAIM:
            return claim.id == name
        case Sort.SOURCE:
            return name in claim.sources
        case Sort.SPEAKER:
            return name == claim.speaker
        case Sort.PARTY:
            return collection.party(claim) == name
        case Sort.QUESTION:
            return _bears_on(claim, {name})
        case Sort.THEME:
            return _bears_on(claim, {each.id for each in incident.questions.values() if each.theme == name})


def _bears_on(claim: Claim, questions: set[str]) -> bool:
    bearing = {each.question for each in claim.stance.commitments} | set(claim.stance.withholds)
    bearing |= {reference.rpartition(":")[2] for reference in claim.stance.comments}
    return bool(bearing & questions)


def _references(collection: Collection, found: Found) -> Iterator[Reference]:
    name = found.thing.id
    incidents = [found.incident] if found.incident else list(collection.incidents.values())
    if found.sort is Sort.PARTY:
        for speaker in collection.speakers.values():
            if speaker.party == name:
                yield Reference(Sort.SPEAKER, speaker.id, "party")
    side = found.sort is Sort.PARTY or (found.sort is Sort.SPEAKER and name not in collection.parties)
    for incident in incidents:
        if side and name in incident.disputants:
            yield Reference(Sort.INCIDENT, incident.id, "disputants")
        for question in incident.questions.values():
            if found.sort is Sort.THEME and question.theme == name:
                yield Reference(Sort.QUESTION, f"{incident.id}/{question.id}", "theme")
        for source in incident.sources.values():
            origins = {each.removeprefix("source:") for each in source.derived_from}
            wanted = {Sort.SOURCE: name, Sort.SPEAKER: f"speaker:{name}"}.get(found.sort)
            if wanted in origins:
                yield Reference(Sort.SOURCE, f"{incident.id}/{source.id}", "derived_from")
        for claim in incident.claims:
            for key, values in _keys(claim):
                if (found.sort, key) in _REFERRING and name in values:
                    yield Reference(Sort.CLAIM, claim.full_id, key)


_REFERRING = {
    (Sort.CLAIM, "restates"),
    (Sort.CLAIM, "replaces"),
    (Sort.CLAIM, "comments"),
    (Sort.SPEAKER, "via"),
    (Sort.PARTY, "party"),
}


def _keys(claim: Claim) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "restates", (claim.restates or "",)
    yield "replaces", (claim.replaces or "",)
    yield "comments", tuple(reference.removeprefix("claim:") for reference in claim.stance.comments)
    yield "via", claim.via
    yield "party", (claim.party or "",)
