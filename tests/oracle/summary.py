"""What the oracle says of a question, in lines that can be compared; `asked.py` has the program say the same."""

from __future__ import annotations

from collections.abc import Iterable

from tests.oracle.clashes import entries
from tests.oracle.ledger import Answer, Ledger, Position
from tests.oracle.origins import origins
from tests.oracle.positions import silent, stands, words_that_stand
from tests.oracle.states import state
from tests.oracle.values import Span

Lines = dict[str, list[str]]
"""By what they are about: the state, the clashes, the positions, the silent, the origins."""


def summary(ledger: Ledger, question: str, unordered: frozenset[str] = frozenset()) -> Lines:
    """Everything that is computed of a question."""
    found = stands(ledger, question)
    held = [position for each in found.values() for position in each.grades]
    return {
        "state": [state(ledger, question)],
        "clashes": sorted(
            clash_line(entry.rule, entry.scope, entry.strength, [(each, cited[each]) for each in entry.positions])
            for entry, cited in entries(ledger, question).items()
        ),
        "holds": sorted(
            f"{line(position)}: {' and '.join(grades)}"
            for each in found.values()
            for position, grades in each.grades.items()
        ),
        "on a condition": sorted({line(position) for each in found.values() for position in each.conditional}),
        "taken back": sorted({line(position) for each in found.values() for position in each.taken_back}),
        "withheld": sorted(who(each.party, each.told_by) for each in found.values() if each.withheld),
        "commented only": sorted(each.party for each in found.values() if each.commented_only and not each.told_by),
        "shifted": sorted({each.party for each in found.values() if each.shifted}),
        "silent": sorted(silent(ledger, question, unordered)),
        "words": sorted(f"{line(each)}: {words_that_stand(ledger, question, each).id}" for each in held),
        "origins": [" ".join(map(str, origins(ledger, question)))],
    }


def who(party: str, told_by: str) -> str:
    return f"{party}, as told by {told_by}" if told_by else party


def line(position: Position) -> str:
    """A position in a line that is the same for all spellings of a value."""
    return f"{who(position.party, position.told_by)} {position.polarity} {label(position.answer)}"


def label(answer: Answer) -> str:
    value = answer.value
    if not isinstance(value, Span):
        return value
    begin, end = ("(" if value.above else "[", ")" if value.below else "]")
    return f"{begin}{value.first}, {value.last}{end}{value.qualifiers}"


def clash_line(rule: str, scope: str, strength: str, sides: Iterable[tuple[Position, Iterable[str]]]) -> str:
    """A clash in a line; the order of its sides matters in a shift."""
    told = [f"{line(position)} ({' '.join(sorted(ids))})" for position, ids in sides]
    return f"{scope} {strength} {rule}: {' | '.join(told if scope == 'shift' else sorted(told))}"
