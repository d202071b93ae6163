"""What a collection holds, kind by kind, narrowed by filters that combine.

Cost: in proportion to the claims of the collection (for incidents, also that of their standings).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from claimcheck.errors import UnknownIdError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.stance import Stance
from claimcheck.model.when import When, unknown_last
from claimcheck.reasoning.positions import State, standings
from claimcheck.reasoning.wording import UseOfTerm, uses
from claimcheck.views.claims import ClaimRecord, QuestionWords, asked_by, claim_record

Item = TypeVar("Item")


@frozen
class Listing(Generic[Item]):
    """Items of one kind, and the incidents that could not be read."""

    schema: str
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]


@frozen
class Claims(Listing[ClaimRecord]):
    """Claims, and what the questions ask that they bear on, each by its incident and id."""

    asked: dict[str, QuestionWords]


@frozen
class Filters:
    """What to keep; each filter takes any of its values, and all filters must agree.

    A day is compared as far as it is known: what cannot have been said within the span is dropped.
    """

    incident: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    stance: tuple[Stance, ...] = ()
    question: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    since: When | None = None
    until: When | None = None

    @property
    def about_claims(self) -> bool:
        """Whether any filter looks at claims, and not only at incidents and themes."""
        return bool(
            self.party or self.speaker or self.stance or self.question or self.source or self.since or self.until
        )

    @property
    def any(self) -> bool:
        """Whether there is any filter at all."""
        return bool(self.incident or self.theme or self.about_claims)


@frozen
class IncidentRow:
    """An incident, and how many of each it has; drafts are not counted."""

    id: str
    title: str
    date: When | None
    place: str | None
    claims: int
    parties: int
    questions: int
    contested: int


@frozen
class SpeakerRow:
    """A speaker and the claims that it made."""

    id: str
    name: str
    aliases: tuple[str, ...]
    party: str | None
    role: str | None
    unnamed: bool
    claims: int
    incidents: tuple[str, ...]


@frozen
class PartyRow:
    """A party, declared or a speaker that stands for itself."""

    id: str
    name: str
    speakers: int
    claims: int
    incidents: tuple[str, ...]


@frozen
class SourceRow:
    """A source and the claims that were read in it."""

    id: str
    incident: str
    publisher: str
    title: str | None
    published: When | None
    language: str | None
    url: str | None
    archived: str | None
    derived_from: tuple[str, ...]
    claims: int
    note: str | None


@frozen
class QuestionRow:
    """A question and how it stands."""

    id: str
    incident: str
    ask: str
    kind: str
    theme: str | None
    state: State
    parties: int
    claims: int


@frozen
class ThemeRow:
    """A theme and the questions that ask it."""

    id: str
    ask: str
    answers: tuple[str, ...]
    questions: tuple[str, ...]


@frozen
class TermRow:
    """One party's use of one term in an incident."""

    incident: str
    group: str
    term: str
    party: str
    as_told_by: str | None
    count: int
    rejected: bool
    first: When | None


def incidents(collection: Collection, filters: Filters) -> Listing[IncidentRow]:
    """All incidents, by date and id."""
    _known(collection, filters)
    rows = []
    for incident in fitting_incidents(collection, filters):
        if filters.about_claims and not any(_fits(collection, incident, claim, filters) for claim in incident.standing):
            continue
        stands = standings(collection, incident)
        rows.append(
            IncidentRow(
                id=incident.id,
                title=incident.title,
                date=incident.date,
                place=incident.place,
                claims=len(incident.standing),
                parties=len({collection.party(claim) for claim in incident.standing}),
                questions=len(incident.questions),
                contested=sum(each.state is State.CONTESTED for each in stands),
            )
        )
    rows.sort(key=lambda row: (*unknown_last(row.date), row.id))
    return Listing("claimcheck/incidents/1", tuple(rows), collection.left_out)


def claims(collection: Collection, filters: Filters) -> Claims:
    """All claims but drafts, incident by incident, in the curator's order."""
    found = list(fitting_claims(collection, filters))
    rows = tuple(claim_record(collection, incident, claim) for incident, claim in found)
    return Claims("claimcheck/claims/1", rows, collection.left_out, asked_by(found))


