"""A speaker who comes to say the contrary is recorded as taking the earlier words back, or as not doing so.

Both happen: some correct themselves, some tell another story and never mention the first. Only `replaces` tells a
reader which of the two it is, and only a person who reads the source can say it.

Fails:

    claims:
      - id: captain-accident
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-set
        speaker: harbour-captain
        stance: {asserts: {cause: set}}
        source: radio
        quote: It was set

Passes:

    claims:
      - id: captain-accident
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: It was the wiring
      - id: captain-set
        speaker: harbour-captain
        stance: {asserts: {cause: set}}
        source: radio
        quote: It was set
        replaces: captain-accident
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Changes, Incident
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import ClashScope, clashes
from claimcheck.reasoning.statements import by_question
from claimcheck.reasoning.taking_back import taken_back

SEVERITY = Severity.NOTE


def check(collection: Collection) -> Iterator[Finding]:
    """Shifts of one speaker on a question that does not change, of which neither end is taken back; each claim once."""
    for incident in collection.incidents.values():
        if not _anybody_differs(incident):
            continue
        try:
            shifts = list(_shifts(collection, incident))
        except ValueError:  # an answer that is no date or no number, which is an error of its own
            continue
        for question, earlier, later in shifts:
            claim = incident.by_id[later]
            message = f"`{claim.speaker}` said otherwise before on `{question}`: `{earlier}`"
            yield Finding(claim, message, f"say `replaces: {earlier}` if these words take that back")


def _anybody_differs(incident: Incident) -> bool:
    """Whether a speaker does two different things to one question: few incidents need a closer look."""
    known: dict[tuple[str, str], tuple[str, object]] = {}
    for claim in incident.claims:
        for commitment in claim.stance.commitments:
            said = (commitment.answer, commitment.polarity)
            if known.setdefault((claim.speaker, commitment.question), said) != said:
                return True
    return False


def _shifts(collection: Collection, incident: Incident) -> Iterator[tuple[str, str, str]]:
    """Question, earlier claim and later claim of each shift, for each later claim the first."""
    known: set[str] = set()
    history = set(taken_back(collection, incident))
    for name, statements in by_question(collection, incident, By.SPEAKER).items():
        question = incident.questions[name]
        if question.changes is not Changes.NO:
            continue
        for clash in clashes(question, statements):
            earlier, later = clash.between
            if clash.scope is not ClashScope.SHIFT or history.intersection(earlier.claims):
                continue
            if later.claims[0] not in known and not _replaces(incident, later.claims):
                known.add(later.claims[0])
                yield name, earlier.claims[-1], later.claims[0]


def _replaces(incident: Incident, claims: tuple[str, ...]) -> bool:
    return any(incident.by_id[each].replaces for each in claims)
