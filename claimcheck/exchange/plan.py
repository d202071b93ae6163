"""Rows to records of a collection: with ids that stay the same, and without what is there already."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from claimcheck.errors import did_you_mean
from claimcheck.exchange.addresses import Addresses
from claimcheck.exchange.answers import Questions
from claimcheck.exchange.incoming import Row, Rows, too_long
from claimcheck.exchange.mapping import DATES, MODELS, SHARED, Map
from claimcheck.exchange.voices import Unknown, Voices
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.fields import Model
from claimcheck.model.incident import Kind, Question
from claimcheck.model.record import LONGEST_ID, is_id, slug
from claimcheck.model.stance import POSITIONS, Stance
from claimcheck.reasoning.review import fingerprint
from claimcheck.store.structure import INCIDENT, SPEAKERS, misfits
from claimcheck.store.tree import Mapping as Tree
from claimcheck.store.tree import Mark, Node, Scalar, Sequence
from claimcheck.views.plan import SCHEMA, Duplicate, Plan, PlannedRow, Trouble

_AS_DATES = "say how dates are written, such as `--dates 'DD.MM.YYYY'`"
VOICES = ("speaker", "via", "party")


def plan(
    file: str, collection: Collection, rows: Rows, mapping: Map, step: Callable[[], None] = lambda: None
) -> tuple[Plan, tuple[PlannedRow, ...]]:
    """What rows become, and which of them cannot; `step` is called once for each row.

    Beside the plan come rows that cannot be taken, with another in the place of whom nobody knows and without a stance
    that is not whole: a check of these tells what else is wrong with them.

    An id that a row does not give is made from what the row says, so that the same row has the same id in every run and
    in whatever order: rows that would have one id all have a part of their gist behind it. Takes time in proportion to
    the rows and the collection.
    """
    planner = _Planner(collection, mapping, rows)
    for row in rows.rows:
        step()
        planner.take(row)
    planner.admit_questions()
    planner.settle()
    troubles = sorted([*rows.troubles, *planner.troubles], key=lambda each: each.row)
    number = len(rows.rows) + len({each.row for each in rows.troubles})
    entries, duplicates = tuple(planner.entries), tuple(planner.duplicates)
    warnings = tuple(rows.remarks)
    result = Plan(SCHEMA, file, mapping.kind, number, entries, duplicates, tuple(troubles), warnings, False)
    return result, tuple(planner.doubtful)


@dataclass
class _Taken:
    """A row that becomes a record: what it says, and its id, once it has one; `made` is what an id begins with."""

    row: int
    home: str | None
    record: dict[str, Any]
    gist: str
    made: str
    id: str = ""

    def candidate(self, digits: int) -> str:
        """An id with so many digits of the gist."""
        return f"{self.made[: LONGEST_ID - 1 - digits].rstrip('-')}-{self.gist[:digits]}" if digits else self.made


class _Planner:
    """Takes one row after the other, then settles their ids."""

    def __init__(self, collection: Collection, mapping: Map, rows: Rows) -> None:
        self.lacks, self.keeps_ids, self.spare = rows.lacks, rows.keeps_ids, rows.spare
        self.collection = collection
        self.map = mapping
        self.model = MODELS[mapping.kind]
        self.entries: list[PlannedRow] = []
        self.duplicates: list[Duplicate] = []
        self.troubles: list[Trouble] = []
        self.doubtful: list[PlannedRow] = []
        self.questions = Questions()
        self.voices = Voices(collection)
        self.addresses = Addresses(collection)
        self.there: dict[str | None, dict[str, str]] = {}  # what says what, by home: gist to id
        self.taken: dict[tuple[str | None, str], _Taken] = {}  # the rows that become records, by home and gist
        self.again: list[tuple[int, _Taken]] = []  # rows that say what another row says
        self.given: dict[tuple[str | None, str], int] = {}  # ids that rows give, by home, and which row does

    def take(self, row: Row) -> None:
        """See what record a row becomes."""
        wrong = list(too_long(row))
        if wrong:
            hint = "is a quotation mark missing above?"
            self.troubles += [Trouble(row.number, column, message, hint) for column, message in wrong]
            return
        record = self.map.record(row)
        if self.map.kind == "questions":
            for key, message in self.questions.add(row, record):
                self.refuse(row, key, message, "a question has one")
        else:
            self.admit(row, record)

    def admit_questions(self) -> None:
        """Take the questions, once all of their answers have been seen."""
        for row, record in self.questions.whole():
            self.admit(row, record)

    def admit(self, row: Row, record: dict[str, Any]) -> None:
        """See whether a record can be taken, or say why it cannot."""
        home = record.pop("incident", None)
        if self.map.kind in SHARED:
            home = None
        elif not isinstance(home, str) or home not in self.collection.incidents:
            message = f"no incident `{home}`" if home else "no incident is given"
            hint = did_you_mean(str(home), self.collection.incidents) if home else "give `--incident`, or map a column"
            self.refuse(row, "incident", message, hint)
            return
        doubtful = False
        if self.map.kind == "claims":
            fits = (self.voiced(row, record), self.posed(row, record), self.placed(row, home, record))
            doubtful = not all(fits)
            self.timed(home, record)
        given = record.pop("id", None)
        thing = self.fitted(row, record)
        if isinstance(thing, set):
            self.doubt(row, home, self.without(home, record, thing))
            return
        if doubtful:
            self.doubt(row, home, record)
            return
        gist = _gist(thing)
        there = self.existing(home).get(gist)
        if self.keeps_ids and isinstance(known := self.known(home).get(str(given)), Model) and _gist(known) == gist:
            there = str(given)  # of two that say the same
        if there is not None:
            self.duplicates.append(Duplicate(row.number, there, f"{home}/{there}" if home else there))
            return
        if self.keeps_ids:
            gist = f"{gist} {given}"
        if (home, gist) in self.taken:
            self.again.append((row.number, self.taken[home, gist]))
        elif given is None:
            self.taken[home, gist] = _Taken(row.number, home, record, gist, _made(thing, gist))
        elif word := self.as_given(row, given, home):
            self.given[home, word] = row.number
            self.taken[home, gist] = _Taken(row.number, home, record, gist, word, word)

    def settle(self) -> None:
        """Give the rows that give no id theirs, all at once, so that none depends on which row came first."""
        used = set(self.given)
        for digits in (0, 8, 16):
            waiting = [each for each in self.taken.values() if not each.id]
            wanted = Counter((each.home, each.candidate(digits)) for each in waiting)
            for each in waiting:
                key = (each.home, each.candidate(digits))
                if wanted[key] == 1 and key not in used and key[1] not in self.known(each.home):
                    each.id = key[1]
            used |= {(each.home, each.id) for each in waiting if each.id}
        for each in self.taken.values():
            if each.id:
                spare = self.spare.get(each.row, ())
                record = {key: value for key, value in each.record.items() if key not in spare}
                self.entries.append(PlannedRow(each.row, each.home, each.id, {"id": each.id, **record}))
            else:
                message = f"`{each.candidate(digits)}` is there already, and says something else"
                self.troubles.append(Trouble(each.row, None, message, "give the row an id"))
        self.duplicates += [Duplicate(row, each.id, f"row {each.row}") for row, each in self.again if each.id]
        self.duplicates.sort(key=lambda each: each.row)

    def voiced(self, row: Row, record: dict[str, Any]) -> bool:
        """Put ids in the place of names of speakers and parties; whether all are known.

        In the place of those that are not stands another, so that the rest of the row can be looked at.
        """
        found = True
        for key in VOICES:
            value = record.get(key)
            meant = [self.voices.find(key, each) for each in _several(value)]
            unknown = [each for each in meant if isinstance(each, Unknown)]
            for each in unknown:
                self.refuse(row, key, *each)
            if unknown:
                found = False
                meant = [next(iter(self.collection.speakers), "nobody")]
            if isinstance(value, list):
                record[key] = [*meant, *(each for each in value if not isinstance(each, str))]
            elif isinstance(value, str):
                record[key] = meant[0]
        return found

    def placed(self, row: Row, home: str | None, record: dict[str, Any]) -> bool:
        """Put ids in the place of addresses of sources; whether all are known."""
        found = True
        for key in ("source", "also_in"):
            value = record.get(key)
            meant = [self.addresses.find(home, each) for each in _several(value)]
            for each in meant:
                if isinstance(each, Unknown):
                    self.refuse(row, key, *each)
                    found = False
            if all(isinstance(each, str) for each in meant):
                if isinstance(value, list):
                    record[key] = meant
                elif isinstance(value, str):
                    record[key] = meant[0]
            elif home and (sources := self.collection.incidents[home].sources):
                record[key] = next(iter(sources))
        return found

    def timed(self, home: str | None, record: dict[str, Any]) -> None:
        """Put the days that answer a question in the form of the files."""
        questions = self.collection.incidents[home].questions if home else {}
        stance = record.get("stance")
        for about in stance.values() if isinstance(stance, dict) else ():
            for name, answer in about.items() if isinstance(about, dict) else ():
                if name in questions and questions[name].kind is Kind.DATE:
                    if isinstance(answer, str):
                        about[name] = self.map.dated(record, name, answer)
                    elif isinstance(answer, list):
                        about[name] = [
                            self.map.dated(record, name, each) if isinstance(each, str) else each for each in answer
                        ]

    def posed(self, row: Row, record: dict[str, Any]) -> bool:
        """Whether a stance that is one word has the question and the answer that it needs; else it is put away."""
        lacking = self.map.lacking(row)
        if lacking is None:
            return True
        word, lacks = lacking
        needs = "a question and an answer" if Stance(word) in POSITIONS else "a question"
        empty = [f"`{self.map.columns[each]}`" for each in lacks if each in self.map.columns]
        absent = [f"`{each}`" for each in lacks if each not in self.map.columns]
        hints = [f"fill {' and '.join(empty)}"] if empty else []
        hints += [f"give a column for {' and '.join(absent)}"] if absent else []
        self.refuse(row, "stance", f"the stance `{word}` needs {needs}", ", ".join(hints))
        record.pop("stance")
        record["draft"] = "true"
        return False

    def without(self, home: str | None, record: dict[str, Any], keys: set[str]) -> dict[str, Any]:
        """A claim without keys that do not fit, with another source where it needs one."""
        rest = {key: value for key, value in record.items() if key not in keys}
        if "stance" in keys:
            rest["draft"] = "true"
        if "source" in keys and home and (sources := self.collection.incidents[home].sources):
            rest["source"] = next(iter(sources))
        return rest

    def doubt(self, row: Row, home: str | None, record: dict[str, Any]) -> None:
        """Keep a claim that cannot be taken for a check of the rest of it, if this can be read."""
        name = f"row-{row.number}"
        try:
            Claim.model_validate({"id": name, **record})
        except ValidationError:
            return
        if self.map.kind == "claims" and name not in self.known(home) and self.collection.speakers:
            self.doubtful.append(PlannedRow(row.number, home, name, {"id": name, **record}))

    def fitted(self, row: Row, record: dict[str, Any]) -> Model | set[str]:
        """The record as the model takes it, or the keys that do not fit: this is said in the words of `check`."""
        try:
            return self.model.model_validate({"id": "x", **record} if self.model is Claim else record)
        except ValidationError as problem:
            section, name = self.map.kind, "x" if self.map.kind != "claims" else 0
            inner = {"id": "x", **record} if self.model is Claim else record
            whole = _tree({section: [inner] if name == 0 else {name: inner}})
            errors = [{**each, "loc": (section, name, *each["loc"])} for each in problem.errors(include_url=False)]
            shape = SPEAKERS if section in SHARED else INCIDENT
            keys = set()
            for misfit in misfits(errors, whole, shape):
                key = str(misfit.path[2]) if len(misfit.path) > 2 else ""
                hint = misfit.hint or (_AS_DATES if key in DATES[section] else "")
                if not key and misfit.message.startswith("missing key"):
                    missing = misfit.message.split("`")[1]
                    hint = self.lacks.get(missing, hint)
                self.refuse(row, key, misfit.message, hint)
                keys.add(key)
            return keys

    def as_given(self, row: Row, given: object, home: str | None) -> str:
        """The id that a row gives; empty where another record has it."""
        word = str(given) if is_id(str(given)) else slug(str(given))
        if not word:
            self.refuse(row, "id", f"`{given}` is not an id, and none can be made of it", "")
        elif (home, word) in self.given:
            self.refuse(row, "id", f"row {self.given[home, word]} has the id `{word}` too", "")
        elif word in self.known(home):
            self.refuse(row, "id", f"`{word}` is there already, and says something else", "")
        else:
            return word
        return ""

    def known(self, home: str | None) -> Mapping[str, object]:
        """The records of the kind that are there, by id."""
        if home is None:
            return self.collection.parties if self.map.kind == "parties" else self.collection.speakers
        incident = self.collection.incidents[home]
        if self.map.kind == "questions":
            return incident.questions
        return incident.by_id if self.map.kind == "claims" else incident.sources

    def existing(self, home: str | None) -> dict[str, str]:
        """What the records that are there say, and their ids."""
        if home not in self.there:
            self.there[home] = {_gist(each): name for name, each in self.known(home).items() if isinstance(each, Model)}
        return self.there[home]

    def refuse(self, row: Row, key: str, message: str, hint: str) -> None:
        """Note why a row cannot be imported."""
        self.troubles.append(Trouble(row.number, self.map.column(key) if key else None, message, hint))


def _several(value: object) -> list[str]:
    """A text, or the texts of a list."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _gist(thing: Model) -> str:
    """What a record says, whatever its id: hexadecimal digits."""
    if isinstance(thing, Claim):
        return fingerprint(thing)
    said = thing.as_json(defaults=False)
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _made(thing: Model, gist: str) -> str:
    """An id from what a record says."""
    if isinstance(thing, Claim):
        return f"{thing.speaker[: LONGEST_ID - 9].rstrip('-')}-{gist[:8]}"
    if isinstance(thing, Question):
        return slug(thing.ask)[:40].rstrip("-") or f"question-{gist[:8]}"
    words = [getattr(thing, key, None) for key in ("publisher", "name", "published")]
    plain = [slug(str(each)) for each in words if each]
    return (
        "-".join(filter(None, plain))[:LONGEST_ID].rstrip("-")
        if plain[0]
        else f"{type(thing).__name__.lower()}-{gist[:8]}"
    )


def _tree(value: object) -> Node:
    """A record as the parser would give it, for those who say what is wrong with it."""
    made: Node
    if isinstance(value, dict):
        made = Tree({_tree(key): _tree(each) for key, each in value.items()})
    elif isinstance(value, list):
        made = Sequence(map(_tree, value))
    else:
        made = Scalar(value)
    made.mark = Mark(0, 0)
    return made
