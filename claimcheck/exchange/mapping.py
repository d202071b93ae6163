"""Which column of a table is which key of a record: given by options, or by a file in TOML.

as = "claims"                       # or sources, speakers, parties, questions
incident = "harbour-fire"           # or a column, under [map]
sheet = "2031"                      # of a spreadsheet with several
delimiter = ";"                     # of CSV
dates = ["DD.MM.YYYY"]              # how dates are written; `months = "de"` names the language of `Month`

[map]                               # key of the record = column of the table
speaker = "Who"
quote = "Words"
stance = "Does"                     # a column of words such as asserts, with question and answer beside it
question = "About"
answer = "What"
"stance.denies.cause" = "Denied"    # or a column for one stance on one question

[values.speaker]                    # what stands in a cell = what it means
"The captain" = "harbour-captain"

[set]                               # the same in every row
source = "sarn-herald-2031-03-05"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from claimcheck.errors import UsageError, did_you_mean
from claimcheck.exchange.answers import with_answers
from claimcheck.exchange.days import DayRead, Days
from claimcheck.exchange.incoming import DayNumber, Row, Value, cell, column_name, plain_path
from claimcheck.frozen import field, frozen, replace
from claimcheck.model.claim import Claim
from claimcheck.model.fields import Model
from claimcheck.model.incident import Question
from claimcheck.model.keys import Holds, declared
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.model.stance import POSITIONS, Stance
from claimcheck.store.structure import keys

MODELS: dict[str, type[Model]] = {
    "claims": Claim,
    "sources": Source,
    "speakers": Speaker,
    "parties": Party,
    "questions": Question,
}
"""What rows can become, by the section that they go to."""
SHARED = frozenset({"speakers", "parties"})
"""Those that belong to no incident."""

_PARTS = ("question", "answer")
_MORE: dict[str, tuple[str, ...]] = {
    "claims": (*_PARTS, *Stance),
    "questions": ("answer", "words", "within", "excludes"),
}
"""What a column may say besides the keys of a record."""
_LISTS = [
    each
    for model in MODELS.values()
    for each in declared(model)
    if isinstance(model.model_fields[each.attribute].default, tuple)
]
_IDS = frozenset({"answer"} | {each.name for each in _LISTS if not each.key.holds.prose})
"""Keys that hold a list; ids and codes hold no comma, so that one parts them too."""
_NAMES = frozenset(each.name for each in _LISTS if each.key.holds.prose)
DATES = {
    kind: frozenset(each.name for each in declared(model) if each.key.holds is Holds.DATE)
    for kind, model in MODELS.items()
}
"""Keys that hold a date, by what rows become."""
_WORDS_OF_FILE = ("as", "incident", "sheet", "delimiter", "dates", "months", "map", "values", "set")
_MOST_BYTES = 100_000
_MOST_LEVELS = 1000


@frozen(slots=False)
class Map:
    """Columns, meanings of cells and fixed values, each by the key of the record; keys inside others have dots.

    `days` says how dates are written, `sheet` and `delimiter` where the rows are in the file.
    """

    kind: str = "claims"
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    days: Days = field(default_factory=Days)
    sheet: str | None = None
    delimiter: str | None = None

    def known(self) -> list[str]:
        """The keys that a column may be mapped to."""
        more = ["id", *(["incident"] if self.kind not in SHARED else [])]
        more += _MORE.get(self.kind, ())
        return list(dict.fromkeys([*more, *keys(MODELS[self.kind])]))

    def checked(self, columns: Iterable[str], told: Mapping[str, str] | None = None) -> Map:
        """The same, with columns that are called as keys are taken for these, or those that the file has `told` of.

        Raises:
            UsageError: a key or a column is not there.
        """
        there = list(columns)
        for key in (*self.columns, *self.values, *self.fixed):
            if key.partition(".")[0] not in self.known():
                raise UsageError(f"no key `{key}` in {self.kind}", did_you_mean(key, self.known()))
            if key.startswith("stance.") and key.split(".")[1] not in set(Stance):
                raise UsageError(f"no stance `{key.split('.')[1]}`", did_you_mean(key.split(".")[1], Stance))
        columns = {key: self._there(column, there) for key, column in self.columns.items()}
        taken = {*columns.values()}
        known = [*self.known(), *(self._stances(there) if self.kind == "claims" else ())]
        known += [each for each in there if self.kind == "questions" and each.startswith("answers.")]
        own = self._called(known, there) if told is None else dict(told)
        own = {key: column for key, column in own.items() if column not in taken and key not in self.fixed}
        return replace(self, columns=own | columns)

    @staticmethod
    def _called(known: Iterable[str], there: list[str]) -> dict[str, str]:
        """Keys by the columns that are called like them, in whatever case; but an `ID` is somebody else's."""
        own = {key: key for key in known if key in there}
        folded: dict[str, list[str]] = {}
        for column in there:
            folded.setdefault(column.casefold().replace(" ", "_"), []).append(column)
        for key in known:
            if key not in own and key != "id" and len(folded.get(key, ())) == 1:
                own[key] = folded[key][0]
        return own

    def _there(self, column: str, there: list[str]) -> str:
        """A column as the file calls it: as it is given, or with spaces that are all alike; in JSON also a path.

        Raises:
            UsageError: there is none.
        """
        for each in (column, column_name(column)):
            if each in there:
                return each
        if plain_path(column) in there:
            return column
        raise UsageError(f"no column `{column}`", did_you_mean(column, there))

    def _stances(self, there: list[str]) -> list[str]:
        """Columns of a sheet that are called like a stance; in JSON they lie in one that has been taken already."""
        if "stance" in there:
            return []
        return [each for each in there if each.startswith("stance.") and each.split(".")[1] in set(Stance)]

    def used(self) -> set[str]:
        """The columns that are read."""
        return set(self.columns.values())

    def column(self, key: str) -> str | None:
        """The column that a key, or what lies inside it, comes from."""
        names = [key, *(("answer", "question", *Stance) if key == "stance" else ())]
        inside = [column for each, column in self.columns.items() if each.startswith(f"{key}.")]
        return next((self.columns[each] for each in names if each in self.columns), inside[0] if inside else None)

    def column_at(self, path: tuple[str | int, ...], *, at_key: bool) -> str | None:
        """The column that a value of a record, or its key, comes from."""
        steps = [str(each) for each in path if isinstance(each, str)]
        dotted = ".".join(steps)
        if dotted in self.columns:
            return self.columns[dotted]
        if len(steps) > 1 and steps[0] == "stance" and steps[1] in self.columns:
            return self.columns[steps[1]]
        if steps and steps[0] == "stance" and len(steps) > 2:
            part = "question" if at_key else "answer"
            if part in self.columns:
                return self.columns[part]
        return self.column(steps[0]) if steps else None

    def lacking(self, row: Row) -> tuple[str, list[str]] | None:
        """A stance that is one word of a row, and which of `question` and `answer` it needs and has not."""
        word = self._value(row, "stance")
        if not isinstance(word, str) or word not in set(Stance):
            return None
        parts = _PARTS if Stance(word) in POSITIONS else _PARTS[:1]
        lacks = [each for each in parts if self._value(row, each) in (None, "", [], {})]
        return (word, lacks) if lacks else None

    def _value(self, row: Row, key: str) -> Value | None:
        """What a row says of a key: the meaning of its cell, or what is the same in every row."""
        value = cell(row, self.columns[key]) if key in self.columns else None
        return self._meaning(key, value) if value is not None else self.fixed.get(key)

    def _dated(self, found: dict[str, Any]) -> None:
        """Put dates in the form of the files; what they cannot hold goes to the note."""
        for key in DATES[self.kind]:
            if isinstance(found.get(key), str):
                found[key] = self.dated(found, key, found[key])

    def dated(self, record: dict[str, Any], key: str, text: str) -> str:
        """A date in the form of the files; what it cannot hold goes to the note of the record."""
        day = DayRead(text.day, f"day {text} of the sheet") if isinstance(text, DayNumber) else self.days.read(text)
        if day.remark:
            note = record.get("note")
            told = f"{key}: {day.remark}"
            record["note"] = f"{note}; {told}" if isinstance(note, str) else told
        return day.text

    @cached_property
    def _steps(self) -> list[tuple[str, str | None, bool]]:
        """Each key that a row may say something of, its column, and whether its cell is all that is to be put there."""
        keys = dict.fromkeys((*self.fixed, *self.columns))
        return [(key, self.columns.get(key), "." not in key and key not in _IDS | _NAMES) for key in keys]

    def record(self, row: Row) -> dict[str, Any]:
        """The record that a row becomes; `incident` is still among its keys."""
        found: dict[str, Any] = {}
        cells = row.cells
        for key, column, plain in self._steps:
            value = None if column is None else cells[column] if column in cells else cell(row, column)
            value = self.fixed.get(key) if value is None else self._meaning(key, value)
            if not value:
                continue
            if plain:
                found[key] = value
            else:
                _put(found, key, self._listed(key, value) if isinstance(value, str) else value)
        self._dated(found)
        if self.kind == "questions":
            return with_answers(found)
        return _with_stances(found) if self.kind == "claims" else found

    def _meaning(self, key: str, value: Value) -> Value:
        if isinstance(value, str):
            return self.values.get(key, {}).get(value, value)
        return [self._meaning(key, each) for each in value] if isinstance(value, list) else value

    def _listed(self, key: str, value: str) -> Value:
        """A cell that may hold several values, parted; each has the meaning that a cell of its own would have."""
        if key not in _IDS | _NAMES and not key.startswith("stance."):
            return value
        between = r"[;|\n]" if key in _NAMES else r"[;|\n]|(?<!\d),|,(?!\d)"  # in `1,200` there is one number, or none
        parts = [each.strip() for each in re.split(between, value)]
        kept: list[Value] = [self._meaning(key, each) for each in parts if each]
        return kept[0] if key == "answer" and len(kept) == 1 else kept


