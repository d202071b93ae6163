"""An answer is one that its question declares or, on a question for a date or a number, a date or a number.

A position on an answer that is not there could not be set beside any other.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: acident, began-on: 4 March 2031}}
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident, began-on: 2031-03-04, crates: 100/120}}
        source: herald
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters.folding import named
from claimcheck.checks.finding import Finding
from claimcheck.errors import Guess, guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Kind, Question
from claimcheck.model.stance import POSITIONS

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Answers that a question does not have."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if "stance" in claim.inherited:
                continue
            questions = incident.questions
            if not any(_wrong(questions.get(question), answer) for question, answer, _ in claim.stance.commitments):
                continue
            for stance in POSITIONS:
                for question, answers in claim.stance.taken(stance).items():
                    for place, answer in enumerate(answers):
                        wrong = _wrong(questions.get(question), answer)
                        if wrong:
                            yield Finding(claim, *wrong, ("stance", stance.value, question, place))


def _meant(question: Question, answer: str) -> str | Guess:
    """The answer whose words were given, the answers that stand in one text, or what is most like it."""
    parts = [each.strip() for each in answer.split(",")]
    if len(parts) > 1 and all(each in question.answers for each in parts):
        return f"several answers are a list: `[{', '.join(parts)}]`; of options, one each"
    folded = named(answer).rstrip(".")
    for identifier, each in question.answers.items():
        if folded in (identifier, named(each.words).rstrip(".")):
            return Guess(f"did you mean `{identifier}`?", (identifier,))
    return guess(answer, question.answers)


def _wrong(question: Question | None, answer: str) -> tuple[str, str | Guess] | None:
    """What is wrong with an answer, and a hint; a question without answers has an error of its own."""
    if question is None or (question.kind is Kind.CHOICE and (answer in question.answers or not question.answers)):
        return None
    if question.kind is Kind.CHOICE:
        return f"unknown answer `{answer}` to `{question.id}`", _meant(question, answer)
    try:
        question.value(answer)
    except ValueError as error:
        return f"`{question.id}` asks for a {question.kind}: {error}", ""
    return None
