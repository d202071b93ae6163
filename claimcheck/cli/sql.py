"""Ask in SQL: a question that ships with the program, a file, or a query, on DuckDB or on Spark.

QUESTION is one of contested, positions, silent, shifts, clashes, crossref, wording, origins, or one that these are
built on; or a file; or the text of one SELECT. It asks the tables of docs/reference/tables.md, and other questions by
their names. The tables are those of the collection or, with --data, those that `claimcheck export parquet` wrote. Both
engines give the same rows; they come with the extras `duckdb` and `spark`. DuckDB sees the tables and no other file;
Spark can do more, so give it no query of a stranger's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.errors import UsageError


class Engine(StrEnum):
    """Who answers."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def command(
    call: Call,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A shipped question, a file, or a SELECT.")],
    engine_name: Annotated[Engine, typer.Option("--engine", help="Who answers.")] = Engine.DUCKDB,
    data: Annotated[str | None, typer.Option("--data", metavar="DIR", help="Tables that were exported.")] = None,
    memory: Annotated[
        int | None, typer.Option("--memory", metavar="GB", min=1, help="Gigabytes that the engine may take.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Print the SQL instead of asking it.")] = False,
) -> None:
    """Run the command."""
    from claimcheck.pages.sql import sql_page
    from claimcheck.tasks.querying import answered, query

    asked = query(question)
    if show:
        screen.deliver(asked.sql, call.output)
        return
    if data is not None and (call.claims is not None or call.public or call.strict):
        raise UsageError("--data names tables that are made; --claims, --public and --strict are about making them")
    record = answered(asked, engine_name, data, memory, call.collection)
    call.answer(record, lambda: sql_page(record))
