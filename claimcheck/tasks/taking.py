"""What somebody gave for the keys of a record, taken as the files write it: names as ids, one text as the list it is.

What was taken otherwise than it was typed is said, and so is what is left to a default: nothing is dated in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from claimcheck.characters.folding import named, words
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.model.collection import Collection
from claimcheck.model.fields import Model
from claimcheck.model.incident import Incident
from claimcheck.model.keys import Declared, Sort, declared
from claimcheck.model.names import VOICES, NobodyError, resolved
from claimcheck.model.record import is_id
from claimcheck.tasks.fields import Record

_COMMAS = re.compile("[,;]")


def taken(model: type[Model], found: Record, collection: Collection, incident: Incident) -> tuple[Record, list[str]]:
    """A record with ids in the place of names and lists in the place of texts with commas; and what is to be said.

    Raises:
        UnknownIdError: nobody has a name that was given, or no source is called so.
        AmbiguousIdError: several have it.
    """
    record, notes = dict(found), []
    for each in declared(model):
        value = record.get(each.name)
        if not value or not isinstance(value, str | list):
            continue
        several = isinstance(model.model_fields[each.attribute].default, tuple)
        sorts = [sort for sort in VOICES if sort in each.key.refers]
        if sorts:
            value, said = _voices(value, sorts, collection, several=several)
            notes += said
        elif several and not each.key.holds.prose:
            value = _parted(value)
        elif several:
            value, said = _names(each, value, record)
            notes += said
        elif Sort.SOURCE in each.key.refers and isinstance(value, str):
            _must_be_source(value, incident)
        record[each.name] = value
    return record, notes


def undated(records: Iterable[Record], incident: Incident) -> list[str]:
    """That claims without a day of their own have that of their source: which day, and whose."""
    days: dict[tuple[str, str], list[str]] = {}
    for each in records:
        source = incident.sources.get(str(each.get("source")))
        if each.get("said") or each.get("restates") or source is None or source.published is None:
            continue
        if source.published.exact:
            days.setdefault((source.published.text, source.id), []).append(str(each.get("id")))
    told = []
    for (day, source_id), ids in days.items():
        who = f"`{ids[0]}`" if len(ids) == 1 else f"{len(ids)} claims, `{ids[0]}` first"
        told.append(f"{who}: no `said`, so the day is {day}, when `{source_id}` was published")
    return told


def _voices(
    value: str | list[str], sorts: list[Sort], collection: Collection, *, several: bool
) -> tuple[str | list[str], list[str]]:
    """Ids of speakers or parties in the place of their names."""
    notes = []

    def known(word: str) -> str:
        found = resolved(collection, word, sorts)
        if found == word and not is_id(word):
            error = NobodyError(collection, word, sorts, [])
            kind = sorts[0].value
            error.hint = (
                error.hint if "did you mean" in error.hint else f"`claimcheck add {kind} --name {word!r}` adds one"
            )
            raise error
        if found != word and word not in _printed(collection, found):
            notes.append(f"`{word}` is taken for `{found}` ({collection.name(found)})")
        return found

    if not several:
        return (known(value) if isinstance(value, str) else value), notes
    parts: list[str] = []
    for each in [value] if isinstance(value, str) else value:
        whole = resolved(collection, each, sorts)
        parts += [each] if whole != each or is_id(each) else _parted(each)
    return [known(each) for each in parts], notes


def _printed(collection: Collection, identifier: str) -> list[str]:
    speaker, party = collection.speakers.get(identifier), collection.parties.get(identifier)
    return [*((speaker.name, *speaker.aliases) if speaker else ()), *((party.name,) if party else ())]


def _parts(text: str) -> list[str]:
    return [part for each in _COMMAS.split(text) if (part := each.strip())]


def _parted(value: str | list[str]) -> list[str]:
    """Ids and codes, in which no comma stands, one by one."""
    return [part for each in ([value] if isinstance(value, str) else value) for part in _parts(each)]


def _names(each: Declared, value: str | list[str], record: Record) -> tuple[list[str], list[str]]:
    """Names that stand in one text, unless it is one name with its parts turned round (`Brandt, Ilse`)."""
    found: list[str] = []
    notes = []
    own = {*words(str(record.get("name", "")))}
    for text in [value] if isinstance(value, str) else value:
        parts = _parts(text)
        if len(parts) > 1 and not ({*words(text)} <= own):
            notes.append(f"`{each.name}`: {len(parts)} of `{text}`: " + ", ".join(f"`{part}`" for part in parts))
            found += parts
        else:
            found.append(text)
    return found, notes


def _must_be_source(word: str, incident: Incident) -> None:
    """Refuse what is no id, with the sources of which it may be the publisher, the title or the address."""
    if is_id(word) or word in incident.sources:
        return
    fits: Callable[[str | None], bool] = lambda text: text is not None and named(text) == named(word)  # noqa: E731
    found = [each.id for each in incident.sources.values() if any(map(fits, (each.publisher, each.title, each.url)))]
    shown = " or ".join(f"`{each}`" for each in found[:5])
    hint = f"did you mean {shown}?" if found else did_you_mean(word, incident.sources)
    hint = hint or f"`claimcheck add source {incident.id}` adds one"
    raise UsageError(f"no source `{word}` in this incident", hint)
