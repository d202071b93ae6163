"""Where the program meets the screen: the only place that writes to stdout and stderr.

stdout carries the result, stderr everything else. Text from claims can neither style nor drive the terminal: formats
make the result safe, and whatever goes to stderr is made visible here.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.characters import one_line, visible
from claimcheck.errors import ClaimcheckError, OutputError, UsageError

if TYPE_CHECKING:
    from claimcheck.model.diagnostic import Diagnostic, Severity

PIPE_COLUMNS = 100

said: list[tuple[str, str]] = []
"""What this call has written, in order: `out` or `err`, and the text."""

_PATIENCE = 1.0
_PAUSE = 0.1
_progress: dict[str, tuple[float, float]] = {}
"""What is going on: since when, and when it was last shown (seconds of a clock that only goes forward)."""


def prepare() -> None:
    """Make both streams UTF-8, whatever the locale says; what cannot be written is escaped, never lost.

    Raises:
        OutputError: the standard output is closed.
    """
    if sys.stderr is None:  # closed by the caller
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stdout is None:
        raise OutputError("cannot write the result: the standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def columns() -> int:
    """The width to write for: the terminal's, `COLUMNS`, or 100 in a pipe."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size((PIPE_COLUMNS, 24)).columns
    return PIPE_COLUMNS


def wants_colour(no_color: bool) -> bool:
    """Whether the result may be coloured: on a terminal that can, unless somebody said no (no-color.org)."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str) -> None:
    """A result, to stdout."""
    said.append(("out", text))
    sys.stdout.write(text)


def say(text: str) -> None:
    """A remark, to stderr."""
    _remark(f"{one_line(text)}\n")


def repeat(everything: Iterable[tuple[str, str]]) -> None:
    """What an earlier call has written."""
    for stream, text in everything:
        (sys.stdout if stream == "out" else sys.stderr).write(text)


def _remark(text: str) -> None:
    said.append(("err", text))
    sys.stderr.write(text)


def progress(what: str, done: int, of: int) -> None:
    """How far a run is that takes longer than a second, on one line of stderr; only somebody at a terminal sees it."""
    if not sys.stderr.isatty():
        return
    now = time.monotonic()
    began, shown = _progress.get(what, (now, 0.0))
    if done == of:
        _progress.pop(what, None)
        sys.stderr.write("\r\x1b[K" if shown else "")
    elif now - began > _PATIENCE and now - shown > _PAUSE:
        shown = now
        sys.stderr.write(f"\r{done:,} of {of:,} {what}")
    if done != of:
        _progress[what] = (began, shown)
    sys.stderr.flush()


def complain(error: ClaimcheckError) -> None:
    """Why a call cannot be answered, to stderr."""
    for line in error.details:
        say_exactly(line)
    say(f"claimcheck: {error.message}")
    if error.hint:
        say(f"  {error.hint}")


def point_out(
    found: Iterable[Diagnostic],
    severities: frozenset[Severity] | None = None,
    place: Callable[[Diagnostic], str] = lambda _: "",
) -> None:
    """Diagnostics of some severities (default: errors), to stderr; `place` says what to name instead of a line."""
    for each in found:
        if each.severity in (severities or ("error",)):
            _remark(f"{each.sentence(place(each))}\n")


def interactive() -> bool:
    """Whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(prompt: str, words: Iterable[str] = ()) -> str:
    """A line typed at the terminal; TAB completes `words`.

    Raises:
        UsageError: the input ended.
    """
    known = sorted(set(words))
    with _completing(known):
        try:
            return input(f"{one_line(prompt)}: ").strip()
        except EOFError:
            write("\n")
            raise UsageError("nothing was written: the input ended before the last question") from None


def confirm(prompt: str) -> bool:
    """Yes, unless the answer begins with n."""
    return not ask(f"{prompt} [Y/n]").lower().startswith("n")


def consent(prompt: str) -> bool:
    """No, unless the answer begins with y: for what is not easily undone."""
    return ask(f"{prompt} [y/N]").lower().startswith("y")


@contextlib.contextmanager
def _completing(words: list[str]) -> Iterator[None]:
    """Let TAB complete some words for one question, where the terminal library is there."""
    try:
        import readline  # some Pythons are built without it
    except ImportError:
        yield
        return
    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer_delims(" \t\n,=")
    readline.set_completer(
        lambda text, state: next(islice((each for each in words if each.startswith(text)), state, None), None)
    )
    readline.parse_and_bind("tab: complete")
    readline.set_auto_history(False)
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)


def say_exactly(line: str) -> None:
    """A line to stderr with its white space."""
    _remark(f"{visible(line)}\n")


def deliver(text: str | bytes, output: str | None) -> None:
    """Write a finished text to stdout, or to the file that the user named; bytes go to a file only.

    Raises:
        OutputError: the file cannot be written.
    """
    if output in (None, "-") and isinstance(text, str):
        write(text)
        return
    from pathlib import Path  # an answer that is given again does without

    try:
        if isinstance(text, bytes):
            Path(str(output)).write_bytes(text)
            return
        Path(str(output)).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write `{output}`: {error.strerror}") from error
