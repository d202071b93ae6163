"""A question with a theme has answers of that theme, some of them, or answers within one of them.

Answers under other ids could not be compared across incidents, which is what a theme is for.

Fails:

    questions:
      start:
        ask: How did the fire begin?
        theme: accident-or-arson
        answers: {accident: Old wiring caught fire., lightning: Lightning struck.}

Passes:

    questions:
      start:
        ask: How did the fire begin?
        theme: accident-or-arson
        answers:
          accident: It started by accident.
          wiring: {is: Old wiring caught fire., within: accident}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.errors import guess
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity

SEVERITY = Severity.ERROR


def check(collection: Collection) -> Iterator[Finding]:
    """Answers of questions that their theme does not have."""
    for incident in collection.incidents.values():
        for question in incident.questions.values():
            theme = collection.themes.get(question.theme or "")
            if theme is None:
                continue
            for answer in question.answers:
                if question.theme_answer(answer, theme) is None:
                    message = f"the theme `{theme.id}` has no answer `{answer}`"
                    hint = guess(answer, theme.answers)
                    yield Finding(question, message, hint, ("answers", answer), at_key=True)
