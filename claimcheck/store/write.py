"""Writes that leave the old file or the new one, never a mixture, and never lose what another writer wrote.

Each file has a lock beside it (`.NAME.lock`, which says who holds it since when); the new text goes to a temporary file
in the same folder, is flushed, takes the old one's place in one step, is read again and compared. A process that dies
leaves at most a lock that nobody holds and a temporary file; the next writer takes the one over and sweeps the other.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.errors import LockedError, WriteError
from claimcheck.frozen import frozen
from claimcheck.store.files import Folder, Unreadable

WAIT = 10.0
"""How many seconds a writer waits for another."""
_PAUSE = 0.02
_UNSIGNED = 2.0

Texts = dict[str, bytes | None]
"""Names of files, relative to their collection, and their bytes; None where there is no such file."""


@frozen
class Written:
    """One file that was changed: what it held (None: it was not there) and what it holds (None: it is gone)."""

    name: str
    before: bytes | None
    after: bytes | None


def update(folder: Folder, names: Iterable[str], make: Callable[[Texts], Texts], wait: float = WAIT) -> list[Written]:
    """Change files of a collection: `make` is given the bytes of `names` and returns those that are to change.

    All files are locked before the first is read; all new texts are on the disk before the first takes its place. What
    `make` raises leaves everything as it was. It may return only names that it was given.

    Raises:
        LockedError: another process holds one of the files longer than `wait` seconds.
        WriteError: a file cannot be read or written, or somebody else changed it meanwhile; the message says what is
            done and what is not.
    """
    paths = {name: _target(folder, name) for name in sorted(set(names))}
    with contextlib.ExitStack() as stack:
        for path in paths.values():
            stack.enter_context(locked(path, wait))
        before: Texts = {name: read(folder, name) for name in paths}
        after = make(dict(before))
        changes = [Written(name, before[name], text) for name, text in sorted(after.items()) if text != before[name]]
        _write(folder, paths, changes)
    return changes


@contextlib.contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of a file.

    Raises:
        LockedError: another process holds it longer than `wait` seconds.
        WriteError: no lock can be made, as in a folder that is read-only.
    """
    lock = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + wait
    while (handle := _acquire(lock)) is None:
        if time.monotonic() >= deadline:
            raise LockedError(
                f"`{path.name}` is locked by {_holder(lock)}", f"wait for it; if it is gone, delete `{lock}`"
            )
        time.sleep(_PAUSE)
    try:
        _sweep(path)
        yield
    finally:
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), lock.stat()):
                lock.unlink()
        os.close(handle)


def _acquire(lock: Path) -> int | None:
    """The lock, held; None while somebody else has it."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except FileExistsError:
        return _inherit(lock)
    except OSError as error:
        raise WriteError(f"cannot write in `{lock.parent}`: {error.strerror}") from error
    with contextlib.suppress(OSError):  # a file system without flock: the lock file alone has to do
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        _sign(handle)
    except OSError as error:  # a full disk: not even a lock can be left on it
        lock.unlink(missing_ok=True)
        os.close(handle)
        raise WriteError(f"cannot write in `{lock.parent}`: {error.strerror}") from error
    return handle


def _inherit(lock: Path) -> int | None:
    """The lock of a process that is no more; None where its holder lives, or may live.

    A holder keeps an flock on its lock file, so that of several heirs one gets it; and whoever gets it makes sure that
    the file is still the one that bears the name.
    """
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None  # gone by now, or not ours to take over
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        same = os.path.samestat(os.fstat(handle), lock.stat())
        if same and not _alive(os.pread(handle, 256, 0), time.time() - os.fstat(handle).st_mtime):
            _sign(handle)
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _sign(handle: int) -> None:
    """Write who holds a lock, since when."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()} {now} {os.uname().nodename}\n".encode(), 0)


