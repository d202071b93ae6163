"""Page to text, and record to text; this room has never heard of a claim.

Each format is one file. A format of pages has `write(page, *, width, colour)`, a format of records `write(record)`;
what is listed here is imported when it is asked for, so that `claimcheck --help` waits for none of them.
"""

from __future__ import annotations

from importlib import import_module

from claimcheck.blocks import Page
from claimcheck.errors import UsageError, did_you_mean

_PAGES = {
    "table": "terminal.write",
    "md": "markdown.write",
    "html": "html.write",
}
_RECORDS = {
    "json": "json.write",
    "jsonl": "json.write_lines",
    "csv": "csv.write",
}

PAGE_FORMATS = tuple(_PAGES)
RECORD_FORMATS = tuple(_RECORDS)


def write_page(name: str, page: Page, *, width: int, colour: bool) -> str:
    """`page` in the format `name`; `width` in cells and `colour` matter to the formats that have them."""
    return _call(name, _PAGES, page, width=width, colour=colour)


def write_record(name: str, record: object) -> str:
    """`record` in the format `name`: any dataclass, model or mapping; `jsonl` and `csv` want one with rows."""
    return _call(name, _RECORDS, record)


def _call(name: str, formats: dict[str, str], *arguments: object, **options: object) -> str:
    if name not in formats:
        raise UsageError(f"no format `{name}` here", did_you_mean(name, formats))
    module, function = formats[name].split(".")
    text: str = getattr(import_module(f"{__name__}.{module}"), function)(*arguments, **options)
    return text
