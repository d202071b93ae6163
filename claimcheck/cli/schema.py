"""Print the JSON Schema of the files, by which an editor completes, explains and underlines.

With --write, all three go into the collection, where the first line of a new file (`# yaml-language-server: ...`) finds
them; an editor with the YAML language server (VS Code: the extension "YAML") needs nothing else.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.store.schema import FileSort, schema_text
from claimcheck.tasks.proposing import put


def command(
    call: Call,
    sort: Annotated[FileSort, typer.Argument(help="The sort of file.")] = FileSort.INCIDENT,
    write: Annotated[bool, typer.Option("--write", help="Write all three into the collection.")] = False,
    output: options.Output = None,
) -> None:
    """Run the command."""
    if not write:
        screen.deliver(schema_text(sort), output)
        return
    folder = call.folder()
    for name in put(folder, {each.file: schema_text(each).encode() for each in FileSort}):
        screen.write(f"wrote {folder.prefix}{name}\n")
