"""Nearly the same words in two incidents or from two outlets: who recycles what, and which reports are one text.

Compared are quotes and the titles of sources, which are somebody's own words; paraphrases and translations are the
curator's. Scores are shown and nothing is merged. Cost: see `reasoning.likeness`.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters.folding import letters, named, words
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.when import When, unknown_last
from claimcheck.reasoning.likeness import LEAST_ALIKE, alike, distinctive


@frozen
class WordingPlace:
    """Where a wording stands: a quote (with its claim and speaker) or the title of a source, word for word."""

    incident: str
    claim: str | None
    source: str
    speaker: str | None
    speaker_name: str | None
    party: str | None
    said: When | None
    publisher: str
    published: When | None
    text: str
    language: str | None
    utterance: str | None


@frozen
class Likeness:
    """One wording in several places (`others` is then empty), or two that are nearly the same.

    `alike` compares the whole of both (0 to 100), `within` the shorter with the most similar passage of the longer.
    `same_utterance` says that the curator has recorded all of them as one utterance (`restates`).
    """

    alike: int
    within: int
    same_utterance: bool
    places: tuple[WordingPlace, ...]
    others: tuple[WordingPlace, ...]


@frozen
class Similar:
    """All wordings that recur between incidents or outlets, the most alike first."""

    schema: str
    least: int
    items: tuple[Likeness, ...]
    left_out: tuple[LeftOut, ...]


def similar(collection: Collection, least: int = LEAST_ALIKE) -> Similar:
    """Every pair of places with the same or nearly the same words, in two incidents or from two publishers."""
    groups: dict[str, list[WordingPlace]] = {}
    for incident in collection.incidents.values():
        for place in _places(collection, incident):
            if distinctive(place.text):
                groups.setdefault(" ".join(words(place.text)), []).append(place)
    ordered = [sorted(group, key=_order) for _, group in sorted(groups.items())]
    items = [_likeness(100, 100, group, []) for group in ordered if _apart(group, group)]
    for pair in alike([group[0].text for group in ordered], least):
        one, other = sorted((ordered[pair.first], ordered[pair.second]), key=lambda group: _order(group[0]))
        if _apart(one, other):
            items.append(_likeness(pair.alike, pair.within, one, other))
    items.sort(key=lambda item: (-item.alike, -item.within, *_order(item.places[0]), *map(_order, item.others)))
    return Similar("claimcheck/crossref-similar/1", least, tuple(items), collection.left_out)


def _places(collection: Collection, incident: Incident) -> Iterator[WordingPlace]:
    first = incident.utterances
    for claim in incident.standing:
        for source in _sources(incident, claim):
            yield WordingPlace(
                incident=incident.id,
                claim=claim.id,
                source=source.id,
                speaker=claim.speaker,
                speaker_name=collection.speaker_name(claim.speaker),
                party=collection.party(claim),
                said=incident.day(claim),
                publisher=source.publisher,
                published=source.published,
                text=claim.quote or "",
                language=incident.language(claim),
                utterance=first[claim.id],
            )
    for source in incident.sources.values():
        if source.title:
            yield WordingPlace(
                incident=incident.id,
                claim=None,
                source=source.id,
                speaker=None,
                speaker_name=None,
                party=None,
                said=None,
                publisher=source.publisher,
                published=source.published,
                text=source.title,
                language=source.language,
                utterance=None,
            )


def _sources(incident: Incident, claim: Claim) -> list[Source]:
    """The sources that print a claim's own quote."""
    if not claim.quote or "quote" in claim.inherited:
        return []
    return [incident.sources[each] for each in claim.sources if each in incident.sources]


def _apart(one: list[WordingPlace], other: list[WordingPlace]) -> bool:
    """Whether some place of one and some place of the other are of two incidents or two publishers."""
    return len({(place.incident, named(place.publisher)) for place in (*one, *other)}) > 1


def _likeness(whole: int, passage: int, places: list[WordingPlace], others: list[WordingPlace]) -> Likeness:
    together = {(place.incident, place.utterance) for place in (*places, *others)}
    known = len(together) == 1 and None not in {utterance for _, utterance in together}
    return Likeness(whole, passage, known, tuple(places), tuple(others))


def _order(place: WordingPlace) -> tuple[object, ...]:
    name = (place.incident, place.source, place.claim or "")
    return (*unknown_last(place.said or place.published), name, letters(place.text))
