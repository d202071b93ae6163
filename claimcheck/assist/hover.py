"""What stands behind a word: who somebody is, what an answer says, how a day is read, what a claim clashes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.assist.desk import Desk
from claimcheck.assist.looking import STANDINGS
from claimcheck.assist.place import Role, WordPlace, place
from claimcheck.assist.text import Spot, Stretch
from claimcheck.assist.things import NamedThing, record_at, thing, wanted
from claimcheck.characters import one_line
from claimcheck.checks.manual import manual
from claimcheck.errors import UsageError
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Question
from claimcheck.model.keys import Holds, Sort
from claimcheck.model.stance import POSITIONS
from claimcheck.model.when import When
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import RULES, SAYS, STATE_TITLES, count
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Clash
from claimcheck.reasoning.days import days
from claimcheck.reasoning.positions import Standing, parties, standings

_MOST_LINES = 12
_MOST_NAMED = 5
_FEW = 150
"""Claims whose clashes are found while somebody waits."""


class Hover(NamedTuple):
    """Lines of plain text about a stretch."""

    where: Stretch
    lines: tuple[str, ...]


def hover(desk: Desk, name: str, spot: Spot) -> Hover | None:
    """What is to be told about the word at a place of an open file; None where nothing is."""
    text = desk.text(name)
    here = place(text, spot)
    lines = list(_told(desk, name, here))
    if not lines:
        return None
    seen = desk.seen.get(name)
    if here.role is not Role.COMMENT and (seen is None or seen.half or seen.text is not text):
        lines.append(f"(as of line {here.line + 1}, before this edit)")
    where = Stretch(Spot(here.line, here.start), Spot(here.line, max(here.end, here.start)))
    return Hover(where, tuple(one_line(each) for each in lines[:_MOST_LINES]))


def _told(desk: Desk, name: str, here: WordPlace) -> Iterator[str]:
    if here.role is Role.COMMENT:
        yield from _rule(here.word)
        return
    found = thing(desk, name, here)
    if found is not None:
        yield from _about(desk, name, found)
        return
    entry = wanted(name, here)
    if entry is not None and entry.field.key.holds is Holds.DATE and here.word:
        yield from _day(here.word.strip("\"'"))
    elif here.role is Role.KEY and (model := record_at(name, here.path)) is not None:
        for key, each in model.model_fields.items():
            if (each.alias or key) == here.word and each.description:
                yield each.description


def _rule(word: str) -> Iterator[str]:
    try:
        found = manual(word)
    except UsageError:
        return
    yield f"{found.name} ({found.severity}): {found.sentence}"


def _day(word: str) -> Iterator[str]:
    try:
        yield day(When.parse(word))
    except ValueError as error:
        yield str(error)


def _about(desk: Desk, name: str, found: NamedThing) -> Iterator[str]:
    collection = desk.collection(name)
    if found.sort is None or found.sort is Sort.QUESTION:
        asked = desk.questions(name).get(found.question or found.word)
        if asked is not None:
            yield from _answer(asked, found.word) if found.sort is None else _question(desk, name, asked)
    elif found.sort is Sort.SOURCE:
        yield from _source(desk, name, found.word)
    elif found.sort is Sort.CLAIM:
        for incident in desk.incidents(name):
            if collection is not None and found.word in incident.by_id:
                yield from _claim(_with(collection, incident), incident, incident.by_id[found.word])
                return
    elif collection is not None:
        yield from _shared(desk, name, collection, found)


def _with(collection: Collection, incident: Incident) -> Collection:
    """The collection in which these records of an incident stand."""
    if collection.incidents.get(incident.id) is incident:
        return collection
    return Collection({incident.id: incident}, collection.speakers, collection.parties, collection.themes)


def _shared(desk: Desk, name: str, collection: Collection, found: NamedThing) -> Iterator[str]:
    if found.sort is Sort.THEME and found.word in collection.themes:
        theme = collection.themes[found.word]
        yield theme.ask
        yield from (f"{key}: {words}" for key, words in theme.answers.items())
    elif found.sort is Sort.PARTY:
        sides = {key: each for one in desk.incidents(name) for key, each in one.sides.items()}
        if found.word in collection.parties:
            yield f"{collection.parties[found.word].name} (party)"
            members = [each.name for each in collection.speakers.values() if each.party == found.word]
            if members:
                more = f" and {len(members) - _MOST_NAMED} more" if len(members) > _MOST_NAMED else ""
                yield f"Speaks through {', '.join(members[:_MOST_NAMED])}{more}"
        elif found.word in sides:
            yield f"{sides[found.word].name} (side): {', '.join(map(collection.name, sides[found.word].parties))}"
    elif found.sort is Sort.SPEAKER and found.word in collection.speakers:
        speaker = collection.speakers[found.word]
        yield f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
        if speaker.party:
            yield f"Speaks for {collection.name(speaker.party)}"
        if speaker.aliases:
            yield f"Also printed as {', '.join(speaker.aliases)}"
        if speaker.unnamed:
            yield "Unnamed by the source"
        told = sum(each.speaker == found.word for one in list(desk.incidents(name))[:1] for each in one.claims)
        if told:
            yield f"{count(told, 'claim')} in this file"


def _answer(asked: Question, word: str) -> Iterator[str]:
    if word in asked.answers or asked.kind != "choice":
        yield asked.text(word)
        yield f"an answer to: {asked.ask}"
        yield from (f"within: {asked.text(each)}" for each in asked.wider.get(word, ()))


def _question(desk: Desk, name: str, asked: Question) -> Iterator[str]:
    yield asked.ask
    yield from (f"{key}: {answer.words}" for key, answer in asked.answers.items())
    if asked.kind != "choice":
        yield f"a {asked.kind}" + (f" ({asked.unit})" if asked.unit else "")
    standing = next((each for each in known_standings(desk, name) if each.question.id == asked.id), None)
    if standing is not None:
        yield state(standing, desk.collection(name))


def state(standing: Standing, collection: Collection | None) -> str:
    """How a question stands, and between whom: `contested: Sarn Port Authority, Dockers' Union`."""
    between = dict.fromkeys(side.party for each in standing.clashes for side in each.between)
    names = ", ".join(collection.name(each) if collection else each for each in between)
    title = STATE_TITLES[standing.state].lower()
    return f"{title}: {names}" if names else title


def known_standings(desk: Desk, name: str) -> list[Standing]:
    """How the questions of a file stand: as it is now, else as it last was; without a long wait."""
    collection = desk.collection(name)
    for incident in desk.incidents(name):
        kept = _standings(collection, incident) if collection else None
        if kept is not None:
            return kept
    return []


def _standings(collection: Collection, incident: Incident) -> list[Standing] | None:
    """Worked out while nobody waits (`looking.Looking.standings`), or at once where that is soon done."""
    kept: list[Standing] | None = incident.__dict__.get(STANDINGS)
    if kept is None and len(incident.claims) <= _FEW:
        whole = _with(collection, incident)
        kept = standings(whole, incident, By.PARTY, parties(whole, incident, By.PARTY))
        incident.__dict__[STANDINGS] = kept
    return kept


def _source(desk: Desk, name: str, word: str) -> Iterator[str]:
    sources = desk.sources(name)
    source = sources.get(word)
    if source is None:
        return
    yield f"{source.publisher}, {day(source.published)}" if source.published else source.publisher
    if source.title:
        yield source.title
    if source.derived_from:
        yield f"Repeats {', '.join(source.derived_from)}"
    used = sum(word in each.sources for one in list(desk.incidents(name))[:1] for each in one.claims)
    if used:
        yield f"{count(used, 'claim')} read in it"


def _claim(collection: Collection, incident: Incident, claim: Claim) -> Iterator[str]:
    speaker = collection.speaker_name(claim.speaker)
    party = collection.party(claim)
    via = f", as told by {', '.join(map(collection.speaker_name, claim.via))}" if claim.via else ""
    yield f"{speaker} ({collection.name(party)}){via}" if party != claim.speaker else f"{speaker}{via}"
    for stance in POSITIONS:
        for question, answers in claim.stance.taken(stance).items():
            asked = incident.questions.get(question)
            words = "; ".join(asked.text(each) if asked else each for each in answers)
            yield f"{SAYS[stance.value]}: {words}"
    words = f"“{claim.quote}”" if claim.quote else claim.text or ""
    if words:
        yield words if len(words) <= 300 else f"{words[:299]}…"
    when = days(collection, incident).get(claim.id)
    if when is not None:
        yield f"Said {day(when.guess, by=when.by)}"
    against: dict[str, dict[str, None]] = {}
    for asked in incident.questions.values():
        for each in _clashes(collection, incident, asked.id):
            for mine, other in (each.between, each.between[::-1]):
                if claim.id in mine.claims:
                    against.setdefault(RULES[each.rule], {}).update(dict.fromkeys(other.claims))
    for why, others in against.items():
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        yield f"Clashes with {', '.join(list(others)[:_MOST_NAMED])}{more}: {why}"


def _clashes(collection: Collection, incident: Incident, question: str) -> tuple[Clash, ...]:
    kept = _standings(collection, incident) or ()
    return next((each.clashes for each in kept if each.question.id == question), ())
