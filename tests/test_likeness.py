"""Which wordings are proposed as nearly the same: where the lines are drawn, and in which order they are told."""

from __future__ import annotations

from itertools import permutations

import pytest

from claimcheck.reasoning.likeness import LEAST_ALIKE, TOO_COMMON, alike, distinctive

SAID = "that nobody had come near them before the captain was back from the other end of the quay with his keys"


def misspelt(words: str, sign: str) -> str:
    """The same words with a letter more, so that they are alike and none is the same."""
    return " ".join(f"{word}{sign}" for word in words.split())


@pytest.mark.parametrize(
    ("text", "enough"),
    [("", False), ("…", False), ("arson", False), ("kidnapped", False), ("kidnapping", True), ("he left", True)],
)
def test_one_short_word_is_a_term_and_no_wording(text: str, *, enough: bool) -> None:
    assert distinctive(text) is enough


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # a passage has more than three words
        ("the old wiring", "it was the old wiring that caused it all to burn down", False),
        ("the very old wiring", "it was the very old wiring that caused it all to burn down", True),
        # of texts under six words more is asked than of longer ones
        ("nobody had told us anything", "nobody had told the union of the port anything", False),
        ("nobody had told us anything then", "nobody had told the port before that", True),
        ("the doors were locked that night", "the doors were locked by somebody else that evening", True),
        # two words are compared by their letters
        ("rogue killers", "rogue killer", True),
        ("船員は夜に連れ去られた", "船員は夜中に連れ去られた", True),
        # half of the runs of a passage are in the longer text, or it is not looked for there
        ("the doors were lockedd", f"they said the doors were locked and {SAID}", True),
        ("the doors were lockedd alll nightt longg", f"the doors were locked all night long and {SAID}", False),
        # one of five runs of three words in common is enough, be it the first or the last
        ("the doors were locked all night long", "the doors were lockedd alll nightt longg", True),
        ("long nights allt lockedy the doors were", "longg nightt alll lockedd the doors were", True),
        ("the doors were locked", "they did not see the captain", False),
    ],
)
def test_two_wordings_are_alike_or_not_in_either_order(one: str, other: str, *, found: bool) -> None:
    assert [bool(alike([one, other])), bool(alike([other, one]))] == [found, found]


@pytest.mark.parametrize(("words", "found"), [(17, True), (18, False)])
def test_three_runs_in_twenty_are_enough_to_be_compared_and_fewer_are_not(words: int, *, found: bool) -> None:
    rest = " ".join(SAID.split()[:words])
    one, other = (f"the doors were all locked {misspelt(rest, sign)}" for sign in "xy")
    assert bool(alike([one, other])) is found


def test_a_run_that_many_texts_share_still_counts_among_the_runs_of_each() -> None:
    written = [f"the doors were {misspelt('locked against everybody until morning came', str(at))}" for at in range(50)]
    assert len(written) == TOO_COMMON
    assert alike(written) == []


def test_runs_that_too_many_texts_share_are_taken_off_before_the_rest_is_compared() -> None:
    written = [f"the ministry of ships said that number{at} {at * 7919}" for at in range(TOO_COMMON)]
    pair = [
        f"the ministry of ships said that sailor{each} saw{each} harbour gates stood open again{each} there"
        for each in "xy"
    ]
    assert {(each.first, each.second) for each in alike([*written, *pair])} >= {(TOO_COMMON, TOO_COMMON + 1)}


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("the doors were locked that night", "the doors were locked by somebody else that evening", 72),
        ("the very old wiring", "it was the very old wiring that caused it all to burn down", 100),
        ("nobody had told us anything", "nobody had told us everything", 89),
    ],
)
def test_a_pair_is_told_from_its_own_score_on(one: str, other: str, score: int) -> None:
    (pair,) = alike([one, other])
    assert score in (pair.alike, pair.within)
    assert alike([one, other], least=score)
    assert not alike([one, other], least=score + 1)


def test_the_best_come_first_and_of_a_pair_the_one_that_stands_first() -> None:
    doors = "the doors were locked all that night"
    texts = [doors, f"{doors} long", f"{doors} and nobody came", "the doors were locked by somebody that night"]
    for order in permutations(texts):
        pairs = alike(order)
        assert len(pairs) > 3
        assert all(pair.first < pair.second for pair in pairs)
        assert pairs == sorted(pairs, key=lambda each: (-each.alike, -each.within, each.first, each.second))
        assert {order[pairs[0].first], order[pairs[0].second]} == {doors, f"{doors} long"}


def test_texts_that_are_the_same_once_folded_are_compared_by_the_first_of_them() -> None:
    pairs = alike(["He left at night, alone", "he LEFT at night alone", "he left at night, all alone"])
    assert [(pair.first, pair.second) for pair in pairs] == [(0, 2)]


@pytest.mark.parametrize(("texts", "found"), [(TOO_COMMON, True), (TOO_COMMON + 1, False)])
def test_words_that_too_many_texts_share_tell_nothing(texts: int, *, found: bool) -> None:
    written = [f"the ministry of ships number{number} {number * 7919} sails" for number in range(texts)]
    assert bool(alike(written, LEAST_ALIKE)) is found
