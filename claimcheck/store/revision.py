"""A collection as a git revision holds it, read without running anything that the clone configures.

Git is asked for objects only (`rev-parse --verify`, `ls-tree`, `cat-file`), by a list of words and with a clean
environment: no hook, no file monitor, no pager, no text conversion, no fetching of objects that a partial clone lacks.
A work tree is not needed.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from functools import cached_property
from pathlib import Path, PurePosixPath

from claimcheck.errors import UnreadableError, UsageError
from claimcheck.frozen import frozen
from claimcheck.store.files import INCIDENTS, MAX_BYTES, SHARED, Unreadable, too_large

_SECONDS = 60
_CONFIGURED = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "protocol.allow": "never",
    "safe.directory": "*",  # whose repository it is matters only to those who let it run something
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@frozen(slots=False)
class Repository:
    """A git repository, by the folder that holds its work tree or, of a bare one, by itself."""

    root: Path
    bare: bool = False

    @classmethod
    def around(cls, folder: Path) -> Repository | None:
        """The repository that a folder lies in; None if it lies in none."""
        for each in (folder, *folder.parents):
            if (each / ".git").exists():
                return cls(each)
            if (each / "HEAD").is_file() and (each / "objects").is_dir() and (each / "refs").is_dir():
                return cls(each, bare=True)
        return None

    def commit(self, word: str) -> str | None:
        """The id of the commit that a word such as `HEAD~2` names; None if it names none."""
        if not word or word.startswith("-") or "\0" in word:
            return None
        thing = self._verified(word)
        return self._verified(f"{thing}^{{commit}}") if thing else None  # `:/words` would take the braces for words

    def _verified(self, word: str) -> str | None:
        found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", word, fails=True)
        name = found.decode("ascii", errors="replace").strip()
        return name if name and set(name) <= set("0123456789abcdef") else None

    def revision(self, word: str, folder: PurePosixPath) -> Revision:
        """The collection in a folder of this repository as a revision holds it.

        Raises:
            UsageError: no such revision.
            UnreadableError: git cannot be run, or cannot read it.
        """
        commit = self.commit(word)
        if commit is None:
            raise UsageError(f"no revision `{word}` in this repository")
        return Revision(self, commit, folder, f"{word}:{folder.as_posix()}/".replace(":./", ":"))

    def entries(self, commit: str, folder: PurePosixPath) -> dict[str, CommitEntry]:
        """The files of a collection in a commit, by their names relative to it."""
        names = [*SHARED, f"{INCIDENTS}/"]
        paths = [f"{folder.as_posix()}/{name}".removeprefix("./") for name in names]
        listed = self._git("ls-tree", "-z", "-l", "--full-tree", commit, "--", *paths)
        entries = {}
        for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
            head, tab, path = line.partition("\t")
            if tab:
                mode, sort, name, size = head.split()
                inner = path if folder.as_posix() == "." else path.removeprefix(f"{folder.as_posix()}/")
                entries[inner] = CommitEntry(int(mode, 8), sort, name, int(size) if size.isdigit() else 0)
        return entries

    def blobs(self, names: list[str]) -> dict[str, bytes]:
        """The contents of objects by their ids; those that this clone does not hold are missing."""
        if not names:
            return {}
        answer = self._git("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        found, at = {}, 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            name, *rest = answer[at:end].decode("ascii").split()
            at = end + 1
            if rest[0] == "blob":
                size = int(rest[1])
                found[name] = answer[at : at + size]
                at += size + 1
        return found

    def _git(self, *words: str, given: bytes = b"", fails: bool = False) -> bytes:
        """What git says; with `fails`, nothing where it refuses.

        Raises:
            UnreadableError: it cannot be run, or refuses.
        """
        program = shutil.which("git")
        if program is None:
            raise UnreadableError("git is not installed, and revisions are read with it")
        settings = [word for name, value in _CONFIGURED.items() for word in ("-c", f"{name}={value}")]
        place = ["--git-dir", str(self.root)] if self.bare else []
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        try:
            done = subprocess.run(
                [os.path.abspath(program), "--no-pager", *settings, *place, *words],  # noqa: PTH100
                cwd=self.root,
                env={**kept, **_ENVIRONMENT},
                input=given,
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnreadableError(f"git cannot be run: {error}") from error
        if done.returncode != 0:
            if fails:
                return b""
            reason = done.stderr.decode("utf-8", errors="replace").strip().splitlines() or ["no reason given"]
            raise UnreadableError(f"git cannot read this repository: {reason[0]}")
        return done.stdout


@frozen
class CommitEntry:
    """What a commit holds under a name: file mode, sort of object, its id and its size in bytes."""

    mode: int
    sort: str
    name: str
    size: int


@frozen(slots=False)
class Revision:
    """A collection in a commit."""

    repository: Repository
    commit: str
    folder: PurePosixPath
    prefix: str

    def incidents(self) -> list[str]:
        """Everything in the folder of incidents but dot-files, sorted by name."""
        return sorted(
            each for each in self._entries if "/" in each and not each.removeprefix(f"{INCIDENTS}/").startswith(".")
        )

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, at most 5 MB.

        Raises:
            Unreadable: it is not a file, is too large, or is not in this clone.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.sort != "blob" or not stat.S_ISREG(entry.mode):
            what = (
                "a symbolic link"
                if stat.S_ISLNK(entry.mode)
                else "a folder"
                if entry.sort == "tree"
                else "something else"
            )
            raise Unreadable(f"not a regular file ({what})")
        if entry.size > MAX_BYTES:
            raise too_large(entry.size)
        if entry.name not in self._blobs:
            raise Unreadable("this clone does not hold it", "fetch the whole history: `git fetch --refetch`")
        return self._blobs[entry.name]

    @cached_property
    def _entries(self) -> dict[str, CommitEntry]:
        return self.repository.entries(self.commit, self.folder)

    @cached_property
    def _blobs(self) -> dict[str, bytes]:
        fitting = {each.name for each in self._entries.values() if each.sort == "blob" and each.size <= MAX_BYTES}
        return self.repository.blobs(sorted(fitting))
