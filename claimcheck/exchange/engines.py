"""DuckDB and Spark, asked in SQL about a folder of tables: the only module that knows either.

Every table of the folder has its plain name in SQL, and so has every shipped question; what a question is built on is
made once, when it is first asked for, in a temporary folder if it is large. An engine runs one SELECT at a time and
nothing else. What it sees and what it can do: `docs/decisions/0020-sql-files.md`.
"""

from __future__ import annotations

import contextlib
import glob
import json
import logging
import math
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from claimcheck.characters.patterns import lazy
from claimcheck.errors import UnreadableError, UsageError
from claimcheck.exchange.parquet import LABEL, SCHEMA
from claimcheck.exchange.questions import needed
from claimcheck.exchange.tables import TABLES, TableShape
from claimcheck.frozen import frozen

ENGINES = ("duckdb", "spark")

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


@frozen
class EngineRows:
    """What an engine answered: the names of the columns, and the rows in its order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


Ask = Callable[[str], EngineRows]
_WAYS_OUT = lazy(r"ScriptTransform|InsertInto|\b(?:try_)?reflect\(|\bjava_method\(", re.IGNORECASE)
"""In a plan of Spark's: what runs a program, writes, or calls any code of Java's."""
_CAUSE = "Caused by: "
_IN_PATTERNS = lazy(r"[\[\]{}*?\\]")
"""What Spark takes for more than itself in a path, unless there is a backslash before it."""
_COLUMNS = {table.name: ", ".join(("collection", *(each.name for each in table.columns))) for table in TABLES}


@contextlib.contextmanager
def engine(name: str, folder: Path, memory: int | None = None) -> Iterator[Ask]:
    """An engine over a folder of tables, until the end of the block; what it gives back answers one query at a time.

    It takes at most `memory` gigabytes; default: four fifths of the machine's (DuckDB), or 4 (Spark).

    Raises:
        UnreadableError: the folder holds no tables, those of another version, or some that cannot be read.
        UsageError: the engine is not installed; by what it gives back: a query cannot be answered.
    """
    _see_to_it(folder)
    with tempfile.TemporaryDirectory(prefix="claimcheck-sql-") as scratch:
        start = _duckdb if name == "duckdb" else _spark
        with start(folder.resolve(), Path(scratch), memory) as ask:
            yield ask


def plain(value: object) -> Value:
    """A value of an engine as every format knows it: days as ISO 8601, numbers with a point as they are written."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if hasattr(value, "asDict"):  # a struct of Spark's
        return plain(value.asDict())
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return str(value)


