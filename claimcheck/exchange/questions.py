"""Questions in SQL: those that ship with the program, one file each in `sql/`, and what each is built on.

A file is one SELECT that every engine reads as it stands. It asks the tables of `tables.py` and, by their names, other
files; in which order those have to be made stands in its line `-- needs:`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen

_NEEDS = lazy(r"^-- needs: (.+)$", re.MULTILINE)
_WORD = lazy(r"[a-z_]+")


@frozen
class Shipped:
    """A shipped question: its name, what it asks in a sentence, the SQL, and the questions that it is built on."""

    name: str
    asks: str
    sql: str
    needs: tuple[str, ...]


@cache
def questions() -> dict[str, Shipped]:
    """Every shipped question by its name."""
    found = {}
    for file in sorted(files(__name__.rpartition(".")[0]).joinpath("sql").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".sql"):
            sql = file.read_text(encoding="utf-8")
            needs = _NEEDS.search(sql)
            asks = sql.partition("\n")[0].removeprefix("-- ")
            name = file.name.removesuffix(".sql")
            found[name] = Shipped(name, asks, sql, tuple(needs[1].split(", ")) if needs else ())
    return found


def needed(sql: str) -> list[Shipped]:
    """The shipped questions on which a text is built, each behind those that it needs itself.

    A shipped question says so; of any other query, all are taken whose names stand in it.
    """
    known = questions()
    shipped = next((each for each in known.values() if each.sql == sql), None)
    words = set(_WORD.findall(re.sub(r"--.*", "", sql.lower())))
    names = shipped.needs if shipped else sorted(words & set(known))
    wanted = {one for name in names for one in (*known[name].needs, name)}
    return [known[each] for each in sorted(wanted, key=lambda name: (len(known[name].needs), name))]
