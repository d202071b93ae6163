"""Who holds what: the contrast matrix, and the paths of those who moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from claimcheck.blocks import Cell, Figure, Key, Lanes, Mark, Matrix, MatrixRow, Span, Table, Track, cell, line
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When
from claimcheck.pages.dates import day
from claimcheck.pages.figures.parties import answer_letters, tracks
from claimcheck.pages.figures.ticks import ticks
from claimcheck.pages.phrases import STATE_TITLES, answer_label, answer_words, count, flavour, listed, state_meaning
from claimcheck.reasoning.positions import Position, State, Step
from claimcheck.views.contrast import Contrast, QuestionRecord

_AFFIRMS = Mark("a", "", shape=0)
_DENIES = Mark("−a", "", shape=0, hollow=True)
_HEDGED = Mark("a?", "", shape=0)
_TOLD = Mark("(a)", "", shape=0)
_THEN = Mark("→", "and later")
_WITHHELD = Mark("○", "declined to take a position")
_IF = Mark("if", "on a condition only")
_COMMENT = Mark("…", "commented, without taking a position")
_SILENT = Mark("·", "no statement recorded", empty=True)

_KEY: Key = (
    (Mark("A", ""), "a party, in colour if it is a disputant"),
    (_AFFIRMS, "affirms answer a"),
    (_DENIES, "denies it"),
    (_HEDGED, "suggests or doubts it"),
    (_TOLD, "as told by another party"),
    (_THEN, "and later"),
    (_WITHHELD, "declined to say"),
    (_IF, "on a condition only"),
    (_COMMENT, "commented"),
    (_SILENT, "no statement recorded"),
)


def contrast_figure(answer: Contrast) -> Figure | None:
    """Questions by parties; none where nobody has taken a position."""
    shown = {position.party for question in answer.questions for position in question.positions}
    columns = {party: track for party, track in tracks(answer).items() if party in shown}
    if not columns:
        return None
    rows = tuple(_row(answer, question, columns) for question in answer.questions)
    contested = [question.ask for question in answer.questions if question.state is State.CONTESTED]
    size = f"{count(len(rows), 'question')} by {count(len(columns), 'party', 'parties')}"
    quiet = [party.name for party in answer.parties if party.id not in columns]
    caption = f"Without a position on any question: {listed(quiet)}." if quiet else ""
    return Figure(
        title="Who holds what",
        caption=line(f"What each party holds on each question. {caption}"),
        alternative=f"A matrix of {size}; its table says the same in words. Contested: {' '.join(contested) or 'none'}",
        drawing=Matrix(tuple(columns.values()), rows, _KEY),
        table=_table(answer, columns),
        anchor="figure-positions",
    )


def path_figure(answer: Contrast) -> Figure | None:
    """The parties that shifted, each from stage to stage; none where nobody did."""
    named = tracks(answer)
    lanes: list[Track] = []
    spans: list[Span] = []
    days: list[When] = []
    rows: list[tuple[Cell, ...]] = []
    for question in answer.questions:
        for position in question.positions:
            stages = list(_stages(position.path))
            if not position.shifted or len(stages) < 2:
                continue
            track = named[position.party]
            notes = tuple(
                f"{answer_letters(place)} {answer_label(question.kind, each.id, Polarity.AFFIRMS, question.unit)}"
                for place, each in enumerate(question.answers)
                if any(step.answer == each.id for step in position.path)
            )
            lanes.append(Track(track.letters, track.title, track.tone, notes, question.ask))
            for step in stages:
                marked = _step_mark(answer, question, step, track)
                mark = replace(marked, words=_bare(marked, track))
                if step.day is not None:
                    days.append(step.day)
                    spans.append(Span(len(lanes) - 1, step.day.low, step.day.high, mark, day(step.day)))
                rows.append((cell(question.ask), cell(track.title), cell(day(step.day)), cell(mark.words)))
    if not spans:
        return None
    return Figure(
        title="Who moved from what to what, and when",
        caption=line("Each stage of a position that changed, in order of days."),
        alternative=f"{count(len(lanes), 'path')} of positions that changed. Its table says the same in words.",
        drawing=Lanes(tuple(lanes), tuple(spans), ticks(days), joined=True, key=_KEY[1:4]),
        table=Table(("Question", "Party", "When", "Takes"), tuple(rows)),
        anchor="figure-paths",
    )


def _row(answer: Contrast, question: QuestionRecord, columns: dict[str, Track]) -> MatrixRow:
    notes = tuple(
        f"{answer_letters(place)} {answer_words(question.kind, each.id, each.text, question.unit).removesuffix('.')}"
        for place, each in enumerate(question.answers)
    )
    group = f"{STATE_TITLES[question.state]}: {state_meaning(question.state, answer.by)}"
    cells = tuple(tuple(_marks(answer, question, party, track)) for party, track in columns.items())
    return MatrixRow(question.ask, notes, group, cells)


def _marks(answer: Contrast, question: QuestionRecord, party: str, track: Track) -> Iterator[Mark]:
    """What a party holds, in its own words first, then as others tell it."""
    marked = False
    for position in question.positions:
        if position.party == party:
            for mark in _held(answer, question, position, track):
                marked = True
                yield mark
    if not marked:
        yield _SILENT if party in question.silent else _COMMENT


def _held(answer: Contrast, question: QuestionRecord, position: Position, track: Track) -> Iterator[Mark]:
    standing = {(each, Polarity.AFFIRMS) for each in position.affirms}
    standing |= {(each, Polarity.DENIES) for each in position.denies}
    latest = {
        (step.answer, step.polarity): step
        for step in sorted(position.path, key=lambda step: not flavour(step.stance))
        if not step.replaced and (step.answer, step.polarity) in standing
    }
    order = {answer: place for place, answer in enumerate(each.id for each in question.answers)}
    steps = sorted(latest.values(), key=lambda step: (order.get(step.answer, len(order)), step.polarity))
    if position.shifted:
        last = {(step.answer, step.polarity): at for at, step in enumerate(position.path)}
        steps.sort(key=lambda step: last[step.answer, step.polarity])
    for number, step in enumerate(steps):
        if position.shifted and (number or len(steps) == 1):
            yield _THEN
        yield _step_mark(answer, question, step, track, position.as_told_by)
    if position.withheld and not steps:
        yield _WITHHELD
    elif position.conditional and not steps:
        yield _IF


def _step_mark(answer: Contrast, question: QuestionRecord, step: Step, track: Track, teller: str | None = None) -> Mark:
    place = next((at for at, each in enumerate(question.answers) if each.id == step.answer), 0)
    denies = step.polarity is Polarity.DENIES
    hedge = "?" if step.stance.hedged else ""
    letters = f"{'−' if denies else ''}{answer_letters(place)}{hedge}"
    return Mark(
        f"({letters})" if teller else letters,
        _words(answer, question, step, track.title, teller),
        shape=place,
        tone=track.tone,
        hollow=denies,
    )


def _words(answer: Contrast, question: QuestionRecord, step: Step, party: str, teller: str | None) -> str:
    label = answer_label(question.kind, step.answer, step.polarity, question.unit)
    how = f", {flavour(step.stance)}" if flavour(step.stance) else ""
    told = f", as told by {answer.names.get(teller, teller)}" if teller else ""
    return f"{party}: {label}{how}{told}"


def _table(answer: Contrast, columns: dict[str, Track]) -> Table:
    header = ("Question", *(track.title for track in columns.values()))
    rows = tuple(
        (cell(question.ask), *(_cell(answer, question, party, track) for party, track in columns.items()))
        for question in answer.questions
    )
    return Table(header, rows)


def _cell(answer: Contrast, question: QuestionRecord, party: str, track: Track) -> Cell:
    """The marks of a cell in words; silence is an empty cell."""
    words = [_bare(mark, track) for mark in _marks(answer, question, party, track)]
    if words == [_SILENT.words]:
        return ()
    then = f"; {_THEN.words}; "
    told = "; ".join(["something else", *words] if words[0] == _THEN.words else words)
    return cell(told.replace(then, f" {_THEN.letters} "))


def _bare(mark: Mark, track: Track) -> str:
    """What a mark stands for, where its party is known."""
    return mark.words.removeprefix(f"{track.title}: ")


def _stages(path: Iterable[Step]) -> Iterator[Step]:
    """The steps at which something else is said than before, each answer of a day once."""
    before: set[tuple[str, Polarity]] = set()
    for _, group in groupby(path, key=lambda step: step.day.text if step.day else ""):
        steps = {(step.answer, step.polarity): step for step in group}
        if set(steps) != before:
            yield from steps.values()
        before = set(steps)
