"""claimcheck: who said what about a contested incident, side by side.

A program may `load` a collection and ask it what the commands ask; see `claimcheck.api`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know the name; to import `typing` would take longer than `--version` takes
if TYPE_CHECKING:
    from claimcheck.api import ClaimcheckError as ClaimcheckError
    from claimcheck.api import changes as changes
    from claimcheck.api import check as check
    from claimcheck.api import contrast as contrast
    from claimcheck.api import diff as diff
    from claimcheck.api import history as history
    from claimcheck.api import load as load
    from claimcheck.api import origins_of as origins_of
    from claimcheck.api import publish as publish
    from claimcheck.api import report as report
    from claimcheck.api import show as show
    from claimcheck.api import statistics as statistics
    from claimcheck.api import timeline as timeline

__version__ = "0.1.0"

_LENT = (
    "ClaimcheckError",
    "changes",
    "check",
    "contrast",
    "diff",
    "history",
    "load",
    "origins_of",
    "publish",
    "report",
    "show",
    "statistics",
    "timeline",
)
"""What `claimcheck.api` holds for other programs; imported when one of it is asked for."""
__all__ = ["__version__", *_LENT]  # noqa: PLE0604 - they are strings


def __getattr__(name: str) -> object:
    if name not in _LENT:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - see above

    return getattr(import_module("claimcheck.api"), name)
