"""To how many first voices the reports of a position go back."""

from __future__ import annotations

from typing import NamedTuple

from tests.oracle.ledger import Claim, Ledger, Position, listed


class Origins(NamedTuple):
    """ "6 reports, 2 voices, 1 party": a report is one source that prints one utterance."""

    reports: int
    voices: int
    parties: int


def origins(ledger: Ledger, question: str, position: Position | None = None) -> Origins:
    """The origins of all that is said on a question; or of what a position says, whoever says it."""
    claims = {
        word.claim.id: word.claim
        for word in ledger.words(question)
        if not word.claim.condition and ledger.kept(word)
        if position is None or (word.answer, word.polarity) == (position.answer, position.polarity)
    }
    printed = [(claim, source) for claim in claims.values() for source in claim.sources]
    voices = {voice for claim, source in printed for voice in _voices(ledger, claim, source)}
    named = {(voice, party) for voice, party in voices if _independent(ledger, voice)}
    parties = {party for _, party in voices}
    # an unnamed voice or a body is never independent of its party, but somebody speaks where nobody else does
    hidden = parties - {party for _, party in named}
    unnamed = {voice for voice, _ in voices} - {voice for voice, _ in named}
    speak_for = {frozenset(party for each, party in voices if each == voice) & hidden for voice in unnamed}
    most = [one for one in speak_for if one and not any(one < more for more in speak_for)]
    return Origins(
        len({(claim.utterance, source) for claim, source in printed}),
        len({voice for voice, _ in named}) + len(most),
        len(parties),
    )


def _voices(ledger: Ledger, claim: Claim, source: str) -> list[tuple[str, str]]:
    """The first voices behind a claim in one of its sources, each with its party."""
    if claim.told_by:
        return [(claim.told_by, ledger.party_of(claim.told_by))]
    publisher = ledger.sources[claim.sources[0]]["publisher"]
    if claim.via or _outlet(ledger, publisher) != claim.speaker:
        return [(claim.speaker, claim.party)]
    if any(source in _sources_behind(ledger, other) for other in claim.sources):
        return []  # another of them repeats it: there it is a voice of its own
    return _behind(ledger, source) or [(claim.speaker, claim.party)]


def _sources_behind(ledger: Ledger, source: str) -> set[str]:
    found: set[str] = set()
    for origin in listed(ledger.sources[source].get("derived_from")):
        if not origin.startswith("speaker:"):
            behind = origin.removeprefix("source:")
            found |= {behind, *_sources_behind(ledger, behind)}
    return found


def _behind(ledger: Ledger, source: str) -> list[tuple[str, str]]:
    """Those whose words a source repeats: the outlets with which it began. None if it repeats nothing."""
    found: list[tuple[str, str]] = []
    for origin in listed(ledger.sources[source].get("derived_from")):
        if origin.startswith("speaker:"):
            outlet = origin.removeprefix("speaker:")
            found.append((outlet, ledger.party_of(outlet)))
            continue
        behind = origin.removeprefix("source:")
        name = _outlet(ledger, ledger.sources[behind]["publisher"])
        party = ledger.party_of(name) if name in ledger.speakers else name
        found += _behind(ledger, behind) or [(name, party)]
    return found


def _outlet(ledger: Ledger, publisher: str) -> str:
    """The speaker who has the name of a publisher; where nobody has, the folded name is the voice."""
    for id_, each in ledger.speakers.items():
        if publisher.casefold() in {name.casefold() for name in (each["name"], *listed(each.get("aliases")))}:
            return id_
    return "publisher:" + publisher.casefold()


def _independent(ledger: Ledger, voice: str) -> bool:
    speaker = ledger.speakers.get(voice, {})
    return "true" not in (speaker.get("unnamed"), speaker.get("body"))
