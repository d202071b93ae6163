"""An answer lies within another one, and excludes others, that are declared; never itself, nor one that it lies within.

To affirm a narrower answer is to affirm its wider one: in a circle each would be the other, and one that excludes its
wider one could never be given.

Fails:

    questions:
      start:
        ask: How did the fire begin?
        answers:
          accident: {is: It was an accident., within: wiring}
          wiring: {is: Old wiring caught fire., within: accident}

Passes:

    questions:
      start:
        ask: How did the fire begin?
        answers:
          accident: It was an accident.
          wiring: {is: Old wiring caught fire., within: accident}
          set: {is: Somebody set it., excludes: [accident]}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Question

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Answers that lie within or exclude what they cannot."""
    for incident in collection.incidents.values():
        for question in incident.questions.values():
            yield from _within(question)
            yield from _excludes(question)


def _within(question: Question) -> Iterator[Finding]:
    told: set[str] = set()
    for name, answer in question.answers.items():
        if answer.within is None:
            continue
        path = ("answers", name, "within")
        if answer.within not in question.answers:
            message = f"unknown answer `{answer.within}` to `{question.id}`"
            yield Finding(question, message, guess(answer.within, question.answers), path)
        elif name not in told and (ring := _ring(question, name)):
            told.update(ring)
            message = f"no answer lies within itself: {' → '.join([*ring, ring[0]])}"
            yield Finding(question, message, "the widest one lies within none", path)


def _ring(question: Question, start: str) -> list[str]:
    """The answers that lie in a circle with one; none if that is in no circle."""
    chain = [start]
    while (wider := question.answers[chain[-1]].within) in question.answers and wider not in chain:
        chain.append(wider)
    return chain if wider == start else []


def _excludes(question: Question) -> Iterator[Finding]:
    for name, answer in question.answers.items():
        for place, other in enumerate(answer.excludes):
            path = ("answers", name, "excludes", place)
            if other not in question.answers:
                message = f"unknown answer `{other}` to `{question.id}`"
                yield Finding(question, message, guess(other, question.answers), path)
            elif question.lies_within(name, other) or question.lies_within(other, name):
                what = "itself" if name == other else f"`{other}`: one lies within the other"
                yield Finding(question, f"`{name}` cannot exclude {what}", "leave it out", path)
