"""Small collections whose right words were worked out by hand: what each command prints of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Protocol

import pytest

from tests.conftest import TESTS, Corpus, Run

WORDS = TESTS / "fixtures" / "words"
LOGIC = TESTS / "oracle" / "cases"


def printed(run: Run, collection: str | Path, *words: str) -> str:
    """What a command prints of a collection, in one line."""
    result = run(*words, "--claims", str(WORDS / collection), columns=200)
    assert result.status == 0, result.err
    return " ".join(result.out.split())


class Case(Protocol):
    """What the program prints of one of the oracle's cases, in one line."""

    def __call__(self, name: str, *words: str, status: int = 0) -> str: ...


@pytest.fixture
def case(corpus: Corpus, run: Run) -> Case:
    """Puts one of the oracle's cases where the program finds it, and asks it something."""

    def ask(name: str, *words: str, status: int = 0) -> str:
        corpus({"x": (LOGIC / f"{name}.yaml").read_text()}, speakers=(LOGIC / "speakers.yaml").read_text())
        result = run(*words, columns=200)
        assert result.status == status, result.err
        return " ".join((result.out or result.err).split())

    return ask


def test_words_of_an_uncertain_day_had_been_said_once_they_were_in_print(run: Run) -> None:
    asked = ("contrast", "fire", "--question", "cause", "--as-of", "2040-01-01", "--clock", "said")
    shown = printed(run, "harbour", *asked)
    assert "cause — contested" in shown
    assert "— Marta Olin, 6 Mar 2031 (uncertain), by 1 Apr 2031" in shown
    assert "Left out" not in shown


def test_what_was_never_given_up_is_no_shift(run: Run) -> None:
    shown = printed(run, "harbour", "contrast", "fire", "--question", "cause", "--format", "md")
    assert "denies: Old wiring caught fire (5 Mar 2031) → adds: A lamp fell" in shown
    assert shown.count("shift:") == 1
    assert "shift: Somebody set it" in shown
    assert "A lamp fell over: said by Sarn Port Authority (earlier)" in shown
    assert "Earlier: A lamp fell over." in shown


def test_to_suggest_and_to_withhold_in_one_breath_are_two_things(run: Run) -> None:
    shown = printed(run, "harbour", "contrast", "fire", "--question", "blame")
    assert "The port: said by Dockers' Union of Sarn; suggested by Tidal Institute" in shown
    assert "Withheld: Tidal Institute" in shown
    assert "Suggests: The port." in shown
    assert "Withholds judgement in the same words." in shown


@pytest.mark.parametrize("words", [("contrast", "fire"), ("timeline", "fire"), ("report", "fire")])
def test_to_doubt_is_not_to_deny(run: Run, words: tuple[str, ...]) -> None:
    shown = printed(run, "harbour", *words)
    assert re.search(r"[Dd]oubt(?:s|ed):?\**:? Old wiring caught fire", shown)
    assert "wiring, doubted" not in shown


def test_what_a_dissenter_is_said_to_have_told_another_leaves_an_answer_uncontradicted(run: Run) -> None:
    shown = printed(run, "harbour", "contrast", "fire2")
    assert "locked — uncontradicted" in shown
    assert "no party contradicts it in its own words" in shown
    assert "denied by Sarn Port Authority (as told by Marta Olin)" in shown
    assert "Withheld: Sarn Port Authority" in shown
    assert "Agreed" not in shown
    assert "not said by" not in shown


def test_contrast_and_diff_say_the_same_of_what_is_only_relayed(run: Run) -> None:
    shown = printed(run, "harbour", "diff", "fire2", "port", "union")
    assert "they clash on none, differ only by what others relay on 1" in shown
    assert "Where they clash" not in shown
    assert "Where they differ by what others relay" in shown


def test_the_hint_for_two_answers_at_once_keeps_the_dispute(run: Run, tmp_path: Path) -> None:
    found = run("check", "--claims", str(WORDS / "harbour"), columns=200)
    assert "if both can hold, name with `excludes` what cannot" in found.out
    shutil.copytree(WORDS / "harbour", tmp_path / "followed")
    file = tmp_path / "followed" / "incidents" / "fire3.yaml"
    followed = file.read_text().replace("port: The port did it.", "port: {is: The port did it., excludes: [union]}")
    file.write_text(followed)
    again = run("check", "--claims", str(tmp_path / "followed"), columns=200)
    assert "contradicts-itself" not in again.out
    assert "blame — contested" in printed(run, tmp_path / "followed", "contrast", "fire3")


def test_what_is_said_on_a_condition_is_not_unsaid(run: Run) -> None:
    shown = printed(run, "twice", "contrast", "sarn-fire", "--question", "charged")
    assert "said by Dockers' Union of Sarn and Pilots' Guild; said, on a condition, by Sarn Port Authority" in shown
    assert "not said by" not in shown


