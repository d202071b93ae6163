"""Drawings as Mermaid, where it can hold them: lanes as a time line, paths and trees as a flow chart.

Mermaid finds markup in any text, and what parses is not what was meant ("He said: no" makes two events). So each
character but letters, digits, space and `.,'-` is written as `#NN;`, and nodes are numbered, never named by a text.
"""

from __future__ import annotations

import re

from claimcheck.blocks import Drawing, Lanes, LaneSpan, Tree
from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy
from claimcheck.formats.pictures.axis import following

MOST_EDGES = 500  # what Mermaid draws, unless it is told otherwise
MOST_CHARACTERS = 50_000
MOST_EVENTS = 80  # a longer time line cannot be read

_RESERVED = lazy(r"section|title|acc|timeline", re.IGNORECASE)
_ANYWHERE = lazy(r"direction", re.IGNORECASE)  # a flow chart looks for it even inside quotation marks
_PLAIN = lazy(r"[^\w .,'-]|_")


def diagram(drawing: Drawing) -> str:
    """The text of a diagram; an empty one where Mermaid has none for such a drawing, or none so large."""
    match drawing:
        case Lanes(joined=True):
            text = _paths(drawing)
        case Lanes():
            text = _timeline(drawing)
        case Tree():
            text = _flow(drawing)
        case _:
            text = ""
    return text if len(text) <= MOST_CHARACTERS else ""


def escape(text: str) -> str:
    """A text in which Mermaid finds nothing but text."""
    words = _PLAIN.sub(lambda found: f"#{ord(found.group())};", one_line(text))
    return _ANYWHERE.sub(lambda found: _spelled(found.group()), words) or "(none)"


def _timeline(lanes: Lanes) -> str:
    """Places in order, at each what every lane has there; spans follow one another as they begin."""
    if not 0 < len(lanes.spans) <= MOST_EVENTS:
        return ""
    places: dict[str, list[str]] = {}
    for span in sorted(lanes.spans, key=_begin):
        lane = lanes.lanes[span.lane]
        who = f"{lane.letters} {lane.title}".strip()
        words = f"{who} ({span.mark.letters})" if span.mark.letters else who
        places.setdefault(span.place, []).append(words)
    lines = ["timeline"]
    for place, events in places.items():
        lines.append(f"    {_unreserved(escape(place))} : {' : '.join(map(escape, events))}")
    return "\n".join(lines)


def _unreserved(text: str) -> str:
    """A text at the start of a line of a time line, where a word of Mermaid's own would be one."""
    return _spelled(text) if _RESERVED.match(text) else text


def _spelled(word: str) -> str:
    """A word of Mermaid's own with its first letter encoded, so that it is a word like any other."""
    return f"#{ord(word[0])};{word[1:]}"


def _paths(lanes: Lanes) -> str:
    """A row of boxes for each lane, an arrow from each stage to those that surely come next."""
    lines, edges = ["flowchart LR"], 0
    for number, lane in enumerate(lanes.lanes):
        stages = [span for span in lanes.spans if span.lane == number]
        if not stages:
            continue
        title = ", ".join(each for each in (lane.title, lane.group) if each)
        lines.append(f'    subgraph g{number}["{escape(title)}"]')
        lines.append("        direction LR")
        for place, span in enumerate(stages):
            lines.append(f'        n{number}x{place}["{escape(f"{span.mark.words}, {span.place}")}"]')
        for one, other in following(stages):
            lines.append(f"        n{number}x{one} --> n{number}x{other}")
            edges += 1
        lines.append("    end")
    return "\n".join(lines) if len(lines) > 1 and edges <= MOST_EDGES else ""


def _flow(tree: Tree) -> str:
    names: dict[str, int] = {}
    titles: list[str] = []
    edges: dict[tuple[int, int], None] = {}
    above: list[int] = []
    for branch in tree.branches:
        number = names.setdefault(branch.name, len(names))
        if number == len(titles):
            titles.append(branch.title)
        if branch.depth and len(above) >= branch.depth:
            edges[above[branch.depth - 1], number] = None
        above[branch.depth :] = [number]
    if not 0 < len(edges) <= MOST_EDGES:
        return ""
    nodes = [f'    n{number}["{escape(title)}"]' for number, title in enumerate(titles)]
    return "\n".join(["flowchart LR", *nodes, *(f"    n{one} --> n{other}" for one, other in edges)])


def _begin(span: LaneSpan) -> tuple[int, int, int]:
    low = span.low if span.low is not None else (span.high or 0)
    return (low, span.high if span.high is not None else low, span.lane)
