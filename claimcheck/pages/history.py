"""Positions of one voice over time: the path, every shift with the words on both sides, and what cannot be ordered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.frozen import frozen
from claimcheck.pages.claims import on_condition
from claimcheck.pages.dates import day
from claimcheck.pages.paths import UNORDERED, Paths
from claimcheck.pages.phrases import (
    AGAINST,
    MOVES,
    TAKEN_BACK,
    WITHHELD,
    Answers,
    after,
    as_told,
    attribution,
    count,
    listed,
    plainest,
    said_on,
    stood,
    unordered,
    words_of,
)
from claimcheck.reasoning.moves import MoveKind
from claimcheck.reasoning.positions import Position
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.history import AnswerHeld, History, Move, QuestionHistory, Unordered


def history_page(answer: History, *, full: bool = False) -> Page:
    """The page of a history; with `full`, every claim in order of days."""
    title = f"{answer.name}: positions over time"
    blocks: list[Block] = [Heading(1, line(title)), *map(Paragraph, stood(answer.as_of, answer.clock))]
    if answer.questions:
        moved = sum(any(move.kind is MoveKind.SHIFT for move in each.moves) for each in answer.questions)
        sums = f"{count(len(answer.questions), 'question')}, {moved} with a shift"
        sums += f". An arrow leads to what is surely later;{UNORDERED}stands where the order cannot be told"
        blocks.append(Paragraph(line(Text(sums, Style.MUTED))))
    else:
        blocks.append(Paragraph(line("No position is recorded.")))
    for _, found in groupby(answer.questions, key=lambda each: each.incident.id):
        questions = list(found)
        blocks.append(Heading(2, line(questions[0].incident.title), anchor=f"incident-{questions[0].incident.id}"))
        for each in questions:
            blocks += _Question(answer, each).blocks(full=full)
    blocks += map(Paragraph, unordered(answer.unordered))
    if answer.left_out:
        names = ", ".join(each.incident for each in answer.left_out)
        blocks.append(Paragraph(line(Text(f"Not read: {names}.", Style.STRONG))))
    return Page(title, tuple(blocks))


@frozen(slots=False)
class _Question:
    """The blocks of one question."""

    answer: History
    question: QuestionHistory

    def blocks(self, *, full: bool) -> Iterator[Block]:
        question = self.question
        yield Heading(3, line(question.ask), anchor=f"{question.incident.id}-{question.question}")
        yield Paragraph(line(Text(f"{question.incident.id}/{question.question}", Style.CODE)))
        yield List(tuple(self.path(each) for each in question.positions))
        notes = [self.apart(each) for each in question.unordered]
        if full:
            yield Table(("Said", "Who", "Position", "Words", "Printed by"), tuple(self.rows()))
        for move in question.moves:
            yield self.move(move)
        if notes:
            yield List(tuple(notes))

    def path(self, position: Position) -> Line:
        """A position in a line: whose word it is and its path; without one, what it did instead."""
        claims = [self.claim(each) for each in position.claims]
        paths = Paths(self.answers, lambda claim: self.claim(claim).unnamed, years=True)
        parts = [paths.words(position.path)]
        withheld = [each for each in claims if self.question.question in each.stance.get("withholds", ())]
        parts += [f"{WITHHELD} ({self.days(withheld)})"] if withheld else []
        parts += [self.conditional(each) for each in claims if each.condition]
        words = "; ".join(part for part in parts if part)
        if position.as_told_by is None:
            return line(Text(words, Style.STRONG))
        return line(f"as told by {self.answer.names.get(position.as_told_by, position.as_told_by)}: {words}")

    def conditional(self, claim: ClaimRecord) -> str:
        """What a claim takes up on a condition, and when."""
        words = self.answers.taken_by(claim, self.question.question)
        return f"{on_condition(claim.condition, words)} ({self.days([claim])})"

    def days(self, claims: list[ClaimRecord]) -> str:
        return listed(dict.fromkeys(said_on(each) for each in claims))

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Every claim in order of days; a day that several share is said once."""
        before = ""
        for position in self.question.positions:
            for each in position.claims:
                claim = self.claim(each)
                when = said_on(claim)
                translation = (line(f"({claim.translation})"),) if claim.translation else ()
                yield (
                    cell("" if when == before else when),
                    cell(self.who(claim), line(Text(claim.id, Style.MUTED))),
                    cell(*self.labels(position, claim)),
                    (line(words_of(claim)), *translation),
                    cell(claim.publisher),
                )
                before = when

    def who(self, claim: ClaimRecord) -> str:
        return claim.speaker_name + as_told(claim.via, self.answer.names)

    def labels(self, position: Position, claim: ClaimRecord) -> Iterator[str]:
        """What a claim does on this question."""
        for step in position.path:
            if step.claim == claim.id:
                label = self.answers.taken(step.stance, step.answer)
                yield f"{label} ({TAKEN_BACK})" if step.replaced else label
        if claim.condition:
            words = self.answers.taken_by(claim, self.question.question)
            yield on_condition(claim.condition, words, whole=True)
        elif self.question.question in claim.stance.get("withholds", ()):
            yield WITHHELD

    def move(self, move: Move) -> Table:
        """The words before and after, side by side."""
        labels = [self.label(each) for each in (move.earlier, move.later)]
        caption = f"{MOVES[move.kind]}: {labels[0]} → {labels[1]}"
        words = tuple(self.said(move.before)), tuple(self.said(move.after))
        return Table(("Before", "After"), (words,), caption, beside=True)

    def said(self, identifier: str) -> Iterator[Line]:
        claim = self.claim(identifier)
        yield line(words_of(claim))
        if claim.translation:
            yield line(f"({claim.translation})")
        yield attribution(claim, self.answer.names)

    def apart(self, found: Unordered) -> Line:
        """Two positions of which neither is the later."""
        one, other = (f"{self.label(each)} ({self.speakers(each, found)})" for each in (found.one, found.other))
        sides = f"{one}; {after(AGAINST, other)}"
        if found.day is not None:
            return line(Text(f"On one day, {day(found.day)}: ", Style.STRONG), sides)
        return line(Text("Which came first cannot be told: ", Style.STRONG), sides)

    def speakers(self, held: AnswerHeld, found: Unordered) -> str:
        names = listed(dict.fromkeys(self.who(self.claim(each)) for each in held.claims))
        return names if found.day is not None else f"{names}, {self.days([self.claim(each) for each in held.claims])}"

    def label(self, held: AnswerHeld) -> str:
        claims = [self.claim(each) for each in held.claims]
        stance = plainest(claims, self.question.question, held.answer, held.polarity)
        return self.answers.taken(stance, held.answer)

    @property
    def answers(self) -> Answers:
        return Answers(self.question.kind, self.question.unit, self.question.answers)

    def claim(self, identifier: str) -> ClaimRecord:
        return self.answer.claims[f"{self.question.incident.id}/{identifier}"]
