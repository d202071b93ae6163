"""A record, question by question, from somebody who is there to be asked: what is unknown is asked again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from pydantic import BaseModel

from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection as Claims
from claimcheck.model.incident import Incident, Kind, Question
from claimcheck.model.keys import Holds, Sort, declared
from claimcheck.model.language import LANGUAGE, foreign
from claimcheck.model.record import is_id, slug
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.model.stance import POSITIONS, Stance
from claimcheck.model.when import When
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.tasks.fields import Record

_STANCES = tuple(stance.value for stance in Stance)


class Person(Protocol):
    """Somebody who can be asked."""

    def ask(self, prompt: str, words: Iterable[str] = ()) -> str:
        """What they type; `words` are those that may be completed."""

    def confirm(self, prompt: str) -> bool:
        """Whether they say yes."""

    def say(self, text: str) -> None:
        """Tell them something."""


@frozen(slots=False)
class Known:
    """Who is asked, and what is there already, as far as it can be read."""

    person: Person
    collection: Claims
    incident: Incident

    @classmethod
    def of(cls, person: Person, folder: Folder, incident: str | None) -> Known:
        """With the shared files and one incident."""
        collection = load(folder, [incident] if incident is not None else []).collection
        nothing = Incident(title="?", questions={}, claims=())
        return cls(person, collection, collection.incidents.get(incident or "", nothing))


def ask_claim(given: Record, known: Known) -> Record:
    """A claim: who, where, in which words, and what the words do."""
    incident = known.incident
    found = dict(given)
    _one_of(known.person, found, "speaker", "speaker (who asserts it)", known.collection.speakers)
    _one_of(known.person, found, "source", "source (where you read it)", incident.sources)
    if not found.get("text"):
        _text(known.person, found, "quote", "quote (verbatim; empty for a paraphrase)")
    if not found.get("quote"):
        _text(known.person, found, "text", "paraphrase", needed=True)
    source = incident.sources.get(found["source"])
    language = (source.language if source else None) or LANGUAGE
    if found.get("quote") and foreign(language):
        _text(known.person, found, "translation", f"translation from {language} (may be empty)")
    if source is None or source.published is None or not source.published.exact:
        _date(known.person, found, "said", "said on (may be empty)")
    if not (found.get("stance") or found.get("draft")):
        found |= _stance(known)
    _others(found, Claim, known)
    answers = [word for taken in found.get("stance", {}).values() if isinstance(taken, dict) for word in taken.values()]
    last = answers[0] if answers and isinstance(answers[0], str) else "statement"
    _id(known.person, found, slug(f"{found['speaker']}-{last}"), incident.by_id)
    return found


def ask_source(given: Record, known: Known) -> Record:
    """A source: whose text, from when, where."""
    found = dict(given)
    _others(found, Source, known)
    _id(known.person, found, slug(f"{found['publisher']}-{found.get('published', '')}"), known.incident.sources)
    return found


def ask_question(given: Record, known: Known) -> Record:
    """A question and its possible answers."""
    found = dict(given)
    _others(found, Question, known)
    _one_of(known.person, found, "kind", "kind (choice, date or number; empty for choice)", set(Kind), needed=False)
    if found.get("kind") == Kind.NUMBER:
        _text(known.person, found, "unit", "unit, such as years (may be empty)")
    if found.get("kind", Kind.CHOICE) == Kind.CHOICE and not found.get("answers"):
        _one_of(
            known.person, found, "theme", "theme that it asks (may be empty)", known.collection.themes, needed=False
        )
        theme = known.collection.themes.get(found.get("theme", ""))
        found["answers"] = _answers(known.person, theme.answers if theme else {})
    _id(known.person, found, "", known.incident.questions)
    return {key: value for key, value in found.items() if value != Kind.CHOICE}


def ask_speaker(given: Record, known: Known) -> Record:
    """A speaker: a name, a party, a role."""
    found = dict(given)
    _others(found, Speaker, known)
    _id(known.person, found, slug(found["name"]), known.collection.speakers)
    return found


def ask_party(given: Record, known: Known) -> Record:
    """A party: its name."""
    found = dict(given)
    _others(found, Party, known)
    _id(known.person, found, slug(found["name"]), known.collection.parties)
    return found


def _stance(known: Known) -> Record:
    """What the words do, stance by stance, until nothing more is typed; without any it is a draft."""
    person, incident = known.person, known.incident
    stance: dict[str, Any] = {}
    while True:
        more = "another stance (empty: that is all)" if stance else f"stance ({', '.join(_STANCES)})"
        word = _known(person, more, _STANCES, needed=False)
        if not word and stance:
            return {"stance": stance}
        if not word:
            if person.confirm("No stance: keep it as a draft, to be judged later?"):
                return {"draft": "true"}
            continue
        if word not in {each.value for each in POSITIONS}:
            others = incident.by_id if word == Stance.COMMENTS else ()
            stance.setdefault(word, []).append(_known(person, "  on", [*incident.questions, *others]))
            continue
        question = _known(person, "  question", incident.questions)
        asked = incident.questions[question]
        if asked.kind is Kind.CHOICE:
            answer = _known(person, "  answer", asked.answers)
        else:
            answer = _valid(person, f"  answer (a {asked.kind})", lambda text: asked.value(text), needed=True)  # noqa: B023, PLW0108
        taken = stance.setdefault(word, {})
        taken[question] = [*_listed(taken[question]), answer] if question in taken else answer


def _answers(person: Person, of_theme: Record) -> Record:
    """Answers by id, until nothing more is typed."""
    found: Record = {}
    while True:
        identifier = _valid(
            person, "answer id (empty: no more)" if found else "answer id", _must_be_id, of_theme, needed=not found
        )
        if not identifier:
            return found
        default = of_theme.get(identifier, "")
        words = person.ask(f"  in words [{default}]" if default else "  in words") or default
        if words:
            found[identifier] = words


def _others(found: Record, model: type[BaseModel], known: Known) -> None:
    """Ask for the keys that say how they are asked for, in the order of the files."""
    things = {Sort.PARTY: known.collection.parties, Sort.SPEAKER: known.collection.speakers}
    for each in declared(model):
        key = each.key
        if not key.ask:
            continue
        if key.holds is Holds.DATE:
            _date(known.person, found, each.name, key.ask)
        elif key.refers:
            _one_of(known.person, found, each.name, key.ask, things.get(key.refers[0], {}), needed=each.required)
        else:
            _text(known.person, found, each.name, key.ask, needed=each.required)


def _text(person: Person, found: Record, key: str, prompt: str, *, needed: bool = False) -> None:
    """Ask for the words of a key that has none."""
    while not found.get(key):
        if words := person.ask(prompt):
            found[key] = words
        elif not needed:
            return


def _date(person: Person, found: Record, key: str, prompt: str) -> None:
    if not found.get(key) and (text := _valid(person, prompt, When.parse)):
        found[key] = text


def _one_of(  # noqa: PLR0913 - a question has this many parts
    person: Person, found: Record, key: str, prompt: str, known: Collection[str], *, needed: bool = True
) -> None:
    if not found.get(key) and (word := _known(person, prompt, known, needed=needed)):
        found[key] = word


def _id(person: Person, found: Record, default: str, taken: Collection[str]) -> None:
    """Ask for an id that is one and is free."""

    def free(word: str) -> None:
        _must_be_id(word)
        if word in taken:
            raise ValueError(f"`{word}` is taken")

    if found.get("id"):
        return
    number, free_default = 2, default
    while free_default and free_default in taken:
        number, free_default = number + 1, f"{default[:76]}-{number}"
    prompt = f"id [{free_default}]" if free_default else "id"
    found["id"] = _valid(person, prompt, free, needed=not free_default) or free_default


def _known(person: Person, prompt: str, known: Collection[str], *, needed: bool = True) -> str:
    """One of some words; an unknown one is asked again, with those most like it.

    Raises:
        UsageError: one is needed, and there is none to choose from.
    """
    if needed and not known:
        raise UsageError(
            f"no {prompt.partition(' (')[0]} is there to choose from", "write one first: `claimcheck add --help`"
        )
    while True:
        word = person.ask(prompt, known)
        if word in known or not (word or needed):
            return word
        person.say(f"  `{word}` is not known here; {did_you_mean(word, known)}" if word else "  it is needed")


def _valid(
    person: Person, prompt: str, check: Callable[[str], object], words: Iterable[str] = (), *, needed: bool = False
) -> str:
    """A text that passes a check (which raises ValueError), or none."""
    while True:
        text = person.ask(prompt, words)
        if not text and not needed:
            return ""
        try:
            check(text)
        except ValueError as error:
            person.say(f"  {error}")
        else:
            return text


def _must_be_id(word: str) -> None:
    if not is_id(word):
        raise ValueError(f"`{word}` is not an id: lower-case letters, digits and hyphens")


def _listed(value: Any) -> list[str]:  # noqa: ANN401
    return list(value) if isinstance(value, list) else [value]
