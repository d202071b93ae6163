"""First voices: how many people stand behind how many reports.

Six articles that repeat one agency that quotes one spokesman are six reports and one voice. What stands between a claim
and its first voice are the sources that print it, what these derive from, and those who relayed the words inside.

Cost: that of `origins`, unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from claimcheck.characters.folding import named
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.stance import Polarity
from claimcheck.reasoning.taking_back import taken_back

SPEAKER, PUBLISHER = "speaker:", "publisher:"


class OriginKind(StrEnum):
    """What stands at a place between a claim and its first voice."""

    CLAIM = "claim"
    SOURCE = "source"
    SPEAKER = "speaker"
    PUBLISHER = "publisher"


@frozen
class OriginLine:
    """One line of a tree of origins, top down: `depth` is 0 for a claim and one more for what it goes back to.

    `first` is a voice at which the tree ends; below a source that is `repeated` nothing is said again. A publisher whom
    no speaker is goes by its name.
    """

    depth: int
    kind: OriginKind
    id: str
    first: bool = False
    repeated: bool = False


@frozen
class FirstVoice:
    """Somebody with whom words began: a speaker or, where no speaker has its name, a publisher (`publisher:` and name).

    It is `counted` if it is independent of the others: an unnamed voice or a body never is of its party. `parties` are
    those for whom it spoke, in the order of `speakers.yaml`.
    """

    id: str
    parties: tuple[str, ...]
    counted: bool
    claims: tuple[str, ...]


@frozen
class Origins:
    """What some claims go back to: the counts, the first voices, and the tree from each utterance to them.

    A report is one source that prints one utterance. `taken_back` are the voices of what no longer stands: they are in
    none of the counts.
    """

    reports: int
    voices: int
    parties: int
    first: tuple[FirstVoice, ...]
    tree: tuple[OriginLine, ...]
    taken_back: tuple[FirstVoice, ...]


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
    """The origins of all positions on a question, or of those that affirm or deny one answer; conditions apart."""
    taken = [
        claim
        for claim in incident.standing
        if claim.condition is None
        and any(answer in (None, each.answer) and polarity in (None, each.polarity) for each in claim.on(question))
    ]
    return origins(collection, incident, taken, question)


def of_incident(collection: Collection, incident: Incident) -> Origins:
    """The origins of every position in an incident."""
    return origins(collection, incident, [claim for claim in incident.standing if claim.stance.commitments])


def origins(
    collection: Collection, incident: Incident, claims: Iterable[Claim], question: str | None = None
) -> Origins:
    """The origins of some claims of one incident; what was taken back (on a question, or on all) is kept apart.

    Each source is followed once for each claim that it stands behind: takes time in proportion to the claims times the
    sources behind one of them, and to the speakers once.
    """
    first, history = incident.utterances, taken_back(collection, incident)
    said: dict[str, list[Claim]] = {}
    back: dict[str, list[Claim]] = {}
    for claim in claims:
        wanted = {question} if question else {each.question for each in claim.stance.commitments}
        revoked = wanted <= set(history.get(claim.id, ())) and bool(wanted)
        (back if revoked else said).setdefault(first[claim.id], []).append(claim)
    outlets, order = _Outlets.of(collection, incident), parties_by_place(collection)
    tree: list[OriginLine] = []
    found: _Found = {}
    for utterance, told in said.items():
        tree.append(OriginLine(0, OriginKind.CLAIM, utterance))
        for claim in told:
            links = list(_below(collection, incident, claim, outlets))
            tree += links
            _note_voices(collection, claim, links, found)
    gone: _Found = {}
    for claim in (each for told in back.values() for each in told):
        _note_voices(collection, claim, _below(collection, incident, claim, outlets), gone)
    counted = _counted(collection, found)

    def voices(found: _Found) -> tuple[FirstVoice, ...]:
        return tuple(
            FirstVoice(
                voice, tuple(sorted(each, key=lambda party: order.get(party, len(order)))), voice in counted, tuple(ids)
            )
            for voice, (each, ids) in found.items()
        )

    return Origins(
        reports=sum(len({source for claim in told for source in claim.sources}) for told in said.values()),
        voices=len(counted),
        parties=len({party for each, _ in found.values() for party in each}),
        first=voices(found),
        tree=tuple(tree),
        taken_back=voices(gone),
    )


_Found = dict[str, tuple[dict[str, None], dict[str, None]]]
"""Voice: the parties for whom it spoke, and the claims."""


def _note_voices(collection: Collection, claim: Claim, below: Iterable[OriginLine], found: _Found) -> None:
    """Add the first voices below a claim to those that are found."""
    for link in below:
        if link.first:
            voice = link.id if link.kind is OriginKind.SPEAKER else f"{PUBLISHER}{link.id}"
            party = collection.party(claim) if voice == claim.speaker else collection.party_of(voice)
            parties, claims = found.setdefault(voice, ({}, {}))
            parties[party] = claims[claim.id] = None


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
    """Speakers by every name that they have, folded: a publisher of that name is the same outlet."""
    return {
        named(name): speaker.id
        for speaker in reversed(list(collection.speakers.values()))
        for name in (*speaker.aliases, speaker.name)
    }


def parties_by_place(collection: Collection) -> dict[str, int]:
    """Each party's place in `speakers.yaml`: the parties, then the speakers that stand for themselves."""
    alone = (each for each in collection.speakers if collection.party_of(each) == each)
    return {party: at for at, party in enumerate(dict.fromkeys((*collection.parties, *alone)))}


