"""Questions and their answers, from rows: all answers in one cell, one in each column, or one in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimcheck.characters.folding import named
from claimcheck.exchange.incoming import Row
from claimcheck.model.record import is_id, slug

_PAIR = re.compile(r"(\S+)\s*[=:]\s*(\S.*)", re.DOTALL)


def with_answers(found: dict[str, Any]) -> dict[str, Any]:
    """The record of a question with its answers put together."""
    answers = found.get("answers")
    if isinstance(answers, str):
        parts = [each.strip() for each in re.split(r"[;|\n]", answers)]
        found["answers"] = dict(_answer(each) for each in parts if each)
    answer, words = found.pop("answer", None), found.pop("words", None)
    more: dict[str, Any] = {key: found.pop(key) for key in ("within", "excludes") if key in found}
    if isinstance(more.get("excludes"), str):
        more["excludes"] = [each.strip() for each in re.split(r"[;|,]", more["excludes"]) if each.strip()]
    if isinstance(answer, str) or isinstance(words, str):
        name = answer if isinstance(answer, str) else str(words)
        said = words if isinstance(words, str) else name
        written: Any = {"is": said, **more} if more else said
        found.setdefault("answers", {})[_id(name)] = written
    return found


def _answer(text: str) -> tuple[str, str]:
    """`wiring = In old wiring.`, or an answer whose words are its name."""
    match = _PAIR.fullmatch(text)
    return (match[1], match[2]) if match and is_id(match[1]) else (_id(text), text)


def _id(word: str) -> str:
    return word if is_id(word) else slug(word)[:40].rstrip("-") or word


class Questions:
    """Questions whose answers may stand in rows of their own."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], tuple[Row, dict[str, Any]]] = {}

    def add(self, row: Row, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Put a row to the question that it is about; keys in which it says something else, and what."""
        key = (str(record.get("incident", "")), named(str(record.get("id") or record.get("ask") or row.number)))
        if key not in self.found:
            self.found[key] = (row, record)
            return
        first, whole = self.found[key]
        answers = record.pop("answers", {})
        known = whole.setdefault("answers", {})
        for name, words in answers.items() if isinstance(answers, dict) else ():
            if known.setdefault(name, words) != words:
                yield "answer", f"the answer `{name}` stands in row {first.number} or below it, too, in other words"
        for name, value in record.items():
            if whole.setdefault(name, value) != value:
                yield name, f"the question of row {first.number} has another `{name}`"

    def whole(self) -> list[tuple[Row, dict[str, Any]]]:
        """The questions, each with the row that it began in."""
        return list(self.found.values())
