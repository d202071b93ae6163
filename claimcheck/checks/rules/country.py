"""The countries of an incident are given by codes of ISO 3166-1, or codes that it once had.

A code that is nobody's (UK, EN) puts the incident in no country, and every list by country then leaves it out.

Fails:

    countries: [UK]

Passes:

    countries: [GB, SU, XK]
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.countries import COUNTRIES, MEANT, WITHDRAWN
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Codes that no country has or had."""
    for incident in collection.incidents.values():
        for place, code in enumerate(incident.countries):
            if code not in COUNTRIES and code not in WITHDRAWN:
                meant = MEANT.get(code)
                hint = f"did you mean `{meant}`?" if meant else "NO is Norway, GE Georgia: see ISO 3166-1 alpha-2"
                yield Finding(incident, f"`{code}` is no country's code", hint, ("countries", place))