@frozen
class _Outlets:
    """Who a publisher is: one publisher is one voice, however its name is spelt."""

    speakers: dict[str, str]
    names: dict[str, str]

    @classmethod
    def of(cls, collection: Collection, incident: Incident) -> _Outlets:
        names = {named(each.publisher): each.publisher for each in reversed(list(incident.sources.values()))}
        return cls(outlets_by_name(collection), names)

    def speaker(self, publisher: str) -> str | None:
        """The speaker that a publisher is, if it is one."""
        return self.speakers.get(named(publisher))

    def publisher(self, publisher: str) -> str:
        """Its name as the first source of the incident has it."""
        return self.names[named(publisher)]


def _below(collection: Collection, incident: Incident, claim: Claim, outlets: _Outlets) -> Iterator[OriginLine]:
    """What stands below a claim: its sources, what they derive from, and at each end the voice.

    A source of the claim's that another of them repeats is where the words began, in whatever order the two are named.
    """
    repeats = _repeated(incident, claim) if len(claim.sources) > 1 else set()
    seen: set[str] = set()
    ahead = [(1, source) for source in reversed(claim.sources)]
    while ahead:
        depth, reference = ahead.pop()
        if reference.startswith(SPEAKER):
            yield from _outlet(collection, incident, claim, depth, reference.removeprefix(SPEAKER), outlets)
            continue
        name = reference.removeprefix("source:")
        yield OriginLine(depth, OriginKind.SOURCE, name, repeated=name in seen)
        source = incident.sources.get(name)
        if name in seen:
            continue
        seen.add(name)
        behind = source.derived_from if source else ()
        ahead += [(depth + 1, each) for each in reversed(behind)]
        if behind:
            continue
        if (depth > 1 or name in repeats) and source is not None and _in_own_voice(incident, claim, outlets):
            outlet = outlets.speaker(source.publisher)
            kind = OriginKind.SPEAKER if outlet else OriginKind.PUBLISHER
            yield OriginLine(depth + 1, kind, outlet or outlets.publisher(source.publisher), first=True)
        else:
            yield from _voices(collection, claim, depth + 1)


def _repeated(incident: Incident, claim: Claim) -> set[str]:
    """All sources that those of a claim repeat."""
    found: set[str] = set()
    ahead = [incident.sources[each] for each in claim.sources if each in incident.sources]
    while ahead:
        fresh = set(_derived(incident, ahead.pop())) - found
        found |= fresh
        ahead += (incident.sources[each] for each in fresh)
    return found


def _outlet(  # noqa: PLR0913 - what is known at an outlet that was not seen
    collection: Collection, incident: Incident, claim: Claim, depth: int, outlet: str, outlets: _Outlets
) -> Iterator[OriginLine]:
    """An outlet that was not seen: where the claim is the voice of one that repeats it, the words began there.

    So they did where it is the speaker, unless somebody of another party tells of it: that is as far as one can go.
    """
    told = collection.teller(claim) is not None
    first = (outlet == claim.speaker and not told) or _in_own_voice(incident, claim, outlets)
    yield OriginLine(depth, OriginKind.SPEAKER, outlet, first=first)
    if not first:
        yield from _voices(collection, claim, depth + 1)


def _in_own_voice(incident: Incident, claim: Claim, outlets: _Outlets) -> bool:
    """Whether the speaker is the outlet itself whose text it is; whoever repeats others is no first voice."""
    source = incident.sources.get(claim.source)
    return source is not None and not claim.via and outlets.speaker(source.publisher) == claim.speaker


def _voices(collection: Collection, claim: Claim, depth: int) -> Iterator[OriginLine]:
    """Those who relayed the words, outermost first, down to the voice: one of another party is as far as one can go."""
    party = collection.party(claim)
    for speaker in reversed(claim.via):
        other = collection.party_of(speaker) != party
        yield OriginLine(depth, OriginKind.SPEAKER, speaker, first=other)
        if other:
            return
        depth += 1
    yield OriginLine(depth, OriginKind.SPEAKER, claim.speaker, first=True)


def _counted(collection: Collection, found: _Found) -> set[str]:
    """The voices that are independent of one another: named persons, and of parties that have none one voice each.

    Of those voices, none counts of which another speaks for the same parties, or for them and more.
    """

    def person(voice: str) -> bool:
        speaker = collection.speakers.get(voice)
        return speaker is None or not (speaker.unnamed or speaker.body)

    counted = {voice for voice in found if person(voice)}
    heard = {party for voice in counted for party in found[voice][0]}
    places = {speaker: at for at, speaker in enumerate(collection.speakers)}
    hidden = {voice: found[voice][0].keys() - heard for voice in found if voice not in counted}
    order = sorted(hidden, key=lambda voice: (-len(hidden[voice]), places.get(voice, len(places))))
    told: list[set[str]] = []
    for voice in order:  # who speaks for most first: whoever speaks for no other parties is told by then
        if hidden[voice] and not any(hidden[voice] <= others for others in told):
            told.append(hidden[voice])
            counted.add(voice)
    return counted
