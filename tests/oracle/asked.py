"""What the program says of a question, in the lines of `summary.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimcheck.checks.run import run
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.when import When
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import Clock
from claimcheck.reasoning.clashes import Clash, ClashSide
from claimcheck.reasoning.origins import of_question
from claimcheck.reasoning.positions import Held, Position
from claimcheck.store.load import load
from claimcheck.views.contrast import QuestionRecord, contrast
from tests.invention import Texts
from tests.oracle import ledger
from tests.oracle.generate import as_texts
from tests.oracle.ledger import Ledger, Tree
from tests.oracle.summary import Lines, clash_line, line, who

INCIDENT = "fire"


class RefusedError(Exception):
    """`check` finds an error; the message is what it says."""


def loaded(texts: Mapping[str, str]) -> Collection:
    """A collection without an error.

    Raises:
        RefusedError: it has some.
    """
    found = load(Texts(dict(texts)))
    told = [*found.diagnostics, *run(found.collection, found.locate, found.incident_of, [Severity.ERROR])]
    wrong = [f"{each.rule}: {each.message}" for each in told if each.severity is Severity.ERROR]
    if wrong:
        raise RefusedError("\n".join(wrong))
    return found.collection


def asked(
    tree: Mapping[str, Tree], day: str | None = None, clock: str = "published", texts: Mapping[str, str] | None = None
) -> tuple[dict[str, Lines], tuple[str, ...]]:
    """What the program says of each question, and which claims it cannot order against a day.

    Raises:
        RefusedError: `check` finds an error.
    """
    collection = loaded(texts or as_texts(tree))
    incident, when = collection.incident(INCIDENT), When.parse(day) if day else None
    answer = contrast(collection, INCIDENT, day=when, clock=Clock(clock))
    then = as_of(collection, incident, when, Clock(clock)).incident if when else incident
    whole = Ledger(tree["incident"], tree["people"])  # reads values: two spellings of one are one line
    return {each.id: _lines(whole, collection, then, each) for each in answer.questions}, answer.unordered


def _lines(whole: Ledger, collection: Collection, incident: Incident, question: QuestionRecord) -> Lines:
    def taken(position: Position, held: Iterable[Held]) -> list[tuple[str, Held]]:
        return [(line(_position(whole, question, position, each)), each) for each in held]

    holds = [each for position in question.positions for each in taken(position, position.holds)]
    whole_question = of_question(collection, incident, question.id)
    return {
        "state": [question.state.value],
        "clashes": sorted(_clash(whole, question, each) for each in question.clashes),
        "holds": sorted(f"{told}: {' and '.join(_grades(held))}" for told, held in holds),
        "on a condition": sorted({told for each in question.positions for told, _ in taken(each, each.on_condition)}),
        "taken back": sorted({told for each in question.positions for told, _ in taken(each, each.taken_back)}),
        "withheld": sorted(who(each.party, each.as_told_by or "") for each in question.positions if each.withheld),
        "commented only": sorted(question.commented),
        "shifted": sorted({each.party for each in question.positions if each.shifted}),
        "silent": sorted(question.silent),
        "words": sorted(f"{told}: {held.words}" for told, held in holds),
        "origins": [f"{whole_question.reports} {whole_question.voices} {whole_question.parties}"],
    }


def _position(whole: Ledger, question: QuestionRecord, position: Position, held: Held) -> ledger.Position:
    answer = whole.answer(question.id, held.answer)
    return ledger.Position(position.party, answer, held.polarity.value, position.as_told_by or "")


def _grades(held: Held) -> list[str]:
    implied = "implies" if held.polarity.value == ledger.AFFIRMS else "precludes"
    return [held.grade.value, *([implied] if held.implied else [])]


def _clash(whole: Ledger, question: QuestionRecord, clash: Clash) -> str:
    def side(each: ClashSide) -> tuple[ledger.Position, Iterable[str]]:
        answer = whole.answer(question.id, each.answer)
        return ledger.Position(each.party, answer, each.polarity.value, each.as_told_by or ""), each.claims

    sides = [side(each) for each in clash.between]
    return clash_line(clash.rule.value, clash.scope.value, clash.strength.value, sides)
