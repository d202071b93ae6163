"""Claims as a list of quotations, each with whose it is, what it does, and where it was printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType

from claimcheck.blocks import Block, Inline, Line, Link, Paragraph, Quote, Style, Text, line
from claimcheck.model.range import Range
from claimcheck.model.stance import Stance
from claimcheck.model.when import When
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import SAID, SAYS, Answers, after, as_told, listed, said_on
from claimcheck.views.claims import ClaimRecord, QuestionWords

_CLAIM = "another claim"


def claim_blocks(
    claims: Iterable[ClaimRecord],
    names: Mapping[str, str],
    asked: Mapping[str, QuestionWords],
    *,
    incident: bool = False,
) -> Iterator[Block]:
    """Each claim: its id and what it does, its words, and whose they are; with its incident, if asked for."""
    for claim in claims:
        name = f"{claim.incident}/{claim.id}" if incident else claim.id
        stance = asked_stance_words(claim, asked, whole=True)
        yield Paragraph(line(Text(name, Style.CODE), f" — {stance}"), anchor=f"claim-{claim.id}")
        if claim.quote:
            yield Quote(claim.quote, claim.language, claim.translation, said_line(claim, names))
        else:
            yield Paragraph(line(claim.text or ""))
            yield Paragraph(line(Text("— ", Style.MUTED), *said_line(claim, names)))
        yield from remarks(claim, on_claims(claim, asked_in(claim, asked)))


def remarks(claim: ClaimRecord, commented: Iterable[str] = ()) -> Iterator[Block]:
    """What else was written about a claim, where what it does is told with its condition."""
    on = ", ".join(commented)
    found = [
        (f"Comments on: {on}." if on else ""),
        (f"And in paraphrase: {claim.text}" if claim.quote and claim.text else ""),
        (f"Said of {day(claim.holds_on)}." if claim.holds_on else ""),
        (f"Restates: {claim.restates}." if claim.restates else ""),
        (f"Takes back: {claim.replaces}." if claim.replaces else ""),
        (f"Also in: {', '.join(claim.also_in)}." if claim.also_in else ""),
        *(_sentence(name, value) for name, value in claim.more.items() if value not in (None, (), False)),
        (f"Note: {claim.note}" if claim.note else ""),
    ]
    words = " ".join(each for each in found if each)
    if words:
        yield Paragraph(line(Text(words, Style.MUTED)))


def _sentence(name: str, value: object) -> str:
    """A key that has no sentence of its own, in one, such as `Tone: under oath.`."""
    words = f"{name.replace('_', ' ').capitalize()}: {fact(value)}"
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def fact(value: object) -> str:
    """The value of a key in words."""
    if isinstance(value, When):
        return day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(fact(each) for each in value)
    if isinstance(value, Range):
        return value.text
    return str(value)


def asked_stance_words(claim: ClaimRecord, asked: Mapping[str, QuestionWords], *, whole: bool = False) -> str:
    """What a claim does, in words, with what is asked: `doubts: The wiring caught fire (How did the fire begin?)`.

    A condition comes before all that it conditions; `whole` says which it is.
    """
    return stance_words(claim, asked_in(claim, asked), whole=whole)


def asked_in(claim: ClaimRecord, asked: Mapping[str, QuestionWords]) -> Callable[[str], QuestionWords]:
    """Finds a question of a claim's incident among those of many."""
    return lambda question: asked[f"{claim.incident}/{question}"]


def stance_words(
    claim: ClaimRecord,
    asked: Callable[[str], QuestionWords],
    claims: Mapping[str, ClaimRecord] | None = None,
    *,
    whole: bool = False,
    told: bool = False,
) -> str:
    """What a claim does or, `told` behind a name, did; `asked` finds a question of its incident, `claims` a claim."""
    parts = []
    does = SAID if told else SAYS
    for stance, taken in claim.stance.items():
        if isinstance(taken, dict):
            given = [_given(asked(question), answers) for question, answers in taken.items()]
            parts.append(f"{does[stance]}: {'; '.join(given)}")
        elif stance == Stance.WITHHOLDS:
            parts.append(f"{does[stance]}: {' '.join(asked(question).ask for question in taken)}")
        else:
            parts.append(
                f"{does[stance]} {listed(dict.fromkeys(_commented(each, asked, claims or {}) for each in taken))}"
            )
    return on_condition(claim.condition, "; ".join(parts), ",", whole=whole)


def stance_ids(claim: ClaimRecord, asked: Mapping[str, QuestionWords]) -> str:
    """What a claim does, as its file has it, in a line of a list: `asserts departure: taken; denies freedom: free`.

    Only dates and numbers are in words of their own.
    """
    parts = []
    for stance, taken in claim.stance.items():
        pairs = []
        for question, given in taken.items() if isinstance(taken, dict) else ():
            about = asked[f"{claim.incident}/{question}"]
            answers = Answers(about.kind, about.unit, {})
            pairs.append(f"{question}: {listed(map(answers.whole, _several(given)))}")
        parts.append(f"{stance} {'; '.join(pairs) if pairs else listed(taken)}")
    return on_condition(claim.condition, "; ".join(parts), ",")


def _given(asked: QuestionWords, given: str | tuple[str, ...]) -> str:
    """The answers to a question, and what it asks."""
    answers = Answers(asked.kind, asked.unit, asked.answers)
    return f"{'; '.join(map(answers.words, _several(given)))} ({asked.ask})"


def _commented(
    reference: str, asked: Callable[[str], QuestionWords], claims: Mapping[str, ClaimRecord] = MappingProxyType({})
) -> str:
    """What a comment is on: a question by what it asks, a claim by whose it is; which claim, `on_claims` says."""
    prefix, _, word = reference.rpartition(":")
    if prefix != "claim":
        with suppress(KeyError):
            return f"“{asked(word).ask}”"
    other = claims.get(word)
    return f"the words of {other.speaker_name} ({said_on(other)})" if other else _CLAIM


def on_claims(claim: ClaimRecord, asked: Callable[[str], QuestionWords]) -> list[str]:
    """The ids of the claims on which a claim comments; `asked` finds a question of its incident."""
    references = claim.stance.get(Stance.COMMENTS, ())
    return [each.rpartition(":")[2] for each in references if _commented(each, asked) == _CLAIM]


def whose(claim: ClaimRecord, names: Mapping[str, str]) -> str:
    """Who says it, through whom, to stand before what the words do: `Ada Holm, as told by Ben Lund,`."""
    told = as_told(claim.via, names)
    return f"{claim.speaker_name}{told}{',' if told or claim.condition else ''}"


def on_condition(condition: str | None, words: str, sign: str = "", *, whole: bool = False) -> str:
    """Words behind their condition, if they have one: `on a condition (if the court agrees), denies: He left`.

    `sign` stands between the two; without one, what the words ask for.
    """
    if not condition:
        return words
    lead = f"on a condition ({condition})" if whole else "on a condition"
    return f"{lead}{sign} {words}" if sign else after(lead, words)


def said_line(claim: ClaimRecord, names: Mapping[str, str]) -> Line:
    """Who said it, in which office, as told by whom, when, and where it was printed."""
    told = as_told(claim.via, names)
    office = f", {claim.as_}" if claim.as_ else ""
    where = f", {claim.locator}" if claim.locator else ""
    printed: Inline = Link(claim.publisher, claim.url) if claim.url else Text(claim.publisher)
    return line(f"{claim.speaker_name}{office}{told}, {said_on(claim)}; ", printed, where)


def _several(answers: str | tuple[str, ...]) -> tuple[str, ...]:
    return (answers,) if isinstance(answers, str) else answers
