"""Speech whose author speaks inside the marks, or that has dashes for marks, as each language prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimcheck.characters.patterns import lazy
from claimcheck.copies.cues import CYRILLIC, Cues, Language
from claimcheck.copies.passages import Inside, Passage, hidden

_BETWEEN_DASHES = lazy(r"[,.!?…]\s+[—–]\s+([^—–]{3,90}?)[,.]\s+[—–]\s+")
_BETWEEN_RAYAS = lazy(r"\s[—–](?=\w)([^—–]{3,90}?)[—–][,.;:]?\s+")
_BETWEEN_COMMAS = lazy(r",\s+([^,;:.«»]{3,60}?(?:\s(?:M|Mme|Mlle|Dr)\.[^,;:.«»]{3,60}?)?),\s+")
_LINE_OF_DIALOGUE = lazy(r"[—–]\s*(?=[\w¿¡«\"“])")
_SPEECH_ENDS = lazy(r"[,.!?…]\s+[—–]\s+")
_SPEECH_GOES_ON = lazy(r"[.,]\s+[—–]\s+")
_RAYA_BEGINS = lazy(r"\s[—–](?=\w)")
_RAYA_ENDS = lazy(r"[—–][,.;:]?\s+")
_COMMA = lazy(r"[,!?…]\s+")


def told_apart(passage: Passage, cues: Cues) -> Passage:
    """A paragraph in which «…, — said X. — …» is two quotations, and so is a line of dialogue behind a dash."""
    text = passage.text
    dialogue = _LINE_OF_DIALOGUE.match(text)
    if dialogue and not any(each.start < 6 for each in passage.quoted):
        said = list(_line(text, dialogue.end(), cues))
        if said:
            behind = said[0].end
            return _again(
                passage, [*said, *(each for each in passage.quoted if each.start > max(behind, said[-1].end))]
            )
    quoted: list[Inside] = []
    for each in passage.quoted:
        start = each.start
        for first, end in _author(text, each, cues):
            quoted.append(Inside(start, first))
            start = end
        quoted.append(Inside(start, each.end, each.open))
    return _again(passage, quoted) if quoted != list(passage.quoted) else passage


def _author(text: str, inside: Inside, cues: Cues) -> Iterator[tuple[int, int]]:
    """Where the author's own words stand inside quotation marks."""
    if cues.language is Language.ES:
        for match in _BETWEEN_RAYAS.finditer(text, inside.start, inside.end):
            if cues.find(text, match.start(1), match.end(1)):
                yield match.start(), match.end()
    elif cues.language is Language.FR:
        for match in _BETWEEN_COMMAS.finditer(text, inside.start, inside.end):
            verbs = cues.find(text, match.start(1), match.end(1))
            first = verbs[0] if verbs and verbs[0].start == match.start(1) else None
            if first is not None and (first.end < match.end(1) or cues.inverted(first.words)):
                yield match.start() + 1, match.end()
    else:
        for match in _BETWEEN_DASHES.finditer(text, inside.start, inside.end):
            if cues.find(text, match.start(1), match.end(1)) or _verb_of_speech(text, match, cues):
                yield match.start() + 1, match.end()


def _verb_of_speech(text: str, match: re.Match[str], cues: Cues) -> bool:
    """Whether what stands between dashes is a verb and a name: "— усмехнулась Олин. —"."""
    words = text[match.start(1) : match.end(1)].split()
    past = words and re.search(r"(?:л|ла|ли|в|лась|лся|вся)$", words[0]) is not None and words[0].islower()
    return cues.language in CYRILLIC and bool(past) and 2 <= len(words) <= 4 and words[1][:1].isupper()


def _line(text: str, start: int, cues: Cues) -> Iterator[Inside]:
    """The speech of a line of dialogue: up to the author's words, and again behind them."""
    if cues.language is Language.ES:
        ends, goes_on, kept = _RAYA_BEGINS, _RAYA_ENDS, 0
    elif cues.language is Language.FR:
        for match in _COMMA.finditer(text, start):
            verbs = cues.find(text, match.end(), len(text))
            if verbs and verbs[0].start == match.end():
                yield Inside(start, match.start() + 1)
                return
        return
    else:
        ends, goes_on, kept = _SPEECH_ENDS, _SPEECH_GOES_ON, 1
    speech = ends.search(text, start)
    if speech is None or not cues.find(text, speech.end(), len(text)):
        return
    yield Inside(start, speech.start() + kept)
    more = goes_on.search(text, speech.end())
    if more is not None and more.end() < len(text):
        yield Inside(more.end(), len(text))


def _again(passage: Passage, quoted: list[Inside]) -> Passage:
    return replace(passage, quoted=tuple(quoted), masked=hidden(passage.text, tuple(quoted)))
