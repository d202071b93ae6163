"""schema.org `Claim` as JSON-LD: who said what, where it appeared, in which words; never a verdict.

The context is written inline, so that nobody needs a network to read it. Two terms are PROV's: `wasQuotedFrom` leads
from words to their source, `wasRevisionOf` from a claim to the one that it takes back. The selector of a quote is that
of the W3C's Web Annotation; uncertain dates carry the EDTF datatype of the Library of Congress.
"""

from __future__ import annotations

import json
from typing import Any

from claimcheck.characters import visible_in_json
from claimcheck.characters.folding import named
from claimcheck.exchange.edtf import iso
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident, Kind, Question
from claimcheck.model.source import Source
from claimcheck.model.stance import Stance
from claimcheck.model.when import When
from claimcheck.views.claims import MORE, claim_record, more_texts

Node = dict[str, Any]
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "url": {"@type": "@id"},
    "archivedAt": {"@type": "@id"},
    **({"key": "urn:claimcheck:key:"} if MORE else {}),
}
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def write(collection: Collection) -> str:
    """The claims of a collection as one JSON-LD graph, fit to stand in a `<script>`; in proportion to the claims."""
    graph: list[Node] = []
    for incident in collection.incidents.values():
        graph += _incident(collection, incident)
    speakers = {each for incident in collection.incidents.values() for each in _heard(incident)}
    publishers = {
        named(source.publisher) for incident in collection.incidents.values() for source in incident.sources.values()
    }
    graph += [_speaker(collection, each, publishers) for each in sorted(speakers)]
    head = json.dumps(CONTEXT, ensure_ascii=False)
    things = ",\n".join(
        json.dumps(each, ensure_ascii=False) for each in graph
    )  # one a line: indenting takes five times
    text = f'{{"@context": {head},\n"@graph": [\n{things}\n]}}\n'
    for sign, escape in _IN_SCRIPT.items():
        text = text.replace(sign, escape)
    return visible_in_json(text)


def _incident(collection: Collection, incident: Incident) -> list[Node]:
    about = _node(
        "Event",
        incident.id,
        name=incident.title,
        description=incident.summary,
        startDate=_date(incident.date),
        location={"@type": "Place", "name": incident.place} if incident.place else None,
    )
    return [
        about,
        *(_question(incident, question) for question in incident.questions.values()),
        *(_source(incident, source) for source in incident.sources.values()),
        *(_claim(collection, incident, claim) for claim in incident.standing),
    ]


def _question(incident: Incident, question: Question) -> Node:
    return _node(
        "Question",
        f"{incident.id}/question:{question.id}",
        name=question.ask,
        about=_reference(incident.id),
        suggestedAnswer=[
            {"@type": "Answer", "identifier": key, "text": each.words} for key, each in question.answers.items()
        ]
        if question.kind is Kind.CHOICE
        else None,
    )


def _source(incident: Incident, source: Source) -> Node:
    origins = [each.removeprefix("source:") for each in source.derived_from]
    return _node(
        "CreativeWork",
        f"{incident.id}/source:{source.id}",
        name=source.title,
        publisher={"@type": "Organization", "name": source.publisher},
        datePublished=_date(source.published),
        inLanguage=source.language,
        url=source.url,
        archivedAt=source.archived,
        isBasedOn=[
            _reference(each) if each.startswith("speaker:") else _reference(f"{incident.id}/source:{each}")
            for each in origins
        ],
        description=source.note,
    )


def _claim(collection: Collection, incident: Incident, claim: Claim) -> Node:
    known = claim_record(collection, incident, claim)
    printed = [f"{incident.id}/source:{each}" for each in claim.sources]
    first = _first(incident, claim)
    return _node(
        "Claim",
        claim.full_id,
        text=claim.words,
        inLanguage=known.language,
        abstract=claim.text if claim.quote else None,
        workTranslation={"@type": "CreativeWork", "text": claim.translation} if claim.translation else None,
        author=_reference(f"speaker:{claim.speaker}"),
        creditText=known.as_,
        sponsor={"@type": "Organization", "identifier": known.party, "name": known.party_name}
        if known.party != claim.speaker
        else None,
        claimInterpreter=[_reference(f"speaker:{each}") for each in claim.via],
        dateCreated=_date(known.said),
        temporal=_date(claim.holds_on),
        datePublished=_date(known.published),
        appearance=[_reference(each) for each in printed],
        firstAppearance=_reference(f"{incident.id}/source:{first}") if first else None,
        about=[_reference(incident.id), *_bearings(incident, claim)],
        keywords=_stances(incident, claim),
        disambiguatingDescription=f"Said on a condition: {claim.condition}" if claim.condition else None,
        exampleOfWork=_reference(f"{incident.id}/{known.restates}") if known.restates else None,
        description=claim.note,
        **{
            "prov:wasQuotedFrom": _reference(printed[0]) if claim.quote else None,
            "prov:wasRevisionOf": _reference(f"{incident.id}/{known.replaces}") if known.replaces else None,
            "oa:hasTarget": _selected(incident, claim) if claim.quote else None,
            **{f"key:{name}": value for name, value in more_texts(claim).items()},
        },
    )


