"""To begin: an empty collection, and an incident with a place for everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path as Folders
from shlex import quote
from typing import Any

from claimcheck.errors import UsageError, WriteError
from claimcheck.model.location import Path
from claimcheck.model.record import is_id, slug
from claimcheck.store.emit import entry
from claimcheck.store.files import INCIDENTS, Folder, named
from claimcheck.store.schema import FileSort, modeline, schema_text
from claimcheck.store.tree import Node
from claimcheck.store.write import Texts, replace_file
from claimcheck.tasks.proposing import Given, carry_out, must_stand, propose, put

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
_SECTIONS = """
# What the accounts disagree, or agree, about; answers are neutral and name the actor.
#   cause:
#     ask: How did the fire begin?
#     answers:
#       accident: Old wiring of the port caught fire.
#       set: Somebody set the fire.
questions:

# Rival words for one thing, each with its forms; * closes a stem.
#   the-fire:
#     arson: [arson*, set on fire]
terms:

# Where you read it.
#   herald-2031-03-05: {publisher: Sarn Herald, published: 2031-03-05, language: en, url: https://herald.example/1}
sources:

# Who says what: one entry a claim, never changed later. A new position is a new claim.
#   - id: captain-accident
#     speaker: harbour-captain
#     stance: {asserts: {cause: accident}}
#     source: herald-2031-03-05
#     quote: It was the old wiring
claims:
"""
_ATTRIBUTES = ("claims/*.yaml merge=claimcheck", "claims/incidents/*.yaml merge=claimcheck")


def begin_collection(folder: Folders) -> list[str]:
    """Make `claims/` in a folder, with its shared files and schemas; the names of the files that were not there.

    Raises:
        WriteError: a folder or a file cannot be made.
    """
    root = folder / "claims"
    try:
        (root / INCIDENTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"cannot make `{root}`: {error.strerror}") from error
    wanted = {
        "speakers.yaml": f"{modeline(FileSort.SPEAKERS)}\n{_SPEAKERS}",
        "themes.yaml": f"{modeline(FileSort.THEMES)}\n{_THEMES}",
        **{each.file: schema_text(each) for each in FileSort},
    }
    missing = {name: words.encode() for name, words in wanted.items() if not (root / name).exists()}
    return [f"{root}/{name}" for name in put(Folder(root, f"{root}/"), missing)] if missing else []


def git_merges(folder: Folders) -> list[str]:
    """Have git merge the files by claim and key: add to `.gitattributes` what is not in it; its name, if it changed.

    Raises:
        WriteError: it cannot be read or written.
    """
    path = folder / ".gitattributes"
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise WriteError(f"cannot read `{path}`") from error
    missing = [each for each in _ATTRIBUTES if each not in text.splitlines()]
    if not missing:
        return []
    text += "" if not text or text.endswith("\n") else "\n"
    replace_file(path, (text + "".join(f"{each}\n" for each in missing)).encode())
    return [str(path)]


def must_be_id(word: str) -> None:
    """Refuse what is no id.

    Raises:
        UsageError: it is none.
    """
    if not is_id(word):
        made = slug(word)
        hint = "lower-case letters, digits and hyphens, such as "
        hint += f"`claimcheck new {made} --title {quote(word)}`" if made else "sarn-fire-2031"
        raise UsageError(f"`{word}` is not an id", hint)


def begin_incident(
    folder: Folder, incident: str, head: Mapping[str, Any], called: Callable[[Path, Node], str]
) -> tuple[str, tuple[str, ...]]:
    """Write the file of an incident, with what is known of it and an empty place for the rest; its name and warnings.

    `called` says by what name the user gave the value at a path.

    Raises:
        UsageError: it is no id, or an incident has it.
        RefusedError: what was given does not fit.
    """
    must_be_id(incident)
    name = named(incident)
    lines = [line for key, value in head.items() if value for line in entry(key, value, 0, (key,))]
    skeleton = ("\n".join([modeline(FileSort.INCIDENT), *lines]) + "\n" + _SECTIONS).encode()

    def make(texts: Texts) -> Texts:
        if texts[name] is not None:
            raise UsageError(f"`{folder.prefix}{name}` is there already", "`claimcheck edit` opens it")
        return {name: skeleton}

    proposal = propose(folder, [name], make)
    warnings = must_stand(proposal, Given(folder.prefix + name, skeleton, called))
    if not (folder.root / FileSort.INCIDENT.file).exists():
        put(folder, {FileSort.INCIDENT.file: schema_text(FileSort.INCIDENT).encode()})
    (folder.root / name).parent.mkdir(exist_ok=True)
    carry_out(folder, proposal, make)
    return name, warnings
