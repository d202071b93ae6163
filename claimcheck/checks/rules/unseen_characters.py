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

from collections.abc import Iterator

from claimcheck.characters import escape, has_unseen, unseen
from claimcheck.checks.finding import Finding
from claimcheck.checks.texts import texts
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.WARNING

_NOTHING = frozenset("\u200b\u2060\ufeff")
"""Characters that take no room and reorder nothing: without them a text says the same. Others are for a person."""


def check(collection: Collection) -> Iterator[Finding]:
    """Texts with characters that a reader cannot see, each text once."""
    for record, path, text in texts(collection, has_unseen):
        found = dict.fromkeys(character for _, character in unseen(text))
        shown = ", ".join(f"`{escape(character)}`" for character in found)
        fixes = tuple((character, "") for character in sorted(found)) if found.keys() <= _NOTHING else ()
        yield Finding(record, f"holds {shown}, which a reader cannot see", "delete it", path, fixes=fixes)
