"""What takes back what: `replaces`, where it may be said, and on which questions.

An utterance takes back an utterance, and with it all that restate it: on the questions of the old one of which the new
one speaks, whether it takes a position, withholds or comments; where it speaks of none of them, on all.
Cost: in proportion to the claims of the incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.reasoning.days import days


class CannotTakeBack(StrEnum):
    """Why a claim cannot take back another."""

    ITSELF = "itself"
    ANOTHER_PARTY = "another-party"
    RELAYED = "relayed"
    RELAYS = "relays"
    CONDITION = "condition"
    LATER = "later"


def obstacle(collection: Collection, incident: Incident, claim: Claim) -> CannotTakeBack | None:
    """Why a claim cannot take back the one that it `replaces`, if it cannot."""
    whole = incident.whole
    old = whole.by_id.get(claim.replaces or "")
    if old is None:
        return None
    if whole.utterances[old.id] == whole.utterances[claim.id]:
        return CannotTakeBack.ITSELF
    if claim.speaker != old.speaker and collection.party(claim) != collection.party(old):
        return CannotTakeBack.ANOTHER_PARTY
    if collection.teller(claim) is not None:
        return CannotTakeBack.RELAYED
    if collection.teller(old) is not None:
        return CannotTakeBack.RELAYS
    if claim.condition is not None:
        return CannotTakeBack.CONDITION
    said = days(collection, incident)
    return CannotTakeBack.LATER if said[claim.id].surely_before(said[old.id]) else None


def taken_back(collection: Collection, incident: Incident) -> dict[str, dict[str, str]]:
    """Of each claim that is taken back, the questions on which it is, each with the (first) claim that does so."""
    utterances = incident.whole.utterances
    by_utterance = replacing(collection, incident)
    if not by_utterance:
        return {}
    members: dict[str, list[Claim]] = {}
    for claim in incident.standing:
        members.setdefault(utterances[claim.id], []).append(claim)
    found: dict[str, dict[str, str]] = {}
    for utterance, several in members.items():
        for replaced in by_utterance.get(utterance, ()):
            old = members.get(utterances.get(replaced, ""), [])
            asked = _asked(incident, old)
            spoken = _asked(incident, several) & asked or asked
            by = next((each.id for each in several if each.replaces), several[0].id)
            for each in old:
                for question in sorted(spoken):
                    found.setdefault(each.id, {}).setdefault(question, by)
    return found


def replacing(collection: Collection, incident: Incident) -> dict[str, tuple[str, ...]]:
    """Of each utterance, by its first claim, the claims that it takes back, whoever of those that restate it says so.

    As of a day that may be known of a claim that could be read, though the one that says `replaces` could not.
    """
    whole = incident.whole
    known: dict[str, tuple[str, ...]] | None = whole.__dict__.get("replacing")
    if known is not None:
        return known
    found: dict[str, tuple[str, ...]] = {}
    for claim in whole.standing:
        if claim.replaces and not obstacle(collection, whole, claim):
            first = whole.utterances[claim.id]
            found[first] = (*found.get(first, ()), claim.replaces)
    return found


def remember_replacing(collection: Collection, whole: Incident, then: Incident) -> None:
    """Have an incident as of a day know what its utterances take back among all claims.

    What is taken back may be known on that day by another claim than the one that is named.
    """
    by_claim, utterances = replacing(collection, whole), whole.utterances
    there: dict[str, str] = {}
    for claim in then.standing:
        there.setdefault(utterances[claim.id], claim.id)
    then.__dict__["replacing"] = {
        then.utterances[claim.id]: tuple(
            there.get(utterances.get(each, ""), each) for each in by_claim[utterances[claim.id]]
        )
        for claim in then.standing
        if utterances[claim.id] in by_claim
    }


def _asked(incident: Incident, claims: Iterable[Claim]) -> set[str]:
    """The questions of which some claims speak; a comment on a claim names none."""
    return {question for claim in claims for question in asked(incident.questions, claim)}


def asked(questions: Mapping[str, object], claim: Claim) -> set[str]:
    """The questions of which one claim speaks: with a position, withholding, or commenting on the question itself."""
    return {each for each in claim.stance.questions if each in questions}
