"""What a rule yields."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.errors import Guess
from claimcheck.model.location import Path
from claimcheck.model.record import Record


class Finding(NamedTuple):
    """One problem of one record: what was found and expected, and where inside the record it stands.

    `path` leads from the record to the value (`("stance", "asserts", "departure")`); the place in the file is looked up
    only for what is printed. `at_key` points at the key instead of the value. `fixes` are what to replace in the text
    there, and by what, where putting it right takes no judgement. A hint that is a guess names the words of which one
    may have been meant there.
    """

    record: Record
    message: str
    hint: str | Guess = ""
    path: Path = ()
    at_key: bool = False
    fixes: tuple[tuple[str, str], ...] = ()
