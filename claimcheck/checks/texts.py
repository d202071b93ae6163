"""Every text that a person wrote, with its record and the way to it, for rules about characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Answer
from claimcheck.model.location import Path
from claimcheck.model.record import Record

Suspect = Callable[[str], bool]


def texts(collection: Collection, suspect: Suspect) -> Iterator[tuple[Record, Path, str]]:
    """The texts of a collection that are suspect, each once.

    `suspect` must be true of texts that lie behind one another if it is true of one of them: incidents, and their
    claims, are asked as a whole first. Takes time in proportion to the collection.
    """
    shared: list[Mapping[str, Record]] = [collection.parties, collection.speakers, collection.themes]
    if collection.beside:
        shared = []
    for record in (each for group in shared for each in group.values()):
        yield from _inside(record, record, (), suspect)
    for incident in collection.incidents.values():
        if suspect(incident.all_words):
            yield from _inside(incident, incident, (), suspect)


def _inside(record: Record, value: object, path: Path, suspect: Suspect) -> Iterator[tuple[Record, Path, str]]:
    """What a value of a record holds, however deep it lies."""
    if isinstance(value, str):
        if suspect(value):
            yield record, path, value
    elif isinstance(value, Claim) and not suspect(_words(value)):
        return  # nearly all claims; their other values are ids and dates, which cannot be suspect
    elif isinstance(value, Answer) and value.plain:
        yield from _inside(record, value.words, path, suspect)
    elif isinstance(value, Record):
        inner, start = (value, ()) if value.location.file else (record, path)
        skipped = getattr(value, "inherited", ())
        for name, field in type(value).model_fields.items():
            key = field.alias or name
            if key not in skipped:
                yield from _inside(inner, getattr(value, name), (*start, key), suspect)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(record, item, (*path, key), suspect)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _inside(record, item, (*path, place), suspect)


def _words(claim: Claim) -> str:
    return "\n".join(each for each in vars(claim).values() if type(each) is str)
