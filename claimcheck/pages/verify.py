"""What stands in the saved copies and what does not: failures first, with a word diff, and the counts last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimcheck.blocks import Block, Heading, Inline, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.copies.closest import Closest, Why
from claimcheck.copies.quotations import NEAR
from claimcheck.copies.verify import CUT, DIFFERS, FAILURES, CheckedQuote, Outcome, Verification
from claimcheck.pages.phrases import count
from claimcheck.pages.word_diff import differing

_OUTCOMES = {
    Outcome.MATCHED: ("stands word for word in its saved copy", "stand word for word in their saved copies"),
    Outcome.NOT_FOUND: ("was not found", "were not found"),
    Outcome.NOT_UNIQUE: ("is not unique", "are not unique"),
    Outcome.COPY_CHANGED: ("has a copy that has changed since", "have a copy that has changed since"),
    Outcome.NO_COPY: ("has no saved copy", "have no saved copy"),
    Outcome.NO_QUOTE: ("has no quote", "have no quote"),
}
"""What one and what several came to."""
_ALLOW = "# claimcheck: allow {} -- <reason>"
_DIFFERENCES = {
    Why.WORDS: "Closest passage",
    Why.PARTS: f"Every part stands in the copy, but not in this order within {NEAR} characters; the first",
    Why.SURROUNDINGS: "The words stand in the copy, but not between this prefix and suffix",
}


def verify_page(answer: Verification, *, full: bool = False) -> Page:
    """The page of a verification; with `full`, every quote that matched, where, and how its sentence goes on."""
    title = "Quotes in saved copies"
    blocks: list[Block] = [Heading(1, line(title))]
    blocks += _not_found(_of(answer, Outcome.NOT_FOUND))
    blocks += _changed(_of(answer, Outcome.COPY_CHANGED))
    blocks += _not_unique(_of(answer, Outcome.NOT_UNIQUE))
    blocks += _cut([each for each in answer.items if each.cut])
    blocks += _otherwise(answer)
    blocks += _passed_over([each for each in answer.items if each.passed])
    blocks += _no_copy(_of(answer, Outcome.NO_COPY))
    if full:
        blocks += _matched(_of(answer, Outcome.MATCHED))
        blocks += _going_on([each for each in answer.items if each.rest is not None and not each.cut])
    blocks.append(Paragraph(line(*_counts(answer))))
    return Page(title, tuple(blocks))


def _of(answer: Verification, outcome: Outcome) -> list[CheckedQuote]:
    return [each for each in answer.items if each.outcome is outcome]


def _counts(answer: Verification) -> Iterator[Inline]:
    """A sentence on every outcome, so that no failures cannot mean that nothing was looked at."""
    for number, outcome in enumerate(Outcome):
        items = _of(answer, outcome)
        yield Text(" " if number else "")
        yield Text(_sentence(outcome, items), Style.STRONG if items and outcome in FAILURES else Style.PLAIN)
    cut = sum(each.cut for each in answer.items)
    if cut:
        was = "leaves" if cut == 1 else "leave"
        yield Text(f" {count(cut, 'quote')} {was} out what turns {'it' if cut == 1 else 'them'} round.", Style.STRONG)
    otherwise = sum(not each.allowed for each in answer.sources)
    if otherwise:
        says = "says" if otherwise == 1 else "say"
        yield Text(f" {count(otherwise, 'copy', 'copies')} {says} otherwise.", Style.STRONG)


def _sentence(outcome: Outcome, items: list[CheckedQuote]) -> str:
    """How many came to that; quotes without a copy with the number of their sources, for these are to be saved."""
    claims = len({each.claim for each in items})
    found, noun = (claims, "claim") if outcome is Outcome.NO_QUOTE else (len(items), "quote")
    sources = len({each.source for each in items})
    where = f" of {count(sources, 'source')}" if sources and outcome is Outcome.NO_COPY else ""
    one, many = _OUTCOMES[outcome]
    return f"{count(found, noun)}{where} {one if found == 1 else many}."


def _not_found(items: list[CheckedQuote]) -> Iterator[Block]:
    if items:
        yield Heading(2, line("Not found"))
        yield _legend()
    for each in items:
        yield Heading(3, line(each.claim))
        yield Paragraph(line(Text(each.source, Style.CODE)))
        yield from _closest(each.closest)


def _changed(items: list[CheckedQuote]) -> Iterator[Block]:
    if not items:
        return
    yield Heading(2, line("Copy changed since its hash was recorded"))
    rows = (
        (each.source, each.claim, _still(each)) for each in sorted(items, key=lambda each: (each.source, each.claim))
    )
    yield _table(("Source", "Claim", "The quote"), rows)
    lost = [each for each in items if each.at is None]
    if lost:
        yield _legend()
    for each in lost:
        yield Heading(3, line(each.claim))
        yield from _closest(each.closest)


def _still(each: CheckedQuote) -> str:
    if each.at is None:
        return "is no longer there"
    return f"still stands: {each.at.where}" if each.at.times == 1 else f"stands there {each.at.times} times"


def _not_unique(items: list[CheckedQuote]) -> Iterator[Block]:
    if items:
        yield Heading(2, line("Not unique"))
        rows = ((each.claim, each.source, _times(each), _where(each)) for each in items)
        yield _table(("Claim", "Source", "Times", "First"), rows, numeric={2})
        yield Paragraph(line("A prefix or a suffix tells which place is meant; --anchor writes those of the first."))


def _cut(items: list[CheckedQuote]) -> Iterator[Block]:
    if not items:
        return
    yield Heading(2, line("The sentence goes on"))
    yield Paragraph(line("What is left out may turn the quote round: it holds a negation, a condition or a contrast."))
    for each in items:
        if each.rest is not None:
            yield Heading(3, line(each.claim))
            turns = ", ".join(each.rest.turns)
            words = ", ".join(f"“{word}”" for word in each.rest.words)
            yield Paragraph(line(Text(each.source, Style.CODE), f", {_where(each)}: {turns} ({words})"))
            yield Paragraph(line(*_rest(each)))
    yield Paragraph(line("A reason lets one stand: ", Text(_ALLOW.format(CUT), Style.CODE), "."))


def _rest(each: CheckedQuote) -> Iterator[Inline]:
    """A sentence with the place of the quote in it."""
    if each.rest is None:
        return
    yield Text(f"{each.rest.before} " if each.rest.before else "")
    yield Text("[the quote]", Style.STRONG)
    gap = "" if each.rest.after[:1] in ",.;:!?…" else " "
    yield Text(f"{gap}{each.rest.after}" if each.rest.after else "")


def _going_on(items: list[CheckedQuote]) -> Iterator[Block]:
    if items:
        yield Heading(2, line("How sentences go on"))
    for each in items:
        yield Heading(3, line(each.claim))
        yield Paragraph(line(*_rest(each)))
        if each.allowed:
            yield Paragraph(line(f"Left out for a reason: {each.allowed}"))


def _otherwise(answer: Verification) -> Iterator[Block]:
    items = [each for each in answer.sources if not each.allowed]
    if not items:
        return
    yield Heading(2, line("The copy says otherwise"))
    rows = ((each.source, one.field, one.recorded, one.copy) for each in items for one in each.differences)
    yield _table(("Source", "Field", "Recorded", "In the copy"), rows)
    yield Paragraph(line("A reason lets it stand: ", Text(_ALLOW.format(DIFFERS), Style.CODE), "."))


def _passed_over(items: list[CheckedQuote]) -> Iterator[Block]:
    if items:
        yield Heading(2, line("Passed over"))
        rows = ((each.claim, each.source, one.what, one.text) for each in items for one in each.passed)
        yield _table(("Claim", "Source", "In the copy, not in the quote", "Which"), rows)


def _no_copy(items: list[CheckedQuote]) -> Iterator[Block]:
    if items:
        yield Heading(2, line("No copy"))
        sources = Counter(each.source for each in items)
        rows = ((source, count(number, "quote")) for source, number in sources.items())
        yield _table(("Source", "Not looked at"), rows)


def _matched(items: list[CheckedQuote]) -> Iterator[Block]:
    if items:
        yield Heading(2, line("Matched"))
        rows = ((each.claim, each.source, _where(each)) for each in items)
        yield _table(("Claim", "Source", "Where"), rows)


def _closest(found: Closest | None) -> Iterator[Block]:
    if found is None:
        yield Paragraph(line("Nothing like it stands in the copy."))
        return
    yield Paragraph(line(f"{_DIFFERENCES[found.why]}, {found.where}:"))
    yield Paragraph(differing(found.diff))


def _legend() -> Paragraph:
    only = (Text("in the quote only", Style.DELETED), " · ", Text("in the copy only", Style.INSERTED))
    return Paragraph(line(*only))


def _where(each: CheckedQuote) -> str:
    return each.at.where if each.at else ""


def _times(each: CheckedQuote) -> str:
    return f"{each.at.times:,}" if each.at else ""


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], numeric: Iterable[int] = ()) -> Table:
    return Table(header, tuple(tuple(map(cell, row)) for row in rows), numeric=frozenset(numeric))
