"""Sheets for coders, written and read: YAML in the words of the format, or CSV with a row a claim and question."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from claimcheck.characters import guard, one_line, unguard, visible
from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import csv_lines
from claimcheck.model.amount import EXPECTED as A_NUMBER
from claimcheck.model.claim import Stances
from claimcheck.model.incident import Kind, Question
from claimcheck.model.when import EXPECTED as A_DATE
from claimcheck.reasoning.coding import NOTHING
from claimcheck.store.emit import entry
from claimcheck.store.parse import parse
from claimcheck.views.agreement import Disagreement
from claimcheck.views.coded import STANCES, CodedRow, Filled, RowProblem
from claimcheck.views.plan import Trouble
from claimcheck.views.recode import LENGTH, LETTERS, Sheet, ShownUnit, Units

SCHEMA = "claimcheck/sheet/1"
Questions = Callable[[str, str], Question]
"""Given an incident and a question, the question."""
COLUMNS = (
    "unit",
    "incident",
    "speaker",
    "told by",
    "said",
    "source",
    "words",
    "translation",
    "question",
    "ask",
    "answers",
    "stance",
    "answer",
    "remark",
)
_READ = ("unit", "incident", "question", "words", "stance", "answer")
NEEDED = ("unit", "incident", "question", "stance", "answer")


def write_csv(sheet: Sheet) -> str:
    """A row for each claim and question; the last three columns are to be filled in."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for incident in sheet.incidents:
        asked = [(each.id, one_line(each.ask), choices(each)) for each in incident.questions]
        for claim in incident.claims:
            about = (
                claim.unit, incident.id, claim.speaker, claim.told_by or "", claim.said or "", claim.source,
                claim.words, claim.translation or "",
            )  # fmt: skip
            for question in asked:
                writer.writerow([guard(visible(each)) for each in (*about, *question, "", "", "")])
    return file.getvalue()


