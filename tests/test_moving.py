"""Moving claims to another incident: the same words there, with what they need, and nothing mistaken for another."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Corpus, Run

HOME = """\
title: Fire
questions:
  cause: {ask: How did it begin?, answers: {wiring: In the wires., set: Somebody set it.}}
  crates: {ask: How many crates?, kind: number, unit: crates}
terms: {fire: {arson: [arson*]}}
sources:
  agency: {publisher: Agency, published: 2031-03-04}
  herald: {publisher: Herald, published: 2031-03-05, derived_from: [agency], note: read twice}
  radio: {publisher: Radio, published: 2031-03-06}
claims:
  - id: first
    speaker: ann
    stance: {asserts: {cause: wiring}}
    source: radio
    text: One.

  # a remark of the curator's
  - id: second
    speaker: ann
    stance: {asserts: {crates: 100/120}, denies: {cause: set}}
    replaces: first
    source: herald # page 1
    also_in: [radio]
    unrelated_terms: [arson]
    quote: >-
      no arson
      at all

  - id: again
    restates: second
    source: radio
    text: Two.

  - id: third
    speaker: ben
    stance: {withholds: [cause], comments: [claim:second]}
    source: radio
    text: Three.
"""
GOAL = """\
title: Other
questions:
  cause: {ask: How did it begin?, answers: {wiring: In the wires., set: Somebody set it.}}
sources:
    press: {publisher: Radio, published: 2031-03-06}
    herald: {publisher: Herald, published: 2031-03-09}
claims:
- id: own
  speaker: ben
  stance: {asserts: {cause: set}}
  source: press
  text: Four.
"""
PEOPLE = "speakers:\n  ann: {name: Ann}\n  ben: {name: Ben}\n"


@pytest.fixture
def two(corpus: Corpus, tmp_path: Path) -> Path:
    corpus({"fire": HOME, "other": GOAL}, speakers=PEOPLE)
    return tmp_path / "claims/incidents"


def test_what_a_claim_needs_goes_along_and_nothing_is_mistaken_for_another(two: Path, run: Run) -> None:
    refused = run("move", "fire/second", "fire/again", "other")
    assert refused.status == 2
    assert refused.err.splitlines()[-2] == "claimcheck: nothing was moved: a reference would be lost"
    assert (two / "fire.yaml").read_text(encoding="utf-8") == HOME
    done = run("move", "fire/second", "fire/again", "other", "--force")
    assert (done.status, done.out.splitlines()) == (
        0,
        ["moved fire/second to other/second", "moved fire/again to other/again"],
    )
    assert done.err.splitlines()[:8] == [
        "claims/incidents/fire.yaml:36:45: claim `third` loses its `comments`: claim `second` is elsewhere",
        "claimcheck: source `herald` is copied as `herald-2`: `herald` is another one",
        "claimcheck: source `agency` is copied",
        "claimcheck: source `radio` is there already, as `press`",
        "claimcheck: question `crates` is copied",
        "claimcheck: claim `second` loses its `replaces`: claim `first` stays here",
        "claimcheck: claim `second` loses its `unrelated_terms`: no term `arson` is declared there",
        "claimcheck: source `herald` is used by nothing else here; `claimcheck remove` takes it out",
    ]
    text = (two / "other.yaml").read_text(encoding="utf-8")
    assert text.startswith(GOAL[: GOAL.index("sources:")].replace("claims", "claims"))
    assert text.endswith(
        """\
  source: press
  text: Four.

# a remark of the curator's
- id: second
  speaker: ann
  stance: {asserts: {crates: 100/120}, denies: {cause: set}}
  source: herald-2 # page 1
  also_in: [press]
  quote: >-
    no arson
    at all

- id: again
  restates: second
  source: press
  text: Two.
"""
    )
    assert "    herald-2:" in text
    assert run("check").status == 0
    left = (two / "fire.yaml").read_text(encoding="utf-8")
    assert "second" not in left
    assert "id: third" not in left or "comments" not in left


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fire/second", "other"], "`again` restates `second`"),
        (["fire/again", "other"], "`again` restates `second`"),
        (["fire/first", "fire"], "they are in `fire` already"),
        (["fire/first", "nowhere"], "no incident `nowhere`"),
        (["fire/cause", "other"], "no claim `fire/cause`"),
        (["fire/first", "other/own", "fire"], "not claims of one incident"),
        (["fire/first"], "a move needs a claim and an incident"),
        (["fire/first", "other", "--question", "cause"], "expected HERE=THERE"),
        (["fire/first", "other", "--question", "cause=why"], "no question `why`"),
        (["other/own", "fire", "--question", "cause=crates"], "not a number"),
    ],
)
def test_what_cannot_move_stays(words: list[str], said: str, two: Path, run: Run) -> None:
    done = run("move", *words, "--force")
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert (two / "fire.yaml").read_text(encoding="utf-8") == HOME
    assert (two / "other.yaml").read_text(encoding="utf-8") == GOAL


def test_a_question_of_that_name_with_other_words_is_another_one(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"fire": HOME, "other": GOAL.replace("In the wires.", "In old wires.")}, speakers=PEOPLE)
    done = run("move", "fire/first", "other", "--force")
    assert done.status == 2
    assert "`cause` is another question there" in done.err
    done = run("move", "fire/first", "other", "--force", "--question", "cause=cause")
    assert done.status == 0
    assert run("check").status == 0
    assert "- id: first\n" in (tmp_path / "claims/incidents/other.yaml").read_text(encoding="utf-8")


def test_an_id_that_is_taken_is_told(corpus: Corpus, run: Run) -> None:
    corpus({"fire": HOME, "other": GOAL.replace("id: own", "id: first")}, speakers=PEOPLE)
    done = run("move", "fire/first", "other")
    assert done.status == 2
    assert "claimcheck rename fire/first NEW" in done.err


def test_there_and_back_is_where_it_was(two: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q"], cwd=two, check=True)
    assert run("move", "fire/third", "other", "--force", "--dry-run").status == 0
    assert (two / "other.yaml").read_text(encoding="utf-8") == GOAL
    assert run("move", "other/own", "fire").status == 0
    assert run("move", "fire/own", "other").status == 0
    text = (two / "other.yaml").read_text(encoding="utf-8")
    assert text.replace("\n  ", "\n").replace("\n  ", "\n") == GOAL.replace("\n  ", "\n").replace("\n  ", "\n")
