"""Propose claims from a saved article: every quotation and every sentence that reports what somebody said.

A person judges each. What is written (--write) is marked `draft: true`, has no stance and appears in no view. By rules
and lists of words for English and Russian; nothing is learnt or guessed beyond them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.characters import one_line
from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.copies.cues import Language
from claimcheck.errors import UnknownIdError, UnreadableError, UsageError
from claimcheck.store.files import Folder, named

if TYPE_CHECKING:
    from claimcheck.copies.draft import Draft, Proposal
    from claimcheck.store.write import Texts


def command(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The saved article: text, or HTML.")],
    incident: options.Incident,
    source: Annotated[
        str, typer.Option("--source", metavar="ID", help="The source of the incident that it is a copy of.")
    ],
    write: Annotated[bool, typer.Option("--write", help="Add the proposals to the incident as drafts.")] = False,
    language: Annotated[Language | None, typer.Option("--language", help="Default: told by the script.")] = None,
) -> None:
    """Run the command."""
    from claimcheck.copies.draft import draft
    from claimcheck.pages.draft import draft_page

    collection = call.incidents([incident])
    event = collection.incident(incident)
    if source not in event.sources:
        raise UnknownIdError("source", source, event.sources)
    if write and (call.output is not None or call.format != "yaml"):
        raise UsageError("--write goes to the incident, not to a file or another format")
    result = draft(_text(file), event, source, collection.speakers, language)
    if write:
        _write(call.folder(), incident, source, result)
    elif call.format == "yaml":
        screen.deliver(_yaml(file, result, _next(event.by_id)), call.output)
    else:
        call.answer(result, lambda: draft_page(result))


def _text(file: str) -> str:
    from claimcheck.copies.folder import read_file
    from claimcheck.copies.unreadable import UnreadableCopy

    try:
        return read_file(Path(file)).text
    except UnreadableCopy as problem:
        raise UnreadableError(f"`{file}` cannot be used: {problem}") from problem


def _yaml(file: str, result: Draft, first: int) -> str:
    """The proposals that are not recorded yet, as they would stand in the incident's file."""
    from claimcheck.pages.phrases import count
    from claimcheck.store.emit import lines

    new = [each for each in result.items if each.recorded is None]
    old = len(result.items) - len(new)
    name = one_line(Path(file).name)
    head = f"# {count(len(new), 'proposal')} from {name}, for {result.incident}; {old} recorded already.\n"
    if not new:
        return head
    source = result.source.partition("/")[2]
    drafts = [_claim(each, source, number) for number, each in enumerate(new, start=first)]
    items = ["\n".join(lines([each], 2, ("claims",))) for each in drafts]
    return (
        head
        + "# Judge each: give it a stance and an id of its own, take `draft` away, or take it out.\nclaims:\n"
        + "\n\n".join(items)
        + "\n"
    )


def _claim(proposal: Proposal, source: str, number: int) -> dict[str, str]:
    """A proposal as a claim that is still to be judged; without a known speaker it has none."""
    from claimcheck.copies.speech import Kind
    from claimcheck.pages.draft import remark

    claim = {"id": f"draft-{number}"}
    if proposal.speaker is not None:
        claim["speaker"] = proposal.speaker
    claim["source"] = source
    claim["locator"] = f"paragraph {proposal.paragraph}"
    claim["quote" if proposal.kind is Kind.QUOTATION else "text"] = " ".join(proposal.words.split())
    return claim | {"note": remark(proposal), "draft": "true"}


def _next(known: Mapping[str, object]) -> int:
    """The first number that no draft of the incident has."""
    taken = [int(each.removeprefix("draft-")) for each in known if each.removeprefix("draft-").isdigit()]
    return max(taken, default=0) + 1


def _write(folder: Folder, incident: str, source: str, result: Draft) -> None:
    from claimcheck.pages.phrases import count
    from claimcheck.store.edit import Edit
    from claimcheck.store.write import update

    new = [each for each in result.items if each.recorded is None]
    known: Sequence[Proposal] = [each for each in new if each.speaker is not None]
    name = named(incident)

    def change(texts: Texts) -> Texts:
        edit = Edit(name, texts[name])
        written = edit.tree.get("claims") or []
        first = _next({str(each.get("id")): each for each in written})
        edit.append(("claims",), [_claim(each, source, number) for number, each in enumerate(known, start=first)])
        return {name: edit.data}

    if known:
        update(folder, [name], change)
    screen.say(f"claimcheck: added {count(len(known), 'draft')} to {folder.prefix}{name}")
    if len(known) < len(new):
        nobody = count(len(new) - len(known), "proposal")
        screen.say(f"claimcheck: left out {nobody} without a known speaker; without --write they are shown")
