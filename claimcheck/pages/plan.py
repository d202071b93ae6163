"""An import: what would be written, row by row, what is there already, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimcheck.blocks import Block, Heading, Page, Paragraph, Table, cell, line
from claimcheck.pages.phrases import count
from claimcheck.views.plan import Plan, PlannedRow, Trouble

SHOWN = 20
"""Rows of a table, unless all are asked for."""
_WHAT = {
    "claims": ("claim", "claims"),
    "sources": ("source", "sources"),
    "speakers": ("speaker", "speakers"),
    "parties": ("party", "parties"),
    "questions": ("question", "questions"),
}


def plan_page(plan: Plan, *, full: bool = False) -> Page:
    """The page of a plan; with `full`, every row of it."""
    blocks: list[Block] = [Paragraph(line(_summary(plan)))]
    if plan.troubles:
        blocks += [Heading(2, line("What stands in the way")), _troubles(plan.troubles, full=full)]
        blocks += _more(len(plan.troubles), full=full)
    if plan.duplicates:
        rows = tuple(
            (cell(str(each.row)), cell(each.id), cell(each.same_as)) for each in _first(plan.duplicates, full=full)
        )
        blocks += [
            Heading(2, line("Said already, and left out")),
            Table(("Row", "Id", "Same as"), rows, numeric=frozenset({0})),
        ]
        blocks += _more(len(plan.duplicates), full=full)
    if plan.warnings:
        blocks += [Heading(2, line("Warnings")), _troubles(plan.warnings, full=full, word="Warning")]
        blocks += _more(len(plan.warnings), full=full)
    if plan.items:
        title = "Written" if plan.written else "The other rows" if plan.troubles else "Would be written"
        blocks += [Heading(2, line(title)), _entries(plan, full=full)]
        blocks += _more(len(plan.items), full=full)
    return Page(f"Import of {plan.file}", tuple(blocks))


def _summary(plan: Plan) -> str:
    parts = [
        f"{count(plan.rows, 'row', 'rows')} in {plan.file}",
        f"{count(len(plan.items), *_WHAT[plan.kind])} {'written' if plan.written else 'to write'}",
    ]
    if plan.duplicates:
        parts.append(f"{len(plan.duplicates):,} said already")
    if plan.troubles:
        parts.append(f"{count(len(plan.troubles), 'problem', 'problems')} in the way")
    return ", ".join(parts) + "."


def _troubles(found: tuple[Trouble, ...], *, full: bool, word: str = "Problem") -> Table:
    rows = tuple(
        (
            cell(str(each.row) if each.row else "—"),
            cell(each.column or "—"),
            cell(
                f"{each.message}{' ' if each.message.endswith('?') else '; '}{each.hint}" if each.hint else each.message
            ),
        )
        for each in _first(found, full=full)
    )
    return Table(("Row", "Column", word), rows, numeric=frozenset({0}))


def _told_with_hint(each: Trouble) -> str:
    if not each.hint:
        return each.message
    return f"{each.message} {each.hint}" if each.message.endswith("?") else f"{each.message}; {each.hint}"


def _entries(plan: Plan, *, full: bool) -> Table:
    entries: tuple[PlannedRow, ...] = _first(plan.items, full=full)
    rows = tuple(
        (
            cell(str(each.row)),
            cell(f"{each.incident}/{each.id}" if each.incident else each.id),
            *(cell(text or "—") for text in _told(plan.kind, each.record)),
        )
        for each in entries
    )
    header = {
        "claims": ("Speaker", "Stance", "Words"),
        "sources": ("Publisher", "Published", "Title"),
        "speakers": ("Name", "Party", "Role"),
        "parties": ("Name", "Note"),
        "questions": ("Question", "Kind", "Answers"),
    }[plan.kind]
    return Table(("Row", "Id", *header), rows, numeric=frozenset({0}))


def _told(kind: str, record: Mapping[str, Any]) -> tuple[str, ...]:
    if kind == "sources":
        return record.get("publisher", ""), record.get("published", ""), record.get("title", "")
    if kind == "speakers":
        return record.get("name", ""), record.get("party", ""), record.get("role", "")
    if kind == "parties":
        return record.get("name", ""), record.get("note", "")
    if kind == "questions":
        return record.get("ask", ""), record.get("kind", "choice"), ", ".join(record.get("answers") or {})
    stance = "draft" if record.get("draft") else "; ".join(_stances(record.get("stance") or {}))
    return record.get("speaker", ""), stance, record.get("quote") or record.get("text") or ""


def _stances(stance: Mapping[str, Any]) -> list[str]:
    found = []
    for word, about in stance.items():
        pairs = (
            ", ".join(f"{question}: {_joined(answer)}" for question, answer in about.items())
            if isinstance(about, dict)
            else _joined(about)
        )
        found.append(f"{word} {pairs}")
    return found


def _joined(value: Any) -> str:  # noqa: ANN401 - one word, or several
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _first(rows: tuple[Any, ...], *, full: bool) -> tuple[Any, ...]:
    return rows if full else rows[:SHOWN]


def _more(number: int, *, full: bool) -> list[Block]:
    return [Paragraph(line(f"… and {number - SHOWN:,} more (`--full`)."))] if number > SHOWN and not full else []
