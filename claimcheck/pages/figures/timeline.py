"""Three clocks, which are never mixed: when it happened, by each account; when it was said; when it was published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claimcheck.blocks import Cell, Extent, Figure, Key, Lanes, LaneSpan, Line, Link, Sign, Table, Track, cell, line
from claimcheck.model.stance import Polarity, Stance
from claimcheck.pages.claims import whose
from claimcheck.pages.dates import bounded, day
from claimcheck.pages.figures.parties import tracks
from claimcheck.pages.figures.ticks import signs, ticks
from claimcheck.pages.phrases import as_told, count, opening, said_by
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.report import Report
from claimcheck.views.timeline import Event, Hand

_CLOCKS = {
    Hand.HAPPENED: "When it happened, by each account",
    Hand.SAID: "When it was said",
    Hand.PUBLISHED: "When it was published",
}
_SHORTENED: Key = ((Sign("//", ""), "a stretch in which nothing falls, drawn shorter"),)
_TOLD: Key = ((Sign("", "", hollow=True, extent=Extent.POINT), "as told by another party"),)
_HAPPENED: Key = (
    (Sign("A", "by party A", shape=0), "on that day, says party A"),
    (Sign("−A", "not on that day", shape=0, hollow=True), "not on that day, says party A"),
    (Sign("(A)", "as told by another party", shape=0), "as another party tells it of A"),
)
_NO_LETTERS = "−("


def timeline_figure(
    answer: Report, number: Callable[[str], Link], stance: Callable[[ClaimRecord], str]
) -> Figure | None:
    """Every date of an incident; none where there is no date.

    `number` links to a source, `stance` says in words what a claim does.
    """
    if not answer.events:
        return None
    words = _Words(answer, number, stance)
    drawn = _Drawing(answer, words)
    for event in sorted(answer.events, key=lambda event: list(Hand).index(event.clock)):
        drawn.add(event)
    said = sum(event.clock is Hand.SAID for event in answer.events)
    printed = sum(event.clock is Hand.PUBLISHED for event in answer.events)
    lanes, spans = drawn.finished()
    return Figure(
        title="Three clocks",
        caption=line("When it happened by each account, when it was said, and when it was published."),
        alternative=f"A time line of {count(said, 'utterance')} and {count(printed, 'source')}, by day and party.",
        drawing=Lanes(lanes, spans, ticks([event.when for event in answer.events]), key=_key(spans)),
        table=_table(answer, words),
        anchor="figure-timeline",
    )


class _Drawing:
    """Lanes in the order in which they are met, those of parties in the order of the columns."""

    def __init__(self, answer: Report, words: _Words) -> None:
        self.words = words
        self.tracks = tracks(answer.contrast)
        self.places = {party: place for place, party in enumerate(self.tracks)}
        self.asked = {question: place for place, question in enumerate(words.asks)}
        self.lanes: dict[tuple[int, int], Track] = {}
        self.marks: list[tuple[tuple[int, int], Event, Sign]] = []

    def add(self, event: Event) -> None:
        clock = list(Hand).index(event.clock)
        track, place = self.lane(event)
        key = (clock, place)
        self.lanes.setdefault(key, track)
        self.marks.append((key, event, replace(self.mark(event), about=event.when.qualified)))

    def lane(self, event: Event) -> tuple[Track, int]:
        """The lane of an event, and its place among those of its clock."""
        group = _CLOCKS[event.clock]
        if event.clock is Hand.SAID:
            track = self.tracks[event.party or ""]
            return Track(track.letters, track.title, track.tone, group=group), self.places[event.party or ""]
        if event.clock is Hand.PUBLISHED:
            return Track("", "Sources", group=group), 0
        if event.question is None:
            return Track("", "The incident, as its file dates it", group=group), -1
        return Track("", self.words.asks[event.question], group=group), self.asked[event.question]

    def mark(self, event: Event) -> Sign:
        words = f"{bounded(event.when, event.by)}: {''.join(each.text for each in self.words.of(event))}"
        if event.clock is Hand.PUBLISHED or event.party is None:
            return Sign("", words)
        track = self.tracks[event.party]
        if event.clock is Hand.SAID:
            return Sign("", words, tone=track.tone, hollow=event.as_told_by is not None)
        denied = event.polarity is Polarity.DENIES
        letters = f"{'−' if denied else ''}{track.letters}"
        letters = f"({letters})" if event.as_told_by else letters
        return Sign(letters, words, shape=0, tone=track.tone, hollow=denied)

    def finished(self) -> tuple[tuple[Track, ...], tuple[LaneSpan, ...]]:
        """The lanes in order, and their marks: a mark for each utterance, also where two are of one day."""
        order = {key: number for number, key in enumerate(sorted(self.lanes))}
        spans = (
            LaneSpan(order[key], event.when.low, event.when.high, mark, bounded(event.when, event.by))
            for key, event, mark in self.marks
        )
        return tuple(self.lanes[key] for key in order), tuple(spans)


def _key(spans: tuple[LaneSpan, ...]) -> Key:
    """What the signs mean that are used."""
    letters = {span.mark.letters[:1] for span in spans if span.mark.letters}
    used = {first if first in _NO_LETTERS else "A" for first in letters}
    lettered = tuple(each for each in _HAPPENED if each[0].letters[0] in used)
    told = _TOLD if any(span.mark.hollow and not span.mark.letters for span in spans) else ()
    return (*signs(spans), *told, *lettered, *_SHORTENED)


class _Words:
    """Events in words, with links to their claims, questions and sources."""

    def __init__(self, answer: Report, number: Callable[[str], Link], stance: Callable[[ClaimRecord], str]) -> None:
        self.names = answer.contrast.names
        self.asks = {question.id: question.ask for question in answer.contrast.questions}
        self.claims = {claim.id: claim for claim in answer.claims}
        self.publishers = {source.id: source.publisher for source in answer.sources}
        self.number = number
        self.stance = stance

    def of(self, event: Event) -> Line:
        if event.clock is Hand.PUBLISHED:
            return line(self.publishers[event.source or ""], " ", self.number(event.source or ""))
        if event.clock is Hand.SAID:
            claim = self.claims[event.claims[0]]
            told = whose(claim, self.names).removeprefix(claim.speaker_name)
            return line(Link(claim.speaker_name, f"#claim-{claim.id}"), f"{told} {self.stance(claim)}")
        if event.question is None:
            return line("the incident, as its file dates it")
        told = as_told([event.as_told_by], self.names)
        said = opening(said_by(event.grade or Stance.ASSERTS))
        who = Link(self.names.get(event.party or "", event.party or ""), f"#question-{event.question}")
        return line(f"{self.asks[event.question]} {said} ", who, told)


def _table(answer: Report, words: _Words) -> Table:
    """A row for each date that is written, a column for each clock."""
    rows: dict[str, dict[Hand, dict[Line, None]]] = {}  # lines in their order, each once
    for event in answer.events:
        rows.setdefault(bounded(event.when, event.by), {}).setdefault(event.clock, {})[words.of(event)] = None
    body: list[tuple[Cell, ...]] = [
        (cell(when), *(tuple(lines.get(clock, ())) for clock in Hand)) for when, lines in rows.items()
    ]
    undated = [claim for claim in answer.claims if claim.said is None and claim.said_by is None]
    if undated:
        links = tuple(line(Link(claim.speaker_name, f"#claim-{claim.id}")) for claim in undated)
        body.append((cell(day(None)), (), links, ()))
    return Table(("When", "Said to have happened", "Said", "Published"), tuple(body))
