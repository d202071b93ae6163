"""Lists: one table per kind of thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claimcheck.blocks import Block, Cell, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.when import When
from claimcheck.pages.claims import stance_ids
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import STATE_TITLES, count, words_of
from claimcheck.views.listing import Claims, Listing

Column = tuple[str, Callable[[Any], Cell]]


def _when(when: When | None) -> Cell:
    return cell(day(when)) if when is not None else cell("—")


def _plain(name: str) -> Callable[[Any], Cell]:
    return lambda row: cell(str(getattr(row, name) or "—"))


def _number(name: str) -> Callable[[Any], Cell]:
    return lambda row: cell(f"{getattr(row, name):,}")


def _joined(name: str) -> Callable[[Any], Cell]:
    return lambda row: cell(", ".join(getattr(row, name)) or "—")


def _who(row: Any) -> Cell:  # noqa: ANN401 - a row of any listing
    told = f" (via {', '.join(row.via)})" if row.via else ""
    return cell(f"{row.speaker}{told}")


_COLUMNS: dict[str, tuple[Column, ...]] = {
    "incidents": (
        ("Incident", _plain("id")),
        ("Date", lambda row: _when(row.date)),
        ("Place", _plain("place")),
        ("Claims", _number("claims")),
        ("Parties", _number("parties")),
        ("Questions", _number("questions")),
        ("Contested", _number("contested")),
    ),
    "speakers": (
        ("Speaker", _plain("id")),
        ("Name", _plain("name")),
        ("Party", _plain("party")),
        ("Role", _plain("role")),
        ("Claims", _number("claims")),
    ),
    "parties": (
        ("Party", _plain("id")),
        ("Name", _plain("name")),
        ("Speakers", _number("speakers")),
        ("Claims", _number("claims")),
        ("Incidents", _joined("incidents")),
    ),
    "sources": (
        ("Source", lambda row: cell(f"{row.incident}/{row.id}")),
        ("Publisher", _plain("publisher")),
        ("Published", lambda row: _when(row.published)),
        ("Claims", _number("claims")),
    ),
    "questions": (
        ("Question", lambda row: cell(f"{row.incident}/{row.id}")),
        ("Asks", _plain("ask")),
        ("State", lambda row: cell(STATE_TITLES[row.state])),
        ("Parties", _number("parties")),
        ("Claims", _number("claims")),
    ),
    "themes": (
        ("Theme", _plain("id")),
        ("Asks", _plain("ask")),
        ("Answers", _joined("answers")),
        ("Asked in", _joined("questions")),
    ),
    "terms": (
        ("Incident", _plain("incident")),
        ("Term", _plain("term")),
        ("Used by", lambda row: cell(row.party + (f" (as told by {row.as_told_by})" if row.as_told_by else ""))),
        ("Times", _number("count")),
        ("First", lambda row: _when(row.first)),
        ("Rejected", lambda row: cell("yes" if row.rejected else "no")),
    ),
}
_NUMERIC = frozenset({"Claims", "Parties", "Questions", "Contested", "Speakers", "Times"})


def _columns(answer: Listing[Any], kind: str) -> tuple[Column, ...]:
    if not isinstance(answer, Claims):
        return _COLUMNS[kind]
    return (
        ("Claim", lambda row: cell(f"{row.incident}/{row.id}")),
        ("Said", lambda row: _when(row.said)),
        ("Speaker", _who),
        ("Stance", lambda row: cell(stance_ids(row, answer.asked))),
        ("Words", lambda row: cell(line(words_of(row)))),
    )


def listing_page(answer: Listing[Any], kind: str) -> Page:
    """The page of a list of one kind of thing."""
    blocks: list[Block] = []
    if answer.items or answer.left_out:
        columns = _columns(answer, kind)
        rows = [tuple(cells(item) for _, cells in columns) for item in answer.items]
        if kind == "incidents":
            rows += [
                (cell(each.incident), cell("not read"), *([cell("—")] * (len(columns) - 2))) for each in answer.left_out
            ]
        header = tuple(title for title, _ in columns)
        numeric = frozenset(place for place, title in enumerate(header) if title in _NUMERIC)
        if rows:
            blocks.append(Table(header, tuple(rows), numeric=numeric))
    if not blocks:
        blocks.append(Paragraph(line(Text(f"No {kind} to show.", Style.MUTED))))
    if answer.left_out:
        names = ", ".join(each.incident for each in answer.left_out)
        blocks.append(
            Paragraph(line(Text(f"Not read: {count(len(answer.left_out), 'incident')} ({names}).", Style.MUTED)))
        )
    return Page(kind, tuple(blocks))
