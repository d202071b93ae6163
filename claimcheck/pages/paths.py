"""The path of a position in words: `They took him (27 Jan) → He left (29 Jan, unnamed source)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from claimcheck.model.stance import Polarity
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import TAKEN_BACK, Answers, plainness
from claimcheck.reasoning.positions import Step
from claimcheck.reasoning.statements import surely_before

THEN = " → "
UNORDERED = " / "
"""Between two stages of which neither is surely the later."""


class _Label(NamedTuple):
    """One step of a path: the answer with how it is taken, and remarks on that."""

    words: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Paths:
    """Puts steps on one question into words; `unnamed` tells whether a claim's speaker is not named.

    Years are said where the steps are of several, or always. A day that is an answer is told from that of its claim.
    """

    answers: Answers
    unnamed: Callable[[str], bool]
    years: bool = False

    def words(self, steps: Iterable[Step]) -> str:
        """A path with days, an arrow only to what is surely later; what was said once more the same way is left out."""
        found = list(steps)
        years = self.years or of_several_years(found)
        path, before, last = "", list[_Label](), None
        for when, group in groupby(found, key=lambda step: day(step.day, year=years)):
            steps_then = list(group)
            labels = self._labels(steps_then)
            if labels != before:
                later = last is None or surely_before(last, steps_then[0].day)
                path += f"{(THEN if later else UNORDERED) if path else ''}{_stage(labels, self._said(when))}"
            before, last = labels, steps_then[-1].day
        return path

    def _said(self, when: str) -> str:
        """The day of a stage, told from an answer that is a day or a number itself."""
        return when if self.answers.kind == "choice" else f"said {when}"

    def _labels(self, steps: list[Step]) -> list[_Label]:
        """What was taken on one day, each answer once: as plainly as anybody took it that day."""
        least: dict[tuple[str, Polarity], int] = {}
        for step in steps:
            taken = (step.answer, step.polarity)
            least[taken] = min(plainness(step.stance), least.get(taken, plainness(step.stance)))
        shown = [step for step in steps if plainness(step.stance) == least[step.answer, step.polarity]]
        return list(dict.fromkeys(self._label(step) for step in shown))

    def _label(self, step: Step) -> _Label:
        return _Label(
            self.answers.taken(step.stance, step.answer),
            (TAKEN_BACK,) * step.replaced + ("unnamed source",) * self.unnamed(step.claim),
        )


def of_several_years(steps: Iterable[Step]) -> bool:
    """Whether the days of some steps lie in more than one year, or any of them may."""
    days = [step.day for step in steps if step.day is not None]
    return len({end.year for day in days for end in (day.earliest, day.latest) if end is not None}) > 1


def _stage(labels: list[_Label], when: str) -> str:
    """What was said on one day: `Anna left (29 Jan, unnamed source); Anna was taken (29 Jan)`."""
    return "; ".join(f"{each.words} ({', '.join((when, *each.remarks))})" for each in labels)
