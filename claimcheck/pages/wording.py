"""Terms by party, with the outlets whose rendering they may be; rejected ones apart; who had each of them first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Inline, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.pages.crossref import not_read
from claimcheck.pages.dates import bounded
from claimcheck.pages.phrases import as_told, count, listed, spoken
from claimcheck.views.wording import Career, Rendering, TermUse, User, Wording


def wording_page(answer: Wording) -> Page:
    """The page of the terms of one incident, or of one theme."""
    name = answer.incident or answer.theme or ""
    times = sum(use.count for use in (*answer.uses, *answer.rejected))
    uses = f" · {count(times, 'use')} of declared terms in quotes"
    blocks: list[Block] = [
        Heading(1, line(f"Words for it: {answer.title}")),
        Paragraph(line(Text(name, Style.CODE), Text(uses, Style.MUTED))),
    ]
    if not answer.uses and not answer.rejected:
        blocks.append(Paragraph(line("No declared term is used in a quote.")))
    if answer.uses:
        blocks += [Heading(2, line("Used"), anchor="used"), _table(answer, answer.uses)]
    if answer.rejected:
        blocks += [Heading(2, line("Used only to reject it"), anchor="rejected"), _table(answer, answer.rejected)]
    if answer.careers:
        blocks += [Heading(2, line("First on record"), anchor="first"), List(tuple(_careers(answer)))]
    blocks += (Paragraph(line(Text(each, Style.MUTED))) for each in _remarks(answer))
    return Page(name, (*blocks, *not_read(answer.left_out)))


def _remarks(answer: Wording) -> Iterator[str]:
    """How to read what stands above."""
    uses = (*answer.uses, *answer.rejected)
    restated = next((each for each in uses if each.count != each.utterances), None)
    if any(spoken(use.term, use.form) for use in uses):
        yield "In quotation marks: the form that was printed first, where it is not the term's id."
    if restated is not None:
        numbers = f"{count(restated.count, 'claim')}, but {count(restated.utterances, 'utterance')}"
        yield f"{_times(restated)} under Times: {numbers}, for a claim may restate another."
    if uses:
        yield "Where somebody spoke another language than an outlet prints, the choice of the word is the outlet's."


def _table(answer: Wording, uses: Iterable[TermUse]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for term, group in groupby(uses, key=lambda use: use.term):
        for at, use in enumerate(group):
            incident = (cell(use.incident),) if answer.theme else ()
            rows.append(
                (
                    cell(line(*_term(term, use.form, again=at > 0))),
                    *incident,
                    cell(_name(answer, use.party, use.as_told_by)),
                    cell(_times(use)),
                    cell(bounded(use.first, use.first_by)),
                    cell(listed(map(_rendering, use.printed_by))),
                )
            )
    header = ("Term", *(("Incident",) if answer.theme else ()), "Used by", "Times", "First", "As printed by")
    return Table(header, tuple(rows), numeric=frozenset({header.index("Times")}))


def _term(term: str, form: str, *, again: bool) -> Iterator[Inline]:
    """A term, and the form that was printed where it is another; in further rows of the term that form alone."""
    other = spoken(term, form)
    if not again:
        yield Text(term, Style.STRONG)
        yield Text(" " if other else "")
    yield Text(f"({other})" if other else "")


def _times(use: TermUse) -> str:
    return f"{use.count:,}" if use.count == use.utterances else f"{use.count:,} ({use.utterances:,})"


def _rendering(each: Rendering) -> str:
    return f"{each.publisher} ({each.language})" if each.language else each.publisher


def _careers(answer: Wording) -> Iterable[Line]:
    for career in answer.careers:
        where = f" ({career.incident})" if answer.theme else ""
        yield line(Text(career.term, Style.STRONG), f"{where}: {_career(answer, career)}")


def _career(answer: Wording, career: Career) -> str:
    first = listed(_user(answer, career.term, user) for user in career.brought_in)
    if len(career.brought_in) > 1:
        first = f"{first}, in an order that cannot be told"
    later = listed(_user(answer, career.term, user) for user in career.taken_up)
    return f"{first}; later {later}" if later else first


def _user(answer: Wording, term: str, user: User) -> str:
    remarks = (spoken(term, user.form), bounded(user.first, user.first_by))
    return f"{_name(answer, user.party, user.as_told_by)} ({', '.join(filter(None, remarks))})"


def _name(answer: Wording, party: str, teller: str | None) -> str:
    return f"{answer.names.get(party, party)}{as_told([teller], answer.names)}"
