"""GraphML and DOT, read by networkx and pydot; Argdown, by its own parser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pydot
import pytest

import claimcheck
from claimcheck.characters import one_line, visible
from claimcheck.exchange import export
from claimcheck.model.collection import Collection
from claimcheck.model.stance import Polarity
from tests.conftest import Corpus
from tests.exchange.conftest import ran_by_node

PARSE = """
import {argdown} from "@argdown/node";
import fs from "fs";
const input = fs.readFileSync(process.argv[2], "utf8");
const read = argdown.run({input, process: ["parse-input", "build-model"], logLevel: "error"});
const members = (found) => Object.fromEntries(Object.entries(found || {}).map(
    ([title, each]) => [title, {texts: each.members.map((m) => m.text).filter(Boolean), data: each.data}]));
console.log(JSON.stringify({
    errors: [...(read.parserErrors || []), ...(read.lexerErrors || [])].map((each) => each.message),
    statements: members(read.statements),
    arguments: members(read.arguments),
    relations: (read.relations || []).map((each) => [each.relationType, each.from.title, each.to.title]),
}));
"""


def test_networkx_reads_every_node_and_edge(exported: Path, ids: list[str], quotes: list[str]) -> None:
    graph = nx.read_graphml(exported / "graphml.graphml", force_multigraph=True)
    claims = [name for name, kind in graph.nodes(data="kind") if kind == "claim"]
    assert claims == [f"claim:{each}" for each in ids]
    assert [graph.nodes[each]["words"] for each in claims] == [visible(each) for each in quotes]
    for claim in claims:
        assert [k for _, _, k in graph.in_edges(claim, data="kind") if k == "says"] == ["says"]
    for clash in [name for name, kind in graph.nodes(data="kind") if kind == "clash"]:
        assert {side for _, _, side in graph.in_edges(clash, data="side")} == {"1", "2"}
    assert not [name for name, kind in graph.nodes(data="kind") if kind is None], "an edge leads to nothing"


def test_pydot_reads_what_networkx_reads(exported: Path) -> None:
    (drawn,) = pydot.graph_from_dot_file(str(exported / "dot.dot"))
    graph = nx.read_graphml(exported / "graphml.graphml", force_multigraph=True)
    assert len(drawn.get_edges()) == graph.number_of_edges()
    nodes = drawn.get_nodes() + [node for part in drawn.get_subgraphs() for node in part.get_nodes()]
    assert len({node.get_name() for node in nodes} - {"node", "edge"}) == graph.number_of_nodes()


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_lays_it_out(exported: Path) -> None:
    done = subprocess.run(["dot", "-Tplain", str(exported / "dot.dot")], capture_output=True, check=True, text=True)
    assert done.stderr == ""


ENTITIES = ["x &copy; y", "a & b &amp; c", "&lt;b&gt; <i>", "&#65;", "\\N \\G C:\\new", "]]>", "--> -- x", "\"q\" 'q'"]
ENTITY_INCIDENT = """
title: "Fire &copy; smoke & ash"
questions: {cause: {ask: "How &amp; why?", answers: {set: Somebody set it.}}}
sources: {herald: {publisher: Herald, published: 2031-03-04, url: "https://herald.example/?a=1&copy=2&b=%20"}}
claims:
"""


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_what_is_written_and_its_svg_is_xml(corpus: Corpus) -> None:
    stance = "speaker: captain, source: herald, stance: {asserts: {cause: set}}"
    claims = [f"  - {{id: c{at}, {stance}, quote: {json.dumps(each)}}}" for at, each in enumerate(ENTITIES)]
    speakers = 'speakers: {captain: {name: "Ilse &amp; Brandt"}}\n'
    collection = claimcheck.load(corpus({"fire": ENTITY_INCIDENT + "\n".join(claims) + "\n"}, speakers=speakers))
    text = export("dot", collection)
    assert isinstance(text, str)
    done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, check=True, text=True)
    assert done.stderr == ""
    drawn = ET.fromstring(done.stdout)  # noqa: S314 - Graphviz's own
    labels = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {*ENTITIES, "Fire &copy; smoke & ash", "How &amp; why?", "Ilse &amp; Brandt"} <= set(labels)
    leads = {each.get("{http://www.w3.org/1999/xlink}href") for each in drawn.iter("{http://www.w3.org/2000/svg}a")}
    assert leads == {"https://herald.example/?a=1&copy=2&b=%20"}


@pytest.fixture(scope="session")
def argued(exported: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran_by_node("read.mjs", PARSE, exported / "argdown.argdown"))
    return found


def test_argdown_reads_it_without_an_error(argued: dict[str, Any]) -> None:
    assert argued["errors"] == []


def test_argdown_reads_every_claim_with_its_words(argued: dict[str, Any], ids: list[str], quotes: list[str]) -> None:
    assert set(argued["arguments"]) == set(ids)
    for name, words in zip(ids, quotes, strict=True):
        text = " ".join(argued["arguments"][name]["texts"])
        assert squeezed(one_line(words)) in squeezed(text), name


def test_argdown_reads_who_supports_and_attacks_what(argued: dict[str, Any], collection: Collection) -> None:
    wanted = {
        (
            "support" if each.polarity is Polarity.AFFIRMS else "attack",
            claim.full_id,
            f"{i.id}/{each.question}: {each.answer}",
        )
        for i in collection.incidents.values()
        for claim in i.standing
        if claim.condition is None
        for each in claim.stance.commitments
    }
    found = {tuple(each) for each in argued["relations"] if each[1] in argued["arguments"]}
    assert found == wanted


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
