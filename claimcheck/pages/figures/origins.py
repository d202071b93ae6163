"""From first voices to what was printed: who stands behind how many reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimcheck.blocks import Branch, Cell, Figure, Table, Tree, cell, line
from claimcheck.pages.dates import day
from claimcheck.pages.figures.parties import tracks
from claimcheck.pages.phrases import TAKEN_BACK, count, listed, opening
from claimcheck.reasoning.origins import PUBLISHER, FirstVoice, OriginKind, OriginLine
from claimcheck.views.report import Report


@dataclass
class _Node:
    """Something through which words of one voice went on."""

    below: dict[tuple[OriginKind, str], _Node] = field(default_factory=dict)


class _Names:
    """What is shown for voices and sources."""

    def __init__(self, answer: Report) -> None:
        published = Counter(each.publisher for each in answer.sources)
        self.voices = answer.names
        self.publishers = {
            each.id: f"{each.publisher} ({day(each.published)})" if published[each.publisher] > 1 else each.publisher
            for each in answer.sources
        }

    def voice(self, voice: str) -> str:
        """The name of a voice; one that is only a publisher has it in its id."""
        return self.voices.get(voice, voice.removeprefix(PUBLISHER))

    def publisher(self, source: str) -> str:
        """The publisher of a source, with the day where it published more than one."""
        return self.publishers.get(source, source)

    def step(self, step: tuple[OriginKind, str]) -> str:
        """What words went through."""
        kind, name = step
        return f"by way of {self.voice(name)}" if kind is OriginKind.SPEAKER else self.publisher(name)


def origin_figure(answer: Report) -> Figure | None:
    """The first voices, each with what relayed it and the sources that print it; none without a position."""
    origins = answer.origins
    roots: dict[str, _Node] = {voice.id: _Node() for voice in origins.first}
    for first, way in _ways(origins.tree):
        node = roots[first]
        for step in way:
            node = node.below.setdefault(step, _Node())
    if not roots:
        return None
    names, named = _Names(answer), tracks(answer.contrast)
    order = {party: place for place, party in enumerate(named)}
    voices = sorted(
        origins.first,
        key=lambda voice: (min(order.get(party, len(order)) for party in voice.parties), names.voice(voice.id)),
    )
    counts = ", ".join(
        (count(origins.reports, "report"), count(origins.voices, "independent voice"),
         count(origins.parties, "party", "parties"))
    )  # fmt: skip
    branches: list[Branch] = []
    for voice in voices:
        track = next((named[party] for party in voice.parties if party in named), None)
        counted = "" if voice.counted else ", not counted apart from its party"
        title = f"{names.voice(voice.id)} ({count(len(voice.claims), 'claim')}{counted})"
        prefix = f"{track.letters} " if track else ""
        branches.append(Branch(0, f"voice {voice.id}", f"{prefix}{title}", track.tone if track else None))
        branches += _branches(names, voice.id, roots[voice.id])
    gone = listed(names.voice(voice.id) for voice in origins.taken_back)
    back = f" {opening(TAKEN_BACK)}, and not counted: the words of {gone}." if gone else ""
    return Figure(
        title="From first voices to what was printed",
        caption=line(f"{counts}. Under each first voice stands what relayed its words and what printed them.{back}"),
        alternative=f"A tree from {count(len(voices), 'first voice')} to the sources that print them: {counts}.",
        drawing=Tree(tuple(branches)),
        table=_table(answer, names, voices, roots),
        anchor="figure-origins",
    )


def _ways(tree: tuple[OriginLine, ...]) -> Iterator[tuple[str, list[tuple[OriginKind, str]]]]:
    """From each first voice up to what a reader reads: those who relayed it, then the sources."""
    path: list[OriginLine] = []
    for link in tree:
        path[link.depth :] = [link]
        if link.first:
            voice = link.id if link.kind is OriginKind.SPEAKER else f"{PUBLISHER}{link.id}"
            yield voice, [(each.kind, each.id) for each in reversed(path[1:-1])]


def _branches(names: _Names, voice: str, root: _Node) -> Iterator[Branch]:
    """What goes on further in a line each, and what ends at one place in one line together, first.

    Whoever relays two voices is a branch of each, or one would be led from either to what printed the other.
    """
    yield from _ends(names, root, 1)
    for number, (depth, step, node) in enumerate(_walk(root)):
        if node.below:
            yield Branch(depth, f"way {number} of {voice}", names.step(step))
            yield from _ends(names, node, depth + 1)


def _ends(names: _Names, node: _Node, depth: int) -> Iterator[Branch]:
    ends = [step for step, below in node.below.items() if not below.below]
    if ends:
        shown = dict.fromkeys(names.step(step) for step in ends)
        yield Branch(depth, " ".join(f"{kind} {name}" for kind, name in ends), "; ".join(shown))


def _walk(root: _Node) -> Iterator[tuple[int, tuple[OriginKind, str], _Node]]:
    """Everything below a first voice with its depth, each before what is below it; a chain may have any length."""
    ahead = [(1, step, node) for step, node in reversed(root.below.items())]
    while ahead:
        depth, step, node = ahead.pop()
        yield depth, step, node
        ahead += [(depth + 1, *each) for each in reversed(node.below.items())]


def _table(answer: Report, names: _Names, voices: list[FirstVoice], roots: dict[str, _Node]) -> Table:
    named = tracks(answer.contrast)
    rows: list[tuple[Cell, ...]] = []
    for voice in voices:
        printed = dict.fromkeys(names.step(step) for _, step, _ in _walk(roots[voice.id]))
        party = listed(named[each].title if each in named else names.voice(each) for each in voice.parties)
        rows.append(
            (
                cell(names.voice(voice.id)),
                cell(party),
                cell(f"{len(voice.claims):,}"),
                cell("yes" if voice.counted else "no"),
                cell(listed(printed)),
            )
        )
    header = ("First voice", "Speaks for", "Claims", "Counted as independent", "Came to us through")
    return Table(header, tuple(rows), numeric=frozenset({2}))
