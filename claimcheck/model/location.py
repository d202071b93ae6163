"""Where something was written."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file: path relative to the collection's parent folder, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """As compilers print it."""
        return f"{self.file}:{self.line}:{self.column}"


Path = tuple[str | int, ...]
"""The way from the top of a file to a value: keys of mappings and indices of sequences."""
