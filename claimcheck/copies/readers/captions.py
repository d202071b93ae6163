"""Captions: WebVTT and SubRip (.srt). The place of words is the time at which they are spoken.

Automatic captions roll: each cue repeats the line before it, and each word has its time. A line that the cue before
showed last is not said again; times and styles inside a line are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.plain import decoded_text
from claimcheck.copies.readers.reading import CopyKind, PlaceMark, PlaceUnit, Reading
from claimcheck.copies.unreadable import UnreadableCopy

_TIMES = lazy(r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_TAG = lazy(r"</?[A-Za-z][^<>]*>|</?\d[\d:.]*>|\{\\[^{}]*\}")


def are_captions(head: str) -> bool:
    """Whether a text begins as captions do."""
    if re.match(r"\ufeff?WEBVTT(?:\s|$)", head):
        return True
    return re.match(r"\ufeff?\s*\d+\s*\n\s*\d+:\d{2}:\d{2}[.,]\d{1,3}\s+-->", head) is not None


def read_captions(data: bytes) -> Reading:
    """What is said in captions, in one piece, with the time of each cue.

    Raises:
        UnreadableCopy: it is not text, or there is not one cue in it.
    """
    text = decoded_text(data)
    pieces: list[str] = []
    marks: list[PlaceMark] = []
    size = 0
    shown: list[str] = []
    cues = 0
    for time, lines in _cues(text, escaped="WEBVTT" in text[:20]):
        cues += 1
        new = lines if not shown else _unsaid(lines, shown)
        shown = lines or shown
        if new:
            marks.append(PlaceMark(size, time))
            piece = "\n".join(new) + "\n"
            pieces.append(piece)
            size += len(piece)
    if not cues:
        raise UnreadableCopy("there is not one caption in it")
    return Reading(CopyKind.CAPTIONS, "".join(pieces), PlaceUnit.TIME, tuple(marks))


def _unsaid(lines: list[str], shown: list[str]) -> list[str]:
    """The lines of a cue without those at its beginning that stood at the end of the cue before."""
    for length in range(min(len(lines), len(shown)), 0, -1):
        if lines[:length] == shown[-length:]:
            return lines[length:]
    return lines


def _cues(text: str, *, escaped: bool) -> Iterator[tuple[str, list[str]]]:
    """Each cue: when it begins, and its lines without what is no word.

    An empty line ends a cue; one of a space alone does not, for that is how rolling captions begin.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [at for at, line in enumerate(lines) if _TIMES.match(line)]
    for at in starts:
        match = _TIMES.match(lines[at])
        spoken: list[str] = []
        for number in range(at + 1, len(lines)):  # not a slice, which would be copied for each cue
            line = lines[number]
            if not line or _TIMES.match(line) or _begins_another(lines, number):
                break
            spoken.append(_spoken(line, escaped=escaped))
        yield _time(match.group(1)) if match else "", [each for each in spoken if each]


def _begins_another(lines: list[str], number: int) -> bool:
    """Whether a line is the number of the next cue, which some programs part by no empty line."""
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return lines[number].strip().isdigit() and _TIMES.match(following) is not None


def _spoken(line: str, *, escaped: bool) -> str:
    line = _TAG.sub("", line)
    return " ".join((html.unescape(line) if escaped else line).split())


def _time(written: str) -> str:
    """`01:05.250` as `00:01:05`."""
    parts = re.split("[.,]", written)[0].split(":")
    return ":".join(f"{int(each):02}" for each in ["0", *parts][-3:])
