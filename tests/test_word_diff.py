"""Two wordings, word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.blocks import Text
from claimcheck.pages.word_diff import differing
from claimcheck.reasoning.word_diff import MOST_WORDS, Segment, alike, word_diff

TEXTS = st.lists(
    st.sampled_from(["He", "did", "not", "didn't", "leave", "the", "unit", ",", "—", "ушёл", "[sic]"])
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("He was captured by forces", "He was seized by agents", "He was -captured +seized by -forces +agents"),
        ("He did leave", "He did not leave", "He did +not leave"),
        ("He wasn't there", "He was there", "He -wasn't +was there"),
        ("They cannot go", "They can go", "They -cannot +can go"),
        ("He wasn’t there", "He wasn't there.", "He wasn’t there"),
        ("Left, he said", "left he said", "-Left, +left he said"),
        ("", "All of it", "+All of it"),
        ("the same", "the same", "the same"),
        ("он сам ушёл", "он ушёл", "он -сам ушёл"),
    ],
)
def test_words_stay_whole_and_only_what_differs_is_marked(one: str, other: str, shown: str) -> None:
    parts = []
    for each in word_diff(one, other):
        parts += [each.one] if each.same else [f"-{each.one}"] * bool(each.one) + [f"+{each.other}"] * bool(each.other)
    assert " ".join(parts) == shown


@given(TEXTS, TEXTS)
def test_swapping_the_texts_swaps_the_sides_and_nothing_else(one: str, other: str) -> None:
    assert word_diff(other, one) == tuple(Segment(each.same, each.other, each.one) for each in word_diff(one, other))
    assert alike(one, other) == alike(other, one)


@given(TEXTS, TEXTS)
def test_no_word_of_either_text_is_lost(one: str, other: str) -> None:
    segments = word_diff(one, other)
    assert " ".join(each.one for each in segments).split() == one.rstrip(" ,").split()
    assert " ".join(each.other for each in segments).split() == other.rstrip(" ,").split()


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(each.same for each in word_diff(text, text))


def test_texts_of_any_length_are_answered_in_time() -> None:
    begun = time.monotonic()
    assert word_diff("a " * (MOST_WORDS + 1), "b") == ()
    assert word_diff("a b " * 200, "b a c " * 130)
    assert time.monotonic() - begun < 5


def test_in_a_long_text_a_word_that_comes_often_is_a_word_like_any_other() -> None:
    one = "the port and the union " * 60
    assert [(each.same, each.one, each.other) for each in word_diff(one, f"Then {one}")] == [
        (False, "", "Then"),
        (True, one.strip(), one.strip()),
    ]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("He left", "he LEFT.", 1.0),
        ("He left", "She left", 1 / 3),
        ("He didn’t leave", "He didn't leave, he went", 3 / 4),
        ("He left", "They fled", 0.0),
        ("", "He left", 0.0),
        ("…", "!", 0.0),
    ],
)
def test_two_texts_are_alike_by_the_share_of_their_different_words(one: str, other: str, share: float) -> None:
    assert (alike(one, other), alike(other, one)) == (share, share)


def test_the_words_of_the_first_are_deleted_and_those_of_the_other_inserted() -> None:
    runs = differing(word_diff("He was captured", "He was seized"))
    assert [(each.text.strip(), each.style.value) for each in runs if isinstance(each, Text) and each.text.strip()] == [
        ("He was", "plain"),
        ("captured", "deleted"),
        ("seized", "inserted"),
    ]
