"""By which letter and which colour a party goes in every figure of an incident.

A letter follows its place among the columns (disputants first, then all others) and nothing else: swap two parties, and
only their names are swapped. A colour belongs to a party in the whole collection, by its place in `speakers.yaml`: the
same in every incident, whoever else speaks there. Letters tell parties apart; colours only help the eye.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from claimcheck.blocks import Track
from claimcheck.views.contrast import Contrast


def tracks(answer: Contrast) -> dict[str, Track]:
    """Each party with its letter, its name and its place in the palette."""
    return {
        party.id: Track(_letters(place, ascii_uppercase), party.name, party.place)
        for place, party in enumerate(answer.parties)
    }


def answer_letters(place: int) -> str:
    """The letter of an answer, by its place among the answers of its question."""
    return _letters(place, ascii_lowercase)


def _letters(place: int, alphabet: str) -> str:
    """a, b, ..., z, aa, ab, ..."""
    before, last = divmod(place, len(alphabet))
    return (_letters(before - 1, alphabet) if before else "") + alphabet[last]
