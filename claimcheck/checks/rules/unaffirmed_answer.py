"""Somebody takes a position on every answer.

An answer that nobody affirms or denies is perhaps the curator's guess at what one side would say. Stages of a fact that
moves forward are exempt, for some of them nobody may ever mention, and so are answers that only gather narrower ones.
While one party alone has spoken, nothing is said.

Fails:

    questions:
      guard:
        ask: Was the warehouse watched?
        answers: {watched: The port had it watched., unwatched: Nobody watched it., asleep: The watchman slept.}
    claims:
      - id: spokesman-watched
        speaker: port-spokesman
        stance: {asserts: {guard: watched}}
        source: herald
        quote: The port had it watched
      - id: chair-unwatched
        speaker: union-chair
        stance: {asserts: {guard: unwatched}}
        source: radio
        quote: There was nobody who watched it

Passes:

    questions:
      guard:
        ask: Was the warehouse watched?
        answers: {watched: The port had it watched., unwatched: Nobody watched it.}
    claims:
      - id: spokesman-watched
        speaker: port-spokesman
        stance: {asserts: {guard: watched}}
        source: herald
        quote: The port had it watched
      - id: chair-unwatched
        speaker: union-chair
        stance: {asserts: {guard: unwatched}}
        source: radio
        quote: There was nobody who watched it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Changes

SEVERITY = Severity.WARNING
_SPOKEN = 2
"""Parties: while one alone has spoken, the record is hardly begun."""


def check(collection: Collection) -> Iterator[Finding]:
    """Answers without a position, on questions on which two parties or more have taken one."""
    for incident in collection.incidents.values():
        if incident.unread:
            continue
        taken: set[tuple[str, str]] = set()
        parties: dict[str, set[str]] = defaultdict(set)
        for claim in incident.claims:
            for asked, answer, _ in claim.stance.commitments:
                taken.add((asked, answer))
                parties[asked].add(collection.party(claim))
        for question in incident.questions.values():
            if question.changes is Changes.FORWARD or len(parties[question.id]) < _SPOKEN:
                continue
            wider = {(question.id, each) for answer in question.answers for each in question.wider[answer]}
            for answer in question.answers:
                if (question.id, answer) not in taken | wider:
                    message = f"nobody affirms or denies `{answer}` on `{question.id}`"
                    yield Finding(question, message, "", ("answers", answer), at_key=True)
