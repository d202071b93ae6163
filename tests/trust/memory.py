"""A collection in memory, and as one text: files cut at lines that no YAML file can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MARK = b"\x00--"
DEFAULT = "incidents/fire.yaml"


@dataclass(frozen=True)
class Memory:
    """Texts by their names."""

    files: Mapping[str, bytes]
    prefix: str = "claims/"

    def incidents(self) -> list[str]:
        """The names of everything in the folder of incidents."""
        return sorted(name for name in self.files if name.startswith("incidents/") and name != "incidents/")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file."""
        return self.files.get(name)


def collection(data: bytes) -> dict[str, bytes]:
    """The files that a text is cut into; what stands before the first mark is an incident."""
    first, *parts = data.split(MARK)
    files = {DEFAULT: first} if first else {}
    for part in parts:
        name, _, text = part.partition(b"\n")
        files[name.decode("utf-8", errors="replace")[:100]] = text
    return files


def joined(files: Mapping[str, bytes]) -> bytes:
    """What `collection` cuts into these files."""
    return b"".join(MARK + name.encode() + b"\n" + text for name, text in files.items())
