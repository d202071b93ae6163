"""What recurs across incidents: who speaks in several, what one voice said over time, one question asked of many.

Every answer is by id (of publishers, by name) and in order of days; nothing is merged and no moral drawn. Cost: in
proportion to the claims of the collection, and to the standings of those incidents that are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from claimcheck.characters.folding import named
from claimcheck.errors import UnknownIdError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident, Question
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When, unknown_last
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.days import days
from claimcheck.reasoning.moves import MoveKind
from claimcheck.reasoning.statements import whose
from claimcheck.views.claims import ClaimRecord, QuestionWords, asked_by, claim_record
from claimcheck.views.contrast import Contrast, IncidentHead, contrast
from claimcheck.views.history import AnswerHeld, moves_of
from claimcheck.views.voices import Voice, VoiceSort


@frozen
class Appearance:
    """How often something appears in one incident, and between which days.

    Claims that restate one another are one utterance.
    """

    incident: str
    claims: int
    utterances: int
    first: When | None
    last: When | None


@frozen
class Recurring:
    """A speaker, party, publisher or theme of two incidents or more; a publisher has its name for an id."""

    id: str
    name: str
    claims: int
    utterances: int
    incidents: tuple[Appearance, ...]


@frozen
class Recurrences:
    """Everything that two incidents or more have in common, those of most incidents first."""

    schema: str
    incidents: int
    themes: tuple[Recurring, ...]
    parties: tuple[Recurring, ...]
    speakers: tuple[Recurring, ...]
    publishers: tuple[Recurring, ...]
    left_out: tuple[LeftOut, ...]


@frozen
class ThemeAcross:
    """One question asked of every incident that has it, in order of dates: for each, that part of its contrast."""

    schema: str
    theme: str
    ask: str
    answers: dict[str, str]
    incidents: tuple[Contrast, ...]
    left_out: tuple[LeftOut, ...]


@frozen
class AnswerTaken:
    """An answer, affirmed or denied, in which stance at its plainest."""

    answer: str
    polarity: Polarity
    stance: Stance


@frozen
class TurnAcross:
    """What moves with a claim: a shift to what cannot stand beside the earlier answer, or a new stage of a fact."""

    kind: MoveKind
    question: str
    earlier: AnswerTaken
    later: AnswerTaken


@frozen
class ClaimAcross:
    """One claim, and what moves with it."""

    claim: ClaimRecord
    moves: tuple[TurnAcross, ...]


@frozen
class Printed:
    """One publication of a publisher."""

    incident: str
    source: str
    title: str | None
    published: When | None
    url: str | None
    derived_from: tuple[str, ...]
    claims: int


@frozen
class VoiceAcross:
    """All that a speaker or a party said, or that a publisher printed, in order of days; unknown days last."""

    schema: str
    kind: str
    id: str
    name: str
    utterances: int
    incidents: tuple[IncidentHead, ...]
    sources: tuple[Printed, ...]
    entries: tuple[ClaimAcross, ...]
    names: dict[str, str]
    asked: dict[str, QuestionWords]
    left_out: tuple[LeftOut, ...]


def recurrences(collection: Collection) -> Recurrences:
    """The speakers, parties, publishers and themes of two incidents or more."""
    incidents = list(collection.incidents.values())

    def found(keys: Callable[[Incident, Claim], Iterable[str]], name: Callable[[str], str]) -> tuple[Recurring, ...]:
        return _recurring(collection, incidents, keys, name)

    return Recurrences(
        schema="claimcheck/crossref/1",
        incidents=len(incidents),
        themes=found(_themes, lambda each: collection.themes[each].ask if each in collection.themes else each),
        parties=found(lambda _, claim: (collection.party(claim),), collection.name),
        speakers=found(lambda _, claim: (claim.speaker,), collection.speaker_name),
        publishers=found(partial(_publishers, _spellings(incidents)), str),
        left_out=collection.left_out,
    )


def theme_across(collection: Collection, theme_id: str) -> ThemeAcross:
    """What is answered to one theme, incident by incident.

    Raises:
        UnknownIdError: no such theme.
    """
    if theme_id not in collection.themes:
        raise UnknownIdError("theme", theme_id, collection.themes)
    theme = collection.themes[theme_id]
    asked = {
        incident.id: [question.id for question in incident.questions.values() if question.theme == theme_id]
        for incident in _in_order(collection)
    }
    found = tuple(contrast(collection, incident, questions=own) for incident, own in asked.items() if own)
    return ThemeAcross(
        "claimcheck/crossref-theme/1", theme_id, theme.ask, dict(theme.answers), found, collection.left_out
    )


def speaker_across(collection: Collection, speaker: str) -> VoiceAcross:
    """All that one speaker said, in every incident.

    Raises:
        UnknownIdError: no such speaker.
    """
    if speaker not in collection.speakers:
        raise UnknownIdError("speaker", speaker, collection.speakers)
    return _voice(collection, "speaker", speaker, collection.speaker_name(speaker), By.SPEAKER)


def party_across(collection: Collection, party: str) -> VoiceAcross:
    """All that was said for one party, in every incident.

    Raises:
        UnknownIdError: no such party.
    """
    known = {*collection.parties, *map(collection.party_of, collection.speakers)}
    if party not in known:
        raise UnknownIdError("party", party, known)
    return _voice(collection, "party", party, collection.name(party), By.PARTY)


def publisher_across(collection: Collection, name: str) -> VoiceAcross:
    """All that one publisher printed, in every incident; it reports this and asserts only what it is the speaker of.

    Raises:
        UnknownIdError: no source has that publisher.
    """
    known = _spellings(collection.incidents.values())
    asked = named(name)
    if asked not in known:
        raise UnknownIdError("publisher", name, sorted(known.values()))
    name = known[asked]
    printed = {
        incident.id: {source.id for source in incident.sources.values() if named(source.publisher) == asked}
        for incident in collection.incidents.values()
    }
    made = [
        (incident, claim)
        for incident in _in_order(collection)
        if printed[incident.id]
        for claim in incident.standing
        if not printed[incident.id].isdisjoint(claim.sources)
    ]
    claims = Counter((incident.id, source) for incident, claim in made for source in set(claim.sources))
    sources = [
        Printed(
            incident=incident.id,
            source=source.id,
            title=source.title,
            published=source.published,
            url=source.url,
            derived_from=source.derived_from,
            claims=claims[incident.id, source.id],
        )
        for incident in collection.incidents.values()
        for source in incident.sources.values()
        if source.id in printed[incident.id]
    ]
    sources.sort(key=lambda each: (*unknown_last(each.published), each.incident, each.source))
    homes = [incident for incident in collection.incidents.values() if printed[incident.id]]
    return _answer(collection, "publisher", name, name, homes, [(*each, ()) for each in made], tuple(sources))


def _voice(collection: Collection, kind: str, identifier: str, name: str, by: By) -> VoiceAcross:
    made: list[tuple[Incident, Claim, tuple[TurnAcross, ...]]] = []
    homes: list[Incident] = []
    for incident in _in_order(collection):
        own = [claim for claim in incident.standing if whose(collection, claim, by) == identifier]
        if own:
            homes.append(incident)
            turns = _turns(collection, incident, identifier, by) if len(own) > 1 else {}
            made += [(incident, claim, tuple(turns.get(claim.id, ()))) for claim in own]
    return _answer(collection, kind, identifier, name, homes, made, ())


def _answer(  # noqa: PLR0913 - what an answer is made of
    collection: Collection,
    kind: str,
    identifier: str,
    name: str,
    homes: list[Incident],
    made: list[tuple[Incident, Claim, tuple[TurnAcross, ...]]],
    sources: tuple[Printed, ...],
) -> VoiceAcross:
    made.sort(key=lambda each: days(collection, each[0])[each[1].id].sort_key)  # of one day, in the order of the files
    people = sorted({each for _, claim, _ in made for each in (claim.speaker, *claim.via)})
    return VoiceAcross(
        schema=f"claimcheck/crossref-{kind}/1",
        kind=kind,
        id=identifier,
        name=name,
        utterances=len({(incident.id, incident.utterances[claim.id]) for incident, claim, _ in made}),
        incidents=tuple(
            IncidentHead(each.id, each.title, each.date, each.place, each.summary)
            for each in sorted(homes, key=_incident_order)
        ),
        sources=sources,
        entries=tuple(ClaimAcross(claim_record(collection, incident, claim), turns) for incident, claim, turns in made),
        names={each: collection.speaker_name(each) for each in people},
        asked=asked_by((incident, claim) for incident, claim, _ in made),
        left_out=collection.left_out,
    )


def _turns(collection: Collection, incident: Incident, identifier: str, by: By) -> dict[str, list[TurnAcross]]:
    """Claim: what moves with it in the positions of one party (or speaker), as its history has it."""
    sort = VoiceSort.SPEAKER if by is By.SPEAKER else VoiceSort.PARTY
    found: dict[str, list[TurnAcross]] = {}
    for name, moved in moves_of(collection, incident, Voice(sort, identifier, "")).items():
        question = incident.questions[name]
        for move in moved:
            turn = TurnAcross(
                kind=move.kind,
                question=name,
                earlier=_taken(incident, question, move.earlier),
                later=_taken(incident, question, move.later),
            )
            if turn not in found.setdefault(move.after, []):
                found[move.after].append(turn)
    return found


def _taken(incident: Incident, question: Question, held: AnswerHeld) -> AnswerTaken:
    """A position with the plainest stance that takes it."""
    stances = {
        each.stance
        for claim in held.claims
        for each in incident.by_id[claim].on(question.id)
        if (each.answer, each.polarity) == (held.answer, held.polarity)
    }
    return AnswerTaken(held.answer, held.polarity, min(stances, key=lambda stance: stance.plainness))


def _recurring(
    collection: Collection,
    incidents: Iterable[Incident],
    keys: Callable[[Incident, Claim], Iterable[str]],
    name: Callable[[str], str],
) -> tuple[Recurring, ...]:
    places: dict[str, dict[str, list[tuple[Incident, Claim]]]] = {}
    for incident in sorted(incidents, key=_incident_order):
        for claim in incident.standing:
            for key in keys(incident, claim):
                places.setdefault(key, {}).setdefault(incident.id, []).append((incident, claim))
    made = []
    for key, homes in places.items():
        if len(homes) > 1:
            shown = tuple(_appearance(collection, found) for found in homes.values())
            made.append(
                Recurring(
                    id=key,
                    name=name(key),
                    claims=sum(each.claims for each in shown),
                    utterances=sum(each.utterances for each in shown),
                    incidents=shown,
                )
            )
    return tuple(sorted(made, key=lambda each: (-len(each.incidents), -each.utterances, each.name, each.id)))


def _appearance(collection: Collection, found: list[tuple[Incident, Claim]]) -> Appearance:
    said = [days(collection, incident)[claim.id] for incident, claim in found]
    written = [day.guess for day in said if day.guess] or [day.about for day in said if day.about]
    known = sorted(written, key=lambda day: day.sort_key)
    return Appearance(
        incident=found[0][0].id,
        claims=len(found),
        utterances=len({incident.utterances[claim.id] for incident, claim in found}),
        first=known[0] if known else None,
        last=known[-1] if known else None,
    )


def _themes(incident: Incident, claim: Claim) -> set[str]:
    asked = (incident.questions[each].theme for each in claim.stance.questions if each in incident.questions)
    return {theme for theme in asked if theme is not None}


def _publishers(spellings: Mapping[str, str], incident: Incident, claim: Claim) -> set[str]:
    printed = {incident.sources[each].publisher for each in claim.sources if each in incident.sources}
    return {spellings[named(each)] for each in printed}


def _spellings(incidents: Iterable[Incident]) -> dict[str, str]:
    """Publishers by their folded names: of several spellings of one, that which is written most often, then first."""
    times = Counter(source.publisher for incident in incidents for source in incident.sources.values())
    found: dict[str, str] = {}
    for name in sorted(times, key=lambda each: (-times[each], each)):
        found.setdefault(named(name), name)
    return found


def _in_order(collection: Collection) -> list[Incident]:
    """All incidents by date, then by id."""
    return sorted(collection.incidents.values(), key=_incident_order)


def _incident_order(incident: Incident) -> tuple[object, ...]:
    return (*unknown_last(incident.date), incident.id)
