"""How many people stand behind how many reports: of one claim, of the positions on a question, of an incident.

Cost: that of `reasoning.origins`, once for the whole and once for each position counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident, Question
from claimcheck.model.keys import Sort
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.origins import PUBLISHER, OriginKind, Origins, of_claim, of_incident, of_question
from claimcheck.views.claims import ClaimRecord, QuestionWords, asked_by, claim_record
from claimcheck.views.listing import SourceRow, source_row


@frozen
class Summed:
    """An answer, affirmed or denied."""

    answer: str
    polarity: Polarity


@frozen
class PositionOrigins:
    """The origins of all that affirm, or deny, one answer; of an incident, of all positions on one question.

    `sums` are the positions whose origins are counted together.
    """

    question: str
    ask: str
    kind: str
    unit: str | None
    answers: dict[str, str]
    answer: str | None
    polarity: Polarity | None
    sums: tuple[Summed, ...]
    origins: Origins


@frozen
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
    asked: dict[str, QuestionWords]
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
        names=_names(collection, whole, claims),
        asked=asked_by((incident, claim) for claim in claims),
        left_out=collection.left_out,
    )


def _taken(incident: Incident, question: Question) -> tuple[Summed, ...]:
    """The positions on a question, in the order of its answers (of values, by value), affirmed first."""
    taken = {
        Summed(each.answer, each.polarity)
        for claim in incident.standing
        if claim.condition is None
        for each in claim.on(question.id)
    }
    order = {answer: place for place, answer in enumerate(question.answers)}

    def by_answer(each: Summed) -> tuple[object, ...]:
        place = getattr(question.value(each.answer), "sort_key", (order.get(each.answer, len(order)),))
        return (place, each.answer, each.polarity is Polarity.DENIES)

    return tuple(sorted(taken, key=by_answer))


def _answers(collection: Collection, incident: Incident, question: Question) -> Iterator[PositionOrigins]:
    for each in _taken(incident, question):
        origins = of_question(collection, incident, question.id, each.answer, each.polarity)
        yield _position(question, each, (each,), origins)


def _questions(collection: Collection, incident: Incident) -> Iterator[PositionOrigins]:
    for question in incident.questions.values():
        origins = of_question(collection, incident, question.id)
        if origins.reports or origins.taken_back:
            yield _position(question, None, _taken(incident, question), origins)


def _position(question: Question, of: Summed | None, sums: tuple[Summed, ...], origins: Origins) -> PositionOrigins:
    return PositionOrigins(
        question=question.id,
        ask=question.ask,
        kind=question.kind.value,
        unit=question.unit,
        answers={each: question.text(each) for each in question.answers},
        answer=of.answer if of else None,
        polarity=of.polarity if of else None,
        sums=sums,
        origins=origins,
    )


def _claims(incident: Incident, whole: Origins, named: Claim | None) -> list[Claim]:
    """The claims that were counted and those under whose ids the tree has their utterances, in the file's order."""
    used = {claim for voice in (*whole.first, *whole.taken_back) for claim in voice.claims}
    used |= {link.id for link in whole.tree if link.depth == 0}
    used |= {named.id} if named else set()
    return [claim for claim in incident.claims if claim.id in used]


def _sources(incident: Incident, whole: Origins, claims: list[Claim]) -> dict[str, SourceRow]:
    used = {link.id for link in whole.tree if link.depth and link.id in incident.sources}
    return {
        source.id: source_row(incident, source, sum(source.id in claim.sources for claim in claims))
        for source in incident.sources.values()
        if source.id in used
    }


def _names(collection: Collection, whole: Origins, claims: Iterable[Claim]) -> dict[str, str]:
    """Printed names of speakers and parties; of voices that are only publishers, the publisher."""
    people = {each for claim in claims for each in (claim.speaker, *claim.via)}
    people |= {link.id for link in whole.tree if link.kind is OriginKind.SPEAKER}
    names = {each: collection.speaker_name(each) for each in people}
    for voice in (*whole.first, *whole.taken_back):
        names.setdefault(voice.id, collection.speaker_name(voice.id).removeprefix(PUBLISHER))
        for party in voice.parties:
            names.setdefault(party, names[voice.id] if party == voice.id else collection.name(party))
    return dict(sorted(names.items()))
