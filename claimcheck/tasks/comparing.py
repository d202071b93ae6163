"""Which two states of a collection are to be compared: git revisions, or one and the files as they are now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from claimcheck.errors import NoCollectionError, UnknownIdError, UsageError, did_you_mean
from claimcheck.store.files import Files, Folder, differing
from claimcheck.store.revision import Repository
from claimcheck.tasks.opening import incident_ids

_NOW = "the working tree"
_TWO = "two revisions are two words: `changes REV REV2`"


@dataclass(frozen=True)
class Comparison:
    """The two states to compare, what they are called, and the incident that was asked for."""

    old: Files
    new: Files
    before: str
    after: str
    incident: str | None

    @cached_property
    def differing(self) -> list[str] | None:
        """The incidents that have to be opened; None for all."""
        return differing(self.old, self.new) if self.incident is None else [self.incident]

    @property
    def identical(self) -> int:
        """How many incidents need not be opened, for their files are the same."""
        if self.differing is None or self.incident is not None:
            return 0
        return len({*incident_ids(self.old), *incident_ids(self.new)} - {*self.differing})


def asked_for(
    words: list[str], incident: str | None, find: Callable[[], Folder], folder_name: str | None
) -> Comparison:
    """What the arguments mean; `find` finds the collection, and `folder_name` names it where no work tree has it.

    Raises:
        NoCollectionError: there is no collection.
        UsageError: the collection is in no git repository, or the words name no revision, or two things at once.
        UnknownIdError: the last word names neither a revision nor an incident.
    """
    repository, folder, here = _place(find, folder_name)
    words = list(words)
    known = incident_ids(here) if here is not None else []
    last = words[-1] if words else None
    if last is not None and incident is None:
        is_revision = repository.commit(last) is not None
        if is_revision and last in known and len(words) < 3:
            hint = f"say `--incident {last}`, or `refs/heads/{last}` for the revision"
            raise UsageError(f"`{last}` is a revision and an incident", hint)
        if len(words) == 3 or not is_revision:
            incident = words.pop()
    if len(words) > 2:
        raise UsageError("at most two revisions can be compared", _TWO)
    first, second = [*words, None, None][:2]
    old = repository.revision(first or "HEAD", folder)
    new: Files | None = repository.revision(second, folder) if second else here
    if new is None:
        raise NoCollectionError("no `claims/` folder here to compare with", "give two revisions: `changes A B`")
    if incident is not None:
        there = {*incident_ids(old), *incident_ids(new)}
        if incident not in there and incident == last:
            message = f"`{incident}` is neither a revision of this repository nor an incident"
            raise UsageError(message, _TWO if ".." in incident else did_you_mean(incident, there))
        if incident not in there:
            raise UnknownIdError("incident", incident, there)
    return Comparison(old, new, first or "HEAD", second or _NOW, incident)


def _place(find: Callable[[], Folder], folder_name: str | None) -> tuple[Repository, PurePosixPath, Files | None]:
    """The repository, the folder of the collection in it and, where there is a work tree, the files as they are now."""
    try:
        here = find()
    except NoCollectionError:
        repository = Repository.around(Path.cwd().resolve())
        if repository is None:
            raise
        folder = PurePosixPath(folder_name or "claims")
        return repository, folder, None
    root = here.root.resolve()
    repository = Repository.around(root)
    if repository is None:
        raise UsageError(f"`{here.prefix}` is in no git repository", "`git init`, and commit it once")
    return repository, PurePosixPath(root.relative_to(repository.root).as_posix()), here
