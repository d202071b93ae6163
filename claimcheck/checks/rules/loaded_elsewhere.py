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

from collections.abc import Iterator

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
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for incident in collection.incidents.values():
        for form in _forms(incident):
            (stems if form.endswith("*") else whole).setdefault(form.rstrip("*"), set()).add(incident.id)
    lengths = sorted({len(stem) for stem in stems})
    for incident in collection.incidents.values():
        own = {form.rstrip("*") for form in _forms(incident)}
        for record, path, prose in _prose(incident):
            for word in dict.fromkeys(_WORD.findall(read(without_quotations(prose)))):
                keys = [word[:length] for length in lengths if len(word) >= length and word[:length] in stems]
                if any(word.startswith(each) for each in own):
                    continue
                homes = set().union(whole.get(word, ()), *(stems[key] for key in keys)) - {incident.id}
                if homes:
                    message = f"`{word}` is a declared term of `{min(homes)}`"
                    yield Finding(record, message, "declare it here too, or say it in neutral words", path)


def _forms(incident: Incident) -> Iterator[str]:
    """The forms of one word that an incident declares."""
    for terms in incident.terms.values():
        for forms in terms.values():
            yield from (read(form) for form in forms if " " not in form)


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
