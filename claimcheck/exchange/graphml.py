"""GraphML, for Gephi, yEd, Cytoscape and networkx: every attribute text, every edge directed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from claimcheck.characters import visible
from claimcheck.characters.patterns import lazy
from claimcheck.exchange.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, graph
from claimcheck.model.collection import Collection

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NOT_XML = lazy("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(collection: Collection) -> str:
    """A collection as a GraphML document. Cost: that of `exchange.graph`."""
    drawn = graph(collection)
    root = ET.Element("graphml", {"xmlns": NAMESPACE})
    for kind, names in (("node", ("kind", "label", *NODE_ATTRIBUTES)), ("edge", ("kind", *EDGE_ATTRIBUTES))):
        for name in names:
            key = {"id": _key(kind, name), "for": kind, "attr.name": name, "attr.type": "string"}
            ET.SubElement(root, "key", key)
    body = ET.SubElement(root, "graph", {"id": "claims", "edgedefault": "directed"})
    for node in drawn.nodes:
        element = ET.SubElement(body, "node", {"id": node.id})
        _data(element, "node", {"kind": node.kind, "label": node.label, **node.attributes})
    for number, edge in enumerate(drawn.edges, 1):
        ends = {"id": f"e{number}", "source": edge.source, "target": edge.target}
        element = ET.SubElement(body, "edge", ends)
        _data(element, "edge", {"kind": edge.kind, **edge.attributes})
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _data(element: ET.Element, kind: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        ET.SubElement(element, "data", {"key": _key(kind, name)}).text = _text(value)


def _key(kind: str, name: str) -> str:
    return f"{kind}-{name.replace('_', '-')}"


def _text(text: str) -> str:
    """Text that XML can hold: what it cannot, nor a reader see, is written as an escape; CR would be read as LF."""
    return _NOT_XML.sub("\ufffd", visible(text))
