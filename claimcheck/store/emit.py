"""A value as YAML in the house's own style, so that our reader and every other one read the same words.

Whether a text is written plain or in double quotation marks is settled by `store.scalars`. Dates, numbers and flags
stand plain where the model expects them, as curators write them. No line is ever folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.characters import has_unseen
from claimcheck.errors import EditError
from claimcheck.model.collection import keys_that
from claimcheck.model.keys import Holds
from claimcheck.model.location import Path
from claimcheck.model.stance import POSITIONS
from claimcheck.store.scalars import plain, quoted

Value = str | Mapping[str, "Value"] | Sequence["Value"]
"""What a file can hold: texts, lists and mappings."""

WIDTH = 120
"""A list or a small mapping that would reach beyond this column gets a line for each of its items."""
COMPACT_WIDTH = 100
STEP = 2

_FLAGS = keys_that(lambda key: key.holds is Holds.FLAG)
_DATES = keys_that(lambda key: key.holds is Holds.DATE)
_STANCES = frozenset(stance.value for stance in POSITIONS)
_HALF = re.compile("[\ud800-\udfff]")
_PLAIN_VALUE = re.compile(r"[1-9][0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?")


def scalar(text: str, where: Path = (), *, flow: bool = False) -> str:
    """A text on one line.

    `where` is the path to it inside its record (it tells where a plain date is meant), `flow` whether it stands in
    brackets or braces.

    Raises:
        EditError: it holds half of a surrogate pair, which no file can hold.
    """
    if not text.isascii() and _HALF.search(text):
        raise EditError("a text that is not valid Unicode cannot be written", "was it typed in another encoding?")
    text = str(text)  # of a file that was read it is a text that knows its place, which ruamel.yaml does not
    return text if _typed(text, where) or plain(text, flow=flow) else quoted(text)


def flow(value: Value, where: Path = ()) -> str:
    """A value on one line: `{a: b, c: [d, e]}`."""
    if isinstance(value, str):
        return scalar(value, where, flow=True)
    if isinstance(value, Mapping):
        inner = (f"{scalar(key, flow=True)}: {flow(each, (*where, key))}" for key, each in value.items())
        return "{" + ", ".join(inner) + "}"
    return "[" + ", ".join(flow(each, where) for each in value) + "]"


def entry(key: str, value: Value, column: int, where: Path = (), step: int = STEP) -> list[str]:
    """`key: value` in block style: lines without line ends, indented by `column`.

    `where` is the path of the value in its file, with ids and places of items as they are.
    """
    name = " " * column + scalar(key) + ":"
    if isinstance(value, str):
        return _text(name, value, column, where, step)
    one_line = f"{name} {flow(value, where)}"
    if not value or _compact(value, where, one_line):
        return [one_line]
    return [name, *lines(value, column + step, where, step)]


def item(value: Value, column: int, where: Path = (), step: int = STEP) -> list[str]:
    """`- value` in block style, the dash at `column`."""
    dash = " " * column + "-"
    if isinstance(value, str):
        return _text(dash, value, column, where, step)
    if not isinstance(value, Mapping) or not value:
        return [f"{dash} {flow(value, where)}"]
    inner = lines(value, column + STEP, where, step)  # behind the dash and its space, whatever the step
    return [dash + " " + inner[0][column + STEP :], *inner[1:]]


def lines(value: Value, column: int, where: Path = (), step: int = STEP) -> list[str]:
    """A mapping or a list in block style."""
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in entry(key, each, column, (*where, key), step)]
    return [line for at, each in enumerate(value) for line in item(each, column, (*where, at), step)]


def _text(before: str, text: str, column: int, where: Path, step: int) -> list[str]:
    """A text behind its key or dash; one of several lines keeps them where a block can hold them."""
    parts = text.split("\n")
    if (
        len(parts) == 1
        or not (parts[0] and parts[-1])
        or any(each != each.strip() or has_unseen(each) for each in parts)
    ):
        return [f"{before} {scalar(text, where)}"]
    indent = " " * (column + step)
    return [f"{before} |-", *(indent + part if part else "" for part in parts)]


def _compact(value: Mapping[str, Value] | Sequence[Value], where: Path, line: str) -> bool:
    """Whether a value stands on one line, as curators write small things."""
    if not isinstance(value, Mapping):
        return len(line) <= WIDTH and all(isinstance(each, str) for each in value)
    sort = where[-1] if where else ""
    if sort == "stance":
        return len(value) == 1 and len(line) <= WIDTH
    if sort in _STANCES and len(where) > 1 and where[-2] == "stance":
        return len(line) <= WIDTH
    if sort == "saved":
        return True
    if len(where) > 1 and where[-2] == "answers":
        return len(line) <= WIDTH
    small = len(where) == 2 and where[0] in ("parties", "sides", "speakers") and len(value) <= 2
    return small and len(line) <= COMPACT_WIDTH


def _typed(text: str, where: Path) -> bool:
    """Whether a date, a number or a flag stands where one is expected."""
    if not (text[:1].isdigit() or text in ("true", "false")):
        return False
    key = next((each for each in reversed(where) if isinstance(each, str)), "")
    if key in _FLAGS:
        return text in ("true", "false")
    if key in _DATES:
        return _PLAIN_VALUE.fullmatch(text) is not None
    in_stance = any(each in _STANCES for each in where)
    return in_stance and (_PLAIN_VALUE.fullmatch(text) or _PLAIN_NUMBER.fullmatch(text)) is not None
