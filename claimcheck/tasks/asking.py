"""A record, question by question, from somebody who is there to be asked: what is unknown is asked again.

What stands in brackets is taken with Enter. Of ids and words that are known the beginning will do where it is the
beginning of one only; it is shown what was taken. What is rare stands behind one question, "anything more?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from claimcheck.errors import ClaimcheckError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection as Claims
from claimcheck.model.fields import Model
from claimcheck.model.incident import Incident, Kind, Question
from claimcheck.model.keys import Holds, Sort, declared
from claimcheck.model.language import LANGUAGE, foreign
from claimcheck.model.names import VOICES, perhaps, resolved
from claimcheck.model.record import slug
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.model.stance import POSITIONS, Stance
from claimcheck.model.when import When
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.tasks.choosing import (
    Respondent,
    ask_date,
    ask_id,
    ask_one_of,
    ask_text,
    ask_valid,
    choose,
    chosen,
    listed,
    must_be_id,
    some,
)
from claimcheck.tasks.fields import Record

_STANCES = tuple(stance.value for stance in Stance)
_KINDS = ("person", "unnamed", "body")


@frozen(slots=False)
class Interview:
    """Who is asked, and what is there already, as far as it can be read."""

    person: Respondent
    collection: Claims
    incident: Incident
    adding: Callable[[str], Interview] | None = None
    """Asks about a new speaker of some name and writes them; what is known then. None where that cannot be."""

    @classmethod
    def of(cls, person: Respondent, folder: Folder, incident: str | None) -> Interview:
        """With the shared files and one incident."""
        collection = load(folder, [incident] if incident is not None else []).collection
        nothing = Incident(title="?", questions={}, claims=())
        return cls(person, collection, collection.incidents.get(incident or "", nothing))

    @property
    def before(self) -> Claim | None:
        """The claim that was added before: the last of the file."""
        return self.incident.claims[-1] if self.incident.claims else None

    def voice(self, word: str, *sorts: Sort) -> str:
        """The id that a word is, or is the name of; the word itself where it is neither."""
        try:
            return resolved(self.collection, word, sorts)
        except ClaimcheckError as error:
            self.person.say(f"  {error.message}; {error.hint}")
            return word


def ask_claim(given: Record, known: Interview) -> Record:
    """A claim: who, where, in which words, when, and what the words do."""
    incident, before = known.incident, known.before
    found = dict(given)
    known = _speaker(known, found, before.speaker if before else "")
    source_before = before.source if before and before.source in incident.sources else ""
    only = next(iter(incident.sources)) if len(incident.sources) == 1 else ""
    ask_one_of(
        known.person,
        found,
        "source",
        "source (where you read it)",
        incident.sources,
        default=source_before or only,
    )
    if not found.get("text"):
        ask_text(known.person, found, "quote", "quote (verbatim; empty for a paraphrase)")
    if not found.get("quote"):
        ask_text(known.person, found, "text", "paraphrase", needed=True)
    source = incident.sources.get(found["source"])
    language = (source.language if source else None) or LANGUAGE
    if found.get("quote") and foreign(language):
        ask_text(known.person, found, "translation", f"translation from {language} (may be empty)")
    by_default = _said(known, found, source)
    if not (found.get("stance") or found.get("draft")):
        found |= _stance(known)
    _more(known, found, Claim, "a stance, via, condition, replaces, also-in")
    if by_default and found.get("via"):
        ask_date(known.person, found, "said", f"said on, by the speaker (empty: not known, by {by_default})")
    answers = [word for taken in found.get("stance", {}).values() if isinstance(taken, dict) for word in taken.values()]
    last = answers[0] if answers and isinstance(answers[0], str) else "statement"
    ask_id(known.person, found, slug(f"{found['speaker']}-{last}"), incident.by_id)
    return found


def ask_source(given: Record, known: Interview) -> Record:
    """A source: whose text, from when, where."""
    found = dict(given)
    _others(found, Source, known)
    _more(known, found, Source, "such as archived, derived-from, note")
    ask_id(known.person, found, slug(f"{found['publisher']}-{found.get('published', '')}"), known.incident.sources)
    return found


def ask_question(given: Record, known: Interview) -> Record:
    """A question, its possible answers, and whether they exclude each other."""
    found = dict(given)
    person = known.person
    _others(found, Question, known)
    ask_one_of(person, found, "kind", "kind (choice, date or number; empty for choice)", set(Kind), needed=False)
    if found.get("kind") == Kind.NUMBER:
        ask_text(person, found, "unit", "unit, such as years (may be empty)")
    if found.get("kind", Kind.CHOICE) == Kind.CHOICE and not found.get("answers"):
        if known.collection.themes:
            prompt = "theme that it asks (may be empty)"
            ask_one_of(person, found, "theme", prompt, known.collection.themes, needed=False)
        theme = known.collection.themes.get(found.get("theme", ""))
        found["answers"] = _answers(person, theme.answers if theme else {})
    several = found.get("kind", Kind.CHOICE) == Kind.CHOICE and len(found.get("answers", ())) > 1
    if several and not found.get("exclusive") and not person.confirm("do its answers exclude each other?"):
        found["exclusive"] = "false"
    _more(known, found, Question, "such as changes, note")
    ask_id(person, found, "", known.incident.questions)
    return {key: value for key, value in found.items() if value != Kind.CHOICE}


def ask_speaker(given: Record, known: Interview) -> Record:
    """A speaker: a name, what sort of voice it is, a party, a role."""
    found = dict(given)
    ask_text(known.person, found, "name", "name, as it is to be printed", needed=True)
    if not (found.get("unnamed") or found.get("body")):
        prompt = "a person, unnamed (by the source), or a body? [person]"
        kind = choose(known.person, prompt, _KINDS, needed=False)
        if kind in _KINDS[1:]:
            found[kind] = "true"
    _others(found, Speaker, known)
    _more(known, found, Speaker, "such as aliases, note")
    ask_id(known.person, found, slug(found["name"]), known.collection.speakers)
    return found


def ask_party(given: Record, known: Interview) -> Record:
    """A party: its name."""
    found = dict(given)
    _others(found, Party, known)
    ask_id(known.person, found, slug(found["name"]), known.collection.parties)
    return found


def _said(known: Interview, found: Record, source: Source | None) -> str:
    """Ask when it was said; the source's day is what a claim has that leaves it out, and is then returned."""
    if found.get("said"):
        return ""
    published = source.published.text if source and source.published and source.published.exact else ""
    before = known.before
    if before and before.said and (before.speaker, before.source) == (found.get("speaker"), found.get("source")):
        prompt = f"said on [{before.said}, as the claim before]"
        found["said"] = ask_valid(known.person, prompt, When.parse) or before.said.text
        return ""
    prompt = f"said on [{published}, the day of its source]" if published else "said on (may be empty)"
    ask_date(known.person, found, "said", prompt)
    return published if not found.get("said") else ""


