"""`contrast`: whose words stand for an answer, what a path is called, and who is behind a state."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.conftest import Corpus, Run

Page = Callable[..., str]
SPEAKERS = """
parties:
  port: {name: Port}
  union: {name: Union}
speakers:
  clerk: {name: Clerk, party: port}
  chair: {name: Chair, party: union}
  diver: {name: Diver}
"""
HEAD = """
title: The crane of Sarn
disputants: [port, union]
questions:
  fell: {ask: What made it fall?, answers: {wind: It was the wind., rust: It was rust.}}
  moved: {ask: Where does it stand?, changes: forward, answers: {quay: On the quay., yard: In the yard.}}
  day: {ask: When did it fall?, kind: date}
  wants: {ask: What is wanted?, exclusive: false, answers: {pay: Pay., rest: Rest., leave: Leave.}}
sources:
  herald: {publisher: Herald, published: 2031-06-01}
claims:
"""


@pytest.fixture
def page(corpus: Corpus, run: Run) -> Page:
    def written(*claims: str, question: str) -> str:
        rows = "".join(f"  - {{id: c{at}, source: herald, {each}}}\n" for at, each in enumerate(claims))
        corpus({"crane": HEAD.replace("\n", "", 1) + rows}, speakers=SPEAKERS)
        result = run("contrast", "crane", "--question", question, "--format", "md")
        assert result.status == 0, result.err
        return " ".join(re.sub(r"<br>|[*`]", " ", result.out.replace("\\", "")).split())

    return written


def test_a_plain_word_stands_for_an_answer_before_a_later_hint(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {fell: wind}}, text: Said plainly that it was the wind.",
        "speaker: clerk, said: 2031-03-05, stance: {implies: {fell: wind}}, quote: What a storm",
        question="fell",
    )
    assert "Said plainly that it was the wind." in shown
    assert "by implication" not in shown


def test_a_quote_stands_for_an_answer_before_a_paraphrase_as_plain(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {fell: wind}}, quote: The wind did it",
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {fell: wind}}, text: Said so once more.",
        question="fell",
    )
    assert "“The wind did it”" in shown
    assert "once more" not in shown


def test_where_the_fact_changes_the_last_words_stand(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {moved: quay}}, quote: It is on the quay",
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {moved: yard}}, quote: It is in the yard",
        "speaker: clerk, said: 2031-03-09, stance: {suggests: {moved: yard}}, text: Thought that it was there.",
        question="moved",
    )
    assert "Over time: On the quay (1 Mar 2031) → then: In the yard (5 Mar)" in shown
    assert "In the yard. “It is in the yard”" in shown


def test_a_step_back_is_a_shift(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {moved: yard}}, quote: It is in the yard",
        "speaker: clerk, said: 2031-03-09, stance: {asserts: {moved: quay}}, quote: It is on the quay",
        question="moved",
    )
    assert "Over time: In the yard (5 Mar 2031) → shift: On the quay (9 Mar)" in shown


def test_a_day_that_is_an_answer_is_told_from_that_of_its_claim(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {day: 2031-03-01}}, quote: On the first",
        "speaker: clerk, said: 2031-03-09, stance: {asserts: {day: 2031-03-02}}, quote: On the second",
        question="day",
    )
    assert "Over time: 1 Mar 2031 (said 5 Mar 2031) → shift: 2 Mar 2031 (said 9 Mar)" in shown


def test_a_period_that_ends_in_another_year_says_both_years(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2030-09-01, stance: {asserts: {fell: wind}}, quote: The wind did it",
        "speaker: clerk, said: 2030-09-05/2031-05-31, stance: {asserts: {fell: rust}}, quote: Rust did it",
        question="fell",
    )
    assert "Over time: It was the wind (1 Sep 2030) → shift: It was rust (5 Sep 2030 – 31 May 2031) " in shown


def test_agreement_names_who_says_it_how_and_which_side_does_not(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {fell: wind}}, quote: The wind did it",
        "speaker: diver, said: 2031-03-01, stance: {implies: {fell: wind}}, quote: What a storm",
        question="fell",
    )
    assert "It was the wind: said by Port; said, by implication, by Diver - No statement recorded: Union" in shown


def test_where_answers_do_not_exclude_one_another_only_those_are_agreed_that_two_give(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {wants: [pay, rest]}}, quote: Pay and rest",
        "speaker: chair, said: 2031-03-01, stance: {asserts: {wants: [pay, leave]}}, quote: Pay and leave",
        question="wants",
    )
    assert "Pay: said by Port and Union - Rest: said by Port - Leave: said by Union " in shown


def test_who_is_less_exact_is_named_beside_those_who_contradict_one_another(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {day: 2031-03-01}}, quote: On the first",
        "speaker: chair, said: 2031-03-05, stance: {asserts: {day: 2031-03-03}}, quote: On the third",
        'speaker: diver, said: 2031-03-05, stance: {asserts: {day: "2031-02-20~"}}, quote: Some time in February',
        question="day",
    )
    assert "About 20 Feb 2031: said by Diver - 1 Mar 2031: said by Port - 3 Mar 2031: said by Union " in shown


def test_each_step_back_is_a_shift_with_its_own_words(page: Page, run: Run) -> None:
    page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {moved: yard}}, quote: It was taken to the yard",
        "speaker: clerk, said: 2031-03-02, stance: {asserts: {moved: quay}}, quote: It is back on the quay",
        "speaker: clerk, said: 2031-03-03, stance: {asserts: {moved: yard}}, quote: It went to the yard again",
        "speaker: clerk, said: 2031-03-04, stance: {asserts: {moved: quay}}, quote: It is once more on the quay",
        question="moved",
    )
    shown = run("history", "clerk", columns=120).out
    assert "1 question, 1 with a shift" in shown
    assert shown.count("Shift: In the yard → On the quay") == 2
    assert shown.count("Then: On the quay → In the yard") == 1
    assert "It is once more on the quay" in shown


def test_what_is_implied_is_plainer_than_what_is_suggested(page: Page) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {implies: {fell: wind}}, text: Spoke of the storm.",
        "speaker: clerk, said: 2031-03-05, stance: {suggests: {fell: wind}}, quote: It may have been the wind",
        question="fell",
    )
    assert "Suggests and, by implication: It was the wind. “It may have been the wind”" in shown


def test_what_is_said_on_a_condition_names_the_answer(page: Page, run: Run) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, condition: if it blew, stance: {suggests: {fell: wind}}, quote: Then so",
        question="fell",
    )
    assert "On a condition, if it blew: Suggests: It was the wind. “Then so”" in shown
    assert "on a condition, suggests: It was the wind (1 Mar 2031)" in run("history", "clerk", columns=120).out


def test_later_words_beside_which_the_earlier_stand_are_no_shift(page: Page, run: Run) -> None:
    shown = page(
        "speaker: clerk, said: 2031-03-01, stance: {suggests: {fell: wind}}, quote: Perhaps the wind",
        "speaker: clerk, said: 2031-03-05, stance: {suggests: {fell: [wind, rust]}}, quote: The wind or rust",
        question="fell",
    )
    assert "Suggests: It was the wind. “Perhaps the wind”" in shown
    assert "shift:" not in shown
    assert "0 with a shift" in run("history", "clerk", columns=120).out


def test_a_diff_says_how_a_position_is_taken_with_the_plainest_words(page: Page, run: Run) -> None:
    page(
        "speaker: clerk, said: 2031-03-01, stance: {implies: {fell: wind}}, text: Spoke of the storm.",
        "speaker: clerk, said: 2031-03-05, stance: {suggests: {fell: wind}}, quote: It may have been the wind",
        "speaker: chair, said: 2031-03-05, stance: {asserts: {fell: rust}}, quote: Rust did it",
        "speaker: diver, said: 2031-03-05, stance: {asserts: {fell: wind}}, quote: The wind did it",
        question="fell",
    )
    shown = run("diff", "crane", "port", "union", columns=120).out
    assert "suggests: It was the wind" in shown
    assert "It may have been the wind" in " ".join(shown.split())
    both = run("diff", "crane", "port", "diver", columns=120).out
    assert "(suggests)" in both.partition("What both say")[2]


def test_one_step_back_told_twice_on_one_day_is_one_shift(page: Page, run: Run) -> None:
    page(
        "speaker: clerk, said: 2031-03-01, stance: {asserts: {moved: yard}}, quote: It was taken to the yard",
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {moved: quay}}, text: Said that it was on the quay.",
        "speaker: clerk, said: 2031-03-05, stance: {asserts: {moved: quay}}, quote: It is on the quay",
        question="moved",
    )
    (question,) = json.loads(run("history", "clerk", "--format", "json").out)["questions"]
    assert [(each["kind"], each["before"], each["after"]) for each in question["moves"]] == [("shift", "c0", "c2")]


def test_what_came_later_or_is_a_draft_is_not_named_as_of_a_day(page: Page, run: Run) -> None:
    page(
        "speaker: clerk, said: 2031-03-01, draft: true, text: The first words.",
        "speaker: clerk, said: 2031-03-02, restates: c0, stance: {asserts: {fell: wind}}, quote: The wind did it",
        "speaker: chair, said: 2031-03-02, restates: c3, stance: {asserts: {fell: rust}}, quote: Rust did it",
        "speaker: chair, said: 2031-03-09, stance: {asserts: {fell: rust}}, quote: It was rust",
        question="fell",
    )
    words = ("contrast", "crane", "--clock", "said", "--as-of", "2031-03-04", "--format", "json")
    claims = json.loads(run(*words).out)["claims"]
    assert {name: each["restates"] for name, each in claims.items()} == {"c1": None, "c2": "c3", "c3": None}


def test_what_is_new_on_a_day_says_who_told_it(page: Page, run: Run) -> None:
    page(
        "speaker: clerk, said: 2031-03-02, via: [diver], stance: {asserts: {fell: wind}}, quote: The wind did it",
        question="fell",
    )
    days = ("--as-of", "2031-03-01", "--as-of", "2031-03-04", "--clock", "said")
    assert "Clerk, as told by Diver" in run("diff", "crane", *days, columns=160).out.partition("\nNew\n")[2]