def test_a_denial_that_names_a_thing_does_not_reject_its_name(run: Run) -> None:
    shown = printed(run, "twice", "wording", "sarn-fire")
    assert "eviction Sarn Port Authority" in shown
    assert "reject" not in shown


def test_a_term_used_of_something_else_can_be_marked(run: Run, tmp_path: Path) -> None:
    shutil.copytree(WORDS / "twice", tmp_path / "marked")
    file = tmp_path / "marked" / "incidents" / "sarn-fire.yaml"
    marked = file.read_text().replace("id: d-guild-wiring,", "id: d-guild-wiring, unrelated_terms: [arson],")
    file.write_text(marked)
    shown = printed(run, tmp_path / "marked", "wording", "sarn-fire")
    assert "arson" not in shown
    assert "blaze Pilots' Guild" in shown


def test_crossref_counts_utterances_and_labels_by_the_plainest_grade(run: Run) -> None:
    shown = printed(run, "twice", "crossref", "--theme", "on-purpose")
    assert "2 utterances" in shown
    assert "by implication" not in shown


@pytest.mark.parametrize(
    "words",
    [
        ("contrast", "{}"),
        ("contrast", "{}", "--full"),
        ("contrast", "{}", "--by", "speaker"),
        ("report", "{}"),
        ("report", "{}", "--format", "html"),
        ("timeline", "{}"),
        ("wording", "{}"),
        ("origins", "{}"),
        ("origins", "question:{}/cause"),
        ("diff", "{}", "port", "union"),
        ("diff", "{}", "--as-of", "2031-03-05", "--as-of", "2031-03-10"),
        ("history", "union", "--question", "{}/cause"),
        ("show", "question:{}/cause"),
        ("list", "claims", "--incident", "{}"),
    ],
    ids=" ".join,
)
def test_an_id_decides_nothing(run: Run, words: tuple[str, ...]) -> None:
    """`holm-fire` is `sarn-fire` with one claim named anew, so that it would come first in the alphabet."""
    names = r"(zz|\ba)-union-implied\b|(sarn|holm)-fire|[─═ ]"  # a column is as wide as its ids
    one, other = (
        re.sub(names, "", printed(run, "twice", *(word.format(each) for word in words)))
        for each in ("sarn-fire", "holm-fire")
    )
    assert one == other


def test_an_admission_stands_in_the_line_that_sums_up(run: Run) -> None:
    shown = printed(run, "own-men", "contrast", "q")
    assert "Men of the port set the fire: said by Dockers' Union of Sarn; suggested by Sarn Port Authority" in shown


@pytest.mark.parametrize("command", ["contrast", "report"])
def test_what_was_taken_back_is_no_comment(run: Run, command: str) -> None:
    shown = printed(run, "taken-back", command, "fire")
    assert "It was an accident: said, and taken back, by Sarn Port Authority" in shown
    assert "“It was an accident”" in shown
    assert "“I take that back”" in shown
    assert "commented, without" not in shown.lower()
    assert "nobody has" not in shown.lower()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("erase", "nobody takes back another party's words"),
        ("hearsay", "what another party relays takes nothing back"),
        ("cond", "what holds on a condition takes nothing back"),
    ],
)
def test_nothing_but_ones_own_plain_word_takes_a_word_back(case: Case, name: str, why: str) -> None:
    assert why in case(name, "check", status=1)
    assert "cannot be shown" in case(name, "contrast", "x", status=2)


def test_what_is_taken_back_stands_on_no_question_of_which_the_new_claim_speaks(case: Case) -> None:
    shown = case("back", "contrast", "x")
    assert "The a: said, and taken back, by Port • The b: said by Port" in shown
    assert "Taken back: The a It was a." in shown
    assert "What else? other — one-sided • The a: said by Port" in shown


def test_an_utterance_is_taken_back_with_all_that_restate_it(case: Case) -> None:
    shown = case("restated", "contrast", "x")
    assert "cause — agreed • The a: said, and taken back, by Port • The b: said by Port and Union" in shown


def test_a_voice_that_took_its_word_back_is_named_and_not_counted(case: Case) -> None:
    assert "Taken back, and not counted: the words of Pia Null." in case("voices3", "origins", "x")
    shown = case("voices3", "origins", "question:x/cause")
    assert "The a 1 1 1" in shown
    assert "The b 1 1 1" in shown


@pytest.mark.parametrize("name", ["prog", "pos"])
@pytest.mark.parametrize("words", [("crossref", "--party", "port"), ("history", "port"), ("contrast", "x")])
def test_a_stage_is_no_shift_on_any_page(case: Case, name: str, words: tuple[str, ...]) -> None:
    shown = case(name, *words)
    assert "Shift:" not in shown
    assert "shift:" not in shown
    if name == "prog":
        assert "then: " in shown.lower()