def read_map(shown: str, data: bytes) -> Map:
    """The map that a file in TOML holds.

    Raises:
        UsageError: it is not TOML, or holds something else.
    """
    if len(data) > _MOST_BYTES or sum(map(data.count, (b"[", b"{"))) > _MOST_LEVELS or _dotted(data):
        most = f"{_MOST_BYTES // 1000} kB, {_MOST_LEVELS:,} brackets, 10 dots in a key"
        raise UsageError(f"{shown} is more than a mapping needs", f"at most {most}")
    try:
        tree = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{shown} is not valid TOML: {error}") from error
    for key in tree:
        if key not in _WORDS_OF_FILE:
            raise UsageError(f"{shown}: unknown key `{key}`", did_you_mean(key, _WORDS_OF_FILE))
    kind = tree.get("as", "claims")
    if kind not in MODELS:
        raise UsageError(f"{shown}: rows become {', '.join(MODELS)}, not `{kind}`")
    values = {
        key: _words(shown, f"values.{key}", each)
        for key, each in _table(shown, "values", tree.get("values", {})).items()
    }
    fixed = _words(shown, "set", tree.get("set", {}))
    if "incident" in tree:
        fixed["incident"] = str(tree["incident"])
    forms = tree.get("dates", [])
    forms = [forms] if isinstance(forms, str) else forms
    if not isinstance(forms, list) or not all(isinstance(each, str) for each in forms):
        raise UsageError(f"{shown}: `dates` is a form such as `DD Month YYYY`, or a list of forms")
    told = _words(shown, "", {key: tree[key] for key in ("sheet", "delimiter", "months") if key in tree})
    days = Days.of(forms, told.get("months"))
    columns = _words(shown, "map", tree.get("map", {}))
    return Map(kind, columns, values, fixed, days, told.get("sheet"), told.get("delimiter"))


