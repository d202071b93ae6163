"""The one door to every view: load, run the rules of severity error, or refuse. No command goes round it.

An incident with an error in it is never shown: a side that is missing through a typo would make a false contrast.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli import screen
from claimcheck.errors import PublicationError, UnknownIdError, UnreadableError
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.store.files import ENVIRONMENT, INCIDENTS, Files, Folder, find, identifiers, incident_files

if TYPE_CHECKING:
    from claimcheck.model.collection import Collection
    from claimcheck.store.load import Loaded


@dataclass(frozen=True)
class Opened:
    """A collection that may be shown, how it was read, and every error that was found on the way."""

    collection: Collection
    loaded: Loaded
    errors: tuple[Diagnostic, ...]


def files(claims: str | None) -> Folder:
    """The collection that `--claims`, the environment or the current folder means.

    Raises:
        NoCollectionError: there is none.
    """
    return find(claims, Path.cwd(), os.environ.get(ENVIRONMENT))


def incident_ids(folder: Files) -> list[str]:
    """The ids of all incidents of a collection, read from the names of its files only.

    Raises:
        UnreadableError: their folder cannot be listed.
    """
    return identifiers(incident_files(folder))


def open_incidents(claims: str | None, wanted: Iterable[str], *, public: bool = False) -> Opened:
    """Some incidents, whole and without an error, with the shared files; nothing else is read.

    With `public`, only the part of them that everybody may see; how much is missing is said on stderr.

    Raises:
        NoCollectionError: there is no collection.
        UnknownIdError: there is no such incident.
        UnreadableError: one of them, or a shared file, has an error in it; the errors are printed.
        PublicationError: nothing of one of them may be shown, or something would give somebody away.
    """
    folder = files(claims)
    names = list(dict.fromkeys(wanted))
    known = incident_ids(folder)
    for each in names:
        if each not in known:
            raise UnknownIdError("incident", each, known)
    opened = read(folder, names)
    if opened.errors:
        screen.point_out(opened.errors)
        raise UnreadableError(_refusal(names, opened.errors), "`claimcheck check` shows every problem")
    return _published(opened, names) if public else opened


def open_collection(claims: str | None, *, strict: bool = False, public: bool = False) -> Opened:
    """The whole collection without its broken incidents; they are named on stderr and in `left_out`.

    With `public`, only the part of it that everybody may see; how much is missing is said on stderr.

    Raises:
        NoCollectionError: there is no collection.
        UnreadableError: the incidents cannot be listed, or something had to be left out and `strict` was asked for.
        PublicationError: something would give somebody away.
    """
    opened = read(files(claims), None)
    if not opened.errors:
        return _published(opened) if public else opened
    if strict:
        screen.point_out(opened.errors)
        raise UnreadableError("the collection has errors in it, and nothing may be left out (--strict)")
    if public:
        return _published(opened)
    for each in opened.collection.left_out:
        number = f"{each.errors} error" + ("" if each.errors == 1 else "s")
        screen.say(f"claimcheck: left out {each.incident}: it could not be read ({number}; see `claimcheck check`)")
    if not opened.collection.left_out:
        screen.point_out(opened.errors)
    return opened


def open_files(source: Files, wanted: Iterable[str] | None, *, strict: bool) -> Opened:
    """A collection from wherever it is, such as a git revision: some incidents (those that it has) or all.

    Raises:
        UnreadableError: the incidents cannot be listed; or something has an error in it and `strict` was asked for: the
            errors are printed.
    """
    names = None if wanted is None else list(dict.fromkeys(wanted))
    opened = read(source, names)
    if opened.errors and strict:
        screen.point_out(opened.errors)
        raise UnreadableError(_refusal(names or ["the collection"], opened.errors))
    _name_left_out(opened)
    return opened


def _name_left_out(opened: Opened) -> None:
    for each in opened.collection.left_out:
        number = f"{each.errors} error" + ("" if each.errors == 1 else "s")
        where = opened.loaded.files.prefix
        screen.say(f"claimcheck: left out {each.incident} of {where}: it could not be read ({number})")
    if not opened.collection.left_out:
        screen.point_out(opened.errors)


def read(folder: Files, wanted: list[str] | None) -> Opened:
    """A collection, or some incidents of it, without those that have an error in them; they are in `left_out`.

    Raises:
        UnreadableError: all are wanted and cannot be listed.
    """
    from claimcheck.checks.run import run
    from claimcheck.model.collection import LeftOut
    from claimcheck.store.load import load

    loaded = load(folder, wanted, step=partial(screen.progress, "incidents read"))
    if f"{INCIDENTS}/" in loaded.collection.unread:  # for a file whose name is no id, or because none can be listed
        incident_files(folder)
    found = run(loaded.collection, loaded.locate, loaded.incident_of, [Severity.ERROR])
    errors = tuple(each for each in (*loaded.diagnostics, *found) if each.severity is Severity.ERROR)
    broken = Counter(each.incident for each in errors)
    everywhere = broken.pop(None, 0)  # an error in a shared file touches every incident
    present = list(loaded.collection.incidents)
    names = (
        sorted({*present, *(each for each in broken if each is not None)})
        if everywhere
        else sorted(filter(None, broken))
    )
    left_out = tuple(LeftOut(name, broken[name] + everywhere) for name in names)
    kept = {name: each for name, each in loaded.collection.incidents.items() if name not in set(names)}
    return Opened(replace(loaded.collection, incidents=kept, left_out=left_out), loaded, errors)


def _refusal(names: list[str], errors: tuple[Diagnostic, ...]) -> str:
    number = f"{len(errors)} error" + ("" if len(errors) == 1 else "s")
    return f"{' and '.join(names)} cannot be shown: {number} in the files it is made of"


def _published(opened: Opened, wanted: Iterable[str] = ()) -> Opened:
    """The public part of what was opened; stderr is told how much is missing, of which kind, and never what."""
    from claimcheck.pages.phrases import count, listed
    from claimcheck.reasoning.publication import publish

    published = publish(opened.collection)
    for each in wanted:
        if each not in published.collection.incidents:
            raise PublicationError("nothing of this incident may be published", "all of its claims are withheld")
    unread = len(opened.collection.left_out)
    if unread:
        screen.say(f"claimcheck: left out {count(unread, 'incident')} that could not be read; see `claimcheck check`")
    elif opened.errors:
        screen.say(f"claimcheck: left out what has {count(len(opened.errors), 'error')} in it; see `claimcheck check`")
    plurals = {"party": "parties"}
    kinds = [count(number, kind, plurals.get(kind)) for kind, number in published.withheld.items()]
    remark = f"withheld {listed(kinds)}" if kinds else "nothing had to be withheld"
    if published.renamed:
        remark += f"; {count(published.renamed, 'speaker')} shown under another name"
    screen.say(f"claimcheck: {remark}")
    return replace(opened, collection=published.collection)
