"""The flagship page: a block per question, a column per disputant and one for all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.incident import Changes
from claimcheck.model.stance import Polarity, Stance
from claimcheck.pages.dates import day
from claimcheck.pages.paths import Paths
from claimcheck.pages.phrases import (
    STATE_TITLES,
    answer_label,
    answer_words,
    as_told,
    attribution,
    count,
    flavour,
    listed,
    plainness,
    spoken,
    state_meaning,
    taken_on,
    words_of,
)
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Clash, Scope, Side, Strength
from claimcheck.reasoning.positions import AnswerState, Position, State, Step
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.contrast import Contrast, QuestionRecord

SILENT = "no statement recorded"
COMMENTED = "commented, without taking a position"
SILENT_BUT_TOLD = "no statement of its own recorded"


def contrast_page(answer: Contrast, *, full: bool = False, wording: bool = True) -> Page:
    """The page of a contrast; with `full`, every claim under its question; without `wording`, no terms at the end."""
    blocks: list[Block] = [Heading(1, line(answer.incident.title)), *_head(answer)]
    blocks += contrast_blocks(answer, level=2, full=full)
    blocks += wording_blocks(answer, level=2) if wording else []
    return Page(answer.incident.title, tuple(blocks))


def contrast_blocks(answer: Contrast, *, level: int, full: bool = False) -> list[Block]:
    """The questions in order of their states, under headings that begin at `level`."""
    blocks: list[Block] = []
    for state, questions in groupby(answer.questions, key=lambda question: question.state):
        title = line(Text(STATE_TITLES[state]), Text(f" — {state_meaning(state, answer.by)}", Style.MUTED))
        blocks.append(Heading(level, title, anchor=f"state-{state}"))
        for question in questions:
            blocks += _Block(answer, question).blocks(level + 1, full=full)
    return blocks


def wording_blocks(answer: Contrast, *, level: int) -> list[Block]:
    """The words that each side uses for the thing."""
    shown = _shown(answer)
    uses = [use for use in answer.terms if use.party in shown]
    if not uses:
        return []
    rows = tuple(
        (
            cell(f"{use.term} ({form})" if (form := spoken(use.term, use.form)) else use.term),
            cell(_name(answer, use.party, use.as_told_by) + (" (only to reject it)" if use.rejected else "")),
            cell(str(use.count)),
            cell(day(use.first)),
            cell(", ".join(use.publishers)),
        )
        for use in uses
    )
    header = ("Term", "Used by", "Times", "First", "As printed by")
    table = Table(header, rows, caption="Declared terms in quotes", numeric=frozenset({2}))
    return [Heading(level, line("Words for it"), anchor="wording"), table]


def position_path(answer: Contrast, question: QuestionRecord, position: Position) -> str:
    """The path of a position in words: `taken 27 Jan → left 29 Jan (unnamed source)`."""
    return _Block(answer, question).path(position.path)


def _head(answer: Contrast) -> list[Block]:
    incident = answer.incident
    contested = sum(question.state is State.CONTESTED for question in answer.questions)
    facts = [day(incident.date)] if incident.date else []
    facts += [incident.place] if incident.place else []
    facts += [f"{count(len(answer.questions), 'question')}, {contested} contested"]
    blocks: list[Block] = [Paragraph(line(Text(" · ".join(facts), Style.MUTED)))]
    if answer.as_of is not None:
        what = "what could be read" if answer.clock.value == "published" else "what had been said"
        blocks.append(Paragraph(line(Text(f"As of {day(answer.as_of)}: {what} by the end of that day.", Style.STRONG))))
    if answer.shown:
        names = listed(answer.names[each] for each in answer.shown)
        note = f"Shown are the columns of {names} only; the states count what everybody said."
        blocks.append(Paragraph(line(Text(note, Style.STRONG))))
    if answer.unordered:
        left = f"Left out, because they cannot be ordered against that day: {', '.join(answer.unordered)}."
        blocks.append(Paragraph(line(Text(left, Style.MUTED))))
    return blocks


def agreed_on(answer: Contrast, question: QuestionRecord) -> Iterator[tuple[AnswerState, str]]:
    """The answers on which a question is agreed, or its values that overlap, each with all who give it, and how."""
    block = _Block(answer, question)
    for each in question.answers:
        held = [p for p in question.positions if each.id in p.affirms and p.as_told_by is None]
        if held and each.state in (None, State.AGREED, State.UNCONTRADICTED):
            hows = [flavour(block.latest(position, each.id, Polarity.AFFIRMS).stance) for position in held]
            names = [answer.names[position.party] for position in held]
            yield each, listed(f"{name} [{how}]" if how else name for name, how in zip(names, hows, strict=True))


def unsaid(answer: Contrast, question: QuestionRecord, agreed: Iterable[AnswerState]) -> Iterator[str]:
    """The disputants who give none of the answers that are agreed: silence is not agreement."""
    ids = {each.id for each in agreed}
    given = {p.party for p in question.positions if p.as_told_by is None and ids & set(p.affirms)}
    missing = [party.name for party in answer.parties if party.disputant and party.id not in given]
    if missing:
        yield f"not said by {listed(missing)}"


def _shown(answer: Contrast) -> set[str]:
    return set(answer.shown) or {party.id for party in answer.parties}


def _name(answer: Contrast, party: str, teller: str | None) -> str:
    return f"{answer.names.get(party, party)}{as_told([teller], answer.names)}"


@dataclass(frozen=True)
class _Block:
    """The blocks of one question."""

    answer: Contrast
    question: QuestionRecord

    def blocks(self, level: int, *, full: bool) -> Iterator[Block]:
        question = self.question
        yield Heading(level, line(question.ask), anchor=f"question-{question.id}")
        yield Paragraph(line(Text(question.id, Style.CODE), Text(f" — {self.state()}")))
        yield self.table()
        notes = [line(note) for note in self.notes()]
        if notes:
            yield List(tuple(notes))
        if full:
            yield self.every_claim()

    def state(self) -> str:
        """The state in words, with who stands where."""
        words = STATE_TITLES[self.question.state].lower()
        sides = list(self.sides())
        return f"{words}: {'; '.join(sides)}" if sides else words

    def sides(self) -> Iterator[str]:
        """The positions that clash between parties, or on which they agree, each with all who take it."""
        if self.question.state in (State.AGREED, State.UNCONTRADICTED):
            agreed = list(agreed_on(self.answer, self.question))
            yield from (f"{self.label_of(each)} ({who})" for each, who in agreed)
            yield from unsaid(self.answer, self.question, [each for each, _ in agreed])
            return
        between = [clash for clash in self.question.clashes if clash.scope is Scope.CONTESTED]
        strongest = {clash.strength for clash in between if clash.strength is Strength.DIRECT} or set(Strength)
        direct = self.holders(clash for clash in between if clash.strength in strongest)
        weaker = self.holders(clash for clash in between if clash.strength not in strongest)
        yield from direct.values()
        more = [words for side, words in weaker.items() if side not in direct]
        if more:
            yield f"in tension with these: {'; '.join(more)}"

    def holders(self, found: Iterable[Clash]) -> dict[tuple[int, int, str], str]:
        """The sides of clashes in the order of the answers, each with all who take it."""
        sides: dict[tuple[int, int, str], tuple[str, set[str]]] = {}
        for clash in found:
            for side in clash.between:
                sides.setdefault(self.side_order(side), (self.label(side), set()))[1].add(side.party)
        return {
            order: f"{label} ({listed(party.name for party in self.answer.parties if party.id in held)})"
            for order, (label, held) in sorted(sides.items())
        }

    def side_order(self, side: Side) -> tuple[int, int, str]:
        """Answers in the order of the question, affirmed before denied: never by who holds them."""
        order = [answer.id for answer in self.question.answers]
        place = order.index(side.answer) if side.answer in order else len(order)
        return (place, 0 if side.polarity is Polarity.AFFIRMS else 1, side.answer)

    def notes(self) -> Iterator[str]:
        """Shifts and splits that the columns alone do not say."""
        for clash in self.question.clashes:
            if clash.scope in (Scope.CONTESTED, Scope.SHIFT) or not self.visible(clash):
                continue
            one, other = clash.between
            if clash.scope is Scope.AS_RELAYED:
                sides = " against ".join(
                    f"{self.label(side)} ({_name(self.answer, side.party, side.as_told_by)})" for side in clash.between
                )
                yield f"as relayed: {sides}"
                continue
            who = listed(dict.fromkeys(self.speakers(one) + self.speakers(other)))
            tension = ", in tension" if clash.strength is Strength.IN_TENSION else ""
            if clash.scope is Scope.VARYING_ACCOUNTS:
                yield f"varying accounts by {who}{tension}: {self.label(one)}, and {self.label(other)}"
            else:
                sides = " against ".join(
                    f"{self.label(side)} ({listed(dict.fromkeys(self.speakers(side)))})" for side in clash.between
                )
                yield f"split inside {_name(self.answer, one.party, None)}{tension}: {sides}"

    def visible(self, clash: Clash) -> bool:
        return any(side.party in _shown(self.answer) for side in clash.between)

    def speakers(self, side: Side) -> list[str]:
        return [self.answer.claims[claim].speaker_name for claim in side.claims]

    def label(self, side: Side) -> str:
        return answer_label(self.question.kind, side.answer, side.polarity, self.question.unit)

    def label_of(self, answer: AnswerState) -> str:
        return answer_label(self.question.kind, answer.id, Polarity.AFFIRMS, self.question.unit)

    def table(self) -> Table:
        """A column per disputant and one for the others; by speaker, a row each."""
        shown = _shown(self.answer)
        parties = [party for party in self.answer.parties if party.id in shown]
        if self.answer.by is By.SPEAKER:
            heard = [each for each in parties if each.id not in self.question.silent or self.of(each.id)]
            rows = tuple((cell(party.name), self.column(party.id)) for party in heard)
            return Table(("Speaker", "Says"), rows)
        columns = [party for party in parties if party.disputant]
        others = [party for party in parties if not party.disputant]
        if self.answer.shown:
            columns, others = parties, []  # "others" would seem to speak for those that are hidden
        elif not columns and len(others) <= 3:
            columns, others = others, []
        header = [party.name for party in columns]
        cells = [self.column(party.id) for party in columns]
        if others:
            header.append("Others")
            cells.append(self.others([party.id for party in others]))
        return Table(tuple(header), (tuple(cells),), beside=True)

    def column(self, party: str) -> Cell:
        """What one party holds, in its own words first, then as others tell it."""
        lines: list[Line] = []
        if party in self.question.silent:
            lines.append(line(Text(SILENT_BUT_TOLD if self.of(party) else SILENT, Style.EMPHASIS)))
        for position in self.of(party):
            lines += [line()] if lines else []
            if position.as_told_by is not None:
                lines.append(line(Text(f"As told by {self.answer.names[position.as_told_by]}:", Style.EMPHASIS)))
            lines += self.position(position)
        if not lines:
            lines.append(line(Text(COMMENTED, Style.EMPHASIS)))
        return tuple(lines)

    def others(self, parties: list[str]) -> Cell:
        """What everybody else holds, by name."""
        lines: list[Line] = []
        for party in parties:
            for position in self.of(party):
                name = _name(self.answer, party, position.as_told_by)
                lines += [line()] if lines else []
                lines.append(line(Text(f"{name}:", Style.STRONG)))
                lines += self.position(position)
        if not lines:
            commented = listed(self.answer.names[party] for party in parties if party not in self.question.silent)
            return cell(line(Text(f"{commented}: {COMMENTED}" if commented else SILENT, Style.EMPHASIS)))
        return tuple(lines)

    def of(self, party: str) -> list[Position]:
        return [position for position in self.question.positions if position.party == party]

    def position(self, position: Position) -> Iterator[Line]:
        """Path, answers with their latest words, what is conditional, and what is withheld."""
        if position.shifted:
            yield line(Text(f"{self.movement(position)}: ", Style.STRONG), self.path(position.path))
        taken = [(answer, Polarity.AFFIRMS) for answer in position.affirms]
        taken += [(answer, Polarity.DENIES) for answer in position.denies]
        latest = [(answer, polarity, self.latest(position, answer, polarity)) for answer, polarity in taken]
        latest.sort(key=lambda each: position.path.index(each[2]))
        air = position.shifted
        for claim, group in groupby(latest, key=lambda each: each[2].claim):
            yield from [line()] if air else []
            air = True
            for answer, polarity, step in group:
                yield line(Text(self.held(answer, polarity, step.stance), Style.STRONG))
            yield from self.said(self.answer.claims[claim])
        for each in position.claims:
            record = self.answer.claims[each]
            withheld = self.question.id in record.stance.get("withholds", ())
            if record.condition or withheld:
                yield from [line()] if air else []
                air = True
                remark = f"On a condition, {record.condition}:" if record.condition else "Withheld:"
                yield line(Text(remark, Style.EMPHASIS))
                for answer, stance in taken_on(record, self.question.id):
                    yield line(Text(self.held(answer, stance.polarity or Polarity.AFFIRMS, stance), Style.STRONG))
                yield from self.said(record)

    def movement(self, position: Position) -> str:
        """What a path is: later words beside which the earlier ones still stand, or a later stage, are no shift."""
        return "Shift" if self.question.left(position) else "Over time"

    @property
    def changing(self) -> bool:
        return self.question.changes != Changes.NO

    def held(self, answer: str, polarity: Polarity, stance: Stance) -> str:
        text = next((each.text for each in self.question.answers if each.id == answer), answer)
        words = answer_words(self.question.kind, answer, text, self.question.unit)
        how = flavour(stance)
        if polarity is Polarity.DENIES:
            return f"{'Doubts' if how else 'Denies'}: {words}"
        return f"{words} ({how})" if how else words

    def said(self, claim: ClaimRecord) -> Iterator[Line]:
        yield line(words_of(claim))
        if claim.translation:
            yield line(Text(f"({claim.translation})"))
        yield attribution(claim, self.answer.names)

    def latest(self, position: Position, answer: str, polarity: Polarity) -> Step:
        """The step whose words stand for an answer: the last that takes it plainly, if any does; rather one in a quote.

        Where the fact itself changes, the last of all: what was said plainly before it no longer stands.
        """
        claims = self.answer.claims
        steps = [
            step for step in position.path if step.answer == answer and step.polarity is polarity and not step.replaced
        ]
        repeated = {step.claim for step in steps}
        found = [step for step in steps if claims[step.claim].restates not in repeated] or steps
        if self.changing:
            found = [step for step in found if step.day == found[-1].day]
        plainest = min(plainness(step.stance) for step in found)
        found = [step for step in found if plainness(step.stance) == plainest]
        return ([step for step in found if claims[step.claim].quote] or found)[-1]

    def path(self, steps: Iterable[Step]) -> str:
        claims = self.answer.claims
        return Paths(self.question.kind, self.question.unit, lambda claim: claims[claim].unnamed).words(steps)

    def every_claim(self) -> Table:
        rows = []
        claims = {claim: None for position in self.question.positions for claim in position.claims}
        for each in [*claims, *(claim for claim in self.question.comments if claim not in claims)]:
            claim = self.answer.claims[each]
            rows.append(
                (
                    cell(day(claim.said, by=claim.said_by)),
                    cell(_name(self.answer, claim.speaker, claim.as_told_by), line(Text(claim.id, Style.MUTED))),
                    tuple(line(words) for words in self.stances(claim)),
                    (line(words_of(claim)), *((line(f"({claim.translation})"),) if claim.translation else ())),
                    cell(claim.publisher),
                )
            )
        return Table(("Said", "Who", "Stance", "Words", "Printed by"), tuple(rows), caption="Every claim")

    def stances(self, claim: ClaimRecord) -> Iterator[str]:
        condition = " (on a condition)" if claim.condition else ""
        for stance, taken in claim.stance.items():
            if isinstance(taken, dict):
                if self.question.id in taken:
                    answers = taken[self.question.id]
                    several = (answers,) if isinstance(answers, str) else answers
                    labels = (
                        answer_label(self.question.kind, each, Polarity.AFFIRMS, self.question.unit) for each in several
                    )
                    yield f"{stance} {', '.join(labels)}{condition}"
            elif self.question.id in taken or (stance == Stance.COMMENTS and claim.id in self.question.comments):
                yield str(stance)