def _stance(known: Interview) -> Record:
    """What the words do: a first stance; without any it is a draft. Others come with whatever else there is to say.

    On one line, too: `asserts cause set`, `asserts cause=set`.
    """
    stance: Record = {}
    while not stance:
        line = known.person.ask(f"stance ({', '.join(_STANCES[:3])}, ...; ? names all)", _STANCES)
        if line == "?":
            known.person.say(f"  {', '.join(_STANCES)}")
        elif line:
            _one_stance(known, line, stance)
        elif known.person.confirm("No stance: keep it as a draft, to be judged later?"):
            return {"draft": "true"}
    return {"stance": stance}


def _one_stance(known: Interview, line: str, stance: Record) -> None:
    """One stance, asked for as far as the line does not say it, among those that are there."""
    person, incident = known.person, known.incident
    typed, _, rest = re.sub(r"^(\S+\s+[a-z0-9-]+)=", r"\1 ", line).partition(" ")
    word = chosen(person, typed, _STANCES)
    if not word:
        return
    if word not in {each.value for each in POSITIONS}:
        others = incident.by_id if word == Stance.COMMENTS else ()
        stance.setdefault(word, []).append(choose(person, "  on", [*incident.questions, *others], first=rest))
        return
    name, _, answered = rest.strip().partition(" ")
    question = choose(person, "  question", incident.questions, first=name)
    asked = incident.questions[question]
    if asked.kind is Kind.CHOICE:
        answer = choose(person, f"  answer ({some(asked.answers)})", asked.answers, first=answered)
    else:
        answer = _value(person, asked, answered)
    there = stance.setdefault(word, {})
    there[question] = [*listed(there[question]), answer] if question in there else answer


def _value(person: Respondent, asked: Question, first: str) -> str:
    """A date or a number that answers a question; what was typed already is looked at first."""

    def fits(text: str) -> None:
        asked.value(text)

    if first:
        try:
            fits(first)
        except ValueError as error:
            person.say(f"  {error}")
        else:
            return first
    return ask_valid(person, f"  answer (a {asked.kind})", fits, needed=True)


def _answers(person: Respondent, of_theme: Record) -> Record:
    """Answers by id, until nothing more is typed."""
    found: Record = {}
    while True:
        identifier = ask_valid(
            person, "answer id (empty: no more)" if found else "answer id", must_be_id, of_theme, needed=not found
        )
        if not identifier:
            return found
        default = of_theme.get(identifier, "")
        words = person.ask(f"  in words [{default}]" if default else "  in words") or default
        if words:
            found[identifier] = words


