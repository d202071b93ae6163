"""How the record of an incident grew, day by day: of each question, who stood where, and from when on."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.blocks import Block, Course, Heading, Line, Link, Paragraph, Spell, Style, Text, line
from claimcheck.pages.contrast import sums
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import STATE_TITLES, count
from claimcheck.views.course import Stage, Stages

_Held = tuple[Line, tuple[Line, ...]]


def course_blocks(answer: Stages) -> list[Block]:
    """The section of a page, or nothing where no day is known."""
    if not answer.items:
        return []
    told = "What could be read by the end of each day on which something was new, in the sources recorded here."
    if answer.days > len(answer.items):
        told += f" Of {answer.days:,} such days {len(answer.items):,} are shown."
    things = [(line("What could be read"), tuple(_read(answer)))]
    asked = answer.items[-1].contrast.questions
    things += [(line(each.ask), tuple(_spells(answer, each.id))) for each in asked]
    course = Course(tuple(day(stage.day) for stage in answer.items), tuple(things))
    return [Heading(2, line("Day by day"), anchor="day-by-day"), Paragraph(line(told)), course]


def _read(answer: Stages) -> Iterator[Spell]:
    """How many claims could be read, and which of them were new."""
    there = 0
    for at, stage in enumerate(answer.items):
        there += len(stage.new)
        links: list[Link | str] = []
        for claim in stage.new:
            links += [", ", Link(claim, f"#claim-{claim}")] if links else [Link(claim, f"#claim-{claim}")]
        left = len(stage.contrast.unordered)
        more = f" {count(left, 'claim')} cannot be ordered against this day." if left else ""
        words = line(_from(stage), f": {there:,} of {count(answer.claims, 'claim')}; new: ", *links, ".")
        yield Spell(at, at, (*words, *line(Text(more, Style.MUTED))) if more else words)


def _spells(answer: Stages, question: str) -> Iterator[Spell]:
    """What was said to a question, as long as it was the same."""
    first, held = 0, _held(answer.items[0], question)
    for at, stage in enumerate(answer.items[1:], start=1):
        now = _held(stage, question)
        if now != held:
            yield _spell(answer, first, at - 1, held)
            first, held = at, now
    yield _spell(answer, first, len(answer.items) - 1, held)


def _spell(answer: Stages, first: int, last: int, held: _Held) -> Spell:
    state, items = held
    return Spell(first, last, line(_from(answer.items[first]), " — ", *state), items)


def _held(stage: Stage, question: str) -> _Held:
    found = next(each for each in stage.contrast.questions if each.id == question)
    return line(STATE_TITLES[found.state].lower()), tuple(line(each) for each in sums(stage.contrast, found))


def _from(stage: Stage) -> Text:
    return Text(f"From {day(stage.day)}", Style.STRONG)
