"""Reports as files: one as a document, or those of all incidents into a folder, with an index."""

from __future__ import annotations

from pathlib import Path

from claimcheck.blocks import Page
from claimcheck.errors import OutputError
from claimcheck.formats import FILE_FORMATS, write_file, write_page
from claimcheck.model.collection import Collection
from claimcheck.pages.publication import public_page
from claimcheck.pages.report import index_page, report_page
from claimcheck.store.files import Files
from claimcheck.tasks.attaching import incident_file
from claimcheck.tasks.progress import Progress, silent
from claimcheck.views.report import Report, index, report

_WIDTH = 100


def shown(page: Page, *, public: bool) -> Page:
    """A page, with its mark if it is of the public part."""
    return public_page(page) if public else page


def document(result: Report, form: str, folder: Files, collection: Collection, *, public: bool) -> bytes:
    """A report as a document or a PDF, with the file of its incident."""
    incident = result.contrast.incident.id
    attached = {f"{incident}.yaml": incident_file(folder, collection, incident, public=public)}
    return write_file(form, shown(report_page(result), public=public), attached)


def write_reports(  # noqa: PLR0913 - what is written, where, and how much of it
    collection: Collection,
    files: Files,
    output: str,
    form: str,
    *,
    public: bool = False,
    progress: Progress = silent,
) -> int:
    """Write a report of every incident as OUTPUT/INCIDENT and its ending, and an index; how many reports.

    Raises:
        OutputError: something cannot be written, or would be written through a symbolic link.
    """
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder `{output}`: {error.strerror}") from error
    names = list(collection.incidents)
    if "index" in names:
        raise OutputError("the report of the incident `index` would stand in the place of the index", "rename it")
    for done, name in enumerate(names, start=1):
        progress("reports", done, len(names))
        result = report(collection, name)
        if form in FILE_FORMATS:
            _write(folder / f"{name}.{form}", document(result, form, files, collection, public=public))
        else:
            _write(folder / f"{name}.{form}", _text(shown(report_page(result), public=public), form))
    contents = shown(index_page(index(collection), f".{form}"), public=public)
    _write(folder / f"index.{form}", write_file(form, contents, {}) if form in FILE_FORMATS else _text(contents, form))
    return len(names)


def _text(page: Page, form: str) -> bytes:
    return write_page(form, page, width=_WIDTH, colour=False).encode("utf-8", "backslashreplace")


def _write(path: Path, data: bytes) -> None:
    if path.is_symlink():
        raise OutputError(f"`{path}` is a symbolic link", "nothing is written through links: name another folder")
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"cannot write `{path}`: {error.strerror}") from error