def _others(found: Record, model: type[Model], known: Interview) -> None:
    """Ask for the keys that say how they are asked for, in the order of the files."""
    for each in declared(model):
        key = each.key
        if not key.ask:
            continue
        if key.holds is Holds.DATE:
            ask_date(known.person, found, each.name, key.ask)
        elif key.refers and key.refers[0] in VOICES:
            _voice(known, found, each.name, key.ask, needed=each.required)
        else:
            ask_text(known.person, found, each.name, key.ask, needed=each.required)


_NEVER = ("id", "stance", "reviewed", "draft", "saved", "answers", "kind")
"""Keys that are asked for otherwise, or that the program writes."""


def _more(known: Interview, found: Record, model: type[Model], such_as: str) -> None:
    """Everything else, key by key, behind one question."""
    person = known.person
    left = {each.name.replace("_", "-"): each for each in declared(model) if each.name not in _NEVER}
    stances = _STANCES if model is Claim and isinstance(found.get("stance"), dict) else ()
    while True:
        line = person.ask(f"anything more? ({such_as}; empty: no)", [*stances, *left])
        word = line.partition(" ")[0].rstrip(":")
        if word.lower() in ("", "n", "no"):
            return
        if word.lower() in ("y", "yes", "?"):
            person.say(f"  name one: {', '.join(each for each in left if each not in found)}")
            continue
        name = chosen(person, word, [*stances, *left])
        if name in stances:
            _one_stance(known, name + line.removeprefix(word), found["stance"])
        elif name:
            _one_more(known, found, model, name)


def _one_more(known: Interview, found: Record, model: type[Model], name: str) -> None:
    """One key of a record, of whichever sort."""
    person, each = known.person, next(one for one in declared(model) if one.name.replace("_", "-") == name)
    field = model.model_fields[each.attribute]
    several = isinstance(field.default, tuple)
    sort = next(iter(each.key.refers), None)
    things: dict[Sort | None, Collection[str]] = {
        Sort.SOURCE: known.incident.sources,
        Sort.CLAIM: known.incident.by_id,
        Sort.QUESTION: known.incident.questions,
        Sort.THEME: known.collection.themes,
    }
    found.pop(each.name, None)
    if isinstance(field.default, bool):
        found[each.name] = str(not field.default).lower()
        person.say(f"  {name}: {found[each.name]}")
    elif sort in VOICES or (sort in things and not each.key.by_prefix):
        person.say(f"  {field.description}")
        values: list[str] = []
        while True:
            more = f"  {name}, one more (empty: no)" if values else f"  {name}"
            if sort in VOICES:
                one: Record = {}
                _voice(known, one, name, more, needed=False)
                value = one.get(name, "")
            else:
                value = choose(person, more, things[sort], needed=False)
            values += [value] if value else []
            if not value or not several:
                break
        if values:
            found[each.name] = values if several else values[0]
    elif each.key.holds is Holds.DATE:
        person.say(f"  {field.description}")
        ask_date(person, found, each.name, f"  {name}")
    else:
        person.say(f"  {field.description}")
        text = person.ask(f"  {name}")
        if text:
            found[each.name] = [part.strip() for part in text.split(",") if part.strip()] if several else text


def _speaker(known: Interview, found: Record, default: str) -> Interview:
    """Ask who asserts a claim; somebody new is asked about and written first. What is known then."""
    new: list[str] = []

    def adds(word: str) -> bool:
        """Whether somebody new is meant, of whom no one known reminds."""
        if known.adding is not None and known.person.confirm(f"Add `{word}` as a new speaker?"):
            new.append(word)
        return bool(new)

    while not found.get("speaker"):
        new.clear()
        _voice(known, found, "speaker", "speaker (who asserts it)", default=default, adds=adds)
        if new and known.adding is not None:
            there = known.collection.speakers.keys()
            known = known.adding(new[0])
            added = [each for each in known.collection.speakers if each not in there]
            if added:
                found["speaker"] = added[0]
    return known


def _voice(  # noqa: PLR0913 - a question has this many parts
    known: Interview,
    found: Record,
    key: str,
    prompt: str,
    *,
    needed: bool = True,
    default: str = "",
    adds: Callable[[str], bool] | None = None,
) -> None:
    """Ask for a speaker or a party, by id or by name."""
    sort = Sort.PARTY if "party" in key else Sort.SPEAKER
    things = known.collection.parties if sort is Sort.PARTY else known.collection.speakers
    if not found.get(key):
        word = choose(
            known.person,
            prompt,
            things,
            needed=needed,
            default=default if default in things else "",
            named=lambda text: known.voice(text, sort),
            like=lambda text: perhaps(known.collection, text, [sort]),
            adds=adds,
        )
        if word:
            found[key] = word
