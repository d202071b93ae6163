"""What the commands that add a record share: gather it, show it, check it against the whole collection, write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from claimcheck.cli import screen
from claimcheck.cli.asking import Known, ask_claim, ask_party, ask_question, ask_source, ask_speaker
from claimcheck.cli.fields import Record, option, record
from claimcheck.cli.opening import files, incident_ids
from claimcheck.cli.proposing import Given, Proposal, carry_out, difference, must_stand, propose
from claimcheck.cli.reading import named_file, records
from claimcheck.errors import UnknownIdError, UnreadableError, UsageError
from claimcheck.model.claim import Claim
from claimcheck.model.incident import Question
from claimcheck.model.location import Path
from claimcheck.model.record import is_id
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.store.edit import Edit
from claimcheck.store.files import Folder, named
from claimcheck.store.write import Texts


@dataclass(frozen=True)
class Kind:
    """A sort of record that can be added: where it goes, what it must have, and how a person is asked for it."""

    word: str
    model: type[BaseModel]
    section: str
    required: tuple[str, ...]
    ask: Callable[[Record, Known], Record]


CLAIM = Kind("claim", Claim, "claims", ("id", "speaker", "source", "quote", "stance"), ask_claim)
SOURCE = Kind("source", Source, "sources", ("id", "publisher"), ask_source)
QUESTION = Kind("question", Question, "questions", ("id", "ask"), ask_question)
SPEAKER = Kind("speaker", Speaker, "speakers", ("id", "name"), ask_speaker)
PARTY = Kind("party", Party, "parties", ("id", "name"), ask_party)

_INSTEAD = {
    "quote": ("text", "restates"),
    "stance": ("draft", "restates"),
    "speaker": ("restates",),
}
"""What a claim may have in the place of something that it needs."""
_OPTIONS = {"quote": "`--quote` (or `--text`)", "stance": "a stance such as `--asserts QUESTION=ANSWER`, or `--draft`,"}


@dataclass(frozen=True)
class How:
    """Where records come from and how they are written."""

    from_: str | None
    dry_run: bool
    yes: bool
    claims: str | None


def add(kind: Kind, incident: str | None, given: Mapping[str, Any], how: How) -> None:
    """Add one record, or the records of a file.

    Raises:
        UsageError: something is missing, and nobody is there to be asked.
        UnreadableError: it would bring an error into the collection.
    """
    folder = files(how.claims)
    if incident is not None and incident not in (known := incident_ids(folder)):
        raise UnknownIdError("incident", incident, known)
    name = named(incident) if incident is not None else "speakers.yaml"
    found = _gathered(kind, folder, incident, given, how)

    def make(texts: Texts) -> Texts:
        edit = Edit(name, texts[name])
        if kind is CLAIM:
            edit.append((kind.section,), found)
        else:
            edit.put_all((kind.section,), {each["id"]: _without_id(each) for each in found})
        return {name: edit.data}

    proposal = propose(folder, [name], make)
    asking = screen.interactive() and not how.yes
    if how.dry_run or asking:
        screen.write(difference(folder, proposal.before, proposal.after))
    names = _names(kind, found, options=how.from_ is None)
    _stand(proposal, found, Given(folder.prefix + name, proposal.after.get(name) or b"", names))
    if how.dry_run:
        return
    if asking and not screen.confirm(f"Write this to {folder.prefix}{name}?"):
        screen.say("claimcheck: nothing was written")
        return
    carry_out(folder, proposal, make)
    for each in found:
        home = f"{incident}/" if incident is not None else ""
        screen.write(f"added {kind.word} {home}{each['id']} to {folder.prefix}{name}\n")


def _gathered(kind: Kind, folder: Folder, incident: str | None, given: Mapping[str, Any], how: How) -> list[Record]:
    """The records to add: from a file, by options, and where somebody is there, by questions."""
    typed = record(kind.model, given)
    if given.get("id_"):
        typed["id"] = given["id_"]
    if how.from_ is None:
        found = [typed]
        if _missing(kind, typed) and screen.interactive():
            found = [kind.ask(typed, Known.of(folder, incident))]
    else:
        found = [{**each, **typed} for each in records(*named_file(how.from_), kind.section)]
        if not found:
            raise UsageError(f"`{how.from_}` holds no {kind.word}")
    ids: set[str | None] = set()
    for each in found:
        identifier = each.get("id")
        if identifier is not None and not isinstance(identifier, str):
            raise UsageError("an `id` is one word, not a list or a mapping")
        if identifier in ids:
            raise UsageError(f"`{identifier}` is given twice")
        ids.add(identifier)
        if missing := _missing(kind, each):
            needed = _OPTIONS.get(missing, f"`--{missing}`") if how.from_ is None else f"`{missing}`"
            raise UsageError(f"a {kind.word} needs {needed} and has none", f"see `claimcheck add {kind.word} --help`")
    return found


def _missing(kind: Kind, found: Record) -> str:
    """The first key that a record needs and has not."""
    for key in kind.required:
        instead = _INSTEAD.get(key, ()) if kind is CLAIM else ()
        if not found.get(key) and not any(found.get(each) for each in instead):
            return key
    return ""


def _names(kind: Kind, found: list[Record], *, options: bool) -> Callable[[Path, Any], str]:
    """What a person calls what stands at a path: the option that it came from, or the key of a record of a file."""
    ids = [str(each["id"]) for each in found]

    def name(path: Path, tree: Any) -> str:  # noqa: ANN401 - texts, lists and mappings
        if len(path) < 2 or path[0] != kind.section:
            return ""
        number = len(tree[kind.section])
        homes: dict[str | int, str] = {each: each for each in ids}
        if kind is CLAIM:  # they stand last
            homes = dict(zip(range(number - len(ids), number), ids, strict=True))
        if path[1] not in homes:
            return ""
        inside = [each for each in path[2:] if each != "stance"]
        key = str(inside[0]) if inside else "id" if not is_id(homes[path[1]]) else ""
        if not options:
            return f"`{key}` of `{homes[path[1]]}`" if key else f"`{homes[path[1]]}`"
        return option(kind.model, key) if key else f"the new {kind.word}"

    return name


def _stand(proposal: Proposal, found: list[Record], given: Given) -> None:
    """Refuse what would break the collection; what a person typed is shown once more, for `--from`."""
    try:
        must_stand(proposal, given)
    except UnreadableError:
        if screen.interactive():
            screen.say("what you typed (save it as FILE, mend it, and try `--from FILE`):")
            for line in (line for each in found for line in _shown(each)):
                screen.say_exactly(line)
        raise


def _shown(found: Record) -> list[str]:
    from claimcheck.store.emit import item

    return item(found, 0, ("claims", 0))


def _without_id(found: Record) -> Record:
    return {key: value for key, value in found.items() if key != "id"}
