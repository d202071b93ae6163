"""What came of looking for the quotes of one source, in a form that can be kept and taken up again.

It stands for the same question only: the same bytes of the copy, the same record of the source, the same quotes. What
comments allow is asked anew, for they are no part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from claimcheck.copies.closest import Closest
from claimcheck.copies.differences import Difference
from claimcheck.copies.goes_on import RestOfSentence
from claimcheck.frozen import frozen
from claimcheck.model.source import Source


@frozen
class QuotePlace:
    """Where a quote stands: in characters of the text, from 0, and on which line, from 1; how many times; and where.

    `where` fits the kind of the copy: a line, a paragraph, a page, a time or a message.
    """

    start: int
    end: int
    line: int
    times: int
    where: str


@frozen
class PassedOver:
    """What stands between the words of a quote in the copy and not in the quote."""

    what: str
    text: str


@frozen
class RememberedQuote:
    """One quote: its outcome by name, and all that a `CheckedQuote` says of it but the reason of a comment.

    `anchor` is what would make it unique, `unanchored` that nothing would.
    """

    outcome: str
    at: QuotePlace | None
    closest: Closest | None
    passed: tuple[PassedOver, ...]
    rest: RestOfSentence | None
    anchor: tuple[str, str] | None
    unanchored: bool


@frozen
class RememberedSource:
    """All quotes of a source, in the order of the claims, and what its copy says of itself.

    `mark` stands for what was asked. `unrecorded` is the hash that is not recorded and what else is not.
    """

    mark: str
    quotes: tuple[RememberedQuote, ...]
    unrecorded: tuple[str | None, dict[str, str]] | None
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...]


class Memory(Protocol):
    """Where what came of looking is kept, by the name of the source."""

    def recall(self, source: str) -> RememberedSource | None:
        """What is kept of a source."""

    def keep(self, source: str, remembered: RememberedSource) -> None:
        """Keep what came of a source."""


def mark_of(name: str, sha256: str, source: Source | None, asked: Sequence[object]) -> str:
    """What stands for a question: a copy by its name and bytes, a record, and what is looked for."""
    return hashlib.sha256(repr((name, sha256, source, list(asked))).encode("utf-8", "surrogatepass")).hexdigest()
