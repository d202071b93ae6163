from __future__ import annotations

import json
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.characters.folding import letters, offsets, words
from claimcheck.views.listing import Filters
from claimcheck.views.search import search
from tests.conftest import Corpus, Golden, Run
from tests.sarn import BROKEN, UNRELATED, both, read

ONE = """
title: One text
questions: {{}}
sources: {{s: {{publisher: P}}}}
claims:
  - {{id: c, speaker: who, stance: {{comments: [q]}}, source: s, text: {text}}}
"""


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("words", ["accident", "wiring"]),
        ("phrase", ["we now know"]),
        ("names", ["sarn"]),
        ("nothing", ["submarine"]),
        ("speaker", ["reek", "arson"]),
    ],
)
@pytest.mark.parametrize("columns", [80, 200])
def test_search_reads_as_it_did(
    name: str, given: list[str], columns: int, corpus: Corpus, run: Run, golden: Golden
) -> None:
    both(corpus)
    result = run("search", *given, columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"search/{name}.{columns}.txt", result.out)


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("They kidnapped him", ["kidnap"], ["kidnapped"]),
        ("They KIDNAPPED him", ["Kidnap"], ["KIDNAPPED"]),
        ("Martirosyan spoke", ["art"], None),
        ("Élysée, élysée, elysee", ["elysee"], ["Élysée", "élysée", "elysee"]),
        ("E\u0301lyse\u0301e", ["élysée"], ["E\u0301lyse\u0301e"]),
        ("Es war die Straße", ["STRASSE"], ["Straße"]),
        ("Łódź", ["lodz"], ["Łódź"]),
        ("Он самовольно ушёл", ["ушел"], ["ушёл"]),
        ("İstanbul", ["istanbul"], ["İstanbul"]),
        ("ο άνθρωπος", ["ανθρωποσ"], ["άνθρωπος"]),
        ("船員は夜に連れ去られた", ["連れ去"], ["連れ去"]),
        ("الجندي غادر", ["جندي"], ["جندي"]),
        ("किताब यहाँ है", ["किताब"], ["किताब"]),
        ("Putin's orders", ["putin’s"], ["Putin's"]),
        ("the fourth of March", ["fourth of"], ["fourth of"]),
        ("the fourth, of March", ["fourth of"], ["fourth, of"]),
        ("the fourth of March", ["of fourth"], None),
        ("the fourth of March", ["of", "fourth"], ["fourth", "of"]),
        ("the fourth offer", ["fourth of"], None),  # a phrase wants whole words
        ("lefty left", ['"left"'], ["left"]),
        ("lefty left", ["left"], ["lefty", "left"]),
        ("lefty left", ['"left" lef'], ["lefty", "left"]),
        ("[sic] (x|y) a.b", ["a.b"], ["a.b"]),
        ("ﬁre at sea", ["fire"], ["ﬁre"]),
        ("the ware\u00adhouse burnt", ["warehouse"], ["ware\u00adhouse"]),
        ("no such thing", ["such", "thing", "else"], None),
    ],
)
def test_what_is_found_and_marked(text: str, wanted: list[str], marked: list[str] | None, corpus: Corpus) -> None:
    incident = ONE.format(text=json.dumps(text, ensure_ascii=False))
    collection = read(corpus({"one": incident}, "speakers: {who: {name: Somebody}}"))
    items = search(collection, wanted, Filters()).items
    found = [[passage.text[a:b] for a, b in passage.marks] for item in items for passage in item.passages]
    assert found == ([] if marked is None else [marked])


