"""The entry: `claimcheck` and `python -m claimcheck`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from claimcheck import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program on `arguments` (default: the command line) and return its exit status."""
    if arguments is None:  # a process of its own, gone before it is worth while to look for what it no longer needs
        gc.disable()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:  # answered here because importing the commands takes five times as long
        try:
            print(f"claimcheck {__version__}", flush=True)  # noqa: T201
        except OSError:
            pass  # the commands know what to say of it
        else:
            return 0
    from claimcheck.cli.running import run  # noqa: PLC0415 - see above

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
