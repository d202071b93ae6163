"""Every source, question and term that an incident declares is used by one of its claims.

What nobody refers to is a leftover, or a claim that somebody meant to record and did not.

Fails:

    sources:
      leaflet: {publisher: Dockers' Union of Sarn}

Passes:

    sources:
      leaflet: {publisher: Dockers' Union of Sarn}
    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident, began-on: 2031-03-04, crates: 100}}
        source: herald
        also_in: [radio, leaflet]
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters.folding import read_apart
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.reasoning.wording import occurs

SEVERITY = Severity.NOTE


def check(collection: Collection) -> Iterator[Finding]:
    """Sources, questions and terms that nothing refers to; of incidents that could be read whole."""
    for incident in collection.incidents.values():
        if incident.unread:
            continue
        sources = _sources(incident)
        for source in incident.sources.values():
            if source.id not in sources:
                yield Finding(source, f"the source `{source.id}` is never used", "delete it, or record what it says")
        questions = _questions(incident)
        for question in incident.questions.values():
            if question.id not in questions:
                yield Finding(question, f"nobody is recorded on the question `{question.id}`", "")
        quotes = " | ".join(claim.quote for claim in incident.claims if claim.quote)
        folded = read_apart(quotes)
        for group, declared in incident.terms.items():
            for term, forms in declared.items():
                if not occurs(forms, folded):
                    message = f"no quote uses the term `{term}`"
                    yield Finding(incident, message, "", ("terms", group, term), at_key=True)


def _sources(incident: Incident) -> set[str]:
    used = {source for claim in incident.claims for source in claim.sources}
    return used | {each.removeprefix("source:") for source in incident.sources.values() for each in source.derived_from}


def _questions(incident: Incident) -> set[str]:
    used: set[str] = set()
    for claim in incident.claims:
        used.update(commitment.question for commitment in claim.stance.commitments)
        used.update(claim.stance.withholds)
        used.update(reference.removeprefix("question:") for reference in claim.stance.comments)
    return used
