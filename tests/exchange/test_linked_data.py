"""schema.org markup, read by rdflib without a network and held against shapes by pyshacl."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, SDO

from claimcheck.model.collection import Collection

OA = Namespace("http://www.w3.org/ns/oa#")
HERE = "https://newsroom.example/claims"

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
[] a sh:NodeShape ;
  sh:targetClass schema:Claim ;
  sh:property [ sh:path schema:text ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path schema:author ; sh:minCount 1 ; sh:maxCount 1 ; sh:node [
    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:maxCount 1 ] ] ] ;
  sh:property [ sh:path schema:appearance ; sh:minCount 1 ; sh:class schema:CreativeWork ] ;
  sh:property [ sh:path schema:firstAppearance ; sh:maxCount 1 ; sh:class schema:CreativeWork ] ;
  sh:property [ sh:path schema:reviewRating ; sh:maxCount 0 ] ;
  sh:property [ sh:path schema:about ; sh:minCount 1 ] .
[] a sh:NodeShape ;
  sh:targetClass oa:TextQuoteSelector ;
  sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


@pytest.fixture(scope="module")
def graph(exported: Path) -> Graph:
    return Graph().parse(exported / "schema-org.jsonld", format="json-ld", publicID=HERE)


def test_every_claim_is_there_with_its_words(graph: Graph, ids: list[str], quotes: list[str]) -> None:
    claims = [URIRef(f"{HERE}#{each}") for each in ids]
    assert set(graph.subjects(RDF.type, SDO.Claim)) == set(claims)
    assert [str(graph.value(each, SDO.text)) for each in claims] == quotes


def test_it_has_the_shape_of_claims(graph: Graph) -> None:
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, report


def test_the_shapes_would_catch_a_claim_without_an_author(graph: Graph) -> None:
    broken = Graph() + graph
    broken.remove((next(graph.subjects(RDF.type, SDO.Claim)), SDO.author, None))
    assert not validate(broken, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))[0]


def test_every_word_is_one_of_schema_org(graph: Graph) -> None:
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    ours = {str(each).removeprefix(str(SDO)) for each in used if str(each).startswith(str(SDO))}
    unknown = {each for each in ours if each not in SDO}
    assert not unknown


def test_two_terms_are_of_prov(graph: Graph, collection: Collection) -> None:
    used = {each for each in graph.predicates() if str(each).startswith(str(PROV))}
    revised = any(claim.replaces for i in collection.incidents.values() for claim in i.standing)
    assert used == {PROV.wasQuotedFrom, *([PROV.wasRevisionOf] if revised else [])}


def test_quotes_can_be_found_again(graph: Graph, collection: Collection) -> None:
    quoted = {claim.quote for i in collection.incidents.values() for claim in i.standing if claim.quote}
    assert {str(each) for each in graph.objects(None, OA.exact)} == quoted


def test_uncertain_dates_say_that_they_are(graph: Graph, collection: Collection) -> None:
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    typed = {str(each) for each in graph.objects(None, SDO.datePublished) if getattr(each, "datatype", None) == edtf}
    plain = {str(each) for each in graph.objects(None, SDO.datePublished) if isinstance(each, Literal)} - typed
    assert not [each for each in plain if set(each) & set("X~?%/")]
    sources = [source for i in collection.incidents.values() for source in i.sources.values() if source.published]
    assert typed == {
        each.published.text for each in sources if each.published and set(each.published.text) & set("X~?%/")
    }
