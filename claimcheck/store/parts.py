"""What has an id inside another thing: answers of a question or a theme, terms and their groups, sides.

They are named by the way to them: `glukhov-2009/departure/taken`, `taken-or-left/taken`, `term:glukhov-2009/fled`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from claimcheck.errors import AmbiguousIdError, UnknownIdError
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.location import Path
from claimcheck.model.stance import POSITIONS
from claimcheck.store.files import named


class PartSort(StrEnum):
    """The kinds of thing that have an id inside another."""

    ANSWER = "answer"
    TERM = "term"
    GROUP = "group"
    SIDE = "side"


@frozen
class Part:
    """One of them: where it is, and what it is called there.

    `home` is the id of its incident; of an answer of a theme nothing, and then `group` is the theme. Of an answer
    `group` is the question, of a term the group of rival words.
    """

    sort: PartSort
    home: str
    group: str
    word: str

    @property
    def file(self) -> str:
        """The file in which it is declared."""
        return named(self.home) if self.home else "themes.yaml"

    @property
    def path(self) -> Path:
        """Where it stands in that file."""
        if self.sort is PartSort.ANSWER:
            return ("questions", self.group, "answers", self.word) if self.home else (self.group, "answers", self.word)
        return {
            PartSort.TERM: ("terms", self.group, self.word),
            PartSort.GROUP: ("terms", self.word),
            PartSort.SIDE: ("sides", self.word),
        }[self.sort]

    @property
    def spelled(self) -> str:
        """Its name outside its file."""
        steps = (self.home, self.group, self.word) if self.sort is PartSort.ANSWER else (self.home, self.word)
        return "/".join(each for each in steps if each)


def part(collection: Collection, identifier: str) -> Part | None:
    """The part that an id names; None where it is the id of something that is whole.

    Raises:
        UnknownIdError: its prefix says that it is a part, and there is none.
        AmbiguousIdError: it names more than one.
    """
    prefix, colon, rest = identifier.partition(":")
    wanted = PartSort(prefix) if colon and prefix in set(PartSort) else None
    if wanted is None and (colon or identifier.count("/") not in (1, 2)):
        return None
    steps = (rest if wanted else identifier).split("/")
    every = list(_parts(collection))
    found = [each for each in every if wanted in (None, each.sort) and _fits(each, steps)]
    if len(steps) == 2 and wanted is None:  # `incident/id` is a claim, question or source; `theme/answer` is not
        found = [each for each in found if not each.home and steps[0] not in collection.incidents]
    if len(found) > 1:
        choices = ", ".join(f"`{each.sort}:{each.home}/{each.group}/{each.word}`" for each in found)
        raise AmbiguousIdError(f"`{identifier}` names more than one thing", f"say which: {choices}")
    if not found and (wanted or len(steps) == 3):
        raise UnknownIdError(
            wanted or "answer",
            "/".join(steps),
            [each.spelled for each in every if each.sort == (wanted or PartSort.ANSWER)],
        )
    return found[0] if found else None


def part_places(
    tree: Any,  # noqa: ANN401
    searched: str,
    part: Part,
    theme_questions: tuple[str, ...] = (),
) -> Iterator[tuple[Path, bool]]:
    """Every place of a file where a part stands: the path, and whether the key itself is meant.

    `searched` is the incident of the file, or nothing for `themes.yaml`.
    `theme_questions` are the questions of the incident that ask the theme of which it is an answer.
    """
    if searched == part.home:
        yield part.path, True
    if part.sort is PartSort.ANSWER and searched:
        for question in theme_questions if not part.home else (part.group,):
            yield from _answers(tree, question, part.word, own=not part.home)
    elif part.sort is PartSort.TERM and searched == part.home:
        yield from _texts(tree, ("claims", None, "unrelated_terms"), part.word)
    elif part.sort is PartSort.SIDE and searched == part.home:
        yield from _texts(tree, ("disputants",), part.word)


def theme_questions(collection: Collection, home: str, inner: Part) -> tuple[str, ...]:
    """The questions of an incident that ask the theme of which something is an answer."""
    incident = collection.incidents.get(home)
    if incident is None or inner.home:
        return ()
    return tuple(name for name, each in incident.questions.items() if each.theme == inner.group)


def _answers(tree: Any, question: str, word: str, *, own: bool) -> Iterator[tuple[Path, bool]]:  # noqa: ANN401
    home: Path = ("questions", question, "answers")
    declared = _dig(tree, home)
    for answer, value in declared.items() if isinstance(declared, dict) else ():
        if answer == word and own:
            yield (*home, word), True
        for key in ("within", "excludes") if isinstance(value, dict) else ():
            yield from _texts(tree, (*home, answer, key), word)
    for stance in POSITIONS:
        yield from _texts(tree, ("claims", None, "stance", stance.value, question), word)


def _texts(tree: Any, pattern: tuple[str | int | None, ...], word: str, path: Path = ()) -> Iterator[tuple[Path, bool]]:  # noqa: ANN401
    """Every place where a word stands at the paths of a pattern, alone or in a list; None is any place in a list."""
    if not pattern:
        values = enumerate(tree) if isinstance(tree, list) else [(None, tree)]
        yield from (((*path, place) if place is not None else path, False) for place, each in values if each == word)
        return
    step, *rest = pattern
    if step is None:
        for place, each in enumerate(tree if isinstance(tree, list) else ()):
            yield from _texts(each, tuple(rest), word, (*path, place))
    elif isinstance(tree, dict) and step in tree:
        yield from _texts(tree[step], tuple(rest), word, (*path, step))


def _dig(tree: Any, path: Path) -> Any:  # noqa: ANN401
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _parts(collection: Collection) -> Iterator[Part]:
    for theme, each in collection.themes.items():
        yield from (Part(PartSort.ANSWER, "", theme, answer) for answer in each.answers)
    for incident in collection.incidents.values():
        yield from _of_incident(incident)


def _of_incident(incident: Incident) -> Iterator[Part]:
    for name, question in incident.questions.items():
        yield from (Part(PartSort.ANSWER, incident.id, name, answer) for answer in question.answers)
    for group, terms in incident.terms.items():
        yield Part(PartSort.GROUP, incident.id, "", group)
        yield from (Part(PartSort.TERM, incident.id, group, term) for term in terms)
    yield from (Part(PartSort.SIDE, incident.id, "", side) for side in incident.sides)


def _fits(part: Part, steps: list[str]) -> bool:
    """Whether the steps of an id lead to a part: all of them, or without the group of a term."""
    whole = [each for each in (part.home, part.group, part.word) if each]
    short = [part.home, part.word]
    return steps == whole or (part.sort is PartSort.TERM and steps == short)
