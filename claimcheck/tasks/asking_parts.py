"""Themes and sides, question by question, from somebody who is there to be asked."""

from __future__ import annotations

from claimcheck.errors import did_you_mean
from claimcheck.model.record import is_id, slug
from claimcheck.tasks.asking import Interview
from claimcheck.tasks.choosing import Respondent
from claimcheck.tasks.fields import Record


def ask_theme(given: Record, known: Interview) -> Record:
    """A theme: the question, and its answers until no more is typed."""
    found = dict(given)
    found["ask"] = found.get("ask") or _needed(known.person, "question, in neutral words")
    if not found.get("answers"):
        answers: Record = {}
        while identifier := known.person.ask("answer id (empty: no more)" if answers else "answer id"):
            if not is_id(identifier):
                known.person.say(f"  `{identifier}` is not an id: lower-case letters, digits and hyphens")
            elif words := known.person.ask("  in words"):
                answers[identifier] = words
        found["answers"] = answers
    found["id"] = found.get("id") or _id(known.person, "", set(known.collection.themes))
    return found


def ask_side(given: Record, known: Interview) -> Record:
    """A side: its name, and its parties until no more is typed."""
    found = dict(given)
    found["name"] = found.get("name") or _needed(known.person, "name, as it is to be printed")
    parties = list(found.get("parties") or ())
    alone = [each for each in known.collection.speakers if known.collection.party_of(each) == each]
    there = list(dict.fromkeys([*known.collection.parties, *alone]))  # who speaks for a party stands on its side
    while not found.get("parties"):
        word = known.person.ask("another party (empty: that is all)" if parties else "party", there)
        if word in there:
            parties.append(word)
        elif word:
            known.person.say(f"  `{word}` is not known here; {did_you_mean(word, there)}")
        elif parties:
            found["parties"] = parties
    found["id"] = found.get("id") or _id(known.person, slug(found["name"]), set(known.incident.sides))
    return found


def _needed(person: Respondent, prompt: str) -> str:
    while not (words := person.ask(prompt)):
        person.say("  it is needed")
    return words


def _id(person: Respondent, default: str, taken: set[str]) -> str:
    """An id that is one and is free."""
    default = "" if default in taken else default
    while True:
        word = person.ask(f"id [{default}]" if default else "id") or default
        if is_id(word) and word not in taken:
            return word
        person.say(f"  `{word}` is taken" if word in taken else f"  `{word}` is not an id")
