"""The pages of `docs/reference`, made from what the program says of itself: help texts, docstrings, descriptions.

`page()` gives each page by its name; `make docs` writes them, and `tests/test_docs.py` holds the kept ones to them.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

import claimcheck
from claimcheck import errors, views
from claimcheck.checks.run import all_rules, rule_name, scope
from claimcheck.cli.table import COMMANDS
from claimcheck.exchange import tables
from claimcheck.exchange.questions import questions
from claimcheck.formats import PAGE_FORMATS, RECORD_FORMATS
from claimcheck.model.claim import Claim, Stances
from claimcheck.model.fields import Model
from claimcheck.model.incident import Incident, Question, Theme
from claimcheck.model.range import Range
from claimcheck.model.source import Saved, Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.model.stance import Stance
from claimcheck.views.claims import StanceTable

HEAD = "<!-- Made by `make docs` from what the program says of itself. Do not edit. -->\n\n"
PACKAGE = Path(claimcheck.__file__).parent

FILES = """\
# The files

A collection is a folder `claims/`. It is found from the current folder upwards; `--claims DIR` or the variable
`CLAIMCHECK_CLAIMS` names another.

| file | what it holds |
|---|---|
| `claims/incidents/ID.yaml` | [one incident](#incident): its questions, terms, sources and claims |
| `claims/speakers.yaml` | `parties:` and `speakers:`: id, then a [party](#party) or a [speaker](#speaker) |
| `claims/themes.yaml` | questions that recur across incidents: id, then a [theme](#theme) |

Files are UTF-8. Every value is read as text, so `NO` is Norway and `on` is a word. Ids are lower-case letters and
digits, with single hyphens between them, 80 characters at most. An unknown key is an error. Aliases, anchors, tags and
a second document are refused.

How dates and numbers are written is told in [Dates](../explanation/dates.md), how to begin in
[Record an incident](../how-to/record-an-incident.md).
"""
RECORDS = """\
# JSON

`--format json` writes the whole record that a page is made of. Nothing is ever missing: what is absent is `null` or an
empty list. Dates and numbers stand as they were written in the files, counts are integers. Ids inside the record of an
incident are those of its file. Every record names its kind and its version in `schema`:
"""
TABLES = """\
# Tables

`claimcheck export parquet DIR` writes these tables, version {version}; [`claimcheck sql`](#questions) asks them. One
row of each stands for what is said below its name. Every table begins with a column `collection`, the name under which
a collection was exported: in Parquet it is a folder, `DIR/claims/collection=sarn/part-0.parquet`, as Hive, Spark,
DuckDB, pandas and R have it. Ids are those of the files, so a reference is `collection` and the ids:
`(collection, incident, claim)`, `(collection, incident, question)`, `(collection, incident, source)`,
`(collection, incident, question, answer)`, `(collection, speaker)`, `(collection, party)`, `(collection, theme)`. Two
collections that use one id mean two things by it.

Texts are UTF-8, a day is a `DATE`, a number a `DECIMAL(27, 9)`. What is absent is `NULL`. The version stands in
`DIR/claimcheck.json` and, under the key `claimcheck`, in the metadata of every file. It goes up when a column changes
its meaning or goes; a new table or column leaves it as it is.
"""
QUESTIONS = """\
## Questions

`claimcheck sql NAME` asks one of these, `claimcheck sql NAME --show` prints it. Each is one file of plain SQL, the same
for every engine, and can be asked by its name in other queries. What it is built on has to be made before, in this
order; `claimcheck sql` sees to that.
"""
STATUSES = """\
# Exit status

| status | meaning |
|---|---|
| 0 | done |
| 1 | findings: `check` found an error, or another command found what it was asked to look for |
| 2 | the call was wrong, or what was asked for cannot be read or written |
| 130 | interrupted |

The result goes to the standard output, everything else to the standard error. A reader that stops early, such as
`head`, is no error. What you type or write never ends in a traceback: a message says what was found, what was expected
and, for a misspelt word, the nearest ones. A call that cannot be answered ends in one of these:

| error | status | |
|---|---|---|"""

Help = Callable[[str], str]
"""The help text of a command; of the program, for an empty name."""


PAGES: dict[str, Callable[[Help], Iterable[str]]] = {
    "commands.md": lambda help_of: [*_commands(help_of)],
    "rules.md": lambda _: _rules(),
    "format.md": lambda _: _format(),
    "json.md": lambda _: _json(),
    "tables.md": lambda _: _tables(),
    "exit-status.md": lambda _: _exit_status(),
}


def page(name: str, help_of: Help) -> str:
    """One page of the reference, by the name of its file."""
    return HEAD + "\n".join(PAGES[name](help_of)).rstrip() + "\n"


# Commands


def _commands(help_of: Help) -> Iterator[str]:
    yield from ("# Commands", "")
    yield from ("| command | what it does |", "|---|---|")
    yield from (f"| [`{name}`](#claimcheck-{name}) | {row.help} |" for name, row in COMMANDS.items())
    yield from ("", "Every command takes `--help`. Options may stand anywhere after the command.", "")
    yield from (f"Pages are written as {_either(PAGE_FORMATS)}, records as {_either(RECORD_FORMATS)}.", "")
    for name in COMMANDS:
        yield from (f"## claimcheck {name}", "", "```text", help_of(name).rstrip(), "```", "")


# Rules


def _rules() -> Iterator[str]:
    rules = all_rules()
    yield from ("# Rules of `check`", "")
    yield "An **error** keeps its incident from being shown by any command; a **warning** or a **note** does not."
    yield from ("", "| rule | severity | in a sentence |", "|---|---|---|")
    for rule in rules:
        name = rule_name(rule)
        yield f"| [{name}](#{name}) | {rule.SEVERITY} | {_first(rule.__doc__)} |"
    yield from ("", "Before any rule can look at them, files are read. What is wrong with a file itself is reported as")
    yield from (_either(_of_files()) + ".", "")
    for rule in rules:
        text, fails, passes = _manual(rule.__doc__)
        where = "the whole collection" if scope(rule) == "collection" else "one incident and the shared files"
        yield from (f"## {rule_name(rule)}", "", f"*{rule.SEVERITY}*; looks at {where}.", "", text, "")
        yield from ("Fails:", "", "```yaml", fails, "```", "", "Passes:", "", "```yaml", passes, "```", "")


def _manual(docstring: str) -> tuple[str, str, str]:
    text, _, rest = inspect.cleandoc(docstring).partition("\nFails:\n")
    fails, _, passes = rest.partition("\nPasses:\n")
    return text.strip(), _undented(fails), _undented(passes)


def _undented(text: str) -> str:
    return inspect.cleandoc("\n" + text).rstrip()


def _of_files() -> list[str]:
    """The names under which the store reports what is wrong with files."""
    text = (PACKAGE / "store" / "load.py").read_text(encoding="utf-8")
    named = re.findall(r'rule(?:: str)? ?= ?"([a-z-]+)"', text)
    pairs = re.findall(r'Severity\.[A-Z]+, "([a-z-]+)"', text)
    return sorted({*named, *pairs})


# The format


def _format() -> Iterator[str]:
    yield FILES
    for record in (Incident, Question, Source, Saved, Claim, Stances, Theme, Party, Speaker):
        yield from _keys(record)


def _keys(record: type[Model]) -> Iterator[str]:
    title = "Stance" if record is Stances else record.__name__
    yield from (f"## {title}", "", inspect.cleandoc(record.__doc__ or ""), "")
    yield from ("| key | | |", "|---|---|---|")
    for name, each in record.model_fields.items():
        needed = "required" if each.is_required() else ""
        yield f"| `{each.alias or name.rstrip('_')}` | {needed} | {each.description} |"
    yield ""
    if record is Stances:
        yield from ("| stance | affirms or denies | certainty |", "|---|---|---|")
        for stance in Stance:
            certainty = "hedged" if stance.hedged else "certain"
            yield f"| `{stance}` | {stance.polarity or '—'} | {certainty if stance.polarity else '—'} |"
        yield ""


# JSON


def _json() -> Iterator[str]:
    yield RECORDS
    yield from (f"- `{each}`" for each in _schemas())
    yield ""
    for record in _records():
        lines = [line.strip() for line in inspect.cleandoc(record.__doc__ or "").splitlines()]
        yield from (f"## {_title(record)}", "", "\n".join(lines), "", "| key | |", "|---|---|")
        hints = typing.get_type_hints(record)
        yield from (
            f"| `{each.name.rstrip('_')}` | {_kind(hints[each.name])} |"
            for each in dataclasses.fields(record)
            if not each.metadata.get("beside")
        )
        yield ""


def _schemas() -> list[str]:
    """Every kind of record that some room of the program writes."""
    found = {
        value.value
        for path in sorted(PACKAGE.rglob("*.py"))
        for value in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
        if re.fullmatch(r"claimcheck/[a-z-]+/[0-9]+", value.value)
    }
    return sorted(found)


def _records() -> list[type]:
    """The dataclasses with a `schema`, each followed by those that it is made of, every one once."""
    modules = [
        importlib.import_module(f"{views.__name__}.{each.name}") for each in pkgutil.iter_modules(views.__path__)
    ]
    modules.append(importlib.import_module("claimcheck.cli.check"))
    tops = [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and dataclasses.is_dataclass(each)
        if "schema" in {field.name for field in dataclasses.fields(each)}
    ]
    listing = importlib.import_module("claimcheck.views.listing")
    rows = [each for name, each in vars(listing).items() if name.endswith("Row") and isinstance(each, type)]
    found: dict[type, None] = {}
    for record in [*tops, *rows]:
        _gather(record, found)
    return list(found)


def _gather(record: type, found: dict[type, None]) -> None:
    if record in found:
        return
    found[record] = None
    for hint in typing.get_type_hints(record).values():
        for part in _parts(hint):
            if dataclasses.is_dataclass(part) and isinstance(part, type) and not issubclass(part, Range):
                _gather(part, found)


def _parts(hint: object) -> Iterator[object]:
    yield hint
    for each in typing.get_args(hint):
        yield from _parts(each)


def _title(record: type) -> str:
    """The name of a record; where two rooms have one of that name, with its room."""
    return f"{record.__name__} ({record.__module__.rpartition('.')[2]})"


def _kind(hint: object) -> str:
    """A type in words."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if hint == StanceTable:
        return "stance, then question, then the answer or a list of answers; for `withholds` and `comments` a list"
    if origin in (typing.Union, types.UnionType):
        return " or ".join("`null`" if each is type(None) else _kind(each) for each in parts)
    if origin is tuple:
        inner = [each for each in parts if each is not Ellipsis]
        return f"list of {_kind(inner[0])}" if len(set(inner)) == 1 else "list"
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return f"object: {_kind(parts[0])}, then {_kind(parts[1])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " or ".join(f"`{each.value}`" for each in hint)
    if isinstance(hint, type) and issubclass(hint, Range):
        return "date as written"
    if isinstance(hint, type) and issubclass(hint, Model):
        return "the record, as [the files](format.md) have it"
    record = origin if dataclasses.is_dataclass(origin) else hint
    if isinstance(record, type) and dataclasses.is_dataclass(record):
        title = _title(record)
        return f"[{title}](#{re.sub(r'[^a-z0-9 _-]', '', title.lower()).replace(' ', '-')})"
    if isinstance(hint, typing.TypeVar):
        return "a row"
    return {str: "text", bool: "true or false", int: "integer", float: "number"}.get(typing.cast("type", hint), "value")


# Tables


def _tables() -> Iterator[str]:
    yield TABLES.format(version=tables.VERSION)
    for table in tables.TABLES:
        yield from (f"## {table.name}", "", f"One row: {table.row}.", "", "| column | type | |", "|---|---|---|")
        yield from (f"| `{each.name}` | {each.type} | {each.means} |" for each in table.columns)
        yield ""
    yield QUESTIONS
    yield from ("| question | what it asks | is built on |", "|---|---|---|")
    for question in questions().values():
        needs = ", ".join(f"`{each}`" for each in question.needs)
        yield f"| `{question.name}` | {question.asks.rstrip(':')} | {needs} |"


# Exit status


def _exit_status() -> Iterator[str]:
    yield STATUSES
    for name, each in vars(errors).items():
        if isinstance(each, type) and issubclass(each, errors.ClaimcheckError) and each is not errors.ClaimcheckError:
            yield f"| `{name}` | {each.exit_status} | {_first(each.__doc__ or '')} |"


def _first(docstring: str) -> str:
    return " ".join(inspect.cleandoc(docstring).partition("\n\n")[0].split())


def _either(words: list[str] | tuple[str, ...]) -> str:
    quoted = [f"`{each}`" for each in words]
    return ", ".join(quoted[:-1]) + f" or {quoted[-1]}" if len(quoted) > 1 else quoted[0]
