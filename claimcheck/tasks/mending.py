"""`check --fix`: what can be put right without a judgement, written as the smallest edit."""

from __future__ import annotations

from claimcheck.checks.allow import judge
from claimcheck.checks.run import run
from claimcheck.checks.selection import Selection
from claimcheck.errors import EditError
from claimcheck.model.diagnostic import Diagnostic
from claimcheck.model.location import Path
from claimcheck.store.edit import Edit
from claimcheck.store.files import Files, Folder
from claimcheck.store.load import load
from claimcheck.store.overlay import Overlay
from claimcheck.store.write import Texts
from claimcheck.tasks.proposing import carry_out, propose

_ROUNDS = 3  # what one rule mends may be for another one to go on with


def mend(folder: Folder, names: set[str] | None, selected: Selection) -> list[Diagnostic]:
    """Mend what can be mended in some files (None: all) and return what was mended.

    Raises:
        EditError: it would bring a new problem with it; nothing is written then.
        LockedError, WriteError: a file cannot be written, and the message says why.
    """
    mended = _fixable(folder, selected)
    wanted = {name for name, _ in mended if names is None or name in names}
    if not wanted:
        return []

    def make(before: Texts) -> Texts:
        texts = dict(before)
        for _ in range(_ROUNDS):
            found = [each for each in _fixable(Overlay(folder, texts), selected) if each[0] in texts]
            for name in {name for name, _ in found}:
                texts[name] = _mended(name, texts[name], [each for at, each in found if at == name])
        return texts

    proposal = propose(folder, wanted, make)
    if proposal.found:
        first = proposal.found[0]
        raise EditError(f"nothing was mended: it would bring a new problem: {first.message}", f"see {first.location}")
    carry_out(folder, proposal, make)
    return sorted((each for name, each in mended if name in wanted), key=lambda each: each.sort_key)


def _fixable(files: Files, selected: Selection) -> list[tuple[str, Diagnostic]]:
    """Findings that can be mended and that no comment lets stand, each with the name of its file."""
    loaded = load(files)
    found = run(loaded.collection, loaded.locate, loaded.incident_of, whole=True, names=selected.names)
    kept = judge(found, loaded.allowances, {}, (), loaded.incident_of).kept
    return [
        (each.location.file.removeprefix(files.prefix), each)
        for each in kept
        if each.replacements and selected.shows(each)
    ]


def _mended(name: str, data: bytes | None, found: list[Diagnostic]) -> bytes:
    edit = Edit(name, data)
    places: dict[tuple[Path, bool], list[tuple[str, str]]] = {}
    for each in found:
        places.setdefault((each.path, each.at_key), []).extend(each.replacements)
    edit.substitute(places)
    return edit.data
