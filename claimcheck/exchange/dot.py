"""DOT, for Graphviz: one cluster an incident; labels are text, never HTML."""

from __future__ import annotations

import textwrap
from collections import defaultdict

from claimcheck.characters import one_line
from claimcheck.exchange.graph import Edge, Node, graph
from claimcheck.model.collection import Collection
from claimcheck.views.claims import MORE

_SHAPES = {"speaker": "ellipse", "claim": "box", "question": "hexagon", "clash": "diamond"}
_STYLES = {"relays": "dotted", "restates": "dashed", "replaces": "dashed", "comments": "dotted", "withholds": "dotted"}
_LABEL = 40
"""Cells in one line of a label."""


def write(collection: Collection) -> str:
    """A collection as a DOT file. Cost: that of `exchange.graph`."""
    drawn = graph(collection)
    inside: dict[str, list[Node]] = defaultdict(list)
    for node in drawn.nodes:
        inside[node.attributes.get("incident", "")].append(node)
    lines = ["digraph claims {", "  rankdir=LR;", '  node [fontname="sans-serif"];', '  edge [fontname="sans-serif"];']
    lines += [f"  {_node(node)}" for node in inside.pop("", [])]
    for incident, nodes in inside.items():
        lines.append(f"  subgraph {_quoted(f'cluster_{incident}')} {{")
        lines.append(f"    label={_quoted(one_line(collection.incidents[incident].title))};")
        lines += [f"    {_node(node)}" for node in nodes]
        lines.append("  }")
    lines += [f"  {_edge(edge)}" for edge in drawn.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _node(node: Node) -> str:
    words = node.attributes.get("words")
    label = f"{node.label}\n{words}" if words else node.label
    known = {"shape": _SHAPES[node.kind], "label": _wrapped(label), "class": node.kind}
    names = ("party", "said", "state", "rule", *(each.name for each in MORE))
    extra = {name: node.attributes[name] for name in names if name in node.attributes}
    if "url" in node.attributes:
        known["URL"] = _quoted(one_line(node.attributes["url"]))
    return f"{_quoted(node.id)} [{_attributes({**known, **{f'x_{key}': _quoted(v) for key, v in extra.items()}})}];"


def _edge(edge: Edge) -> str:
    stance, answer = edge.attributes.get("stance"), edge.attributes.get("answer")
    side = edge.attributes.get("side")
    label = f"{stance} {answer}" if stance and answer else side or edge.kind
    known = {"label": _quoted(label), "class": edge.kind}
    if edge.kind in _STYLES:
        known["style"] = _STYLES[edge.kind]
    if edge.kind in ("clashes", "on"):
        known["dir"] = "none"
    return f"{_quoted(edge.source)} -> {_quoted(edge.target)} [{_attributes(known)}];"


def _attributes(known: dict[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in known.items())


def _wrapped(text: str) -> str:
    """A label in lines; each is ended by the escape that Graphviz knows for it."""
    lines = [part for line in text.split("\n") for part in textwrap.wrap(one_line(line), _LABEL) or [""]]
    return '"' + "\\n".join(_escaped(each) for each in lines) + '"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """A text in which Graphviz finds neither an escape nor a character reference, in labels as in addresses."""
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
