"""`review`: the fingerprint of what somebody has held against its source."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claimcheck.model.claim import Claim
from claimcheck.reasoning.review import fingerprint
from tests.conftest import TESTS, Run

SARN = TESTS / "fixtures" / "claims"


@pytest.fixture
def fire(tmp_path: Path) -> Path:
    shutil.copytree(SARN, tmp_path / "claims")
    return tmp_path / "claims" / "incidents" / "harbour-fire.yaml"


def test_a_review_adds_one_line_and_check_holds_the_claim_to_it(fire: Path, run: Run) -> None:
    before = fire.read_text(encoding="utf-8").splitlines()
    result = run("review", "harbour-fire/union-not-arson")
    assert (result.status, result.err) == (0, "")
    after = fire.read_text(encoding="utf-8").splitlines()
    (added,) = set(after) - set(before)
    assert len(after) == len(before) + 1
    assert added.strip().startswith("reviewed: ")
    assert "changed-since-review" not in run("check").out
    fire.write_text(fire.read_text(encoding="utf-8").replace("were rotten", "were rotting"), encoding="utf-8")
    found = run("check")
    assert found.status == 0
    assert f"{after.index(added) + 1}:15: warning [changed-since-review] `union-not-arson`" in found.out
    assert run("review", "harbour-fire/union-not-arson").status == 0
    assert "changed-since-review" not in run("check").out
    assert len(fire.read_text(encoding="utf-8").splitlines()) == len(after)


@pytest.mark.parametrize("word", ["harbour-fire", "no-such-claim", "harbour-fire/no-such-claim", "no-incident/x"])
def test_only_claims_that_are_there_can_be_reviewed(word: str, fire: Path, run: Run) -> None:
    before = fire.read_bytes()
    result = run("review", word)
    assert (result.status, result.out) == (2, "")
    assert fire.read_bytes() == before


@pytest.mark.usefixtures("fire")
def test_a_claim_may_be_named_alone_where_its_id_is_the_only_one(run: Run) -> None:
    result = run("review", "union-not-arson")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("reviewed harbour-fire/union-not-arson (")
    assert run("review", "claim:union-not-arson").out == result.out
    slip = run("review", "union-not-arsn")
    assert (slip.status, slip.out) == (2, "")
    assert "no claim `union-not-arsn`" in slip.err
    assert "did you mean `union-not-arson`" in slip.err


def test_a_claim_of_two_incidents_is_named_with_its_incident(fire: Path, run: Run) -> None:
    shutil.copy(fire, fire.with_name("harbour-blaze.yaml"))
    before = fire.read_bytes()
    result = run("review", "union-not-arson")
    assert (result.status, result.out) == (2, "")
    assert "`claim:harbour-blaze/union-not-arson`, `claim:harbour-fire/union-not-arson`" in result.err
    assert fire.read_bytes() == before
    assert run("review", "claim:harbour-fire/union-not-arson").status == 0


def test_a_draft_cannot_be_reviewed(fire: Path, run: Run) -> None:
    text = fire.read_text(encoding="utf-8").replace(
        "  - id: union-not-arson\n", "  - id: union-not-arson\n    draft: true\n"
    )
    fire.write_text(text, encoding="utf-8")
    result = run("review", "harbour-fire/union-not-arson")
    assert result.status == 2
    assert "draft" in result.err
    assert fire.read_text(encoding="utf-8") == text


SAID = {
    "id": "captain-arson",
    "speaker": "captain",
    "as": "acting head of the port",
    "via": "watchman",
    "source": "kurier",
    "said": "2031-03-05~",
    "stance": {"asserts": {"cause": "set"}, "withholds": "crates"},
    "quote": "Es war „Brandstiftung“",
}


def test_what_was_reviewed_with_an_earlier_version_is_still_reviewed() -> None:
    """The fingerprint stands in people's files: another way of making it would undo all their reviews."""
    assert fingerprint(Claim.model_validate(SAID)) == "308ea9b91ebce25e"


@pytest.mark.parametrize("beside", [{"id": "another"}, {"note": "Checked."}, {"via": ["watchman"]}, {"draft": False}])
def test_what_does_not_say_what_somebody_said_is_no_part_of_a_review(beside: dict[str, object]) -> None:
    again = dict(reversed(list({**SAID, **beside}.items())))
    assert fingerprint(Claim.model_validate(again)) == fingerprint(Claim.model_validate(SAID))


@pytest.mark.parametrize(
    "changed", [{"as": "head of the port"}, {"via": []}, {"said": "2031-03-05"}, {"quote": "Es war Brandstiftung"}]
)
def test_whatever_says_what_somebody_said_is_a_part_of_a_review(changed: dict[str, object]) -> None:
    assert fingerprint(Claim.model_validate({**SAID, **changed})) != fingerprint(Claim.model_validate(SAID))
