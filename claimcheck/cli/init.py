"""Make an empty collection: `claims/` with its shared files, ready for `claimcheck new INCIDENT`.

What is there already is left as it is. With --git, the attributes by which git merges these files by claim and key are
written too, and what git lets nobody commit is printed, to be typed once in each clone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import screen

_CONFIGURE = """\
Git lets nobody commit the rest; type it once in each clone:
  git config merge.claimcheck.name 'claims by id and key'
  git config merge.claimcheck.driver 'claimcheck merge %O %A %B %P --marker-size %L; s=$?; test $s -le 1 && exit $s; \
git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B'
"""


def command(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="A folder; `claims/` is made in it.")] = ".",
    git: Annotated[bool, typer.Option("--git", help="Also have git merge the files by claim and key.")] = False,
) -> None:
    """Run the command.

    Raises:
        WriteError: a folder or a file cannot be made.
    """
    from claimcheck.tasks.beginning import begin_collection, git_merges

    made = begin_collection(Path(folder))
    if git:
        for name in git_merges(Path(folder)):
            screen.write(f"changed {name}\n")
        screen.write(_CONFIGURE)
    if not made:
        screen.write(f"{Path(folder) / 'claims'} is a collection already\n")
        return
    for name in made:
        screen.write(f"made {name}\n")
    inside = "" if folder == "." else f"  cd {folder}\n"
    screen.write(f"Now begin an incident:\n{inside}  claimcheck new INCIDENT\n")
