"""Make an empty collection: `claims/` with its shared files, ready for `claimcheck new INCIDENT`.

What is there already is left as it is. With --git, the attributes by which git merges these files by claim and key are
written too, and what git lets nobody commit is printed, to be typed once in each clone.
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
    git: Annotated[bool, typer.Option("--git", help="Also have git merge the files by claim and key.")] = False,
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
    if git:
        _attributes(Path(folder))
    if not missing:
        screen.write(f"{root} is a collection already\n")
        return
    for name in put(collection, missing):
        screen.write(f"made {root}/{name}\n")
    inside = "" if folder == "." else f"  cd {folder}\n"
    screen.write(f"Now begin an incident:\n{inside}  claimcheck new INCIDENT\n")


_ATTRIBUTES = ("claims/*.yaml merge=claimcheck", "claims/incidents/*.yaml merge=claimcheck")
_CONFIGURE = """\
Git lets nobody commit the rest; type it once in each clone:
  git config merge.claimcheck.name 'claims by id and key'
  git config merge.claimcheck.driver 'claimcheck merge %O %A %B %P --marker-size %L; s=$?; test $s -le 1 && exit $s; \
git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B'
"""


def _attributes(folder: Path) -> None:
    """Add to `.gitattributes` what is not in it, and say what to configure.

    Raises:
        WriteError: it cannot be read or written.
    """
    from claimcheck.store.write import replace_file

    path = folder / ".gitattributes"
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise WriteError(f"cannot read `{path}`") from error
    missing = [each for each in _ATTRIBUTES if each not in text.splitlines()]
    if missing:
        text += "" if not text or text.endswith("\n") else "\n"
        replace_file(path, (text + "".join(f"{each}\n" for each in missing)).encode())
        screen.write(f"changed {path}\n")
    screen.write(_CONFIGURE)
