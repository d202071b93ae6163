"""Three clocks on one axis of signs, and every date of them in a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from claimcheck.blocks import Block, Cell, Heading, Line, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.frozen import frozen
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.pages.claims import stance_words, whose
from claimcheck.pages.dates import bounded, day
from claimcheck.pages.phrases import as_told, count, how, listed, opening, said_by, stood, unordered
from claimcheck.views.timeline import Event, Hand, Timeline

COLUMNS = 32  # of the axis: with a name and a date beside it, it fits a window of 80
_CLOCKS = {Hand.HAPPENED: "Said to have happened", Hand.SAID: "Said", Hand.PUBLISHED: "Published"}
_FILED = "the incident, as its file dates it"
_EMPTY, _WITHIN, _ABOUT, _DENIED, _EARLIER, _LATER, _MANY, _MARK = "·", "─", "~", "×", "←", "→", "#", "|"
_MEANINGS = {
    _MANY: "ten or more",
    _WITHIN: "some day within",
    _ABOUT: "about then, or uncertain",
    _DENIED: "denied",
    _EARLIER: "or earlier",
    _LATER: "or later",
}


def timeline_page(answer: Timeline) -> Page:
    """The page of a timeline."""
    title = f"{answer.incident.title}: timeline"
    blocks: list[Block] = [Heading(1, line(title)), *map(Paragraph, stood(answer.as_of, answer.clock))]
    if answer.events:
        axis = _Axis.of(answer.events)
        figure, bars = _figure(answer, axis)
        blocks += [figure, Paragraph(line(Text(axis.legend(bars), Style.MUTED)))]
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
    return Page(title, (*blocks, *map(Paragraph, unordered(answer.unordered))))


@frozen(slots=False)
class _Axis:
    """The days that are named, in order, each with its column."""

    days: tuple[int, ...]
    columns: int
    to_scale: bool

    @classmethod
    def of(cls, events: Iterable[Event]) -> _Axis:
        named = sorted({each for event in events for each in (event.when.low, event.when.high) if each is not None})
        to_scale = named[-1] - named[0] < COLUMNS
        days = range(named[0], named[-1] + 1) if to_scale else named
        wide = max(1, COLUMNS // len(days))  # of one day; or there would be no room for the names of days
        return cls(tuple(days), wide * len(days) if to_scale else COLUMNS, to_scale=to_scale)

    def span(self, when: When) -> range:
        """The columns that a date may stand in."""
        first = 0 if when.low is None else self.column(bisect_left(self.days, when.low))
        after = len(self.days) if when.high is None else bisect_right(self.days, when.high)
        last = self.columns if after == len(self.days) else max(self.column(after), first + 1)
        return range(first, first + 1 if when.exact else last)

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
                signs[0] = _EARLIER
            if event.when.high is None:
                signs[-1] = _LATER
        return "".join(
            str(sums[at]) if 0 < sums[at] < 10 else _MANY if sums[at] else sign for at, sign in enumerate(signs)
        )

    def ruler(self) -> str:
        """The names of days above the columns in which they begin, as many as there is room for."""
        years = date.fromordinal(self.days[0]).year != date.fromordinal(self.days[-1]).year
        text = [" "] * self.columns
        taken: list[range] = []
        end = len(self.days) - 1
        for place in dict.fromkeys((0, end, *(round(end * part / 4) for part in (2, 1, 3)))):
            at, words = self.column(place), _day(self.days[place], year=years)
            last = bool(place) and place == end
            words, begin = (f"{words}{_MARK}", at - len(words)) if last else (f"{_MARK}{words}", at)
            room = range(begin - 1, begin + len(words) + 1)
            if begin >= 0 and room[-1] <= self.columns and not any(set(room) & set(each) for each in taken):
                taken.append(range(begin, begin + len(words)))
                text[begin : begin + len(words)] = words
        return "".join(text)

    def legend(self, bars: Iterable[str]) -> str:
        """What the signs mean that are used, and of which days the columns are."""
        used = set("".join(bars))
        wide = self.columns // len(self.days)
        one_day = "One column is one day" if wide == 1 else f"{wide} columns are one day"
        scale = one_day if self.to_scale else "Days are in order, not to scale"
        numbers = "a number: so many on certain days" if used & set("123456789") else ""
        signs = [numbers, *(f"{sign} {meaning}" for sign, meaning in _MEANINGS.items() if sign in used)]
        return f"{scale}. {'; '.join(each for each in signs if each)}."


def _figure(answer: Timeline, axis: _Axis) -> tuple[Table, list[str]]:
    """The lanes of the three clocks, and what is drawn in them."""
    lanes: dict[tuple[object, ...], list[Event]] = {}
    for event in answer.events:
        what: tuple[object, ...] = (event.question, event.party, event.as_told_by, event.polarity, event.when.text)
        if event.clock is not Hand.HAPPENED:
            what = (event.party, event.as_told_by) if event.clock is Hand.SAID else ()
            if not event.when.exact:  # a lane of its own, or one stroke would hide another
                what = (*what, event.when.text, event.by)
        lanes.setdefault((event.clock, *what), []).append(event)
    rows: list[tuple[Cell, ...]] = [(cell(), cell(line(Text(axis.ruler(), Style.CODE))))]
    drawn: list[str] = []
    for clock in Hand:
        mine = [events for (hand, *_), events in lanes.items() if hand is clock]
        if mine:
            rows.append((cell(line(Text(_CLOCKS[clock], Style.STRONG))), ()))
        asked = sorted(dict.fromkeys(each[0].question for each in mine), key=lambda question: question is not None)
        for question in asked:
            if question is not None:
                rows.append((cell(line(Text(answer.questions[question].ask, Style.EMPHASIS))), ()))
            for events in (each for each in mine if each[0].question == question):
                drawn.append(axis.bar(events))
                rows.append((cell(_lane(answer, events)), cell(line(Text(drawn[-1], Style.CODE)))))
    return Table(("Whose", f"{_day(axis.days[0])} → {_day(axis.days[-1])}"), tuple(rows)), drawn


def _lane(answer: Timeline, events: list[Event]) -> str:
    one = events[0]
    when = "" if one.when.exact else f": {bounded(one.when, one.by)}"
    if one.clock is Hand.PUBLISHED:
        return f"{count(len(events), 'source')}{when}"
    if one.party is None:
        return f"{_FILED}: {day(one.when)}"
    if one.clock is Hand.SAID:
        return f"{_who(answer, one)} ({len(events)}){when}"
    taken = how(one.grade or Stance.ASSERTS)
    return f"{_who(answer, one)}: {taken}{taken and ': '}{day(one.when)}"


def _who(answer: Timeline, event: Event) -> str:
    return f"{answer.names.get(event.party or '', event.party or '')}{as_told([event.as_told_by], answer.names)}"


def _days(answer: Timeline) -> Table:
    """A row for each date that is written, a column for each clock."""
    rows: dict[str, dict[Hand, list[Line]]] = {}
    for event in answer.events:
        lines = rows.setdefault(bounded(event.when, event.by), {}).setdefault(event.clock, [])
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
        did = stance_words(claim, answer.questions.__getitem__, answer.claims, told=True)
        yield line(f"{whose(claim, answer.names)} {did}")
    elif event.question is None:
        yield line(Text(_FILED, Style.EMPHASIS))
    else:
        said = opening(said_by(event.grade or Stance.ASSERTS))
        yield line(f"{answer.questions[event.question].ask} {said} {_who(answer, event)}")


def _day(number: int, *, year: bool = True) -> str:
    each = date.fromordinal(number)
    return day(When.parse(each.isoformat()), year=year)
