"""The door (`tasks.opening`) as commands go through it: by `--claims`, with what was left out or withheld on stderr."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli import screen
from claimcheck.store.files import ENVIRONMENT, Files, Folder, find

if TYPE_CHECKING:
    from claimcheck.tasks.opening import Opened


def files(claims: str | None) -> Folder:
    """The collection that `--claims`, the environment or the current folder means.

    Raises:
        NoCollectionError: there is none.
    """
    return find(claims, Path.cwd(), os.environ.get(ENVIRONMENT))


def open_incidents(claims: str | None, wanted: Iterable[str], *, public: bool = False) -> Opened:
    """`tasks.opening.open_incidents`; how much was withheld is said."""
    from claimcheck.tasks import opening

    return _told(opening.open_incidents(files(claims), wanted, public=public, progress=screen.progress))


def open_collection(claims: str | None, *, strict: bool = False, public: bool = False) -> Opened:
    """`tasks.opening.open_collection`; what was left out, or how much was withheld, is said."""
    from claimcheck.tasks import opening

    return _told(opening.open_collection(files(claims), strict=strict, public=public, progress=screen.progress))


def open_files(source: Files, wanted: Iterable[str] | None, *, strict: bool) -> Opened:
    """`tasks.opening.open_files`; what was left out is said."""
    from claimcheck.tasks import opening

    opened = opening.open_files(source, wanted, strict=strict, progress=screen.progress)
    return _told(opened, f" of {source.prefix}")


def _told(opened: Opened, where: str = "") -> Opened:
    """What was opened, after what is to be said of it."""
    if not opened.errors and opened.published is None:
        return opened
    from claimcheck.pages.phrases import count, listed

    published = opened.published
    if published is None:
        see = "" if where else "; see `claimcheck check`"
        for each in opened.collection.left_out:
            errors = count(each.errors, "error")
            screen.say(f"claimcheck: left out {each.incident}{where}: it could not be read ({errors}{see})")
        if not opened.collection.left_out:
            screen.point_out(opened.errors)
        return opened
    if opened.unread:
        told = count(opened.unread, "incident")
        screen.say(f"claimcheck: left out {told} that could not be read; see `claimcheck check`")
    elif opened.errors:
        screen.say(f"claimcheck: left out what has {count(len(opened.errors), 'error')} in it; see `claimcheck check`")
    plurals = {"party": "parties"}
    kinds = [count(number, kind, plurals.get(kind)) for kind, number in published.withheld.items()]
    remark = f"withheld {listed(kinds)}" if kinds else "nothing had to be withheld"
    if published.renamed:
        remark += f"; {count(published.renamed, 'speaker')} shown under another name"
    screen.say(f"claimcheck: {remark}")
    return opened
