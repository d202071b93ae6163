"""A number says what its writer meant: a point parts a fraction, and `%` is a sign of doubt.

`1.200` is one and a fifth, and in some countries one thousand and two hundred; `50%` is "about fifty, and uncertain" as
dates and numbers are written here, and no percentage. Both would be compared as what they are, and read as what they
seem.

Fails:

    claims:
      - id: captain-crates
        speaker: harbour-captain
        stance: {asserts: {crates: 1.200}}
        source: herald
        quote: We lost twelve hundred crates

Passes:

    claims:
      - id: captain-crates
        speaker: harbour-captain
        stance: {asserts: {crates: 1200}}
        source: herald
        quote: We lost twelve hundred crates
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Kind
from claimcheck.model.stance import POSITIONS

SEVERITY = Severity.WARNING
_THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{0,2}\.\d{3}(?!\d)")


def check(collection: Collection) -> Iterator[Finding]:
    """Numbers that are likely meant otherwise."""
    for incident in collection.incidents.values():
        if not any(each.kind is Kind.NUMBER for each in incident.questions.values()):
            continue
        for claim in incident.claims:
            if "stance" in claim.inherited:
                continue
            for stance in POSITIONS:
                for question, answers in claim.stance.taken(stance).items():
                    asked = incident.questions.get(question)
                    if asked is None or asked.kind is not Kind.NUMBER:
                        continue
                    for place, answer in enumerate(answers):
                        if doubt := _doubt(answer):
                            yield Finding(claim, *doubt, ("stance", stance.value, question, place))


def _doubt(answer: str) -> tuple[str, str] | None:
    if found := _THOUSANDS.search(answer):
        whole, fraction = found[0].replace(".", ""), found[0].rstrip("0").rstrip(".")
        other = f", or `{fraction}` if it is one" if fraction != found[0] else ""
        return f"in `{answer}` the point parts a fraction", f"write `{whole}` if it is none{other}"
    if answer.endswith("%"):
        return (
            f"`{answer}` is uncertain and approximate, not a percentage",
            f"say the unit on the question: `{answer[:-1]}`",
        )
    return None
