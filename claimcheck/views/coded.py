"""Filled sheets as codings, held against the questions as they stand now: what fits, and what does not, with its row.

A row that cannot be understood spoils its unit for its coder (part of a judgement would be another judgement), and
nothing else: whatever can be compared is.

Cost: in proportion to the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from claimcheck.characters.patterns import lazy
from claimcheck.errors import did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Kind, Question
from claimcheck.model.stance import Stance
from claimcheck.reasoning.coding import NOTHING, Coding, Taken, codings
from claimcheck.views.recode import Unit, Units, evenly_spaced

STANCES = {stance.value: stance for stance in Stance}
NO_ANSWER = frozenset(stance for stance in Stance if stance.polarity is None)
_TURNED = frozenset({"true", "false"})
_TURNED_DATE = lazy(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[.-]? ?[A-Za-z]{3,9}[.-]? ?\d{2,4}")
_PARTS = lazy(r"[;|\n]")


@frozen
class CodedRow:
    """One judgement as it was written; `number` is the row of a table, or the line of a YAML sheet.

    Without a `question` it is about all those of which the coder wrote nothing. `words` are the quote or the paraphrase
    that the sheet shows. Nothing in `stance` and `answer` is a hole: not coded.
    """

    number: int
    unit: str
    incident: str
    question: str | None
    words: str
    stance: str
    answer: str


@frozen
class RowProblem:
    """What is wrong with a row of a sheet (0: with all of it); `column` where one is to blame.

    `compared` says whether the row is compared all the same.
    """

    file: str
    row: int
    column: str | None
    message: str
    hint: str = ""
    compared: bool = False


@dataclass(slots=True)
class Filled:
    """A filled sheet: the file, who filled it, its rows and what could not be read."""

    file: str
    coder: str
    rows: list[CodedRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(slots=True)
class Coded:
    """What one coder made of units: by unit and question the coding, or None where there is none.

    `claims` are the units that were met, whether or not the collection has them still, with their incident and words.
    """

    coder: str
    file: str | None
    codings: dict[tuple[str, str], Coding | None] = field(default_factory=dict)
    claims: dict[str, tuple[str, str]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def coded(self) -> int:
        """How many units have a coding."""
        return sum(each is not None for each in self.codings.values())


class MisfitError(ValueError):
    """A cell that says nothing that can be compared: which column, what was found, and a hint."""

    def __init__(self, column: str, message: str, hint: str = "") -> None:
        """As they go into a `RowProblem`."""
        super().__init__(message)
        self.column, self.message, self.hint = column, message, hint


def coded(filled: Filled, collection: Collection, *known: Units) -> Coded:
    """The codings of a sheet; a unit is looked for in each of `known`, the first that has it counting."""
    found = Coded(filled.coder, filled.file, problems=list(filled.problems))
    spoilt: set[tuple[str, str]] = set()
    doubtful: set[str] = set()  # of which something is said, and it is not clear of which question
    told: set[str] = set()
    rest: list[tuple[CodedRow, str]] = []
    alike: dict[tuple[str, str | None, str, str], Coding | None] = {}  # rows that say the same of one question
    for row in filled.rows:
        unit = _unit(row, known)
        name = unit.shown.unit if unit else row.unit
        incident = collection.incidents.get(unit.incident.id if unit else row.incident)
        if incident is None:
            hint = did_you_mean(row.incident, collection.incidents)
            found.problems.append(
                RowProblem(filled.file, row.number, "incident", f"no incident `{row.incident}`", hint)
            )
            continue
        if name != row.unit and row.unit not in told:
            message = "what is shown of this claim has changed since the sheet was made; found again by its words"
            found.problems.append(RowProblem(filled.file, row.number, "unit", message, compared=True))
        elif unit is None and row.unit not in told:
            message = f"no claim of `{incident.id}` shows this now: its words were changed, or it was taken out"
            hint = "it is compared with other sheets only"
            found.problems.append(RowProblem(filled.file, row.number, "unit", message, hint, compared=True))
        told.add(row.unit)
        found.claims.setdefault(name, (incident.id, row.words))
        if row.question is None:
            rest.append((row, name))
            continue
        key = (name, row.question)
        try:
            same = (incident.id, row.question, row.stance, row.answer)
            if same not in alike:
                alike[same] = coding_of(row, incident.questions)
            coding = alike[same]
        except MisfitError as error:
            found.problems.append(RowProblem(filled.file, row.number, error.column, error.message, error.hint))
            spoilt.add(key)
            doubtful |= {name} if error.column == "question" else set()
            coding = None
        before = found.codings.get(key)
        if before is not None and coding is not None and bool(before) is not bool(coding):
            message = f"`{NOTHING}` here, and something in another row of the same claim and question"
            found.problems.append(RowProblem(filled.file, row.number, "stance", message))
            spoilt.add(key)
        if row.question in incident.questions:
            found.codings[key] = before if coding is None else coding | (before or frozenset())
    for row, name in rest:
        for question in collection.incidents[found.claims[name][0]].questions:
            nothing = row.stance == NOTHING and name not in doubtful
            found.codings.setdefault((name, question), frozenset() if nothing else None)
    found.codings |= dict.fromkeys(spoilt & found.codings.keys())
    found.problems.sort(key=lambda each: each.row)
    return found


def coding_of(row: CodedRow, questions: dict[str, Question]) -> Coding | None:
    """What a row says; None where it is empty.

    Raises:
        MisfitError: it cannot be understood.
    """
    question = questions.get(row.question or "")
    if question is None:
        raise MisfitError(
            "question",
            f"no question `{row.question}` in this incident now",
            did_you_mean(row.question or "", questions),
        )
    word = row.stance.casefold()
    if not word:
        if row.answer:
            raise MisfitError("stance", f"half filled: the answer `{row.answer}` without a stance", _stances())
        return None
    if word == NOTHING:
        if row.answer:
            raise MisfitError("answer", f"`{NOTHING}`, and yet the answer `{row.answer}`", "leave one of them out")
        return frozenset()
    stance = STANCES.get(word)
    if stance is None:
        raise MisfitError("stance", f"no stance `{row.stance}`", _stance_hint(row.stance, question))
    if stance in NO_ANSWER:
        if row.answer:
            raise MisfitError("answer", f"`{stance}` takes no answer, found `{row.answer}`")
        return frozenset({Taken(stance)})
    if not row.answer:
        raise MisfitError("answer", f"half filled: `{stance}` without an answer", _expected(question))
    return frozenset(Taken(stance, each) for each in _answers(row.answer, question))


def of_collection(units: Iterable[Unit], name: str) -> Coded:
    """What the collection itself holds of some units."""
    found = Coded(name, None)
    for unit in units:
        questions = unit.incident.questions
        every = [codings(claim, questions) for claim in unit.claims]
        for question in questions:
            found.codings[unit.shown.unit, question] = frozenset().union(*(each[question] for each in every))
        found.claims[unit.shown.unit] = (unit.incident.id, unit.shown.words)
    return found


def _unit(row: CodedRow, known: Iterable[Units]) -> Unit | None:
    for units in known:
        unit = units.by_name.get(row.unit)
        if unit is not None:
            return unit
    for units in known:
        unit = units.by_words.get((row.incident, evenly_spaced(row.words))) if row.words else None
        if unit is not None:
            return unit
    return None


def _answers(text: str, question: Question) -> list[str]:
    """The answers in a cell; ids, or the words of an answer, parted by semicolons (ids by commas, too)."""
    for parting in (None, _PARTS, re.compile(r"[;|\n,]")):
        parts = [text] if parting is None else [each.strip() for each in parting.split(text) if each.strip()]
        found = [_answer(each, question) for each in parts]
        if all(each is not None for each in found):
            return [each for each in found if each is not None]
    raise MisfitError("answer", *_wrong_answer(text, question))


def _answer(text: str, question: Question) -> str | None:
    if question.kind is not Kind.CHOICE:
        try:
            question.value(text)
        except ValueError:
            return None
        return text
    if text in question.answers:
        return text
    plain = text.casefold().rstrip(".")
    same = [
        name
        for name, answer in question.answers.items()
        if plain in (name.casefold(), answer.words.casefold().rstrip("."))
    ]
    return same[0] if len(same) == 1 else None


def _wrong_answer(text: str, question: Question) -> tuple[str, str]:
    if question.kind is Kind.CHOICE:
        hint = did_you_mean(text, question.answers)
        if text.casefold() in _TURNED:
            hint = f"a spreadsheet turns words into it: format the column as text; {_expected(question)}"
        elif text.casefold() in STANCES:
            hint = "that is a stance: were the cells of this row moved?"
        return f"no answer `{text}` to `{question.id}`", hint
    try:
        question.value(text)
    except ValueError as error:
        if question.kind is Kind.DATE and _TURNED_DATE.fullmatch(text):
            turned = "a spreadsheet writes dates so: format the column as text, and write year-month-day"
            return f"`{text}` is not a date; expected one such as 2009-01-27", turned
        return str(error), ""
    return f"`{text}` is no answer to `{question.id}`", _expected(question)


def _stance_hint(word: str, question: Question) -> str:
    if _answer(word, question) is not None:
        return "that is an answer: were the cells of this row moved?"
    if word.casefold() in _TURNED:
        return f"a spreadsheet turns words into it: format the column as text; {_stances()}"
    return did_you_mean(word, [*STANCES, NOTHING]) or _stances()


def _stances() -> str:
    return f"one of {', '.join(STANCES)} or {NOTHING}"


def _expected(question: Question) -> str:
    if question.kind is Kind.CHOICE:
        return f"one of {', '.join(question.answers)}"
    return f"expected a {question.kind}"
