"""The path of a position in words: `They took him (27 Jan) → He left (29 Jan, unnamed source)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from claimcheck.frozen import frozen
from claimcheck.model.stance import Polarity
from claimcheck.pages.dates import bounded
from claimcheck.pages.phrases import TAKEN_BACK, Answers, after
from claimcheck.reasoning.positions import Step, StepKind

THEN = " → "
UNNAMED = "unnamed source"
UNORDERED = " / "
"""Between two stages of which neither is surely the later."""


_KINDS = {
    StepKind.ADDED: "adds",
    StepKind.SHIFT: "shift",
    StepKind.STAGE: "then",
    StepKind.VARIES: "but also",
    StepKind.TAKEN_BACK: "takes back",
}
"""What a step is beside those before it, where that is more than the first word or the same once more."""


class _Label(NamedTuple):
    """One step of a path: what it is, the answer with how it is taken, and remarks on that."""

    kind: str
    words: str
    remarks: tuple[str, ...]


@frozen(slots=False)
class Paths:
    """Puts steps on one question into words; `unnamed` tells whether a claim's speaker is not named.

    The year is said of the first day; of all where they are of several years, or `years` wants it. A day that is an
    answer is told from that of its claim.
    """

    answers: Answers
    unnamed: Callable[[str], bool]
    years: bool = False

    def words(self, steps: Iterable[Step]) -> str:
        """A path with days, an arrow only to what is surely later; what was said once more the same way is left out."""
        found = list(steps)
        years = self.years or of_several_years(found)
        path, before = "", list[_Label]()
        last: Step | None = None
        for _, group in groupby(found, key=lambda step: bounded(step.day, step.by)):
            steps_then = list(group)
            when = bounded(steps_then[0].day, steps_then[0].by, year=years or not path)
            labels = self._labels(steps_then)
            if [each[1:] for each in labels] != [each[1:] for each in before]:
                later = last is None or last.when.surely_before(steps_then[0].when)
                path += f"{(THEN if later else UNORDERED) if path else ''}{_stage(labels, self._said(when))}"
            before, last = labels, steps_then[-1]
        return path

    def _said(self, when: str) -> str:
        """The day of a stage, told from an answer that is a day or a number itself."""
        return when if self.answers.kind == "choice" else f"said {when}"

    def _labels(self, steps: list[Step]) -> list[_Label]:
        """What was taken on one day, each answer once: as plainly as anybody took it that day."""
        least: dict[tuple[str, Polarity], int] = {}
        for step in steps:
            taken = (step.answer, step.polarity)
            least[taken] = min(step.stance.plainness, least.get(taken, step.stance.plainness))
        shown = [step for step in steps if step.stance.plainness == least[step.answer, step.polarity]]
        labels: dict[tuple[str, ...], _Label] = {}
        for step in shown:
            label = self._label(step)
            labels.setdefault((label.words, *label.remarks), label)
        named = {each.words for each in labels.values() if not each.remarks}  # by name, and then nobody unnamed
        return [each for each in labels.values() if each.remarks != (UNNAMED,) or each.words not in named]

    def _label(self, step: Step) -> _Label:
        bare = step.stance.polarity is None  # it takes back, and takes no new position
        return _Label(
            _KINDS.get(step.kind, ""),
            self.answers.words(step.answer) if bare else self.answers.taken(step.stance, step.answer),
            (TAKEN_BACK,) * step.replaced + (UNNAMED,) * self.unnamed(step.claim),
        )


def of_several_years(steps: Iterable[Step]) -> bool:
    """Whether the days of some steps lie in more than one year, or any of them may."""
    days = [step.day for step in steps if step.day is not None]
    return len({end.year for day in days for end in (day.earliest, day.latest) if end is not None}) > 1


def _stage(labels: list[_Label], when: str) -> str:
    """What was said on one day: `Anna left (29 Jan, unnamed source); Anna was taken (29 Jan)`."""
    return "; ".join(
        f"{after(each.kind, each.words) if each.kind else each.words} ({', '.join((when, *each.remarks))})"
        for each in labels
    )
