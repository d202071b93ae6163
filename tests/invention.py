"""Incidents that hypothesis makes up, and collections that never were files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.store.load import load

PEOPLE = {
    "parties": {"red": {"name": "Red Harbour"}, "blue": {"name": "Blue Harbour"}},
    "speakers": {
        "ann": {"name": "Ann", "party": "red"},
        "abe": {"name": "Abe", "party": "red"},
        "bob": {"name": "Bob", "party": "blue"},
        "guest": {"name": "A guest", "unnamed": "true"},
    },
}
QUESTIONS: dict[str, Any] = {
    "cause": {"ask": "How?", "answers": {"wire": "A wire.", "lamp": "A lamp.", "set": "Somebody."}},
    "fault": {"ask": "What was wrong?", "exclusive": "false", "answers": {"doors": "Doors.", "wires": "Wires."}},
    "stage": {
        "ask": "How far?",
        "changes": "forward",
        "answers": {"none": "None.", "begun": "Begun.", "done": "Done."},
    },
    "wish": {"ask": "What do they want?", "changes": "true", "answers": {"stay": "To stay.", "go": "To go."}},
    "began": {"ask": "When?", "kind": "date"},
    "lost": {"ask": "How many?", "kind": "number"},
}
SOURCES = {
    "early": {"publisher": "Herald", "published": "2031-03-02", "language": "en"},
    "late": {"publisher": "Radio", "published": "2031-03-06", "language": "en"},
    "vague": {"publisher": "Kurier", "published": "2031-03", "language": "de"},
    "never": {"publisher": "Leaflet"},
}
ANSWERS = {
    **{name: list(each["answers"]) for name, each in QUESTIONS.items() if "answers" in each},
    "began": ["2031-03-01", "2031-03-02", "2031-03-01/2031-03-03", "2031-03-02~"],
    "lost": ["3", "3/5", "9/..", "9~"],
}
STANCES = ("asserts", "implies", "concedes", "suggests", "denies", "doubts")
DAYS = (None, None, "2031-03-02", "2031-03-04", "2031-03-03/2031-03-05", "2031-03-05?", "2031-03")


@dataclass(frozen=True)
class Texts:
    """A collection held in memory, by the names of its files."""

    texts: Mapping[str, str]
    prefix: str = "claims/"

    def incidents(self) -> list[str]:
        """The names of the incidents."""
        return sorted(each for each in self.texts if each.startswith("incidents/"))

    def read(self, name: str) -> bytes | None:
        """The bytes of a text."""
        return self.texts[name].encode() if name in self.texts else None


def written(claims: Sequence[Mapping[str, Any]], **changes: Any) -> Texts:  # noqa: ANN401
    """A collection with one incident, `invention`; JSON is YAML too."""
    incident = {"title": "A fire", "disputants": ["red", "blue"], "questions": QUESTIONS, "sources": SOURCES} | changes
    texts = {
        "incidents/invention.yaml": json.dumps(incident | {"claims": list(claims)}),
        "speakers.yaml": json.dumps(PEOPLE),
    }
    return Texts(texts)


def read(files: Texts) -> Collection:
    """The collection that some texts hold."""
    loaded = load(files)
    assert [each for each in loaded.diagnostics if each.severity is Severity.ERROR] == []
    return loaded.collection


@st.composite
def claims(draw: st.DrawFn, most: int = 8) -> list[dict[str, Any]]:
    """Claims of one incident, without an error in them."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, most))):
        question = draw(st.sampled_from(list(QUESTIONS)))
        stance: dict[str, Any] = {draw(st.sampled_from(STANCES)): {question: draw(st.sampled_from(ANSWERS[question]))}}
        if draw(st.integers(0, 5)) == 0:
            stance = {"withholds": [question]}
        claim: dict[str, Any] = {
            "id": f"claim-{number}",
            "speaker": draw(st.sampled_from(list(PEOPLE["speakers"]))),
            "stance": stance,
            "source": draw(st.sampled_from(list(SOURCES))),
            "quote": draw(st.sampled_from(["It was so", "It was not so", "It was never so at all", "Nobody knows"])),
            "said": draw(st.sampled_from(DAYS)),
            "via": draw(st.sampled_from([[], [], [], ["bob"], ["guest"]])),
            "also_in": draw(st.sampled_from([[], [], ["late"]])),
            "condition": draw(st.sampled_from([None, None, None, None, "if it rains"])),
        }
        if made and draw(st.integers(0, 6)) == 0:
            claim["replaces"] = draw(st.sampled_from(made))["id"]
        if made and draw(st.integers(0, 6)) == 0:
            other = draw(st.sampled_from(made))
            claim = {"id": claim["id"], "restates": other["id"], "source": claim["source"], "quote": claim["quote"]}
        made.append({key: value for key, value in claim.items() if value not in (None, [])})
    return made


def collections() -> st.SearchStrategy[Collection]:
    """Collections with one incident, `invention`."""
    return claims().map(lambda made: read(written(made)))
