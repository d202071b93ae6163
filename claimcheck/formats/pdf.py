"""A page as a PDF to be kept: tagged, PDF/A-3, with the files that it was made from attached.

It is the page as HTML would print it, set by WeasyPrint, which is given nothing to fetch anything with. The same page
gives the same bytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from claimcheck.blocks import Page
from claimcheck.errors import OutputError, UsageError
from claimcheck.formats import html

VARIANT = "pdf/a-3a"
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_NAMES = re.compile(r"var\(--([a-z]+)\)")
_PRINTED = {
    "paper": "#fff",
    "ink": "#000",
    "muted": "#444",
    "rule": "#aaa",
    "faint": "#fff",
    "link": "#000",
    "sans": '"Noto Sans", "DejaVu Sans", sans-serif',
}
"""What the style sheet calls by name: a drawing knows no names."""


def write(page: Page, attached: Mapping[str, bytes] | None = None, **_medium: object) -> bytes:
    """`page` as a PDF, with files attached to it by name.

    Raises:
        UsageError: WeasyPrint, or what it sets text with, is not installed.
    """
    try:
        from weasyprint import HTML, Attachment  # noqa: PLC0415 - an extra
    except (ImportError, OSError) as error:
        hint = "pip install 'claimcheck-ledger[pdf]' (and Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0)"
        raise UsageError("PDF is written by WeasyPrint, which is not installed", hint) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # what it says of style sheets is not for readers
    text = re.sub(r'(<svg class="wide"[^>]*>)', rf"\1<style>{_drawing()}</style>", html.write(page, paper=True))
    files = [
        Attachment(string=data, name=name, relationship="Source", created=_NO_DAY, modified=_NO_DAY)
        for name, data in (attached or {}).items()
    ]
    made: bytes = HTML(string=text, base_url=None, url_fetcher=_nothing).write_pdf(
        pdf_variant=VARIANT, pdf_tags=True, attachments=files, pdf_identifier=b"claimcheck", srgb=True
    )
    return made


@cache
def _drawing() -> str:
    """The style of drawings with every name replaced by what it stands for on paper."""
    return _NAMES.sub(lambda found: _PRINTED[found[1]], html.drawing_style())


def _nothing(url: str, *_rest: object, **_options: object) -> dict[str, object]:
    """What WeasyPrint asks for whatever it would fetch.

    Raises:
        OutputError: always; a page leads to addresses and needs none.
    """
    raise OutputError(f"a page asks for `{url}`, and nothing is fetched")
