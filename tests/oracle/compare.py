"""The program beside the oracle, on collections made from seeds."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import partial

from tests.oracle.as_of import as_of
from tests.oracle.asked import RefusedError, asked
from tests.oracle.generate import make
from tests.oracle.ledger import Ledger, Tree
from tests.oracle.minimise import as_yaml, minimise
from tests.oracle.summary import Lines, summary
from tests.oracle.values import day as days

AS_OF = (None, "2031-01-03", "2031-01-06", "2031-01", "2040")

Asking = tuple[str | None, str]
"""As of which day, and by which clock."""


def difference(tree: dict[str, Tree], asking: Asking) -> list[str]:
    """Where the two part, each line with who says it; nothing where they agree."""
    day, clock = asking
    whole = Ledger(tree["incident"], tree["people"])
    wrong = whole.errors()
    try:
        ours, unordered = asked(tree, day, clock)
    except RefusedError as refused:
        return [] if wrong else [f"program: {refused}"]
    if wrong:
        return [f"oracle: {' '.join(sorted(wrong))} in error"]
    then, waiting = as_of(whole, days(day), clock) if day else (whole, frozenset[str]())
    theirs = {question: summary(then, question, waiting) for question in whole.questions}
    found = [f"{question}, {each}" for question in theirs for each in _apart(ours[question], theirs[question])]
    if set(unordered) != waiting:
        found.append(f"unordered: program {' '.join(sorted(unordered))}, oracle {' '.join(sorted(waiting))}")
    return found


def _apart(ours: Lines, theirs: Lines) -> Iterable[str]:
    for part, lines in theirs.items():
        for name, one, other in (("program", ours[part], lines), ("oracle", lines, ours[part])):
            for each in one:
                if each not in other:
                    yield f"{part}: only {name}: {each}"


def _differs(tree: dict[str, Tree], asking: Asking) -> bool:
    return bool(difference(tree, asking))


def asking_of(seed: int) -> Asking:
    """Most collections as they stand, some as of a day."""
    draw = random.Random(-seed)  # noqa: S311 - nothing is kept secret
    return draw.choice([None, None, *AS_OF]), draw.choice(["published", "said"])


def compare(seeds: Iterable[int]) -> str:
    """The first difference that some seeds lead to, in its smallest form; empty if there is none."""
    for seed in seeds:
        asking = asking_of(seed)
        if difference(make(seed), asking):
            smallest = minimise(make(seed), partial(_differs, asking=asking))
            told = "\n".join(difference(smallest, asking))
            return f"seed {seed}, as of {asking}\n{told}\n\n{as_yaml(smallest)}"
    return ""
