"""A word that is loaded in one incident is watched in the others.

A term that one file declares because sides quarrel about it is seldom a neutral word in the next file. There it stands
bare in a title, a question, an answer or a paraphrase: declare it there too, or say it in other words. In the passages
below another incident of the collection declares `hijacked: [hijack*]`.

Fails:

    title: Fire in warehouse 4, and a hijacked crane
    claims: []

Passes:

    title: Fire in warehouse 4, and a crane that was “hijacked”
    claims: []
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claimcheck.characters.folding import read
from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.location import Path
from claimcheck.model.record import Record
from claimcheck.reasoning.wording import without_quotations

SEVERITY = Severity.NOTE
SCOPE = "collection"
_WORD = lazy(r"\w+")


def check(collection: Collection) -> Iterator[Finding]:
    """Bare words of an incident's prose that another incident declares and this one does not."""
    declared = dict(collection.declared) | {each.id: declared_forms(each) for each in collection.incidents.values()}
    known = _Declared(declared)
    for incident in collection.incidents.values():
        for record, path, prose in _prose(incident):
            for word in _bare(prose):
                if homes := known.elsewhere(word, incident.id):
                    message = f"`{word}` is a declared term of `{min(homes)}`"
                    yield Finding(record, message, "declare it here too, or say it in neutral words", path)


def suspects(declared: Mapping[str, frozenset[str]], words: Mapping[str, Iterable[str]]) -> list[str]:
    """The incidents with a bare word that another declares: of so many that not all are at hand at one time."""
    known = _Declared(declared)
    return [name for name, bare in words.items() if any(known.elsewhere(word, name) for word in bare)]


def declared_forms(incident: Incident) -> frozenset[str]:
    """The forms of one word that an incident declares."""
    every = (forms for terms in incident.terms.values() for forms in terms.values())
    return frozenset(read(form) for forms in every for form in forms if " " not in form)


def bare_words(incident: Incident) -> frozenset[str]:
    """The words of an incident's prose that stand in no quotation marks, folded."""
    return frozenset(word for _, _, prose in _prose(incident) for word in _bare(prose))


class _Declared:
    """Which incidents declare a word, whole or by its beginning."""

    def __init__(self, declared: Mapping[str, frozenset[str]]) -> None:
        self.declared = declared
        self.homes: dict[str, set[str]] = {}
        for name, forms in declared.items():
            for form in forms:
                self.homes.setdefault(form, set()).add(name)
        self.lengths = sorted({len(form) - 1 for form in self.homes if form.endswith("*")})

    def elsewhere(self, word: str, here: str) -> set[str]:
        """The other incidents that declare a word, if this one does not."""
        if any(word.startswith(form.rstrip("*")) for form in self.declared.get(here, ())):
            return set()
        beginnings = (f"{word[:length]}*" for length in self.lengths if length <= len(word))
        return set().union(*(self.homes.get(each, ()) for each in (word, *beginnings))) - {here}


def _bare(prose: str) -> Iterable[str]:
    return dict.fromkeys(_WORD.findall(read(without_quotations(prose))))


def _prose(incident: Incident) -> Iterator[tuple[Record, Path, str]]:
    yield incident, ("title",), incident.title
    yield incident, ("summary",), incident.summary or ""
    for question in incident.questions.values():
        yield question, ("ask",), question.ask
        for answer in question.answers:
            yield question, ("answers", answer), question.text(answer)
    for claim in incident.standing:
        if claim.text and "text" not in claim.inherited:
            yield claim, ("text",), claim.text
