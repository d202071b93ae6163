"""A question has an answer for each side.

Where one side's account is the only answer, the other can but deny it: the question is asked in one side's words. Look
for what the other side says instead. If it says nothing else, one answer is right.

Fails:

    questions:
      watched:
        ask: Was the warehouse watched?
        answers: {unwatched: Nobody watched it.}

Passes:

    questions:
      watched:
        ask: Was the warehouse watched?
        answers: {watched: The port had it watched., unwatched: Nobody watched it.}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.stance import Polarity

SEVERITY = Severity.NOTE


def check(collection: Collection) -> Iterator[Finding]:
    """Questions with one answer that somebody denies or that nobody affirms."""
    for incident in collection.incidents.values():
        if incident.unread:
            continue
        taken: dict[str, set[Polarity]] = {}
        for claim in incident.standing:
            for commitment in claim.stance.commitments:
                taken.setdefault(commitment.question, set()).add(commitment.polarity)
        for question in incident.questions.values():
            if len(question.answers) == 1 and taken.get(question.id) != {Polarity.AFFIRMS}:
                hint = "what does the other side say instead?"
                yield Finding(question, f"`{question.id}` has one answer", hint, ("answers",), at_key=True)
