"""Nobody is quoted before having spoken.

A claim that was surely said after one of its sources appeared has a wrong date, a wrong source or a wrong year; and its
place in the order of events, hence every shift, would be wrong with it. So has one whose words were out before in a
claim that restates it; the day of a claim that restates another may be that of a retelling.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        said: 2031-03-08
        source: herald
        quote: It was the wiring

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        said: 2031-03-05~
        source: herald
        also_in: [radio]
        quote: It was the wiring
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.location import Path

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Claims whose day, as written, is surely after the day by which one of their sources was out."""
    for incident in collection.incidents.values():
        for claim in incident.claims:
            if claim.said is None or claim.said.qualified or claim.said.low is None or "said" in claim.inherited:
                continue
            found = list(_own(incident, claim, claim.said.low)) or list(_restated(incident, claim, claim.said.low))
            yield from found


def _own(incident: Incident, claim: Claim, said: int) -> Iterator[Finding]:
    """Sources of the claim that were out before; the value that is likely to be wrong is that of the source."""
    for place, name in enumerate(claim.sources):
        out = incident.out.get(name)
        if out is not None and out < said:
            path: Path = ("also_in", place - 1) if place else ("said",)
            yield Finding(claim, f"said on {claim.said}, but `{name}` was {_when(incident, name, out)}", "", path)


def _restated(incident: Incident, claim: Claim, said: int) -> Iterator[Finding]:
    """The first source in which somebody restates the claim before it was said."""
    if incident.utterances[claim.id] != claim.id:
        return
    out = incident.out_by.get(claim.id)
    if out is not None and out < said:
        others = [each for each in incident.standing if incident.utterances[each.id] == claim.id]
        by, name = next((each.id, name) for each in others for name in each.sources if incident.out.get(name) == out)
        message = f"said on {claim.said}, but `{by}` restates it in `{name}`, {_when(incident, name, out)}"
        yield Finding(claim, message, "the earliest day counts: write that of the words, not of a retelling", ("said",))


def _when(incident: Incident, name: str, out: int) -> str:
    published = incident.sources[name].published
    if published is not None and published.high == out:
        return f"published on {published}"
    return f"out by {date.fromordinal(out)}"
