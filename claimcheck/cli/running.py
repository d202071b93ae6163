"""One call from its beginning to its end: an answer that was given before if it still holds, else the command.

Typer and the commands are imported when they are needed: an answer that is given again waits for neither.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from claimcheck.cli import screen
from claimcheck.cli.table import COMMANDS
from claimcheck.errors import ClaimcheckError
from claimcheck.tasks import again
from claimcheck.tasks.progress import listen


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status: 0 done, 1 findings, 2 could not, 130 interrupted."""
    try:
        screen.prepare()
    except ClaimcheckError as error:
        screen.complain(error)
        return error.exit_status
    listen(screen.progress)
    try:
        status = _answered(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()  # `claimcheck ... | head` has seen enough
        return 0
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):  # typer's own answer to the same
            raise
        _forget_stdout()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _forget_stdout()
        screen.say(f"claimcheck: cannot write the result: {error.strerror}")
        return 2
    return status


def _answered(words: list[str]) -> int:
    """The exit status of a call that has been answered."""
    if words == ["doctor"]:  # whoever asks what is wrong should not have to wait for all that may be
        from pathlib import Path

        from claimcheck import __version__
        from claimcheck.tasks.condition import condition

        found = condition(__version__, None, Path.cwd())
        screen.write(found.text)
        return int(found.broken)
    again.begin(words)
    known = COMMANDS.get(words[0]) if words else None
    key = again.key(words) if known is not None and known.repeatable else None
    if key is None:
        return _call(words)
    earlier = again.recall(key)
    if earlier is not None:
        said, status = earlier
        screen.repeat(said)
        return status
    from claimcheck.store.witness import watch

    screen.said.clear()
    with watch() as seen:
        status = _call(words)
    sys.stdout.flush()
    again.keep(key, seen, screen.said, status)
    return status


def _call(words: list[str]) -> int:
    from claimcheck.cli.app import call

    return call(words)


def _forget_stdout() -> None:
    """Point stdout at nothing, so that Python does not complain about it on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
