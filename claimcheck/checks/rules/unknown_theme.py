"""The theme of a question is declared in `themes.yaml`.

A question with a misspelt theme would be missing where incidents are compared.

Fails:

    questions:
      start:
        ask: How did the fire begin?
        theme: acident-or-arson
        answers: {accident: Old wiring caught fire., set: Somebody set the fire.}

Passes:

    questions:
      start:
        ask: How did the fire begin?
        theme: accident-or-arson
        answers: {accident: Old wiring caught fire., set: Somebody set the fire.}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Themes of questions that `themes.yaml` does not know."""
    for incident in collection.incidents.values():
        for question in incident.questions.values():
            theme = question.theme
            if theme is not None and theme not in collection.themes and not collection.lost("themes", theme):
                yield Finding(question, f"unknown theme `{theme}`", guess(theme, collection.themes), ("theme",))
