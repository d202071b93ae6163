"""Where texts come from: a folder, or (in `revision.py`) a git revision of one."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from claimcheck.errors import NoCollectionError, UnreadableError
from claimcheck.frozen import frozen
from claimcheck.store.witness import saw_file, saw_folder, saw_place, unsure

MAX_BYTES = 5_000_000
INCIDENTS = "incidents"
SHARED = ("speakers.yaml", "themes.yaml")
ENVIRONMENT = "CLAIMCHECK_CLAIMS"


class Unreadable(Exception):  # noqa: N818 - becomes a diagnostic, never reaches a user as an exception
    """A file that cannot be read, and why."""

    def __init__(self, message: str, hint: str = "") -> None:
        """`message` says what was found."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class Files(Protocol):
    """The texts of one collection; names are relative to it, with `/`."""

    @property
    def prefix(self) -> str:
        """What stands before a name where it is printed."""
        ...

    def incidents(self) -> list[str]:
        """The names of everything in the folder of incidents, sorted."""
        ...

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none.

        Raises:
            Unreadable: it is there and cannot be read.
        """
        ...


@frozen(slots=False)
class Folder:
    """A collection in a folder."""

    root: Path
    prefix: str

    def incidents(self) -> list[str]:
        """Everything in the folder of incidents but dot-files, sorted by name."""
        try:
            names = os.listdir(self.root / INCIDENTS)  # noqa: PTH208 - os.listdir is the fastest
        except FileNotFoundError:
            saw_place(self.root / INCIDENTS, there=False)
            return []
        except OSError as error:
            unsure(self.root / INCIDENTS)
            raise Unreadable(f"the folder cannot be listed: {_reason(error)}") from error
        saw_folder(self.root / INCIDENTS, names)
        return sorted(f"{INCIDENTS}/{name}" for name in names if not name.startswith("."))

    def read(self, name: str) -> bytes | None:
        """The bytes of a regular file inside the collection, at most 5 MB.

        Raises:
            Unreadable: it is not a regular file, lies outside, is too large or may not be read.
        """
        path = self.root / name
        try:
            found = self._read(path)
        except Unreadable:
            unsure(path)
            raise
        if found is None:
            saw_place(path, there=False)
            return None
        saw_file(path, *found)
        return found[1]

    def _read(self, path: Path) -> tuple[os.stat_result, bytes] | None:
        try:
            if os.path.islink(path) or os.path.islink(path.parent):  # noqa: PTH114 - a thousand times over
                unsure(path)
                if not path.resolve().is_relative_to(self.root.resolve()):
                    raise Unreadable("a symbolic link that leads out of the collection", "put the file itself here")
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            if path.is_symlink():
                raise Unreadable("a symbolic link that leads nowhere") from None
            return None
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            raise Unreadable(f"cannot be read: {_reason(error)}") from error
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):  # asked before opening: a folder cannot even be opened
                raise Unreadable(f"not a regular file ({_sort(status.st_mode)})")
            if status.st_size > MAX_BYTES:
                raise too_large(status.st_size)
            with os.fdopen(handle, "rb", closefd=False) as stream:
                return status, stream.read()
        except OSError as error:
            raise Unreadable(f"cannot be read: {_reason(error)}") from error
        finally:
            os.close(handle)


def exists(path: Path) -> bool:
    """Whether something is at a path."""
    there = path.exists()
    saw_place(path, there=there)
    return there


def find(given: str | None, start: Path, environment: str | None = None) -> Folder:
    """The collection that a person means: as given, else named by the environment, else `claims/` here or above.

    Raises:
        NoCollectionError: there is none.
    """
    named = given or environment
    if named:
        root = Path(named)
        if not root.is_absolute():
            root = start / root
        if not root.is_dir():
            raise NoCollectionError(f"no folder `{named}`", _no_folder(named, root))
        return Folder(root, named.rstrip("/") + "/")
    for folder in (start, *start.parents):
        root = folder / "claims"
        if any(exists(root / each) for each in (INCIDENTS, *SHARED)):
            return Folder(root, os.path.relpath(root, start).replace(os.sep, "/") + "/")
    raise NoCollectionError(
        "no `claims/` folder here or in any folder above",
        "`claimcheck init` begins one here, `claimcheck demo DIR` makes one to look at, `--claims DIR` names one",
    )


def _no_folder(given: str, root: Path) -> str:
    """What to name in the place of a folder that is none."""
    if "=" in given:
        return "`--claims` names the collection; what somebody claims is `--asserts QUESTION=ANSWER`"
    if root.is_file():
        return "name the folder that holds `incidents/`, not a file in it"
    return "name the folder that holds `incidents/`; `claimcheck init DIR` begins a collection in DIR"


def too_large(size: int) -> Unreadable:
    """That a file of some size (in bytes) is too large to be read."""
    most = f"{MAX_BYTES // 1_000_000} MB"
    return Unreadable(f"{size / 1e6:,.1f} MB is more than the {most} that one file may have", "split it")


def incident_files(files: Files) -> list[str]:
    """The names of everything in the folder of incidents, for who cannot go on without them.

    Raises:
        UnreadableError: the folder cannot be listed.
    """
    try:
        return files.incidents()
    except Unreadable as problem:
        raise UnreadableError(f"`{files.prefix}{INCIDENTS}`: {problem.message}", problem.hint) from problem


def differing(one: Files, other: Files) -> list[str] | None:
    """The ids of the incidents whose bytes differ; None where a shared file does, which touches every incident.

    Raises:
        UnreadableError: a folder of incidents cannot be listed.
    """
    if any(_bytes(one, name) != _bytes(other, name) for name in SHARED):
        return None
    names = sorted({*incident_files(one), *incident_files(other)})
    return identifiers(name for name in names if _bytes(one, name) != _bytes(other, name))


def named(identifier: str) -> str:
    """The name of the file that holds an incident."""
    return f"{INCIDENTS}/{identifier}.yaml"


def identifiers(names: Iterable[str]) -> list[str]:
    """The ids of the incidents among the names of files."""
    return [name.removeprefix(f"{INCIDENTS}/").removesuffix(".yaml") for name in names if name.endswith(".yaml")]


def _bytes(files: Files, name: str) -> bytes | object | None:
    """The bytes of a file; what cannot be read is like nothing else, so that it is looked at."""
    try:
        return files.read(name)
    except Unreadable:
        return object()


def _reason(error: BaseException) -> str:
    if isinstance(error, RuntimeError) or (isinstance(error, OSError) and error.errno == errno.ELOOP):
        return "symbolic links that lead in a circle"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _sort(mode: int) -> str:
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISCHR, "a device"),
    ):
        if test(mode):
            return name
    return "something else"
