"""GraphML, for Gephi, yEd, Cytoscape and networkx: every attribute text, every edge directed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from claimcheck.characters import visible
from claimcheck.characters.patterns import lazy
from claimcheck.exchange.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, graph
from claimcheck.model.collection import Collection

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NOT_XML = lazy("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_IN_VALUES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


def write(collection: Collection) -> str:
    """A collection as a GraphML document. Cost: that of `exchange.graph`.

    It is written line by line: a tree of elements takes three times as long.
    """
    drawn = graph(collection)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{NAMESPACE}">']
    for kind, names in (("node", ("kind", "label", *NODE_ATTRIBUTES)), ("edge", ("kind", *EDGE_ATTRIBUTES))):
        lines += (
            f' <key id="{_key(kind, each)}" for="{kind}" attr.name="{each}" attr.type="string" />' for each in names
        )
    lines.append(' <graph id="claims" edgedefault="directed">')
    for node in drawn.nodes:
        lines.append(f'  <node id="{escape(node.id, _IN_VALUES)}">')
        lines += _data("node", {"kind": node.kind, "label": node.label, **node.attributes})
        lines.append("  </node>")
    for number, edge in enumerate(drawn.edges, 1):
        source, target = (escape(each, _IN_VALUES) for each in (edge.source, edge.target))
        lines.append(f'  <edge id="e{number}" source="{source}" target="{target}">')
        lines += _data("edge", {"kind": edge.kind, **edge.attributes})
        lines.append("  </edge>")
    return "\n".join([*lines, " </graph>", "</graphml>", ""])


def _data(kind: str, values: dict[str, str]) -> Iterator[str]:
    for name, value in values.items():
        text = escape(_text(value))
        key = f'   <data key="{_key(kind, name)}"'
        yield f"{key}>{text}</data>" if text else f"{key} />"


@cache
def _key(kind: str, name: str) -> str:
    return f"{kind}-{name.replace('_', '-')}"


def _text(text: str) -> str:
    """Text that XML can hold: what it cannot, nor a reader see, is written as an escape; CR would be read as LF."""
    return _NOT_XML.sub("\ufffd", visible(text))
