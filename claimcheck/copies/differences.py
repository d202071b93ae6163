"""What a copy says of itself, held against what its source's record says: its day, title, language and addresses."""

from __future__ import annotations

import re
from typing import TypeGuard

from claimcheck.copies.folds import folded
from claimcheck.copies.readers.reading import Known
from claimcheck.frozen import frozen
from claimcheck.model.language import primary
from claimcheck.model.source import Source
from claimcheck.model.when import When

FIELDS = ("title", "published", "language", "url", "accessed")
"""What a record and a copy can both say, by the keys of a source."""


@frozen
class Difference:
    """A field that a source records otherwise than its copy says."""

    field: str
    recorded: str
    copy: str


def differences(source: Source, known: Known) -> tuple[Difference, ...]:
    """Where both say something, and not the same."""
    found = []
    for field in FIELDS:
        recorded, said = getattr(source, field), getattr(known, field)
        if recorded is not None and said is not None and not _agree(field, source, said):
            found.append(Difference(field, str(recorded), said))
    return tuple(found)


def lacking(source: Source, known: Known) -> dict[str, str]:
    """What a copy says and its source does not record."""
    said = {field: getattr(known, field) for field in FIELDS}
    return {field: value for field, value in said.items() if _is_one(value) and getattr(source, field) is None}


def _is_one(value: str | None) -> TypeGuard[str]:
    """Whether a value is there, and no interval of days."""
    return value is not None and re.fullmatch(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}", value) is None


def _agree(field: str, source: Source, said: str) -> bool:
    if field == "title":
        one, other = _plain(source.title or ""), _plain(said)
        return one in other or other in one  # a site's name stands behind a title, or not
    if field == "language":
        return primary(source.language) == primary(said)
    if field == "url":
        return any(same_address(said, each) for each in (source.url, source.archived) if each)
    recorded = source.published if field == "published" else source.accessed
    return recorded is None or not recorded.disjoint(When.parse(said))


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page: scheme, `www.`, a fragment and a slash at the end do not tell."""
    return _address(one) == _address(other) or _address(other).endswith("/" + _address(one))  # web.archive.org/…/one


def _address(address: str) -> str:
    rest = re.sub(r"^https?://(?:www\.|m\.|amp\.)?", "", address.partition("#")[0], flags=re.IGNORECASE)
    return re.sub(r"/https?://(?:www\.)?", "/", rest).rstrip("/").lower()


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", folded(text).text).strip().casefold()
