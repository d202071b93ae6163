"""What a task refuses to do, with the problems for which it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimcheck.errors import UnreadableError
from claimcheck.model.diagnostic import Diagnostic


class RefusedError(UnreadableError):
    """Something cannot be shown or written, because of what is `found` in it."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        found: Sequence[Diagnostic] = (),
        place: Callable[[Diagnostic], str] = lambda _: "",
    ) -> None:
        """`place` says what to name instead of a line, for what no file holds yet."""
        super().__init__(message, hint)
        self.found = tuple(found)
        self.details = tuple(each.sentence(place(each)) for each in found)
