"""Who holds what: the contrast matrix, and the paths of those who moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from claimcheck.blocks import Cell, Figure, Key, Lanes, LaneSpan, Matrix, MatrixRow, Sign, Table, Track, cell, line
from claimcheck.frozen import frozen, replace
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.pages.contrast import answers_of
from claimcheck.pages.dates import day
from claimcheck.pages.figures.parties import answer_letters, tracks
from claimcheck.pages.figures.ticks import signs, ticks
from claimcheck.pages.paths import THEN, Paths, of_several_years
from claimcheck.pages.phrases import (
    COMMENTED,
    SAID,
    SILENT,
    STATE_TITLES,
    TAKEN_BACK,
    WITHHELD,
    as_told,
    count,
    how,
    listed,
    state_meaning,
)
from claimcheck.reasoning.positions import Position, State, Step
from claimcheck.reasoning.statements import surely_before
from claimcheck.views.contrast import Contrast, QuestionRecord

_AFFIRMS = Sign("a", "", shape=0)
_DENIES = Sign("−a", "", shape=0, hollow=True)
_HEDGED = Sign("a?", "", shape=0)
_TOLD = Sign("(a)", "", shape=0)
_THEN = Sign("→", "and later")
_THROUGH = Sign("→→", "and later, with more in between")
_OR = Sign("/", "and, in no order that is known")
_WITHHELD = Sign("○", WITHHELD)
_BACK = Sign("↺", TAKEN_BACK)
_IF = Sign("if", "on a condition only")
_COMMENT = Sign("…", COMMENTED)
_PLUS = "+"
_BOTH = Sign("a+b", "", shape=2)
_SILENT = Sign("·", SILENT, empty=True)

_KEY: Key = (
    (Sign("A", ""), "a party, in the colour that it has everywhere"),
    (_AFFIRMS, "affirms answer a"),
    (_DENIES, "denies it"),
    (_HEDGED, "suggests or doubts it"),
    (_TOLD, "as told by another party"),
    (_THEN, _THEN.words),
    (_THROUGH, _THROUGH.words),
    (_OR, _OR.words),
    (_WITHHELD, _WITHHELD.words),
    (_BACK, _BACK.words),
    (_IF, _IF.words),
    (_COMMENT, _COMMENT.words),
    (_SILENT, _SILENT.words),
)

MOST_STAGES = 5
"""Of a longer path, a cell shows where it began, where it ended, and that there was more in between."""


@frozen
class _Stage:
    """What a party says on one day, each answer once, as plainly as it does that day.

    `steps` are all of that day, `shown` one of them for each answer; `later`: it surely follows the stage before.
    """

    steps: tuple[Step, ...]
    shown: tuple[Step, ...]
    later: bool

    @property
    def when(self) -> When | None:
        """Its day."""
        return self.steps[0].day

    @property
    def taken(self) -> set[tuple[str, Polarity]]:
        """What it affirms and denies."""
        return {(step.answer, step.polarity) for step in self.shown}


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
    spans: list[LaneSpan] = []
    days: list[When] = []
    rows: list[tuple[Cell, ...]] = []
    for question in answer.questions:
        for position in question.positions:
            stages = _stages(answer, position)
            if not position.shifted or len(stages) < 2:
                continue
            track = named[position.party]
            whose = f"{track.title}{as_told([position.as_told_by], answer.names)}"
            notes = tuple(
                f"{answer_letters(place)} {answers_of(question).words(each.id)}"
                for place, each in enumerate(question.answers)
                if any(step.answer == each.id for step in position.path)
            )
            lanes.append(Track(track.letters, whose, track.tone, notes, question.ask))
            for stage in stages:
                mark = _stage_mark(answer, question, stage, track)
                if stage.when is not None:
                    days.append(stage.when)
                    mark = replace(mark, about=stage.when.qualified)
                    spans.append(LaneSpan(len(lanes) - 1, stage.when.low, stage.when.high, mark, day(stage.when)))
                rows.append((cell(question.ask), cell(whose), cell(day(stage.when)), cell(mark.words)))
    if not spans:
        return None
    return Figure(
        title="Who moved from what to what, and when",
        caption=line(
            "Each stage of a position that changed, in order of days; an arrow leads only to what is surely later."
        ),
        alternative=f"{count(len(lanes), 'path')} of positions that changed. Its table says the same in words.",
        drawing=Lanes(tuple(lanes), tuple(spans), ticks(days), joined=True, key=_path_key(spans)),
        table=Table(("Question", "Party", "When", "Takes"), tuple(rows)),
        anchor="figure-paths",
    )


def _path_key(spans: list[LaneSpan]) -> Key:
    several = any(_PLUS in span.mark.letters for span in spans)
    return (*_KEY[1:4], *(((_BOTH, "both, on one day"),) if several else ()), *signs(spans))


def _row(answer: Contrast, question: QuestionRecord, columns: dict[str, Track]) -> MatrixRow:
    notes = tuple(
        f"{answer_letters(place)} {answers_of(question).words(each.id)}" for place, each in enumerate(question.answers)
    )
    group = f"{STATE_TITLES[question.state]}: {state_meaning(question.state, answer.by)}"
    cells = tuple(tuple(_marks(answer, question, party, track)) for party, track in columns.items())
    return MatrixRow(question.ask, notes, group, cells)


def _marks(answer: Contrast, question: QuestionRecord, party: str, track: Track) -> Iterator[Sign]:
    """What a party holds, in its own words first, then as others tell it."""
    marked = False
    for position in question.positions:
        if position.party == party:
            for mark in _held(answer, question, position, track):
                marked = True
                yield mark
    if not marked:
        yield _SILENT if party in question.silent else _COMMENT


def _held(answer: Contrast, question: QuestionRecord, position: Position, track: Track) -> Iterator[Sign]:
    """What stands of a position or, where it shifted, its stages."""
    if position.shifted:
        yield from _moved(answer, question, position, track)
        return
    stands = _stands(question, position)
    yield from (_step_mark(answer, question, step, track, position.as_told_by) for step in stands)
    if position.withheld:
        yield _WITHHELD
    elif not stands and position.taken_back:
        yield _BACK
    elif position.conditional and not stands:
        yield _IF


def _stands(question: QuestionRecord, position: Position) -> list[Step]:
    """One step for each answer that stands, the plainest that takes it, in the order of the answers.

    Beside a hedge an implication has one of its own, for it is certain.
    """
    implied = {
        (step.answer, step.polarity): step
        for held in position.holds
        for step in position.path
        if held.implied and (step.answer, step.polarity) == (held.answer, held.polarity) and not step.replaced
        if step.stance in (Stance.IMPLIES, Stance.PRECLUDES)
    }
    found = {
        (step.answer, step.polarity): step
        for step in sorted(position.path, key=lambda step: -step.stance.plainness)
        if not step.replaced and (step.answer, step.polarity) in _standing(position)
    }
    return sorted([*found.values(), *implied.values()], key=lambda step: _order(question, step))


def _moved(answer: Contrast, question: QuestionRecord, position: Position, track: Track) -> Iterator[Sign]:
    """The stages of a path, each as the marks of its day, with an arrow before what is surely later."""
    first, tail = _shortened(answer, position)
    before: list[str] = []
    sure = True  # or what follows says that it surely is the last
    for stage in first:
        marks = [_step_mark(answer, question, step, track, position.as_told_by) for step in stage.shown]
        letters = [mark.letters for mark in marks]
        if letters != before or (stage.later and not sure):
            if before:
                yield _THEN if stage.later else _OR
            yield from marks
            sure = stage.later or not before
        before = letters
    for number, stage in enumerate(tail):
        yield (_THEN if stage.later else _OR) if number else _THROUGH
        yield from (_step_mark(answer, question, step, track, position.as_told_by) for step in stage.shown)


def _stages(answer: Contrast, position: Position) -> list[_Stage]:
    """The stages of a path, as its words have them: what is said once more the same way is left out."""
    stages: list[_Stage] = []
    before: set[tuple[str, ...]] = set()
    last: When | None = None
    for _, group in groupby(position.path, key=lambda step: step.day.text if step.day else ""):
        steps = tuple(group)
        plain_last = sorted(steps, key=lambda step: (step.stance.plainness, len(_remarks(answer, step))), reverse=True)
        shown = {(step.answer, step.polarity): step for step in plain_last}
        said = {(*taken, *_remarks(answer, step)) for taken, step in shown.items()}
        if said != before:
            in_order = sorted(shown.values(), key=steps.index)
            stages.append(_Stage(steps, tuple(in_order), surely_before(last, steps[0].day)))
        before, last = said, steps[-1].day
    return stages


def _remarks(answer: Contrast, step: Step) -> tuple[str, ...]:
    """How an answer is taken, where it is not simply asserted or denied by somebody with a name."""
    unnamed = answer.claims[step.claim].unnamed
    return (how(step.stance), *(TAKEN_BACK,) * step.replaced, *("unnamed source",) * unnamed)


def _shortened(answer: Contrast, position: Position) -> tuple[list[_Stage], list[_Stage]]:
    """All stages of a path, and none; of a long one its first, and as many of its last as say all that still stands."""
    stages = _stages(answer, position)
    missing = _standing(position) - stages[0].taken if stages else set()
    at = len(stages)
    while at and (missing or at == len(stages)):
        at -= 1
        missing -= stages[at].taken
    if len(stages) <= MOST_STAGES or at < 2 or not surely_before(stages[0].when, stages[at].when):
        return stages, []
    return stages[:1], stages[at:]


def _standing(position: Position) -> set[tuple[str, Polarity]]:
    affirmed = {(each, Polarity.AFFIRMS) for each in position.affirms}
    return affirmed | {(each, Polarity.DENIES) for each in position.denies}


def _order(question: QuestionRecord, step: Step) -> tuple[int, Polarity]:
    places = [each.id for each in question.answers]
    return (places.index(step.answer) if step.answer in places else len(places), step.polarity)


def _stage_mark(answer: Contrast, question: QuestionRecord, stage: _Stage, track: Track) -> Sign:
    """The one mark of a stage; of several answers, their letters in a shape that none of them has alone."""
    marks = [_step_mark(answer, question, step, track) for step in stage.shown]
    words = []
    for step in stage.shown:
        label = answers_of(question).taken(step.stance, step.answer)
        remarks = ", ".join(_remarks(answer, step)[1:])
        words.append(f"{label} ({remarks})" if remarks else label)
    if len(marks) == 1:
        return replace(marks[0], words=words[0])
    return Sign(_PLUS.join(mark.letters for mark in marks), "; ".join(words), len(question.answers), track.tone)


def _step_mark(answer: Contrast, question: QuestionRecord, step: Step, track: Track, teller: str | None = None) -> Sign:
    place = next((at for at, each in enumerate(question.answers) if each.id == step.answer), 0)
    denies = step.polarity is Polarity.DENIES
    hedge = "?" if step.stance.hedged else ""
    letters = f"{'−' if denies else ''}{answer_letters(place)}{hedge}"
    return Sign(
        f"({letters})" if teller else letters,
        _words(answer, question, step, track.title, teller),
        shape=place,
        tone=track.tone,
        hollow=denies,
    )


def _words(answer: Contrast, question: QuestionRecord, step: Step, party: str, teller: str | None) -> str:
    told = as_told([teller], answer.names)
    return f"{party}{told and f'{told},'} {SAID[step.stance]}: {answers_of(question).words(step.answer)}"


def _table(answer: Contrast, columns: dict[str, Track]) -> Table:
    header = ("Question", *(track.title for track in columns.values()))
    rows = tuple(
        (cell(question.ask), *(_cell(answer, question, party, track) for party, track in columns.items()))
        for question in answer.questions
    )
    return Table(header, rows)


def _cell(answer: Contrast, question: QuestionRecord, party: str, track: Track) -> Cell:
    """The marks of a cell in words, a path as a contrast has it; silence is an empty cell."""
    if [mark.words for mark in _marks(answer, question, party, track)] == [_SILENT.words]:
        return ()
    told: list[str] = []
    for position in question.positions:
        if position.party == party and position.shifted:
            told.append(_path(answer, question, position))
        elif position.party == party:
            teller = as_told([position.as_told_by], answer.names)
            stands = _stands(question, position)
            told += [f"{answers_of(question).taken(step.stance, step.answer)}{teller}" for step in stands]
            marks = _held(answer, question, position, track)
            told += [f"{mark.words}{teller}" for mark in marks if mark in (_WITHHELD, _BACK, _IF)]
    return cell("; ".join(told) or _COMMENT.words)


def _path(answer: Contrast, question: QuestionRecord, position: Position) -> str:
    """A path in words; the middle of a long one is left out, and said to be."""
    years = of_several_years(position.path)
    paths = Paths(answers_of(question), lambda claim: answer.claims[claim].unnamed, years=years)
    first, tail = _shortened(answer, position)
    if not tail:
        words = paths.words(position.path)
    else:
        ends = [paths.words([step for stage in part for step in stage.steps]) for part in (first, tail)]
        words = f"{THEN}…{THEN}".join(ends)
    return f"{words}{as_told([position.as_told_by], answer.names)}"
