"""The oracle on small collections whose right answers were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle.as_of import as_of
from tests.oracle.clashes import entries
from tests.oracle.ledger import Ledger, load
from tests.oracle.origins import origins
from tests.oracle.positions import Stand, silent, stands
from tests.oracle.states import state
from tests.oracle.values import day

CASES = Path(__file__).parent / "cases"
SPEAKERS = load((CASES / "speakers.yaml").read_text())


def case(name: str) -> Ledger:
    return Ledger(load((CASES / f"{name}.yaml").read_text()), SPEAKERS)


def clashes(ledger: Ledger, question: str) -> list[str]:
    """Each entry on a line: scope, strength, and the claims that it cites."""
    told = []
    for entry, cited in entries(ledger, question).items():
        ids = {each for side in cited.values() for each in side}
        told.append(f"{entry.scope} {entry.strength}: {' '.join(sorted(ids))}")
    return sorted(told)


def stand(ledger: Ledger, question: str, party: str) -> Stand:
    return stands(ledger, question)[party, ""]


@pytest.mark.parametrize("name", ["erase", "hearsay", "cond"])
def test_what_may_not_replace_takes_nothing_back(name: str) -> None:
    ledger = case(name)
    new, old = next(
        (each, ledger.named(each.written["replaces"])) for each in ledger.claims if "replaces" in each.written
    )
    assert not ledger.may_replace(new, old)
    assert {position.answer.text for position in stand(ledger, "cause", "port").grades} == {"a"}


def test_a_position_is_taken_back_on_the_questions_of_which_the_new_claim_speaks() -> None:
    ledger = case("back")
    port = stand(ledger, "cause", "port")
    assert [each.answer.text for each in port.taken_back] == ["a"]
    assert [each.answer.text for each in port.grades] == ["b"]
    assert [each.answer.text for each in stand(ledger, "other", "port").grades] == ["a"]


def test_an_utterance_is_taken_back_with_all_that_restate_it() -> None:
    ledger = case("restated")
    assert state(ledger, "cause") == "agreed"
    assert clashes(ledger, "cause") == ["shift direct: port-a port-a-radio port-b"]


@pytest.mark.parametrize("name", ["prog", "pos"])
def test_a_new_stage_is_no_shift(name: str) -> None:
    assert clashes(case(name), "permit") == []


def test_the_strength_is_that_of_the_two_claims_that_clash() -> None:
    assert clashes(case("fwd"), "permit") == ["contested in-tension: c1 c2 c3 c4"]


def test_no_shift_between_days_that_are_not_in_order() -> None:
    assert clashes(case("crash1"), "permit") == ["shift in-tension: c2 c4", "split direct: c2 c3"]
    assert clashes(case("crash2"), "cause") == ["shift direct: c2 c3", "shift in-tension: c1 c2 c3 c4"]


def test_days_that_do_not_exclude_each_other_are_compatible() -> None:
    assert state(case("dates"), "days") == "compatible"


def test_a_recorded_correction_is_a_shift() -> None:
    assert clashes(case("corr"), "cause") == ["shift direct: c2 c3"]
    assert "shift direct: c3 c4" in clashes(case("corr2"), "cause")


def test_answers_are_compared_by_value() -> None:
    ledger = case("spell")
    assert [state(ledger, question) for question in ("dead", "day")] == ["agreed", "agreed"]
    assert len({each for one in stands(ledger, "day").values() for each in one.grades}) == 2  # one for each party


def test_the_order_of_lines_does_not_decide_for_whom_somebody_speaks() -> None:
    assert set(stands(case("twohats"), "cause")) == {("port", ""), ("lone", "")}


def test_each_position_is_judged_against_the_next_word_against_it() -> None:
    assert clashes(case("zigzag"), "cause") == ["shift direct: c1 c2 c3 c4", "shift direct: c2 c3"]


def test_different_days_of_a_changing_fact_do_not_clash() -> None:
    assert clashes(case("ship"), "where") == []
    assert state(case("ship"), "where") == "compatible"


def test_nobody_appears_before_they_speak() -> None:
    ledger, unordered = as_of(case("later"), day("2031-02-01"))
    assert set(stands(ledger, "cause")) == {("port", "")}
    assert silent(ledger, "cause", unordered) == []


def test_one_publisher_is_one_voice() -> None:
    assert origins(case("voices1"), "cause") == (2, 1, 1)


def test_a_voice_that_took_it_back_is_not_counted() -> None:
    ledger = case("voices3")
    (says_a,) = [each for each in stand(ledger, "cause", "port").grades if each.answer.text == "a"]
    assert origins(ledger, "cause", says_a) == (1, 1, 1)


def test_whoever_speaks_for_two_is_one_voice_of_two_parties() -> None:
    assert origins(case("twohats"), "cause") == (3, 2, 2)


def test_unnamed_voices_count_once_for_the_parties_for_which_they_speak() -> None:
    assert origins(case("hats"), "cause") == (3, 1, 2)
