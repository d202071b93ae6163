"""A collection as it would be: some texts in the place of those on the disk."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.frozen import frozen
from claimcheck.store.files import INCIDENTS, Files


@frozen(slots=False)
class Overlay:
    """The files of `files`, but for some names with other bytes (None: the file would be gone)."""

    files: Files
    texts: Mapping[str, bytes | None]

    @property
    def prefix(self) -> str:
        """What stands before a name where it is printed."""
        return self.files.prefix

    def incidents(self) -> list[str]:
        """The names of everything that would be in the folder of incidents, sorted."""
        names = set(self.files.incidents())
        for name, text in self.texts.items():
            if name.startswith(f"{INCIDENTS}/"):
                (names.discard if text is None else names.add)(name)
        return sorted(names)

    def read(self, name: str) -> bytes | None:
        """The bytes that a file would have; None where there would be none.

        Raises:
            Unreadable: it is there and cannot be read.
        """
        return self.texts[name] if name in self.texts else self.files.read(name)
