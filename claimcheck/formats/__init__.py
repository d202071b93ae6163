"""Page to text, and record to text; this room has never heard of a claim.

Each format is one file. A format of pages has `write(page, *, width, colour)`, a format of records `write(record)`;
what is listed here is imported when it is asked for, so that `claimcheck --help` waits for none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from claimcheck.blocks import Page
from claimcheck.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from claimcheck.formats.problems import ShownProblem

_PAGES = {
    "table": "terminal.write",
    "md": "markdown.write",
    "html": "html.write",
}
_FILES = {
    "docx": "docx.write",
    "pdf": "pdf.write",
}
_RECORDS = {
    "json": "json.write",
    "jsonl": "json.write_lines",
    "csv": "csv.write",
}

_PROBLEMS = {
    "concise": "problems.concise",
    "full": "problems.full",
    "github": "problems.github",
}

PAGE_FORMATS = tuple(_PAGES)
FILE_FORMATS = tuple(_FILES)
"""Formats of pages that are bytes, not text."""
RECORD_FORMATS = tuple(_RECORDS)


def write_page(name: str, page: Page, *, width: int, colour: bool) -> str:
    """`page` in the format `name`; `width` in cells and `colour` matter to the formats that have them."""
    return _call(name, _PAGES, page, width=width, colour=colour)


def write_file(name: str, page: Page, attached: Mapping[str, bytes]) -> bytes:
    """`page` in the format `name`, which is bytes; a PDF has the files in it that it was made from."""
    module, function = _FILES[name].split(".")
    more = {"attached": attached} if name == "pdf" else {}
    made: bytes = getattr(import_module(f"{__name__}.{module}"), function)(page, **more)
    return made


def write_record(name: str, record: object) -> str:
    """`record` in the format `name`: any dataclass, model or mapping; `jsonl` and `csv` want one with rows."""
    return _call(name, _RECORDS, record)


def write_problems(name: str, problems: Sequence[ShownProblem], *, width: int) -> str:
    """What is wrong with some texts, in the format `name`; SARIF needs more (`formats.sarif`)."""
    return _call(name, _PROBLEMS, problems, width=width)


def _call(name: str, formats: dict[str, str], *arguments: object, **options: object) -> str:
    if name not in formats:
        raise UsageError(f"no format `{name}` here", did_you_mean(name, formats))
    module, function = formats[name].split(".")
    text: str = getattr(import_module(f"{__name__}.{module}"), function)(*arguments, **options)
    return text