def test_all_words_must_occur_in_one_thing_and_the_speaker_s_name_counts(corpus: Corpus) -> None:
    collection = read(both(corpus))

    def found(*given: str) -> list[str]:
        return [item.id for item in search(collection, given, Filters()).items]

    assert found("brandt", "wiring") == ["captain-wiring"]
    assert found("brandt") == ["harbour-captain"]  # the speaker, and not all that she ever said
    assert found("thomas") == ["port-spokesman"]
    assert "captain-wiring-de" in found("unfall")
    assert "captain-wiring-de" in found("accident")  # its translation


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--party", "fire-service"], ["chief-lamp"]),
        (["--incident", "harbour-fire"], ["herald-03-05", "captain-wiring", "captain-wiring-de"]),
        (["--stance", "concedes"], ["spokesman-lamp"]),
        (["--until", "2031-12"], ["herald-03-05", "captain-wiring", "captain-wiring-de"]),
        (["--speaker", "harbour-captain", "--source", "kurier"], ["captain-wiring-de"]),
        (["--theme", "accident-or-arson", "--since", "2033-07-08"], ["spokesman-lamp"]),
    ],
)
def test_filters_are_those_of_list(options: list[str], ids: list[str], corpus: Corpus, run: Run) -> None:
    both(corpus)
    rows = run("search", "accident", *options, "--format", "jsonl").out.splitlines()
    assert [json.loads(row)["id"] for row in rows] == ids


@pytest.mark.parametrize("words", [[""], ["…"], ['""'], ["fire", "--party", "nobody"], []])
def test_a_search_for_nothing_is_refused(words: list[str], corpus: Corpus, run: Run) -> None:
    both(corpus)
    result = run("search", *words)
    assert (result.status, result.out) == (2, "")


def test_an_unrelated_incident_and_a_broken_one_change_no_other_answer(corpus: Corpus, run: Run) -> None:
    both(corpus)
    before = json.loads(run("search", "fire", "--format", "json").out)
    both(corpus, unrelated=UNRELATED, broken=BROKEN)
    after = json.loads(run("search", "fire", "--format", "json").out)
    assert after.pop("left_out") == [{"incident": "broken", "errors": 2}]
    assert before.pop("left_out") == []
    assert after == before
    assert "not read (2 errors)" in run("search", "fire").out


def test_words_from_claims_are_data(corpus: Corpus, run: Run) -> None:
    text = json.dumps("found \x1b[31m[bold]red[/bold] <b> *stars* \u202eright")
    corpus({"one": ONE.format(text=text).replace("comments: [q]", "withholds: [q]")}, "speakers: {who: {name: W}}")
    corpus({"one": ONE.format(text=text).replace("questions: {}", "questions: {q: {ask: Q?, kind: date}}")})
    for format_ in ("table", "md", "csv"):
        out = run("search", "found", "--format", format_, env={"FORCE_COLOR": "1"}).out
        assert "\x1b[31m" not in out
        assert "\u202e" not in out
        assert "\\u001b" in unescape(out)
        assert "bold" in out


@given(st.text(max_size=30), st.text(max_size=30))
def test_folding_goes_letter_by_letter_and_knows_where_each_came_from(one: str, other: str) -> None:
    assert letters(one) + letters(other) == letters(one + other)
    assert len(offsets(one)) == len(letters(one))
    assert offsets(one) == sorted(offsets(one))
    assert all(letters(one)[at] in letters(one[place]) for at, place in enumerate(offsets(one)))


@given(st.text(max_size=30))
def test_composed_and_decomposed_text_folds_alike_and_folding_twice_changes_nothing(text: str) -> None:
    assert letters(unicodedata.normalize("NFD", text)) == letters(unicodedata.normalize("NFC", text)) == letters(text)
    assert letters(letters(text)) == letters(text)
    assert words(text.upper()) == words(text.lower()) or not text.isascii()


def test_a_name_is_found_in_the_letters_of_another_script(corpus: Corpus, run: Run) -> None:
    corpus(
        {"a": "title: A day\nquestions:\nsources: {p: {publisher: Новая газета}}\nclaims:\n"},
        speakers="speakers: {one: {name: Андрей Кузнецов}, two: {name: Marta Olin, aliases: [Μάρτα Όλιν]}}",
    )
    for asked, found in (("Kuznetsov", "one"), ("Novaya", "p"), ("Olin", "two"), ("Μάρτα", "two"), ("Kuznetsova", "")):
        hits = [each["id"] for each in json.loads(run("search", asked, "--format", "json").out)["items"]]
        assert hits == [found] * bool(found), asked
