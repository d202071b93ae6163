"""What `claimcheck doctor` says; apart from the command, so that it need not wait for what reads options."""

from __future__ import annotations

from pathlib import Path

from claimcheck import __version__
from claimcheck.characters import one_line
from claimcheck.cli import screen
from claimcheck.cli.condition import condition


def tell(claims: str | None = None, form: str = "table", output: str | None = None) -> int:
    """Say what works, as text or as JSON; 1 if something is broken."""
    found = condition(__version__, claims, Path.cwd())
    if form == "json":
        from claimcheck.formats import write_record

        screen.deliver(write_record("json", found), output)
        return int(found.broken)
    lines = [f"claimcheck {found.version}"]
    for each in found.items:
        lines.append(f"{each.state.value:<8} {one_line(f'{each.name}: {each.found}')}")
        lines += [f"         $ {one_line(each.line)}"] if each.line else []
    screen.deliver("".join(f"{line}\n" for line in lines), output)
    return int(found.broken)
