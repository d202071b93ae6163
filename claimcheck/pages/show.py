"""One thing, whole: what was written of it, its claims, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.blocks import Block, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.incident import Answer, Changes, Incident
from claimcheck.model.record import Record
from claimcheck.model.source import Source
from claimcheck.model.stance import Polarity
from claimcheck.pages.claims import claim_blocks, fact
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import STATE_TITLES, answer_label, as_told, count, flavour, listed
from claimcheck.reasoning.positions import Position
from claimcheck.views.contrast import QuestionRecord
from claimcheck.views.show import Show

_LARGE = frozenset({"claims", "questions", "sources", "terms", "stance", "answers", "title", "name", "ask", "id"})
"""Keys that have a place of their own on the page."""


def show_page(answer: Show) -> Page:
    """The page of one thing."""
    blocks: list[Block] = [Heading(1, line(answer.title)), Paragraph(_whereabouts(answer))]
    facts = [] if answer.sort == "claim" else list(_facts(answer.record))
    if facts:
        blocks.append(List(tuple(line(Text(f"{key}: ", Style.MUTED), words) for key, words in facts)))
    answers = getattr(answer.record, "answers", None)
    if answers:
        words = {key: each if isinstance(each, str) else _answer(each) for key, each in answers.items()}
        blocks += [Heading(2, line("Answers"))]
        blocks.append(List(tuple(line(Text(key, Style.CODE), f" — {text}") for key, text in words.items())))
    if answer.questions:
        blocks += [Heading(2, line("Questions" if answer.sort == "incident" else "Who holds what")), _table(answer)]
    if isinstance(answer.record, Incident):
        blocks += _answers(answer.record)
    if answer.claims:
        blocks.append(Heading(2, line("Claims" if len(answer.claims) > 1 else "Claim")))
        blocks += claim_blocks(answer.claims, answer.names, answer.asked, incident=answer.incident is None)
    if answer.references:
        blocks.append(Heading(2, line("Referred to by")))
        items = [line(f"{each.sort} ", Text(each.id, Style.CODE), f" ({each.by})") for each in answer.references]
        blocks.append(List(tuple(items)))
    if isinstance(answer.record, Incident):
        blocks += _rest_of(answer.record)
    return Page(answer.title, tuple(blocks))


def _answers(incident: Incident) -> Iterator[Block]:
    """The questions of an incident once more, each with what else was written of it and with its answers."""
    items: list[tuple[int, Line]] = []
    for question in incident.questions.values():
        facts = "; ".join(f"{key}: {words}" for key, words in _facts(question) if key != "note")
        items.append((0, line(Text(question.id, Style.CODE), Text(f" ({facts})" if facts else "", Style.MUTED))))
        items += [(1, line(Text(key, Style.CODE), f" — {_answer(each)}")) for key, each in question.answers.items()]
        items += [(1, line(Text(f"Note: {question.note}", Style.MUTED)))] if question.note else []
    if items:
        yield Heading(2, line("Answers"))
        yield List(tuple(words for _, words in items), depths=tuple(depth for depth, _ in items))


def _answer(answer: Answer) -> str:
    """An answer and how it lies to the others."""
    how = [f"within {answer.within}"] * (answer.within is not None)
    how += [f"excludes {', '.join(answer.excludes)}"] * bool(answer.excludes)
    return f"{answer.words} ({'; '.join(how)})" if how else answer.words


def _rest_of(incident: Incident) -> Iterator[Block]:
    """The terms and the sources of an incident."""
    if incident.terms:
        yield Heading(2, line("Terms"))
        yield List(
            tuple(
                line(f"{group}: ", "; ".join(f"{term} ({', '.join(forms)})" for term, forms in terms.items()))
                for group, terms in incident.terms.items()
            )
        )
    if incident.sources:
        yield Heading(2, line("Sources"))
        items = [item for each in incident.sources.values() for item in _source(each)]
        yield List(tuple(words for _, words in items), depths=tuple(depth for depth, _ in items))


def _source(source: Source) -> Iterator[tuple[int, Line]]:
    """A source, and below it what it repeats and the note of it."""
    title = f": {source.title}" if source.title else ""
    yield 0, line(Text(source.id, Style.CODE), f" — {source.publisher}{title}, {day(source.published)}")
    if source.derived_from:
        yield 1, line(Text(f"Derived from: {', '.join(source.derived_from)}", Style.MUTED))
    if source.note:
        yield 1, line(Text(f"Note: {source.note}", Style.MUTED))


def _whereabouts(answer: Show) -> tuple[Text, ...]:
    name = f"{answer.incident}/{answer.id}" if answer.incident and answer.sort != "incident" else answer.id
    claims = f" · {count(len(answer.claims), 'claim')}" if answer.sort != "claim" else ""
    return (
        Text(str(answer.sort)),
        Text(" "),
        Text(name, Style.CODE),
        Text(f"{claims} · {answer.location}", Style.MUTED),
    )


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    """What was written of a thing and has no place of its own: each key, and its value in words."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in _LARGE or value in (None, (), {}, field.default):
            continue
        yield (field.alias or name).replace("_", " "), fact(value)


def _table(answer: Show) -> Table:
    if answer.sort == "incident":
        asked = tuple(
            (
                cell(each.id),
                cell(each.ask),
                cell(STATE_TITLES[each.state]),
                cell(_voices(answer, each)),
            )
            for each in answer.questions
        )
        return Table(("Question", "Asks", "State", "Positions of"), asked)
    question = answer.questions[0]
    rows = tuple(
        (cell(_holder(answer, position.party, position.as_told_by)), cell(_held(question, position)))
        for position in question.positions
    )
    silent = tuple((cell(answer.names.get(party, party)), cell("no statement recorded")) for party in question.silent)
    return Table(("Who", "Holds"), rows + silent, caption=STATE_TITLES[question.state])


def _voices(answer: Show, question: QuestionRecord) -> str:
    own = [position.party for position in question.positions if position.as_told_by is None and position.path]
    return listed(answer.names.get(party, party) for party in own) or "nobody"


def _held(question: QuestionRecord, position: Position) -> str:
    """What stands of a position, and what else there is to know of it."""
    taken = [
        _taken(question, position, answer, polarity)
        for polarity, answers in ((Polarity.AFFIRMS, position.affirms), (Polarity.DENIES, position.denies))
        for answer in answers
    ]
    remarks = (
        *(("shifted",) if question.left(position) else ()),
        *(("withheld",) if position.withheld else ()),
    )
    words = "; ".join(taken)
    held = f"{words} — {', '.join(remarks)}" if words and remarks else words or listed(remarks)
    more = ("and more on a condition" if held else "on a condition") if position.conditional else ""
    return "; ".join(filter(None, (held, more)))


def _taken(question: QuestionRecord, position: Position, answer: str, polarity: Polarity) -> str:
    """An answer in short, and how it is taken where no words take it plainly.

    Where the fact itself changes only the last words count: what was said plainly before them no longer stands.
    """
    steps = [step for step in position.path if (step.answer, step.polarity, step.replaced) == (answer, polarity, False)]
    if question.changes != Changes.NO:
        steps = [step for step in steps if step.day == steps[-1].day]
    label = answer_label(question.kind, answer, polarity, question.unit)
    how = [flavour(step.stance) for step in steps]
    return label if "" in how else f"{label} ({how[-1]})"


def _holder(answer: Show, party: str, teller: str | None) -> str:
    return f"{answer.names.get(party, party)}{as_told([teller], answer.names)}"
