"""Wordings that recur, each under its score, with every place where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.blocks import Block, Heading, Line, List, Page, Paragraph, Quoted, Style, Text, line
from claimcheck.pages.crossref import not_read
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import count, listed
from claimcheck.pages.word_diff import differing
from claimcheck.reasoning.word_diff import word_diff
from claimcheck.views.similar import Likeness, Similar, WordingPlace

TITLE = "Nearly the same words"


def similar_page(answer: Similar) -> Page:
    """The page of all wordings that recur between incidents or outlets."""
    blocks: list[Block] = [
        Heading(1, line(TITLE)),
        Paragraph(
            line(
                f"{count(len(answer.items), 'wording')} found in more than one incident or outlet, with scores from "
                f"{answer.least} to 100. A score compares letters, not meaning: one left-out “not” hardly changes it."
            )
        ),
    ]
    for item in answer.items:
        blocks += [Heading(3, line(_score(item))), List((*_printings(item.places), *_printings(item.others)))]
        if item.others and item.alike >= item.within:
            segments = word_diff(item.places[0].text, item.others[0].text)
            blocks.append(Paragraph(line(Text("Word by word: ", Style.MUTED), *differing(segments))))
    return Page(TITLE, (*blocks, *not_read(answer.left_out)))


def _score(item: Likeness) -> str:
    if not item.others:
        words = "100 — the same words"
    elif item.within > item.alike:
        words = f"{item.alike} — the shorter is {item.within} alike to a passage of the longer"
    else:
        words = f"{item.alike}"
    return f"{words} (recorded as one utterance)" if item.same_utterance else words


def _printings(places: tuple[WordingPlace, ...]) -> Iterator[Line]:
    """A line for each claim or title; the outlets that print one claim in the same words share a line."""
    together: dict[tuple[str, str, str], list[WordingPlace]] = {}
    for place in places:
        together.setdefault((place.incident, place.claim or f"source:{place.source}", place.text), []).append(place)
    for same in together.values():
        yield _line(same[0], listed(dict.fromkeys(place.publisher for place in same)))


def _line(place: WordingPlace, publishers: str) -> Line:
    who = f"{place.speaker_name}, {day(place.said)}; {publishers}" if place.speaker_name else publishers
    name = place.claim or place.source
    what = "" if place.claim else f", title of {day(place.published) if place.published else 'unknown day'}"
    return line(
        Quoted(place.text, place.language),
        Text(f" — {who}{what}; ", Style.MUTED),
        Text(f"{place.incident}/{name}", Style.CODE),
    )
