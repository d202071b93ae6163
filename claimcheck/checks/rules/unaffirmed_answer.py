"""Somebody takes a position on every answer.

An answer that nobody affirms or denies is perhaps the curator's guess at what one side would say. Stages of a fact that
moves forward are exempt, for some of them nobody may ever mention, and so are answers that only gather narrower ones.

Fails:

    questions:
      guard:
        ask: Was the warehouse watched?
        answers: {watched: The port had it watched., unwatched: Nobody watched it., asleep: The watchman slept.}
    claims:
      - id: spokesman-watched
        speaker: port-spokesman
        stance: {asserts: {guard: watched}, denies: {guard: unwatched}}
        source: herald
        quote: It was watched

Passes:

    questions:
      guard:
        ask: Was the warehouse watched?
        answers: {watched: The port had it watched., unwatched: Nobody watched it.}
    claims:
      - id: spokesman-watched
        speaker: port-spokesman
        stance: {asserts: {guard: watched}, denies: {guard: unwatched}}
        source: herald
        quote: It was watched
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Changes

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Answers without a position, on questions on which there are others."""
    for incident in collection.incidents.values():
        if incident.unread:
            continue
        taken = {commitment[:2] for claim in incident.claims for commitment in claim.stance.commitments}
        asked = {question for question, _ in taken}
        for question in incident.questions.values():
            if question.changes is Changes.FORWARD or question.id not in asked:
                continue
            wider = {(question.id, each) for answer in question.answers for each in question.wider[answer]}
            for answer in question.answers:
                if (question.id, answer) not in taken and (question.id, answer) not in wider:
                    message = f"nobody affirms or denies `{answer}` on `{question.id}`"
                    yield Finding(question, message, "", ("answers", answer), at_key=True)
