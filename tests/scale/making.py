"""Collections that hypothesis makes up for the engines: few questions, many claims on each, tied in every way."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from claimcheck.checks.run import run
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.store.load import load
from tests import invention

PEOPLE: dict[str, Any] = {
    "parties": {**invention.PEOPLE["parties"], "green": {"name": "Green Harbour"}},
    "speakers": {
        **invention.PEOPLE["speakers"],
        "gil": {"name": "Gil", "party": "green"},
        "office": {"name": "The office", "party": "red", "body": "true"},
        "hand": {"name": "A hand", "party": "blue", "unnamed": "true"},
        "herald": {"name": "Herald"},
        "kurier": {"name": "The Kurier", "aliases": ["KURIER"]},
    },
}
THEMES = {
    "cause": {"ask": "How do fires begin?", "answers": {"wire": "A wire.", "lamp": "A lamp.", "set": "Somebody."}}
}
QUESTIONS: dict[str, Any] = {
    **invention.QUESTIONS,
    "cause": {**invention.QUESTIONS["cause"], "theme": "cause"},
    "seen": {"ask": "On which days was it seen?", "kind": "date", "exclusive": "false"},
    "crew": {"ask": "How many were there, then?", "kind": "number", "changes": "true"},
}
DATES = (*invention.ANSWERS["began"], "../2031-03-02")
ANSWERS = {**invention.ANSWERS, "began": DATES, "seen": DATES, "crew": (*invention.ANSWERS["lost"], "5/..")}
TERMS = {"the-fire": {"arson": ["arson*", "set"], "mishap": ["mishap"]}, "the-guard": {"watch": ["watch*"]}}
SOURCES: dict[str, Any] = {  # published when all is said
    **invention.SOURCES,
    "early": {"publisher": "Herald", "published": "2031-03-06", "language": "en"},
    "late": {"publisher": "Radio", "published": "2031-03-08", "language": "en"},
    "first": {"publisher": "Kurier", "published": "2031-03-07"},
}
WORDS = ("It was so", "It was arson", "No mishap, but arson", "Never arson!", "The watchman saw a mishap", None)
ORIGINS = ("early", "late", "vague", "never", "first", "speaker:herald", "speaker:guest")


@st.composite
def collections(draw: st.DrawFn) -> Collection | None:
    """A collection of two incidents without an error; None where what was drawn has one."""
    texts: dict[str, str] = {"speakers.yaml": json.dumps(PEOPLE), "themes.yaml": json.dumps(THEMES)}
    for name, path in (("any", False), ("path", True)):
        texts[f"incidents/fire-{name}.yaml"] = json.dumps(_incident(draw, path=path))
    loaded = load(invention.Texts(texts))
    found = run(loaded.collection, loaded.locate, loaded.incident_of, [Severity.ERROR])
    wrong = [each for each in (*loaded.diagnostics, *found) if each.severity is Severity.ERROR]
    return None if wrong else loaded.collection


def three_hundred(number: int = 300, begin: int = 20310302) -> dict[str, Collection]:
    """The same collections on every run, each under a name of its own; others from another beginning."""
    found: dict[str, Collection] = {}

    @seed(begin)
    @settings(
        max_examples=number * 8, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(collections())
    def gather(collection: Collection | None) -> None:
        if collection is not None and len(found) < number:
            found[f"made-{len(found)}"] = collection

    gather()
    assert len(found) == number
    return found


def _incident(draw: st.DrawFn, *, path: bool) -> dict[str, Any]:
    """Claims of every kind by anybody; or the path of one party, more or less, from one answer to the next."""
    asked = draw(st.lists(st.sampled_from(list(QUESTIONS)), min_size=1, max_size=1 if path else 2, unique=True))
    repeated = {}
    for at, name in enumerate(SOURCES):
        later = [each for each in ORIGINS if each not in list(SOURCES)[: at + 1]]  # no circles
        behind = draw(st.lists(st.sampled_from(later), max_size=2, unique=True)) if draw(st.booleans()) else []
        repeated[name] = {**SOURCES[name], **({"derived_from": behind} if behind else {})}
    claims: list[dict[str, Any]] = []
    for number in range(draw(st.sampled_from([2, 6, 9, 12, 16]))):
        claims.append(
            _step(draw, number, asked[0], claims) if path else _claim(draw, number, asked, list(SOURCES), claims)
        )
    incident = {
        "title": "A fire",
        "date": draw(st.sampled_from([None, "2031-03-02", "2031-03", "../2031"])),
        "disputants": draw(st.sampled_from([["red", "blue"], ["blue", "red"], ["green"]])),
        "questions": {name: QUESTIONS[name] for name in asked},
        "sources": repeated,
        "terms": TERMS,
        "claims": claims,
    }
    return {key: value for key, value in incident.items() if value is not None}


def _claim(
    draw: st.DrawFn, number: int, asked: list[str], sources: list[str], made: list[dict[str, Any]]
) -> dict[str, Any]:
    name = f"claim-{number}"
    source = draw(st.sampled_from(sources))
    words = draw(st.sampled_from(WORDS))
    said = {"quote": words} if words else {"text": "That it was so"}
    if made and draw(st.integers(0, 5)) == 0:
        return {"id": name, "restates": draw(st.sampled_from(made))["id"], "source": source, **said}
    claim: dict[str, Any] = {
        "id": name,
        "speaker": draw(st.sampled_from(list(PEOPLE["speakers"]))),
        "stance": _stance(draw, asked, made),
        "source": source,
        "said": draw(st.sampled_from(invention.DAYS)),
        "holds_on": draw(st.sampled_from([None, None, None, "2031-03-01", "2031-03-03"])),
        "via": draw(st.sampled_from([*[[]] * 12, ["bob"], ["guest"], ["abe", "gil"], ["hand", "ann"]])),
        "also_in": draw(st.sampled_from([[], [], ["late"], ["first", "early"]])),
        "condition": draw(st.sampled_from([*[None] * 11, "if it rains"])),
        "party": draw(st.sampled_from([*[None] * 9, "red", "green"])),
        **said,
    }
    claim["also_in"] = [each for each in claim["also_in"] if each != source]
    if made and draw(st.integers(0, 5)) == 0:
        claim["replaces"] = draw(st.sampled_from(made))["id"]
    return {key: value for key, value in claim.items() if value not in (None, [])}


def _step(draw: st.DrawFn, number: int, question: str, made: list[dict[str, Any]]) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "id": f"claim-{number}",
        "speaker": draw(st.sampled_from(["ann", "ann", "abe", "office", "bob"])),
        "stance": {
            draw(st.sampled_from(("asserts", "asserts", "denies", "doubts"))): {question: draw(_answer(question))}
        },
        "source": "late",
        "quote": draw(st.sampled_from(("It was so", "It was arson"))),
        "said": draw(st.sampled_from([f"2031-03-0{day}" for day in range(1, 8)] + ["2031-03-02/2031-03-04"])),
    }
    if made and draw(st.integers(0, 4)) == 0:
        claim["replaces"] = draw(st.sampled_from(made))["id"]
    return claim


def _answer(question: str) -> st.SearchStrategy[str]:
    return st.sampled_from(ANSWERS[question])


def _stance(draw: st.DrawFn, asked: list[str], made: list[dict[str, Any]]) -> dict[str, Any]:
    kind = draw(st.integers(0, 9))
    question = draw(st.sampled_from(asked))
    if kind == 0:
        return {"withholds": [question]}
    if kind == 1:
        return {"comments": [draw(st.sampled_from([question, *(f"claim:{each['id']}" for each in made)]))]}
    stance: dict[str, Any] = {}
    for each in draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique=True)):
        answers = draw(st.lists(st.sampled_from(ANSWERS[each]), min_size=1, max_size=2, unique=True))
        several = QUESTIONS[each].get("exclusive") == "false"
        taken = stance.setdefault(draw(st.sampled_from(invention.STANCES)), {})
        taken[each] = answers if several and len(answers) > 1 else answers[0]
    return stance
