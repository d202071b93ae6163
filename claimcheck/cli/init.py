"""Make an empty collection: `claims/` with its shared files, ready for `claimcheck new INCIDENT`.

What is there already is left as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli import screen
from claimcheck.errors import WriteError
from claimcheck.store.files import INCIDENTS, Folder

_SPEAKERS = """\
# Parties and speakers, shared by all incidents. A speaker without a party stands for itself.
parties:
speakers:
"""
_THEMES = """\
# Questions that recur across incidents. A question that names a theme uses its answer ids, or a subset of them:
# taken-or-left:
#   ask: Was the person taken away, or did the person leave?
#   answers:
#     taken: Taken against their will.
#     left: Left of their own will.
"""


def command(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="A folder; `claims/` is made in it.")] = ".",
) -> None:
    """Run the command.

    Raises:
        WriteError: a folder or a file cannot be made.
    """
    from claimcheck.cli.schema import text
    from claimcheck.store.schema import Sort, modeline
    from claimcheck.tasks.proposing import put

    root = Path(folder) / "claims"
    collection = Folder(root, f"{root}/")
    try:
        (root / INCIDENTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"cannot make `{root}`: {error.strerror}") from error
    wanted = {
        "speakers.yaml": f"{modeline(Sort.SPEAKERS)}\n{_SPEAKERS}",
        "themes.yaml": f"{modeline(Sort.THEMES)}\n{_THEMES}",
        **{each.file: text(each) for each in Sort},
    }
    missing = {name: words.encode() for name, words in wanted.items() if not (root / name).exists()}
    if not missing:
        screen.write(f"{root} is a collection already\n")
        return
    for name in put(collection, missing):
        screen.write(f"made {root}/{name}\n")
    inside = "" if folder == "." else f"  cd {folder}\n"
    screen.write(f"Now begin an incident:\n{inside}  claimcheck new INCIDENT\n")
