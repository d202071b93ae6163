"""What is made of a collection into a folder that the program keeps: the pages of a site, or tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimcheck.blocks import Page
from claimcheck.formats import write_page
from claimcheck.model.collection import Collection
from claimcheck.model.record import slug
from claimcheck.pages.course import course_blocks
from claimcheck.pages.publication import public_page
from claimcheck.pages.site import SEARCH, SUFFIX, asked_page, front_page, incident_page, person_page, search_page
from claimcheck.store.files import Folder
from claimcheck.tasks.folder import Counted, KeptFolder, put_parts
from claimcheck.tasks.progress import Progress, silent
from claimcheck.views.course import stages
from claimcheck.views.crossref import speaker_across, theme_across
from claimcheck.views.report import report
from claimcheck.views.site import Site, narrowed, site, themes_of

LIST = ".claimcheck-site.json"
_WIDTH = 100


def write_site(  # noqa: PLR0913 - what is written, where, and how much of it
    collection: Collection,
    output: Path,
    title: str,
    *,
    public: bool = False,
    slider: bool = True,
    progress: Progress = silent,
) -> tuple[int, Counted]:
    """Write every page that changed; how many pages there are, and what became of the folder.

    With `slider`, an incident's page shows its record day by day, too.

    Raises:
        OutputError, WriteError: the folder cannot be written, or is no site.
    """
    answer = site(collection)
    folder = KeptFolder(output, LIST, "claimcheck/site-list/1")
    number = 2 + len(answer.incidents) + len(answer.people) + len(answer.themes)
    for done, (name, page) in enumerate(_pages(collection, answer, title, slider=slider), start=1):
        shown = public_page(page) if public else page
        folder.put(name, write_page("html", shown, width=_WIDTH, colour=False))
        progress("pages", done, number)
    folder.finish()
    return number, folder.done


def _pages(collection: Collection, answer: Site, title: str, *, slider: bool) -> Iterator[tuple[str, Page]]:
    """Every page with its name, one at a time."""
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


def put_tables(collection: Collection, folder: Path, name: str) -> Counted:
    """Write the tables of a collection, under its name, into a folder that collections may share.

    Raises:
        UsageError, OutputError: the folder is somebody else's, or cannot be written.
    """
    from claimcheck.exchange.parquet import LABEL, SCHEMA, files, part  # only tables need Arrow

    return put_parts(folder, LABEL, SCHEMA, part("*", name, "*"), files(collection, name))


def named_after(folder: Folder) -> str:
    """What a collection is called where nobody says so: as the folder in which it lies."""
    return slug(folder.root.resolve().parent.name).lstrip("0123456789-") or "claims"
