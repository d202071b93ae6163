"""A quote that is a part of its sentence: what the rest says, and whether it turns the quote round."""

from __future__ import annotations

import pytest

from claimcheck.copies.goes_on import rest_of

CUT = [
    ("en", "“We fired at the quay in a manner intended to warn them,” he said.", "We fired at the quay", ["condition"]),
    ("en", "“We will go,” he said, “but only if they pay.” Others left.", "We will go", ["condition", "contrast"]),
    ("en", "“It is not true that we shot him,” she added.", "we shot him", ["negation"]),
    ("en", "The doors were locked, though nobody had said so.", "The doors were locked", ["negation", "contrast"]),
    ("en", "He didn’t say that it burnt at ten.", "it burnt at ten", ["negation"]),
    ("ru", "«Мы были там, но не стреляли», — сказал он.", "Мы были там", ["negation", "contrast"]),
    ("ru", "«Мы уйдём, если нам заплатят», — сказал он.", "Мы уйдём", ["condition"]),
    ("uk", "«Ми підемо, якщо нам заплатять», — сказав він.", "Ми підемо", ["condition"]),
    ("de", "Er sagte: „Wir haben geschossen, aber nicht auf ihn.“", "Wir haben geschossen", ["negation", "contrast"]),
    ("fr", "« Nous avons tiré, mais pas sur lui », a-t-il dit.", "Nous avons tiré", ["negation", "contrast"]),
    ("es", "«Disparamos, pero no contra él», dijo.", "Disparamos", ["negation", "contrast"]),
    ("nl", "“We went, pero no, если so.” he said.", "We went", ["negation", "condition", "contrast"]),
]  # fmt: skip
WHOLE = [
    ("“Nobody set anything on fire,” Marta Olin said, without a smile.", "Nobody set anything on fire"),
    ("The doors were locked. But nobody had a key.", "The doors were locked"),
    ("He came.\n\nWe were there.\n\nBut not for long.", "We were there"),
    ("It burnt", "It burnt"),
]


@pytest.mark.parametrize(("language", "text", "quote", "turns"), CUT)
def test_a_quote_that_leaves_out_what_turns_it_is_told(language: str, text: str, quote: str, turns: list[str]) -> None:
    start = text.index(quote)
    rest = rest_of(text, start, start + len(quote), language)
    assert rest is not None
    assert rest.turns == tuple(turns)
    assert rest.words


@pytest.mark.parametrize(("text", "quote"), WHOLE)
def test_a_quote_that_is_all_of_its_sentence_has_no_rest(text: str, quote: str) -> None:
    start = text.index(quote)
    assert rest_of(text, start, start + len(quote), "en") is None


@pytest.mark.parametrize("quote", ["The doors were locked", "were locked at night", "at night"])
def test_a_rest_that_turns_nothing_is_a_rest(quote: str) -> None:
    text = "Nobody knows. The doors were locked at night, she said. If so, fine."
    start = text.index(quote)
    rest = rest_of(text, start, start + len(quote), "en")
    assert rest is not None
    assert rest.turns == ()


def test_a_word_inside_a_word_turns_nothing() -> None:
    text = "We left the notary in the knot of the butcher of Noland, Ifa and Ontario."
    rest = rest_of(text, 0, len("We left"), "en")
    assert rest is not None
    assert rest.turns == ()
