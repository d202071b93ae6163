"""claimcheck: who said what about a contested incident, side by side.

A program may `load` a collection and ask it what the commands ask; see `claimcheck.api`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know the name; to import `typing` would take longer than `--version` takes
if TYPE_CHECKING:
    from claimcheck.api import check as check
    from claimcheck.api import load as load
    from claimcheck.errors import ClaimcheckError as ClaimcheckError
    from claimcheck.views.changes import changes as changes
    from claimcheck.views.contrast import contrast as contrast
    from claimcheck.views.diff import diff as diff
    from claimcheck.views.history import history as history
    from claimcheck.views.timeline import timeline as timeline

__version__ = "0.1.0"

_LENT = {
    "ClaimcheckError": "claimcheck.errors",
    "changes": "claimcheck.views.changes",
    "check": "claimcheck.api",
    "contrast": "claimcheck.views.contrast",
    "diff": "claimcheck.views.diff",
    "history": "claimcheck.views.history",
    "load": "claimcheck.api",
    "timeline": "claimcheck.views.timeline",
}
"""What the package shows to other programs, and where each of it lives; imported when it is asked for."""
__all__ = ["__version__", *_LENT]  # noqa: PLE0604 - they are strings


def __getattr__(name: str) -> object:
    if name not in _LENT:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - see above

    return getattr(import_module(_LENT[name]), name)
