"""The path of a position in words: `taken 27 Jan → left 29 Jan (unnamed source)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from claimcheck.pages.dates import day
from claimcheck.pages.phrases import answer_label, flavour, listed
from claimcheck.reasoning.positions import Step
from claimcheck.reasoning.statements import surely_before

THEN = " → "
UNORDERED = " / "
"""Between two stages of which neither is surely the later."""


class _Label(NamedTuple):
    """One step of a path: the answer, how it is taken, and remarks on that."""

    answer: str
    how: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Paths:
    """Puts steps on one question into words; `unnamed` tells whether a claim's speaker is not named.

    Years are said where the steps are of several, or always. A day that is an answer is told from that of its claim.
    """

    kind: str
    unit: str | None
    unnamed: Callable[[str], bool]
    years: bool = False

    def words(self, steps: Iterable[Step]) -> str:
        """A path with days, an arrow only to what is surely later; what was said once more the same way is left out."""
        found = list(steps)
        years = self.years or of_several_years(found)
        path, before, last = "", list[_Label](), None
        for when, group in groupby(found, key=lambda step: day(step.day, year=years, by=step.by)):
            steps_then = list(group)
            labels = self._labels(steps_then)
            if labels != before:
                later = last is None or surely_before(last, steps_then[0].day)
                path += f"{(THEN if later else UNORDERED) if path else ''}{_stage(labels, self._said(when))}"
            before, last = labels, steps_then[-1].day
        return path

    def _said(self, when: str) -> str:
        """The day of a stage, told from an answer that is a day or a number itself."""
        return when if self.kind == "choice" else f"(said {when})"

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


def of_several_years(steps: Iterable[Step]) -> bool:
    """Whether the days of some steps lie in more than one year, or any of them may."""
    days = [step.day for step in steps if step.day is not None]
    return len({end.year for day in days for end in (day.earliest, day.latest) if end is not None}) > 1


def _stage(labels: list[_Label], when: str) -> str:
    """What was said on one day: `left, by implication, 17 Mar`, or `left (unnamed source) and taken 29 Jan`."""
    if len(labels) == 1:
        answer, how, remarks = labels[0]
        said = f"{answer}, {how}{' ' if when.startswith('(') else ', '}{when}" if how else f"{answer} {when}"
        return said + "".join(f" ({each})" for each in remarks)
    brackets = [", ".join(filter(None, (each.how, *each.remarks))) for each in labels]
    said = listed(
        f"{each.answer} ({inside})" if inside else each.answer for each, inside in zip(labels, brackets, strict=True)
    )
    return f"{said} {when}"
