"""`draft`: what it proposes, whom it takes for the speaker, and what it leaves to a person."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.copies.cues import Language, cues_of
from claimcheck.copies.draft import ProposedWords, proposals
from claimcheck.copies.passages import passages, sentences
from tests.conftest import TESTS, Corpus, Golden, Run
from tests.drafting.measure import Score, articles, score, speakers
from tests.sarn import SPEAKERS, THEMES

EN, RU = Language.EN, Language.RU

ONE = [
    # an article of one paragraph, and the kind, speaker (as written) and words of what it proposes
    ("“It burnt,” said Marta Olin.", "quotation", "olin", "name", "It burnt"),
    ("“It burnt,” Marta Olin, the chair of the union, told reporters.", "quotation", "olin", "name", "It burnt"),
    ('"It burnt at ten," Marta Olin said.', "quotation", "olin", "name", "It burnt at ten"),
    ("'It burnt at ten,' said Marta Olin.", "quotation", "olin", "name", "It burnt at ten"),
    ("‘It’s the workers’ fault,’ said Marta Olin.", "quotation", "olin", "name", "It’s the workers’ fault"),
    ("Marta Olin said: “It burnt.”", "quotation", "olin", "name", "It burnt."),
    ("Inspector Marta Olin: “It burnt at ten.”", "quotation", "olin", "name", "It burnt at ten."),
    ("Marta Olin called the report “absurd”.", "quotation", "olin", "name", "absurd"),
    ("Marta Olin said that it “burnt like straw”.", "quotation", "olin", "name", "burnt like straw"),
    ("“It burnt,” the chair of the union said.", "quotation", None, None, "It burnt"),
    ("“It burnt,” said a spokesman for Kestrel Line.", "quotation", None, None, "It burnt"),
    ("“It burnt,” said Thomas Reek.", "quotation", "reek", "alias", "It burnt"),
    ("“It burnt,” said Mr Reek.", "quotation", "reek", "surname", "It burnt"),
    ("“Who was it?” asked Marta Olin.", "quotation", "olin", "name", "Who was it?"),
    ("“It burnt,” the leaflet reads.", "quotation", None, None, "It burnt"),
    ("Marta Olin insists it burnt at ten.", "reported", "olin", "name", None),
    ("Marta Olin, who saw it, denied that it burnt.", "reported", "olin", "name", None),
    ("It burnt at ten, according to Marta Olin.", "reported", "olin", "name", None),
    ("It burnt, Marta Olin added, at ten.", "reported", "olin", "name", None),
    ("Marta Olin called the report a provocation.", "reported", "olin", "name", None),
    ("The court was told by Marta Olin that it burnt.", "reported", "olin", "name", None),
    ("Kestrel Line's lawyer, Marta Olin, said it burnt.", "reported", "olin", "name", None),
    ("«Горело в десять», — сказала Марта Олин.", "quotation", "olin", "alias", "Горело в десять"),
    ("«Горело в десять», — усмехнулась Марта Олин.", "quotation", "olin", "alias", "Горело в десять"),
    ("Марта Олин ответила: «Горело».", "quotation", "olin", "alias", "Горело"),
    ("— Горело в десять, — сказала Марта Олин.", "quotation", "olin", "alias", "Горело в десять,"),
    ("Марта Олин назвала доклад «нелепым».", "quotation", "olin", "alias", "нелепым"),
    ("По словам Марты Олин, горело в десять.", "reported", "olin", "alias", None),
    ("Как отметила Марта Олин, горело в десять.", "reported", "olin", "alias", None),
    ("Марта Олин утверждает, что горело в десять.", "reported", "olin", "alias", None),
    ("Марта Олин назвала это провокацией.", "reported", "olin", "alias", None),
]

NOTHING = [
    "Warehouse 4, known locally as “the Cathedral”, burnt.",
    "The film “A Night to Remember” was shown.",
    "The claims of the union are before the courts.",
    "Marta Olin called the fire brigade at ten.",
    "It is the so-called “red list”.",
    "The fire was put out at noon.",
    "He was described as tall.",
    "Газета «Сарнский вестник» вышла утром.",
    "Об этом сообщила Марта Олин.",
    "Склад сгорел в десять часов.",
]


def found(text: str) -> list[ProposedWords]:
    return proposals(text, speakers(), RU if re.search("[а-я]", text) else EN)


@pytest.mark.parametrize(("text", "kind", "speaker", "by", "words"), ONE, ids=[each[0] for each in ONE])
def test_one_statement_is_found_with_its_speaker(
    text: str, kind: str, speaker: str | None, by: str | None, words: str | None
) -> None:
    (proposal,) = found(text)
    assert (proposal.kind, proposal.speaker, proposal.by) == (kind, speaker, by)
    assert proposal.words.rstrip(",") == (words or text).rstrip(",")
    assert text[proposal.start : proposal.end] == proposal.words


@pytest.mark.parametrize("text", NOTHING)
def test_names_titles_and_mere_narration_propose_nothing(text: str) -> None:
    assert found(text) == []


def test_words_on_both_sides_of_a_cue_have_one_speaker() -> None:
    text = "“It burnt,” said Marta Olin, “and nobody came.” “Nobody at all.”"
    assert [(each.speaker, each.by) for each in found(text)] == [
        ("olin", "name"),
        ("olin", "name"),
        ("olin", "continued"),
    ]


def test_a_quotation_that_runs_into_the_next_paragraph_keeps_its_speaker() -> None:
    first, second = found("Marta Olin said: “It burnt.\n\n“Nobody came.”")
    assert (first.speaker, second.speaker, second.by, second.paragraph) == ("olin", "olin", "continued", 2)


def test_words_of_the_author_inside_russian_marks_are_no_part_of_the_quotation() -> None:
    text = "«Горело в десять, — говорит Марта Олин. — Никто не пришёл»."
    assert [(each.words.rstrip(","), each.speaker) for each in found(text)] == [
        ("Горело в десять", "olin"),
        ("Никто не пришёл", "olin"),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Marta Olin was there. “It burnt,” she said.", "olin"),
        ("Marta Olin said it burnt. She added that nobody came.", "olin"),
        ("Tomas Reek met Marta Olin. “It burnt,” he said.", None),
        ("Marta Olin saw the port's hall. “It burnt,” she said.", "olin"),
        ("“It burnt,” she said.", None),
        ("Marta Olin was there.\n\n“It burnt,” she said.", None),
        ("Kestrel Line owned it. It denies the report.", None),
        ("Kestrel Line said it burnt. It denies the report.", "kestrel-line"),
    ],
)
def test_a_pronoun_means_the_one_speaker_of_its_paragraph_or_nobody(text: str, who: str | None) -> None:
    last = found(text)[-1]
    assert last.speaker == who
    assert last.by == ("pronoun" if who else None)


def test_a_surname_counts_only_behind_the_whole_name_and_if_one_person_bears_it() -> None:
    assert found("“It burnt,” said Olin.")[0].speaker is None
    assert found("Marta Olin came. “It burnt,” said Olin.")[0].speaker == "olin"
    assert found("Piet Aal and Anna Aal came. “It burnt,” said Aal.")[0].speaker is None


def test_two_reports_in_one_sentence_are_two_proposals() -> None:
    text = "Marta Olin insists that it burnt at ten, according to Tomas Reek."
    assert [(each.cue, each.speaker) for each in found(text)] == [("insists", "olin"), ("according to", "reek")]


HELD_OUT = {"all": (0.75, 0.90), "quotation": (0.90, 0.95), "reported": (0.65, 0.88)}


@pytest.mark.parametrize("kind", HELD_OUT)
def test_articles_that_nothing_was_tuned_on_keep_their_recall_and_precision(kind: str) -> None:
    total = sum((score(each, None if kind == "all" else kind) for each in articles("held-out")), Score())
    recall, precision = HELD_OUT[kind]
    assert total.recall >= recall
    assert total.precision >= precision
    assert total.wrong <= 1


def test_the_figures_that_the_documentation_states_are_those_of_today() -> None:
    page = (TESTS.parent / "docs" / "explanation" / "drafting.md").read_text(encoding="utf-8")
    for language in (EN, RU):
        for kind in ("quotation", "reported"):
            each = sum((score(one, kind) for one in articles("held-out") if one.language is language), Score())
            shares = f"{each.recall:.0%} | {each.precision:.0%} | {each.right} of {each.speakers}"
            row = f"| {each.marked} | {each.found} | {shares} | {each.wrong} |"
            assert row in page, f"{language} {kind}: {row}"


def test_each_set_of_articles_has_both_languages_and_six_articles_or_more() -> None:
    for folder in ("held-out", "tuning"):
        texts = list(articles(folder))
        assert len(texts) >= 6
        assert {each.language for each in texts} == {EN, RU}


@pytest.mark.parametrize("language", Language)
def test_every_list_of_cues_can_be_read(language: Language) -> None:
    cues = cues_of(language)
    assert cues.find("x", 0, 1) == []
    assert all(words == words.lower() for words in cues.sorts)


@given(st.text(st.sampled_from("ab .,!?“”\"'‘’«»—\n–:said Olinговорит…[]"), max_size=200))
def test_any_text_is_read_and_every_place_in_it_is_right(text: str) -> None:
    for language in Language:
        for each in proposals(text, speakers(), language):
            assert text[each.start : each.end].strip() == each.words
            assert text.count("\n", 0, each.start) == each.line - 1
    for passage in passages(text):
        there = text[passage.start : passage.start + len(passage.text)]
        assert all(one == other or {one, other} <= set("' \"") for one, other in zip(there, passage.text, strict=True))
        parts = sentences(passage, ())
        assert all(one[1] <= other[0] for one, other in pairwise(parts))


ARTICLE = TESTS / "drafting" / "tuning" / "agency.en.txt"
INCIDENT = """
# kept
title: Fire in warehouse 4 of Sarn harbour
questions:
  cause: {ask: How did it begin?, theme: accident-or-arson, answers: {accident: By itself., set: Somebody set it.}}
