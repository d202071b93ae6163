"""What a quote leaves out of its own sentence: how the sentence began before it, and how it goes on behind.

Most quotes are parts of sentences. Where the rest holds a negation, a condition or a contrast, what was meant may be
another thing than what is quoted. Words of it are data, by language: `turns/words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from claimcheck.copies.passages import Inside, Passage, hidden, pairs_of, quoted, sentences
from claimcheck.frozen import frozen
from claimcheck.model.language import primary

LONGEST = 600
"""Characters of a rest; a sentence that goes on for longer is a list, or no sentence."""
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "capt",
        "sgt",
        "lt",
        "st",
        "no",
        "u.s",
        "г",
        "им",
        "ул",
        "тыс",
        "млн",
        "mme",
    ]
)
_SIGNS = "\"'“”„«»‘’‚‛‟‹›"


class RestTurn(StrEnum):
    """What the rest of a sentence can do to the words that are quoted from it."""

    NEGATION = "negation"
    CONDITION = "condition"
    CONTRAST = "contrast"


@frozen
class RestOfSentence:
    """What stands before and behind a quote in its sentence, and what in it turns it, with the words that do."""

    before: str
    after: str
    turns: tuple[RestTurn, ...]
    words: tuple[str, ...]


def rest_of(text: str, start: int, end: int, language: str | None) -> RestOfSentence | None:
    """The rest of the sentence in which characters of a text stand; None where they are all of it.

    Behind a quotation mark that closes right after them the words are the article's own: only what is quoted further on
    in the same sentence is the speaker's, and is a part of the rest.
    """
    first, last = _paragraph(text, start, end)
    part = text[first:last]
    marks = tuple(quoted(part, pairs_of(part)))
    passage = Passage(1, first, part, marks, hidden(part, marks))
    inside = next((each for each in marks if each.start <= start - first < each.end), None)
    if inside is None:
        opens, closes = _sentence(passage, start - first, end - first)
        before, after = part[opens : start - first], part[end - first : closes]
    else:
        before, after = _quoted_rest(passage, inside, start - first, end - first)
    before, after = _tidy(before[-LONGEST:]), _tidy(after[:LONGEST])
    if not _has_words(before) and not _has_words(after):
        return None
    turns, words = _turns(f"{before} | {after}", language)
    return RestOfSentence(before if _has_words(before) else "", after if _has_words(after) else "", turns, words)


def _quoted_rest(passage: Passage, inside: Inside, start: int, end: int) -> tuple[str, str]:
    """The rest of a sentence that somebody speaks: inside its marks, and where the same sentence is taken up again."""
    text = passage.text
    spoken = text[inside.start : inside.end]
    opens, closes = _sentence(Passage(1, 0, spoken, (), spoken), start - inside.start, end - inside.start)
    before, after = text[inside.start + opens : start], text[end : inside.start + closes]
    if inside.start + closes >= inside.end and not re.search(r"[.!?…]\W*$", text[max(0, inside.end - 2) : inside.end]):
        _, until = _sentence(passage, inside.start, inside.end)
        more = [text[each.start : each.end] for each in passage.quoted if inside.end < each.start <= until]
        after = " … ".join(filter(None, [after, *more[:1]]))
    return before, after


def _sentence(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentences go in which characters stand."""
    found = sentences(passage, _TITLES) or [(0, len(passage.text))]
    opens = max((first for first, _ in found if first <= start), default=0)
    closes = min((last for _, last in found if last >= end), default=len(passage.text))
    return opens, closes


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n\n", max(0, start - 5_000), start)
    last = text.find("\n\n", end, end + 5_000)
    return (first + 2 if first >= 0 else max(0, start - 5_000)), (last if last >= 0 else min(len(text), end + 5_000))


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(f" {_SIGNS}")


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _turns(text: str, language: str | None) -> tuple[tuple[RestTurn, ...], tuple[str, ...]]:
    pattern = _patterns(primary(language) or None)
    turns, words = [], []
    for turn, each in pattern.items():
        found = [match.group().strip() for match in each.finditer(text.replace("’", "'"))]
        if found:
            turns.append(turn)
            words += found
    return tuple(turns), tuple(dict.fromkeys(words))


@lru_cache
def _patterns(language: str | None) -> dict[RestTurn, re.Pattern[str]]:
    """What turns a sentence in a language; in one that is not known, what does so in any of them."""
    data = tomllib.loads((files("claimcheck.copies") / "turns" / "words.toml").read_text(encoding="utf-8"))
    tables = [data[language]] if language in data else list(data.values())
    return {turn: _any([word for table in tables for word in table[turn.value]]) for turn in RestTurn}


def _any(words: list[str]) -> re.Pattern[str]:
    spelled = sorted(set(words), key=lambda each: (-len(each), each))
    inner = "|".join(_spelled(each) for each in spelled)
    return re.compile(rf"(?:{inner})", re.IGNORECASE)


def _spelled(word: str) -> str:
    stem = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
    if word.startswith("n't"):
        return rf"{stem}\b"
    if word.endswith("'"):
        return rf"(?<!\w){stem}"
    return rf"(?<!\w){stem}" + (r"\w*" if word.endswith("*") else r"(?![\w'])")
