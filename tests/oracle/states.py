"""The state of a question: what the own and standing claims of the parties come to."""

from __future__ import annotations

from tests.oracle.clashes import CONTESTED, DIRECT, SPLIT, VARYING, Pair, cannot_both_hold, clashing
from tests.oracle.ledger import AFFIRMS, DENIES, Answer, Ledger, Word

IN_ORDER = ("contested", "in-tension", "split", "agreed", "uncontradicted")


def standing(ledger: Ledger, question: str) -> list[Word]:
    """The own words of all parties that stand.

    On a question that changes, a position stands until its own party surely later takes another.
    """
    kept = [each for each in ledger.words(question) if ledger.is_own(each) and ledger.kept(each)]
    return last(ledger, question, kept)


def last(ledger: Ledger, question: str, words: list[Word]) -> list[Word]:
    """Those of some words after which the same party surely says nothing else; of a fact that does not change, all."""
    return [
        each for each in words if not ledger.changes(question) or not any(_follows(ledger, new, each) for new in words)
    ]


def _follows(ledger: Ledger, new: Word, old: Word) -> bool:
    return (
        new.claim.party == old.claim.party
        and ledger.when(old).before(ledger.when(new))
        and bool(cannot_both_hold(ledger, new, old))
    )


def state(ledger: Ledger, question: str) -> str:
    """The state of a question."""
    words = standing(ledger, question)
    pairs = clashing(ledger, question)  # of a fact that changes also those about a day that is past
    own = _state(ledger, question, words, pairs)
    asked = ledger.questions[question]
    if asked.get("exclusive") != "false" and not ledger.named_pairs(question):
        return own
    states = {own, *(answer_state(ledger, each, words, pairs) for each in {word.answer for word in words})}
    # an answer that nobody writes, but that narrower ones lie within, can be agreed on, too
    for wider in asked.get("answers") or {}:
        states.add(answer_state(ledger, Answer(wider, wider), words, pairs))
    return next((each for each in IN_ORDER if each in states), own)


def answer_state(ledger: Ledger, answer: Answer, words: list[Word], pairs: list[Pair]) -> str:
    """The state of one answer, from those who affirm or deny it and the clashes that touch it."""
    bearing = [each for each in words if _bears_on(ledger, each, answer)]
    touching = [each for each in pairs if any(_bears_on(ledger, one, answer) for one in (each.one, each.two))]
    clash = _clash_state(touching)
    if clash:
        return clash
    denied = any(each.polarity == DENIES for each in bearing)
    return _without_clash(ledger, bearing, same=bool(bearing) and not denied)


def _bears_on(ledger: Ledger, word: Word, answer: Answer) -> bool:
    """Whether a word affirms an answer (or a narrower one) or denies it (or a wider one)."""
    if word.polarity == AFFIRMS:
        return ledger.within(word.question, word.answer, answer)
    return ledger.within(word.question, answer, word.answer)


def _state(ledger: Ledger, question: str, words: list[Word], pairs: list[Pair]) -> str:
    affirmed = [each.answer for each in words if each.polarity == AFFIRMS]
    denied = [each.answer for each in words if each.polarity == DENIES]
    nested = all(
        ledger.within(question, one, two) or ledger.within(question, two, one) for one in affirmed for two in affirmed
    )
    contradicted = any(ledger.within(question, yes, no) for yes in affirmed for no in denied)
    affirming = [each for each in words if each.polarity == AFFIRMS]
    same = bool(affirmed) and nested and not contradicted
    return _clash_state(pairs) or _without_clash(ledger, words, same=same, affirming=affirming)


def _clash_state(pairs: list[Pair]) -> str:
    contested = [each for each in pairs if each.scope == CONTESTED]
    if any(each.strength == DIRECT for each in contested):
        return "contested"
    if contested:
        return "in-tension"
    return "split" if any(each.scope in (SPLIT, VARYING) for each in pairs) else ""


def _without_clash(ledger: Ledger, words: list[Word], *, same: bool, affirming: list[Word] | None = None) -> str:
    parties = {each.claim.party for each in words}
    if same:
        agreeing = {each.claim.party for each in (words if affirming is None else affirming)}
        declared = ledger.disputants
        together = {ledger.side_of(each) for each in agreeing} & set(declared) if declared else agreeing
        if len(together) >= 2:
            return "agreed"
        if len(agreeing) >= 2:
            return "uncontradicted"
    if len(parties) >= 2:
        return "compatible"
    return "one-sided" if parties else "open"
