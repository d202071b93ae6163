"""Who used which loaded word on which day."""

from __future__ import annotations

from claimcheck.blocks import Cell, Figure, Key, Lanes, Mark, Span, Table, Track, cell, line
from claimcheck.model.when import When
from claimcheck.pages.dates import day
from claimcheck.pages.figures.parties import tracks
from claimcheck.pages.figures.ticks import ticks
from claimcheck.pages.phrases import as_told, count
from claimcheck.reasoning.wording import Use
from claimcheck.views.contrast import Contrast

_KEY: Key = (
    (Mark("A", "", shape=0), "used by party A"),
    (Mark("−A", "", shape=0, hollow=True), "only to reject it"),
    (Mark("(A)", "", shape=0), "as told by another party"),
)


def wording_figure(answer: Contrast) -> Figure | None:
    """Each declared term through time; none where no term is used in a quote."""
    named = tracks(answer)
    lanes: dict[tuple[str, str], int] = {}
    found: dict[tuple[object, ...], Span] = {}
    days: list[When] = []
    rows: list[tuple[Cell, ...]] = []
    for use in answer.terms:
        lane = lanes.setdefault((use.group, use.term), len(lanes))
        for claim in (answer.claims[each] for each in use.claims):
            who = _who(answer, use)
            rows.append((cell(use.term), cell(who), cell(day(claim.said, by=claim.said_by)), cell(claim.publisher)))
            if claim.said is not None:
                days.append(claim.said)
                track = named[use.party]
                letters = f"{'−' if use.rejected else ''}{track.letters}"
                letters = f"({letters})" if use.as_told_by else letters
                words = f"{who}: {use.term}, {day(claim.said, by=claim.said_by)}"
                mark = Mark(letters, words, shape=0, tone=track.tone, hollow=use.rejected)
                span = Span(lane, claim.said.low, claim.said.high, mark, day(claim.said, by=claim.said_by))
                found.setdefault((lane, claim.said.text, letters, use.rejected), span)
    if not found:
        return None
    spans = tuple(found.values())
    return Figure(
        title="Which word on which day",
        caption=line(
            "A letter is a party, as in the figure of who holds what; a word used twice on a day is one mark."
        ),
        alternative=f"A time line of {count(len(lanes), 'loaded word')} by day and party.",
        drawing=Lanes(
            tuple(Track("", term, group=_group(group)) for group, term in lanes), spans, ticks(days), key=_KEY
        ),
        table=Table(("Word", "Used by", "Said", "As printed by"), tuple(rows)),
        anchor="figure-wording",
    )


def _who(answer: Contrast, use: Use) -> str:
    name = answer.names.get(use.party, use.party)
    told = as_told([use.as_told_by], answer.names)
    return f"{name}{told}{' (only to reject it)' if use.rejected else ''}"


def _group(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()
