"""By which letter and which colour a party goes in every figure of an incident.

A letter follows its place among the columns (disputants first, then all others by id) and nothing else: swap two
parties, and only their names are swapped. Letters tell parties apart; colours only help the eye to find the disputants,
between whom an incident is contested, and everybody else is of one neutral colour.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from claimcheck.blocks import Track
from claimcheck.views.contrast import Contrast


def tracks(answer: Contrast) -> dict[str, Track]:
    """Each party with its letter, its name and, of a disputant, its place in the palette."""
    return {
        party.id: Track(_letters(place, ascii_uppercase), party.name, place if party.disputant else None)
        for place, party in enumerate(answer.parties)
    }


def answer_letters(place: int) -> str:
    """The letter of an answer, by its place among the answers of its question."""
    return _letters(place, ascii_lowercase)


def _letters(place: int, alphabet: str) -> str:
    """a, b, ..., z, aa, ab, ..."""
    before, last = divmod(place, len(alphabet))
    return (_letters(before - 1, alphabet) if before else "") + alphabet[last]
