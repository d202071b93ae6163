"""The flagship page: a block per question, a column per disputant and one for all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.frozen import frozen
from claimcheck.model.stance import Polarity, Stance
from claimcheck.pages.claims import on_condition
from claimcheck.pages.dates import bounded, day
from claimcheck.pages.paths import Paths
from claimcheck.pages.phrases import (
    AGAINST,
    COMMENTED,
    SAYS,
    SILENT,
    SILENT_BUT_TOLD,
    STATE_TITLES,
    TAKEN_BACK,
    WITHHELD,
    Answers,
    after,
    as_told,
    attribution,
    count,
    how,
    listed,
    opening,
    plainest,
    said_by,
    said_on,
    spoken,
    state_meaning,
    stood,
    taken_on,
    unordered,
    words_of,
)
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Clash, ClashScope, ClashSide, Strength
from claimcheck.reasoning.positions import Held, Position, State, Step, StepKind
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.contrast import Contrast, PartyHead, QuestionRecord

MOST_COLUMNS = 4
"""Of accounts side by side: more stand one under the other."""
MOST_PAIRS = 3
"""Of positions that others relay and somebody contradicts: more are told in one sentence."""
_Who = tuple[str, str | None, bool]
"""A party, who tells of it if somebody else does, and whether it has left the position."""


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
            cell(bounded(use.first, use.first_by)),
            cell(", ".join(use.publishers)),
        )
        for use in uses
    )
    header = ("Term", "Used by", "Times", "First", "As printed by")
    table = Table(
        header, rows, caption="Loaded words that the curator listed, as they stand in quotes", numeric=frozenset({2})
    )
    return [Heading(level, line("Words for it"), anchor="wording"), table]


def grades(held: Held) -> tuple[Stance, ...]:
    """How an answer is taken: the plainest stance and, beside a hedge, the implication, for it is certain."""
    implied = Stance.IMPLIES if held.polarity is Polarity.AFFIRMS else Stance.PRECLUDES
    return (held.grade, implied) if held.implied else (held.grade,)


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
    blocks += map(Paragraph, stood(answer.as_of, answer.clock))
    if answer.shown:
        names = listed(answer.names[each] for each in answer.shown)
        note = f"Shown are the columns of {names} only; the states count what everybody said."
        blocks.append(Paragraph(line(Text(note, Style.STRONG))))
    return [*blocks, *map(Paragraph, unordered(answer.unordered))]


def answers_of(question: QuestionRecord) -> Answers:
    """The answers to a question in words."""
    return Answers(question.kind, question.unit, {each.id: each.text for each in question.answers})


def sums(answer: Contrast, question: QuestionRecord) -> Iterator[str]:
    """Who stands where, in a line for each answer: every position of every party, and whoever takes none."""
    return _Block(answer, question).sums()


def core(answer: Contrast, question: QuestionRecord) -> Iterator[str]:
    """The answers that are agreed, who gives them and how, and what is only relayed against them."""
    block = _Block(answer, question)
    agreed = {each for accord in question.accord if accord.agreed for each in accord.answers}
    if agreed:
        yield from block.positions(agreed)
        yield from block.relayed(agreed)


def silent(answer: Contrast, question: QuestionRecord) -> dict[str, list[str]]:
    """The names of the disputants that are silent, under words for it: others may tell what they say, or nobody."""
    told = {position.party for position in question.positions}
    told |= {party.side for party in answer.parties if party.side and party.id in told}
    speakers = [party.id for party in answer.parties if party.disputant]
    asked = speakers if answer.by is By.SPEAKER else answer.disputants
    found: dict[str, list[str]] = {SILENT: [], SILENT_BUT_TOLD: []}
    for each in asked:
        if each in question.silent:
            found[SILENT_BUT_TOLD if each in told else SILENT].append(answer.names[each])
    return {words: names for words, names in found.items() if names}


def _shown(answer: Contrast) -> set[str]:
    return set(answer.shown) or {party.id for party in answer.parties}


def _name(answer: Contrast, party: str, teller: str | None) -> str:
    return f"{answer.names.get(party, party)}{as_told([teller], answer.names)}"


@frozen(slots=False)
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
        yield from self.positions({each.id for each in self.question.answers})
        withheld: list[_Who] = [
            (each.party, each.as_told_by, False) for each in self.question.positions if each.withheld
        ]
        yield from self.without_position(withheld)

    def positions(self, answers: AbstractSet[str]) -> Iterator[str]:
        """A line for each of some answers that somebody takes, by how it is taken."""
        held: dict[tuple[str, Stance], list[_Who]] = {}
        apart: dict[str, dict[str, list[_Who]]] = {}
        for position in self.question.positions:
            who: _Who = (position.party, position.as_told_by, False)
            for each in position.holds:
                earlier = (*who[:2], self.given_up(position, each))
                for stance in grades(each):
                    held.setdefault((each.answer, stance), []).append(earlier)
            for words, found in (("on a condition", position.on_condition), ("and taken back", position.taken_back)):
                for each in found:
                    said = f"{said_by(each.grade).removesuffix(' by')}, {words}, by"
                    apart.setdefault(each.answer, {}).setdefault(said, []).append(who)
        for option in self.question.answers:
            if option.id not in answers:
                continue
            taken_by = {stance: held[option.id, stance] for stance in Stance if (option.id, stance) in held}
            parts = [f"{said_by(stance)} {self.whose(found)}" for stance, found in taken_by.items()]
            parts += [f"{words} {self.whose(found)}" for words, found in apart.get(option.id, {}).items()]
            if parts:
                yield opening(f"{self.answers.words(option.id)}: {'; '.join(parts)}")

    def whose(self, positions: Iterable[_Who]) -> str:
        """Whose positions they are, in a list; of whom several tell, once."""
        names = self.answer.names
        found: dict[tuple[str, bool, bool], list[str]] = {}
        for party, teller, earlier in positions:
            tellers = found.setdefault((party, teller is not None, earlier), [])
            tellers += [f"by {names.get(teller, teller)}"] if teller is not None else []
        return listed(
            names.get(party, party) + (f" (as told {listed(tellers)})" if tellers else " (earlier)" if earlier else "")
            for (party, _, earlier), tellers in found.items()
        )

    def without_position(self, withheld: list[_Who]) -> Iterator[str]:
        """Who takes no position, and in which way; of those that are silent, the disputants."""
        names = self.answer.names
        for words, found in (
            (WITHHELD, self.whose(withheld)),
            (COMMENTED, listed(names[each] for each in self.question.commented)),
            *((words, listed(each)) for words, each in silent(self.answer, self.question).items()),
        ):
            if found:
                yield opening(f"{words}: {found}")

    def given_up(self, position: Position, held: Held) -> bool:
        """Whether the last words that took a position as plainly were shifted away from."""
        key = (position.party, position.as_told_by, held.answer, held.polarity)
        steps = [each for each in position.path if (each.answer, each.polarity) == key[2:] and not each.replaced]
        plain = [each for each in steps if held.grade.hedged or not each.stance.hedged]
        last = {each.claim for each in plain if each.day == plain[-1].day}
        left = [clash.between[0] for clash in self.question.clashes if clash.scope is ClashScope.SHIFT]
        return any(_key(side) == key and not last.isdisjoint(side.claims) for side in left)

    def notes(self) -> Iterator[str]:
        """Shifts and splits that the columns alone do not say."""
        accounts: dict[str, dict[str, None]] = {}
        for clash in self.question.clashes:
            if not self.visible(clash):
                continue
            one, other = clash.between
            tension = " (in tension)" if clash.strength is Strength.IN_TENSION else ""
            if clash.scope is ClashScope.VARYING_ACCOUNTS:
                who = listed(dict.fromkeys(self.speakers(one) + self.speakers(other)))
                held_open = self.suggested(one) and self.suggested(other)
                words = (
                    f"More than one answer put forward by {who}" if held_open else f"Varying accounts by {who}{tension}"
                )
                accounts.setdefault(words, {}).update(dict.fromkeys(map(self.label, clash.between)))
            elif clash.scope is ClashScope.SPLIT:
                said = [f"{self.label(side)} ({listed(dict.fromkeys(self.speakers(side)))})" for side in clash.between]
                split = after(f"Split inside {self.inside(one, other)}{tension}", said[0])
                yield f"{split}; {after(AGAINST, said[1])}"
        for words, labels in accounts.items():
            yield f"{words}: {_either(labels)}"
        yield from self.relayed()

    def inside(self, one: ClashSide, other: ClashSide) -> str:
        """The party that both sides of a clash are of or, of two parties, their side."""
        if one.party == other.party:
            return _name(self.answer, one.party, None)
        sides = {party.id: party.side for party in self.answer.parties}
        return self.answer.names.get(sides.get(one.party) or "", "")

    def relayed(self, answers: AbstractSet[str] | None = None) -> Iterator[str]:
        """What somebody else relays and others contradict (some answers only); of more than a few, one sentence."""
        found = [
            clash
            for clash in self.question.clashes
            if clash.scope is ClashScope.AS_RELAYED
            and self.visible(clash)
            and (answers is None or any(side.answer in answers for side in clash.between))
        ]
        against: dict[str, dict[str, str]] = {}
        for clash in found:
            told, other = sorted(clash.between, key=lambda side: side.as_told_by is None)
            words = f"{self.label(told)} ({_name(self.answer, told.party, told.as_told_by)})"
            against.setdefault(words, {})[_name(self.answer, other.party, other.as_told_by)] = self.label(other)
        told_of = [
            f"{words}, against the words of {listed(others)}"
            if len(others) > 1 or len(against) > MOST_PAIRS
            else "; ".join((words, *(after(AGAINST, f"{label} ({name})") for name, label in others.items())))
            for words, others in against.items()
        ]
        if len(told_of) > MOST_PAIRS:
            yield f"As relayed, not all of it goes with what others say: {'; '.join(told_of)}"
        else:
            yield from (after("As relayed", each) for each in told_of)

    def visible(self, clash: Clash) -> bool:
        return any(side.party in _shown(self.answer) for side in clash.between)

    def speakers(self, side: ClashSide) -> list[str]:
        return [self.answer.claims[claim].speaker_name for claim in side.claims]

    def label(self, side: ClashSide) -> str:
        """A side of a clash in words, as plainly as its claims take it."""
        return self.answers.taken(self.grade(side), side.answer)

    def grade(self, side: ClashSide) -> Stance:
        """How plainly the claims of a side of a clash take it."""
        claims = [self.answer.claims[each] for each in side.claims]
        return plainest(claims, self.question.id, side.answer, side.polarity)

    def suggested(self, side: ClashSide) -> bool:
        """Whether a side is only put forward: with another answer beside it, neither is an account."""
        return self.grade(side) is Stance.SUGGESTS

    def table(self) -> Table | None:
        """A column for each whose account is set beside others, and one for all others; by speaker, a row each."""
        shown = _shown(self.answer)
        heard = [
            party
            for party in self.answer.parties
            if party.id in shown and (party.id not in self.question.silent or self.of(party.id))
        ]
        if self.answer.by is By.SPEAKER:
            return Table(("Speaker", "Says"), tuple((cell(party.name), self.column(party.id)) for party in heard))
        if self.answer.shown:  # "others" would seem to speak for those that are hidden
            wanted = [party for party in self.answer.parties if party.id in shown]
            return self.beside({party.name: self.column(party.id) for party in wanted})
        columns = {self.answer.names[each]: self.together(each, heard) for each in self.question.columns}
        set_apart = {*self.question.columns}
        others = [party.id for party in heard if not {party.id, party.side} & set_apart]
        if len(columns) > MOST_COLUMNS:
            return Table(("Party", "Says"), tuple((cell(party.name), self.column(party.id)) for party in heard))
        return self.beside(columns | ({"Others": self.named(others)} if others else {}))

    def beside(self, columns: dict[str, Cell]) -> Table | None:
        return Table(tuple(columns), (tuple(columns.values()),), beside=True) if columns else None

    def together(self, column: str, heard: list[PartyHead]) -> Cell:
        """What a party holds; of a side, what each of its parties does, by name."""
        members = [party.id for party in heard if party.side == column]
        if members or column not in {party.id for party in self.answer.parties}:
            return self.named(members) or cell(line(Text(SILENT, Style.EMPHASIS)))
        return self.column(column)

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

    def named(self, parties: list[str]) -> Cell:
        """What several parties hold, by name."""
        lines: list[Line] = []
        for party in parties:
            for position in self.of(party):
                name = _name(self.answer, party, position.as_told_by)
                lines += [line()] if lines else []
                lines.append(line(Text(f"{name}:", Style.STRONG)))
                lines += self.position(position)
        commented = listed(self.answer.names[party] for party in parties if not self.of(party))
        if commented:
            lines += [line()] if lines else []
            lines.append(line(Text(f"{commented}: {COMMENTED}", Style.EMPHASIS)))
        return tuple(lines)

    def of(self, party: str) -> list[Position]:
        return [position for position in self.question.positions if position.party == party]

    def position(self, position: Position) -> Iterator[Line]:
        """Path, answers with the words that stand for them, then what is conditional, taken back and withheld."""
        claims = self.answer.claims
        parts: list[list[Line]] = []
        if position.shifted:
            parts.append([line(Text("Over time: ", Style.STRONG), self.path(position.path))])
        stands = sorted(position.holds, key=lambda each: position.claims.index(each.words))
        for claim, group in groupby(stands, key=lambda each: each.words):
            heads = [line(Text(self.still_held(position, each), Style.STRONG)) for each in group]
            parts.append([*heads, *self.said(claims[claim])])
        for claim, group in groupby(position.on_condition, key=lambda each: each.words):
            remark = line(Text(f"On a condition, {claims[claim].condition}:", Style.EMPHASIS))
            heads = [line(Text(self.held(each), Style.STRONG)) for each in group]
            parts.append([remark, *heads, *self.said(claims[claim])])
        for each in position.taken_back:
            head = line(Text(f"{opening(TAKEN_BACK)}: {self.answers.taken(each.grade, each.answer)}", Style.STRONG))
            parts.append([head, *self.said(claims[each.words]), *self.taking_back(position, each)])
        shown = {each.words for each in (*position.holds, *position.on_condition)}
        for claim in position.withholding:
            if claim in shown:
                parts.append([line(Text("Withholds judgement in the same words.", Style.EMPHASIS))])
            else:
                parts.append([line(Text(f"{opening(WITHHELD)}:", Style.EMPHASIS)), *self.said(claims[claim])])
        for number, part in enumerate(parts):
            yield from [line()] if number else []
            yield from part

    def taking_back(self, position: Position, held: Held) -> Iterator[Line]:
        """The words with which something was taken back, where they take no new position."""
        for step in position.path:
            if step.kind is StepKind.TAKEN_BACK and (step.answer, step.polarity) == (held.answer, held.polarity):
                yield from self.said(self.answer.claims[step.claim])

    def held(self, held: Held) -> str:
        """The same as a heading."""
        return opening(self.taken(held))

    def taken(self, held: Held) -> str:
        """An answer with how it is taken, an implication beside a hedge, too."""
        hows = [how(stance) for stance in grades(held)]
        words = self.answers.whole(held.answer)
        return f"{' and, '.join(hows)}: {words}" if any(hows) else words

    def still_held(self, position: Position, held: Held) -> str:
        """The same, and that it was given up later, if it was."""
        return f"Earlier: {self.taken(held)}" if self.given_up(position, held) else self.held(held)

    def said(self, claim: ClaimRecord) -> Iterator[Line]:
        yield line(words_of(claim))
        if claim.translation:
            yield line(Text(f"({claim.translation})"))
        yield attribution(claim, self.answer.names)

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
                    cell(said_on(claim)),
                    cell(_name(self.answer, claim.speaker, claim.as_told_by), line(Text(claim.id, Style.MUTED))),
                    tuple(line(words) for words in self.stances(claim)),
                    (line(words_of(claim)), *((line(f"({claim.translation})"),) if claim.translation else ())),
                    cell(claim.publisher),
                )
            )
        return Table(("Said", "Who", "Stance", "Words", "Printed by"), tuple(rows), caption="Every claim")

    def stances(self, claim: ClaimRecord) -> Iterator[str]:
        for answer, stance in taken_on(claim, self.question.id):
            yield on_condition(claim.condition, f"{SAYS[stance]}: {self.answers.words(answer)}", ",")
        if self.question.id in claim.stance.get("withholds", ()):
            yield WITHHELD
        if claim.id in self.question.comments:
            yield "comments"


def _either(labels: Iterable[str]) -> str:
    found = list(labels)
    return "; and ".join(["; ".join(found[:-1]), found[-1]])


def _key(side: ClashSide) -> tuple[str, str | None, str, Polarity]:
    return (side.party, side.as_told_by, side.answer, side.polarity)
