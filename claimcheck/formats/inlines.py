"""What every format of pages does to a line before anything else: the same words, safe to show on one line."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote as percent_encoded

from claimcheck.blocks import Cell, Inline, Line, Style, Text
from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy

_WEB = lazy(r"https?://", re.IGNORECASE)
_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def tidy(line: Line) -> Line:
    """`line` with its text made visible and its white space single, inside runs and between them, and none at the ends.

    Neighbouring plain runs become one, so that no format has to think of a word that was cut in two.
    """
    runs: list[Inline] = []
    space = False
    for inline in line:
        words = one_line(inline.text)
        space = space or inline.text[:1].isspace()
        if words:
            if space and runs:
                _add(runs, Text(" "))
            _add(runs, inline if words == inline.text else replace(inline, text=words))
            space = False
        space = space or inline.text[-1:].isspace()
    return tuple(runs)


def trimmed(cell: Cell) -> Cell:
    """`cell` without empty lines at its ends; those between two others are air."""
    full = [number for number, line in enumerate(cell) if any(each.text.strip() for each in line)]
    return cell[full[0] : full[-1] + 1] if full else ()


def marked(run: Text) -> str:
    """The words of a run, with the marks that tell inserted and deleted ones where there is neither colour nor line."""
    match run.style:
        case Style.INSERTED:
            return f"{{+{run.text}+}}"
        case Style.DELETED:
            return f"[-{run.text}-]"
        case _:
            return run.text


def is_web(target: str) -> bool:
    """Whether `target` is an address on the web."""
    return _WEB.match(target) is not None


def may_link(target: str) -> bool:
    """Whether a reader may be led to `target`: the web, a place in the page or a relative path, and no other scheme."""
    return target != "" and (is_web(target) or not _SCHEME.match(target))


def address(target: str) -> str:
    """A target with everything percent-encoded that could end it or be read as something else.

    What a browser would skip over (spaces and line breaks before or inside `javascript:`) thereby becomes part of a
    harmless path.
    """
    return percent_encoded(target, safe="/:?#@!&'+,;=%~-._", errors="backslashreplace")


def _add(runs: list[Inline], inline: Inline) -> None:
    last = runs[-1] if runs else None
    if isinstance(last, Text) and isinstance(inline, Text) and last.style == inline.style == Style.PLAIN:
        runs[-1] = Text(last.text + inline.text)
    else:
        runs.append(inline)
