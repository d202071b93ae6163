"""The words in which records are put: states, scopes, rules, stances, answers, attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claimcheck.blocks import Inline, Line, Quoted, Style, Text, line
from claimcheck.frozen import frozen
from claimcheck.model.amount import Amount
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.pages.dates import bounded, day, number
from claimcheck.reasoning.asking import By, Clock
from claimcheck.reasoning.clashes import ClashRule, ClashScope
from claimcheck.reasoning.positions import State
from claimcheck.views.claims import ClaimRecord

STATE_TITLES = {
    State.CONTESTED: "Contested",
    State.IN_TENSION: "In tension",
    State.SPLIT: "Split",
    State.AGREED: "Agreed",
    State.UNCONTRADICTED: "Uncontradicted",
    State.COMPATIBLE: "Compatible",
    State.ONE_SIDED: "One-sided",
    State.OPEN: "Open",
}
_STATE_MEANINGS = {
    State.CONTESTED: "{several} say what cannot both hold",
    State.IN_TENSION: "{several} disagree, but one of them hedges or is not exact",
    State.SPLIT: "no two {several} disagree, but {one} gives accounts that cannot both hold",
    State.AGREED: "at least {agreeing} give the same answer, and no {other} contradicts it in its own words",
    State.UNCONTRADICTED: (
        "at least two {several}, but no two disputants, give the same answer, and no {other} contradicts it"
        " in its own words"
    ),
    State.COMPATIBLE: "{several} say different things that can all hold",
    State.ONE_SIDED: "one {only} alone has taken a position",
    State.OPEN: "no {other} holds a position in its own words",
}
_BY_PARTY = {
    "several": "parties",
    "one": "one party or speaker",
    "only": "party",
    "other": "party",
    "agreeing": "two disputants",
}
_BY_SPEAKER = {
    "several": "speakers",
    "one": "one speaker",
    "only": "speaker",
    "other": "speaker",
    "agreeing": "two speakers",
}
SCOPES = {
    ClashScope.CONTESTED: "between parties",
    ClashScope.SHIFT: "shift",
    ClashScope.VARYING_ACCOUNTS: "varying accounts of one speaker",
    ClashScope.SPLIT: "split inside one party",
    ClashScope.AS_RELAYED: "as relayed by others",
}
RULES = {
    ClashRule.OPPOSITE_POLARITY: "one answer affirmed and denied",
    ClashRule.EXCLUSIVE_ANSWERS: "answers that exclude each other",
    ClashRule.DISJOINT_DATES: "dates that do not overlap",
    ClashRule.DISJOINT_NUMBERS: "numbers that do not overlap",
}
SAYS = {
    "asserts": "says",
    "implies": "says, by implication",
    "concedes": "concedes",
    "suggests": "suggests",
    "denies": "denies",
    "precludes": "denies, by implication",
    "doubts": "doubts",
    "withholds": "withholds a position on",
    "comments": "comments on",
}
"""What words do, before the answer: `doubts: The wiring caught fire`."""
SAID = {
    "asserts": "said",
    "implies": "said, by implication",
    "concedes": "conceded",
    "suggests": "suggested",
    "denies": "denied",
    "precludes": "denied, by implication",
    "doubts": "doubted",
    "withholds": "withheld a position on",
    "comments": "commented on",
}
"""What somebody's words did, behind a name that may be of one or of many: `the neighbours doubted: He left`."""
_HOW = SAYS | {"asserts": "", "implies": "by implication"}
_LEADS = tuple(f"{each}: " for each in _HOW.values() if each)
_SAID_BY = {
    "asserts": "said by",
    "implies": "said, by implication, by",
    "concedes": "conceded by",
    "suggests": "suggested by",
    "denies": "denied by",
    "precludes": "denied, by implication, by",
    "doubts": "doubted by",
}
MOVES = {"shift": "Shift", "stage": "Then"}
AGAINST = "against that"
TAKEN_BACK = "taken back"
WITHHELD = "withheld"
COMMENTED = "commented, without taking a position"
SILENT = "no statement recorded"
SILENT_BUT_TOLD = "no statement of its own recorded"


def state_meaning(state: State, by: By = By.PARTY) -> str:
    """What a state means, in a few words, where positions are set side by side by party or by speaker."""
    return _STATE_MEANINGS[state].format_map(_BY_SPEAKER if by is By.SPEAKER else _BY_PARTY)


def how(stance: Stance) -> str:
    """How an answer is taken, to stand before it: `doubts`, `by implication`; nothing where it is simply asserted."""
    return _HOW[stance]


def said_by(stance: Stance) -> str:
    """How an answer is taken, to stand between it and whoever takes it: `denied by`."""
    return _SAID_BY[stance]


def taken(stance: Stance, words: str) -> str:
    """An answer with how it is taken: `doubts: The wiring caught fire`; the answer alone where it is asserted."""
    return f"{_HOW[stance]}: {words}" if _HOW[stance] else words


def after(lead: str, words: str) -> str:
    """Words behind what leads to them: `adds: He left`; or, as they say themselves how, `adds, denies: He left`."""
    return f"{lead}{',' if words.startswith(_LEADS) else ':'} {words}"


