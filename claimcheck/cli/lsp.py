"""A language server for editors, on standard input and output: it writes nothing and opens nothing.

Problems as you type, in half-typed files too; completion of ids by names in any script; what stands behind a word.
An editor starts it; docs/how-to/write-in-an-editor.md says how, for several of them.
"""

from __future__ import annotations

from claimcheck import __version__
from claimcheck.errors import UsageError


def command() -> None:
    """Run the command.

    Raises:
        UsageError: what it needs is not installed.
    """
    try:
        from claimcheck.server.serve import serve
    except ImportError as error:
        hint = "install the extra: `pip install 'claimcheck-ledger[lsp]'`"
        raise UsageError("`claimcheck lsp` needs pygls", hint) from error
    serve(__version__)
