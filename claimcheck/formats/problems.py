"""Problems of texts, for a person (`concise`, `full`) or for GitHub's annotations (`github`).

A problem is where it is, how grave it is, by which rule, and what is wrong: this room does not know what the texts are
about. What it writes is one line per problem, but for `full`.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.characters import one_line, visible
from claimcheck.formats.wrapping import cells
from claimcheck.frozen import frozen

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_LEAST_SHOWN = 20
_TAB = 4


@frozen
class ShownProblem:
    """One problem; `severity` is `error`, `warning` or `note`, line and column count from 1.

    `file` is the path as its user sees it, `uri` the one from the top of the repository, `source` the line itself.
    """

    file: str
    uri: str
    line: int
    column: int
    severity: str
    rule: str
    message: str
    hint: str
    source: str

    @property
    def words(self) -> str:
        """What is wrong and what to do about it."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


@frozen
class ShownRule:
    """A rule by which problems are found: its name, how grave they are, a sentence and its manual page."""

    name: str
    severity: str
    sentence: str
    text: str


def concise(problems: Sequence[ShownProblem], *, width: int) -> str:  # noqa: ARG001 - a line is a line
    """A line each, as compilers print it."""
    return "".join(f"{_headline(each, each.words)}\n" for each in problems)


def full(problems: Sequence[ShownProblem], *, width: int) -> str:
    """Each with the line that it is about, a caret below the column, and what to do."""
    return "\n".join(_whole(each, width) for each in problems)


def github(problems: Sequence[ShownProblem], *, width: int) -> str:  # noqa: ARG001
    """A workflow command each, which GitHub shows beside the line.

    Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of `actions/toolkit`,
    `packages/core/src/command.ts`.
    """
    return "".join(
        f"::{_LEVELS[each.severity]} file={_property(each.uri)},line={each.line},col={each.column},"
        f"title={_property(f'claimcheck ({each.rule})')}::{_escaped(visible(each.words))}\n"
        for each in problems
    )


def _headline(problem: ShownProblem, words: str) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return one_line(f"{place}: {problem.severity} [{problem.rule}] {words}")


def _whole(problem: ShownProblem, width: int) -> str:
    number = str(problem.line)
    margin = " " * len(number)
    before, after = problem.source[: problem.column - 1], problem.source[problem.column - 1 :]
    left, right = _one_row(before), _one_row(after.rstrip())
    room = max(width - len(number) - 3, _LEAST_SHOWN)
    while cells(left) > room * 2 // 3:  # the caret stays in sight
        left = f"…{left[max(len(left) // 8, 2) :]}"
    if cells(left + right) > room:
        right = right[: 4 * room]  # a quote may have thousands of characters, of which no more can be seen
        while right and cells(left + right) > room - 1:
            right = right[:-1]
        right += "…"
    lines = [_headline(problem, problem.message), f"{margin} |", f"{number} | {left}{right}"]
    lines += [f"{margin} | {' ' * cells(left)}^"]
    lines += [f"{margin} = {one_line(problem.hint)}"] if problem.hint else []
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _one_row(text: str) -> str:
    return visible(text).replace("\t", " " * _TAB)


def _escaped(text: str) -> str:
    """The text of a workflow command: a line end would begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")
