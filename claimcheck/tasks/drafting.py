"""Proposals of claims from a saved article, in YAML or in the file of an incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from claimcheck.characters import one_line
from claimcheck.copies.draft import Draft, ProposedWords
from claimcheck.copies.folder import read_file
from claimcheck.copies.speech import SpeechKind
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.errors import UnreadableError
from claimcheck.pages.draft import remark
from claimcheck.pages.phrases import count
from claimcheck.store.edit import Edit
from claimcheck.store.emit import lines
from claimcheck.store.files import Folder, named
from claimcheck.store.write import Texts, update


def article(file: str) -> str:
    """The text of a saved article.

    Raises:
        UnreadableError: it cannot be read.
    """
    try:
        return read_file(Path(file)).text
    except UnreadableCopy as problem:
        raise UnreadableError(f"`{file}` cannot be used: {problem}") from problem


def drafts_in_yaml(file: str, result: Draft, known: Mapping[str, object]) -> str:
    """The proposals that are not recorded yet, as they would stand in the incident's file."""
    new = [each for each in result.items if each.recorded is None]
    old = len(result.items) - len(new)
    name = one_line(Path(file).name)
    head = f"# {count(len(new), 'proposal')} from {name}, for {result.incident}; {old} recorded already.\n"
    if not new:
        return head
    source = result.source.partition("/")[2]
    drafts = [_claim(each, source, number) for number, each in enumerate(new, start=_next(known))]
    items = ["\n".join(lines([each], 2, ("claims",))) for each in drafts]
    return (
        head
        + "# Judge each: give it a stance and an id of its own, take `draft` away, or take it out.\nclaims:\n"
        + "\n\n".join(items)
        + "\n"
    )


def _claim(proposal: ProposedWords, source: str, number: int) -> dict[str, str]:
    """A proposal as a claim that is still to be judged; without a known speaker it has none."""
    claim = {"id": f"draft-{number}"}
    if proposal.speaker is not None:
        claim["speaker"] = proposal.speaker
    claim["source"] = source
    claim["locator"] = f"paragraph {proposal.paragraph}"
    claim["quote" if proposal.kind is SpeechKind.QUOTATION else "text"] = " ".join(proposal.words.split())
    return claim | {"note": remark(proposal), "draft": "true"}


def _next(known: Mapping[str, object]) -> int:
    """The first number that no draft of the incident has."""
    taken = [int(each.removeprefix("draft-")) for each in known if each.removeprefix("draft-").isdigit()]
    return max(taken, default=0) + 1


def write_drafts(folder: Folder, incident: str, source: str, result: Draft) -> tuple[int, int]:
    """Add proposals that are not recorded yet to an incident as drafts; how many, and how many have no known speaker.

    Raises:
        LockedError, WriteError, EditError: nothing was written, and the message says why.
    """
    new = [each for each in result.items if each.recorded is None]
    known: Sequence[ProposedWords] = [each for each in new if each.speaker is not None]
    name = named(incident)

    def change(texts: Texts) -> Texts:
        edit = Edit(name, texts[name])
        written = edit.tree.get("claims") or []
        first = _next({str(each.get("id")): each for each in written})
        edit.append(("claims",), [_claim(each, source, number) for number, each in enumerate(known, start=first)])
        return {name: edit.data}

    if known:
        update(folder, [name], change)
    return len(known), len(new) - len(known)
