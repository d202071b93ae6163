"""A claim as answers show it: with what follows from its speaker and its source filled in.

Cost: in proportion to what is written of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from claimcheck.frozen import field, frozen, names
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Question
from claimcheck.model.keys import Shown, declared
from claimcheck.model.stance import Stance
from claimcheck.model.when import When
from claimcheck.reasoning.days import days

StanceTable = dict[str, dict[str, str | tuple[str, ...]] | tuple[str, ...]]
"""Stance: question: the answer, or a list of answers; for `withholds` and `comments` a list."""

More = dict[str, object]


@frozen
class ClaimRecord:
    """One claim; `said` is the day of the last telling, that of its source where nothing else is written.

    `restates` and `replaces` never name a draft: no answer has it.
    """

    id: str
    incident: str
    speaker: str
    speaker_name: str
    as_: str | None
    unnamed: bool
    party: str
    party_name: str
    via: tuple[str, ...]
    as_told_by: str | None
    stance: StanceTable
    condition: str | None
    said: When | None
    said_by: When | None
    holds_on: When | None
    source: str
    publisher: str
    published: When | None
    url: str | None
    also_in: tuple[str, ...]
    locator: str | None
    quote: str | None
    language: str | None
    translation: str | None
    text: str | None
    restates: str | None
    replaces: str | None
    note: str | None
    more: More = field(default_factory=dict, metadata={"beside": True})
    """Keys that have no place of their own above, by name; JSON and CSV have them beside the others."""

    columns: ClassVar[tuple[str, ...]] = ()
    """The names of all keys, as JSON and CSV have them."""

    def __json__(self) -> dict[str, object]:
        """Every key with its value, `more` beside the others."""
        return {name.rstrip("_"): getattr(self, name) for name in _LAID_OUT} | self.more


_LAID_OUT = tuple(each for each in names(ClaimRecord) if each != "more")
MORE = tuple(each for each in declared(Claim) if each.key.shown is Shown.ANSWERS and each.attribute not in _LAID_OUT)
"""The keys of a claim that answers and exports have and do not lay out by name: they stand at the end of each."""
ClaimRecord.columns = (*(name.rstrip("_") for name in _LAID_OUT), *(each.name for each in MORE))


@frozen
class QuestionWords:
    """What a question asks, and what its answers are: the words of each choice; of a number, the unit."""

    ask: str
    kind: str
    unit: str | None
    answers: dict[str, str]


def claim_record(collection: Collection, incident: Incident, claim: Claim) -> ClaimRecord:
    """The record of one claim of an incident."""
    source = incident.sources.get(claim.source)
    speaker = collection.speakers.get(claim.speaker)
    party = collection.party(claim)
    said = days(collection, incident)[claim.id]
    return ClaimRecord(
        id=claim.id,
        incident=incident.id,
        speaker=claim.speaker,
        speaker_name=collection.speaker_name(claim.speaker),
        as_=claim.as_ or (speaker.role if speaker else None),
        unnamed=speaker.unnamed if speaker else False,
        party=party,
        party_name=collection.name(party),
        via=claim.via,
        as_told_by=collection.teller(claim),
        stance=stance_table(claim),
        condition=claim.condition,
        said=said.guess,
        said_by=said.by,
        holds_on=claim.holds_on,
        source=claim.source,
        publisher=source.publisher if source else claim.source,
        published=source.published if source else None,
        url=source.url if source else None,
        also_in=claim.also_in,
        locator=claim.locator,
        quote=claim.quote,
        language=incident.language(claim),
        translation=claim.translation,
        text=claim.text,
        restates=_shown(incident, claim.restates),
        replaces=_shown(incident, claim.replaces),
        note=claim.note,
        more={each.name: getattr(claim, each.attribute) for each in MORE},
    )


def more_texts(claim: Claim) -> dict[str, str | None]:
    """The keys of `MORE` with their values as text, for formats that know only text; None where none is written."""
    return {each.name: _text(getattr(claim, each.attribute)) for each in MORE}


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _shown(incident: Incident, claim: str | None) -> str | None:
    known = incident.whole.by_id.get(claim or "")
    return claim if known is not None and not known.draft else None


def asked_by(claims: Iterable[tuple[Incident, Claim]]) -> dict[str, QuestionWords]:
    """The questions that some claims bear on, by incident and id (`harbour-fire/cause`), in that order."""
    found: dict[str, QuestionWords] = {}
    for incident, claim in claims:
        for name in claim.stance.questions:
            question = incident.questions.get(name)
            if question is not None and f"{incident.id}/{name}" not in found:
                found[f"{incident.id}/{name}"] = asked_of(question)
    return dict(sorted(found.items()))


def asked_of(question: Question) -> QuestionWords:
    """What one question asks."""
    return QuestionWords(
        question.ask, question.kind.value, question.unit, {each: question.text(each) for each in question.answers}
    )


def stance_table(claim: Claim) -> StanceTable:
    """What the words do, as it is written: only the stances that are taken, a single answer without a list."""
    table: StanceTable = {}
    for stance in Stance:
        if stance.polarity is not None:
            taken = claim.stance.taken(stance)
            if taken:
                table[stance.value] = {
                    question: answers[0] if len(answers) == 1 else answers for question, answers in taken.items()
                }
    if claim.stance.withholds:
        table[Stance.WITHHOLDS.value] = claim.stance.withholds
    if claim.stance.comments:
        table[Stance.COMMENTS.value] = claim.stance.comments
    return table
