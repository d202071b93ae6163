"""Collections made up from a seed: small, and aimed at where readings of the design part.

Equal days, overlapping intervals, days that are qualified or unknown; answers within answers, `excludes`, stages;
parties of one side and speakers of one party; words that others tell; chains of `replaces` and `restates`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

from tests.oracle.ledger import Ledger, Tree

PEOPLE: dict[str, Any] = {
    "parties": {"port": {"name": "Port"}, "union": {"name": "Union"}, "guild": {"name": "Guild"}},
    "speakers": {
        "pia": {"name": "Pia", "party": "port"},
        "per": {"name": "Per", "party": "port"},
        "docker": {"name": "a docker", "party": "union", "unnamed": "true"},
        "ulla": {"name": "Ulla", "party": "union"},
        "gil": {"name": "Gil", "party": "guild"},
        "lone": {"name": "Lone"},
        "radio": {"name": "Radio"},
    },
}
SPEAKERS = list(PEOPLE["speakers"])
SAY = (*["asserts"] * 8, "implies", "concedes", *["suggests"] * 3, *["denies"] * 4, "precludes", *["doubts"] * 2)
DAYS: dict[str, tuple[str, ...]] = {
    "equal": ("2031-01-02", "2031-01-02", "2031-01-03", "2031-01-03", "2031-01-04"),
    "path": tuple(f"2031-01-0{each}" for each in range(1, 9)),
    "overlapping": (
        "2031-01-01/2031-01-03",
        "2031-01-02/2031-01-05",
        "2031-01-03",
        "2031-01-04/2031-01-06",
        "2031-01-05",
        "../2031-01-03",
        "2031-01-0X",
    ),
    "qualified": ("2031-01-02", "2031-01-03?", "2031-01-04~", "2031-01-05", "2031-01-01/2031-01-03?", "2031-01-06"),
}
QUESTIONS: dict[str, dict[str, Any]] = {
    "plain": {"answers": {"a": "A.", "b": "B.", "c": "C."}},
    "single": {"answers": {"a": "A."}},
    "nested": {
        "answers": {
            "a": "A.",
            "b": "B.",
            "a1": {"is": "A1.", "within": "a"},
            "a2": {"is": "A2.", "within": "a"},
            "a11": {"is": "A11.", "within": "a1"},
        }
    },
    "named": {
        "answers": {
            "a": "A.",
            "b": {"is": "B.", "excludes": ["a"]},
            "c": "C.",
            "a1": {"is": "A1.", "within": "a"},
            "c1": {"is": "C1.", "within": "c", "excludes": ["b"]},
        }
    },
    "many": {"exclusive": "false", "answers": {"a": "A.", "b": "B.", "a1": {"is": "A1.", "within": "a"}}},
    "anyhow": {"changes": "true", "answers": {"a": "A.", "b": "B.", "a1": {"is": "A1.", "within": "a"}}},
    "stages": {
        "changes": "forward",
        "answers": {"a": "A.", "b": "B.", "b1": {"is": "B1.", "within": "b"}, "c": "C."},
    },
    "day": {"kind": "date"},
    "days": {"kind": "date", "exclusive": "false"},
    "count": {"kind": "number"},
    "count-now": {"kind": "number", "changes": "true"},
}
VALUES: dict[str, tuple[str, ...]] = {
    "date": ("2031-01-02", "2031-01-03", "2031-01", "2031-01-XX", "2031-01-01/2031-01-03", "2031-01-03~", "2031-02"),
    "number": ("3", "3.0", "3/5", "5", ">5", ">=5", "<5", "9~", "../4"),
}


def make(seed: int) -> dict[str, Tree]:
    """The collection of a seed: `people` and one `incident`. What `check` would refuse is left out of most of them."""
    draw = random.Random(seed)  # noqa: S311 - nothing is kept secret
    tree: dict[str, Tree] = {"people": PEOPLE, "incident": _incident(draw)}
    return tree if draw.random() < 0.05 else without_errors(tree)


def without_errors(tree: dict[str, Tree]) -> dict[str, Tree]:
    """The same without the claims that are in error, and those that lean on them."""
    while wrong := Ledger(tree["incident"], tree["people"]).errors():
        tree = {**tree, "incident": without_claims(tree["incident"], wrong)}
    return tree


def without_claims(incident: Tree, ids: set[str]) -> dict[str, Any]:
    """An incident without some claims; who restates or comments on one of them goes, too, and nobody replaces them."""
    kept = []
    for claim in incident["claims"]:
        comments = [each.removeprefix("claim:") for each in (claim.get("stance") or {}).get("comments") or []]
        if claim["id"] in ids or claim.get("restates") in ids or ids.intersection(comments):
            ids = {*ids, claim["id"]}
            continue
        kept.append({key: each for key, each in claim.items() if key != "replaces" or each not in ids})
    return {**incident, "claims": kept}


def as_texts(tree: Mapping[str, Tree]) -> dict[str, str]:
    """The files of a collection; JSON is YAML."""
    return {
        "speakers.yaml": json.dumps(tree["people"]),
        "themes.yaml": "{}",
        "incidents/fire.yaml": json.dumps(tree["incident"]),
    }


def _incident(draw: random.Random) -> dict[str, Any]:
    asked = draw.sample(list(QUESTIONS), draw.choice([1, 1, 1, 2]))
    made: dict[str, Any] = {
        "title": "A fire",
        "questions": {each: {"ask": "What?", **QUESTIONS[each]} for each in asked},
        "sources": _sources(draw),
    }
    shape = draw.randrange(4)
    if shape == 0:
        made["sides"] = {"harbour": {"name": "The harbour", "parties": draw.choice([["port", "guild"], ["port"]])}}
        made["disputants"] = draw.choice([["harbour", "union"], ["union", "harbour"]])
    elif shape < 3:
        made["disputants"] = draw.choice([["port", "union"], ["union", "port"], ["port"], ["port", "guild"]])
    days = DAYS[draw.choice(list(DAYS))]
    voices = draw.choice(
        [SPEAKERS, SPEAKERS, ["pia", "per"], ["pia", "pia", "per", "ulla"], ["pia"], ["pia", "gil", "ulla"]]
    )
    claims: list[dict[str, Any]] = []
    for number in range(draw.choice([3, 4, 5, 6, 7, 9])):
        claims.append(_claim(draw, f"claim-{number}", asked, days, voices, claims, list(made["sources"])))
    made["claims"] = claims
    return made


def _sources(draw: random.Random) -> dict[str, Any]:
    made: dict[str, Any] = {
        "herald": {"publisher": "Herald", "published": "2031-01-09"},
        "radio": {"publisher": "Radio", "published": draw.choice(["2031-01-04", "2031-01-06", "2031-01-08"])},
        "kurier": {
            "publisher": "Kurier",
            "published": draw.choice(["2031-01", "2031-01-07/2031-01-09", "2031-01-05?"]),
        },
        "leaflet": {"publisher": "Leaflet"},
    }
    if draw.random() < 0.3:
        made["leaflet"]["accessed"] = draw.choice(["2031-01-07", "2031-01-12", "2031-02"])
    if draw.random() < 0.3:
        made["kurier"]["archived"] = "https://web.archive.org/web/20310108120000/https://kurier.example/1"
    if draw.random() < 0.3:
        made["herald"]["derived_from"] = [draw.choice(["kurier", "leaflet"])]
    if draw.random() < 0.3:
        made["radio"]["derived_from"] = draw.sample(
            ["herald", "leaflet", "kurier", "speaker:lone"], draw.choice([1, 2])
        )
    return made


def _claim(
    draw: random.Random,
    id_: str,
    asked: list[str],
    days: tuple[str, ...],
    voices: list[str],
    earlier: list[dict[str, Any]],
    sources: list[str],
) -> dict[str, Any]:
    claim: dict[str, Any] = {"id": id_, "speaker": draw.choice(voices)}
    claim["source"] = draw.choice(["herald", "herald", *sources])
    claim[draw.choice(["quote", "text"])] = f"Words of {id_}"
    judged = [each for each in earlier if "draft" not in each]
    roots = [each for each in judged if "restates" not in each]
    if roots and draw.random() < 0.15:
        del claim["speaker"]
        claim["restates"] = draw.choice(roots)["id"]
        if draw.random() < 0.3:
            claim["said"] = draw.choice(days)
        return claim
    claim["stance"] = _stance(draw, asked, earlier)
    if draw.random() < 0.85:
        claim["said"] = draw.choice(days)
    if draw.random() < 0.1:
        claim["also_in"] = [draw.choice([each for each in sources if each != claim["source"]])]
    if draw.random() < 0.12:
        claim["via"] = draw.sample([each for each in SPEAKERS if each != claim["speaker"]], draw.choice([1, 1, 2]))
    if draw.random() < 0.08:
        claim["condition"] = "if it rains"
    if draw.random() < 0.05 and claim["speaker"] != "docker":
        claim["party"] = draw.choice(["port", "guild"])
    if draw.random() < 0.05:
        claim["draft"] = "true"
        claim.pop("said", None)
    if draw.random() < 0.15:
        claim["holds_on"] = draw.choice(days)
    if judged and "draft" not in claim and draw.random() < 0.25:
        claim["replaces"] = draw.choice(judged)["id"]
    return claim


def _stance(draw: random.Random, asked: list[str], earlier: list[dict[str, Any]]) -> dict[str, Any]:
    stance: dict[str, Any] = {}
    for question in asked if draw.random() < 0.5 else [draw.choice(asked)]:
        kind = draw.random()
        if kind < 0.08:
            stance.setdefault("withholds", []).append(question)
        elif kind < 0.13:
            stance.setdefault("comments", []).append(question)
        elif kind < 0.16 and earlier:
            about = draw.choice(earlier)
            stance.setdefault("comments", []).append("claim:" + about["id"])
        else:
            answers = list(QUESTIONS[question].get("answers") or VALUES[QUESTIONS[question]["kind"]])
            taken = draw.sample(answers, min(len(answers), draw.choice([1, 1, 1, 1, 2])))
            for answer in taken:
                said = stance.setdefault(draw.choice(SAY), {})
                if question in said and QUESTIONS[question].get("exclusive") == "false":
                    said[question] = [*said[question], answer]
                elif question not in said:
                    said[question] = [answer]
            if kind > 0.95:
                stance.setdefault("withholds", []).append(question)
    return stance
