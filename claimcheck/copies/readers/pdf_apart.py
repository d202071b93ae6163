"""Reads a PDF from stdin and writes its pages to stdout, as JSON: a program of its own, started with limits.

It is run by its path and imports nothing of the package. What it says is
`{"pages": [...], "title": ..., "author": ...}`, or `{"error": "..."}`.
"""

from __future__ import annotations

import json
import resource
import sys

MOST_MEMORY = 1_200_000_000
"""Bytes of address space; one stream of 800 MB took half as much again."""
MOST_SECONDS = 60
"""Of the processor."""
MOST_PAGES = 3_000
MOST_CHARACTERS = 20_000_000
_SMALLER = 0.85
"""A raised digit is set in no more than this part of the size of what it follows."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def main() -> None:
    """Read, write, and be gone."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        resource.setrlimit(what, (most if ceiling == resource.RLIM_INFINITY else min(most, ceiling),) * 2)
    try:
        answer = read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"error": "it needs more memory than a copy may take"}
    json.dump(answer, sys.stdout)


def read(data: bytes) -> dict[str, object]:
    """The pages of a PDF and what it says of itself."""
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - within the limits

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        return {"error": "it is encrypted" if locked else "it is no PDF that can be read"}
    if len(document) > MOST_PAGES:
        return {"error": f"it has {len(document):,} pages, more than {MOST_PAGES:,}"}
    pages: list[str] = []
    size = 0
    for number in range(len(document)):
        try:
            pages.append(page_text(document[number]))
        except PdfiumError:
            pages.append("")
        size += len(pages[-1])
        if size > MOST_CHARACTERS:
            return {"error": f"it has more than {MOST_CHARACTERS:,} characters"}
    told = document.get_metadata_dict()
    return {
        "pages": pages,
        "title": told.get("Title"),
        "author": told.get("Author"),
    }


def page_text(page: object) -> str:
    """The text of a page, raised digits as such: in a PDF nothing else tells the mark of a note from a digit."""
    from pypdfium2 import raw  # noqa: PLC0415

    words = page.get_textpage()  # type: ignore[attr-defined]
    text: str = words.get_text_range()
    if words.count_chars() != len(text):
        return text  # characters beyond the first plane: places cannot be told
    characters = list(text)
    for at in range(1, len(text)):
        if not "0" <= text[at] <= "9" or text[at - 1].isspace():
            continue
        base = at - 1
        while base > 0 and characters[base] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            base -= 1
        size = raw.FPDFText_GetFontSize(words.raw, base)
        if size and raw.FPDFText_GetFontSize(words.raw, at) <= size * _SMALLER and _above(words, at, base, size):
            characters[at] = text[at].translate(_RAISED)
    return "".join(characters)


def _above(words: object, at: int, base: int, size: float) -> bool:
    """Whether a character stands higher than another, by a part of its size."""
    bottom: float = words.get_charbox(at, loose=True)[1]  # type: ignore[attr-defined]
    other: float = words.get_charbox(base, loose=True)[1]  # type: ignore[attr-defined]
    return bottom > other + size * 0.1


if __name__ == "__main__":
    main()
