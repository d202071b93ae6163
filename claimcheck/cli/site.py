"""Write the whole collection as a site: a page per incident, speaker and theme, and an index.

The pages need no server and no network, lead to one another by relative links, and are whole without a script. Two
small ones, named by hash in the page, only show and hide what stands in it: rows that hold some words, and the record
of an incident as it stood on a day (`--no-slider` leaves that out). Run again, only pages that changed are written;
pages of the site whose incident, speaker or theme is gone are taken away, other files are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.blocks import Page
    from claimcheck.model.collection import Collection
    from claimcheck.views.site import Site

LIST = ".claimcheck-site.json"


def command(
    call: Call,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="DIR", help="The folder of the site.")] = None,
    title: Annotated[str, typer.Option("--title", help="The title of the index.")] = "Contested incidents",
    slider: Annotated[
        bool,
        typer.Option("--slider/--no-slider", help="Whether an incident's page shows its record day by day."),
    ] = True,
) -> None:
    """Run the command."""
    from claimcheck.formats import write_page
    from claimcheck.pages.publication import public_page
    from claimcheck.tasks.folder import KeptFolder
    from claimcheck.views.site import site

    if output is None:
        raise UsageError("a site is a folder: say where with -o DIR", "claimcheck site -o public")
    collection = call.collection()
    answer = site(collection)
    folder = KeptFolder(Path(output), LIST, "claimcheck/site-list/1")
    number = 2 + len(answer.incidents) + len(answer.people) + len(answer.themes)
    for done, (name, page) in enumerate(_pages(collection, answer, title, slider=slider), start=1):
        shown = public_page(page) if call.public else page
        folder.put(name, write_page("html", shown, width=screen.PIPE_COLUMNS, colour=False))
        screen.progress("pages", done, number)
    folder.finish()
    counts = [f"{folder.written:,} written", f"{folder.kept:,} as they were"]
    counts += [f"{folder.removed:,} taken away"] if folder.removed else []
    screen.say(f"claimcheck: {number:,} pages in {output}: {', '.join(counts)}")


def _pages(collection: Collection, answer: Site, title: str, *, slider: bool) -> Iterator[tuple[str, Page]]:
    """Every page with its name, one at a time."""
    from claimcheck.pages.course import course_blocks
    from claimcheck.pages.site import SEARCH, SUFFIX, asked_page, front_page, incident_page, person_page, search_page
    from claimcheck.views.course import stages
    from claimcheck.views.crossref import speaker_across, theme_across
    from claimcheck.views.report import report
    from claimcheck.views.site import narrowed, themes_of

    yield f"index{SUFFIX}", front_page(answer, title)
    themes = {theme.id: theme for theme in answer.themes}
    reports = []
    for row in answer.incidents:
        asked = [themes[theme] for theme in themes_of(collection.incidents[row.id]) if theme in themes]
        own = narrowed(collection, [row.id])
        reports.append(report(own, row.id))
        course = course_blocks(stages(own, row.id)) if slider else []
        yield f"incidents/{row.id}{SUFFIX}", incident_page(reports[-1], asked, course)
    yield SEARCH, search_page(reports)
    for person in answer.people:
        own = narrowed(collection, person.incidents)
        yield f"speakers/{person.id}{SUFFIX}", person_page(speaker_across(own, person.id), person)
    for theme in answer.themes:
        own = narrowed(collection, theme.incidents)
        yield f"themes/{theme.id}{SUFFIX}", asked_page(theme_across(own, theme.id))
