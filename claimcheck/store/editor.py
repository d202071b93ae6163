"""The editor that a person likes, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from claimcheck.errors import UsageError

_PLUS = frozenset({"vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient", "joe", "micro", "kak", "gedit"})
_COLON = frozenset({"subl", "zed", "hx", "helix"})
_GOTO = frozenset({"code", "codium", "code-insiders", "cursor"})


def editor(environment: dict[str, str] | None = None) -> list[str]:
    """The command that `VISUAL` or `EDITOR` names, in words; without them `vi`, where there is one.

    Raises:
        UsageError: there is none, or it cannot be told what it is.
    """
    known = os.environ if environment is None else environment
    text = known.get("VISUAL") or known.get("EDITOR") or shutil.which("vi") or shutil.which("nano") or ""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"cannot make out the editor `{text}`: {error}", "set VISUAL or EDITOR") from error
    if not words:
        raise UsageError("no editor is known", "set VISUAL or EDITOR, such as EDITOR=nano")
    return words


def at_line(words: list[str], path: Path, line: int) -> list[str]:
    """The command that opens a file at a line, in the way of that editor; at its top where its way is not known."""
    name = Path(words[0]).name.removesuffix(".exe")
    if name in _PLUS:
        return [*words, f"+{line}", str(path)]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in _GOTO:
        return [*words, *([] if "--wait" in words or "-w" in words else ["--wait"]), "--goto", f"{path}:{line}"]
    return [*words, str(path)]


def open_at(words: list[str], path: Path, line: int) -> int:
    """Open a file and wait until the editor is closed; its exit status.

    Raises:
        UsageError: there is no such program.
    """
    try:
        return subprocess.run(at_line(words, path.resolve(), line), check=False).returncode
    except OSError as error:
        raise UsageError(f"cannot start the editor `{words[0]}`: {error.strerror}", "set VISUAL or EDITOR") from error
