"""A claim does not take two positions on one question that cannot both hold.

A list of answers stands for answers that go together, on a question with `exclusive: false` or `excludes`. Words that
leave several answers open are `suggests`; a speaker who said one thing and then another made two claims.

Fails:

    claims:
      - id: captain-both
        speaker: harbour-captain
        stance: {asserts: {cause: [accident, set]}}
        source: herald
        quote: It was an accident and it was arson

Passes:

    claims:
      - id: captain-either
        speaker: harbour-captain
        stance: {suggests: {cause: [accident, set]}}
        source: herald
        quote: It was an accident or it was arson
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import rule
from claimcheck.reasoning.statements import Statement, by_question

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Claims with two plain positions on one question that clash; each claim and question once."""
    for incident in collection.incidents.values():
        if not any(_takes_several(claim) for claim in incident.claims):
            continue
        try:
            made = by_question(collection, incident, By.SPEAKER)
        except ValueError:  # an answer that is no date or no number, which is an error of its own
            continue
        for name, statements in made.items():
            yield from _findings(incident, name, statements)


def _takes_several(claim: Claim) -> bool:
    """Whether a claim takes more than one position on a question: few claims need a closer look."""
    asked = Counter(commitment.question for commitment in claim.stance.commitments)
    return any(number > 1 for number in asked.values())


def _findings(incident: Incident, name: str, statements: list[Statement]) -> Iterator[Finding]:
    taken: dict[str, list[Statement]] = {}
    for each in statements:
        if not each.hedged:
            taken.setdefault(each.claim.id, []).append(each)
    question = incident.questions[name]
    for several in taken.values():
        for one, other in combinations(several, 2):
            if rule(question, one, other) is not None:
                message = f"takes two positions on `{name}` that cannot both hold: `{one.answer}` and `{other.answer}`"
                hint = (
                    "words that leave both open are `suggests`; if both can hold, name with `excludes` what cannot, "
                    "or say `exclusive: false` if all can"
                )
                yield Finding(one.claim, message, hint, ("stance",))
                break