def test_two_hedged_pairs_do_not_clash_directly(case: Case) -> None:
    shown = case("fwd", "contrast", "x")
    assert "permit — in tension" in shown
    assert "It is applied for: said by Union; suggested by Union" not in shown


def test_a_history_draws_no_shift_between_days_that_are_not_in_order(case: Case) -> None:
    shown = case("crash1", "history", "port")
    assert shown.count("Shift: ") == 1
    assert "Shift: It is granted → suggests: It is applied for" in shown
    assert "Then: " not in shown  # a step back on one day with the step before is none
    assert "On one day, 4 Jan 2031: It is applied for (Per Ein); against that: It is granted (Pia Null)" in shown
    again = case("crash2", "history", "port")
    assert [each.group(1) for each in re.finditer(r"Shift: (.*?) Before", again)] == [
        "suggests: The a → The b",
        "The b → The a",
        "The a → suggests: The b",
    ]


def test_days_on_a_question_that_excludes_nothing_are_compatible(case: Case) -> None:
    assert "days — compatible • 3 Jan 2031: said by Port • 5 Jan 2031: said by Union" in case("dates", "contrast", "x")


@pytest.mark.parametrize(("name", "shift"), [("corr", "The a → The b"), ("corr2", "The a → The c")])
def test_a_recorded_correction_is_a_shift_on_its_day(case: Case, name: str, shift: str) -> None:
    assert f"Shift: {shift}" in case(name, "history", "port")
    assert "taken back) → shift: " in case(name, "contrast", "x")


def test_one_value_in_two_spellings_is_one_answer(case: Case) -> None:
    shown = case("spell", "contrast", "x")
    assert "dead — agreed • 120: said by Port and Union" in shown
    assert "day — agreed • Jan 2031: said by Port and Union" in shown


def test_one_publisher_is_one_voice(case: Case) -> None:
    assert "x — 2 reports, 1 voice, 1 party" in case("voices1", "origins", "x")


def test_whoever_speaks_for_two_is_one_voice_of_two_parties_(case: Case, corpus: Corpus, run: Run) -> None:
    assert "x — 3 reports, 2 voices, 2 parties" in case("twohats", "origins", "x")
    text = (LOGIC / "twohats.yaml").read_text()
    head, _, claims = text.partition("claims:\n")
    turned = head + "claims:\n" + "".join(reversed(claims.splitlines(keepends=True)))
    corpus({"x": turned})
    assert "x — 3 reports, 2 voices, 2 parties" in " ".join(run("origins", "x").out.split())


def test_unnamed_voices_count_once_for_the_parties_for_which_they_speak(case: Case) -> None:
    assert "x — 3 reports, 1 voice, 2 parties" in case("hats", "origins", "x")


def test_there_and_back_again_is_a_shift_each_time(case: Case) -> None:
    shown = case("zigzag", "contrast", "x")
    assert shown.count("shift:") == 3
    assert "The a: said by Port (earlier) • The b: said by Port" in shown
    assert case("zigzag", "history", "port").count("Shift:") == 3


def test_a_changing_fact_on_different_days_is_no_dispute(case: Case) -> None:
    assert "where — compatible" in case("ship", "contrast", "x")


@pytest.mark.parametrize("command", ["contrast", "timeline"])
def test_nobody_appears_before_they_speak(case: Case, command: str) -> None:
    assert "Lone Lund" not in case("later", command, "x", "--as-of", "2031-02-01")
    assert "Lone Lund" in case("later", command, "x", "--as-of", "2031-04-01")


def test_several_accounts_of_one_speaker_are_one_line(corpus: Corpus, run: Run) -> None:
    told = "".join(
        f"  - {{id: c{at}, speaker: p0, said: 2031, stance: {{asserts: {{cause: {each}}}}}, source: s, text: So.}}\n"
        for at, each in enumerate("abc")
    )
    head = "title: A fire\nquestions: {cause: {ask: What?, answers: {a: The a., b: The b., c: The c.}}}\n"
    corpus(
        {"x": f"{head}sources: {{s: {{publisher: The Lamp}}}}\nclaims:\n{told}"},
        speakers=(LOGIC / "speakers.yaml").read_text(),
    )
    assert "Varying accounts by Pia Null: The a; The b; and The c" in run("contrast", "x", columns=200).out


