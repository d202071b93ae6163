"""Whose words a person asks for: a party, a speaker, or what one publication carried.

Cost: in proportion to the claims of the incident.
"""

from __future__ import annotations

from enum import StrEnum

from claimcheck.errors import UnknownIdError, nearest
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.keys import Sort
from claimcheck.model.names import VOICES, perhaps, resolved
from claimcheck.reasoning.asking import By


class VoiceSort(StrEnum):
    """What kind of voice an id names."""

    PARTY = "party"
    SPEAKER = "speaker"
    SOURCE = "source"
    RECORD = "record"


@frozen
class Voice:
    """Somebody whose claims are looked at: of which sort, under which id and printed name."""

    sort: VoiceSort
    id: str
    name: str

    @property
    def by(self) -> By:
        """Whose word a claim is, seen from this voice."""
        return By.SPEAKER if self.sort is VoiceSort.SPEAKER else By.PARTY

    @property
    def full_id(self) -> str:
        """Its id with its sort, which no other voice has."""
        return f"{self.sort}:{self.id}"

    def speaks(self, collection: Collection, claim: Claim) -> bool:
        """Whether a claim belongs to this voice."""
        match self.sort:
            case VoiceSort.PARTY:
                return collection.party(claim) == self.id
            case VoiceSort.SPEAKER:
                return claim.speaker == self.id
            case VoiceSort.SOURCE:
                return self.id in claim.sources
            case VoiceSort.RECORD:
                return True


_PREFIXES = (None, VoiceSort.PARTY, VoiceSort.SPEAKER)


def voice(collection: Collection, word: str, incident: Incident | None = None) -> Voice:
    """The party, speaker or (in an incident, as `source:ID`) publication that a word names, by its id or its name.

    Raises:
        UnknownIdError: there is none.
    """
    prefix, colon, rest = word.partition(":")
    wanted = prefix if colon else None
    name = rest if colon else word
    if wanted == VoiceSort.SOURCE and incident is not None:
        inner = name.removeprefix(f"{incident.id}/")
        if inner not in incident.sources:
            raise UnknownIdError("source", name, incident.sources)
        return Voice(VoiceSort.SOURCE, inner, incident.sources[inner].publisher)
    parties = set(collection.parties) | {collection.party_of(each) for each in collection.speakers}
    if name in parties and wanted in (
        None,
        VoiceSort.PARTY,
    ):  # an id is that of both only where they are one and the same
        return Voice(VoiceSort.PARTY, name, collection.name(name))
    if name in collection.speakers and wanted in (None, VoiceSort.SPEAKER):
        return Voice(VoiceSort.SPEAKER, name, collection.speaker_name(name))
    called = resolved(collection, name, VOICES if wanted is None else [Sort(wanted)]) if wanted in _PREFIXES else name
    if called != name:
        return voice(collection, f"{wanted}:{called}" if wanted else called, incident)
    sources = [f"source:{each}" for each in incident.sources] if incident is not None else []
    known = [*parties, *collection.speakers, *sources]
    error = UnknownIdError("party or speaker", word, known)
    if not nearest(word, known):
        error.hint = perhaps(collection, name, VOICES) or error.hint
    raise error
