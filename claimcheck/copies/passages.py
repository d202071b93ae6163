"""An article as paragraphs, and a paragraph as sentences and what stands in quotation marks; all by offsets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen

_BLANK = lazy(r"\n[^\S\n]*\n\s*")
MASK = "\x00"
"""Stands for every character inside quotation marks, so that no word in them is taken for one of the article's own."""

_OPENERS = "\"“«„»‘'"
_END = lazy(  # a stop, and behind it what a sentence begins with
    rf"[.!?…]+[\"”»’“')\]]*(?=\s+[({{\[—–-]?\s?(?:[{_OPENERS}]{MASK}|[{_OPENERS}]?[^\W_a-zа-яё])|\s*$)"
)
_SPACE = lazy(r"\s*")
_LAST_WORD = lazy(r"([^\s\"“«„‘'(]+)$")
_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‚": "‘’", '"': '"', "'": "'"}
_REVERSED = {**_PAIRS, "»": "«"}
del _REVERSED["«"]
_OUTWARD, _INWARD = lazy(r"(?:^|[\s(])»\w"), lazy(r"(?:^|[\s(])«\s?\w")
_TWICE_OPENS, _TWICE_CLOSES = lazy(r"(?<![\w'`])(?:''|``)(?=[\w¿¡])"), lazy(r"(?<!')''(?!')")
_SINGLE = "‘‚'"


LONGEST = 5_000
LONGEST_SINGLE = 1_000
"""Characters in which a quotation that was opened must be closed; less where the mark could be an apostrophe."""


class Inside(NamedTuple):
    """What stands between two quotation marks, without them; `open` if the second is missing."""

    start: int
    end: int
    open: bool = False


@frozen(slots=False)
class Passage:
    """One paragraph: its number from 1, where it begins in the article, its text, and what is quoted in it."""

    number: int
    start: int
    text: str
    quoted: tuple[Inside, ...]
    masked: str


def passages(text: str) -> list[Passage]:
    """The paragraphs of an article: parted by blank lines or, where it has none, by line ends."""
    found: list[Passage] = []
    text = _typed_twice(text)
    pairs = pairs_of(text)
    for start, end in _paragraphs(text):
        part = text[start:end]
        inside = tuple(quoted(part, pairs))
        found.append(Passage(len(found) + 1, start, part, inside, hidden(part, inside)))
    return found


def sentences(passage: Passage, titles: Collection[str]) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends; what ends inside quotation marks ends with them."""
    found, start = [], 0
    for match in _END.finditer(passage.masked):
        last = _LAST_WORD.search(passage.masked[max(start, match.start() - 20) : match.start()])
        word = last.group(1).lower() if last else ""
        dot = match.group().startswith(".") and not match.group().startswith("..")
        if dot and (word in titles or (len(word) == 1 and word.isalpha() and match.end() < len(passage.text))):
            continue
        found.append((start, match.end()))
        space = _SPACE.match(passage.masked, match.end())
        start = space.end() if space else match.end()
    if passage.masked[start:].strip():
        found.append((start, len(passage.masked)))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    breaks = _BLANK if _BLANK.search(text.strip()) else re.compile(r"\n\s*")
    start = 0
    for match in [*breaks.finditer(text), None]:
        end = match.start() if match else len(text)
        part = text[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = match.end() if match else end


def _typed_twice(text: str) -> str:
    """Two apostrophes that stand for one mark, as that mark and a blank outside of it: no place moves."""
    return _TWICE_CLOSES.sub('" ', _TWICE_OPENS.sub(' "', text)) if "''" in text or "``" in text else text


def pairs_of(text: str) -> Mapping[str, str]:
    """Which mark closes which: in German books »…« are the other way round."""
    return _REVERSED if len(_OUTWARD.findall(text)) > len(_INWARD.findall(text)) else _PAIRS


def quoted(text: str, pairs: Mapping[str, str] = _PAIRS) -> Iterator[Inside]:
    """What stands between quotation marks in a paragraph."""
    at = 0
    while at < len(text):
        mark = text[at]
        if mark in pairs and _opens(text, at):
            end = _closing(text, at, pairs)
            if end is not None:
                yield Inside(at + 1, end)
                at = end
            elif mark not in _SINGLE:
                yield Inside(at + 1, len(text), open=True)
                return
        at += 1


def _opens(text: str, at: int) -> bool:
    """Whether a mark opens: straight and single ones do where a word begins."""
    if text[at] in "“«„»":
        return True
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not before.isalnum() and after != "" and not after.isspace()


def _closing(text: str, at: int, pairs: Mapping[str, str]) -> int | None:
    """Where the mark that closes stands; among apostrophes the first behind a full stop or comma is preferred."""
    mark = text[at]
    closers, single = pairs[mark], mark in _SINGLE
    signs = re.compile(f"[{mark}{closers}]")
    first, depth = None, 0
    for match in signs.finditer(text, at + 1, at + (LONGEST_SINGLE if single else LONGEST)):
        place = match.start()
        if text[place] not in closers:
            depth += 1
        elif single and text[place + 1 : place + 2].isalnum():
            continue
        elif depth:
            depth -= 1
        elif not single or text[place - 1] in ".,!?…":
            return place
        elif first is None:
            first = place
    return first


def hidden(text: str, quoted: tuple[Inside, ...]) -> str:
    """The text with every quoted character hidden, but for the sign before the closing mark that ends a sentence."""
    masked = list(text)
    for inside in quoted:
        masked[inside.start : inside.end] = MASK * (inside.end - inside.start)
        stop = text[inside.start : inside.end].rstrip()[-1:]
        if stop and stop in ".!?…":
            masked[inside.end - 1] = stop
    return "".join(masked)
