"""Text holds no character that a reader cannot see.

Control, zero-width and bidirectional characters can drive a terminal, reorder the words around them or hide how two
quotes that look the same differ.

Fails:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: "It was the \\u200bwiring"

Passes:

    claims:
      - id: captain-on-duty
        speaker: harbour-captain
        stance: {asserts: {cause: accident}}
        source: herald
        quote: "It was the wiring"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimcheck.characters import escape, unseen
from claimcheck.checks.finding import Finding
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.location import Path
from claimcheck.model.record import Record

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Texts with characters that a reader cannot see, each text once."""
    shared: list[Mapping[str, Record]] = [collection.parties, collection.speakers, collection.themes]
    for record in [*(each for group in shared for each in group.values()), *collection.incidents.values()]:
        yield from _inside(record, record, ())


def _inside(record: Record, value: object, path: Path) -> Iterator[Finding]:
    """What a value of a record holds, however deep it lies."""
    if isinstance(value, str):
        found = unseen(value)
        if found:
            shown = ", ".join(dict.fromkeys(f"`{escape(character)}`" for _, character in found))
            yield Finding(record, f"holds {shown}, which a reader cannot see", "delete it", path)
    elif isinstance(value, Claim) and not unseen("\n".join(each for each in vars(value).values() if type(each) is str)):
        return  # nearly all claims; their other values are ids and dates, which cannot hold any
    elif isinstance(value, Record):
        inner, start = (value, ()) if value.location.file else (record, path)
        skipped = getattr(value, "inherited", ())
        for name, field in type(value).model_fields.items():
            key = field.alias or name
            if key not in skipped:
                yield from _inside(inner, getattr(value, name), (*start, key))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(record, item, (*path, key))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _inside(record, item, (*path, place))
