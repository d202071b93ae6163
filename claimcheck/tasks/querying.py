"""A question in SQL, asked of the tables of a collection: those that are there, or those that are made for it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcheck.errors import UnreadableError, UsageError, did_you_mean
from claimcheck.exchange.engines import engine
from claimcheck.exchange.questions import Shipped, questions
from claimcheck.model.collection import Collection
from claimcheck.views.sql import NotRead, SqlAnswer, sql_answer


def query(word: str) -> Shipped:
    """The question that ships with the program by this name; any other query has no name.

    Raises:
        UsageError: it is neither a question, nor a file, nor a query.
        UnreadableError: the file cannot be read.
    """
    shipped = questions()
    return shipped.get(word) or Shipped("", "", _text(word, list(shipped)), ())


def answered(
    asked: Shipped,
    engine_name: str,
    data: str | None,
    memory: int | None,
    collection: Callable[[], Collection],
) -> SqlAnswer:
    """The rows, and the incidents that the tables lack; `data` names tables that are there, else they are made.

    Raises:
        UsageError: the query cannot be answered.
    """
    with _tables(data, collection) as folder, engine(engine_name, folder, memory) as ask:
        found = ask(asked.sql)
        lost = ask("SELECT collection, incident, errors FROM left_out ORDER BY collection, incident")
    left_out = [NotRead(str(name), str(incident), int(str(errors))) for name, incident, errors in lost.rows]
    return sql_answer(found.columns, found.rows, left_out, asked.name or None, asked.asks or None)


def _text(word: str, known: list[str]) -> str:
    """The query that a word is, or names."""
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
def _tables(data: str | None, collection: Callable[[], Collection]) -> Iterator[Path]:
    """A folder of tables: one that is there, or that of the collection, for as long as the block lasts."""
    if data is not None:
        yield Path(data)
        return
    from claimcheck.exchange.parquet import files

    with tempfile.TemporaryDirectory(prefix="claimcheck-tables-") as made:
        for name, content in files(collection(), "claims"):
            path = Path(made) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(made)
