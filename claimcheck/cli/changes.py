"""Say what a change to the files means: which claims and questions differ, and which clashes came and went.

`changes [REV [REV2]] [INCIDENT]` compares a git revision (HEAD, if none is given) with the files as they are now, or
with a second revision. A moved line, a comment or a reordered key is no change. With --exit-code, exit 1 if anything
changed, or if an incident could not be read and so not be compared.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.call import Call
from claimcheck.cli.completing import incident_names
from claimcheck.errors import NoCollectionError, UnknownIdError, UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.store.files import ENVIRONMENT, Files, differing
from claimcheck.tasks.opening import incident_ids

if TYPE_CHECKING:
    from claimcheck.store.revision import Repository

_NOW = "the working tree"
_TWO = "two revisions are two words: `changes REV REV2`"


def command(
    call: Call,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV [REV2]] [INCIDENT]",
            help="One or two git revisions, and an incident.",
            autocompletion=incident_names,
        ),
    ] = None,
    incident: Annotated[
        str | None,
        typer.Option("--incident", metavar="ID", help="Only this incident.", autocompletion=incident_names),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 1 if anything changed, or could not be compared.")
    ] = False,
) -> int:
    """Run the command."""
    from claimcheck.pages.changes import changes_page
    from claimcheck.views.changes import changes

    asked = _read(words or [], incident, call)
    only = differing(asked.old, asked.new) if asked.incident is None else [asked.incident]
    refuse = call.strict or asked.incident is not None
    old, new = (call.files(each, only, strict=refuse) for each in (asked.old, asked.new))
    result = changes(old, new, asked.incident, identical=_identical(asked, only))
    call.answer(result, lambda: changes_page(result, asked.before, asked.after))
    return 1 if exit_code and (result.any or result.left_out) else 0


@frozen(slots=False)
class _Asked:
    """The two states to compare, what they are called, and the incident that was asked for."""

    old: Files
    new: Files
    before: str
    after: str
    incident: str | None


def _identical(asked: _Asked, only: list[str] | None) -> int:
    """How many incidents need not be opened, for their files are the same."""
    if only is None or asked.incident is not None:
        return 0
    return len({*incident_ids(asked.old), *incident_ids(asked.new)} - {*only})


def _read(words: list[str], incident: str | None, call: Call) -> _Asked:
    """What the arguments mean.

    Raises:
        NoCollectionError: there is no collection.
        UsageError: the collection is in no git repository, or the words name no revision, or two things at once.
        UnknownIdError: the last word names neither a revision nor an incident.
    """
    repository, folder, here = _place(call)
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
    return _Asked(old, new, first or "HEAD", second or _NOW, incident)


def _place(call: Call) -> tuple[Repository, PurePosixPath, Files | None]:
    """The repository, the folder of the collection in it and, where there is a work tree, the files as they are now."""
    from claimcheck.store.revision import Repository

    try:
        here = call.folder()
    except NoCollectionError:
        repository = Repository.around(Path.cwd().resolve())
        if repository is None:
            raise
        folder = PurePosixPath(call.claims or os.environ.get(ENVIRONMENT) or "claims")
        return repository, folder, None
    root = here.root.resolve()
    repository = Repository.around(root)
    if repository is None:
        raise UsageError(f"`{here.prefix}` is in no git repository", "`git init`, and commit it once")
    return repository, PurePosixPath(root.relative_to(repository.root).as_posix()), here
