"""How far a long run is, in one line for a terminal: rich draws the bar and knows how fast it goes and what is left.

Imported when there is something to be drawn, after the first second. Nothing else is done to the terminal: its cursor
stays, and no thread of rich's runs.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task
from rich.text import Text

_BAR = 24
"""Columns of the bar."""


class Line:
    """The line of one thing that is counted."""

    def __init__(self, what: str, clock: Callable[[], float], width: int, *, colour: bool) -> None:
        """`what` is counted (`incidents read`); `clock` tells seconds."""
        self._drawn = io.StringIO()
        self._console = Console(
            file=self._drawn,
            width=max(width - 1, 1),
            force_terminal=True,
            color_system="standard" if colour else None,
            no_color=not colour,
        )
        columns = (_Counted(), BarColumn(_BAR), _Left())
        self._progress = Progress(*columns, console=self._console, auto_refresh=False, get_time=clock)
        self._task = self._progress.add_task(what)

    def __call__(self, done: int, of: int) -> str:
        """The line after so many of them, without its end."""
        self._progress.update(self._task, completed=done, total=of)
        self._drawn.seek(0)
        self._drawn.truncate()
        self._console.print(self._progress.get_renderable(), end="", no_wrap=True, overflow="ellipsis")
        return self._drawn.getvalue().partition("\n")[0].rstrip()


class _Counted(ProgressColumn):
    """`3 of 10 files read`."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.completed:,.0f} of {task.total:,.0f} {task.description}")


class _Left(ProgressColumn):
    """`1,200 a second, 0:08 left`; nothing as long as nobody can tell."""

    def render(self, task: Task) -> Text:
        speed, left = task.speed, task.time_remaining
        if not speed or left is None:
            return Text("")
        minutes, seconds = divmod(int(left), 60)
        rate = f"{speed:,.0f} a second" if speed >= 10 else f"{speed:.1f} a second"
        return Text(f"{rate}, {minutes}:{seconds:02} left")
