"""The pages of a site: what reports and comparisons show, with ways from one to the other.

All links are relative: the index stands above three folders, `incidents`, `speakers` and `themes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from claimcheck.blocks import (
    Block,
    Cell,
    Heading,
    Inline,
    Line,
    Link,
    List,
    Page,
    Paragraph,
    Quote,
    Quoted,
    Style,
    Table,
    Text,
    cell,
    line,
)
from claimcheck.pages.claims import asked_in, asked_stance_words, on_claims, remarks, said_line
from claimcheck.pages.crossref import not_read, theme_page
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import as_told, count, said_on
from claimcheck.pages.report import METHOD, report_page
from claimcheck.views.crossref import ThemeAcross, VoiceAcross
from claimcheck.views.report import Report
from claimcheck.views.site import AskedTheme, Person, Site

SUFFIX = ".html"
SEARCH = f"search{SUFFIX}"
_HOME = line(Link("All incidents", "../index.html"), " · ", Link("Search", f"../{SEARCH}"))


def front_page(answer: Site, title: str) -> Page:
    """The index: every incident, theme and speaker."""
    blocks: list[Block] = [Heading(1, line(title)), Paragraph(line(Text(METHOD, Style.EMPHASIS)))]
    blocks.append(Paragraph(line(Link("Search every claim", SEARCH))))
    blocks += [Heading(2, line("Incidents"), anchor="incidents"), _incidents(answer)]
    asked = [theme for theme in answer.themes if theme.incidents]
    if asked:
        blocks += [Heading(2, line("Questions asked across incidents"), anchor="themes")]
        blocks.append(List(tuple(_theme(theme, "") for theme in asked)))
    if answer.people:
        blocks += [Heading(2, line("Who speaks"), anchor="speakers"), _people(answer.people)]
    return Page(title, (*blocks, *not_read(answer.left_out)))


def search_page(reports: Iterable[Report]) -> Page:
    """Every claim of every incident in one table, which shows only the rows that hold some words where it can."""
    rows: list[tuple[Cell, ...]] = []
    for answer in reports:
        head = answer.contrast.incident
        home = f"incidents/{head.id}{SUFFIX}"
        for claim in answer.claims:
            words = [line(Quoted(claim.quote, claim.language))] if claim.quote else [line(claim.text or "")]
            words += [line(Text(f"({claim.translation})", Style.MUTED))] if claim.translation else []
            who = [line(Link(claim.speaker_name, f"speakers/{claim.speaker}{SUFFIX}"))]
            told = as_told(claim.via, answer.contrast.names)
            who += [line(Text(told.removeprefix(", "), Style.MUTED))] if told else []
            when = line(Link(said_on(claim), f"{home}#claim-{claim.id}"))
            printed = line(claim.publisher)
            rows.append((cell(when), cell(*who), cell(*words), cell(printed), cell(line(Link(head.title, home)))))
    note = (
        "Every claim of every incident. The field shows only the rows that hold all of its words; without it, the"
        " search of your browser finds them."
    )
    table = Table(("Said", "By", "Words", "Printed by", "Incident"), tuple(rows), filtered=True)
    blocks = (Heading(1, line("Search")), Paragraph(line(note)), table)
    return Page("Search", blocks, trail=line(Link("All incidents", f"index{SUFFIX}")))


def incident_page(answer: Report, themes: Iterable[AskedTheme], course: Iterable[Block] = ()) -> Page:
    """The report of an incident, with ways to its speakers and to the same questions elsewhere.

    `course` tells how its record grew; it stands before the claims.
    """
    page = report_page(answer, lambda speaker, name: Link(name, f"../speakers/{speaker}{SUFFIX}"))
    links = tuple(_theme(theme, "../") for theme in themes)
    more: list[Block] = [Heading(2, line("Elsewhere"), anchor="elsewhere"), List(links)] if links else []
    claims = next(at for at, each in enumerate(page.blocks) if isinstance(each, Heading) and each.anchor == "claims")
    blocks = (*page.blocks[:claims], *course, *page.blocks[claims:], *more)
    return replace(page, blocks=blocks, trail=_HOME)


def person_page(answer: VoiceAcross, person: Person) -> Page:
    """All that one speaker said, incident by incident, in order of days."""
    facts = [person.role or "", "" if person.party_name == person.name else f"speaks for {person.party_name}"]
    facts.append(f"{count(len(answer.entries), 'claim')} in {count(len(answer.incidents), 'incident')}")
    blocks: list[Block] = [Heading(1, line(person.name))]
    blocks.append(Paragraph(line(Text(" · ".join(each for each in facts if each), Style.MUTED))))
    titles = {incident.id: incident.title for incident in answer.incidents}
    order = {incident.id: place for place, incident in enumerate(answer.incidents)}
    entries = sorted(answer.entries, key=lambda entry: order[entry.claim.incident])
    for incident, group in groupby(entries, key=lambda entry: entry.claim.incident):
        home = f"../incidents/{incident}{SUFFIX}"
        blocks.append(Heading(2, line(Link(titles[incident], home)), anchor=f"incident-{incident}"))
        for claim in (entry.claim for entry in group):
            place = Link(said_on(claim), f"{home}#claim-{claim.id}")
            blocks.append(Paragraph(line(place, f": {asked_stance_words(claim, answer.asked, whole=True)}")))
            whose = said_line(claim, answer.names)
            if claim.quote:
                blocks.append(Quote(claim.quote, claim.language, claim.translation, whose))
            else:
                blocks += [Paragraph(line(claim.text or "")), Paragraph(line(Text("— ", Style.MUTED), *whose))]
            blocks += remarks(claim, on_claims(claim, asked_in(claim, answer.asked)))
    return Page(person.name, tuple(blocks), trail=_HOME)


def asked_page(answer: ThemeAcross) -> Page:
    """What is answered to one question, incident by incident."""
    page = theme_page(answer)
    places = {
        f"{each.incident.id}/{question.id}": f"../incidents/{each.incident.id}{SUFFIX}#question-{question.id}"
        for each in answer.incidents
        for question in each.questions
    }
    return replace(page, blocks=tuple(_linked(block, places) for block in page.blocks), trail=_HOME)


def _incidents(answer: Site) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            cell(line(Link(row.title, f"incidents/{row.id}{SUFFIX}"))),
            cell(day(row.date) if row.date else "—"),
            cell(row.place or "—"),
            cell(f"{row.claims:,}"),
            cell(f"{row.parties:,}"),
            cell(f"{row.questions:,}"),
            cell(f"{row.contested:,}"),
        )
        for row in answer.incidents
    ]
    header = ("Incident", "Date", "Place", "Claims", "Parties", "Questions", "Contested")
    return Table(header, tuple(rows), numeric=frozenset({3, 4, 5, 6}), filtered=True)


def _people(people: Iterable[Person]) -> Table:
    rows = tuple(
        (
            cell(line(Link(person.name, f"speakers/{person.id}{SUFFIX}"))),
            cell(person.role or "—"),
            cell(person.party_name),
            cell(f"{person.claims:,}"),
            cell(f"{len(person.incidents):,}"),
        )
        for person in people
    )
    header = ("Speaker", "As", "Speaks for", "Claims", "Incidents")
    return Table(header, rows, numeric=frozenset({3, 4}), filtered=True)


def _theme(theme: AskedTheme, up: str) -> Line:
    where = count(len(theme.incidents), "incident")
    return line(Link(theme.ask, f"{up}themes/{theme.id}{SUFFIX}"), Text(f" — asked of {where}", Style.MUTED))


def _linked(block: Block, places: Mapping[str, str]) -> Block:
    """A table in which ids that have a place of their own lead there."""
    if not isinstance(block, Table):
        return block
    rows = tuple(
        tuple(tuple(tuple(_link(run, places) for run in words) for words in cell) for cell in row) for row in block.rows
    )
    return replace(block, rows=rows)


def _link(run: Inline, places: Mapping[str, str]) -> Inline:
    if isinstance(run, Text) and run.style is Style.CODE and run.text in places:
        return Link(run.text, places[run.text])
    return run