def _alive(signature: bytes, age: float) -> bool:
    """Whether the process that signed a lock, `age` seconds ago, may still be there; on another machine it always may.

    A holder signs at once: an empty lock of some age was left by one that was stopped before it could.
    """
    words = signature.decode("ascii", errors="replace").split()
    if not words:
        return age < _UNSIGNED
    if len(words) < 3 or not words[0].isdigit() or words[2] != os.uname().nodename:
        return True
    try:
        os.kill(int(words[0]), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return int(words[0]) != os.getpid()  # our own number on a lock that nobody holds: an earlier process had it


def _holder(lock: Path) -> str:
    """Who holds a lock, in words."""
    try:
        words = lock.read_text(encoding="ascii", errors="replace").split()
    except OSError:
        words = []
    if len(words) < 3:
        return "another process"
    return f"process {words[0]} since {words[1]}" + ("" if words[2] == os.uname().nodename else f" on {words[2]}")


def _target(folder: Folder, name: str) -> Path:
    """The file that is written: where it is a symbolic link, the one that it leads to, inside the collection only."""
    path = folder.root / name
    if not path.is_symlink():
        return path
    goal = path.resolve()
    if not goal.is_relative_to(folder.root.resolve()):
        raise WriteError(f"`{folder.prefix}{name}` is a symbolic link that leads out of the collection")
    return goal


def read(folder: Folder, name: str) -> bytes | None:
    """The bytes of a file of a collection; None where there is none.

    Raises:
        WriteError: it cannot be read, and so not be written.
    """
    try:
        return folder.read(name)
    except Unreadable as problem:
        raise WriteError(f"`{folder.prefix}{name}`: {problem.message}", problem.hint) from problem


def _write(folder: Folder, paths: dict[str, Path], changes: list[Written]) -> None:
    """Put new texts in the place of old ones: first all of them beside, then one after the other, or none.

    Files that are to go are taken away last, so that at no moment a text is nowhere.
    """
    done: list[Written] = []
    try:
        for change in changes:
            _prepare(paths[change.name], change.after)
        for change in sorted(changes, key=lambda each: each.after is None):
            _must_hold(folder, change.name, change.before, "was changed by somebody else meanwhile: try again")
            done.append(change)
            _put(paths[change.name], change.after)
            _must_hold(folder, change.name, change.after, "does not hold what was written to it")
    except OSError as error:
        message = f"cannot write `{error.filename or folder.root}`: {error.strerror}"
        raise WriteError(message, _undo(paths, done)) from error
    except WriteError as error:
        raise WriteError(error.message, _undo(paths, done)) from error
    finally:
        for path in paths.values():
            with contextlib.suppress(OSError):
                _temporary(path).unlink()


def _must_hold(folder: Folder, name: str, text: bytes | None, otherwise: str) -> None:
    """Read a file again and compare.

    Raises:
        WriteError: it holds something else.
    """
    if read(folder, name) != text:
        raise WriteError(f"`{folder.prefix}{name}` {otherwise}")


def _undo(paths: dict[str, Path], done: list[Written]) -> str:
    """Put back what was changed already; what came of it, in words."""
    stuck: list[str] = []
    for change in done:
        try:
            path = paths[change.name]
            if (path.read_bytes() if path.exists() else None) != change.before:
                _temporary(path).unlink(missing_ok=True)
                _prepare(path, change.before)
                _put(path, change.before)
        except OSError:
            stuck.append(change.name)
    return f"changed, and not put back: {', '.join(stuck)}" if stuck else "nothing was changed"


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _prepare(path: Path, text: bytes | None) -> None:
    """Write a new text beside the old one, with its permissions, and see it to the disk."""
    mode = None
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only", str(path))
    if text is None:
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(_temporary(path), flags, 0o666)
    with os.fdopen(handle, "wb") as stream:
        if mode is not None:
            os.fchmod(handle, mode)
        try:
            stream.write(text)
            stream.flush()
            os.fsync(handle)
        except OSError as error:
            error.filename = str(path)
            raise


def _put(path: Path, text: bytes | None) -> None:
    """Let the prepared text take the old one's place; None takes the old one away."""
    if text is None:
        path.unlink(missing_ok=True)
    else:
        os.replace(_temporary(path), path)  # noqa: PTH105 - the call that the promise rests on, by its name
    _flush_folder(path.parent)


def replace_file(path: Path, data: bytes) -> None:
    """Let a text take a file's place in one step, without a lock: for a file that is nobody's but the caller's.

    Raises:
        WriteError: it cannot be written; the old contents are intact.
    """
    try:
        _prepare(path, data)
        _put(path, data)
    except OSError as error:
        with contextlib.suppress(OSError):
            _temporary(path).unlink(missing_ok=True)
        raise WriteError(f"cannot write `{path}`: {error.strerror}") from error


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # not every file system can
            os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Delete temporary files that a writer of this file left behind; we hold the lock, so nobody is writing them."""
    for each in path.parent.glob(f".{_escaped(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            each.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)
