"""Three clocks on one axis of signs, and every date of them in a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from claimcheck.blocks import Block, Cell, Heading, Line, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.pages.claims import condition_words
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import STANCES, answer_label, as_told, count, flavour, listed
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.timeline import Event, Hand, Timeline

COLUMNS = 32  # of the axis: with a name and a date beside it, it fits a window of 80
_CLOCKS = {Hand.HAPPENED: "Said to have happened", Hand.SAID: "Said", Hand.PUBLISHED: "Published"}
_FILED = "the incident, as it is filed"
_EMPTY, _WITHIN, _ABOUT, _DENIED = "·", "─", "~", "×"


def timeline_page(answer: Timeline) -> Page:
    """The page of a timeline."""
    title = f"{answer.incident.title}: timeline"
    blocks: list[Block] = [Heading(1, line(title))]
    if answer.events:
        axis = _Axis.of(answer.events)
        blocks += [_figure(answer, axis), Paragraph(line(Text(axis.legend(), Style.MUTED)))]
        blocks += [Heading(2, line("In order of days"), anchor="days"), _days(answer)]
    else:
        blocks.append(Paragraph(line("No date is recorded.")))
    undated = [
        f"{count(len(ids), what)} ({', '.join(ids)})"
        for what, ids in (("claim", answer.undated_claims), ("source", answer.undated_sources))
        if ids
    ]
    if undated:
        blocks.append(Paragraph(line(Text(f"Without a day: {listed(undated)}.", Style.MUTED))))
    return Page(title, tuple(blocks))


@dataclass(frozen=True)
class _Axis:
    """The days that are named, in order, each with its column."""

    days: tuple[int, ...]
    columns: int
    to_scale: bool

    @classmethod
    def of(cls, events: Iterable[Event]) -> _Axis:
        named = sorted({each for event in events for each in (event.when.low, event.when.high) if each is not None})
        if named[-1] - named[0] < COLUMNS:
            return cls(tuple(range(named[0], named[-1] + 1)), named[-1] - named[0] + 1, to_scale=True)
        return cls(tuple(named), min(len(named), COLUMNS), to_scale=False)

    def span(self, when: When) -> range:
        """The columns that a date may stand in."""
        first = 0 if when.low is None else self.column(bisect_left(self.days, when.low))
        last = self.columns - 1 if when.high is None else self.column(bisect_right(self.days, when.high) - 1)
        return range(first, last + 1)

    def column(self, place: int) -> int:
        return place * self.columns // len(self.days)

    def bar(self, events: Iterable[Event]) -> str:
        """One line of the axis: how many certain days in each column; where an uncertain one may be, a stroke."""
        signs, sums = [_EMPTY] * self.columns, [0] * self.columns
        for event in events:
            span = self.span(event.when)
            if event.when.exact and event.polarity is not Polarity.DENIES:
                sums[span[0]] += 1
                continue
            sign = _DENIED if event.polarity is Polarity.DENIES else _ABOUT if event.when.qualified else _WITHIN
            for at in span:
                signs[at] = sign
            if event.when.low is None:
                signs[0] = "←"
            if event.when.high is None:
                signs[-1] = "→"
        return "".join(
            str(sums[at]) if 0 < sums[at] < 10 else "#" if sums[at] else sign for at, sign in enumerate(signs)
        )

    def legend(self) -> str:
        scale = "One column is one day" if self.to_scale else "Days are in order, not to scale"
        marks = [round(self.columns * part / 4) for part in (1, 2, 3)]
        ticks = [f"column {at + 1}: {_day(self.first(at))}" for at in marks if 0 < at < self.columns - 1]
        return (
            f"{scale}. {', '.join([f'Column 1: {_day(self.days[0])}', *ticks, f'column {self.columns}'])}: "
            f"{_day(self.days[-1])}. 1–9 certain days (# more), {_WITHIN} some day within, {_ABOUT} about, "
            f"{_DENIED} denied, ← → open."
        )

    def first(self, column: int) -> int:
        """The first day that stands in a column."""
        return next(each for place, each in enumerate(self.days) if self.column(place) == column)


def _figure(answer: Timeline, axis: _Axis) -> Table:
    lanes: dict[tuple[object, ...], list[Event]] = {}
    for event in answer.events:
        what: tuple[object, ...] = (event.question, event.party, event.as_told_by, event.polarity, event.when.text)
        if event.clock is not Hand.HAPPENED:
            what = (event.party, event.as_told_by) if event.clock is Hand.SAID else ()
        lanes.setdefault((event.clock, *what), []).append(event)
    rows: list[tuple[Cell, ...]] = []
    for clock in Hand:
        mine = [events for (hand, *_), events in lanes.items() if hand is clock]
        if mine:
            rows.append((cell(line(Text(_CLOCKS[clock], Style.STRONG))), ()))
        asked = sorted(dict.fromkeys(each[0].question for each in mine), key=lambda question: question is not None)
        for question in asked:
            if question is not None:
                rows.append((cell(line(Text(answer.questions[question].ask, Style.EMPHASIS))), ()))
            bars = [each for each in mine if each[0].question == question]
            rows += [(cell(_lane(answer, each)), cell(line(Text(axis.bar(each), Style.CODE)))) for each in bars]
    return Table(("Whose", f"{_day(axis.days[0])} → {_day(axis.days[-1])}"), tuple(rows))


def _lane(answer: Timeline, events: list[Event]) -> str:
    one = events[0]
    if one.clock is Hand.PUBLISHED:
        return count(len(events), "source")
    if one.party is None:
        return f"{_FILED}: {day(one.when)}"
    if one.clock is Hand.SAID:
        return f"{_who(answer, one)} ({len(events)})"
    denied = "not " if one.polarity is Polarity.DENIES else ""
    return f"{_who(answer, one)}: {denied}{day(one.when)}"


def _who(answer: Timeline, event: Event) -> str:
    names = [answer.names.get(each, each) for each in (event.party, event.as_told_by) if each]
    return ", as told by ".join(names)


def _days(answer: Timeline) -> Table:
    """A row for each date that is written, a column for each clock."""
    rows: dict[str, dict[Hand, list[Line]]] = {}
    for event in answer.events:
        lines = rows.setdefault(day(event.when), {}).setdefault(event.clock, [])
        lines += [each for each in _lines(answer, event) if each not in lines]
    return Table(
        ("When", *_CLOCKS.values()),
        tuple((cell(when), *(tuple(lines.get(clock, ())) for clock in Hand)) for when, lines in rows.items()),
    )


def _lines(answer: Timeline, event: Event) -> Iterator[Line]:
    if event.clock is Hand.PUBLISHED:
        yield line(answer.publishers[event.source or ""])
    elif event.clock is Hand.SAID:
        claim = answer.claims[event.claims[0]]
        told = as_told(claim.via, answer.names)
        condition = condition_words(claim.condition)
        yield line(f"{claim.speaker_name}{told}: {condition}{'; '.join(_stances(answer, claim))}")
    elif event.question is None:
        yield line(Text(_FILED, Style.EMPHASIS))
    else:
        denied = "not then: " if event.polarity is Polarity.DENIES else ""
        yield line(f"{_who(answer, event)}: {denied}{answer.questions[event.question].ask}")


def _stances(answer: Timeline, claim: ClaimRecord) -> Iterator[str]:
    """What a claim does, in short: `departure: left`, `pressure: not pressed`."""
    for stance, taken in claim.stance.items():
        if not isinstance(taken, dict):
            yield f"{STANCES[Stance(stance)]} {listed(taken)}"
            continue
        polarity, how = Stance(stance).polarity or Polarity.AFFIRMS, flavour(Stance(stance))
        for question, given in taken.items():
            head = answer.questions[question]
            answers = (given,) if isinstance(given, str) else given
            labels = listed(answer_label(head.kind, each, polarity, head.unit) for each in answers)
            yield f"{question}: {labels}, {how}" if how else f"{question}: {labels}"


def _day(number: int) -> str:
    each = date.fromordinal(number)
    return day(When.parse(each.isoformat()))
