"""What SQL says of collections made from seeds, beside what the naive reading of the design says of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.exchange.engines import Ask, engine
from claimcheck.exchange.questions import questions
from claimcheck.store.load import load
from tests.invention import Texts
from tests.oracle.generate import PEOPLE, make, without_errors
from tests.oracle.ledger import AFFIRMS, Ledger, Position, Tree
from tests.oracle.summary import Lines, clash_line, line, summary, who
from tests.scale.conftest import LONG, put
from tests.scale.expected import CLASHES

COUNT = 2000 if LONG else 500
ASKED = (
    "state",
    "clashes",
    "holds",
    "on a condition",
    "taken back",
    "withheld",
    "commented only",
    "shifted",
    "silent",
    "origins",
)
Answers = dict[tuple[str, str], Lines]
"""By incident and question."""


@pytest.fixture(scope="module")
def incidents() -> dict[str, Tree]:
    """Each an incident of one collection."""
    return {f"fire-{seed}": without_errors(make(seed))["incident"] for seed in range(COUNT)}


@pytest.fixture(scope="module")
def ask(incidents: dict[str, Tree], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("seeds")
    texts = {f"incidents/{name}.yaml": json.dumps(each) for name, each in incidents.items()}
    loaded = load(Texts({"speakers.yaml": json.dumps(PEOPLE), **texts}))
    with engine("duckdb", put(folder, {"seeds": loaded.collection})) as asked:
        yield asked


def test_sql_reads_the_design_as_it_is_read_without_a_program(ask: Ask, incidents: dict[str, Tree]) -> None:
    ledgers = {name: Ledger(each, PEOPLE) for name, each in incidents.items()}
    answers = _answers(ask, ledgers)
    wrong = []
    for name, ledger in ledgers.items():
        for question in ledger.questions:
            wanted = summary(ledger, question)
            for part in ASKED:
                ours, theirs = sorted(answers[name, question][part]), sorted(map(_uncited, wanted[part]))
                if part == "origins" and not ours:
                    ours = ["0 0 0"]
                if ours != theirs:
                    wrong.append((name, question, part, ours, theirs))
    assert wrong == []


def _uncited(told: str) -> str:
    """SQL does not say which claims a clash cites."""
    return re.sub(r" \([^()]*\)(?= \||$)", " ()", told) if "-" in told.partition(":")[0] else told


def _answers(ask: Ask, ledgers: dict[str, Ledger]) -> Answers:
    found: Answers = defaultdict(lambda: defaultdict(list))

    def position(incident: str, question: str, *taken: str) -> Position:
        party, teller, answer, polarity = taken
        return Position(party, ledgers[incident].answer(question, answer), polarity, teller or "")

    for _, incident, question, rule, scope, strength, *sides in ask(CLASHES).rows:
        here = (str(incident), str(question))
        both = [(position(*here, *map(str, (each or "" for each in side))), ()) for side in (sides[:4], sides[4:])]
        found[here]["clashes"].append(clash_line(str(rule), str(scope), str(strength), both))
    for _, incident, question, _, state, *_ in ask(questions()["contested"].sql).rows:
        found[str(incident), str(question)]["state"].append(str(state))
    for _, incident, question, answer, _, reports, voices, parties in ask(questions()["origins"].sql).rows:
        if answer is None:
            found[str(incident), str(question)]["origins"].append(f"{reports} {voices} {parties}")
    for _, incident, question, party, _ in ask(questions()["silent"].sql).rows:
        found[str(incident), str(question)]["silent"].append(str(party))
    for _, incident, question, party, teller, how, answer, polarity, grade, implied, _, shifted in ask(
        questions()["positions"].sql
    ).rows:
        lines = found[str(incident), str(question)]
        told = who(str(party), str(teller or ""))
        if answer is not None:
            taken = (str(each or "") for each in (party, teller, answer, polarity))
            told = line(position(str(incident), str(question), *taken))
        if how == "holds":
            beside = " and implies" if polarity == AFFIRMS else " and precludes"
            told += f": {grade}{beside if implied else ''}"
        part = {"withholds": "withheld", "comments": "commented only"}.get(str(how), str(how))
        lines[part].append(told)
        if shifted and party not in lines["shifted"]:
            lines["shifted"].append(str(party))
    return found
