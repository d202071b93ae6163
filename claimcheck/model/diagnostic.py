"""What is wrong with the data, as a value."""

from __future__ import annotations

from enum import StrEnum

from claimcheck.characters import one_line
from claimcheck.frozen import frozen
from claimcheck.model.location import Location, Path


class Severity(StrEnum):
    """How much a diagnostic matters: an error keeps its incident from being shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@frozen
class Diagnostic:
    """One problem: where, how grave, by which rule, what was found and expected, and a hint.

    `incident` is the incident whose answer it spoils; None where it touches every incident. `path` leads to the value
    in its file, or to its key if `at_key`; empty where the file as a whole, or no value of it, is meant. `replacements`
    (what, by what) would mend the text there, where that takes no judgement; `candidates` are words of which one may
    have been meant there, best first.
    """

    location: Location
    severity: Severity
    rule: str
    message: str
    hint: str = ""
    incident: str | None = None
    path: Path = ()
    at_key: bool = False
    replacements: tuple[tuple[str, str], ...] = ()
    candidates: tuple[str, ...] = ()

    def sentence(self, place: str = "") -> str:
        """One line, as compilers print it; `place` stands where it would be, if that is no line of a file."""
        message = f"{self.message}; {self.hint}" if self.hint else self.message
        return one_line(f"{place or self.location}: {self.severity} [{self.rule}] {message}")

    @property
    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """By place, then gravity, then rule."""
        place = self.location
        return (place.file, place.line, place.column, self.severity.rank, self.rule, self.message)


@frozen
class Allowance:
    """A comment `# claimcheck: allow <rule> -- <reason>`: the findings of one rule that a person has judged.

    It covers the lines from `covers` to `through`: the line it stands on or, standing alone on a line, what begins on
    the next line that is not a comment. Rule and reason are empty where they were left out.
    """

    location: Location
    rule: str
    reason: str
    covers: int
    through: int
