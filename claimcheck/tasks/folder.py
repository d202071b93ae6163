"""A folder of pages that the program keeps: only what changed is written, and only what it wrote is taken away.

Every name is made from ids and stands below the folder; nothing is written through a symbolic link. What was written is
noted in a list beside the pages, so that a page whose incident is gone can be told from a file of somebody else's.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.errors import OutputError

_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.", re.IGNORECASE)


@dataclass
class KeptFolder:
    """Pages by their names below a folder; `kept` counts those that needed no writing."""

    root: Path
    list_name: str
    schema: str
    names: list[str] = field(default_factory=list)
    written: int = 0
    kept: int = 0
    removed: int = 0

    def put(self, name: str, text: str) -> None:
        """Write one page, unless it stands there already, byte for byte.

        Raises:
            OutputError: it cannot be written, or would be written through a symbolic link.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name for a page: {name!r}")
        self.names.append(name)
        path = self._path(name)
        data = text.encode("utf-8", "backslashreplace")
        try:
            if path.is_file() and path.read_bytes() == data:
                self.kept += 1
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except OSError as error:
            raise OutputError(f"cannot write `{path}`: {error.strerror}") from error
        self.written += 1

    def finish(self) -> None:
        """Take away the pages of an earlier run that are no longer made, and note those that are.

        Raises:
            OutputError: the folder cannot be written.
        """
        path = self._path(self.list_name)
        for name in sorted(set(_listed(path)) - set(self.names)):
            stale = self._path(name)
            if stale.is_file():
                stale.unlink()
                self.removed += 1
        data = json.dumps({"schema": self.schema, "pages": sorted(self.names)}, indent=2).encode() + b"\n"
        try:
            if not path.is_file() or path.read_bytes() != data:
                replace_file(path, data)
        except OSError as error:
            raise OutputError(f"cannot write `{path}`: {error.strerror}") from error

    def _path(self, name: str) -> Path:
        """The place of a page.

        Raises:
            OutputError: a part of it below the folder is a symbolic link, or no file can be called so everywhere.
        """
        if _RESERVED.match(Path(name).name):
            raise OutputError(f"`{name}` cannot be the name of a file on every system", "rename what it is made from")
        path = self.root / name
        for each in (path, *path.parents):
            if each == self.root:
                break
            if each.is_symlink():
                raise OutputError(f"`{each}` is a symbolic link", "nothing is written through links: remove it")
        return path


def _listed(path: Path) -> list[str]:
    """The pages that an earlier run noted; none where there is no such list, or it is none of ours."""
    try:
        pages = json.loads(path.read_bytes())["pages"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    found = pages if isinstance(pages, list) else []
    return [each for each in found if isinstance(each, str) and _NAME.fullmatch(each)]


def replace_file(path: Path, data: bytes) -> None:
    """The whole file or the old one, never half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
