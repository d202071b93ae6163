"""The path of a position in words: `taken 27 Jan → left 29 Jan (unnamed source)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from claimcheck.pages.dates import day
from claimcheck.pages.phrases import answer_label, flavour, listed
from claimcheck.reasoning.positions import Step


class _Label(NamedTuple):
    """One step of a path: the answer, how it is taken, and remarks on that."""

    answer: str
    how: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Paths:
    """Puts steps on one question into words; `unnamed` tells whether a claim's speaker is not named."""

    kind: str
    unit: str | None
    unnamed: Callable[[str], bool]

    def words(self, steps: Iterable[Step]) -> str:
        """A path with days; what was said once more in the same way is not repeated."""
        found = list(steps)
        years = {step.day.text[:4] for step in found if step.day is not None}
        parts: list[str] = []
        before: list[_Label] = []
        for when, group in groupby(found, key=lambda step: day(step.day, year=len(years) > 1)):
            labels = self._labels(list(group))
            if labels != before:
                parts.append(_stage(labels, when))
            before = labels
        return " → ".join(parts)

    def _labels(self, steps: list[Step]) -> list[_Label]:
        """What was taken on one day, each answer once: as plainly as anybody took it that day."""
        plain = {(step.answer, step.polarity) for step in steps if not flavour(step.stance)}
        shown = [step for step in steps if not flavour(step.stance) or (step.answer, step.polarity) not in plain]
        return list(dict.fromkeys(self._label(step) for step in shown))

    def _label(self, step: Step) -> _Label:
        return _Label(
            answer_label(self.kind, step.answer, step.polarity, self.unit),
            flavour(step.stance),
            ("taken back",) * step.replaced + ("unnamed source",) * self.unnamed(step.claim),
        )


def _stage(labels: list[_Label], when: str) -> str:
    """What was said on one day: `left, by implication, 17 Mar`, or `left (unnamed source) and taken 29 Jan`."""
    if len(labels) == 1:
        answer, how, remarks = labels[0]
        said = f"{answer}, {how}, {when}" if how else f"{answer} {when}"
        return said + "".join(f" ({each})" for each in remarks)
    brackets = [", ".join(filter(None, (each.how, *each.remarks))) for each in labels]
    said = listed(
        f"{each.answer} ({inside})" if inside else each.answer for each, inside in zip(labels, brackets, strict=True)
    )
    return f"{said} {when}"