def taken_on(claim: ClaimRecord, question: str) -> Iterator[tuple[str, Stance]]:
    """The answers to one question that a claim affirms or denies, and the stance that it takes to each."""
    for stance, taken in claim.stance.items():
        answers = taken.get(question, ()) if isinstance(taken, dict) else ()
        for each in (answers,) if isinstance(answers, str) else answers:
            yield each, Stance(stance)


def plainest(claims: Iterable[ClaimRecord], question: str, answer: str, polarity: Polarity) -> Stance:
    """The plainest stance that some claims take to an answer, of those that affirm or deny it as asked."""
    found = (
        stance
        for claim in claims
        for given, stance in taken_on(claim, question)
        if given == answer and stance.polarity is polarity
    )
    plain = Stance.DENIES if polarity is Polarity.DENIES else Stance.ASSERTS
    return min(found, key=lambda stance: stance.plainness, default=plain)


@frozen(slots=False)
class Answers:
    """The answers to one question as a reader sees them: never by their ids."""

    kind: str
    unit: str | None
    texts: Mapping[str, str]

    def whole(self, answer: str) -> str:
        """A choice in the curator's words, as they stand; a date or a number in words of its own."""
        if self.kind == "date":
            return day(When.parse(answer))
        if self.kind == "number":
            return number(Amount.parse(answer), self.unit)
        return self.texts.get(answer, answer)

    def words(self, answer: str) -> str:
        """An answer inside a sentence of ours: without its full stop."""
        return self.whole(answer).removesuffix(".")

    def taken(self, stance: Stance, answer: str) -> str:
        """An answer inside a sentence, with how it is taken."""
        return taken(stance, self.words(answer))

    def taken_by(self, claim: ClaimRecord, question: str) -> str:
        """All that a claim takes up on one question."""
        return "; ".join(self.taken(stance, answer) for answer, stance in taken_on(claim, question))


def utterances(claims: Iterable[str], known: Mapping[str, ClaimRecord]) -> int:
    """How many utterances some claims are: those that restate one another are one."""
    first: set[str] = set()
    for each in claims:
        at = each
        while at in known and (before := known[at].restates):
            at = before
        first.add(at)
    return len(first)


def words_of(claim: ClaimRecord) -> Inline:
    """A claim's quote in quotation marks, or its paraphrase without."""
    if claim.quote:
        return Quoted(claim.quote, claim.language)
    return Text(claim.text or "")


def stood(when: When | None, clock: Clock) -> Iterator[Line]:
    """What a page as of a day shows; nothing where it is of no day."""
    if when is not None:
        happened = "printed" if clock is Clock.PUBLISHED else "said"
        told = f"As of {day(when)}: in the sources recorded here, what had been {happened} by the end of that day."
        yield line(Text(told, Style.STRONG))


def unordered(claims: Iterable[str]) -> Iterator[Line]:
    """The claims that a page as of a day leaves out; nothing where there are none."""
    names = ", ".join(claims)
    if names:
        yield line(Text(f"Left out, because they cannot be ordered against that day: {names}.", Style.MUTED))


def lasted(first: When | None, last: When | None) -> str:
    """From the first day to the last; days that are not certain are not drawn together."""
    if first == last:
        return day(first)
    if first is None or last is None or not (first.exact and last.exact):
        return f"first {day(first)}, last {day(last)}"
    same = first.earliest is not None and last.earliest is not None and first.earliest.year == last.earliest.year
    return f"{day(first, year=not same)} to {day(last)}"


def said_on(claim: ClaimRecord) -> str:
    """The day of a claim's words with what bounds it: `about 29 Jul 2022, by 3 Aug 2022`."""
    return bounded(claim.said, claim.said_by)


def attribution(claim: ClaimRecord, names: dict[str, str]) -> Line:
    """Who said it (as told by whom), when, and where it was printed."""
    told = as_told(claim.via, names)
    printed = f", {claim.publisher}" if claim.publisher != claim.speaker_name else ""
    return line(Text(f"— {claim.speaker_name}{told}, {said_on(claim)}{printed}", Style.MUTED))


def as_told(tellers: Iterable[str | None], names: Mapping[str, str]) -> str:
    """Through whom words came, to be put behind a name: `, as told by Anna Aal`; nothing where through nobody."""
    known = [names.get(each, each) for each in tellers if each is not None]
    return f", as told by {listed(known)}" if known else ""


def spoken(term: str, form: str) -> str:
    """The form of a term that was printed, in quotation marks; nothing where it is the id of the term in words."""
    same = form.lower().replace("-", " ") == term.replace("-", " ")
    return "" if same else f"“{form}”"


def opening(words: str) -> str:
    """Words as they open a line."""
    return f"{words[:1].upper()}{words[1:]}"


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence."""
    found = list(words)
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def count(number_of: int, one: str, many: str | None = None) -> str:
    """A number and its noun."""
    return f"{number_of:,} {one if number_of == 1 else many or one + 's'}"
