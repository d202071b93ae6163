"""Files that a call names: their bytes, and the records of one in YAML or JSON, as texts, lists and mappings."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import texts
from claimcheck.store.parse import parse
from claimcheck.tasks.fields import Record

MAX_BYTES = 20_000_000
"""Of a file that is imported: four of the largest that a collection may hold."""
MAX_SHEET = 100_000_000
"""Of a sheet of a coder, who is asked about every question of every claim."""


def named_file(name: str, most: int = MAX_BYTES) -> tuple[str, bytes]:
    """How a file is called, and its bytes; `-` is the standard input.

    Raises:
        UsageError: it cannot be read, or is too large.
    """
    shown = "the standard input" if name == "-" else f"`{name}`"
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise UsageError(f"cannot read {shown}: {error.strerror}") from error
    if len(data) > most:
        raise UsageError(f"{shown} has more than {most // 1_000_000} MB", "split it")
    return shown, data


def records(name: str, data: bytes, section: str) -> list[Record]:
    """The records of a text: one, a list of them, or a whole section with ids as keys.

    Raises:
        UsageError: it is neither YAML nor JSON, or holds something else.
    """
    tree = _tree(name, data)
    if isinstance(tree, dict) and list(tree) == [section]:
        tree = tree[section]
        if isinstance(tree, dict):
            tree = [{"id": key, **each} if isinstance(each, dict) else each for key, each in tree.items()]
    found = tree if isinstance(tree, list) else [tree]
    for each in found:
        if not isinstance(each, dict):
            raise UsageError(f"{name} holds something else than `key: value` lines")
    return [{str(key): value for key, value in each.items() if value != ""} for each in found]


def _tree(name: str, data: bytes) -> Any:  # noqa: ANN401 - whatever it holds
    try:
        return texts(json.loads(data, parse_int=str, parse_float=str, parse_constant=str))
    except (ValueError, RecursionError):
        pass  # not JSON
    parsed = parse(data)
    for problem in parsed.problems:
        if problem.grave:
            raise UsageError(f"{name}, line {problem.line}: {problem.message}", problem.hint)
    if parsed.tree is None:
        raise UsageError(f"{name} holds nothing")
    return parsed.tree
