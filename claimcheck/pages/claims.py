"""Claims as a list of quotations, each with whose it is, what it does, and where it was printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from claimcheck.blocks import Block, Inline, Line, Link, Paragraph, Quote, Style, Text, line
from claimcheck.model.range import Range
from claimcheck.model.when import When
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import STANCES, answer_words, as_told, listed
from claimcheck.views.claims import Asked, ClaimRecord


def claim_blocks(
    claims: Iterable[ClaimRecord], names: Mapping[str, str], asked: Mapping[str, Asked], *, incident: bool = False
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
        yield from remarks(claim)


def remarks(claim: ClaimRecord) -> Iterator[Block]:
    """What else was written about a claim, where what it does is told with its condition."""
    found = [
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


def asked_stance_words(claim: ClaimRecord, asked: Mapping[str, Asked], *, whole: bool = False) -> str:
    """What a claim does, in words, by what is asked: a date or a number in words of its own, a choice by its id."""

    def label(question: str, answer: str) -> str:
        about = asked[f"{claim.incident}/{question}"]
        return answer_words(about.kind, answer, answer, about.unit)

    return stance_words(claim, label, whole=whole)


def stance_words(claim: ClaimRecord, label: Callable[[str, str], str], *, whole: bool = False) -> str:
    """What a claim does, in words: `asserts departure: taken; motive: hunger and cold; denies freedom: free`.

    `label` puts an answer to a question in words. A condition comes before all that it conditions; `whole` says which
    it is.
    """
    parts = []
    for stance, taken in claim.stance.items():
        if isinstance(taken, dict):
            pairs = [
                f"{question}: {listed(label(question, each) for each in _several(answers))}"
                for question, answers in taken.items()
            ]
            parts.append(f"{STANCES.get(stance, stance)} {'; '.join(pairs)}")  # type: ignore[call-overload]
        else:
            parts.append(f"{STANCES.get(stance, stance)} {listed(taken)}")  # type: ignore[call-overload]
    return f"{condition_words(claim.condition, whole=whole)}{'; '.join(parts)}"


def condition_words(condition: str | None, *, whole: bool = False) -> str:
    """What stands before something said on a condition: `on a condition (if the court agrees): `; else nothing."""
    if not condition:
        return ""
    return f"on a condition ({condition}): " if whole else "on a condition: "


def said_line(claim: ClaimRecord, names: Mapping[str, str]) -> Line:
    """Who said it, in which office, as told by whom, when, and where it was printed."""
    told = as_told(claim.via, names)
    office = f", {claim.as_}" if claim.as_ else ""
    where = f", {claim.locator}" if claim.locator else ""
    printed: Inline = Link(claim.publisher, claim.url) if claim.url else Text(claim.publisher)
    return line(f"{claim.speaker_name}{office}{told}, {day(claim.said)}; ", printed, where)


def _several(answers: str | tuple[str, ...]) -> tuple[str, ...]:
    return (answers,) if isinstance(answers, str) else answers