def write_open(found: Iterable[Disagreement], units: Units, questions: Questions, coders: Sequence[str]) -> str:
    """The units of which coders disagree, with what each of them wrote; the last three columns are to be settled."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(settled_columns(coders))
    for each in found:
        writer.writerow(settled_row(each, units, questions, coders, ("", "")))
    return file.getvalue()


def settled_columns(coders: Sequence[str]) -> list[str]:
    """The columns of a sheet that settles what some coders disagree about."""
    return [*COLUMNS[:-3], *(f"coded by {each}" for each in coders), *COLUMNS[-3:]]


def settled_row(
    found: Disagreement, units: Units, questions: Questions, coders: Sequence[str], settled: tuple[str, str]
) -> list[str]:
    """One row of it: `settled` is the stance and the answer, or two empty texts."""
    unit = units.by_name.get(found.unit)
    shown = unit.shown if unit else None
    about = (
        found.unit, found.incident, found.speaker or "", (shown.told_by if shown else None) or "", found.said or "",
        shown.source if shown else "", found.quote or found.text or "", found.translation or "",
        found.question, found.ask, choices(questions(found.incident, found.question)),
    )  # fmt: skip
    given = (found.codings.get(each, "") for each in coders)
    return [guard(visible(each)) for each in (*about, *given, *settled, "")]


def choices(question: Question) -> str:
    """What may be written as an answer, in one line."""
    if question.kind is Kind.DATE:
        return A_DATE
    if question.kind is Kind.NUMBER:
        unit = f" of {question.unit}" if question.unit else ""
        return f"a number{unit}: {A_NUMBER}"
    several = " (several may hold: parted by ;)" if question.separate else ""
    found = []
    for name, answer in question.answers.items():
        within = f" (a case of {answer.within})" if answer.within else ""
        found.append(f"{name} = {one_line(answer.words)}{within}")
    return "; ".join(found) + several


def write_yaml(sheet: Sheet) -> str:
    """The claims of each incident below its questions; `stance` is to be filled in as in a file of the collection."""
    lines = [*_HEAD, *_stances(), *_FOOT, f"sheet: {SCHEMA}", 'coder: ""', "incidents:"]
    for incident in sheet.incidents:
        lines += ["", *entry(incident.id, "", 2)[:1]]
        lines[-1] = f"  {incident.id}:"
        lines += entry("title", incident.title, 4)
        lines.append("    questions:")
        for question in incident.questions:
            lines += entry(question.id, _question(question), 6)
        lines.append("    claims:")
        for claim in incident.claims:
            lines.append("")
            lines += [f"      - unit: {claim.unit}", *_claim(claim), "        stance:", "        remark:"]
    return "\n".join(lines) + "\n"


_HEAD = (
    "# To be coded without looking at how others have coded it. For each claim, say under `stance` what its words do,",
    "# to which answers of which questions of its incident:",
    "#",
    "#     stance: {denies: {some-question: some-answer}, asserts: {other-question: [one-answer, another]}}",
    "#     stance: {withholds: [some-question]}",
    "#     stance: {}          the words say nothing of any question",
    "#     stance:             not coded: you cannot tell, or have not come to it",
    "#",
    "# A question that you leave out is one of which the words say nothing. Record what the words say, not what",
    "# follows from them.",
    "#",
)
_FOOT = ("#", "# Your name, or whatever you want to be called, goes under `coder`.", "")


def _stances() -> Iterator[str]:
    for name, field in Stances.model_fields.items():
        yield f"# {name + ':':<11}{field.description}"


def _question(question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {"ask": question.ask}
    if question.kind is not Kind.CHOICE:
        found["kind"] = question.kind.value
    if question.unit:
        found["unit"] = question.unit
    if not question.exclusive:
        found["exclusive"] = "false"
    if question.answers:
        found["answers"] = {
            name: {"is": answer.words, "within": answer.within} if answer.within else answer.words
            for name, answer in question.answers.items()
        }
    return found


def _claim(claim: ShownUnit) -> Iterator[str]:
    for key, words in (
        ("speaker", claim.speaker),
        ("told_by", claim.told_by),
        ("said", claim.said),
        ("source", claim.source),
        ("quote", claim.quote),
        ("language", claim.language),
        ("translation", claim.translation),
        ("text", claim.text),
    ):
        if words:
            yield from entry(key, words, 8)


# Filled


def read_sheet(name: str, data: bytes, coder: str | None = None) -> Filled:
    """A filled sheet, by what it holds; `coder` goes before the name in it, and that before the name of the file.

    Raises:
        UsageError: it is no sheet.
    """
    stem = PurePath(name).stem or name
    if PurePath(name).suffix.lower() in (".yaml", ".yml"):
        return _read_yaml(name, data, coder, stem)
    return _read_csv(name, data, coder or stem)


def _read_csv(name: str, data: bytes, coder: str) -> Filled:
    columns, lines = csv_lines(f"`{name}`", data)
    missing = [each for each in NEEDED if each not in columns]
    if missing:
        listed = ", ".join(f"`{each}`" for each in missing)
        raise UsageError(f"`{name}` has no column {listed}", f"a sheet has the columns {', '.join(COLUMNS)}")
    found = Filled(name, coder)
    places = [columns.index(each) if each in columns else -1 for each in _READ]
    once: dict[str, str] = {}  # most cells of a sheet are the same as others: each text is kept once
    for number, line in lines:
        if isinstance(line, Trouble):
            found.problems.append(RowProblem(name, line.row, line.column, line.message, line.hint))
            continue
        cells = [unguard(line[place].strip()) if 0 <= place < len(line) else "" for place in places]
        unit, incident, question, words, stance, answer = (once.setdefault(each, each) for each in cells)
        if is_unit(unit.casefold()):
            found.rows.append(CodedRow(number, unit.casefold(), incident, question, words, stance, answer))
        elif any(map(str.strip, line)):
            hint = "were the cells of this row moved? it is left out"
            shown = f"`{unit}`" if unit else "nothing"
            message = f"{shown} is not the name of a unit, such as every row of a sheet begins with"
            found.problems.append(RowProblem(name, number, "unit", message, hint))
    return found


def is_unit(word: str) -> bool:
    """Whether a word may be the name of a unit."""
    return len(word) == LENGTH and set(word) <= set(LETTERS)


def _read_yaml(name: str, data: bytes, coder: str | None, stem: str) -> Filled:
    parsed = parse(data)
    tree: Any = parsed.tree
    grave = next((each for each in parsed.problems if each.grave), None)
    if grave is not None and tree is None:
        raise UsageError(f"`{name}`, line {grave.line}: {grave.message}", grave.hint)
    if not isinstance(tree, Mapping) or tree.get("sheet") != SCHEMA:
        raise UsageError(f"`{name}` is no sheet: `sheet: {SCHEMA}` is missing", "`claimcheck recode` makes one")
    found = Filled(name, coder or str(tree.get("coder") or "") or stem)
    found.problems += [RowProblem(name, each.line, None, each.message, each.hint) for each in parsed.problems]
    incidents = tree.get("incidents")
    for incident, part in incidents.items() if isinstance(incidents, Mapping) else ():
        claims = part.get("claims") if isinstance(part, Mapping) else None
        for claim in claims if isinstance(claims, list) else ():
            _read_claim(found, str(incident), claim)
    return found


def _read_claim(found: Filled, incident: str, claim: Any) -> None:  # noqa: ANN401 - whatever the file holds
    line = getattr(claim, "line", 0)
    unit = str(claim.get("unit", "")).casefold() if isinstance(claim, Mapping) else ""
    if not is_unit(unit):
        found.problems.append(
            RowProblem(found.file, line, "unit", f"`{unit}` is not the name of a unit", "it is left out")
        )
        return
    words = str(claim.get("quote") or claim.get("text") or "")
    stance = claim.get("stance", "")
    rows: list[CodedRow] = []

    def row(place: Any, question: str | None, word: str, answer: str) -> None:  # noqa: ANN401
        rows.append(CodedRow(getattr(place, "line", line), unit, incident, question, words, word, answer))

    if stance == "" or not isinstance(stance, Mapping):
        if stance != "":
            message = f"expected a mapping such as {{asserts: {{question: answer}}}}, found `{stance}`"
            found.problems.append(RowProblem(found.file, getattr(stance, "line", line), "stance", message))
        found.rows.append(CodedRow(line, unit, incident, None, words, "", ""))
        return
    for word, taken in stance.items():
        if isinstance(taken, Mapping):
            for question, answers in taken.items():
                for answer in answers if isinstance(answers, list) else (answers,):
                    row(question, str(question), str(word), str(answer))
        elif word in STANCES and STANCES[word].polarity is not None:
            message = f"`{word}` takes questions and their answers, as in `{word}: {{question: answer}}`"
            found.problems.append(
                RowProblem(found.file, getattr(word, "line", line), "stance", message, "not compared")
            )
            found.rows.append(CodedRow(line, unit, incident, None, words, "", ""))
            return
        else:
            for question in taken if isinstance(taken, list) else (taken,) if taken else ():
                row(question, str(question).removeprefix("question:"), str(word), "")
    found.rows += rows
    row_ = CodedRow(line, unit, incident, None, words, NOTHING, "")
    unknown = next((each for each in stance if each not in STANCES), None)
    found.rows.append(row_ if unknown is None else CodedRow(line, unit, incident, None, words, "", ""))
