"""The words in which records are put: states, scopes, rules, stances, answers, attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claimcheck.blocks import Inline, Line, Quoted, Style, Text, line
from claimcheck.model.amount import Amount
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.pages.dates import day, number
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.clashes import Rule, Scope
from claimcheck.reasoning.positions import State
from claimcheck.views.claims import ClaimRecord

STATE_TITLES = {
    State.CONTESTED: "Contested",
    State.IN_TENSION: "In tension",
    State.SPLIT: "Split",
    State.AGREED: "Agreed core",
    State.UNCONTRADICTED: "Uncontradicted",
    State.COMPATIBLE: "Compatible",
    State.ONE_SIDED: "One-sided",
    State.OPEN: "Open",
}
_STATE_MEANINGS = {
    State.CONTESTED: "{several} say what cannot both hold",
    State.IN_TENSION: "{several} disagree, but one of them hedges or is not exact",
    State.SPLIT: "no two {several} disagree, but {one} gives accounts that cannot both hold",
    State.AGREED: "two {several} or more give one answer, and nobody one that contradicts it",
    State.UNCONTRADICTED: "{several} give one answer that nobody contradicts, but no two disputants do",
    State.COMPATIBLE: "{several} say different things that can all hold",
    State.ONE_SIDED: "one {only} alone has taken a position",
    State.OPEN: "nobody has taken a position",
}
SCOPES = {
    Scope.CONTESTED: "between parties",
    Scope.SHIFT: "shift",
    Scope.VARYING_ACCOUNTS: "varying accounts of one speaker",
    Scope.SPLIT: "split inside one party",
    Scope.AS_RELAYED: "as relayed by others",
}
RULES = {
    Rule.OPPOSITE_POLARITY: "one answer affirmed and denied",
    Rule.EXCLUSIVE_ANSWERS: "answers that exclude each other",
    Rule.DISJOINT_DATES: "dates that do not overlap",
    Rule.DISJOINT_NUMBERS: "numbers that do not overlap",
}
STANCES = {
    Stance.ASSERTS: "asserts",
    Stance.IMPLIES: "implies",
    Stance.CONCEDES: "concedes",
    Stance.SUGGESTS: "suggests",
    Stance.DENIES: "denies",
    Stance.PRECLUDES: "denies by implication",
    Stance.DOUBTS: "doubts",
    Stance.WITHHOLDS: "withholds a position on",
    Stance.COMMENTS: "comments on",
}
_FLAVOURS = {
    Stance.IMPLIES: "by implication",
    Stance.PRECLUDES: "by implication",
    Stance.CONCEDES: "conceded",
    Stance.SUGGESTS: "suggested",
    Stance.DOUBTS: "doubted",
}


_LESS_PLAIN = ({Stance.CONCEDES}, {Stance.IMPLIES, Stance.PRECLUDES}, {Stance.SUGGESTS, Stance.DOUBTS})


def state_meaning(state: State, by: By = By.PARTY) -> str:
    """What a state means, in a few words, where positions are set side by side by party or by speaker."""
    if by is By.SPEAKER:
        return _STATE_MEANINGS[state].format(several="speakers", one="one speaker", only="speaker")
    return _STATE_MEANINGS[state].format(several="parties", one="one party or speaker", only="party")


def flavour(stance: Stance) -> str:
    """How a position is taken, where it is not simply asserted or denied."""
    return _FLAVOURS.get(stance, "")


def plainness(stance: Stance) -> int:
    """How plainly a stance takes a position: 0 in so many words, then conceded, by implication, and hedged."""
    return next((at for at, stances in enumerate(_LESS_PLAIN, start=1) if stance in stances), 0)


def taken_on(claim: ClaimRecord, question: str) -> Iterator[tuple[str, Stance]]:
    """The answers to one question that a claim affirms or denies, and the stance that it takes to each."""
    for stance, taken in claim.stance.items():
        answers = taken.get(question, ()) if isinstance(taken, dict) else ()
        for each in (answers,) if isinstance(answers, str) else answers:
            yield each, Stance(stance)


def taken_words(claim: ClaimRecord, question: str, kind: str, unit: str | None) -> str:
    """What a claim takes up on one question, in short, each answer with how it is taken: `left, suggested`."""
    labels = []
    for answer, stance in taken_on(claim, question):
        label = answer_label(kind, answer, stance.polarity or Polarity.AFFIRMS, unit)
        labels.append(f"{label}, {how}" if (how := flavour(stance)) else label)
    return listed(labels)


def answer_words(kind: str, answer: str, text: str, unit: str | None = None) -> str:
    """An answer as a reader sees it: a choice in the curator's words, a date or number in words of its own."""
    if kind == "date":
        return day(When.parse(answer))
    if kind == "number":
        return number(Amount.parse(answer), unit)
    return text


def answer_label(kind: str, answer: str, polarity: Polarity, unit: str | None = None) -> str:
    """An answer in short: the id of a choice, or a date or number in words; `not …` where it is denied."""
    label = answer_words(kind, answer, answer, unit)
    return f"not {label}" if polarity is Polarity.DENIES else label


def words_of(claim: ClaimRecord) -> Inline:
    """A claim's quote in quotation marks, or its paraphrase without."""
    if claim.quote:
        return Quoted(claim.quote, claim.language)
    return Text(claim.text or "")


def attribution(claim: ClaimRecord, names: dict[str, str]) -> Line:
    """Who said it (as told by whom), when, and where it was printed."""
    told = as_told(claim.via, names)
    printed = f", {claim.publisher}" if claim.publisher != claim.speaker_name else ""
    return line(Text(f"— {claim.speaker_name}{told}, {day(claim.said, by=claim.said_by)}{printed}", Style.MUTED))


def as_told(tellers: Iterable[str | None], names: Mapping[str, str]) -> str:
    """Through whom words came, to be put behind a name: `, as told by Anna Aal`; nothing where through nobody."""
    known = [names.get(each, each) for each in tellers if each is not None]
    return f", as told by {listed(known)}" if known else ""


def spoken(term: str, form: str) -> str:
    """The form of a term that was printed, in quotation marks; nothing where it is the id of the term in words."""
    same = form.lower().replace("-", " ") == term.replace("-", " ")
    return "" if same else f"“{form}”"


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence."""
    found = list(words)
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def count(number_of: int, one: str, many: str | None = None) -> str:
    """A number and its noun."""
    return f"{number_of:,} {one if number_of == 1 else many or one + 's'}"
