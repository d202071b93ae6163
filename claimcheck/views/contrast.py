"""Who says what about one incident, question by question, side by side.

Cost: that of `reasoning.positions.standings`, which see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.errors import UnknownIdError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.when import When
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import By, Clock
from claimcheck.reasoning.clashes import Clash, ClashScope
from claimcheck.reasoning.origins import parties_by_place
from claimcheck.reasoning.positions import Accord, AnswerState, Position, Standing, State, parties, standings
from claimcheck.reasoning.wording import UseOfTerm, uses
from claimcheck.views.claims import ClaimRecord, claim_record


@frozen
class IncidentHead:
    """What an incident is called, and when and where it happened."""

    id: str
    title: str
    date: When | None
    place: str | None
    summary: str | None


@frozen
class PartyHead:
    """A party (or, by speaker, a speaker); `disputant` if the incident is contested between it or its side and others.

    `place` is that of its party in `speakers.yaml`, from 0: by it a party has one colour wherever it speaks.
    """

    id: str
    name: str
    disputant: bool
    side: str | None
    place: int
    role: str | None = None


@frozen
class QuestionRecord:
    """One question: how it stands, who holds what, who is silent and who contradicts whom.

    `columns` are those (parties, or sides with all theirs) whose accounts are set side by side: the disputants; where
    one of them has said nothing that is recorded, those who speak among them and whoever clashes; if nobody does, all
    that speak.
    """

    id: str
    ask: str
    kind: str
    unit: str | None
    exclusive: bool
    changes: str
    state: State
    answers: tuple[AnswerState, ...]
    positions: tuple[Position, ...]
    silent: tuple[str, ...]
    comments: tuple[str, ...]
    clashes: tuple[Clash, ...]
    commented: tuple[str, ...]
    accord: tuple[Accord, ...]
    columns: tuple[str, ...]

    def left(self, position: Position) -> bool:
        """Whether a position has been left for one that cannot stand beside it: a shift, not only a later stage."""
        earlier = (clash.between[0] for clash in self.clashes if clash.scope is ClashScope.SHIFT)
        return any((each.party, each.as_told_by) == (position.party, position.as_told_by) for each in earlier)


@frozen
class Contrast:
    """The accounts of one incident, side by side."""

    schema: str
    incident: IncidentHead
    as_of: When | None
    clock: Clock
    by: By
    shown: tuple[str, ...]
    disputants: tuple[str, ...]
    parties: tuple[PartyHead, ...]
    questions: tuple[QuestionRecord, ...]
    claims: dict[str, ClaimRecord]
    names: dict[str, str]
    terms: tuple[UseOfTerm, ...]
    unordered: tuple[str, ...]


def contrast(  # noqa: PLR0913 - one parameter an option
    collection: Collection,
    incident_id: str,
    *,
    by: By = By.PARTY,
    questions: Sequence[str] = (),
    shown: Sequence[str] = (),
    day: When | None = None,
    clock: Clock = Clock.PUBLISHED,
) -> Contrast:
    """The accounts of an incident, contested questions first.

    `questions` narrows it to some; `shown` hides the columns of all other parties and changes no state; `day` shows the
    record as it stood. Cost: that of `reasoning.positions.standings`.

    Raises:
        UnknownIdError: no such incident, question or party.
    """
    whole = collection.incident(incident_id)
    stood = as_of(collection, whole, day, clock) if day is not None else None
    incident = stood.incident if stood else whole
    everyone = parties(collection, incident, by)
    _known("question", questions, whole.questions)
    _known("party" if by is By.PARTY else "speaker", shown, parties(collection, whole, by) if stood else everyone)
    found = standings(
        collection,
        incident,
        by,
        everyone,
        questions=questions or None,
        unordered=stood.unordered if stood else (),
    )
    order = list(State)
    found.sort(key=lambda standing: order.index(standing.state))
    places = parties_by_place(collection)
    used = {claim for standing in found for position in standing.positions for claim in position.claims}
    used |= {claim for standing in found for claim in standing.comments}
    terms = tuple(uses(collection, incident, by))
    used |= {claim for use in terms for claim in use.claims}
    return Contrast(
        schema="claimcheck/contrast/1",
        incident=IncidentHead(whole.id, whole.title, whole.date, whole.place, whole.summary),
        as_of=day,
        clock=clock,
        by=by,
        shown=tuple(shown),
        disputants=whole.contesting,
        parties=tuple(_party(collection, whole, each, by, places) for each in everyone),
        questions=tuple(question_record(standing, incident, everyone) for standing in found),
        claims={claim.id: claim_record(collection, incident, claim) for claim in incident.standing if claim.id in used},
        names=_names(collection, incident, used, everyone),
        terms=terms,
        unordered=tuple(each for each in stood.unordered if _asked(whole.by_id[each], questions)) if stood else (),
    )


def _asked(claim: Claim, questions: Sequence[str]) -> bool:
    """Whether a claim bears on one of some questions; on any, if none are named."""
    stance = claim.stance
    bearing = {each.question for each in stance.commitments} | {*stance.withholds}
    bearing |= {reference.rpartition(":")[2] for reference in stance.comments}
    return not questions or not bearing.isdisjoint(questions)


def _names(collection: Collection, incident: Incident, used: set[str], everyone: list[str]) -> dict[str, str]:
    """The printed names of all parties and of everybody who speaks or relays in what is shown."""
    names = {each: collection.name(each) for each in everyone}
    names |= {side.id: side.name for side in incident.sides.values()}
    for claim in incident.standing:
        if claim.id in used:
            names |= {each: collection.speaker_name(each) for each in (claim.speaker, *claim.via) if each not in names}
    return dict(sorted(names.items()))


def _known(kind: str, given: Iterable[str], known: Iterable[str]) -> None:
    words = list(known)
    for each in given:
        if each not in words:
            raise UnknownIdError(kind, each, words)


def _party(collection: Collection, incident: Incident, identifier: str, by: By, places: dict[str, int]) -> PartyHead:
    party = collection.party_of(identifier) if by is By.SPEAKER else identifier
    speaker = collection.speakers.get(identifier)
    name = collection.name(identifier) if by is By.PARTY else collection.speaker_name(identifier)
    alone = speaker is not None and (by is By.SPEAKER or identifier not in collection.parties)
    side = incident.sides_of.get(party) if by is By.PARTY else None
    return PartyHead(
        id=identifier,
        name=name,
        disputant=incident.sides_of.get(party, party) in incident.contesting,
        side=side,
        place=places.get(party, len(places)),
        role=speaker.role if alone and speaker else None,
    )


def columns(standing: Standing, incident: Incident, everyone: Sequence[str]) -> tuple[str, ...]:
    """Whose accounts of a question are set side by side: parties, and sides in the place of theirs."""
    side = incident.sides_of
    told = {position.party for position in standing.positions}
    heard = dict.fromkeys(side.get(each, each) for each in everyone if each in told or each not in standing.silent)
    if incident.contesting and heard.keys() >= set(incident.contesting):
        return incident.contesting
    for scopes in ((ClashScope.CONTESTED,), (ClashScope.CONTESTED, ClashScope.AS_RELAYED)):
        found = [one.party for clash in standing.clashes if clash.scope in scopes for one in clash.between]
        clashing = {side.get(party, party) for party in found}
        if clashing:
            return tuple(each for each in heard if each in clashing or each in incident.contesting)
    return tuple(heard)


def question_record(
    standing: Standing, incident: Incident | None = None, everyone: Sequence[str] = ()
) -> QuestionRecord:
    """The record of one question; without its parties, no columns."""
    question = standing.question
    return QuestionRecord(
        id=question.id,
        ask=question.ask,
        kind=question.kind.value,
        unit=question.unit,
        exclusive=question.exclusive,
        changes=question.changes.value,
        state=standing.state,
        answers=standing.answers,
        positions=standing.positions,
        silent=standing.silent,
        comments=standing.comments,
        clashes=standing.clashes,
        commented=standing.commented,
        accord=standing.accord,
        columns=columns(standing, incident, everyone) if incident else (),
    )
