"""What `verify` found before, kept in the user's cache: a second look at unchanged copies only takes their hashes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from claimcheck.copies.folder import Copies
from claimcheck.copies.remembered import RememberedSource
from claimcheck.store import cache
from claimcheck.store.files import Folder
from claimcheck.tasks import again

_KEPT = TypeAdapter(dict[str, RememberedSource])


@dataclass
class VerifyMemory:
    """What is known of the sources of one collection and one folder of copies."""

    key: str
    known: dict[str, RememberedSource] = field(default_factory=dict)
    changed: bool = False

    def recall(self, source: str) -> RememberedSource | None:
        """What is kept of a source."""
        return self.known.get(source)

    def keep(self, source: str, remembered: RememberedSource) -> None:
        """Keep what came of a source, once all have been looked at."""
        self.known[source] = remembered
        self.changed = True

    def write(self) -> None:
        """Write what is new down for the next call, if that can be done."""
        if self.changed:
            cache.keep(self.key, _KEPT.dump_python(self.known, mode="json"))
            self.changed = False


def memory_of(folder: Folder, copies: Copies) -> VerifyMemory | None:
    """What was found before; nothing where it is damaged or was found by another program. None if there is no cache."""
    if cache.folder() is None:
        return None
    key = repr((again.program(), "verify", str(folder.root.absolute()), str(copies.root.absolute())))
    try:
        return VerifyMemory(key, _KEPT.validate_python(cache.recall(key) or {}))
    except ValidationError:
        return VerifyMemory(key)
