"""`claimcheck.toml`: what the keepers of a collection have settled for all who work on it.

    [check]
    select = ["all"]
    ignore = ["unaffirmed-answer"]
    severity = "warning"
    format = "full"

It is looked for in the folder that holds the collection and in those above it, up to the top of the repository. It
names no files and no commands: a collection that somebody else wrote can be opened without a thought.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import field, frozen
from claimcheck.store.files import Folder, Unreadable, exists

NAME = "claimcheck.toml"
_KEYS = ("select", "ignore", "severity", "format")
_MOST_LEVELS = 1000  # each of these may take the reader of TOML a level deeper, and Python only goes so deep


@frozen
class CheckSettings:
    """What `check` does where no option says otherwise; None where nothing is settled."""

    file: str = ""
    select: tuple[str, ...] = field(default=())
    ignore: tuple[str, ...] = field(default=())
    severity: str | None = None
    format: str | None = None


def check_settings(folder: Folder) -> CheckSettings:
    """The settings that hold for a collection.

    Raises:
        UsageError: the file cannot be read or says something that is not known.
    """
    root = folder.root.absolute()
    for above in root.parents:
        if exists(above / NAME) or (above / NAME).is_symlink():
            return _read(above)
        if exists(above / ".git"):
            break
    return CheckSettings()


def _read(folder: Path) -> CheckSettings:
    shown = str(folder / NAME)
    try:
        data = Folder(folder, "").read(NAME) or b""
    except Unreadable as problem:
        raise UsageError(f"{shown}: {problem.message}", problem.hint) from problem
    if sum(map(data.count, (b"[", b"{", b"."))) > _MOST_LEVELS:
        raise UsageError(f"{shown}: more than {_MOST_LEVELS:,} brackets and dots")
    try:
        tree = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{shown}: not valid TOML: {error}") from error
    _only(shown, "", tree, ("check",))
    check = tree.get("check", {})
    if not isinstance(check, dict):
        raise UsageError(f"{shown}: `check` is a table", "write `[check]` above its settings")
    _only(shown, "check.", check, _KEYS)
    return CheckSettings(
        shown,
        _names(shown, check, "select"),
        _names(shown, check, "ignore"),
        _word(shown, check, "severity"),
        _word(shown, check, "format"),
    )


def _only(shown: str, where: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise UsageError(f"{shown}: unknown setting `{where}{key}`", did_you_mean(key, known))


def _names(shown: str, table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UsageError(f"{shown}: `check.{key}` is a list of rules", f'write `{key} = ["untranslated"]`')
    return tuple(value)


def _word(shown: str, table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{shown}: `check.{key}` is a word in quotation marks")
    return value
