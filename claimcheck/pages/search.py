"""Hits in their context, the words that were found standing out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Inline, Line, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.keys import Sort
from claimcheck.pages.crossref import not_read
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import attribution, count
from claimcheck.views.search import FoundIn, Hit, Search

_TITLES = {
    Sort.INCIDENT: "Incidents",
    Sort.SPEAKER: "Speakers",
    Sort.PARTY: "Parties",
    Sort.SOURCE: "Sources",
    Sort.CLAIM: "Claims",
}
_MARKS = {"quote": ("“", "”"), "translation": ("(", ")")}


def search_page(answer: Search) -> Page:
    """The page of all hits."""
    wanted = ", ".join(f"“{each.text}”" if each.phrase else each.text for each in answer.terms)
    title = f"Search: {wanted}"
    blocks: list[Block] = [Heading(1, line(title)), Paragraph(line(count(len(answer.items), "hit")))]
    for sort, group in groupby(answer.items, key=lambda hit: hit.sort):
        hits = list(group)
        blocks += [Heading(2, line(_TITLES[sort]), anchor=f"found-{sort}")]
        if sort is Sort.CLAIM:
            rows = tuple((cell(day(hit.claim.said if hit.claim else None)), _claim(answer, hit)) for hit in hits)
            blocks.append(Table(("Said", "Words"), rows))
        else:
            rows = tuple((cell(_full_id(hit)), tuple(_passages(hit))) for hit in hits)
            blocks.append(Table((sort.value.capitalize(), "Found in"), rows))
    return Page(title, (*blocks, *not_read(answer.left_out)))


def _full_id(hit: Hit) -> str:
    return hit.id if hit.incident in (None, hit.id) else f"{hit.incident}/{hit.id}"


def _claim(answer: Search, hit: Hit) -> Cell:
    about = [attribution(hit.claim, answer.names)] if hit.claim else []
    return (*_passages(hit), *about, line(Text(_full_id(hit), Style.CODE)))


def _passages(hit: Hit) -> Iterator[Line]:
    for passage in hit.passages:
        if passage.field != "speaker":  # who speaks is said in the line below
            yield marked_words(passage)


def marked_words(passage: FoundIn) -> Line:
    """A whole text, uncut, with what was found in it standing out."""
    before, after = _MARKS.get(passage.field, ("", ""))
    parts: list[str | Inline] = [before]
    at = 0
    for start, end in passage.marks:
        parts += [passage.text[at:start], Text(passage.text[start:end], Style.STRONG)]
        at = end
    return line(*parts, passage.text[at:], after)