def _see_to_it(folder: Path) -> None:
    hint = f"write some with `claimcheck export parquet {folder}`"
    try:
        found = json.loads((folder / LABEL).read_bytes())["schema"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableError(f"`{folder}` holds no tables: there is no `{LABEL}` that can be read", hint) from None
    if found != SCHEMA:
        raise UnreadableError(f"`{folder}` says that its tables are `{found}`, not `{SCHEMA}`", hint)
    for table in TABLES:
        if next((folder / table.name).glob("collection=*/*.parquet"), None) is None:
            raise UnreadableError(f"`{folder}` has no table `{table.name}`", hint)


def _module(name: str, engine_name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        hint = f"pip install 'claimcheck-ledger[{name.partition('.')[0].replace('pyspark', 'spark')}]'"
        raise UsageError(f"{engine_name} is not installed", hint) from error


def _sentence(error: Exception) -> str:
    """The first line of what an engine complains of; of what Java does, the cause behind all others."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line.removeprefix(_CAUSE) for line in lines if line.startswith(_CAUSE)]
    return (causes[-1] if causes else lines[0] if lines else type(error).__name__)[:300]


def _unreadable(folder: Path, error: Exception) -> UnreadableError:
    hint = "write them anew with `claimcheck export parquet`"
    return UnreadableError(f"the tables in `{folder}` cannot be read: {_sentence(error)}", hint)


# DuckDB


@contextlib.contextmanager
def _duckdb(folder: Path, scratch: Path, memory: int | None) -> Iterator[Ask]:
    """A database in memory that sees this folder and no other file, loads nothing, and cannot be told otherwise."""
    duckdb = _module("duckdb", "DuckDB")
    connection = duckdb.connect(":memory:")
    made: set[str] = set()
    try:
        try:
            for table in TABLES:
                connection.execute(f"CREATE TEMPORARY VIEW {table.name} AS {_parts(folder, table)}")
        except duckdb.Error as error:
            raise _unreadable(folder, error) from error
        if memory is not None:
            connection.execute(f"SET memory_limit = '{memory}GB'")
        for setting, value in (
            ("temp_directory", f"'{_quoted(scratch)}'"),
            ("python_enable_replacements", "false"),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
            ("allow_community_extensions", "false"),
            # what the pattern begins with is held against this list as it is written
            ("allowed_directories", f"['{_quoted(folder)}/', '{_pattern(folder)}/', '{_quoted(scratch)}/']"),
            ("enable_external_access", "false"),
            ("lock_configuration", "true"),
        ):
            connection.execute(f"SET {setting} = {value}")

        def ask(sql: str) -> EngineRows:
            try:
                statements = duckdb.extract_statements(sql)
                if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                    raise UsageError("a query is one SELECT", "nothing else is run")
                for question in needed(sql):
                    if question.name not in made:
                        connection.execute(f"CREATE TEMPORARY TABLE {question.name} AS {question.sql}")
                        made.add(question.name)
                cursor = connection.execute(statements[0])
                columns = [str(each[0]) for each in cursor.description or ()]
                return _rows(columns, cursor.fetchall())
            except duckdb.Error as error:
                raise UsageError(f"DuckDB cannot answer: {_sentence(error)}") from error

        yield ask
    finally:
        connection.close()


def _parts(folder: Path, table: TableShape) -> str:
    where = f"'{_pattern(folder)}/{table.name}/*/*.parquet'"
    how = "hive_partitioning = true, hive_types_autocast = false"
    return f"SELECT {_COLUMNS[table.name]} FROM read_parquet({where}, {how})"  # noqa: S608 - names of our own


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _pattern(path: Path) -> str:
    """A path as a pattern that nothing else matches."""
    return glob.escape(str(path)).replace("'", "''")


# Spark


@contextlib.contextmanager
def _spark(folder: Path, scratch: Path, memory: int | None) -> Iterator[Ask]:
    """Spark on this machine, without a page of its own, a log, or a warehouse that outlives it."""
    sql_module = _module("pyspark.sql", "Spark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError("Spark needs Java 17 or newer, and there is none", "install it, or use --engine duckdb")
    errors = (
        _module("pyspark.errors", "Spark").PySparkException,
        _module("py4j.protocol", "Spark").Py4JJavaError,  # what Spark itself did not expect, such as a spoilt file
    )
    log = scratch / "log4j2.properties"
    log.write_text("rootLogger.level = off\n", encoding="utf-8")
    try:
        with _silence():  # Java inherits it
            session = _session(sql_module, scratch, log, memory)
    except Exception as error:  # whatever keeps Java from starting
        raise UsageError(
            f"Spark does not start: {_sentence(error)}", "it needs Java 17 or newer, named by JAVA_HOME or on the PATH"
        ) from error
    logging.getLogger("SQLQueryContextLogger").disabled = True  # what it has to say comes back as an exception
    made: set[str] = set()
    try:
        try:
            for table in TABLES:
                where = _IN_PATTERNS.sub(r"\\\g<0>", str(folder / table.name))
                frame = session.read.parquet(where).selectExpr(*_COLUMNS[table.name].split(", "))
                frame.createOrReplaceTempView(table.name)
        except errors as error:
            raise _unreadable(folder, error) from error

        def ask(sql: str) -> EngineRows:
            try:
                if not _only_asks(session, sql):
                    raise UsageError("a query is one SELECT", "nothing else is run")
                for question in needed(sql):
                    if question.name not in made:
                        session.sql(question.sql).write.parquet(str(scratch / question.name))
                        session.read.parquet(str(scratch / question.name)).createOrReplaceTempView(question.name)
                        made.add(question.name)
                frame = session.sql(sql)
                return _rows(frame.columns, frame.collect())
            except errors as error:
                raise UsageError(f"Spark cannot answer: {_sentence(error)}") from error

        yield ask
    finally:
        with _silence():
            session.stop()


def _session(sql_module: ModuleType, scratch: Path, log: Path, memory: int | None) -> Any:  # noqa: ANN401 - pyspark is an extra
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": f"{memory or 4}g",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile=file:{log} -Dderby.system.home={scratch}",
        "spark.local.dir": str(scratch / "local"),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.runSQLOnFiles": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    }
    builder = sql_module.SparkSession.builder.master("local[*]").appName("claimcheck")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _only_asks(session: Any, sql: str) -> bool:  # noqa: ANN401
    """Whether a text is a query, as Spark itself reads it, and names none of the ways out of it that are known."""
    plan = session._jsparkSession.sessionState().sqlParser().parsePlan(sql)  # noqa: SLF001
    kinds = [f"org.apache.spark.sql.catalyst.plans.logical.{each}" for each in ("Command", "ParsedStatement")]
    does = any(session._jvm.java.lang.Class.forName(each).isInstance(plan) for each in kinds)  # noqa: SLF001
    return not does and _WAYS_OUT.search(plan.toString()) is None


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Let nothing that is not Python's reach the screen."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    kept = [(number, os.dup(number)) for number in (1, 2)]
    try:
        for number, _ in kept:
            os.dup2(nowhere, number)
        yield
    finally:
        for number, copy in kept:
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)


def _rows(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> EngineRows:
    twice = next((each for each in columns if list(columns).count(each) > 1), None)
    if twice is not None:
        raise UsageError(f"two columns are called `{twice}`", "name one of them with AS")
    return EngineRows(tuple(columns), tuple(tuple(plain(value) for value in row) for row in rows))