def speakers(collection: Collection, filters: Filters) -> Listing[SpeakerRow]:
    """Speakers, by id; with filters, those who made a claim that fits."""
    made, where = _count(collection, filters, lambda claim: claim.speaker)
    rows = tuple(
        SpeakerRow(
            id=speaker.id,
            name=speaker.name,
            aliases=speaker.aliases,
            party=speaker.party,
            role=speaker.role,
            unnamed=speaker.unnamed,
            claims=made[speaker.id],
            incidents=tuple(sorted(where.get(speaker.id, ()))),
        )
        for speaker in sorted(collection.speakers.values(), key=lambda each: each.id)
        if made[speaker.id] or not filters.any
    )
    return Listing("claimcheck/speakers/1", rows, collection.left_out)


def parties(collection: Collection, filters: Filters) -> Listing[PartyRow]:
    """Parties, and speakers that stand for themselves, by id; with filters, those with a claim that fits."""
    made, where = _count(collection, filters, collection.party)
    members = Counter(collection.party_of(speaker) for speaker in collection.speakers)
    known = set(made) if filters.any else {*collection.parties, *members}
    rows = tuple(
        PartyRow(party, collection.name(party), members[party], made[party], tuple(sorted(where.get(party, ()))))
        for party in sorted(known)
    )
    return Listing("claimcheck/parties/1", rows, collection.left_out)


def source_row(incident: Incident, source: Source, claims: int) -> SourceRow:
    """The row of one source, in which so many claims were read."""
    return SourceRow(
        id=source.id,
        incident=incident.id,
        publisher=source.publisher,
        title=source.title,
        published=source.published,
        language=source.language,
        url=source.url,
        archived=source.archived,
        derived_from=source.derived_from,
        claims=claims,
        note=source.note,
    )


def sources(collection: Collection, filters: Filters) -> Listing[SourceRow]:
    """Sources, incident by incident, in the curator's order; with filters, those with a claim that fits."""
    made = Counter(
        (incident.id, source) for incident, claim in fitting_claims(collection, filters) for source in claim.sources
    )
    rows = tuple(
        source_row(incident, source, made[incident.id, source.id])
        for incident in fitting_incidents(collection, filters)
        for source in incident.sources.values()
        if (made[incident.id, source.id] or not filters.about_claims)
        and (not filters.source or _is(source.id, incident, filters.source))
    )
    return Listing("claimcheck/sources/1", rows, collection.left_out)


def questions(collection: Collection, filters: Filters) -> Listing[QuestionRow]:
    """Questions and how they stand; with filters on claims, those that such a claim bears on."""
    fitting = Counter(
        (incident.id, question)
        for incident, claim in fitting_claims(collection, filters)
        for question in claim.stance.questions
    )
    rows = tuple(
        QuestionRow(
            id=question.id,
            incident=incident.id,
            ask=question.ask,
            kind=question.kind.value,
            theme=question.theme,
            state=standing.state,
            parties=len({each.party for each in standing.positions if each.as_told_by is None and each.path}),
            claims=fitting[incident.id, question.id],
        )
        for incident in fitting_incidents(collection, filters)
        for standing in standings(collection, incident)
        for question in (standing.question,)
        if (not filters.theme or question.theme in filters.theme)
        and (not filters.question or _is(question.id, incident, filters.question))
        and (not filters.about_claims or fitting[incident.id, question.id])
    )
    return Listing("claimcheck/questions/1", rows, collection.left_out)


def themes(collection: Collection, filters: Filters) -> Listing[ThemeRow]:
    """Themes, and the questions that ask them."""
    asked: dict[str, list[str]] = {theme: [] for theme in collection.themes}
    for row in questions(collection, filters).items:
        if row.theme in asked:
            asked[row.theme].append(f"{row.incident}/{row.id}")
    rows = tuple(
        ThemeRow(theme.id, theme.ask, tuple(theme.answers), tuple(asked[theme.id]))
        for theme in collection.themes.values()
        if asked[theme.id] or not filters.any
    )
    return Listing("claimcheck/themes/1", rows, collection.left_out)


def terms(collection: Collection, filters: Filters) -> Listing[TermRow]:
    """Who uses which term, how often and since when; with filters, counted in the claims that fit."""
    fitting: dict[str, list[Claim]] = {}
    for incident, claim in fitting_claims(collection, filters):
        fitting.setdefault(incident.id, []).append(claim)
    rows = tuple(
        _term(incident, use)
        for incident in fitting_incidents(collection, filters)
        for use in uses(collection, incident.with_claims(tuple(fitting.get(incident.id, ()))))
    )
    return Listing("claimcheck/terms/1", rows, collection.left_out)


