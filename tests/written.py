"""Files of an invented place, written in every style that a person might use."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

_LETTERS = "abcdefgh0123456789"
ids = st.text(_LETTERS, min_size=1, max_size=6).map(lambda word: f"{word}-x" if len(word) % 2 else word)
awkward = st.sampled_from(
    [
        "NO",
        "on",
        "12:30",
        "017",
        "2031-03-04",
        "1e3",
        "~",
        "He [sic] left",
        "a: b",
        "a #b",
        "- x",
        "'",
        '"',
        "{}",
        "a, b",
    ]
)
plain = st.text("abc ДЖ'\"#:,[]{}-?!&*|>%@`\\é😀", min_size=1, max_size=40)
lines = st.lists(st.text("abc 'é\"\\", min_size=1, max_size=12).map(str.strip), min_size=2, max_size=4).map("\n".join)
words = st.one_of(awkward, plain, plain, lines).filter(lambda text: bool(text.strip()))
dates = st.sampled_from(["2031", "2031-03", "2031-03-04", "2031-03-XX", "2031-03~", "2031-03-04/..", "0099"])


def _record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


_lists = st.lists(ids, max_size=3)
stances = _record(
    {},
    {
        "asserts": st.dictionaries(ids, st.one_of(ids, _lists, dates, st.just("100/..")), min_size=1, max_size=2),
        "denies": st.dictionaries(ids, ids, min_size=1, max_size=2),
        "withholds": _lists,
        "comments": st.lists(st.one_of(ids, ids.map("claim:{}".format)), max_size=2),
    },
)
claims = _record(
    {"id": ids, "speaker": ids, "source": ids, "stance": stances, "quote": words},
    {"note": words, "said": dates, "via": _lists, "draft": st.sampled_from(["true", "false"]), "as": words},
)
sources = _record(
    {"publisher": words},
    {"published": dates, "title": words, "derived_from": _lists, "note": words, "language": st.just("no")},
)
questions = _record(
    {"ask": words}, {"answers": st.dictionaries(ids, words, max_size=3), "kind": st.just("date"), "note": words}
)
incidents = _record(
    {
        "title": words,
        "questions": st.dictionaries(ids, questions, max_size=3),
        "claims": st.lists(claims, max_size=4, unique_by=lambda claim: str(claim["id"])),
    },
    {
        "date": dates,
        "countries": st.just(["NO"]),
        "sources": st.dictionaries(ids, sources, max_size=3),
        "terms": st.dictionaries(ids, st.dictionaries(ids, st.just(["kidnap*", "on"]), max_size=2), max_size=2),
        "summary": words,
        "note": words,
    },
)


def written(tree: dict[str, Any], seed: int) -> bytes:
    """A tree as a text in a style of chance: order of keys, brackets, quotation marks, comments, line ends."""
    chance = random.Random(seed)  # noqa: S311
    step = chance.choice([2, 2, 2, 3, 4])
    out: list[str] = []
    if chance.random() < 0.3:
        out.append("# yaml-language-server: $schema=../schema/incident.json")
    if chance.random() < 0.1:
        out.append("---")
    _mapping(tree, 0, step, chance, out)
    if chance.random() < 0.2:
        out.append("# the end")
    text = "\n".join(out) + ("" if chance.random() < 0.1 else "\n")
    if chance.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return (("\ufeff" if chance.random() < 0.1 else "") + text).encode()


def _noise(column: int, chance: random.Random, out: list[str]) -> None:
    while chance.random() < 0.15:
        out.append(chance.choice(["", " ", " " * column + "# a remark: [sic]", " " * column + "#"]))


def _trail(chance: random.Random) -> str:
    return chance.choice(["", "", "", "", "  ", " # why", "     # aligned: {x}"])


def _mapping(tree: dict[str, Any], column: int, step: int, chance: random.Random, out: list[str]) -> None:
    keys = list(tree)
    if chance.random() < 0.5:
        chance.shuffle(keys)
    for key in keys:
        _noise(column, chance, out)
        name = _scalar(key, chance)
        _value(" " * column + name + chance.choice([":", ":", ":", " :"]), tree[key], column, step, chance, out)


def _value(before: str, value: Any, column: int, step: int, chance: random.Random, out: list[str]) -> None:  # noqa: ANN401
    gap = chance.choice([" ", " ", " ", "   "])
    if isinstance(value, str):
        parts = value.split("\n")
        held = parts[0] and parts[-1] and all(part == part.strip() for part in parts)
        if len(parts) > 1 and held and chance.random() < 0.5:
            mark = chance.choice(["|-", f"|{step}-", "|- # a block"])
            out.append(f"{before}{gap}{mark}")
            out.extend(" " * (column + step) + part if part else "" for part in parts)
            if chance.random() < 0.5:
                out.append("")
            return
        text = _scalar(value, chance)
        if text.startswith('"') and " " in value and chance.random() < 0.3 and "\\" not in text:
            head, _, tail = text.partition(" ")
            if tail and not tail.startswith(" ") and not head.endswith(" "):
                out.append(f"{before}{gap}{head}")
                out.append(" " * (column + step) + tail + _trail(chance))
                return
        out.append(f"{before}{gap}{text}{_trail(chance)}")
        return
    if not value and chance.random() < 0.5 and isinstance(value, dict):
        out.append(f"{before}{gap}{{}}{_trail(chance)}")
    elif not value or (chance.random() < 0.3 and "\n" not in str(value)):
        out.append(f"{before}{gap}{_flow(value, chance)}{_trail(chance)}")
    elif isinstance(value, dict):
        out.append(before + _trail(chance))
        _mapping(value, column + step, step, chance, out)
    else:
        out.append(before + _trail(chance))
        inner = column + chance.choice([0, step]) if before.strip() != "-" else column + step
        for each in value:
            _noise(inner, chance, out)
            _item(each, inner, step, chance, out)


def _item(value: Any, column: int, step: int, chance: random.Random, out: list[str]) -> None:  # noqa: ANN401
    if isinstance(value, dict) and value and chance.random() < 0.8:
        inner: list[str] = []
        _mapping(value, column + 2, step, chance, inner)
        first = next(at for at, line in enumerate(inner) if line.strip() and not line.lstrip().startswith("#"))
        out.extend(inner[:first])
        out.append(" " * column + "- " + inner[first][column + 2 :])
        out.extend(inner[first + 1 :])
    else:
        _value(" " * column + "-", value, column, step, chance, out) if isinstance(value, str) else out.append(
            " " * column + "- " + _flow(value, chance) + _trail(chance)
        )


def _flow(value: Any, chance: random.Random) -> str:  # noqa: ANN401
    pad = chance.choice(["", "", " "])
    if isinstance(value, str):
        return _scalar(value, chance)
    comma = chance.choice([", ", ",", " , "])
    if isinstance(value, dict):
        inner = comma.join(f"{_scalar(key, chance)}: {_flow(each, chance)}" for key, each in value.items())
        return "{" + pad + inner + pad + "}"
    return "[" + pad + comma.join(_flow(each, chance) for each in value) + pad + "]"


def _scalar(text: str, chance: random.Random) -> str:
    kind = chance.choice(["plain", "plain", "single", "double"])
    safe = all(each.isalnum() or each in " -" for each in text) and text == text.strip() and not text.startswith("-")
    if kind == "plain" and safe and text:
        return text
    if kind == "single" and "\n" not in text and all(each.isprintable() for each in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
