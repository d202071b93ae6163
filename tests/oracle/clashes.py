"""Which two claims on one question cannot both hold, and what is reported of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from tests.oracle.ledger import AFFIRMS, Ledger, Position, Word
from tests.oracle.values import Span

DIRECT, IN_TENSION = "direct", "in-tension"
AS_RELAYED, SPLIT, CONTESTED, SHIFT, VARYING = "as-relayed", "split", "contested", "shift", "varying-accounts"


@dataclass(frozen=True)
class Pair:
    """Two words that clash; of a shift, the earlier first."""

    one: Word
    two: Word
    rule: str
    scope: str
    strength: str


@dataclass(frozen=True)
class Entry:
    """What is reported: one entry per rule, scope, strength and pair of positions (of a shift, in their order)."""

    rule: str
    scope: str
    strength: str
    positions: tuple[Position, ...] | frozenset[Position]


def entries(ledger: Ledger, question: str) -> dict[Entry, dict[Position, set[str]]]:
    """The clashes of a question, each with the claims that it cites for either position."""
    found: dict[Entry, dict[Position, set[str]]] = {}
    for pair in clashing(ledger, question):
        both = (pair.one.position, pair.two.position)
        key = Entry(pair.rule, pair.scope, pair.strength, both if pair.scope == SHIFT else frozenset(both))
        cited = found.setdefault(key, {position: set() for position in both})
        for word in (pair.one, pair.two):
            cited[word.position].add(word.claim.id)
    return found


def clashing(ledger: Ledger, question: str) -> list[Pair]:
    """Every two words that clash."""
    words = [each for each in ledger.words(question) if not each.claim.condition]
    pairs = (_pair(ledger, one, two, words) for one, two in combinations(words, 2))
    return [each for each in pairs if each]


def cannot_both_hold(ledger: Ledger, one: Word, two: Word) -> str:
    """The rule by which two words could not both hold of one day; empty if they could."""
    if one.claim.utterance == two.claim.utterance:
        return ""
    if one.polarity != two.polarity:
        affirmed, denied = (one, two) if one.polarity == AFFIRMS else (two, one)
        return "opposite-polarity" if ledger.within(one.question, affirmed.answer, denied.answer) else ""
    if one.polarity != AFFIRMS or not ledger.exclude_each_other(one.question, one.answer, two.answer):
        return ""
    kind = ledger.questions[one.question].get("kind", "choice")
    return {"choice": "exclusive-answers", "date": "disjoint-dates", "number": "disjoint-numbers"}[kind]


def _pair(ledger: Ledger, one: Word, two: Word, words: list[Word]) -> Pair | None:
    rule = cannot_both_hold(ledger, one, two)
    if not rule:
        return None
    if ledger.when(two).before(ledger.when(one)):
        one, two = two, one
    ordered = ledger.when(one).before(ledger.when(two))
    strength = IN_TENSION if one.weak or two.weak else DIRECT
    changes = ledger.changes(one.question)
    if changes and not _same_certain_day(ledger.when(one), ledger.when(two)):
        if changes == "true":
            if ordered:
                return None
            strength = IN_TENSION
        elif not ordered or not _step_back(ledger, one, two):
            return None
    scope = _scope(ledger, one, two, words, ordered=ordered)
    if not scope or (scope != SHIFT and not (ledger.kept(one) and ledger.kept(two))):
        return None
    return Pair(one, two, rule, scope, strength)


def _same_certain_day(one: Span, two: Span) -> bool:
    return one.one and one == two


def _step_back(ledger: Ledger, earlier: Word, later: Word) -> bool:
    """Whether a surely later day is given an earlier stage, or denied the last one."""
    if earlier.polarity != AFFIRMS:
        return False
    before, after = (ledger.stage(each.question, each.answer) for each in (earlier, later))
    return after < before if later.polarity == AFFIRMS else after == ledger.last_stage(later.question)


def _scope(ledger: Ledger, one: Word, two: Word, words: list[Word], *, ordered: bool) -> str:
    """The first row of the table that fits; empty where the earlier is history. If `ordered`, `one` is the earlier."""
    if one.claim.told_by or two.claim.told_by:
        return AS_RELAYED
    if one.claim.party != two.claim.party:
        return SPLIT if ledger.side_of(one.claim.party) == ledger.side_of(two.claim.party) else CONTESTED
    if not ordered:
        return VARYING if one.claim.speaker == two.claim.speaker else SPLIT
    own = [each for each in words if each.claim.party == one.claim.party and ledger.is_own(each)]
    if _judged_already(ledger, one, two, own):
        return ""
    if one.claim.speaker != two.claim.speaker and (
        _keeps_to(ledger, one, two, own) or _keeps_to(ledger, two, one, own)
    ):
        return SPLIT
    return SHIFT


def _judged_already(ledger: Ledger, earlier: Word, later: Word, own: list[Word]) -> bool:
    """Whether the earlier word has met the party's next word against it, or was said again, before the later one."""
    if any(each.claim.utterance == later.claim.utterance and _says_again(each, earlier) for each in own):
        return True  # in one breath with the later: the two stand beside each other
    others = [each for each in own if each.claim.utterance not in (earlier.claim.utterance, later.claim.utterance)]
    for each in others:
        between = _before(ledger, earlier, each) and _before(ledger, each, later)
        if between and (_gives_up(ledger, each, earlier) or _says_again(each, earlier)):
            return True
        neither_first = not _before(ledger, each, later) and not _before(ledger, later, each)
        stages_pass = ledger.changes(each.question) == "forward" and not _same_certain_day(
            ledger.when(each), ledger.when(later)
        )
        if neither_first and not stages_pass and _says_again(each, earlier) and not _before(ledger, each, earlier):
            split_from_it = cannot_both_hold(ledger, each, later)
            if split_from_it and ledger.kept(each) and ledger.kept(later):
                return True
    return False


def _keeps_to(ledger: Ledger, word: Word, against: Word, own: list[Word]) -> bool:
    """Whether a speaker says his own both before and after another's word, and is not known to leave it between."""
    his = [each for each in own if each.claim.speaker == word.claim.speaker]
    same = [each for each in his if each == word or _says_again(each, word)]
    return any(
        _before(ledger, start, against)
        and _before(ledger, against, end)
        and not any(
            _gives_up(ledger, each, word) and _before(ledger, start, each) and _before(ledger, each, end)
            for each in his
        )
        for start in same
        for end in same
    )


def _before(ledger: Ledger, one: Word, two: Word) -> bool:
    return ledger.when(one).before(ledger.when(two))


def _gives_up(ledger: Ledger, word: Word, earlier: Word) -> bool:
    """Whether a word could not stand with another; a hedge never gives up what was certain."""
    return bool(cannot_both_hold(ledger, word, earlier)) and (earlier.weak or not word.weak)


def _says_again(word: Word, earlier: Word) -> bool:
    """Whether a word takes a position once more; a hedge never repeats what was certain."""
    return word.position == earlier.position and (earlier.weak or not word.weak)
