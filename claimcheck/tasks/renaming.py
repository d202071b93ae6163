"""To give another name to what has an id, or has one inside another thing: an answer, a term, a group, a side."""

from __future__ import annotations

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection, Found
from claimcheck.model.keys import Sort
from claimcheck.model.record import is_id
from claimcheck.store.edit import Edit
from claimcheck.store.files import SHARED, Files, incident_files, named
from claimcheck.store.parts import Part, PartSort, part_places, theme_questions
from claimcheck.store.references import Place, places


@frozen(slots=False)
class Renaming:
    """A thing that is to have another id; the collection holds it, and all that is shared.

    `both` says that a party and the speaker who is that party are one and the same.
    """

    collection: Collection
    found: Found
    word: str
    new: str
    both: bool = True

    def must_be_possible(self) -> None:
        """See to it that the new id is one, and that no other thing has it.

        Raises:
            UsageError: it is none, is taken, or is the old one.
        """
        must_be_id(self.new)
        if self.word == self.new:
            raise UsageError(f"`{self.new}` is its id already")
        if self.new in self._taken():
            raise UsageError(f"`{self.new}` is taken", "two things would become one: choose another id")

    def names(self, files: Files) -> list[str]:
        """The files in which the id may stand.

        Raises:
            UnreadableError: the folder of incidents cannot be listed.
        """
        incident = self.found.incident
        if incident is not None:
            return [named(incident.id), *([named(self.new)] if self.found.sort is Sort.INCIDENT else [])]
        return everywhere(files)

    def edit(self, name: str, text: bytes) -> Edit | None:
        """One file with the id renamed; None where it does not stand there.

        Raises:
            EditError: the id may stand there, and the file cannot be changed.
        """
        if self.word.encode() not in text:
            return None
        edit = Edit(name, text)
        home = name if name in SHARED else ""
        party = self.collection.parties.get(self.word)
        alone = self.word in self.collection.speakers and self.collection.party_of(self.word) == self.word
        sorts = [self.found.sort]
        if self.both and alone and party is not None:
            sorts = [Sort.PARTY, Sort.SPEAKER]
        changes: dict[Place, str] = {}
        for sort in sorts:
            as_party = alone and party is None
            changes |= places(edit.tree, sort, self.word, self.new, home=home, as_party=as_party)
        if not changes:
            return None
        edit.rewrite(changes)
        return edit

    def _taken(self) -> set[str]:
        """The ids that things of its sort have."""
        inside = self.found.incident
        alone = {each for each in self.collection.speakers if self.collection.party_of(each) == each}
        parties = set(self.collection.parties)
        return {
            Sort.INCIDENT: set(self.collection.incidents),
            Sort.PARTY: parties | alone,
            Sort.SPEAKER: set(self.collection.speakers) | (parties if self.word in alone else set()),
            Sort.THEME: set(self.collection.themes),
            Sort.QUESTION: set(inside.questions if inside else ()),
            Sort.SOURCE: set(inside.sources if inside else ()),
            Sort.CLAIM: set(inside.by_id if inside else ()),
        }[self.found.sort]


def everywhere(files: Files) -> list[str]:
    """Every file of a collection.

    Raises:
        UnreadableError: the folder of incidents cannot be listed.
    """
    return [*SHARED, *(name for name in incident_files(files) if name.endswith(".yaml"))]


def must_be_id(word: str) -> None:
    """See to it that a word may be an id.

    Raises:
        UsageError: it may not.
    """
    if not is_id(word):
        raise UsageError(f"`{word}` is not an id", "lower-case letters, digits and hyphens; NEW has no prefix")


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
