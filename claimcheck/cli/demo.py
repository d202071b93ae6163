"""Copy the collection that ships with the program into a folder, to look at and to try things on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

import claimcheck
from claimcheck.cli import screen
from claimcheck.errors import ClaimcheckError, OutputError, UsageError


def command(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder; `claims/` is made in it.")],
) -> None:
    """Run the command."""
    package = Path(claimcheck.__file__).parent
    shipped = next((each for each in (package / "shipped_claims", package.parent / "claims") if each.is_dir()), None)
    if shipped is None:
        raise ClaimcheckError("this installation has no collection in it", "install the program again")
    goal = Path(folder) / "claims"
    if goal.exists():
        raise UsageError(f"`{goal}` is already there", "name another folder: nothing is ever overwritten")
    try:
        shutil.copytree(shipped, goal, ignore=shutil.ignore_patterns(".*"))
    except OSError as error:
        raise OutputError(f"cannot write `{goal}`: {error.strerror}") from error
    screen.write(f"Copied the collection to {goal}. Now try:\n  cd {folder}\n  claimcheck list\n")
    screen.write("  claimcheck contrast glukhov-2009\n")
