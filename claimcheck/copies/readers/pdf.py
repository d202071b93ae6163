"""PDF, page by page; pypdfium2 reads it in a process of its own, which has limits of memory and of time.

It is the one process that a library's own call may start unasked: what it reads is the most hostile of formats, and
what reads it is written in C++.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.reading import Aside, CopyKind, Known, Passed, PlaceMark, PlaceUnit, Reading
from claimcheck.copies.unreadable import UnreadableCopy

MOST_WAIT = 90
"""Seconds that are waited for a PDF."""
_PROGRAM = Path(__file__).with_name("pdf_apart.py")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_EDGE = 2
"""Lines at the top and at the foot of a page among which headers and footers are looked for."""


def read_pdf(data: bytes) -> Reading:
    """The pages of a PDF; lines that come again on other pages, at their edges, may be passed over.

    Raises:
        UnreadableCopy: pypdfium2 is not there, or the file cannot be read, or has no words, or runs from right to left.
    """
    if find_spec("pypdfium2") is None:
        raise UnreadableCopy("reading PDF needs `pip install claimcheck-ledger[evidence]`")
    told = _read_apart(data)
    pages = [_page(each) for each in told["pages"]]
    recurring = _recurring(pages)
    pieces: list[str] = []
    marks: list[PlaceMark] = []
    passed: list[Passed] = []
    size = 0
    for number, lines in enumerate(pages, start=1):
        marks.append(PlaceMark(size, str(number)))
        for at, line in enumerate(lines):
            if _at_edge(at, lines) and _shape(line) in recurring:
                passed.append(Passed(size, size + len(line) + 1, Aside.FURNITURE))
            pieces.append(line + "\n")
            size += len(line) + 1
    text = "".join(pieces)
    if not text.strip():
        raise UnreadableCopy("there are no words in it: its pages may be pictures")
    turned = len(_RIGHT_TO_LEFT.findall(text))
    if turned * 2 > sum(map(str.isalpha, text)):
        raise UnreadableCopy("its text runs from right to left, which cannot be verified from a PDF")
    remarks = ("words that run from right to left cannot be verified from a PDF",) if turned else ()
    return Reading(
        CopyKind.PDF, text, PlaceUnit.PAGE, tuple(marks), tuple(_merged(passed)), known=_known(told), remarks=remarks
    )


def _read_apart(data: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            capture_output=True,
            check=False,
            timeout=MOST_WAIT,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableCopy(f"it took more than {MOST_WAIT} seconds to read") from error
    except OSError as error:
        raise UnreadableCopy(f"no process can be started to read it: {error.strerror}") from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableCopy("what reads PDF came to grief over it, or met its limits") from error
    if "error" in told:
        raise UnreadableCopy(str(told["error"]))
    found: dict[str, Any] = told
    return found


def _page(text: str) -> list[str]:
    """The lines of a page; a hyphen that parts a word at a line's end is one again."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("\ufffe\n?", "\u2010\n", lines).split("\n")


def _recurring(pages: list[list[str]]) -> frozenset[str]:
    """The shapes of lines that stand at the edges of several pages: of all of two, of a third of more."""
    counted: Counter[str] = Counter()
    for lines in pages:
        counted.update({_shape(line) for at, line in enumerate(lines) if _at_edge(at, lines) and line.strip()})
    least = max(2, len(pages) // 3)
    return frozenset(shape for shape, times in counted.items() if times >= least)


def _at_edge(at: int, lines: list[str]) -> bool:
    return at < _EDGE or at >= len(lines) - _EDGE


def _shape(line: str) -> str:
    """A line without its numbers."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _merged(passed: list[Passed]) -> list[Passed]:
    """Neighbouring lines of furniture as one: the foot of a page and the head of the next."""
    found: list[Passed] = []
    for each in passed:
        if found and found[-1].end == each.start:
            found[-1] = Passed(found[-1].start, each.end, each.what)
        else:
            found.append(each)
    return found


def _known(told: dict[str, Any]) -> Known:
    """What the file says of itself; the day it was made is that of the copy, not of what it is a copy of."""
    return Known(
        title=str(told.get("title") or "").strip() or None,
        author=str(told.get("author") or "").strip() or None,
    )
