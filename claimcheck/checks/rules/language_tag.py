"""A language is a tag of BCP 47, spelt as the registry spells it.

Quotes are translated, counted and set in a browser by their language. A tag that is not registered is nobody's
language, and one language under two spellings (`EN` and `en`, `iw` and `he`) is counted as two.

Fails:

    sources:
      kurier: {publisher: Küstenkurier, published: 2031-03-06, language: de-de}

Passes:

    sources:
      kurier: {publisher: Küstenkurier, published: 2031-03-06, language: de-DE}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.record import Record

SEVERITY = Severity.WARNING

_PLAIN = frozenset(
    {"ar", "de", "en", "es", "fa", "fr", "he", "hy", "it", "ja", "ka", "pl", "pt", "ru", "tr", "uk", "zh"}
)
"""Tags that need no register to be known: nearly all that are met."""


def check(collection: Collection) -> Iterator[Finding]:
    """Tags that are not registered, or have a better spelling."""
    for record, tag in _tags(collection):
        better = _standard(tag)
        if better is None:
            yield Finding(record, f"`{tag}` is no language tag", "such as en, ru or pt-BR (BCP 47)", ("language",))
        elif better != tag:
            message = f"the language `{tag}` is written `{better}`"
            yield Finding(record, message, "", ("language",), fixes=((tag, better),))


def _tags(collection: Collection) -> Iterator[tuple[Record, str]]:
    for incident in collection.incidents.values():
        for source in incident.sources.values():
            if source.language:
                yield source, source.language
        for claim in incident.claims:
            if claim.language and "language" not in claim.inherited:
                yield claim, claim.language


@lru_cache(maxsize=1024)
def _standard(tag: str) -> str | None:
    """A tag as the registry spells it; None where it has none such."""
    if tag in _PLAIN:
        return tag
    import langcodes  # noqa: PLC0415 - 40 ms, for those who have languages to check

    if not langcodes.tag_is_valid(tag):
        return None
    return langcodes.standardize_tag(tag)
