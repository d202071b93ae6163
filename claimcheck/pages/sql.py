"""The rows that an engine answered, as one table."""

from __future__ import annotations

import json

from claimcheck.blocks import Block, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.pages.phrases import count, listed
from claimcheck.views.sql import SqlAnswer, Value

_NOTHING = "—"


def sql_page(answer: SqlAnswer) -> Page:
    """The page of an answer in SQL: its columns under their own names."""
    blocks: list[Block] = [Paragraph(line(answer.asks))] if answer.asks else []
    if answer.items:
        rows = tuple(tuple(cell(_words(item[each])) for each in answer.columns) for item in answer.items)
        numeric = frozenset(at for at, each in enumerate(answer.columns) if _numeric([i[each] for i in answer.items]))
        blocks.append(Table(answer.columns, rows, numeric=numeric))
    else:
        blocks.append(Paragraph(line(Text("No rows.", Style.MUTED))))
    if answer.left_out:
        names = listed([f"{each.collection}/{each.incident}" for each in answer.left_out])
        blocks.append(
            Paragraph(line(Text(f"Not read: {count(len(answer.left_out), 'incident')} ({names}).", Style.MUTED)))
        )
    return Page(answer.question or "SQL", tuple(blocks))


def _numeric(values: list[Value]) -> bool:
    known = [each for each in values if each is not None]
    return bool(known) and all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in known)


def _words(value: Value) -> str:
    match value:
        case None | "":
            return _NOTHING
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
