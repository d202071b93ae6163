"""The curator's own words use a declared term in quotation marks only.

A loaded word in a title, a summary, a question or an answer takes a side before anybody has spoken.

Fails:

    title: The arson in warehouse 4
    terms:
      the-fire: {arson: [arson*]}
    claims:
      - id: spokesman-arson
        speaker: port-spokesman
        stance: {asserts: {cause: set}}
        source: herald
        quote: This was arson

Passes:

    title: The fire in warehouse 4, "arson" to the port
    terms:
      the-fire: {arson: [arson*]}
    claims:
      - id: spokesman-arson
        speaker: port-spokesman
        stance: {asserts: {cause: set}}
        source: herald
        quote: This was arson
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters.folding import read_apart
from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.location import Path
from claimcheck.model.record import Record
from claimcheck.reasoning.wording import terms_in, without_quotations

SEVERITY = Severity.WARNING

_WORD = lazy(r"\w+")


def check(collection: Collection) -> Iterator[Finding]:
    """Declared terms that stand bare in the curator's prose."""
    for incident in collection.incidents.values():
        if not incident.terms:
            continue
        for record, path, prose in _prose(incident):
            bare = read_apart(without_quotations(prose))
            for group, term, place in terms_in(incident, bare):
                word = _WORD.match(bare, place)
                message = f"`{word.group() if word else term}` is a declared term (`{group}`: `{term}`)"
                yield Finding(record, message, "put it in quotation marks, or say it in neutral words", path)


def _prose(incident: Incident) -> Iterator[tuple[Record, Path, str]]:
    yield incident, ("title",), incident.title
    yield incident, ("summary",), incident.summary or ""
    for question in incident.questions.values():
        yield question, ("ask",), question.ask
        for name, answer in question.answers.items():
            yield question, ("answers", name), answer.words
