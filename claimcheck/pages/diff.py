"""Two accounts on one page: where they clash, what both say, in which other words, and what only one of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.blocks import Block, Cell, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.frozen import frozen
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import unknown_last
from claimcheck.pages.claims import on_condition
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import (
    RULES,
    STATE_TITLES,
    WITHHELD,
    Answers,
    as_told,
    attribution,
    count,
    how,
    lasted,
    listed,
    plainest,
    said_on,
    stood,
    taken_on,
    words_of,
)
from claimcheck.pages.word_diff import differing
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.clashes import Clash, ClashScope, ClashSide, Strength
from claimcheck.views.accounts import Point
from claimcheck.views.claims import ClaimRecord
from claimcheck.views.diff import Account, Diff, QuestionDiff, Shared
from claimcheck.views.voices import VoiceSort

_Held = tuple[str, str | None, str, Polarity]
"""Party, teller, answer and polarity of a position."""

_RELAYED, _SHIFTS = frozenset({ClashScope.AS_RELAYED}), frozenset({ClashScope.SHIFT})
_THEIRS = frozenset(ClashScope) - _RELAYED - _SHIFTS
_CLASHES = (
    ("Where they clash", "clashes", _THEIRS),
    ("Where one has words from before a shift", "shifts", _SHIFTS),
    ("Where they differ by what others relay", "relayed", _RELAYED),
)
"""Clashes by their scopes: as in a contrast, what others relay contests nothing, and a change of mind is no dispute."""


def _of(question: QuestionDiff, scopes: frozenset[ClashScope]) -> list[Clash]:
    return [clash for clash in question.clashes if clash.scope in scopes]


def answers_of(question: QuestionDiff) -> Answers:
    """The answers to a question in words."""
    return Answers(question.kind, question.unit, question.answers)


def diff_page(answer: Diff) -> Page:
    """The page of two accounts, or of the record on two days."""
    page = _Accounts(answer) if answer.a.as_of == answer.b.as_of else _Days(answer)
    return Page(page.title(), (Heading(1, line(page.title())), *page.blocks()))


@frozen(slots=False)
class _Page:
    """What both sorts of page say alike."""

    answer: Diff

    def label(self, question: QuestionDiff, point: Point) -> str:
        """An answer with how it is taken: as plainly as anybody takes it."""
        return answers_of(question).taken(min(point.stances, key=lambda stance: stance.plainness), point.answer)

    def side(self, question: QuestionDiff, side: ClashSide) -> str:
        """A side of a clash, as plainly as its claims take it."""
        stance = plainest(self.records(side.claims), question.id, side.answer, side.polarity)
        return answers_of(question).taken(stance, side.answer)

    def who(self, party: str, teller: str | None) -> str:
        return f"{self.answer.names.get(party, party)}{as_told([teller], self.answer.names)}"

    def told(self, claim: ClaimRecord) -> str:
        return as_told(claim.via, self.answer.names)

    def records(self, claims: Iterable[str]) -> list[ClaimRecord]:
        return [self.answer.claims[each] for each in claims]

    def when_and_who(self, claims: Iterable[str]) -> str:
        records = self.records(claims)
        names = listed(dict.fromkeys(each.speaker_name for each in records))
        days = list(dict.fromkeys(said_on(each) for each in records))
        if all(each.said_by is None for each in (records[0], records[-1])):
            return f"{names}, {lasted(records[0].said, records[-1].said)}"
        return f"{names}, {days[0] if len(days) == 1 else f'first {days[0]}, last {days[-1]}'}"

    def said(self, question: QuestionDiff, point: Point | Shared, claims: Iterable[str]) -> Iterator[Line]:
        """The last of the claims that take a position most plainly, one with a quote if there is any."""
        claim = self.plainest(question, point, claims)
        yield line(words_of(claim))
        if claim.translation:
            yield line(Text(f"({claim.translation})"))
        yield attribution(claim, self.answer.names)

    def plainest(self, question: QuestionDiff, point: Point | Shared, claims: Iterable[str]) -> ClaimRecord:
        records = [(self.stance(question, point, each), each) for each in self.records(claims)]
        least = min(stance.plainness for stance, _ in records)
        plain = [each for stance, each in records if stance.plainness == least]
        return ([each for each in plain if each.quote] or plain)[-1]

    def stance(self, question: QuestionDiff, point: Point | Shared, claim: ClaimRecord) -> Stance:
        """How a claim takes a position."""
        found = (
            stance
            for answer, stance in taken_on(claim, question.id)
            if answer == point.answer and stance.polarity is point.polarity
        )
        return min(found, key=lambda stance: stance.plainness, default=Stance.ASSERTS)


class _Accounts(_Page):
    """A party, speaker or publication beside another."""

    def title(self) -> str:
        return f"{self.answer.incident.title}: {self.name(self.answer.a)} and {self.name(self.answer.b)}"

    def name(self, account: Account) -> str:
        """The account in a few words, which the other one does not share."""
        if account.without:
            return f"{account.name}, without {self.answer.names.get(account.without, account.without)}"
        if account.sort is not VoiceSort.SOURCE:
            return account.name
        words = f"{account.name}, {day(account.published)}" if account.published else account.name
        alike = (self.answer.a.name, self.answer.a.published) == (self.answer.b.name, self.answer.b.published)
        return f"{words} ({account.id})" if alike else words

    def carried(self) -> bool:
        """Whether the accounts are publications, which carry the words of others."""
        return self.answer.a.sort is VoiceSort.SOURCE

    def blocks(self) -> Iterator[Block]:
        a, b = self.name(self.answer.a), self.name(self.answer.b)
        yield Paragraph(line(Text(self.sums(), Style.MUTED)))
        if self.answer.a.as_of is not None:
            yield from map(Paragraph, stood(self.answer.a.as_of, self.answer.clock))
        for title, anchor, scopes in _CLASHES:
            rows = tuple(self.clash_row(each, scopes) for each in self.answer.questions if _of(each, scopes))
            if rows:
                yield Heading(2, line(title), anchor=anchor)
                yield Table(("Question", a, b), rows, beside=True)
        shared = [(question, each) for question in self.answer.questions for each in question.both]
        if shared:
            yield Heading(2, line("What both carry" if self.carried() else "What both say"), anchor="both")
            yield Table(("Question", a, b), tuple(self.shared_row(*each) for each in shared), beside=True)
        yield from self.wordings([each for _, each in shared])
        for which, name in enumerate((a, b)):
            items = tuple(self.only(which))
            if items:
                yield Heading(2, line(f"Only {name}"), anchor=f"only-{'ab'[which]}")
                yield List(items)

    def sums(self) -> str:
        questions = self.answer.questions
        clash = sum(bool(_of(each, _THEIRS)) for each in questions)
        shift = sum(bool(_of(each, _SHIFTS)) for each in questions)
        relayed = sum(bool(_of(each, _RELAYED) and not _of(each, _THEIRS)) for each in questions)
        both = sum(bool(each.both) for each in questions)
        parts = [f"they clash on {clash or 'none'}"]
        parts += [f"carry words from before and after a shift on {shift}"] if shift else []
        parts += [f"differ only by what others relay on {relayed}"] if relayed else []
        parts.append(f"have something in common on {both or 'none'}")
        return f"{count(len(questions), 'question')}: {listed(parts)}"

    def ask(self, question: QuestionDiff) -> Line:
        return line(question.ask)

    def clash_row(self, question: QuestionDiff, scopes: frozenset[ClashScope]) -> tuple[Cell, ...]:
        rules = dict.fromkeys(map(self.rule, _of(question, scopes)))
        why = line(Text("; ".join(rules), Style.MUTED))
        return (self.ask(question), why), *(self.clash_side(question, which, scopes) for which in (0, 1))

    def rule(self, clash: Clash) -> str:
        return RULES[clash.rule] + (" (in tension)" if clash.strength is Strength.IN_TENSION else "")

    def clash_side(self, question: QuestionDiff, which: int, scopes: frozenset[ClashScope]) -> Cell:
        """The positions of one account that clash, each with its latest words."""
        lines: list[Line] = []
        clashing = self.clashing(question, which, scopes)
        for point in (question.a, question.b)[which].points:
            if _position(point) in clashing:
                lines += self.held(question, point)
        return tuple(lines)

    def clashing(self, question: QuestionDiff, which: int, scopes: frozenset[ClashScope]) -> set[_Held]:
        sides = [clash.between[which] for clash in _of(question, scopes)]
        return {(side.party, side.as_told_by, side.answer, side.polarity) for side in sides}

    def held(self, question: QuestionDiff, point: Point) -> Iterator[Line]:
        who = f"{self.who(point.party, point.as_told_by)}: " if self.carried() or point.as_told_by else ""
        yield line(Text(who + self.label(question, point), Style.STRONG))
        yield from self.said(question, point, point.claims)

    def shared_row(self, question: QuestionDiff, shared: Shared) -> tuple[Cell, ...]:
        who = f"{self.who(shared.party, shared.as_told_by)}: " if shared.party else ""
        stance = Stance.DENIES if shared.polarity is Polarity.DENIES else Stance.ASSERTS
        label = who + answers_of(question).taken(stance, shared.answer)
        return (
            (self.ask(question), line(Text(label, Style.STRONG))),
            tuple(self.shared_side(question, shared, shared.a)),
            tuple(self.shared_side(question, shared, shared.b)),
        )

    def shared_side(self, question: QuestionDiff, shared: Shared, claims: Iterable[str]) -> Iterator[Line]:
        """The words of one account for what both say, and how it says it where that is not plainly."""
        ids = list(claims)
        stance = self.stance(question, shared, self.plainest(question, shared, ids))
        if stance not in (Stance.ASSERTS, Stance.DENIES):
            yield line(Text(f"({how(stance)})", Style.EMPHASIS))
        yield from self.said(question, shared, ids)

    def wordings(self, shared: Iterable[Shared]) -> Iterator[Block]:
        """Paired quotes, word by word."""
        pairs = {(each.a, each.b): each for both in shared for each in both.wordings if each.segments}
        if not pairs:
            return
        yield Heading(2, line("In other words"), anchor="words")
        names = [Text(self.name(self.answer.a), Style.DELETED), Text(self.name(self.answer.b), Style.INSERTED)]
        yield Paragraph(line("Marked is what only one of the two has: ", names[0], " ", names[1]))
        rows = []
        for each in pairs.values():
            speakers = dict.fromkeys(claim.speaker_name for claim in self.records((each.a, each.b)))
            same = all(segment.same for segment in each.segments)
            kinship = "the same words" if same else "one utterance" if each.restated else "two utterances"
            rows.append((cell(listed(speakers), line(Text(kinship, Style.MUTED))), (differing(each.segments),)))
        yield Table(("Who", "Words"), tuple(rows))

    def only(self, which: int) -> Iterator[Line]:
        """What one account alone says, question by question; what clashes stands above."""
        for question in self.answer.questions:
            held, clashing = (question.a, question.b)[which], self.clashing(question, which, frozenset(ClashScope))
            parts = [
                self.point(question, each)
                for each in (question.only_a, question.only_b)[which]
                if _position(each) not in clashing
            ]
            parts += [f"{WITHHELD} ({self.when_and_who(held.withheld)})"] if held.withheld else []
            parts += dict.fromkeys(self.conditional(question, each) for each in self.records(held.conditional))
            if parts:
                yield line(question.ask, " ", Text("; ".join(parts), Style.STRONG))

    def conditional(self, question: QuestionDiff, claim: ClaimRecord) -> str:
        """What a claim takes up on a condition, and on which."""
        words = answers_of(question).taken_by(claim, question.id)
        return f"{on_condition(claim.condition, words, whole=True)} ({self.when_and_who([claim.id])}{self.told(claim)})"

    def point(self, question: QuestionDiff, point: Point) -> str:
        told = as_told([point.as_told_by], self.answer.names)
        return f"{self.label(question, point)} ({self.when_and_who(point.claims)}{told})"


class _Days(_Page):
    """The record, or that of one account, on two days."""

    def title(self) -> str:
        whose = f", {self.answer.a.name}" if self.answer.a.sort is not VoiceSort.RECORD else ""
        return f"{self.answer.incident.title}{whose}: {self.days()}"

    def days(self) -> str:
        return f"as of {day(self.answer.a.as_of)} and of {day(self.answer.b.as_of)}"

    def blocks(self) -> Iterator[Block]:
        happened = "printed" if self.answer.clock is Clock.PUBLISHED else "said"
        words = f"In the sources recorded here, what had been {happened} by the end of each day."
        yield Paragraph(line(Text(words, Style.MUTED)))
        moved = [each for each in self.answer.questions if self.moved(each)]
        if moved:
            header = ("Question", f"As of {day(self.answer.a.as_of)}", f"As of {day(self.answer.b.as_of)}")
            yield Table(header, tuple(self.row(each) for each in moved), beside=True)
        else:
            yield Paragraph(line("Nothing changed between the two days."))
        same = [each.ask for each in self.answer.questions if each not in moved]
        if same:
            yield Paragraph(line(Text(f"The same on both days: {' '.join(same)}", Style.MUTED)))
        for title, claims in (("New", self.new(0, 1)), ("No longer standing", self.new(1, 0))):
            if claims:
                yield Heading(2, line(title), anchor=title.lower().replace(" ", "-"))
                yield Table(("Said", "Who", "Words"), tuple(self.claim_row(each) for each in claims))
        yield from self.left_out()

    def moved(self, question: QuestionDiff) -> bool:
        return bool(question.only_a or question.only_b) or (
            question.a.state,
            question.a.perhaps,
            question.a.withheld,
        ) != (
            question.b.state,
            question.b.perhaps,
            question.b.withheld,
        )

    def row(self, question: QuestionDiff) -> tuple[Cell, ...]:
        fresh = {_position(each) for each in question.only_b}
        gone = {_position(each) for each in question.only_a}
        return cell(question.ask), self.column(question, 0, gone), self.column(question, 1, fresh)

    def column(self, question: QuestionDiff, which: int, marked: set[_Held]) -> Cell:
        """How the question stood and who held what; what the other day does not have stands out."""
        held = (question.a, question.b)[which]
        lines = [line(Text(STATE_TITLES[held.state].lower(), Style.MUTED))] if held.state else []
        lines += [self.position(question, each, strong=_position(each) in marked) for each in held.points]
        lines += [self.position(question, each, perhaps=True) for each in held.perhaps]
        lines += [
            line(f"{name}: {WITHHELD}")
            for name in dict.fromkeys(each.party_name for each in self.records(held.withheld))
        ]
        lines += [line(self.shift(question, each)) for each in held.clashes if each.scope is ClashScope.SHIFT]
        return tuple(lines)

    def shift(self, question: QuestionDiff, clash: Clash) -> str:
        labels = [self.side(question, side) for side in clash.between]
        return f"{self.who(clash.between[0].party, None)}, shift: {labels[0]} → {labels[1]}"

    def position(self, question: QuestionDiff, point: Point, *, strong: bool = False, perhaps: bool = False) -> Line:
        words = f"{self.who(point.party, point.as_told_by)}: {self.label(question, point)}"
        if perhaps:
            return line(Text(f"perhaps {words}", Style.EMPHASIS))
        return line(Text(words, Style.STRONG if strong else Style.PLAIN))

    def new(self, before: int, after: int) -> list[ClaimRecord]:
        """The claims that stand on one of the days only, in order of days."""
        stands = [
            {
                claim
                for each in self.answer.questions
                for point in (each.a, each.b)[which].points
                for claim in point.claims
            }
            for which in (before, after)
        ]
        fresh = stands[1] - stands[0]
        records = [claim for each, claim in self.answer.claims.items() if each in fresh]  # in the order of the file
        return sorted(records, key=lambda each: unknown_last(each.said))

    def claim_row(self, claim: ClaimRecord) -> tuple[Cell, ...]:
        translation = (line(Text(f"({claim.translation})")),) if claim.translation else ()
        return (
            cell(said_on(claim)),
            cell(f"{claim.speaker_name}{self.told(claim)}"),
            (line(words_of(claim)), *translation),
        )

    def left_out(self) -> Iterator[Block]:
        """The claims of which it cannot be told whether they were there yet."""
        names = sorted({*self.answer.a.unordered, *self.answer.b.unordered})
        if not names:
            return
        words = (
            f"{count(len(names), 'claim')} cannot be ordered against one of the two days; what rests on them alone is "
            f"given as “perhaps”: {', '.join(names)}."
        )
        yield Paragraph(line(Text(words, Style.MUTED)))
        if self.answer.clock.value == "published":
            yield Paragraph(line(Text("By the day on which they were said, not printed: --clock said.", Style.MUTED)))


def _position(point: Point) -> _Held:
    return (point.party, point.as_told_by, point.answer, point.polarity)
