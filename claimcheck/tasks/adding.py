"""Records to be added to a file: whether each has what it needs, and what the collection would say to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.fields import Model
from claimcheck.model.incident import Question, Side, Theme
from claimcheck.model.location import Path
from claimcheck.model.record import is_id
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.store.edit import Edit
from claimcheck.store.files import Folder
from claimcheck.store.write import Texts
from claimcheck.tasks.asking import Interview, ask_claim, ask_party, ask_question, ask_source, ask_speaker
from claimcheck.tasks.asking_parts import ask_side, ask_theme
from claimcheck.tasks.fields import Record, option
from claimcheck.tasks.proposing import Given, Make, Proposal, propose


@frozen(slots=False)
class Addable:
    """A sort of record that can be added: where it goes, what it must have, and how a person is asked for it."""

    word: str
    model: type[Model]
    section: str
    required: tuple[str, ...]
    ask: Callable[[Record, Interview], Record]

    @property
    def path(self) -> Path:
        """Where such records stand in their file; themes fill one of their own."""
        return (self.section,) if self.section else ()


CLAIM = Addable("claim", Claim, "claims", ("id", "speaker", "source", "quote", "stance"), ask_claim)
SOURCE = Addable("source", Source, "sources", ("id", "publisher"), ask_source)
QUESTION = Addable("question", Question, "questions", ("id", "ask"), ask_question)
SPEAKER = Addable("speaker", Speaker, "speakers", ("id", "name"), ask_speaker)
PARTY = Addable("party", Party, "parties", ("id", "name"), ask_party)
THEME = Addable("theme", Theme, "", ("id", "ask"), ask_theme)
SIDE = Addable("side", Side, "sides", ("id", "name", "parties"), ask_side)

KINDS = (SOURCE, SPEAKER, QUESTION, CLAIM, PARTY)

_INSTEAD = {
    "quote": ("text", "restates"),
    "stance": ("draft", "restates"),
    "speaker": ("restates",),
}
"""What a claim may have in the place of something that it needs."""
_OPTIONS = {"quote": "`--quote` (or `--text`)", "stance": "a stance such as `--asserts QUESTION=ANSWER`, or `--draft`,"}


@frozen(slots=False)
class Addition:
    """Records on their way into a file: what would change, and how to name what is in nobody's file yet."""

    proposal: Proposal
    make: Make
    given: Given


def addition(kind: Addable, folder: Folder, name: str, records: list[Record], *, options: bool) -> Addition:
    """What it would come to if records were added to the file of that name; they came by `options`, or from a file.

    Raises:
        WriteError: the file cannot be read.
        EditError: it cannot be changed so.
    """

    def make(texts: Texts) -> Texts:
        edit = Edit(name, texts[name])
        if kind is CLAIM:
            edit.append(kind.path, records)
        else:
            edit.put_all(kind.path, {each["id"]: _without_id(each) for each in records})
        return {name: edit.data}

    proposal = propose(folder, [name], make)
    given = Given(folder.prefix + name, proposal.after.get(name) or b"", _names(kind, records, options=options))
    return Addition(proposal, make, given)


def must_be_whole(kind: Addable, records: list[Record], *, options: bool) -> None:
    """Refuse records that lack what they need, or share an id.

    Raises:
        UsageError: they do.
    """
    ids: set[str | None] = set()
    for each in records:
        identifier = each.get("id")
        if identifier is not None and not isinstance(identifier, str):
            raise UsageError("an `id` is one word, not a list or a mapping")
        if identifier in ids:
            raise UsageError(f"`{identifier}` is given twice")
        ids.add(identifier)
        if lacking := missing(kind, each):
            needed = _OPTIONS.get(lacking, f"`--{lacking}`") if options else f"`{lacking}`"
            raise UsageError(f"a {kind.word} needs {needed} and has none", f"see `claimcheck add {kind.word} --help`")


def missing(kind: Addable, found: Record) -> str:
    """The first key that a record needs and has not."""
    for key in kind.required:
        instead = _INSTEAD.get(key, ()) if kind is CLAIM else ()
        if not found.get(key) and not any(found.get(each) for each in instead):
            return key
    return ""


def _names(kind: Addable, found: list[Record], *, options: bool) -> Callable[[Path, Any], str]:
    """What a person calls what stands at a path: the option that it came from, or the key of a record of a file."""
    ids = [str(each["id"]) for each in found]

    def name(path: Path, tree: Any) -> str:  # noqa: ANN401 - texts, lists and mappings
        place = len(kind.path)
        if len(path) <= place or path[:place] != kind.path:
            return ""
        number = len(tree[kind.section] if place else tree)
        homes: dict[str | int, str] = {each: each for each in ids}
        if kind is CLAIM:  # they stand last
            homes = dict(zip(range(number - len(ids), number), ids, strict=True))
        if path[place] not in homes:
            return ""
        inside = [each for each in path[place + 1 :] if each != "stance"]
        key = str(inside[0]) if inside else "id" if not is_id(homes[path[place]]) else ""
        if not options:
            return f"`{key}` of `{homes[path[place]]}`" if key else f"`{homes[path[place]]}`"
        return option(kind.model, key) if key else f"the new {kind.word}"

    return name


def _without_id(found: Record) -> Record:
    return {key: value for key, value in found.items() if key != "id"}
