"""Whatever a claim takes a position on, withholds or comments on is declared in its incident.

A claim on a question that nobody asked would be shown nowhere, and its side would look silent.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cuase: accident}}
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}, withholds: crates}
        source: herald
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import guess
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.location import Path
from claimcheck.model.stance import POSITIONS

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Questions of stances that the incident does not ask."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if "stance" in claim.inherited:
                continue
            stance = claim.stance
            known = incident.questions
            if all(each.question in known for each in stance.commitments) and not (stance.withholds or stance.comments):
                continue
            for path, question in _questions(claim):
                if question not in incident.questions and not incident.lost("questions", question):
                    hint = guess(question, incident.questions)
                    yield Finding(
                        claim, f"unknown question `{question}`", hint, ("stance", *path), isinstance(path[-1], str)
                    )
            yield from _comments(incident, claim)


def _questions(claim: Claim) -> Iterator[tuple[Path, str]]:
    for stance in POSITIONS:
        for question in claim.stance.taken(stance):
            yield (stance.value, question), question
    for place, question in enumerate(claim.stance.withholds):
        yield ("withholds", place), question


def _comments(incident: Incident, claim: Claim) -> Iterator[Finding]:
    for place, reference in enumerate(claim.stance.comments):
        prefix, _, word = reference.rpartition(":")
        if prefix == "claim" or word in incident.questions or incident.lost("questions", word):
            continue
        if not prefix and (word in incident.by_id or incident.lost("claims", word)):
            continue
        known = incident.questions if prefix else [*incident.questions, *incident.by_id]
        what = "question" if prefix else "question or claim"
        yield Finding(claim, f"unknown {what} `{word}`", guess(word, known), ("stance", "comments", place))
