"""Ask in SQL: a question that ships with the program, a file, or a query, on DuckDB or on Spark.

QUESTION is one of contested, positions, silent, shifts, clashes, crossref, wording, origins, or one that these are
built on; or a file; or the text of one SELECT. It asks the tables of docs/reference/tables.md, and other questions by
their names. The tables are those of the collection or, with --data, those that `claimcheck export parquet` wrote. Both
engines give the same rows; they come with the extras `duckdb` and `spark`. DuckDB sees the tables and no other file;
Spark can do more, so give it no query of a stranger's.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.errors import UnreadableError, UsageError, did_you_mean


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
    from claimcheck.exchange.engines import engine
    from claimcheck.exchange.questions import questions
    from claimcheck.pages.sql import sql_page
    from claimcheck.views.sql import NotRead, sql_answer

    known = questions().get(question)
    sql = known.sql if known else _text(question, list(questions()))
    if show:
        screen.deliver(sql, call.output)
        return
    if data is not None and (call.claims is not None or call.public or call.strict):
        raise UsageError("--data names tables that are made; --claims, --public and --strict are about making them")
    with _tables(data, call) as folder, engine(engine_name, folder, memory) as ask:
        found = ask(sql)
        lost = ask("SELECT collection, incident, errors FROM left_out ORDER BY collection, incident")
    left_out = [NotRead(str(name), str(incident), int(str(errors))) for name, incident, errors in lost.rows]
    record = sql_answer(
        found.columns, found.rows, left_out, known.name if known else None, known.asks if known else None
    )
    call.answer(record, lambda: sql_page(record))


def _text(word: str, known: list[str]) -> str:
    """The query that a word is, or names.

    Raises:
        UsageError: it is neither a question, nor a file, nor a query.
        UnreadableError: the file cannot be read.
    """
    path = Path(word)
    if len(word.split()) > 1 and path.suffix != ".sql":
        return word
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UnreadableError(f"`{word}` cannot be read: {reason}") from error
    hint = did_you_mean(word, known) or f"known: {', '.join(known)}"
    raise UsageError(f"`{word}` is no question that ships, no file, and no query", hint)


@contextmanager
def _tables(data: str | None, call: Call) -> Iterator[Path]:
    """A folder of tables: one that is there, or that of the collection, for as long as the block lasts."""
    if data is not None:
        yield Path(data)
        return
    from claimcheck.exchange.parquet import files

    with tempfile.TemporaryDirectory(prefix="claimcheck-tables-") as made:
        for name, content in files(call.collection(), "claims"):
            path = Path(made) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(made)
