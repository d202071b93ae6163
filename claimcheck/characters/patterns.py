"""Patterns that are compiled when they are first used: most calls use few of the hundreds that are there."""

from __future__ import annotations

import re
from typing import Any, overload


class _Pattern:
    """What stands for a pattern until it is used; what was used of it once is at hand."""

    def __init__(self, text: Any, flags: int) -> None:  # noqa: ANN401 - str or bytes
        self._written = (text, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found


@overload
def lazy(text: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def lazy(text: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def lazy(text: Any, flags: int = 0) -> Any:
    """A pattern, used by its own methods only: a function of `re` would not know it for one."""
    return _Pattern(text, flags)
