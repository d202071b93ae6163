"""Proposals of an article, for a person to read before judging them."""

from __future__ import annotations

from claimcheck.blocks import Block, Cell, Heading, Page, Paragraph, Quoted, Style, Table, Text, cell, line
from claimcheck.copies.draft import Draft, ProposedWords
from claimcheck.copies.names import RecognisedBy
from claimcheck.copies.speech import SpeechKind
from claimcheck.pages.phrases import count

RECOGNISED = {
    RecognisedBy.NAME: "by name",
    RecognisedBy.ALIAS: "by alias",
    RecognisedBy.SURNAME: "by surname",
    RecognisedBy.PRONOUN: "by pronoun: check who is meant",
    RecognisedBy.CONTINUED: "goes on from the words before",
}


def draft_page(answer: Draft) -> Page:
    """The page of a draft: a row a proposal, in the order of the article."""
    title = f"Proposed for {answer.incident}"
    blocks: list[Block] = [Heading(1, line(title)), Paragraph(line(Text(answer.source, Style.CODE)))]
    if answer.items:
        header = ("Line", "Who", "Cue", "Words", "Recorded as")
        blocks.append(Table(header, tuple(map(_row, answer.items)), numeric=frozenset({0})))
    quotations = sum(each.kind is SpeechKind.QUOTATION for each in answer.items)
    known = sum(each.recorded is not None for each in answer.items)
    counts = (
        f"{count(quotations, 'quotation')} · {count(len(answer.items) - quotations, 'reported sentence')} · "
        f"{known} recorded already"
    )
    blocks.append(Paragraph(line(counts)))
    return Page(title, tuple(blocks))


def remark(proposal: ProposedWords) -> str:
    """Why somebody is proposed as the speaker, in a sentence for the note of a draft."""
    written = (
        f"speaker as written: {proposal.speaker_as_written}" if proposal.speaker_as_written else "no speaker named"
    )
    cue = f"cue: {proposal.cue}" if proposal.cue else "no cue"
    by = f" ({RECOGNISED[proposal.by]})" if proposal.by else ""
    return f"Proposed; {cue}; {written}{by}."


def _row(proposal: ProposedWords) -> tuple[Cell, ...]:
    who = cell(proposal.speaker or "—")
    if proposal.speaker_as_written:
        who += (line(Text(proposal.speaker_as_written, Style.MUTED)),)
    if proposal.by:
        who += (line(Text(RECOGNISED[proposal.by], Style.MUTED)),)
    words = Quoted(proposal.words) if proposal.kind is SpeechKind.QUOTATION else Text(proposal.words)
    return (
        cell(f"{proposal.line:,}"),
        who,
        cell(proposal.cue or "—"),
        cell(line(words)),
        cell(proposal.recorded or ""),
    )
