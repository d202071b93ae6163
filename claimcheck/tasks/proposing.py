"""A change on its way to the disk: what the files would hold, whether the collection would stand it, then the write."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from claimcheck.characters import one_line, visible
from claimcheck.checks.run import run
from claimcheck.errors import WriteError
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.model.location import Path
from claimcheck.store.files import Folder
from claimcheck.store.load import Loaded, load
from claimcheck.store.overlay import Overlay
from claimcheck.store.parse import parse
from claimcheck.store.tree import Node
from claimcheck.store.write import Texts, read, update
from claimcheck.tasks.progress import told
from claimcheck.tasks.refusal import RefusedError

Make = Callable[[Texts], Texts]
"""Given the bytes of some files, those that are to change."""


@frozen(slots=False)
class Proposal:
    """What some files hold, what they would hold, and what would be wrong that is not wrong now."""

    before: Texts
    after: Texts
    found: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What forbids the change."""
        return tuple(each for each in self.found if each.severity is Severity.ERROR)


@frozen(slots=False)
class Given:
    """The not-yet-written text that an error may point into: its file, and how to name its parts for the user."""

    file: str
    text: bytes
    name: Callable[[Path, Node], str]
    """What a person calls what stands at a path in the tree of the file; empty of what was there already."""

    def named(self, found: Diagnostic) -> str:
        """The name of what a diagnostic points at; empty where it points at a line that is there."""
        tree = parse(self.text).tree if found.location.file == self.file else None
        return self.name(found.path, tree) if tree is not None else ""


def propose(folder: Folder, names: Iterable[str], make: Make) -> Proposal:
    """What a change would come to; nothing is written.

    The rules run over the whole collection as it would be; what they found before the change is not held against it.

    Raises:
        WriteError: a file cannot be read.
        EditError: it cannot be changed so.
    """
    return _proposal(folder, {name: read(folder, name) for name in names}, make)


def carry_out(folder: Folder, proposal: Proposal, make: Make) -> None:
    """Write what was proposed; where somebody wrote meanwhile, propose and check again under the lock.

    Raises:
        LockedError, WriteError: nothing was written, and the message says why.
        RefusedError: by now it would break the collection.
    """

    def agreed(texts: Texts) -> Texts:
        if texts == proposal.before:
            return proposal.after
        again = _proposal(folder, texts, make)
        must_stand(again)
        return again.after

    update(folder, proposal.before, agreed)


def must_stand(proposal: Proposal, given: Given | None = None) -> tuple[str, ...]:
    """The warnings that a change would bring, a line each; of what is not written yet, by the name of what was `given`.

    Raises:
        RefusedError: there is an error in it.
    """
    place = given.named if given else lambda _: ""
    if proposal.errors:
        number = f"{len(proposal.errors)} error" + ("" if len(proposal.errors) == 1 else "s")
        message = f"nothing was written: it would bring {number} into the collection"
        raise RefusedError(message, found=proposal.errors, place=place)
    return tuple(each.sentence(place(each)) for each in proposal.found)


def put(folder: Folder, texts: Mapping[str, bytes]) -> list[str]:
    """Write generated files (schemas, empty collections), making their folders; the names of those that changed.

    Raises:
        WriteError: one cannot be written.
    """
    for name in texts:
        try:
            (folder.root / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"cannot make a folder for `{folder.prefix}{name}`: {error.strerror}") from error
    return [each.name for each in update(folder, texts, lambda _: dict(texts))]


def difference(folder: Folder, before: Texts, after: Texts) -> str:
    """The change as a unified diff, as `git diff` shows it."""
    return "".join(
        each
        for name in sorted(after)
        for each in _difference(one_line(folder.prefix + name), before.get(name), after[name])
    )


def _difference(name: str, before: bytes | None, after: bytes | None) -> Iterable[str]:
    old, new = ((text or b"").decode("utf-8", errors="replace").splitlines() for text in (before, after))
    names = ("/dev/null" if before is None else f"a/{name}", "/dev/null" if after is None else f"b/{name}")
    for line in difflib.unified_diff(old, new, *names, lineterm=""):
        yield visible(line) + "\n"


def _proposal(folder: Folder, texts: Texts, make: Make) -> Proposal:
    after = {name: text for name, text in make(dict(texts)).items() if text != texts[name]}
    step = partial(told, "incidents read")
    found = findings(load(Overlay(folder, after), step=step)) if after else []
    if found:
        known = {key(each) for each in findings(load(folder, step=step))}
        found = [each for each in found if key(each) not in known]
    return Proposal(texts, after, tuple(found))


def findings(loaded: Loaded) -> list[Diagnostic]:
    """Errors and warnings of a whole collection, by place."""
    wanted = [Severity.ERROR, Severity.WARNING]
    ruled = run(loaded.collection, loaded.locate, loaded.incident_of, wanted, whole=True)
    both = [*(each for each in loaded.diagnostics if each.severity in wanted), *ruled]
    return sorted(both, key=lambda each: each.sort_key)


def key(found: Diagnostic) -> tuple[str, str, str]:
    """What makes two findings the same, wherever the line has moved to."""
    return (found.location.file, found.rule, found.message)
