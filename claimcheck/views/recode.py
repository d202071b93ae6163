"""What a second coder is shown: the words, whose, when and where, and all questions, but nothing of the judgement.

No stance, no note and no id of a claim is shown (they tell: `…-denies-it`). A unit has a name made of what is shown,
which finds its claim again after a rename; claims that show the same are one unit. Of an utterance, only the first
record is coded: what restates it takes over its stance.

Cost: in proportion to the claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from random import Random
from typing import TypeVar

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Question

LETTERS = "bcdfghjkmnpqrstvwxz"
"""Of which names of units are made: no vowels, so that no word, number or date comes out that a spreadsheet turns."""
LENGTH = 12
Some = TypeVar("Some")


@frozen
class ShownUnit:
    """What is shown of a claim; `said` is the day as it is written, `source` the publisher, the title and the day."""

    unit: str
    speaker: str
    told_by: str | None
    said: str | None
    source: str
    quote: str | None
    language: str | None
    translation: str | None
    text: str | None

    @property
    def words(self) -> str:
        """The quote or the paraphrase."""
        return self.quote or self.text or ""


@frozen
class SheetIncident:
    """The claims of one incident that are to be coded, and every question that they are held against."""

    id: str
    title: str
    questions: tuple[Question, ...]
    claims: tuple[ShownUnit, ...]


@frozen
class Sheet:
    """What a coder is to fill in; in an order that a seed decides."""

    schema: str
    seed: int
    incidents: tuple[SheetIncident, ...]

    @property
    def claims(self) -> int:
        """How many claims are to be coded."""
        return sum(len(each.claims) for each in self.incidents)


@frozen(slots=False)
class Unit:
    """What is coded once: what is shown, and the claims that show it."""

    incident: Incident
    shown: ShownUnit
    claims: tuple[Claim, ...]
    party: str


class Units:
    """Every unit of a collection, found by its name or, where what is shown has changed since, by its words."""

    def __init__(self, collection: Collection) -> None:
        """Takes time in proportion to the claims."""
        self.by_name: dict[str, Unit] = {}
        for incident in collection.incidents.values():
            for claim in incident.standing if incident.questions else ():
                if claim.restates is None:
                    shown = _shown(collection, incident, claim)
                    same = self.by_name.get(shown.unit)
                    claims = (*same.claims, claim) if same else (claim,)
                    self.by_name[shown.unit] = Unit(incident, shown, claims, collection.party(claim))

    @cached_property
    def by_words(self) -> Mapping[tuple[str, str], Unit | None]:
        """Incident and words: the one unit that shows them; None where several do."""
        found: dict[tuple[str, str], Unit | None] = {}
        for unit in self.by_name.values():
            key = (unit.incident.id, evenly_spaced(unit.shown.words))
            found[key] = None if key in found else unit
        return found


def evenly_spaced(words: str) -> str:
    """Words without regard to white space, which spreadsheets change."""
    return " ".join(words.split())


def sheet(collection: Collection, incidents: Iterable[str], sample: int | None, seed: int) -> Sheet:
    """A sheet of some incidents (none named: of all), of all their claims or of a sample.

    A sample is stratified by incident and party, each stratum having its share, and never by stance.

    Raises:
        UnknownIdError: there is no such incident.
        UsageError: there is nothing to code.
    """
    names = list(dict.fromkeys(incidents))
    chosen = {name: collection.incident(name) for name in names} if names else dict(collection.incidents)
    kept = Collection(chosen, collection.speakers, collection.parties, collection.themes)
    chance = Random(seed)  # noqa: S311 - the same sheet for the same seed
    # by name, for the order of the files or of their ids must not show in the sheet
    units = sorted(Units(kept).by_name.values(), key=lambda each: each.shown.unit)
    if not units:
        raise UsageError(
            "there is no claim to code", "drafts and restatements are left out, and so is what asks nothing"
        )
    if sample is not None and sample < len(units):
        units = _sampled(units, sample, chance)
    by_incident: dict[str, list[Unit]] = {}
    for unit in shuffled(units, chance):
        by_incident.setdefault(unit.incident.id, []).append(unit)
    return Sheet(
        "claimcheck/sheet/1",
        seed,
        tuple(
            SheetIncident(
                name,
                theirs[0].incident.title,
                tuple(theirs[0].incident.questions.values()),
                tuple(each.shown for each in theirs),
            )
            for name, theirs in by_incident.items()
        ),
    )


def shuffled(things: Iterable[Some], chance: Random) -> list[Some]:
    """Things in an order that is the same on every Python."""
    found = list(things)
    for at in range(len(found) - 1, 0, -1):
        other = int(chance.random() * (at + 1))
        found[at], found[other] = found[other], found[at]
    return found


def _sampled(units: list[Unit], size: int, chance: Random) -> list[Unit]:
    """Every so-and-so-manieth unit, from a place by chance, of the strata laid end to end in any order within."""
    strata: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        strata.setdefault((unit.incident.id, unit.party), []).append(unit)
    laid = [unit for key in sorted(strata) for unit in shuffled(strata[key], chance)]
    begin = chance.random()
    return [laid[int((at + begin) * len(laid) / size)] for at in range(size)]


def _shown(collection: Collection, incident: Incident, claim: Claim) -> ShownUnit:
    speaker = collection.speakers.get(claim.speaker)
    role = claim.as_ or (speaker.role if speaker else None)
    name = collection.speaker_name(claim.speaker)
    source = incident.sources.get(claim.source)
    day = incident.day(claim)
    printed = (source.publisher, source.title, str(source.published) if source.published else None) if source else ()
    parts = (
        f"{name}, {role}" if role else name,
        ", ".join(collection.speaker_name(each) for each in claim.via) or None,
        str(day) if day else None,
        ", ".join(filter(None, printed)) or claim.source,
        claim.quote,
        incident.language(claim),
        claim.translation,
        claim.text,
    )
    return ShownUnit(_named(incident.id, *parts), *parts)


def _named(*parts: str | None) -> str:
    """A name made of what is shown."""
    number = int.from_bytes(sha256(json.dumps(parts, ensure_ascii=True).encode()).digest())
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)
