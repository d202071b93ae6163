"""What a party says on a question, what it no longer says, and which words stand for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle.clashes import SHIFT, cannot_both_hold, clashing
from tests.oracle.ledger import AFFIRMS, HEDGES, PLAINEST_FIRST, Claim, Ledger, Position, Word
from tests.oracle.states import last, standing

IMPLICATIONS = ("implies", "precludes")


@dataclass
class Stand:
    """Where a party stands on a question; `told_by` where it is somebody of another party who says so."""

    party: str
    told_by: str = ""
    grades: dict[Position, list[str]] = field(default_factory=dict)
    withheld: bool = False
    conditional: set[Position] = field(default_factory=set)
    taken_back: set[Position] = field(default_factory=set)
    commented_only: bool = False
    shifted: bool = False


def stands(ledger: Ledger, question: str) -> dict[tuple[str, str], Stand]:
    """Where everybody who speaks on a question stands, what others say of them apart."""
    found: dict[tuple[str, str], Stand] = {}
    for claim in _bearing(ledger, question):
        found.setdefault((claim.party, claim.told_by), Stand(claim.party, claim.told_by))
    for stand in found.values():
        _fill(ledger, question, stand)
    return found


def _bearing(ledger: Ledger, question: str) -> list[Claim]:
    """The claims that say anything on a question, or of a claim that does."""
    return [
        each
        for each in ledger.in_view()
        if question in ledger.spoken_of(each) | {about for on in _claims_commented(ledger, each) for about in on}
    ]


def _claims_commented(ledger: Ledger, claim: Claim) -> list[set[str]]:
    comments = claim.stance.get("comments") or []
    named = [comments] if isinstance(comments, str) else comments
    ids = [each.removeprefix("claim:") for each in named if each not in ledger.questions]
    return [ledger.spoken_of(ledger.named(each)) for each in ids if each in ledger.seen]


def _fill(ledger: Ledger, question: str, stand: Stand) -> None:
    here = (stand.party, stand.told_by)
    claims = [each for each in _bearing(ledger, question) if (each.party, each.told_by) == here]
    words = [each for each in ledger.words(question) if (each.claim.party, each.claim.told_by) == here]
    certain = [each for each in words if not each.claim.condition]
    says = last(ledger, question, [each for each in certain if each.claim.told_by]) or [
        each for each in standing(ledger, question) if each.claim.party == stand.party and not stand.told_by
    ]
    for word in says:
        stand.grades[word.position] = grades(says, word.position)
    stand.withheld = any(question in ledger.withheld(each) and not ledger.taken_back(each, question) for each in claims)
    stand.conditional = {each.position for each in words if each.claim.condition and ledger.kept(each)}
    stand.taken_back = {
        each.position for each in words if not ledger.kept(each) and not any(_still(ledger, each, one) for one in says)
    }
    stand.commented_only = not (stand.grades or stand.withheld or stand.conditional or stand.taken_back)
    stand.shifted = not stand.told_by and shifted(ledger, question, stand.party)


def _still(ledger: Ledger, old: Word, new: Word) -> bool:
    """Whether a word still says what another did: to affirm a narrower answer is to affirm the wider."""
    if new.polarity != old.polarity:
        return False
    narrow, wide = (new, old) if new.polarity == AFFIRMS else (old, new)
    return ledger.within(new.question, narrow.answer, wide.answer)


def grades(words: list[Word], position: Position) -> list[str]:
    """The plainest grade of a position and, beside a hedge, an implication, which is certain."""
    taken = [each.stance for each in words if each.position == position]
    plainest = min(taken, key=PLAINEST_FIRST.index)
    implied = [each for each in IMPLICATIONS if each in taken and plainest in HEDGES]
    return [plainest, *implied]


def shifted(ledger: Ledger, question: str, party: str) -> bool:
    """Whether a party shifted or, on a question that changes, said on ordered days what cannot hold of one."""
    if any(each.scope == SHIFT and each.one.claim.party == party for each in clashing(ledger, question)):
        return True
    own = [each for each in ledger.words(question) if each.claim.party == party and ledger.is_own(each)]
    return bool(ledger.changes(question)) and any(
        cannot_both_hold(ledger, one, two) and ledger.when(one).before(ledger.when(two)) for one in own for two in own
    )


def words_that_stand(ledger: Ledger, question: str, position: Position) -> Claim:
    """The claim whose words stand for a position that somebody holds."""
    unconditional = [each for each in ledger.words(question) if each.claim.told_by and not each.claim.condition]
    candidates = [each for each in (*standing(ledger, question), *unconditional) if each.position == position]
    return min(
        candidates,
        key=lambda each: (
            PLAINEST_FIRST.index(each.stance),
            not each.claim.quoted,
            ledger.day(each.claim).last,
            ledger.day(each.claim).first,
            each.claim.place,
        ),
    ).claim


def silent(ledger: Ledger, question: str, unordered: frozenset[str] = frozenset()) -> list[str]:
    """Disputants, and parties with a claim in the incident, of whom no word of their own bears on the question.

    A side is silent if each of its parties is. Nobody is called silent who may have spoken by then.
    """
    own = {each.party for each in _bearing(ledger, question) if not each.told_by}
    everything = ledger.as_seen(ledger.seen | unordered)
    heard = own | {each.party for each in _bearing(everything, question) if each.id in unordered}
    sides = {ledger.side_of(each) for each in heard}
    present = dict.fromkeys([*ledger.disputants, *(each.party for each in ledger.in_view())])
    return [each for each in present if each not in heard and not (each in ledger.sides and each in sides)]
