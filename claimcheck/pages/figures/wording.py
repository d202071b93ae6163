"""Who used which loaded word on which day."""

from __future__ import annotations

from claimcheck.blocks import Cell, Figure, Key, Lanes, LaneSpan, Sign, Table, Track, cell, line
from claimcheck.model.when import When
from claimcheck.pages.figures.parties import tracks
from claimcheck.pages.figures.ticks import signs, ticks
from claimcheck.pages.phrases import as_told, count, said_on
from claimcheck.reasoning.wording import UseOfTerm
from claimcheck.views.contrast import Contrast

_KEY: Key = (
    (Sign("A", "", shape=0), "used by party A"),
    (Sign("−A", "", shape=0, hollow=True), "only to reject it"),
    (Sign("(A)", "", shape=0), "as told by another party"),
)


def wording_figure(answer: Contrast) -> Figure | None:
    """Each declared term through time; none where no term is used in a quote."""
    named = tracks(answer)
    lanes: dict[tuple[str, str], int] = {}
    spans: list[LaneSpan] = []
    days: list[When] = []
    rows: list[tuple[Cell, ...]] = []
    for use in answer.terms:
        lane = lanes.setdefault((use.group, use.term), len(lanes))
        for claim in (answer.claims[each] for each in use.claims):
            who = _who(answer, use)
            rows.append((cell(use.term), cell(who), cell(said_on(claim)), cell(claim.publisher)))
            if claim.said is not None:
                days.append(claim.said)
                track = named[use.party]
                letters = f"{'−' if use.rejected else ''}{track.letters}"
                letters = f"({letters})" if use.as_told_by else letters
                words = f"{who}: {use.term}, {said_on(claim)}"
                mark = Sign(letters, words, shape=0, tone=track.tone, hollow=use.rejected, about=claim.said.qualified)
                spans.append(LaneSpan(lane, claim.said.low, claim.said.high, mark, said_on(claim)))
    if not spans:
        return None
    return Figure(
        title="Which word on which day",
        caption=line(
            "A letter is a party, as in the figure of who holds what; a word that is used twice on a day has two marks."
        ),
        alternative=f"A time line of {count(len(lanes), 'loaded word')} by day and party.",
        drawing=Lanes(
            tuple(Track("", term, group=_group(group)) for group, term in lanes),
            tuple(spans),
            ticks(days),
            key=(*_KEY, *signs(spans)),
        ),
        table=Table(("Word", "Used by", "Said", "As printed by"), tuple(rows)),
        anchor="figure-wording",
    )


def _who(answer: Contrast, use: UseOfTerm) -> str:
    name = answer.names.get(use.party, use.party)
    told = as_told([use.as_told_by], answer.names)
    return f"{name}{told}{' (only to reject it)' if use.rejected else ''}"


def _group(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()
