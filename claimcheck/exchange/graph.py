"""A collection as nodes and edges, for the formats that draw.

Nodes are speakers, claims, questions and clashes. A speaker makes a claim, others relay it; a claim takes a stance on
an answer to a question; a clash is a node of its own between two positions, joined to the claims of either side: drawn
between every two claims it would be hundreds of lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.frozen import field, frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.reasoning.positions import standings
from claimcheck.views.claims import MORE, claim_record, more_texts

Attributes = dict[str, str]


@frozen
class Node:
    """A thing: an id that no other node has, its kind, a label and what else is known of it."""

    id: str
    kind: str
    label: str
    attributes: Attributes = field(default_factory=dict)


@frozen
class Edge:
    """How one thing bears on another."""

    source: str
    target: str
    kind: str
    attributes: Attributes = field(default_factory=dict)


@frozen
class Graph:
    """All nodes and edges, in the order of the files."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


NODE_ATTRIBUTES = (
    "incident", "party", "party_name", "role", "words", "translation", "language", "condition", "said", "said_earliest",
    "said_latest", "publisher", "published", "url", "state", "rule", "scope", "strength", *(each.name for each in MORE),
)  # fmt: skip
EDGE_ATTRIBUTES = ("stance", "polarity", "answer", "answer_text", "side")


def graph(collection: Collection) -> Graph:
    """The graph of a collection. Cost: that of the standings of its questions."""
    speakers: dict[str, Node] = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for incident in collection.incidents.values():
        for claim in incident.standing:
            for each in (claim.speaker, *claim.via):
                speakers.setdefault(each, _speaker(collection, each))
            nodes.append(_claim(collection, incident, claim))
            edges += _edges(incident, claim)
        for standing in standings(collection, incident):
            question = standing.question
            about = {"incident": incident.id, "state": standing.state.value}
            nodes.append(Node(f"question:{incident.id}/{question.id}", "question", question.ask, about))
            for number, clash in enumerate(standing.clashes, 1):
                name = f"clash:{incident.id}/{question.id}/{number}"
                known = {"rule": clash.rule.value, "scope": clash.scope.value, "strength": clash.strength.value}
                nodes.append(Node(name, "clash", clash.scope.value, {"incident": incident.id, **known}))
                edges.append(Edge(name, f"question:{incident.id}/{question.id}", "on"))
                for side, of in enumerate(clash.between, 1):
                    edges += [Edge(f"claim:{incident.id}/{c}", name, "clashes", {"side": str(side)}) for c in of.claims]
    return Graph((*speakers.values(), *nodes), tuple(edges))


def _speaker(collection: Collection, identifier: str) -> Node:
    speaker = collection.speakers.get(identifier)
    party = collection.party_of(identifier)
    known = {"party": party, "party_name": collection.name(party), "role": speaker.role if speaker else None}
    return Node(f"speaker:{identifier}", "speaker", collection.speaker_name(identifier), _kept(known))


def _claim(collection: Collection, incident: Incident, claim: Claim) -> Node:
    known = claim_record(collection, incident, claim)
    said = known.said
    about = {
        "incident": incident.id,
        "party": known.party,
        "party_name": known.party_name,
        "words": claim.words,
        "translation": claim.translation,
        "language": known.language,
        "condition": claim.condition,
        "said": said.text if said else None,
        "said_earliest": said.earliest.isoformat() if said and said.earliest else None,
        "said_latest": said.latest.isoformat() if said and said.latest else None,
        "publisher": known.publisher,
        "published": known.published.text if known.published else None,
        "url": known.url,
        **more_texts(claim),
    }
    return Node(f"claim:{claim.full_id}", "claim", claim.id, _kept(about))


def _edges(incident: Incident, claim: Claim) -> Iterator[Edge]:
    name = f"claim:{claim.full_id}"
    yield Edge(f"speaker:{claim.speaker}", name, "says")
    for each in claim.via:
        yield Edge(f"speaker:{each}", name, "relays")
    for taken in claim.stance.commitments:
        question = incident.questions.get(taken.question)
        if question is not None:
            known = {
                "stance": taken.stance.value,
                "polarity": taken.polarity.value,
                "answer": taken.answer,
                "answer_text": question.text(taken.answer),
            }
            yield Edge(name, f"question:{incident.id}/{taken.question}", "takes", known)
    for each in claim.stance.withholds:
        if each in incident.questions:
            yield Edge(name, f"question:{incident.id}/{each}", "withholds", {"stance": "withholds"})
    for each in claim.stance.comments:
        prefix, _, word = each.rpartition(":")
        if prefix != "claim" and word in incident.questions:
            yield Edge(name, f"question:{incident.id}/{word}", "comments", {"stance": "comments"})
        elif word in incident.by_id and not incident.by_id[word].draft:
            yield Edge(name, f"claim:{incident.id}/{word}", "comments", {"stance": "comments"})
    for kind, other in (("restates", claim.restates), ("replaces", claim.replaces)):
        if other is not None and other in incident.by_id and not incident.by_id[other].draft:
            yield Edge(name, f"claim:{incident.id}/{other}", kind)


def _kept(known: dict[str, str | None]) -> Attributes:
    return {key: value for key, value in known.items() if value is not None}
