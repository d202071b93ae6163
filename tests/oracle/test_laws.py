"""What changes nothing, or changes names only, whatever the design says else: no oracle is asked."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.oracle.as_of import as_of
from tests.oracle.asked import RefusedError, asked
from tests.oracle.generate import PEOPLE, as_texts, make, without_errors
from tests.oracle.ledger import Ledger, Tree
from tests.oracle.summary import Lines
from tests.oracle.values import day

COUNT = 12
Answers = dict[str, Lines]


def collections(begin: int) -> Iterator[tuple[dict[str, Tree], Answers]]:
    """Collections without an error, each with what the program says of it."""
    for seed in range(begin, begin + COUNT):
        tree = without_errors(make(seed))
        yield tree, said_of(tree)


def said_of(tree: Mapping[str, Tree], texts: Mapping[str, str] | None = None) -> Answers:
    return asked(tree, texts=texts)[0]


def changed(tree: dict[str, Tree], **parts: Any) -> dict[str, Tree]:  # noqa: ANN401
    return {**tree, "incident": {**tree["incident"], **parts}}


def without(answers: Answers, *parts: str) -> Answers:
    return {
        question: {part: each for part, each in lines.items() if part not in parts}
        for question, lines in answers.items()
    }


def renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401
    """The same with other names, in a tree or in lines."""
    if not names:
        return value
    whole = re.compile(rf"(?<![\w-])({'|'.join(names)})(?![\w-])")
    if isinstance(value, str):
        return whole.sub(lambda found: names[found[1]], value)
    if isinstance(value, dict):
        return {renamed(key, names): renamed(each, names) for key, each in value.items()}
    return [renamed(each, names) for each in value]


def in_any_order(answers: Answers) -> Answers:
    """Lines that stand in one order whatever the names in them are; so do the sides of a clash and their claims."""
    return {
        question: {part: sorted(_settled(each) for each in lines) for part, lines in parts.items()}
        for question, parts in answers.items()
    }


def _settled(line: str) -> str:
    head, colon, rest = line.partition(": ")
    sides = [re.sub(r"\((.*)\)$", lambda ids: " ".join(sorted(ids[1].split())), each) for each in rest.split(" | ")]
    return head + colon + " | ".join(sides if head.startswith("shift") else sorted(sides))


def test_the_order_of_claims_decides_ties_only() -> None:
    for tree, answers in collections(0):
        turned = said_of(changed(tree, claims=list(reversed(tree["incident"]["claims"]))))
        assert without(turned, "words") == without(answers, "words")


def test_the_order_of_all_else_in_the_files_decides_nothing() -> None:
    for tree, answers in collections(100):
        incident = tree["incident"]
        parts = {part: dict(reversed(incident[part].items())) for part in ("questions", "sources")}
        people = {key: dict(reversed(each.items())) for key, each in PEOPLE.items()}
        turned = {**changed(tree, **parts), "people": people}
        assert said_of(turned) == answers


def test_the_ids_of_claims_decide_nothing() -> None:
    for at, (tree, answers) in enumerate(collections(200)):
        ids = [each["id"] for each in tree["incident"]["claims"]]
        others = [f"k{number}" for number in range(len(ids))]
        random.Random(at).shuffle(others)  # noqa: S311
        names = dict(zip(ids, others, strict=True))
        claims = renamed(tree["incident"]["claims"], names)
        assert in_any_order(said_of(changed(tree, claims=claims))) == in_any_order(renamed(answers, names))


@pytest.mark.parametrize(
    "names",
    [
        {"port": "zeta", "union": "alpha", "pia": "xx", "ulla": "aa", "lone": "mm"},
        {"port": "union", "union": "port", "pia": "ulla", "ulla": "pia", "per": "docker", "docker": "per"},
    ],
    ids=["other names", "changed places"],
)
def test_the_names_of_parties_decide_nothing(names: dict[str, str]) -> None:
    for tree, answers in collections(300):
        turned = {
            "people": {key: renamed(part, names) for key, part in PEOPLE.items()},
            "incident": renamed(dict(tree["incident"]), names),
        }
        assert in_any_order(said_of(turned)) == in_any_order(renamed(answers, names))


def test_an_unrelated_incident_changes_nothing() -> None:
    other = make(7)["incident"]
    for tree, answers in collections(400):
        assert said_of(tree, as_texts(tree) | {"incidents/another.yaml": json.dumps(other)}) == answers


def test_a_source_in_two_changes_nothing_but_the_number_of_reports() -> None:
    for tree, answers in collections(500):
        incident = tree["incident"]
        claims = [
            {**claim, "source": "herald-2"} if claim["source"] == "herald" and at % 2 else claim
            for at, claim in enumerate(incident["claims"])
        ]
        sources = {**incident["sources"], "herald-2": incident["sources"]["herald"]}
        turned = said_of(changed(tree, claims=claims, sources=sources))
        assert without(turned, "origins") == without(answers, "origins")


def _again(tree: dict[str, Tree], **how: str) -> dict[str, Tree] | None:
    """With the first claim of all once more, in the same source."""
    roots = [each for each in tree["incident"]["claims"] if "restates" not in each and "draft" not in each]
    if not roots:
        return None
    again = {"id": "again", "source": roots[0]["source"], "text": "The same", **how}
    return changed(tree, claims=[*tree["incident"]["claims"], {**again, "restates": roots[0]["id"]}])


def _forgotten(answers: Answers) -> Any:  # noqa: ANN401
    return {
        question: {part: [re.sub(r" ?\bagain\b ?", "", each) for each in lines] for part, lines in parts.items()}
        for question, parts in answers.items()
    }


def test_a_restatement_is_no_second_utterance() -> None:
    for tree, answers in collections(600):
        turned = _again(tree)
        if turned:
            assert _forgotten(said_of(turned)) == answers


def test_a_draft_is_nowhere() -> None:
    for tree, answers in collections(700):
        turned = _again(tree, draft="true")
        if turned:
            assert said_of(turned) == answers


@pytest.mark.parametrize("clock", ["published", "said"])
def test_as_of_a_day_after_all_is_all(clock: str) -> None:
    for tree, answers in collections(800):
        _, unordered = as_of(Ledger(tree["incident"], tree["people"]), day("2040"), clock)
        if not unordered:
            assert asked(tree, "2040", clock) == (answers, ())


def test_what_is_in_error_is_refused() -> None:
    with pytest.raises(RefusedError):
        asked({"people": PEOPLE, "incident": {"title": "A fire", "questions": {}, "claims": [{"id": "a"}]}})
