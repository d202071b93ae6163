"""One answer from somebody who is there to be asked: a text, a date, an id, or one of some words.

What is known may be typed by its beginning, or by a name; what does not fit is asked again, with why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from claimcheck.errors import UsageError, did_you_mean, guess
from claimcheck.model.meanings import meant
from claimcheck.model.record import is_id, slug
from claimcheck.model.when import When
from claimcheck.tasks.fields import Record


class Respondent(Protocol):
    """Somebody who can be asked."""

    def ask(self, prompt: str, words: Iterable[str] = ()) -> str:
        """What they type; `words` are those that may be completed."""

    def confirm(self, prompt: str) -> bool:
        """Whether they say yes."""

    def say(self, text: str) -> None:
        """Tell them something."""


def some(words: Iterable[str]) -> str:
    """Words, as many as go on a line."""
    there = list(words)
    shown: list[str] = []
    while there and len(", ".join([*shown, there[0]])) < 50:
        shown.append(there.pop(0))
    return ", ".join([*shown, *(["..."] if there else [])])


def listed(value: Any) -> list[str]:  # noqa: ANN401
    """One text as a list of one."""
    return list(value) if isinstance(value, list) else [value]


def ask_text(person: Respondent, found: Record, key: str, prompt: str, *, needed: bool = False) -> None:
    """Ask for the words of a key that has none."""
    while not found.get(key):
        if words := person.ask(prompt):
            found[key] = words
        elif not needed:
            return
        else:
            person.say("  it is needed")


def ask_date(person: Respondent, found: Record, key: str, prompt: str) -> None:
    """Ask for the date of a key that has none."""
    if not found.get(key) and (text := ask_valid(person, prompt, When.parse)):
        found[key] = text


def ask_one_of(  # noqa: PLR0913 - a question has this many parts
    person: Respondent,
    found: Record,
    key: str,
    prompt: str,
    known: Collection[str],
    *,
    needed: bool = True,
    default: str = "",
) -> None:
    """Ask for one of some words, for a key that has none."""
    if not found.get(key) and (word := choose(person, prompt, known, needed=needed, default=default)):
        found[key] = word


def ask_id(person: Respondent, found: Record, default: str, taken: Collection[str]) -> None:
    """Ask for an id that is one and is free."""

    def free(word: str) -> None:
        must_be_id(word)
        if word in taken:
            raise ValueError(f"`{word}` is taken")

    if found.get("id"):
        return
    number, free_default = 2, default
    while free_default and free_default in taken:
        number, free_default = number + 1, f"{default[:76]}-{number}"
    prompt = f"id [{free_default}]" if free_default else "id"
    found["id"] = ask_valid(person, prompt, free, needed=not free_default) or free_default


def choose(  # noqa: PLR0913 - see above
    person: Respondent,
    prompt: str,
    known: Collection[str],
    *,
    needed: bool = True,
    default: str = "",
    first: str = "",
    named: Callable[[str], str] = str,
    like: Callable[[str], str] = lambda _: "",
    adds: Callable[[str], bool] | None = None,
) -> str:
    """One of some words, by its beginning or a name; an unknown one is asked again, with those most like it.

    `adds` is told an unknown word that is like none, and whether it is to be added; then nothing has been chosen.

    Raises:
        UsageError: one is needed, and there is none to choose from.
    """
    if needed and not known and adds is None:
        raise UsageError(
            f"no {prompt.partition(' (')[0].strip()} is there to choose from",
            "write one first: `claimcheck add --help`",
        )
    asked = f"{prompt} [{default}]" if default else prompt
    word = first.strip()
    while True:
        word = word or person.ask(asked, known) or default
        if not word and not needed:
            return ""
        found = chosen(person, word, known, named, like) if word else ""
        if found:
            return found
        if not word:
            person.say("  it is needed")
        elif adds is not None and not (like(word) or guess(word, known).words) and adds(word):
            return ""
        word = ""


def chosen(
    person: Respondent,
    word: str,
    known: Collection[str],
    named: Callable[[str], str] = str,
    like: Callable[[str], str] = lambda _: "",
) -> str:
    """The known word that was typed, named or begun; nothing, and why, where there is none or more than one."""
    if word in known:
        return word
    by_name = named(word)
    found = [by_name] if by_name in known else [meant(word, known)] if meant(word, known) else []
    found = found or [each for each in known if each.startswith(word.lower())]
    if len(found) == 1:
        person.say(f"  = {found[0]}")
        return found[0]
    if found:
        person.say(f"  `{word}` may be {' or '.join(f'`{each}`' for each in sorted(found)[:5])}")
    else:
        hint = like(word) or did_you_mean(word, known)
        person.say(f"  `{word}` is not known here" + (f"; {hint}" if hint else ""))
    return ""


def ask_valid(
    person: Respondent, prompt: str, check: Callable[[str], object], words: Iterable[str] = (), *, needed: bool = False
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


def must_be_id(word: str) -> None:
    """Refuse what is no id.

    Raises:
        ValueError: it is none.
    """
    if not is_id(word):
        made = slug(word)
        raise ValueError(
            f"`{word}` is not an id: lower-case letters, digits and hyphens" + (f", such as `{made}`" if made else "")
        )
