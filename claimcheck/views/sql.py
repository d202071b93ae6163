"""What an engine answered to a question in SQL: rows under the names of their columns.

The engine has done the work; this is only the form in which an answer leaves. Cost: in proportion to the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.frozen import frozen

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


@frozen
class NotRead:
    """An incident of one of the collections that could not be read, and how many errors it has."""

    collection: str
    incident: str
    errors: int


@frozen
class SqlAnswer:
    """The rows of an answer, each an object with a value for every column; `asks` says what was asked, if it ships."""

    schema: str
    question: str | None
    asks: str | None
    columns: tuple[str, ...]
    items: tuple[dict[str, Value], ...]
    left_out: tuple[NotRead, ...]


def sql_answer(
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    left_out: Iterable[NotRead] = (),
    question: str | None = None,
    asks: str | None = None,
) -> SqlAnswer:
    """The answer to a query; `question` and `asks` name it if it is one that ships with the program."""
    items = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    return SqlAnswer("claimcheck/sql/1", question, asks, tuple(columns), items, tuple(left_out))