sources:
  coast-news: {publisher: Coast News, published: 2031-03-06, language: en}
claims:
  - id: olin-not-set   # kept too
    speaker: union-chair
    stance: {denies: {cause: set}}
    source: coast-news
    quote: Nobody set anything on fire
"""


@pytest.fixture
def sarn(corpus: Corpus, tmp_path: Path) -> Path:
    corpus({"fire": INCIDENT}, SPEAKERS, THEMES)
    (tmp_path / "article.txt").write_bytes(ARTICLE.read_bytes())
    return tmp_path


DRAFT = ("draft", "article.txt", "fire", "--source", "coast-news")


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("draft.yaml", ()),
        ("draft.80.txt", ("--format", "table")),
        ("draft.200.txt", ("--format", "table")),
        ("draft.json", ("--format", "json")),
    ],
)
def test_the_proposals_look_as_they_were_read_last(name: str, words: tuple[str, ...], run: Run, golden: Golden) -> None:
    result = run(*DRAFT, *words, columns=200 if "200" in name else 80)
    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


def test_what_is_written_is_a_draft_that_no_view_shows_and_that_is_not_proposed_again(sarn: Path, run: Run) -> None:
    path = sarn / "claims" / "incidents" / "fire.yaml"
    before = path.read_text(encoding="utf-8")
    listed = run("list", "claims").out
    result = run(*DRAFT, "--write")
    assert (result.status, result.out) == (0, "")
    assert "left out" in result.err
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert after.count("    draft: true\n") == after.count("- id: draft-") > 0
    assert "draft-1" not in run("contrast", "fire").out
    assert run("list", "claims").out == listed
    assert run("check").status == 0
    again = run(*DRAFT, "--write")
    assert "added 0 drafts" in again.err
    assert path.read_text(encoding="utf-8") == after


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("draft", "article.txt", "fire", "--source", "coast-mews"), "did you mean `coast-news`?"),
        (("draft", "article.txt", "flood", "--source", "coast-news"), "no incident `flood`"),
        (("draft", "nowhere.txt", "fire", "--source", "coast-news"), "`nowhere.txt` cannot be used"),
        (("draft", "claims", "fire", "--source", "coast-news"), "not a regular file"),
        ((*DRAFT, "--write", "--format", "json"), "--write goes to the incident"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(words: tuple[str, ...], why: str, run: Run) -> None:
    result = run(*words)
    assert result.status == 2
    assert why in result.err


@pytest.mark.usefixtures("sarn")
def test_what_is_recorded_already_is_told_from_what_is_new(run: Run) -> None:
    items = json.loads(run(*DRAFT, "--format", "json").out)["items"]
    assert [each["words"] for each in items if each["recorded"] == "olin-not-set"] == ["Nobody set anything on fire"]
