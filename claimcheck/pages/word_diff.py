"""Two wordings as one line, with what stands in one of them only marked as such."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.blocks import Inline, Line, Style, Text, line
from claimcheck.reasoning.word_diff import Segment


def differing(segments: Iterable[Segment]) -> Line:
    """The words of both; what only the first has is deleted, what only the other has inserted."""
    runs: list[Inline] = []
    for each in segments:
        if each.same:
            runs.append(Text(each.one))
        else:
            runs += [Text(each.one, Style.DELETED)] if each.one else []
            runs += [Text(" ")] if each.one and each.other else []
            runs += [Text(each.other, Style.INSERTED)] if each.other else []
        runs.append(Text(" "))
    return line(*runs[:-1])
