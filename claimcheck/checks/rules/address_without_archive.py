"""A source that was read on the web has an archived copy.

Pages move and change. What a claim quotes can be looked up in ten years only where somebody has archived it, or keeps a
copy. It is looked for on request only: a young collection would be noted on every source.

Fails:

    sources:
      kurier: {publisher: Küstenkurier, published: 2031-03-06, url: "https://kurier.example/fire"}

Passes:

    sources:
      kurier:
        publisher: Küstenkurier
        published: 2031-03-06
        url: https://kurier.example/fire
        archived: https://web.archive.org/web/2031/https://kurier.example/fire
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.NOTE
ON_REQUEST = True


def check(collection: Collection) -> Iterator[Finding]:
    """Addresses of which neither an archive nor the curator keeps a copy, but for those that are an archive's."""
    for incident in collection.incidents.values():
        for source in incident.sources.values():
            if source.url and not source.archived and not source.saved and not _archive(source.url):
                message = f"nobody keeps a copy of {source.url}"
                yield Finding(source, message, "add `archived:`, or keep a copy and say so in `saved:`", ("url",))


def _archive(address: str) -> bool:
    host = address.partition("//")[2].partition("/")[0].lower()
    return host.endswith(("archive.org", "archive.today", "archive.ph", "archive.is", "perma.cc", "webcitation.org"))
