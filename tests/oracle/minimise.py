"""The smallest collection that still shows what a larger one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from tests.oracle.generate import without_claims
from tests.oracle.ledger import Tree


def minimise(tree: dict[str, Tree], shows: Callable[[dict[str, Tree]], bool]) -> dict[str, Tree]:
    """Leave out claims, questions, sources and keys, one after the other, while what is shown is still shown."""
    smaller = True
    while smaller:
        smaller = False
        for less in _less(tree["incident"]):
            candidate = {**tree, "incident": less}
            if shows(candidate):
                tree, smaller = candidate, True
                break
    return tree


def as_yaml(tree: dict[str, Tree]) -> str:
    """The incident as somebody would write it, and the speakers whom it names."""
    incident = tree["incident"]
    named = {name for claim in incident["claims"] for name in (claim.get("speaker"), *(claim.get("via") or ()))}
    people = {name: each for name, each in tree["people"]["speakers"].items() if name in named}
    return yaml.safe_dump(incident, sort_keys=False, allow_unicode=True, width=150, default_flow_style=None) + (
        f"# speakers: {people}\n"
    )


def _less(incident: Tree) -> Iterator[dict[str, Any]]:
    for claim in reversed(incident["claims"]):
        yield without_claims(incident, {claim["id"]})
    for part in ("disputants", "sides"):
        if part in incident and (part != "sides" or "disputants" not in incident):
            yield {key: each for key, each in incident.items() if key != part}
    for name, question in incident["questions"].items():
        if not any(_speaks_of(claim, name) for claim in incident["claims"]):
            yield {**incident, "questions": _but(incident["questions"], name)}
        for key in ("changes", "exclusive"):
            if key in question:
                yield {**incident, "questions": {**incident["questions"], name: _but(question, key)}}
    for name, source in incident["sources"].items():
        if not any(name in (claim["source"], *(claim.get("also_in") or ())) for claim in incident["claims"]):
            derived = {other: _but(each, "derived_from") for other, each in incident["sources"].items()}
            yield {**incident, "sources": _but(derived, name)}
        for key in ("published", "accessed", "archived", "derived_from"):
            if key in source:
                yield {**incident, "sources": {**incident["sources"], name: _but(source, key)}}
    for at, claim in enumerate(incident["claims"]):
        for less in _less_of_claim(claim):
            yield {**incident, "claims": [*incident["claims"][:at], less, *incident["claims"][at + 1 :]]}


def _less_of_claim(claim: Tree) -> Iterator[Tree]:
    for key in ("replaces", "via", "condition", "said", "holds_on", "also_in", "party"):
        if key in claim:
            yield _but(claim, key)
    for stance, taken in (claim.get("stance") or {}).items():
        if len(claim["stance"]) > 1:
            yield {**claim, "stance": _but(claim["stance"], stance)}
        for part in taken if len(taken) > 1 else ():
            rest = _but(taken, part) if isinstance(taken, dict) else [each for each in taken if each != part]
            yield {**claim, "stance": {**claim["stance"], stance: rest}}
        for question, answers in taken.items() if isinstance(taken, dict) else ():
            for answer in answers if len(answers) > 1 else ():
                rest = [each for each in answers if each != answer]
                yield {**claim, "stance": {**claim["stance"], stance: {**taken, question: rest}}}


def _speaks_of(claim: Tree, question: str) -> bool:
    return any(question in taken for taken in (claim.get("stance") or {}).values())


def _but(tree: Tree, key: str) -> dict[str, Any]:
    return {name: each for name, each in tree.items() if name != key}
