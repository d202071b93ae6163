"""`history`: what one voice held over time, and what cannot be ordered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model.collection import Collection
from claimcheck.model.day import Day
from claimcheck.reasoning.days import days, holding
from claimcheck.reasoning.moves import MoveKind
from claimcheck.views.history import History, history
from tests.conftest import Corpus, Golden, Run
from tests.invention import Texts, claims, collections, read, written
from tests.sarn import BROKEN, HARBOUR_FIRE, SPEAKERS, THEMES, UNRELATED, both

OPTIONS = {
    "party": ("port",),
    "question": ("port", "--question", "harbour-fire/cause"),
    "theme": ("port", "--theme", "accident-or-arson"),
    "speaker": ("port-spokesman", "--full"),
    "told": ("night-watchman",),
    "silent": ("sarn-herald",),
    "lasting": ("keeper", "--question", "lamp/lit"),
}
LAMP = """
title: The lamp of Sarn
date: 2032-01
questions:
  lit: {ask: Is the lamp lit?, changes: true, answers: {lit: It is lit., dark: It is dark.}}
  lit-on: {ask: When was it first lit?, kind: date}
sources:
  herald: {publisher: Sarn Herald, published: 2032-01-02, language: en}
  radio: {publisher: Coast Radio, published: 2032-01-05, language: en}
  late: {publisher: Sarn Herald, published: 2032-01-09, language: en}
  never: {publisher: A leaflet}
claims:
  - {id: dark, speaker: keeper, source: herald, stance: {asserts: {lit: dark, lit-on: 1931}}, quote: The lamp is dark}
  - {id: lit, speaker: keeper, source: radio, stance: {asserts: {lit: lit, lit-on: 1932}}, quote: Now it burns}
  - {id: dark-again, speaker: keeper, source: late, stance: {concedes: {lit: dark}}, text: Said that it was out.}
  - {id: some-day, speaker: keeper, source: never, stance: {asserts: {lit: lit}}, quote: It burns}
  - {id: if-oil, speaker: keeper, source: late, condition: with oil, stance: {asserts: {lit: lit}}, text: It would.}
