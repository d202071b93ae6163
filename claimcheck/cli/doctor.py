"""Say what works here and what is missing, each with the line that mends it.

Looked at are the program, its extras, the collection, git and the editor. Nothing is changed, and no network is asked.
What is missing is no fault (exit 0); what is there and does not work is one (exit 1).
"""

from __future__ import annotations

from pathlib import Path

from claimcheck import __version__
from claimcheck.cli import screen
from claimcheck.cli.call import Call


def command(call: Call) -> int:
    """Run the command."""
    from claimcheck.tasks.condition import condition

    found = condition(__version__, call.claims, Path.cwd())
    if call.format == "json":
        from claimcheck.formats import write_record

        screen.deliver(write_record("json", found), call.output)
    else:
        screen.deliver(found.text, call.output)
    return int(found.broken)
