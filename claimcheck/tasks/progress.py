"""How far a task is: told to whoever gave a function for it, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Given what is counted (`incidents read`), how many are done, and of how many."""


def silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""
