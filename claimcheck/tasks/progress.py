"""How far a task is: told to whoever gave a function for it, or listens to all of them, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Given what is counted (`incidents read`), how many are done, and of how many."""


def silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""


_listeners: list[Progress] = []


def listen(progress: Progress) -> None:
    """From now on, tell somebody of what is done in the course of other things; a program does so once."""
    _listeners[:] = [progress]


def told(what: str, done: int, of: int) -> None:
    """Tell whoever listens."""
    for each in _listeners:
        each(what, done, of)
