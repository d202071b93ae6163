"""The one door to every view: load, run the rules of severity error, or refuse. No view is given anything else.

An incident with an error in it is never shown: a side that is missing through a typo would make a false contrast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from claimcheck.errors import PublicationError, UnknownIdError
from claimcheck.frozen import frozen, replace
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.store.files import INCIDENTS, Files, identifiers, incident_files
from claimcheck.tasks.progress import Progress, silent
from claimcheck.tasks.refusal import RefusedError

if TYPE_CHECKING:
    from claimcheck.model.collection import Collection
    from claimcheck.reasoning.publication import Published
    from claimcheck.store.load import Loaded
    from claimcheck.store.shelf import Shelf


@frozen(slots=False)
class Opened:
    """A collection that may be shown, how it was read, and every error that was found on the way.

    `unread` counts the incidents that were left out; `published` says what had to be withheld, if only the public part
    was asked for, and `whole` is then what it is a part of.
    """

    collection: Collection
    loaded: Loaded
    errors: tuple[Diagnostic, ...]
    unread: int = 0
    published: Published | None = None
    whole: Collection | None = None


def incident_ids(folder: Files) -> list[str]:
    """The ids of all incidents of a collection, read from the names of its files only.

    Raises:
        UnreadableError: their folder cannot be listed.
    """
    return identifiers(incident_files(folder))


def open_incidents(
    folder: Files,
    wanted: Iterable[str],
    *,
    public: bool = False,
    progress: Progress = silent,
    shelf: Shelf | None = None,
) -> Opened:
    """Some incidents, whole and without an error, with the shared files; nothing else is read.

    With `public`, only the part of them that everybody may see.

    Raises:
        UnknownIdError: there is no such incident.
        RefusedError: one of them, or a shared file, has an error in it.
        PublicationError: nothing of one of them may be shown, or something would give somebody away.
    """
    names = list(dict.fromkeys(wanted))
    known = incident_ids(folder)
    for each in names:
        if each not in known:
            raise UnknownIdError("incident", each, known)
    opened = read(folder, names, progress, shelf)
    if opened.errors:
        raise RefusedError(_refusal(names, opened.errors), "`claimcheck check` shows every problem", opened.errors)
    return _public(opened, names) if public else opened


def open_collection(
    folder: Files,
    *,
    strict: bool = False,
    public: bool = False,
    progress: Progress = silent,
    shelf: Shelf | None = None,
) -> Opened:
    """The whole collection without its broken incidents, which are in `left_out`.

    With `public`, only the part of it that everybody may see.

    Raises:
        UnreadableError: the incidents cannot be listed.
        RefusedError: something had to be left out and `strict` was asked for.
        PublicationError: something would give somebody away.
    """
    opened = read(folder, None, progress, shelf)
    if opened.errors and strict:
        message = "the collection has errors in it, and nothing may be left out (--strict)"
        raise RefusedError(message, found=opened.errors)
    return _public(opened) if public else opened


def open_files(
    source: Files,
    wanted: Iterable[str] | None,
    *,
    strict: bool,
    progress: Progress = silent,
    shelf: Shelf | None = None,
) -> Opened:
    """A collection from wherever it is, such as a git revision: some incidents (those that it has) or all.

    Raises:
        UnreadableError: the incidents cannot be listed.
        RefusedError: something has an error in it and `strict` was asked for.
    """
    names = None if wanted is None else list(dict.fromkeys(wanted))
    opened = read(source, names, progress, shelf)
    if opened.errors and strict:
        raise RefusedError(_refusal(names or ["the collection"], opened.errors), found=opened.errors)
    return opened


def read(folder: Files, wanted: list[str] | None, progress: Progress = silent, shelf: Shelf | None = None) -> Opened:
    """A collection, or some incidents of it, without those that have an error in them; they are in `left_out`.

    `shelf` keeps the trees of files from one call to the next.

    Raises:
        UnreadableError: all are wanted and cannot be listed.
    """
    from claimcheck.checks.run import run
    from claimcheck.model.collection import LeftOut
    from claimcheck.store.load import load

    parsing = shelf.parse if shelf is not None else None
    loaded = load(folder, wanted, step=partial(progress, "incidents read"), parsing=parsing)
    if shelf is not None:
        shelf.close()
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
    return Opened(replace(loaded.collection, incidents=kept, left_out=left_out), loaded, errors, len(left_out))


def _refusal(names: list[str], errors: tuple[Diagnostic, ...]) -> str:
    number = f"{len(errors)} error" + ("" if len(errors) == 1 else "s")
    return f"{' and '.join(names)} cannot be shown: {number} in the files it is made of"


def _public(opened: Opened, wanted: Iterable[str] = ()) -> Opened:
    """The public part of what was opened."""
    from claimcheck.reasoning.publication import publish

    published = publish(opened.collection)
    for each in wanted:
        if each not in published.collection.incidents:
            raise PublicationError("nothing of this incident may be published", "all of its claims are withheld")
    return replace(opened, collection=published.collection, published=published, whole=opened.collection)
