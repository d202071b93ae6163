"""What other Python programs call: the same door that the commands go through, without options and printing.

    import claimcheck

    collection = claimcheck.load("claims")
    answer = claimcheck.contrast(collection, "glukhov-2009")

The package's root lends these names; an answer is the record that `--format json` writes.
"""

from __future__ import annotations

import os
from pathlib import Path

from claimcheck.checks.selection import selection
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.store.files import find
from claimcheck.tasks.checking import look
from claimcheck.tasks.opening import read


def load(folder: str | os.PathLike[str]) -> Collection:
    """The collection in a folder, without the incidents that have an error in them: those are in `left_out`.

    Of the shared files, what has an error in it is missing too: `check` has the errors.

    Raises:
        NoCollectionError: there is no such folder.
        UnreadableError: the incidents in it cannot be listed.
    """
    return read(find(os.fspath(folder), Path.cwd()), None).collection


def check(folder: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    """Everything that `claimcheck check` finds in the collection in a folder, in the order of places.

    Raises:
        NoCollectionError: there is no such folder.
    """
    chosen = selection((), (), Severity.NOTE)
    return tuple(look(find(os.fspath(folder), Path.cwd()), None, chosen, remember=False).judged.kept)