"""


@pytest.fixture
def sarn(corpus: Corpus) -> None:
    both(corpus, lamp=LAMP)
    corpus(speakers=f"{SPEAKERS}  keeper: {{name: Kai Brun, role: keeper of the lamp}}\n")


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("columns", [80, 200])
def test_the_page_looks_as_it_was_read_last(name: str, columns: int, run: Run, golden: Golden) -> None:
    result = run("history", *OPTIONS[name], columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"history/{name}.{columns}.txt", result.out)


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize("format_", ["md", "json"])
def test_the_other_formats_look_as_they_were_read_last(format_: str, run: Run, golden: Golden) -> None:
    golden(f"history/theme.{format_}", run("history", *OPTIONS["theme"], "--format", format_).out)


def answered(run: Run, *words: str) -> dict[str, Any]:
    result = run("history", *words, "--format", "json")
    assert result.status == 0, result.err
    found = json.loads(result.out)
    assert found["schema"] == "claimcheck/history/1"
    return dict(found)


@pytest.mark.usefixtures("sarn")
def test_a_shift_has_the_words_on_both_sides(run: Run) -> None:
    first, second = answered(run, *OPTIONS["theme"])["questions"]
    assert (first["incident"]["id"], second["incident"]["id"]) == ("harbour-fire", "shed-fire")
    (shift,) = second["moves"]
    assert shift["kind"] == "shift"
    assert (shift["earlier"]["answer"], shift["later"]["answer"]) == ("set", "accident")
    assert (shift["before"], shift["after"]) == ("spokesman-arson", "spokesman-lamp")
    (shift,) = first["moves"]  # an unnamed person's hedge does not take back what the captain said for certain
    assert (shift["before"], shift["after"]) == ("captain-wiring", "spokesman-set")
    (apart,) = first["unordered"]
    assert (apart["day"], apart["one"]["claims"], apart["other"]["claims"]) == (
        "2031-03-09",
        ["insider-accident"],
        ["spokesman-set"],
    )


@pytest.mark.usefixtures("sarn")
def test_a_changing_fact_has_stages_and_an_unknown_day_is_not_put_in_order(run: Run) -> None:
    (lit,) = answered(run, *OPTIONS["lasting"])["questions"]
    assert [(each["kind"], each["before"], each["after"]) for each in lit["moves"]] == [
        ("stage", "dark", "lit"),
        ("stage", "lit", "dark-again"),
    ]
    (apart,) = lit["unordered"]
    assert apart["day"] is None
    assert (apart["one"]["claims"], apart["other"]["claims"]) == (["some-day"], ["dark", "dark-again"])


@pytest.mark.usefixtures("sarn")
def test_what_others_tell_is_kept_apart(run: Run) -> None:
    (watch,) = answered(run, "night-watchman")["questions"]
    assert [each["as_told_by"] for each in watch["positions"]] == ["watchman-sister"]
    assert (watch["moves"], watch["unordered"]) == ([], [])


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("prot",), "no party or speaker `prot` in this collection"),
        (("port", "--theme", "arson"), "no theme `arson` in this collection"),
        (("port", "--question", "harbour-fire/couse"), "no question `harbour-fire/couse` in this collection"),
        (("port", "--question", "harbor-fire/cause"), "no incident `harbor-fire` in this collection"),
        (("port", "--question", "cause"), "--question: `cause` names no incident"),
        (("port", "--question", "harbour-fire/cause", "--theme", "x"), "--question and --theme are two ways"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(words: tuple[str, ...], message: str, run: Run) -> None:
    result = run("history", *words)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"claimcheck: {message}")


def test_an_unrelated_incident_and_a_broken_one_change_no_other_answer(corpus: Corpus, run: Run) -> None:
    both(corpus)
    before = answered(run, "port")
    both(corpus, unrelated=UNRELATED, broken=BROKEN)
    result = run("history", "port", "--format", "json")
    after = json.loads(result.out)
    assert "left out broken" in result.err
    assert [each["incident"] for each in after.pop("left_out")] == ["broken"]
    assert before.pop("left_out") == []
    assert after == before
    assert run("history", "port", "--strict").status == 2
    assert run("history", "port", "--question", "harbour-fire/cause").status == 0


def test_a_speaker_by_any_prefix_is_the_same(corpus: Corpus, run: Run) -> None:
    corpus({"harbour-fire": HARBOUR_FIRE}, SPEAKERS, THEMES)
    assert answered(run, "speaker:port-spokesman") == answered(run, "port-spokesman")
    assert answered(run, "party:port") == answered(run, "port")


VOICES = st.sampled_from(["red", "blue", "ann", "bob", "guest"])


@given(collections(), VOICES)
def test_moves_are_surely_ordered_and_what_is_unordered_is_not(collection: Collection, voice: str) -> None:
    incident = collection.incident("invention")

    def day(question: str, claim: str) -> Day:
        said = days(collection, incident)[claim]
        changing = incident.questions[question].changes != "false"
        return holding(incident, incident.by_id[claim], said) if changing else said

    for each in history(collection, voice).questions:
        for move in each.moves:
            assert day(each.question, move.before).surely_before(day(each.question, move.after))
            assert move.before in move.earlier.claims
            assert move.after in move.later.claims
            assert (move.kind is MoveKind.SHIFT) or incident.questions[each.question].changes != "false"
        for apart in each.unordered:
            for one in apart.one.claims:
                assert any(
                    not day(each.question, one).surely_before(day(each.question, other))
                    and not day(each.question, other).surely_before(day(each.question, one))
                    for other in apart.other.claims
                )


@given(claims(), VOICES, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_in_the_file_changes_nothing(
    made: list[dict[str, Any]],
    voice: str,
    random: Any,  # noqa: ANN401
) -> None:
    # of claims of one day the order of the file decides: here each has a day of its own
    said = [
        {key: value for key, value in each.items() if key != "replaces"}
        | {"said": f"2031-03-{at:02}", "source": "never"}
        for at, each in enumerate(made, start=1)
        if "restates" not in each
    ]
    shuffled = random.sample(said, len(said))
    assert told(written(said), voice) == told(written(shuffled), voice)


def told(files: Texts, voice: str) -> History:
    return history(read(files), voice)
