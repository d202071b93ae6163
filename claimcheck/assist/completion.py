"""What may be typed at a place: ids by their names in any script, keys, stances, answers of the question at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimcheck.assist.desk import Desk
from claimcheck.assist.outline import Outline
from claimcheck.assist.place import Role, Steps, WordPlace, place
from claimcheck.assist.text import EditorText, Spot, Stretch
from claimcheck.assist.things import Wanted, answered, is_new_id, of_question, record_at, values, wanted
from claimcheck.characters.folding import named as folded
from claimcheck.checks.countries import COUNTRIES
from claimcheck.checks.manual import manuals
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident, Kind
from claimcheck.model.keys import Holds, Sort, declared

MOST = 300
"""That are offered at once; who types on is asked again."""
_ALLOW = re.compile(r"claimcheck:[ \t]*allow[ \t]+[\w-]*$")
_LANGUAGES = (
    "ar",
    "be",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hy",
    "it",
    "ja",
    "ka",
    "ko",
    "pl",
    "pt",
    "ru",
    "tr",
    "uk",
    "zh",
)
_ABOUT = {
    "asserts": "the words say so",
    "implies": "the words presuppose it",
    "concedes": "granted against the speaker's own interest",
    "suggests": "put forward with a hedge",
    "denies": "the words say that it is not so",
    "precludes": "the words presuppose that it is not so",
    "doubts": "the words call it doubtful",
    "withholds": "no position: no comment, undecided",
    "comments": "bears on it, without a position",
}


class Item(NamedTuple):
    """One thing to type: its label, what sort of thing it is, a few words about it, and the edit.

    `match` is what an editor compares with what has been typed so far.
    """

    label: str
    sort: str
    detail: str
    where: Stretch
    new: str
    match: str


@frozen
class _Offer:
    """A word that may be meant, with the names under which somebody may look for it."""

    word: str
    sort: str
    detail: str = ""
    names: tuple[str, ...] = ()
    new: str = ""


def complete(desk: Desk, name: str, spot: Spot) -> list[Item]:
    """What may be typed at a place of an open file, the likeliest first."""
    text = desk.text(name)
    here = place(text, spot)
    if here.role is Role.PROSE:
        return []
    typed = text.line(spot.line)[here.start : spot.column]
    where = Stretch(Spot(here.line, here.start), Spot(here.line, max(here.end, spot.column)))
    space = "" if here.spaced or here.role is Role.COMMENT else " "
    found: list[Item] = []
    for each in _offers(desk, name, text, here):
        match = _match(each, typed)
        if match is not None:
            found.append(Item(each.word, each.sort, each.detail, where, space + (each.new or each.word), match))
            if len(found) == MOST:
                break
    return found


def _match(offer: _Offer, typed: str) -> str | None:
    """What the editor is to compare with what was typed; None where nothing of the offer begins so."""
    if not typed or offer.word.startswith(typed):
        return offer.word
    wanted_words = folded(typed)
    for each in (offer.word, *offer.names):
        plain = folded(each)
        at = 0 if plain.startswith(wanted_words) else plain.find(f" {wanted_words}") + 1
        if at or plain.startswith(wanted_words):
            return typed + plain[at + len(wanted_words) :]
    at = offer.word.find(f"-{typed}") + 1
    return offer.word[at:] if at else None


def _offers(desk: Desk, name: str, text: EditorText, here: WordPlace) -> Iterator[_Offer]:
    if here.role is Role.COMMENT:
        if _ALLOW.search(text.line(here.line)[: here.end]):
            yield from (
                _Offer(each.name, "rule", each.sentence) for each in manuals() if each.severity is not Severity.ERROR
            )
        return
    entry = wanted(name, here)
    if entry is not None:
        yield from _values(desk, name, here, entry)
    elif here.role is Role.KEY:
        yield from _keys(desk, name, text, here)


def _keys(desk: Desk, name: str, text: EditorText, here: WordPlace) -> Iterator[_Offer]:
    """Keys that may stand here and do not yet."""
    colon = "" if re.match(r"[ \t]*:", text.line(here.line)[here.end :]) else ": "
    there = siblings(text, here)
    model = record_at(name, here.path)
    if model is not None:
        about = {each.alias or key: each.description or "" for key, each in model.model_fields.items()}
        for each in declared(model):
            if each.name not in there and each.name != "reviewed":
                yield _Offer(each.name, "key", _ABOUT.get(each.name, about[each.name]), new=each.name + colon)
    elif answered(name, here.path):
        for key, question in desk.questions(name).items():
            if key not in there:
                yield _Offer(key, "question", question.ask, (question.ask,), key + colon)
    elif len(here.path) == 3 and here.path[0] == "questions" and here.path[2] == "answers":
        asked = desk.questions(name).get(str(here.path[1]))
        collection = desk.collection(name)
        theme = collection.themes.get(asked.theme or "") if collection and asked else None
        for key, words in theme.answers.items() if theme else ():
            if key not in there:
                yield _Offer(key, "answer", words, (words,), key + colon)


def siblings(text: EditorText, here: WordPlace) -> set[str]:
    """The keys that stand beside one, in the same record."""
    if here.flow:
        return _in_braces(text, here)
    column = here.start
    found: set[str] = set()
    for step in (-1, 1):
        number = here.line if step > 0 else here.line - 1
        if step < 0 and _dash(text.line(here.line), column):
            continue
        while 0 <= number < len(text.lines):
            line = text.line(number)
            begins = len(line) - len(line.lstrip(" "))
            dashed = _dash(line, column)
            if line.strip() and begins < column and not (dashed and (step < 0 or number == here.line)):
                break
            key = re.match(r"([\w-]+)[ \t]*:(?:\s|$)", line[column:])
            if key and number != here.line and not line[:column].strip(" -"):
                found.add(key[1])
            if dashed and step < 0:
                break
            number += step
    return found


def _dash(line: str, column: int) -> bool:
    """Whether a hyphen stands directly in front of a column."""
    before = line[:column]
    return "-" in before and not before.strip(" -")


def _in_braces(text: EditorText, here: WordPlace) -> set[str]:
    """The keys of the braces in which a word stands, as far as these are closed on a few lines."""
    start = text.offset(Spot(here.line, here.start))
    before, depth = start, 0
    while before > max(start - 4000, 0):
        before -= 1
        depth += (text.whole[before] in "}]") - (text.whole[before] in "{[")
        if depth < 0:
            break
    found: set[str] = set()
    depth, begins = 0, before + 1
    for at in range(before + 1, min(start + 4000, len(text.whole))):
        sign = text.whole[at]
        if sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
            if depth < 0:
                break
        elif sign == "," and depth == 0:
            begins = at + 1
        elif sign == ":" and depth == 0 and text.whole[at + 1 : at + 2] in (" ", "\n", ""):
            key = text.whole[begins:at]
            if begins + len(key) - len(key.lstrip()) != start:
                found.add(key.strip().strip("\"'"))
    return found


# Values


def _values(desk: Desk, name: str, here: WordPlace, entry: Wanted) -> Iterator[_Offer]:
    key = entry.field.key
    question = of_question(name, here)
    if question is not None:
        asked = desk.questions(name).get(question)
        if asked is not None and asked.kind is Kind.CHOICE:
            for word, answer in asked.answers.items():
                yield _Offer(word, "answer", answer.words, (answer.words,))
        return
    if is_new_id(entry):
        return
    choice = values(entry)
    if choice:
        yield from (_Offer(each, "value", _ABOUT.get(each, "")) for each in choice)
    elif entry.field.name == "countries":
        yield from (_Offer(each, "value") for each in sorted(COUNTRIES))
    elif entry.field.name == "language":
        used = [each.language for each in desk.sources(name).values() if each.language]
        yield from (_Offer(each, "value") for each in dict.fromkeys([*used, *_LANGUAGES]))
    elif entry.field.name == "unrelated_terms":
        for incident in desk.incidents(name):
            yield from (_Offer(term, "term", group) for group, terms in incident.terms.items() for term in terms)
    elif key.holds is Holds.ID:
        for sort in key.refers:
            yield from _things(desk, name, sort, here.path, here)
        for sort in key.by_prefix:
            for each in _things(desk, name, sort, here.path, here):
                yield _Offer(f"{sort}:{each.word}", each.sort, each.detail, (each.word, *each.names))


def _things(desk: Desk, name: str, sort: Sort, path: Steps, here: WordPlace) -> Iterator[_Offer]:
    """Everything of a sort, what this file names already first."""
    collection = desk.collection(name)
    if sort is Sort.SPEAKER and collection:
        yield from _used_first(_speakers(collection), _mentioned(desk, name, sort))
    elif sort is Sort.PARTY and collection:
        alone = {each for each in collection.speakers if collection.party_of(each) == each} - set(collection.parties)
        parties = [_Offer(key, "party", each.name, (each.name,)) for key, each in collection.parties.items()]
        if path[0] == "disputants":
            sides = {key: each for one in desk.incidents(name) for key, each in one.sides.items()}
            yield from (_Offer(key, "side", each.name, (each.name,)) for key, each in sides.items())
        yield from _used_first(parties, _mentioned(desk, name, sort))
        yield from (each for each in _speakers(collection) if each.word in alone)
    elif sort is Sort.THEME and collection:
        yield from (_Offer(key, "theme", each.ask, (each.ask,)) for key, each in collection.themes.items())
    elif sort is Sort.QUESTION:
        yield from (_Offer(key, "question", each.ask, (each.ask,)) for key, each in desk.questions(name).items())
    elif sort is Sort.SOURCE:
        for key, source in desk.sources(name).items():
            day = f", {source.published.text}" if source.published else ""
            title = f": {source.title}" if source.title else ""
            yield _Offer(key, "source", f"{source.publisher}{day}{title}", (source.publisher, source.title or ""))
    elif sort is Sort.CLAIM:
        mine = Outline(name, desk.text(name)).at(here.line)
        yield from _claims(collection, desk.incidents(name), mine.id if mine else "")


def _claims(collection: Collection | None, incidents: Iterable[Incident], mine: str) -> Iterator[_Offer]:
    told = {mine}
    for incident in incidents:
        for claim in incident.claims:
            if claim.id not in told:
                told.add(claim.id)
                who = collection.speaker_name(claim.speaker) if collection else claim.speaker
                yield _Offer(claim.id, "claim", f"{who}: {claim.words[:80]}", (who,))


def _speakers(collection: Collection) -> Iterator[_Offer]:
    for key, each in collection.speakers.items():
        party = collection.name(each.party) if each.party else ""
        more = ", ".join(part for part in (each.role or "", party) if part)
        yield _Offer(key, "speaker", f"{each.name} ({more})" if more else each.name, (each.name, *each.aliases))


def _mentioned(desk: Desk, name: str, sort: Sort) -> set[str]:
    return {word for each in desk.incidents(name) for kind, word in each.mentions if kind == sort}


def _used_first(offers: Iterable[_Offer], used: set[str]) -> list[_Offer]:
    return sorted(offers, key=lambda each: each.word not in used)
