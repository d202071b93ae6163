"""The state of a collection: totals, tallies, and lists of what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.blocks import Block, Heading, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.pages.crossref import not_read
from claimcheck.pages.phrases import count, listed
from claimcheck.reasoning.balance import Share
from claimcheck.views.statistics import Missing, Statistics, Tally

TITLE = "The state of the collection"
UNKNOWN = "not known"


def statistics_page(answer: Statistics) -> Page:
    """The page of the state of a collection."""
    blocks: list[Block] = [Heading(1, line(TITLE)), Paragraph(line(_totals(answer)))]
    for header, found in (
        (("Party", "Claims"), answer.parties),
        (("Stance", "Claims"), answer.stances),
        (("Language of the quote", "Claims"), answer.languages),
        (("Year said", "Claims"), answer.years),
    ):
        if found:
            rows = tuple((cell(_name(each)), cell(f"{each.claims:,}")) for each in found)
            blocks.append(Table(header, rows, numeric=frozenset({1})))
    blocks += _missing("Quotes without translation", answer.untranslated)
    blocks += _missing("Sources without an address or an archived copy", answer.no_address)
    blocks += _missing("Sources with an address and no archived copy", answer.no_archive, by_name=False)
    blocks += _silent(answer)
    blocks += _balance(answer)
    return Page(TITLE, (*blocks, *not_read(answer.left_out)))


def _totals(answer: Statistics) -> str:
    totals = answer.totals
    drafts = f" (and {count(totals.drafts, 'draft')})" if totals.drafts else ""
    return (
        f"{count(totals.incidents, 'incident')} with {count(totals.questions, 'question')} and "
        f"{count(totals.claims, 'claim')}{drafts}, {count(totals.quotes, 'quote')} among them, "
        f"by {count(totals.speakers, 'speaker')} for {count(totals.parties, 'party', 'parties')}; "
        f"{count(totals.sources, 'source')} of {count(totals.publishers, 'publisher')}; "
        f"{count(totals.themes, 'theme')}."
    )


def _name(each: Tally) -> str:
    return each.name or each.id or UNKNOWN


def _missing(title: str, found: tuple[Missing, ...], *, by_name: bool = True) -> Iterator[Block]:
    """What lacks something, incident by incident; only how much of it, where that is nearly everything."""
    if not found:
        return
    yield Heading(2, line(f"{title}: {len(found):,}"))
    homes: dict[str, list[str]] = {}
    for each in found:
        homes.setdefault(each.incident, []).append(each.id)
    named = {home: ", ".join(ids) if by_name else f"{len(ids):,}" for home, ids in homes.items()}
    yield List(tuple(line(Text(f"{home}: ", Style.STRONG), words) for home, words in named.items()))


def _silent(answer: Statistics) -> Iterator[Block]:
    if not answer.silent:
        return
    yield Heading(2, line(f"Questions on which a disputant is silent: {len(answer.silent):,}"))
    rows = tuple(
        (
            cell(line(each.ask), line(Text(f"{each.incident}/{each.question}", Style.CODE))),
            cell(listed(answer.names.get(party, party) for party in each.disputants)),
        )
        for each in answer.silent
    )
    yield Table(("Question", "No statement recorded of"), rows)


def _balance(answer: Statistics) -> Iterator[Block]:
    """Incident by incident, how much is recorded of each disputant."""
    if not answer.balance:
        return
    yield Heading(2, line("How much is recorded of each disputant"))
    header = ("Disputant", "Claims", "Its own", "Quotes", "Words", "Silent days")
    for each in answer.balance:
        span = f", {count(each.days, 'day')} from the first claim to the last" if each.days is not None else ""
        yield Paragraph(line(Text(each.incident, Style.STRONG), span))
        rows = tuple(
            (cell(answer.names.get(share.party, share.party)), *map(cell, _figures(share))) for share in each.shares
        )
        yield Table(header, rows, numeric=frozenset(range(1, len(header))))
        if each.through_others:
            told = listed(answer.names.get(party, party) for party in each.through_others)
            yield Paragraph(line(f"Heard only through others: {told}."))
    yield Paragraph(
        line(
            "Its own: claims that nobody of another party relays. Words: those of its quotes, in their own language. "
            "Silent days: the most in a row with nothing recorded of it, between the first and the last claim of the "
            "incident; uncertain days do not count."
        )
    )


def _figures(share: Share) -> tuple[str, ...]:
    silent = "—" if share.silent is None else f"{share.silent:,}"
    return (f"{share.claims:,}", f"{share.own:,}", f"{share.quotes:,}", f"{share.words:,}", silent)