def test_whoever_is_told_of_by_two_is_named_once_and_their_words_set_against_the_others_together(
    corpus: Corpus, run: Run
) -> None:
    claims = [
        "{id: c1, speaker: p0, via: [u0], stance: {asserts: {cause: a}}, source: s, text: Said a.}",
        "{id: c2, speaker: p0, via: [lone], stance: {asserts: {cause: a}}, source: s, text: Said a.}",
        "{id: c3, speaker: u0, stance: {denies: {cause: a}}, source: s, text: Not a.}",
        "{id: c4, speaker: lone, stance: {doubts: {cause: a}}, source: s, text: Hardly a.}",
        "{id: c5, speaker: lone, condition: if so, stance: {suggests: {cause: b}}, source: s, text: Then b.}",
    ]
    head = "title: A fire\nquestions: {cause: {ask: What?, answers: {a: The a., b: The b.}}}\n"
    rows = "".join(f"  - {each}\n" for each in claims)
    corpus(
        {"x": f"{head}sources: {{s: {{publisher: The Lamp}}}}\nclaims:\n{rows}"},
        speakers=(LOGIC / "speakers.yaml").read_text(),
    )
    shown = " ".join(run("contrast", "x", columns=200).out.split())
    assert "The a: said by Port (as told by Lone Lund and by Ulla Null); denied by Union; doubted by Lone Lund" in shown
    assert "The b: suggested, on a condition, by Lone Lund" in shown
    assert "As relayed: The a (Port, as told by Ulla Null), against the words of Union and Lone Lund" in shown


def test_a_figure_draws_an_implication_beside_a_hedge(corpus: Corpus, run: Run) -> None:
    claims = [
        "{id: c1, speaker: p0, stance: {suggests: {cause: a}}, said: 2031-01-01, source: s, text: Perhaps a.}",
        "{id: c2, speaker: p1, stance: {implies: {cause: a}}, said: 2031-01-01, source: s, text: Of a.}",
    ]
    head = "title: A fire\nquestions: {cause: {ask: What?, answers: {a: The a., b: The b.}}}\n"
    rows = "".join(f"  - {each}\n" for each in claims)
    corpus(
        {"x": f"{head}sources: {{s: {{publisher: The Lamp}}}}\nclaims:\n{rows}"},
        speakers=(LOGIC / "speakers.yaml").read_text(),
    )
    assert "| What? | suggests: The a; by implication: The a |" in run("report", "x").out


def test_what_is_said_twice_on_one_day_is_one_step(corpus: Corpus, run: Run) -> None:
    claims = [
        "{id: c1, speaker: p0, stance: {asserts: {cause: a}}, said: 2031-01-01, source: s, text: It was a.}",
        "{id: c2, speaker: p0, stance: {denies: {cause: b}}, said: 2031-01-02, source: s, text: Not b.}",
        "{id: c3, speaker: p1, stance: {denies: {cause: b}}, said: 2031-01-02, source: s, text: Nor do I say b.}",
    ]
    head = "title: A fire\nquestions: {cause: {ask: What?, answers: {a: The a., b: The b.}}}\n"
    rows = "".join(f"  - {each}\n" for each in claims)
    people = (LOGIC / "speakers.yaml").read_text()
    corpus({"x": f"{head}sources: {{s: {{publisher: The Lamp}}}}\nclaims:\n{rows}"}, speakers=people)
    shown = run("history", "port", columns=200).out
    assert "• The a (1 Jan 2031) → adds, denies: The b (2 Jan 2031)\n" in shown


OLD = """\
title: A fire
disputants: [port, union]
questions:
  cause: {ask: What caused it?, answers: {a: The a., b: The b.}}
sources:
  s: {publisher: The Lamp, published: 2031-01-05}
claims:
  - {id: c1, speaker: p0, stance: {asserts: {cause: a}}, said: 2031-01-01, source: s, text: It was a.}
  - {id: c2, speaker: p1, via: [u0], stance: {denies: {cause: a}}, source: s, text: It was not a.}
  - {id: c3, speaker: p0, stance: {asserts: {cause: b}}, said: 2031-01-02, source: s, text: It was b.}
  - {id: c4, speaker: u0, stance: {asserts: {cause: [a, b]}}, said: 2031-01-09, source: s, text: Both.}
  - {id: c5, speaker: u0, stance: {asserts: {cause: b}}, source: s, replaces: c1, text: It was b.}
"""


def test_a_collection_of_before_is_read_as_it_is_and_check_names_what_means_something_else(
    corpus: Corpus, run: Run
) -> None:
    """Bounds of days, whose words take back whose, what is no shift: keys that were there before say more now."""
    folder = corpus({"x": OLD}, speakers=(LOGIC / "speakers.yaml").read_text())
    told = run("check", "--format", "full", columns=200).out
    for rule in (
        "cannot-replace",  # another party's words were wiped out
        "said-after-published",  # words were said after they were out
        "contradicts-itself",  # `exclusive: false` was the only way out
        "relayed-without-day",  # the day of the telling was that of the words
        "shift-without-replaces",
    ):
        assert rule in told, rule
    assert "unknown key" not in told
    assert (folder / "incidents" / "x.yaml").read_text() == OLD