def _with_stances(found: dict[str, Any]) -> dict[str, Any]:
    """A claim with its stance put together, of columns that are called by stances (`cause=set`) too."""
    columns = {word.value: found.pop(word.value) for word in Stance if word.value in found}
    drafted = "draft" in found
    made = _with_stance(found)
    if columns and isinstance(made.setdefault("stance", {}), dict):
        made["stance"] |= {word: _as_added(word, text) for word, text in columns.items()}
        if not drafted:
            made.pop("draft", None)
    return made


def _as_added(word: str, text: Any) -> Any:  # noqa: ANN401
    """A stance as `add` takes it: `question=answer`, several parted by semicolons; of what takes no position, ids.

    A text that is not of that form stays one, so that it is told.
    """
    parts = [each.strip() for each in re.split(r"[;|\n]", text) if each.strip()] if isinstance(text, str) else text
    if not isinstance(parts, list) or not all(isinstance(each, str) for each in parts):
        return text
    if Stance(word) not in POSITIONS:
        return [each.strip() for part in parts for each in part.split(",") if each.strip()]
    found: dict[str, Any] = {}
    for part in parts:
        question, sign, answer = (each.strip() for each in part.partition("="))
        if not (question and sign and answer):
            return text
        before = found.get(question)
        found[question] = answer if before is None else [*(before if isinstance(before, list) else [before]), answer]
    return found


def _with_stance(found: dict[str, Any]) -> dict[str, Any]:
    """A claim with its stance put together; one that does nothing to any question is a draft."""
    question, answer = found.pop("question", None), found.pop("answer", None)
    word = found.get("stance")
    if isinstance(word, str):
        found["stance"] = {word: {question: answer}} if question and answer else {word: [question] if question else []}
    elif question and word is None:
        found["stance"] = {"": {question: answer}}  # which is an error that says what is missing
    if not found.get("stance") and "restates" not in found:
        found["draft"] = "true"
    return found


def _put(found: dict[str, Any], key: str, value: Any) -> None:  # noqa: ANN401
    *steps, last = key.split(".", 2) if key.startswith("stance.") else key.split(".")
    for step in steps:
        inner = found.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        found = inner
    found[last] = value


def _dotted(data: bytes) -> bool:
    return any(line.partition(b"=")[0].count(b".") > 10 for line in data.splitlines())


def _table(shown: str, key: str, value: Any) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise UsageError(f"{shown}: `{key}` is a table")
    return value


def _words(shown: str, key: str, value: Any) -> dict[str, str]:  # noqa: ANN401
    table = _table(shown, key, value)
    for name, each in table.items():
        if not isinstance(each, str):
            hint = f'write "{name}.…" in quotation marks' if isinstance(each, dict) else "put it in quotation marks"
            dotted = f"{key}.{name}" if key else name
            raise UsageError(f"{shown}: `{dotted}` is not a text", hint)
    return dict(table)
