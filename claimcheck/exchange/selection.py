"""What belongs to some incidents out of the shared files, so that a part of a collection stands alone."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.model.collection import Collection


def concerned(collection: Collection) -> Collection:
    """The same incidents with only those speakers, parties and themes that appear in them."""
    heard: set[str] = set()
    sides: set[str] = set()
    asked: set[str] = set()
    for incident in collection.incidents.values():
        sides.update(incident.disputants)
        asked.update(question.theme for question in incident.questions.values() if question.theme)
        for claim in incident.standing:
            heard.update((claim.speaker, *claim.via))
            sides.add(collection.party(claim))
        for source in incident.sources.values():
            heard.update(each.removeprefix("speaker:") for each in source.derived_from if each.startswith("speaker:"))
    sides.update(map(collection.party_of, heard))
    return replace(
        collection,
        speakers={name: each for name, each in collection.speakers.items() if name in heard | sides},
        parties={name: each for name, each in collection.parties.items() if name in sides},
        themes={name: each for name, each in collection.themes.items() if name in asked},
    )
