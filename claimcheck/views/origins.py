"""How many people stand behind how many reports: of one claim, of the positions on a question, of an incident.

Cost: that of `reasoning.origins`, once for the whole and once for each position counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.errors import UsageError
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident, Question
from claimcheck.model.keys import Sort
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.origins import Origins, of_claim, of_incident, of_question
from claimcheck.views.claims import Asked, ClaimRecord, asked_by, claim_record
from claimcheck.views.listing import SourceRow


@dataclass(frozen=True, slots=True)
class PositionOrigins:
    """The origins of all that affirm, or deny, one answer; of an incident, of all positions on one question."""

    question: str
    ask: str
    kind: str
    unit: str | None
    answer: str | None
    polarity: Polarity | None
    origins: Origins


@dataclass(frozen=True, slots=True)
class OriginsOf:
    """Where some claims come from; `origins` counts the whole, `positions` its parts."""

    schema: str
    sort: Sort
    id: str
    incident: str
    title: str
    origins: Origins
    positions: tuple[PositionOrigins, ...]
    claims: dict[str, ClaimRecord]
    sources: dict[str, SourceRow]
    names: dict[str, str]
    asked: dict[str, Asked]
    left_out: tuple[LeftOut, ...]


def origins_of(collection: Collection, identifier: str) -> OriginsOf:
    """The first voices behind the claim, question or incident that an id names.

    Raises:
        UnknownIdError: nothing has that id.
        AmbiguousIdError: it names more than one thing.
        UsageError: it names something else.
    """
    found = collection.find(identifier)
    incident, thing = found.incident, found.thing
    if incident is None or not isinstance(thing, Claim | Question | Incident):
        raise UsageError(
            f"`{identifier}` names a {found.sort}, and what has origins is a claim, a question or an incident",
            "`claimcheck crossref` follows speakers, parties and publishers",
        )
    parts: tuple[PositionOrigins, ...] = ()
    match thing:
        case Claim():
            whole, title = of_claim(collection, incident, thing), ""
        case Question():
            whole, title = of_question(collection, incident, thing.id), thing.ask
            parts = tuple(_answers(collection, incident, thing))
        case Incident():
            whole, title = of_incident(collection, incident), thing.title
            parts = tuple(_questions(collection, incident))
    claims = _claims(incident, whole, thing if isinstance(thing, Claim) else None)
    return OriginsOf(
        schema="claimcheck/origins/1",
        sort=found.sort,
        id=thing.id,
        incident=incident.id,
        title=title,
        origins=whole,
        positions=parts,
        claims={claim.id: claim_record(collection, incident, claim) for claim in claims},
        sources=_sources(incident, whole, claims),
        names=_names(collection, incident, whole, claims),
        asked=asked_by((incident, claim) for claim in claims),
        left_out=collection.left_out,
    )


def _answers(collection: Collection, incident: Incident, question: Question) -> Iterator[PositionOrigins]:
    """The positions on a question, in the order of its answers (of values, as they are written), affirmed first."""
    taken = {
        (each.answer, each.polarity): None
        for claim in incident.standing
        if claim.condition is None
        for each in claim.on(question.id)
    }
    order = {answer: place for place, answer in enumerate(question.answers)}
    for answer, polarity in sorted(
        taken, key=lambda key: (order.get(key[0], len(order)), key[0], key[1] is Polarity.DENIES)
    ):
        origins = of_question(collection, incident, question.id, answer, polarity)
        yield PositionOrigins(question.id, question.ask, question.kind.value, question.unit, answer, polarity, origins)


def _questions(collection: Collection, incident: Incident) -> Iterator[PositionOrigins]:
    for question in incident.questions.values():
        origins = of_question(collection, incident, question.id)
        if origins.reports:
            yield PositionOrigins(question.id, question.ask, question.kind.value, question.unit, None, None, origins)


def _claims(incident: Incident, whole: Origins, named: Claim | None) -> list[Claim]:
    """The claims that were counted and those under whose ids the tree has their utterances, in the file's order."""
    used = {claim for voice in whole.first for claim in voice.claims}
    used |= {link.id for link in whole.tree if link.depth == 0}
    used |= {named.id} if named else set()
    return [claim for claim in incident.claims if claim.id in used]


def _sources(incident: Incident, whole: Origins, claims: list[Claim]) -> dict[str, SourceRow]:
    used = {link.id for link in whole.tree if link.depth and link.id in incident.sources}
    return {
        source.id: SourceRow(
            id=source.id,
            incident=incident.id,
            publisher=source.publisher,
            title=source.title,
            published=source.published,
            language=source.language,
            url=source.url,
            archived=source.archived,
            derived_from=source.derived_from,
            claims=sum(source.id in claim.sources for claim in claims),
            note=source.note,
        )
        for source in incident.sources.values()
        if source.id in used
    }


def _names(collection: Collection, incident: Incident, whole: Origins, claims: Iterable[Claim]) -> dict[str, str]:
    """Printed names of speakers and parties; of voices that are only publishers (`source:` and id), the publisher."""
    people = {each for claim in claims for each in (claim.speaker, *claim.via)}
    people |= {link.id for link in whole.tree if link.depth and link.id in collection.speakers}
    names = {each: collection.speaker_name(each) for each in people}
    for voice in whole.first:
        source = incident.sources.get(voice.id.removeprefix("source:"))
        names.setdefault(voice.id, source.publisher if source else collection.speaker_name(voice.id))
        names.setdefault(voice.party, names[voice.id] if voice.party == voice.id else collection.name(voice.party))
    return dict(sorted(names.items()))
