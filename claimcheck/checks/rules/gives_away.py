"""What is shown to everybody does not name somebody who is not.

A protected speaker (`known_as`), or one whose record is not public, would be recognised by it. `--public` leaves out or
changes what it can; these texts it can neither leave out nor change, and so nothing is published until they are.

Fails:

    speakers:
      witness: {name: Piet Aal, known_as: a worker on the quay}
    title: The fire that Piet Aal saw
    questions:
      aal-hurt:
        ask: Was he hurt?
        answers: {burnt: He was burnt.}

Passes:

    speakers:
      witness: {name: Piet Aal, known_as: a worker on the quay}
    title: The fire on the quay
    questions:
      hurt:
        ask: Was the worker hurt?
        answers: {burnt: The worker was burnt.}
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.reasoning.publication import obstacles

SEVERITY = Severity.WARNING


def check(collection: Collection) -> Iterator[Finding]:
    """Texts that keep a collection from being published."""
    for each in obstacles(collection):
        message = f"{each.what} would give away a speaker who is protected or not public"
        yield Finding(each.record, message, "say it without the name, or `--public` shows nothing")
