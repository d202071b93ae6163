"""To give another name to what has an id inside another thing: an answer, a term, a group of terms, a side."""

from __future__ import annotations

from claimcheck.errors import UsageError
from claimcheck.model.collection import Collection
from claimcheck.store.edit import Edit
from claimcheck.store.files import SHARED
from claimcheck.store.parts import Part, PartSort, part_places, theme_questions


def must_be_free(collection: Collection, inner: Part, new: str) -> None:
    """Refuse an id that another part has, and an answer that is its theme's.

    Raises:
        UsageError: the two would become one, or the answer would no longer be one of the theme.
    """
    taken: set[str] = set()
    if not inner.home:
        asking = [each for incident in collection.incidents.values() for each in incident.questions.values()]
        taken = {*collection.themes[inner.group].answers}
        taken |= {answer for each in asking if each.theme == inner.group for answer in each.answers}
    elif inner.sort is PartSort.ANSWER:
        question = collection.incidents[inner.home].questions[inner.group]
        taken = set(question.answers)
        theme = collection.themes.get(question.theme or "")
        if theme is not None and inner.word in theme.answers:
            hint = f"rename it there: claimcheck rename {question.theme}/{inner.word} {new}"
            raise UsageError(f"`{inner.word}` is an answer of the theme `{question.theme}`", hint)
        taken |= set(theme.answers if theme else ())
    else:
        incident = collection.incidents[inner.home]
        terms = {term for group in incident.terms.values() for term in group}
        taken = {
            PartSort.TERM: terms,
            PartSort.GROUP: set(incident.terms),
            PartSort.SIDE: {*incident.sides, *collection.parties, *collection.speakers},
        }[inner.sort]
    if new in taken:
        raise UsageError(f"`{new}` is taken", "two things would become one: choose another id")


def part_renamed(collection: Collection, inner: Part, name: str, text: bytes, new: str) -> bytes:
    """One file with a part renamed; its very bytes where it does not stand in it."""
    if inner.word.encode() not in text:
        return text
    edit = Edit(name, text)
    home = "" if name in SHARED else name.removeprefix("incidents/").removesuffix(".yaml")
    asking = theme_questions(collection, home, inner)
    if name == "speakers.yaml":
        return text
    places = part_places(edit.tree, home, inner, asking)
    edit.rewrite(dict.fromkeys(places, new))
    return edit.data
