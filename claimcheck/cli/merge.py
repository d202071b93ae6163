"""Merge two versions of a file of the collection: git's merge driver, by claim and key instead of by line.

BASE, OURS and THEIRS are files; the result takes the place of OURS. PATH says where the file lies in the repository.
What only one side changed is taken from it, whole and byte for byte; what both changed, each in its own way, stands
between git's own markers. Exit status: 0 merged, 1 with conflicts, 2 a wrong call. `claimcheck init --git` says how
git is told of it. A file that cannot be cut into records is merged by git itself, line by line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.characters import one_line
from claimcheck.cli import screen
from claimcheck.errors import UsageError

_SHORTEST = 3


def command(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The version that both come from (%O).")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our version (%A); replaced by the result.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="Their version (%B).")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="Where the file lies in the repository (%P).")],
    marker_size: Annotated[int, typer.Option("--marker-size", metavar="N", help="Length of a marker (%L).")] = 7,
    labels: Annotated[
        str, typer.Option("--labels", metavar="OURS,BASE,THEIRS", help="What stands behind the markers.")
    ] = "",
) -> None:
    """Run the command.

    Raises:
        UsageError: the markers are too short.
        UnreadableError: a file cannot be read.
        WriteError: OURS cannot be written.
    """
    from claimcheck.store.merge.driver import Labels, conflict_style, labelled, merge_files, put

    if marker_size < _SHORTEST:
        raise UsageError(f"a marker of {marker_size} characters is too short", "git's own have 7")
    settings = Labels(size=marker_size, with_base=conflict_style())
    outcome = merge_files(base, ours, theirs, path, labelled(settings, labels.split(",")))
    put(ours, outcome.data)
    shown = one_line(path)
    if outcome.by_lines:
        screen.say(f"{shown}: merged by lines: {outcome.by_lines}")
    for line in (*outcome.remarks, *outcome.conflicts):
        screen.say(f"{shown}: {one_line(line)}")
    if outcome.conflicts:
        raise typer.Exit(1)
