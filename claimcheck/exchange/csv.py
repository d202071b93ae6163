"""CSV (RFC 4180): a header and one row a claim, every cell text, UTF-8, lines ended by CR LF.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that begins with an
apostrophe, so that `characters.unguard` gives all back; characters that nobody sees are written as escapes. `raw` does
neither.
"""

from __future__ import annotations

import csv
import io

from claimcheck.characters import guard, visible
from claimcheck.exchange.rows import COLUMNS, claims, row
from claimcheck.model.collection import Collection


def write(collection: Collection, *, raw: bool = False) -> str:
    """The claims of a collection as CSV. Takes time in proportion to the claims."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for incident, claim in claims(collection):
        cells = row(collection, incident, claim).values()
        writer.writerow([cell or "" if raw else guard(visible(cell or "")) for cell in cells])
    return file.getvalue()
