"""The library: what other Python programs call, through the same door as the commands.

    import claimcheck

    collection = claimcheck.load("claims")
    answer = claimcheck.contrast(collection, "glukhov-2009")

The package's root lends these names. An answer is the record that `--format json` writes. Nothing here prints, asks, or
starts a process that was not asked for; how far a long call is goes to `progress`, if one is given.
"""

from __future__ import annotations

import os
from pathlib import Path

from claimcheck.checks.selection import selection
from claimcheck.errors import ClaimcheckError
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.reasoning.publication import publish
from claimcheck.store.files import Folder, find
from claimcheck.tasks.checking import look
from claimcheck.tasks.opening import read
from claimcheck.tasks.progress import Progress, silent
from claimcheck.views.changes import changes
from claimcheck.views.contrast import contrast
from claimcheck.views.diff import diff
from claimcheck.views.history import history
from claimcheck.views.origins import origins_of
from claimcheck.views.report import report
from claimcheck.views.show import show
from claimcheck.views.statistics import statistics
from claimcheck.views.timeline import timeline

__all__ = [
    "ClaimcheckError",
    "changes",
    "check",
    "contrast",
    "diff",
    "history",
    "load",
    "origins_of",
    "publish",
    "report",
    "show",
    "statistics",
    "timeline",
]


def load(folder: str | os.PathLike[str], *, progress: Progress = silent) -> Collection:
    """The collection in a folder, without the incidents that have an error in them: those are in `left_out`.

    Of the shared files, what has an error in it is missing too: `check` has the errors.

    Raises:
        NoCollectionError: there is no such folder.
        UnreadableError: the incidents in it cannot be listed.
    """
    return read(_found(folder), None, progress).collection


def check(folder: str | os.PathLike[str], *, processes: int = 1, progress: Progress = silent) -> tuple[Diagnostic, ...]:
    """Everything that `claimcheck check` finds in the collection in a folder, in the order of places.

    With `processes=2`, a second process is forked where there is much to read: only for a program without threads.

    Raises:
        NoCollectionError: there is no such folder.
    """
    chosen = selection((), (), Severity.NOTE)
    found = look(_found(folder), None, chosen, remember=False, processes=processes, progress=progress)
    return tuple(found.judged.kept)


def _found(folder: str | os.PathLike[str]) -> Folder:
    return find(os.fspath(folder), Path.cwd())