KINDS: dict[str, Callable[[Collection, Filters], Listing[object]]] = {
    "incidents": incidents,  # type: ignore[dict-item]
    "claims": claims,  # type: ignore[dict-item]
    "speakers": speakers,  # type: ignore[dict-item]
    "parties": parties,  # type: ignore[dict-item]
    "sources": sources,  # type: ignore[dict-item]
    "questions": questions,  # type: ignore[dict-item]
    "themes": themes,  # type: ignore[dict-item]
    "terms": terms,  # type: ignore[dict-item]
}
"""What `list` can list, in the order of its help."""


def _term(incident: Incident, use: UseOfTerm) -> TermRow:
    return TermRow(incident.id, use.group, use.term, use.party, use.as_told_by, use.count, use.rejected, use.first)


def fitting_incidents(collection: Collection, filters: Filters) -> Iterator[Incident]:
    """The incidents that filters by incident and theme keep."""
    for incident in collection.incidents.values():
        if filters.incident and incident.id not in filters.incident:
            continue
        if filters.theme and not any(question.theme in filters.theme for question in incident.questions.values()):
            continue
        yield incident


def fitting_claims(collection: Collection, filters: Filters) -> Iterator[tuple[Incident, Claim]]:
    """The claims that all filters keep, incident by incident, in the curator's order.

    Raises:
        UnknownIdError: a filter names nothing.
    """
    _known(collection, filters)
    for incident in fitting_incidents(collection, filters):
        for claim in incident.standing:
            if _fits(collection, incident, claim, filters):
                yield incident, claim


def _fits(collection: Collection, incident: Incident, claim: Claim, filters: Filters) -> bool:
    if filters.party and collection.party(claim) not in filters.party:
        return False
    if filters.speaker and claim.speaker not in filters.speaker:
        return False
    if filters.source and not any(_is(source, incident, filters.source) for source in claim.sources):
        return False
    if not _in_span(incident.day(claim), filters):
        return False
    if not (filters.question or filters.theme or filters.stance):
        return True
    return any(
        (not filters.stance or stance in filters.stance)
        and (not filters.question or _is(question, incident, filters.question))
        and (
            not filters.theme
            or (question in incident.questions and incident.questions[question].theme in filters.theme)
        )
        for question, stance in _bearings(claim)
    )


def _bearings(claim: Claim) -> Iterator[tuple[str, Stance]]:
    """The questions that a claim bears on, and by which stance."""
    for commitment in claim.stance.commitments:
        yield commitment.question, commitment.stance
    for question in claim.stance.withholds:
        yield question, Stance.WITHHOLDS
    for reference in claim.stance.comments:
        yield reference.rpartition(":")[2], Stance.COMMENTS


def _in_span(day: When | None, filters: Filters) -> bool:
    if day is None:
        return True
    since, until = filters.since, filters.until
    if since is not None and since.low is not None and day.high is not None and day.high < since.low:
        return False
    return not (until is not None and until.high is not None and day.low is not None and day.low > until.high)


def _is(identifier: str, incident: Incident, wanted: tuple[str, ...]) -> bool:
    return identifier in wanted or f"{incident.id}/{identifier}" in wanted


def _count(
    collection: Collection, filters: Filters, key: Callable[[Claim], str]
) -> tuple[Counter[str], dict[str, set[str]]]:
    made: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for incident, claim in fitting_claims(collection, filters):
        made[key(claim)] += 1
        where.setdefault(key(claim), set()).add(incident.id)
    return made, where


def _known(collection: Collection, filters: Filters) -> None:
    """Refuse a filter that names nothing: an empty answer would look like silence."""
    left_out = {each.incident for each in collection.left_out}
    inner = [(incident, each) for incident in collection.incidents.values() for each in incident.questions]
    kinds = (
        ("incident", filters.incident, {*collection.incidents, *left_out}),
        ("party", filters.party, {*collection.parties, *map(collection.party_of, collection.speakers)}),
        ("speaker", filters.speaker, set(collection.speakers)),
        ("theme", filters.theme, set(collection.themes)),
        ("question", filters.question, {name for i, each in inner for name in (each, f"{i.id}/{each}")}),
    )
    for kind, given, known in kinds:
        for word in given:
            if word not in known:
                raise UnknownIdError(kind, word, known)
    if filters.source:
        everywhere = {
            name
            for incident in collection.incidents.values()
            for each in incident.sources
            for name in (each, f"{incident.id}/{each}")
        }
        for word in filters.source:
            if word not in everywhere:
                raise UnknownIdError("source", word, everywhere)
