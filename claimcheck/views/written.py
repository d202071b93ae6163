"""Records as what was written of them, key by key, and what has another id now.

Cost: in proportion to what is written.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimcheck.model.claim import Claim
from claimcheck.model.collection import RECORDS
from claimcheck.model.keys import Holds, Key, Sort, declared
from claimcheck.model.record import Record
from claimcheck.views.claims import stance_table

Written = dict[str, Any]
"""The keys of a record that say something, as they are written; lists whose order says nothing are sorted."""

_KEYS = {each.name: each.key for model in RECORDS for each in declared(model)}


def written(record: Record) -> Written:
    """What was written of a record; of a claim, not what it takes over from the one that it restates."""
    whole = record.as_json(defaults=False)
    if isinstance(record, Claim):
        whole = {
            key: value for key, value in whole.items() if key not in record.inherited and _KEYS[key].edit is not None
        }
        if "stance" in whole:
            whole["stance"] = {stance: _tidy(stance, taken) for stance, taken in stance_table(record).items()}
    return {key: _tidy(key, value) for key, value in whole.items() if value not in (None, [], {})}


def _tidy(key: str, value: Any) -> Any:  # noqa: ANN401 - whatever may be written
    if not _KEYS[key].ordered:
        return sorted(value)
    if isinstance(value, dict):  # answers of a stance
        return {name: sorted(each) if isinstance(each, (list, tuple)) else each for name, each in value.items()}
    return list(value) if isinstance(value, tuple) else value


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two written values say the same, in whatever order their keys stand."""
    return _text(one) == _text(other)


def _text(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@dataclass
class Renames:
    """New ids by the sort of thing and the old id; of an answer, `question/answer` with the question's new id."""

    new: dict[str, dict[str, str]] = field(default_factory=dict)

    def inside(self) -> Renames:
        """These, for an incident to add its own to."""
        return Renames({sort: dict(each) for sort, each in self.new.items()})

    def of(self, sort: str, word: str) -> str:
        """The id that something has now."""
        known = self.new.get(sort, {})
        if sort == "party" and word not in known:  # a speaker may stand for itself
            known = self.new.get("speaker", {})
        return known.get(word, word)

    def answer(self, question: str, word: str) -> str:
        """The id that an answer of a question (by its new id) has now."""
        return self.new.get("answer", {}).get(f"{question}/{word}", word)

    def note(self, sort: str, old: Mapping[str, Written], new: Mapping[str, Written]) -> dict[str, str]:
        """Pair what is gone with what is new under another id and says the same, in the order of the files."""
        gone = [name for name in old if name not in new]
        fresh: dict[str, deque[str]] = {}
        for name in new:
            if name not in old:
                fresh.setdefault(_text(new[name]), deque()).append(name)
        found = {}
        for name in gone:
            alike = fresh.get(_text(old[name]))
            if alike:
                found[name] = alike.popleft()
        self.new.setdefault(sort, {}).update(found)
        return found

    def translated(self, record: Mapping[str, Any]) -> Written:
        """What was written, with references renamed to current ids."""
        return {key: self._value(key, value) for key, value in record.items()}

    def _value(self, name: str, value: Any) -> Any:  # noqa: ANN401
        """The value of a key with the ids of now: a reference, several, answers by question, or stances."""
        key = _KEYS[name]
        if key.holds is Holds.ANSWERS:
            return {self.of(Sort.QUESTION, asked): self._answers(asked, answers) for asked, answers in value.items()}
        if name == "stance":
            return {stance: self._value(stance, taken) for stance, taken in value.items()}
        if not key.refers:
            return value
        if isinstance(value, str):
            return self._reference(value, key)
        found = [self._reference(each, key) for each in value]
        return found if key.ordered else sorted(found)

    def _answers(self, question: str, answers: str | list[str]) -> str | list[str]:
        name = self.of(Sort.QUESTION, question)
        if isinstance(answers, str):
            return self.answer(name, answers)
        return sorted(self.answer(name, each) for each in answers)

    def _reference(self, word: str, key: Key) -> str:
        """A reference that may say of which sort it is; without that, it is of the first sort that has the word."""
        prefix, colon, name = word.rpartition(":")
        if colon:
            return f"{prefix}:{self.of(prefix, name)}"
        known = (now for sort in key.refers if (now := self.of(sort, word)) != word)
        return next(known, word)


def listed(records: Iterable[tuple[str, Record]]) -> dict[str, Written]:
    """What was written of some records, by their ids."""
    return {name: written(record) for name, record in records}
