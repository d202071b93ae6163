"""First voices: how many people stand behind how many reports.

Six articles that repeat one agency that quotes one spokesman are six reports and one voice. What stands between a claim
and its first voice are the sources that print it, what these derive from, and those who relayed the words inside.

Cost: that of `origins`, unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.characters.folding import named
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.taking_back import taken_back

SPEAKER = "speaker:"


class Kind(StrEnum):
    """What stands at a place between a claim and its first voice."""

    CLAIM = "claim"
    SOURCE = "source"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a tree of origins, top down: `depth` is 0 for a claim and one more for what it goes back to.

    `first` is a voice at which the tree ends; below a source that is `repeated` nothing is said again.
    """

    depth: int
    kind: Kind
    id: str
    first: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody with whom words began: a speaker or, where no speaker has its name, a publisher (as `source:` and id).

    It is `counted` if it is independent of those counted before it: an unnamed voice or a body never is of its party.
    """

    id: str
    party: str
    counted: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """What some claims go back to: the counts, the first voices, and the tree from each utterance to them.

    A report is one source that prints one utterance.
    """

    reports: int
    voices: int
    parties: int
    first: tuple[Voice, ...]
    tree: tuple[Link, ...]


def of_claim(collection: Collection, incident: Incident, claim: Claim) -> Origins:
    """The origins of one utterance: of a claim, of those that restate it and of what it restates."""
    first = incident.utterances
    return origins(
        collection, incident, [each for each in _shown(incident, claim) if first[each.id] == first[claim.id]]
    )


def of_question(
    collection: Collection,
    incident: Incident,
    question: str,
    answer: str | None = None,
    polarity: Polarity | None = None,
) -> Origins:
    """The origins of all positions on a question, or of those that affirm or deny one answer.

    What holds on a condition, and what was taken back, is left out.
    """
    gone = taken_back(collection, incident)
    taken = [
        claim
        for claim in incident.standing
        if claim.condition is None
        and question not in gone.get(claim.id, ())
        and any(answer in (None, each.answer) and polarity in (None, each.polarity) for each in claim.on(question))
    ]
    return origins(collection, incident, taken)


def of_incident(collection: Collection, incident: Incident) -> Origins:
    """The origins of every position in an incident that was not taken back."""
    gone = taken_back(collection, incident)
    taken = [
        claim
        for claim in incident.standing
        if any(each.question not in gone.get(claim.id, ()) for each in claim.stance.commitments)
    ]
    return origins(collection, incident, taken)


def origins(collection: Collection, incident: Incident, claims: Iterable[Claim]) -> Origins:
    """The origins of some claims of one incident.

    Each source is followed once for each claim that it stands behind: takes time in proportion to the claims times the
    sources behind one of them, and to the speakers once.
    """
    first = incident.utterances
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        said.setdefault(first[claim.id], []).append(claim)
    outlets = outlets_by_name(collection)
    tree: list[Link] = []
    publishers = {named(each.publisher): name for name, each in reversed(incident.sources.items())}
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    reports = 0
    for utterance, told in said.items():
        reports += len({source for claim in told for source in claim.sources})
        tree.append(Link(0, Kind.CLAIM, utterance))
        for claim in told:
            for link in _below(collection, incident, claim, outlets):
                tree.append(link)
                if link.first:
                    voice = link.id
                    if link.kind is Kind.SOURCE:  # however many articles it prints, a publisher is one voice
                        voice = f"source:{publishers[named(incident.sources[link.id].publisher)]}"
                    party = collection.party(claim) if voice == claim.speaker else collection.party_of(voice)
                    parties, ids = found.setdefault(voice, ({}, {}))
                    parties[party] = ids[claim.id] = None
    counted = _counted(collection, {voice: tuple(parties) for voice, (parties, _) in found.items()})
    return Origins(
        reports=reports,
        voices=len(counted),
        parties=len({party for parties, _ in found.values() for party in parties}),
        first=tuple(
            Voice(voice, next(iter(parties)), voice in counted, tuple(ids)) for voice, (parties, ids) in found.items()
        ),
        tree=tuple(tree),
    )


def rings(incident: Incident) -> list[tuple[str, ...]]:
    """Circles of sources that derive from one another, each from its first source in the file; no source in two.

    Takes time in proportion to the sources and what they derive from.
    """
    order = {source: place for place, source in enumerate(incident.sources)}
    done: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in incident.sources:
        path: list[str] = []
        ahead = [iter((start,))]
        on_path: set[str] = set()
        while ahead:
            source = next(ahead[-1], None)
            if source is None:
                ahead.pop()
                if path:
                    on_path.discard(path[-1])
                    done.add(path.pop())
            elif source in on_path:
                ring = path[path.index(source) :]
                if not any(set(ring) & set(other) for other in found):
                    at = ring.index(min(ring, key=order.__getitem__))
                    found.append((*ring[at:], *ring[:at]))
            elif source not in done:
                path.append(source)
                on_path.add(source)
                ahead.append(iter(_derived(incident, incident.sources[source])))
    return found


def _derived(incident: Incident, source: Source) -> list[str]:
    """The sources of the incident that a source repeats."""
    ids = [each.removeprefix("source:") for each in source.derived_from]
    return [each for each in ids if each in incident.sources]


def _shown(incident: Incident, claim: Claim) -> tuple[Claim, ...]:
    return (*incident.standing, claim) if claim.draft else incident.standing


def outlets_by_name(collection: Collection) -> dict[str, str]:
    """Speakers by every name that they have: a publisher of that name is the same outlet."""
    return {
        named(name): speaker.id
        for speaker in reversed(list(collection.speakers.values()))
        for name in (*speaker.aliases, speaker.name)
    }


def _below(collection: Collection, incident: Incident, claim: Claim, outlets: dict[str, str]) -> Iterator[Link]:
    """What stands below a claim: its sources, what they derive from, and at each end the voice."""
    seen: set[str] = set()
    ahead = [(1, source) for source in reversed(claim.sources)]
    while ahead:
        depth, reference = ahead.pop()
        if reference.startswith(SPEAKER):
            yield from _outlet(collection, incident, claim, depth, reference.removeprefix(SPEAKER), outlets)
            continue
        name = reference.removeprefix("source:")
        yield Link(depth, Kind.SOURCE, name, repeated=name in seen)
        source = incident.sources.get(name)
        if name in seen:
            continue
        seen.add(name)
        behind = source.derived_from if source else ()
        ahead += [(depth + 1, each) for each in reversed(behind)]
        if behind:
            continue
        if depth > 1 and source is not None and _in_own_voice(incident, claim, outlets):
            outlet = outlets.get(named(source.publisher))
            yield (
                Link(depth + 1, Kind.SPEAKER, outlet, first=True)
                if outlet
                else Link(depth + 1, Kind.SOURCE, name, first=True)
            )
        else:
            yield from _voices(collection, claim, depth + 1)


def _outlet(  # noqa: PLR0913 - what is known at an outlet that was not seen
    collection: Collection, incident: Incident, claim: Claim, depth: int, outlet: str, outlets: dict[str, str]
) -> Iterator[Link]:
    """An outlet that was not seen: where the claim is the voice of one that repeats it, the words began there."""
    first = outlet == claim.speaker or _in_own_voice(incident, claim, outlets)
    yield Link(depth, Kind.SPEAKER, outlet, first=first)
    if not first:
        yield from _voices(collection, claim, depth + 1)


def _in_own_voice(incident: Incident, claim: Claim, outlets: dict[str, str]) -> bool:
    """Whether the speaker is the outlet itself whose text it is; whoever repeats others is no first voice."""
    source = incident.sources.get(claim.source)
    return source is not None and not claim.via and outlets.get(named(source.publisher)) == claim.speaker


def _voices(collection: Collection, claim: Claim, depth: int) -> Iterator[Link]:
    """Those who relayed the words, outermost first, down to the voice: one of another party is as far as one can go."""
    party = collection.party(claim)
    for speaker in reversed(claim.via):
        other = collection.party_of(speaker) != party
        yield Link(depth, Kind.SPEAKER, speaker, first=other)
        if other:
            return
        depth += 1
    yield Link(depth, Kind.SPEAKER, claim.speaker, first=True)


def _counted(collection: Collection, voices: dict[str, tuple[str, ...]]) -> set[str]:
    """The voices that are independent of one another: named persons, else one voice of a party."""
    counted: dict[str, list[str]] = {}
    for voice, parties in voices.items():
        speaker = collection.speakers.get(voice)
        person = speaker is None or not (speaker.unnamed or speaker.body)
        for party in parties:
            counted.setdefault(party, [])
            if person:
                counted[party].append(voice)
    for voice, parties in voices.items():
        for party in parties:
            counted[party] = counted[party] or [voice]
    return {voice for those in counted.values() for voice in those}
