"""What coders disagree about, settled: kept in a sheet as it is decided, and written to the collection in the end."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimcheck.errors import OutputError, UsageError
from claimcheck.exchange.sheets import read_sheet, settled_columns, settled_row, write_open
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Question
from claimcheck.reasoning.coding import Coding, normal, words, written
from claimcheck.reasoning.coding import codings as codings_of
from claimcheck.reasoning.review import fingerprint
from claimcheck.store.edit import Edit
from claimcheck.store.files import Files, named
from claimcheck.store.load import load
from claimcheck.store.overlay import Overlay
from claimcheck.store.write import Texts
from claimcheck.tasks.coders import codings
from claimcheck.tasks.reading import MAX_SHEET, named_file
from claimcheck.views.agreement import Disagreement, disagreements
from claimcheck.views.coded import Coded, CodedRow, MisfitError, RowProblem, coded, coding_of
from claimcheck.views.recode import Units

SETTLED = "settled"
"""What the sheet of decisions is called as a coder."""


@frozen(slots=False)
class Decision:
    """What was settled of one claim and question: what it was, and what it is to be."""

    claim: str
    question: str
    before: Coding
    after: Coding
    agreeing: tuple[str, ...]


@dataclass
class Adjudication:
    """Disagreements between coders, and what has been settled of them in a file."""

    collection: Collection
    units: Units
    coders: list[Coded]
    disagreements: tuple[Disagreement, ...]
    file: Path
    settled: Coded = field(default_factory=lambda: Coded(SETTLED, None))

    @property
    def names(self) -> list[str]:
        """Who coded."""
        return [each.coder for each in self.coders]

    @property
    def open(self) -> list[Disagreement]:
        """What is not settled."""
        return [each for each in self.disagreements if self.settled.codings.get((each.unit, each.question)) is None]

    def question(self, incident: str, question: str) -> Question:
        """A question of an incident."""
        return self.collection.incident(incident).questions[question]


def opened(collection: Collection, sheets: list[str], file: str, *, sheets_only: bool) -> Adjudication:
    """The disagreements between some sheets (and the collection), with what a file says is settled.

    Raises:
        UsageError: a sheet cannot be read.
    """
    units, coders = codings(collection, sheets, collection_too=not sheets_only)
    found = Adjudication(collection, units, coders, disagreements(collection, units, coders), Path(file))
    if found.file.exists():
        _, data = named_file(file, MAX_SHEET)
        found.settled = coded(read_sheet(file, data, SETTLED), collection, units)
    return found


def list_open(found: Adjudication) -> None:
    """Write everything that is not settled to the file, to be settled in a spreadsheet; it must not be there.

    Raises:
        OutputError: it cannot be written.
    """
    _put(found.file, write_open(found.disagreements, found.units, found.question, found.names), "x")


def settle(found: Adjudication, each: Disagreement, text: str) -> None:
    """Keep a decision in the file at once: a stance and an answer, several parted by semicolons, or `nothing`.

    Raises:
        UsageError: it is none.
        OutputError: the file cannot be written, or a spreadsheet has changed its columns.
    """
    question = found.question(each.incident, each.question)
    rows = []
    coding: set[Any] = set()
    for part in text.split(";"):
        stance, _, answer = part.strip().partition(" ")
        row = CodedRow(0, each.unit, each.incident, each.question, "", stance, answer.strip())
        try:
            taken = coding_of(row, {each.question: question})
        except MisfitError as error:
            raise UsageError(error.message, error.hint) from error
        if taken is None:
            continue
        coding |= taken
        rows.append(settled_row(each, found.units, found.question, found.names, (stance.lower(), row.answer)))
    if not rows or (len(rows) > 1 and not coding):
        raise UsageError("nothing was decided", "a stance and an answer, such as `asserts left`")
    _append(found, rows)
    found.settled.codings[each.unit, each.question] = frozenset(coding)
    found.settled.claims.setdefault(each.unit, (each.incident, each.quote or each.text or ""))


def _append(found: Adjudication, rows: Sequence[Sequence[str]]) -> None:
    columns = settled_columns(found.names)
    there = found.file.exists()
    if there:
        text = found.file.read_text(encoding="utf-8")
        if next(csv.reader(io.StringIO(text)), None) != columns:
            raise OutputError(
                f"`{found.file}` has other columns than such a sheet has",
                "it was made of other sheets, or a spreadsheet saved it: settle the rest there, or name another file",
            )
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows(rows if there else [columns, *rows])
    lead = "\n" if there and text and not text.endswith("\n") else ""
    _put(found.file, lead + file.getvalue(), "a")


def _put(path: Path, text: str, mode: str) -> None:
    try:
        with path.open(mode, encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise OutputError(f"cannot write `{path}`: {error.strerror}") from error


# Into the collection


@dataclass
class Settlement:
    """What would be written: per incident and claim the codings by question; and what cannot be, and why."""

    changes: dict[str, dict[str, dict[str, Coding]]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def settlement(found: Adjudication) -> Settlement:
    """What is settled, against what the collection holds; a claim is reviewed once nothing of it is open."""
    result = Settlement(problems=list(found.settled.problems))
    told = {(each.unit, each.question): each for each in found.disagreements}
    for (name, question), coding in sorted(found.settled.codings.items()):
        if coding is None:
            continue
        unit = found.units.by_name.get(name)
        here = found.collection.incidents.get(unit.incident.id) if unit else None
        claims = [here.by_id.get(each.id) for each in unit.claims] if unit and here else []
        if not claims or any(each is None or each.words != unit.shown.words for each in claims if unit):
            result.problems.append(_problem(found, f"`{name}`: no claim of the collection shows this now"))
            continue
        asked = found.question(unit.incident.id, question) if unit else None
        if unit is None or asked is None:
            continue
        before = frozenset().union(*(codings_of(each, [question])[question] for each in unit.claims))
        changed = normal(asked, before) != normal(asked, coding)
        ids = [each.id for each in unit.claims]
        if changed and len(ids) > 1:
            told_ids = ", ".join(f"`{each}`" for each in ids)
            result.problems.append(
                _problem(found, f"{told_ids} of `{unit.incident.id}` show the same words: settle `{question}` by hand")
            )
            continue
        given = told[name, question].codings if (name, question) in told else {}
        agreeing = tuple(coder for coder, word in given.items() if word == words(coding))
        result.decisions.append(Decision(unit.claims[0].full_id, question, before, coding, agreeing))
        for identifier in ids:
            theirs = result.changes.setdefault(unit.incident.id, {}).setdefault(identifier, {})
            if changed:
                theirs[question] = coding
    _drop_silent(found, result)
    result.changes = {incident: claims for incident, claims in result.changes.items() if claims}
    return result


def _drop_silent(found: Adjudication, result: Settlement) -> None:
    """Leave out what would leave a claim with nothing to say: that is not for a program to take out."""
    for incident, claims in result.changes.items():
        for identifier in list(claims):
            claim = found.collection.incidents[incident].by_id[identifier]
            after = codings_of(claim, found.collection.incidents[incident].questions) | claims[identifier]
            if not any(after.values()):
                full = f"{incident}/{identifier}"
                hint = "take the claim out, or make it a draft, by hand"
                result.problems.append(_problem(found, f"`{full}` would say nothing of any question", hint))
                result.decisions = [each for each in result.decisions if each.claim != full]
                del claims[identifier]


def _problem(found: Adjudication, message: str, hint: str = "") -> RowProblem:
    return RowProblem(str(found.file), 0, None, message, hint)


def edited(found: Adjudication, result: Settlement, folder: Files, texts: Texts) -> Texts:
    """The files with what is settled in them, and with what each settled claim now says as its review."""
    still_open = {claim for each in found.open for claim in each.claims}
    after: Texts = {}
    for incident, claims in result.changes.items():
        name = named(incident)
        edit = Edit(name, texts[name])
        records: dict[Any, dict[str, Any]] = {}
        for identifier, coded_ in claims.items():
            path = edit.claim(identifier)
            raw = edit.tree["claims"][path[1]].get("stance") or {}
            new = _with(raw, coded_)
            if new == raw:
                continue
            if set(raw) <= set(new):
                records[*path, "stance"] = {key: each for key, each in new.items() if raw.get(key) != each}
            else:
                records.setdefault(path, {})["stance"] = new
        edit.put_many(records)
        reviewed = [each for each in claims if f"{incident}/{each}" not in still_open]
        known = load(Overlay(folder, {**texts, name: edit.data}), [incident]).collection.incidents[incident].by_id
        edit.put_many({edit.claim(each): {"reviewed": fingerprint(known[each])} for each in reviewed})
        after[name] = edit.data
    return after


def _with(raw: Mapping[str, Any], coded_: Mapping[str, Coding]) -> dict[str, Any]:
    """The stance of a claim as it is written, with other codings of some questions."""
    found: dict[str, Any] = {}
    for key, taken in raw.items():
        if isinstance(taken, Mapping):
            kept: Any = {question: answer for question, answer in taken.items() if question not in coded_}
        else:
            listed = taken if isinstance(taken, list) else [taken]
            kept = [each for each in listed if each.removeprefix("question:") not in coded_]
        if kept:
            found[key] = kept if isinstance(kept, Mapping) or kept != [taken] else taken
    for key, new in written(coded_).items():
        if isinstance(new, Mapping):
            found[key] = {**found.get(key, {}), **new}
        else:
            before = found.get(key, [])
            found[key] = [*(before if isinstance(before, list) else [before]), *new]
    return found


def message(found: Adjudication, result: Settlement) -> str:
    """A commit message: what was settled, by whom it was coded."""
    changed = [each for each in result.decisions if each.before != each.after]
    incidents = sorted({each.claim.partition("/")[0] for each in result.decisions})
    where = incidents[0] if len(incidents) == 1 else f"{len(incidents)} incidents"
    number = len(result.decisions)
    lines = [f"Settle {number} coding{'' if number == 1 else 's'} of {where}", ""]
    lines += [
        f"Coded by {_listed(found.names)}.",
        f"{len(changed)} changed, {number - len(changed)} unchanged.",
        "",
    ]
    for each in result.decisions:
        whose = f" ({_listed(each.agreeing)})" if each.agreeing else ""
        was = "as it was" if each.before == each.after else f"was: {words(each.before)}"
        lines.append(f"{each.claim}, {each.question}: {words(each.after)}{whose}; {was}")
    return "\n".join(lines) + "\n"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
