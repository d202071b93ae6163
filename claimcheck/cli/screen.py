"""Where the program meets the screen: the only place that writes to stdout and stderr.

stdout carries the result, stderr everything else. Text from claims can neither style nor drive the terminal: formats
make the result safe, and whatever goes to stderr is made visible here.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable

from claimcheck.characters import one_line
from claimcheck.errors import ClaimcheckError, OutputError
from claimcheck.model.diagnostic import Diagnostic, Severity

PIPE_COLUMNS = 100


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
    sys.stdout.write(text)


def say(text: str) -> None:
    """A remark, to stderr."""
    sys.stderr.write(f"{one_line(text)}\n")


def complain(error: ClaimcheckError) -> None:
    """Why a call cannot be answered, to stderr."""
    say(f"claimcheck: {error.message}")
    if error.hint:
        say(f"  {error.hint}")


def diagnostic_line(found: Diagnostic) -> str:
    """A diagnostic as compilers print it."""
    message = f"{found.message}; {found.hint}" if found.hint else found.message
    return one_line(f"{found.location}: {found.severity} [{found.rule}] {message}")


def point_out(found: Iterable[Diagnostic], severities: frozenset[Severity] = frozenset({Severity.ERROR})) -> None:
    """Diagnostics of some severities, to stderr."""
    for each in found:
        if each.severity in severities:
            sys.stderr.write(f"{diagnostic_line(each)}\n")
