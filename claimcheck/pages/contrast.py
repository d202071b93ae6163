"""The flagship page: a block per question, a column per disputant and one for all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.incident import Changes
from claimcheck.model.stance import Polarity, Stance
from claimcheck.pages.claims import condition_words
from claimcheck.pages.dates import day
from claimcheck.pages.paths import Paths
from claimcheck.pages.phrases import (
    COMMENTED,
    SAYS,
    SILENT,
    SILENT_BUT_TOLD,
    STATE_TITLES,
    TAKEN_BACK,
    WITHHELD,
    Answers,
    as_told,
    attribution,
    count,
    how,
    listed,
    opening,
    plainest,
    plainness,
    said_by,
    spoken,
    state_meaning,
    taken,
    taken_on,
    words_of,
)
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Clash, Scope, Side, Strength
from claimcheck.reasoning.positions import Position, State, Step
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.contrast import Contrast, QuestionRecord

MOST_COLUMNS = 4
"""Of accounts side by side: more stand one under the other."""
MOST_PAIRS = 3
"""Of clashes with what others relay: more are told in one sentence."""


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


def answers_of(question: QuestionRecord) -> Answers:
    """The answers to a question in words."""
    return Answers(question.kind, question.unit, {each.id: each.text for each in question.answers})


def sums(answer: Contrast, question: QuestionRecord) -> Iterator[str]:
    """Who stands where, in a line for each answer: every position of every party, and whoever takes none."""
    return _Block(answer, question).sums()


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
        yield Paragraph(line(Text(question.id, Style.CODE), Text(f" — {STATE_TITLES[question.state].lower()}")))
        summed = tuple(line(each) for each in self.sums())
        if summed:
            yield List(summed)
        table = self.table()
        if table is not None:
            yield table
        notes = [line(note) for note in self.notes()]
        if notes:
            yield List(tuple(notes))
        if full:
            yield self.every_claim()

    @cached_property
    def answers(self) -> Answers:
        return answers_of(self.question)

    def sums(self) -> Iterator[str]:
        """A line for each answer that somebody takes, by how it is taken; then who takes none, and in which way."""
        held: dict[tuple[str, Stance], list[str]] = {}
        back: dict[str, list[str]] = {}
        conditional: dict[str, list[str]] = {}
        withheld: list[str] = []
        for position in self.question.positions:
            name, _, told = _name(self.answer, position.party, position.as_told_by).partition(", as told by ")
            name = f"{name} (as told by {told})" if told else name
            for answer, polarity in self.taken(position):
                earlier = " (earlier)" if self.given_up(position, answer, polarity) else ""
                held.setdefault((answer, self.latest(position, answer, polarity).stance), []).append(name + earlier)
            stands = {*self.taken(position)}
            gone = [(step.answer, step.polarity) for step in position.path if step.replaced]
            for taken_back, _ in dict.fromkeys(each for each in gone if each not in stands):
                back.setdefault(taken_back, []).append(name)
            for each in position.claims:
                claim = self.answer.claims[each]
                if claim.condition:
                    for answer, stance in taken_on(claim, self.question.id):
                        words = how(stance)
                        told = f"{name} ({words})" if words else name
                        conditional.setdefault(answer, []).append(told)
            if position.withheld:
                withheld.append(name)
        for option in self.question.answers:
            parts = [
                f"{said_by(stance)} {listed(held[option.id, stance])}"
                for stance in Stance
                if (option.id, stance) in held
            ]
            if option.id in conditional:
                parts.append(f"on a condition, by {listed(dict.fromkeys(conditional[option.id]))}")
            if option.id in back:
                parts.append(f"{TAKEN_BACK} by {listed(dict.fromkeys(back[option.id]))}")
            if parts:
                yield opening(f"{self.answers.words(option.id)}: {'; '.join(parts)}")
        yield from self.without_position(withheld)

    def without_position(self, withheld: list[str]) -> Iterator[str]:
        """Who takes no position, and in which way."""
        question = self.question
        spoke = {position.party for position in question.positions if position.as_told_by is None}
        commented = [
            party.name for party in self.answer.parties if party.id not in spoke and party.id not in question.silent
        ]
        silent = [party for party in self.answer.parties if party.disputant and party.id in question.silent]
        told = {position.party for position in question.positions}
        for words, names in (
            (WITHHELD, withheld),
            (COMMENTED, commented),
            (SILENT, [party.name for party in silent if party.id not in told]),
            (SILENT_BUT_TOLD, [party.name for party in silent if party.id in told]),
        ):
            if names:
                yield opening(f"{words}: {listed(names)}")

    def taken(self, position: Position) -> list[tuple[str, Polarity]]:
        return [
            *((answer, Polarity.AFFIRMS) for answer in position.affirms),
            *((answer, Polarity.DENIES) for answer in position.denies),
        ]

    def given_up(self, position: Position, answer: str, polarity: Polarity) -> bool:
        """Whether a position was shifted away from, and not back to."""
        key = (position.party, position.as_told_by, answer, polarity)
        before, after = (
            {_key(clash.between[which]) for clash in self.question.clashes if clash.scope is Scope.SHIFT}
            for which in (0, 1)
        )
        return key in before and key not in after

    def notes(self) -> Iterator[str]:
        """Shifts and splits that the columns alone do not say."""
        for clash in self.question.clashes:
            if clash.scope in (Scope.CONTESTED, Scope.SHIFT, Scope.AS_RELAYED) or not self.visible(clash):
                continue
            one, other = clash.between
            who = listed(dict.fromkeys(self.speakers(one) + self.speakers(other)))
            tension = " (in tension)" if clash.strength is Strength.IN_TENSION else ""
            if clash.scope is Scope.VARYING_ACCOUNTS:
                yield f"Varying accounts by {who}{tension}: {self.label(one)}; and {self.label(other)}"
            else:
                sides = "; against ".join(
                    f"{self.label(side)} ({listed(dict.fromkeys(self.speakers(side)))})" for side in clash.between
                )
                yield f"Split inside {_name(self.answer, one.party, None)}{tension}: {sides}"
        yield from self.relayed()

    def relayed(self) -> Iterator[str]:
        """What somebody else relays and others contradict; of more than a few pairs, one sentence."""
        found = [clash for clash in self.question.clashes if clash.scope is Scope.AS_RELAYED and self.visible(clash)]
        if len(found) <= MOST_PAIRS:
            for clash in found:
                sides = "; against ".join(
                    f"{self.label(side)} ({_name(self.answer, side.party, side.as_told_by)})" for side in clash.between
                )
                yield f"As relayed: {sides}"
            return
        against: dict[str, dict[str, None]] = {}
        for clash in found:
            told, other = sorted(clash.between, key=lambda side: side.as_told_by is None)
            words = f"{self.label(told)} ({_name(self.answer, told.party, told.as_told_by)})"
            against.setdefault(words, {})[_name(self.answer, other.party, other.as_told_by)] = None
        told_of = "; ".join(f"{words}, against the words of {listed(names)}" for words, names in against.items())
        yield f"As relayed, not all of it goes with what others say: {told_of}"

    def visible(self, clash: Clash) -> bool:
        return any(side.party in _shown(self.answer) for side in clash.between)

    def speakers(self, side: Side) -> list[str]:
        return [self.answer.claims[claim].speaker_name for claim in side.claims]

    def label(self, side: Side) -> str:
        """A side of a clash in words, as plainly as its claims take it."""
        claims = [self.answer.claims[each] for each in side.claims]
        stance = plainest(claims, self.question.id, side.answer, side.polarity)
        return self.answers.taken(stance, side.answer)

    def table(self) -> Table | None:
        """A column for each whose account is set beside others, and one for all others; by speaker, a row each."""
        shown = _shown(self.answer)
        heard = [
            party
            for party in self.answer.parties
            if party.id in shown and (party.id not in self.question.silent or self.of(party.id))
        ]
        if self.answer.by is By.SPEAKER:
            rows = tuple((cell(party.name), self.column(party.id)) for party in heard)
            return Table(("Speaker", "Says"), rows)
        if self.answer.shown:  # "others" would seem to speak for those that are hidden
            columns, others = [party for party in self.answer.parties if party.id in shown], []
        else:
            columns = [party for party in heard if party.id in self.question.columns]
            others = [party.id for party in heard if party.id not in self.question.columns]
        if not columns and not others:
            return None
        if len(columns) > MOST_COLUMNS:
            return Table(("Party", "Says"), tuple((cell(party.name), self.column(party.id)) for party in heard))
        header = [party.name for party in columns]
        cells = [self.column(party.id) for party in columns]
        if others:
            header.append("Others")
            cells.append(self.others(others))
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
        latest = [
            (answer, polarity, self.latest(position, answer, polarity)) for answer, polarity in self.taken(position)
        ]
        latest.sort(key=lambda each: position.path.index(each[2]))
        air = position.shifted
        for claim, group in groupby(latest, key=lambda each: each[2].claim):
            yield from [line()] if air else []
            air = True
            for answer, _, step in group:
                yield line(Text(self.held(answer, step.stance), Style.STRONG))
            yield from self.said(self.answer.claims[claim])
        shown = {step.claim for _, _, step in latest}
        for each in position.claims:
            record = self.answer.claims[each]
            withheld = self.question.id in record.stance.get("withholds", ())
            if withheld and each in shown and not record.condition:
                yield line(Text("Withholds judgement in the same words.", Style.EMPHASIS))
            elif record.condition or withheld:
                yield from [line()] if air else []
                air = True
                remark = f"On a condition, {record.condition}:" if record.condition else "Withheld:"
                yield line(Text(remark, Style.EMPHASIS))
                for answer, stance in taken_on(record, self.question.id) if record.condition else ():
                    yield line(Text(self.held(answer, stance), Style.STRONG))
                yield from self.said(record)

    def movement(self, position: Position) -> str:
        """What a path is: later words beside which the earlier ones still stand, or a later stage, are no shift."""
        return "Shift" if self.question.left(position) else "Over time"

    @property
    def changing(self) -> bool:
        return self.question.changes != Changes.NO

    def held(self, answer: str, stance: Stance) -> str:
        return opening(taken(stance, self.answers.whole(answer)))

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
        return Paths(self.answers, lambda claim: claims[claim].unnamed).words(steps)

    def every_claim(self) -> Table:
        rows = []
        claims = {claim: None for position in self.question.positions for claim in position.claims}
        for each in [*claims, *(claim for claim in self.question.comments if claim not in claims)]:
            claim = self.answer.claims[each]
            rows.append(
                (
                    cell(day(claim.said)),
                    cell(_name(self.answer, claim.speaker, claim.as_told_by), line(Text(claim.id, Style.MUTED))),
                    tuple(line(words) for words in self.stances(claim)),
                    (line(words_of(claim)), *((line(f"({claim.translation})"),) if claim.translation else ())),
                    cell(claim.publisher),
                )
            )
        return Table(("Said", "Who", "Stance", "Words", "Printed by"), tuple(rows), caption="Every claim")

    def stances(self, claim: ClaimRecord) -> Iterator[str]:
        condition = condition_words(claim.condition)
        for answer, stance in taken_on(claim, self.question.id):
            yield f"{condition}{SAYS[stance]}: {self.answers.words(answer)}"
        if self.question.id in claim.stance.get("withholds", ()):
            yield WITHHELD
        if claim.id in self.question.comments:
            yield "comments"


def _key(side: Side) -> tuple[str, str | None, str, Polarity]:
    return (side.party, side.as_told_by, side.answer, side.polarity)
