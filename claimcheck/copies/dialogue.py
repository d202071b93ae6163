"""Speech without marks of its own, as Russian prints it: lines behind a dash, and the author's words inside marks."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.characters.patterns import lazy
from claimcheck.copies.cues import Cues
from claimcheck.copies.passages import Inside, Passage, hidden

_INTERLUDE = lazy(r"[,.!?…]\s+[—–]\s+([^—–]{3,90}?)[,.]\s+[—–]\s+")
_LINE_OF_DIALOGUE = lazy(r"[—–]\s+")


def told_apart(passage: Passage, cues: Cues) -> Passage:
    """A paragraph in which «…, — said X. — …» is two quotations, and so is a line of dialogue behind a dash."""
    text = passage.text
    quoted: list[Inside] = []
    dialogue = _LINE_OF_DIALOGUE.match(text)
    if dialogue and not any(each.start < 6 for each in passage.quoted):
        speech = re.compile(r"[,.!?…]\s+[—–]\s+").search(text, dialogue.end())
        if speech is not None and cues.find(text, speech.end(), len(text)):
            quoted.append(Inside(dialogue.end(), speech.start() + 1))
            more = re.compile(r"[.,]\s+[—–]\s+").search(text, speech.end())
            if more is not None:
                quoted.append(Inside(more.end(), len(text)))
            quoted += [each for each in passage.quoted if each.start > speech.end()]
            return _again(passage, quoted)
    for each in passage.quoted:
        start = each.start
        for match in _INTERLUDE.finditer(text, each.start, each.end):
            if cues.find(text, match.start(1), match.end(1)):
                quoted.append(Inside(start, match.start() + 1))
                start = match.end()
        quoted.append(Inside(start, each.end, each.open))
    return _again(passage, quoted) if quoted != list(passage.quoted) else passage


def _again(passage: Passage, quoted: list[Inside]) -> Passage:
    return replace(passage, quoted=tuple(quoted), masked=hidden(passage.text, tuple(quoted)))
