"""Say what works here and what is missing, each with the line that mends it.

Looked at are the program, its extras, the collection, git and the editor. Nothing is changed, and no network is asked.
What is missing is no fault (exit 0); what is there and does not work is one (exit 1).
"""

from __future__ import annotations

from claimcheck.cli.call import Call


def command(call: Call) -> int:
    """Run the command."""
    from claimcheck.cli.diagnosis import tell

    return tell(call.claims, call.format, call.output)
