"""A question that is a choice declares the answers that it may have.

Without answers no claim can take a position on it.

Fails:

    questions:
      guilt:
        ask: Who set the fire?

Passes:

    questions:
      ended-on:
        ask: When was the fire out?
        kind: date
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Kind

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Questions that are a choice between nothing."""
    for incident in collection.incidents.values():
        for question in incident.questions.values():
            if question.kind is Kind.CHOICE and not question.answers:
                hint = "declare `answers`, or say `kind: date` or `kind: number`"
                yield Finding(question, f"`{question.id}` has no answers", hint)
