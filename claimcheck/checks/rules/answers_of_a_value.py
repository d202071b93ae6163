"""A question for a date or a number declares no answers.

Its answers are the dates or numbers that claims give; declared ones would never be used.

Fails:

    questions:
      ended-on:
        ask: When was the fire out?
        kind: date
        answers: {early: Before dawn., late: After dawn.}

Passes:

    questions:
      ended-on:
        ask: When was the fire out?
        answers: {early: Before dawn., late: After dawn.}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Kind

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Answers declared on questions that take values."""
    for incident in collection.incidents.values():
        for question in incident.questions.values():
            if question.kind is not Kind.CHOICE and question.answers:
                message = f"answers of a question for a {question.kind} are never used"
                yield Finding(question, message, "delete them, or leave `kind` out", ("answers",), at_key=True)