def _selected(incident: Incident, claim: Claim) -> Node:
    """Where in the source the quote stands, found by its own words and those around it."""
    selector = {
        "@type": "oa:TextQuoteSelector",
        "oa:exact": claim.quote,
        "oa:prefix": claim.prefix,
        "oa:suffix": claim.suffix,
    }
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": _reference(f"{incident.id}/source:{claim.source}"),
        "oa:hasSelector": {key: value for key, value in selector.items() if value},
        **({"oa:scope": claim.locator} if claim.locator else {}),
    }


def _stances(incident: Incident, claim: Claim) -> list[Node]:
    """What the words do to each answer: a term of ours, since schema.org has none."""
    found = []
    for taken in claim.stance.commitments:
        question = incident.questions.get(taken.question)
        words = question.text(taken.answer) if question else taken.answer
        found.append(_term(f"{taken.stance} {taken.question}: {taken.answer}", words, taken.stance))
    found += [_term(f"withholds {each}", None, Stance.WITHHOLDS) for each in claim.stance.withholds]
    found += [_term(f"comments {each}", None, Stance.COMMENTS) for each in claim.stance.comments]
    return found


def _term(name: str, words: str | None, stance: Stance) -> Node:
    node = {"@type": "DefinedTerm", "name": name, "description": words, "termCode": stance.value}
    return {key: value for key, value in node.items() if value}


def _bearings(incident: Incident, claim: Claim) -> list[Node]:
    bearing = [taken.question for taken in claim.stance.commitments]
    bearing += [*claim.stance.withholds, *(each.removeprefix("question:") for each in claim.stance.comments)]
    known = [each for each in dict.fromkeys(bearing) if each in incident.questions]
    return [_reference(f"{incident.id}/question:{each}") for each in known]


def _first(incident: Incident, claim: Claim) -> str | None:
    """The source that surely printed it before all others that did."""
    printed = [incident.sources[each] for each in claim.sources if each in incident.sources]
    if len(printed) == 1:
        return printed[0].id
    for one in printed:
        others = [each for each in printed if each is not one]
        if all(one.published and each.published and one.published.surely_before(each.published) for each in others):
            return one.id
    return None


def _heard(incident: Incident) -> set[str]:
    voices = {each for claim in incident.standing for each in (claim.speaker, *claim.via)}
    outlets = {each for source in incident.sources.values() for each in source.derived_from}
    return voices | {each.removeprefix("speaker:") for each in outlets if each.startswith("speaker:")}


def _speaker(collection: Collection, identifier: str, publishers: set[str]) -> Node:
    speaker = collection.speakers.get(identifier)
    name = collection.speaker_name(identifier)
    party = collection.parties.get(speaker.party) if speaker and speaker.party else None
    names = {named(name), *map(named, speaker.aliases if speaker else ())}
    body = (speaker is not None and speaker.body) or bool(names & publishers) or (party and party.name == name)
    return _node(
        "Organization" if body else "Person",
        f"speaker:{identifier}",
        name=name,
        alternateName=list(speaker.aliases) if speaker else None,
        jobTitle=speaker.role if speaker and not body else None,
        memberOf={"@type": "Organization", "identifier": party.id, "name": party.name} if party else None,
        description=speaker.note if speaker else None,
    )


def _node(kind: str, identifier: str, **properties: object) -> Node:
    kept = {key: value for key, value in properties.items() if value not in (None, [], "")}
    return {"@id": f"#{identifier}", "@type": kind, **kept}


def _reference(identifier: str) -> Node:
    return {"@id": f"#{identifier}"}


def _date(when: When | None) -> object:
    """A plain date as text; an uncertain one as an EDTF literal, so that nobody takes it for a certain one."""
    if when is None:
        return None
    return iso(when) or {"@value": when.text, "@type": "edtf:EDTF"}
