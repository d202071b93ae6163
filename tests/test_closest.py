"""The passage that is shown beside a quote which is not there: which one, from where to where, how it differs."""

from __future__ import annotations

import pytest

from claimcheck.copies.closest import Closest, Why, closest
from claimcheck.copies.folder import Copy
from claimcheck.copies.folds import folded
from claimcheck.copies.quotations import Quotation
from claimcheck.copies.readers.reading import CopyKind, Reading
from claimcheck.reasoning.word_diff import MOST_WORDS

AROUND = " ".join(f"On day {number} nothing was seen of it, said watchman {number * 7}." for number in range(60))
STORY = "Nobody had touched the old wiring of the warehouse, the captain told the Herald at noon"
TEXT = f"{AROUND}\n{STORY} when asked. {AROUND}"


def found(quote: str, text: str = TEXT, prefix: str = "", suffix: str = "") -> Closest | None:
    return closest(Quotation(quote, prefix, suffix), Copy("a.txt", "", folded(text), Reading(CopyKind.TEXT, text)))


def marked(passage: Closest) -> str:
    """The difference in one line: `-` before words of the quote only, `+` before those of the passage only."""
    told = []
    for each in passage.diff:
        told += (
            [each.one] if each.same else [f"-({each.one})"] * bool(each.one) + [f"+({each.other})"] * bool(each.other)
        )
    return " ".join(told)


@pytest.mark.parametrize(
    ("quote", "shown", "difference"),
    [
        (
            "touched the new wiring of the warehouse",
            "touched the old wiring of the warehouse",
            "touched the -(new) +(old) wiring of the warehouse",
        ),
        (
            "touched the wiring of the warehouse",
            "touched the old wiring of the warehouse",
            "touched the +(old) wiring of the warehouse",
        ),
        (
            "touched the very old wiring of the warehouse",
            "touched the old wiring of the warehouse",
            "touched the -(very) old wiring of the warehouse",
        ),
        (
            "Somebody has touched the old wiring",
            "Nobody had touched the old wiring",
            "-(Somebody has) +(Nobody had) touched the old wiring",
        ),
        (
            "the captain told the Herald after dark",
            "the captain told the Herald at noon",
            "the captain told the Herald -(after dark) +(at noon)",
        ),
        (
            "I say that all of us know that nobody at all had touched the old wiring of the warehouse",
            None,
            None,
        ),
    ],
)
def test_in_a_long_text_only_the_passage_is_shown_and_how_it_differs(
    quote: str, shown: str | None, difference: str | None
) -> None:
    passage = found(quote)
    assert passage is not None
    assert passage.why is Why.WORDS
    assert TEXT[passage.start : passage.end] == passage.text
    assert passage.text == passage.text.strip()
    assert passage.line == (2 if passage.start >= TEXT.index(STORY) else 1)
    if shown is not None:
        assert (passage.text, marked(passage)) == (shown, difference)


def test_brackets_are_no_difference() -> None:
    passage = found("touched [, it seems,] the new wiring")
    assert passage is not None
    assert marked(passage) == "touched the -(new) +(old) wiring"


def test_at_the_ends_of_a_text_nothing_is_cut_off() -> None:
    for quote in (STORY.replace("old", "new"), STORY.replace("Nobody", "Somebody"), STORY.replace("noon", "night")):
        passage = found(quote, STORY)
        assert passage is not None
        assert (passage.text, passage.start, passage.end) == (STORY, 0, len(STORY))


def test_a_quote_that_stands_elsewhere_is_shown_at_its_first_place() -> None:
    text = f"{STORY}. {AROUND} {STORY}."
    passage = found("the captain told", text, prefix="the union and")
    assert passage is not None
    assert (passage.why, passage.start) == (Why.SURROUNDINGS, text.index("the captain told"))
    assert marked(passage) == passage.text == "the captain told"


def test_parts_that_stand_apart_are_shown_by_the_first() -> None:
    text = f"{STORY}. {AROUND} {STORY}."
    passage = found("at noon … Nobody had touched … Nobody had touched", text)
    assert passage is not None
    assert (passage.why, passage.start) == (Why.PARTS, text.index("at noon"))
    assert marked(passage) == passage.text == "at noon"


def test_a_long_quote_is_shown_whole() -> None:
    words = " ".join(f"word{number}" for number in range(250))
    assert len(words) > 1500
    passage = found(words.replace("word240 ", "other "), f"{AROUND} {words} {AROUND}")
    assert passage is not None
    assert passage.text == words
    assert "-(other) +(word240)" in marked(passage)


def test_of_a_quote_that_is_too_long_to_compare_the_place_is_shown() -> None:
    words = " ".join(f"word{number}" for number in range(MOST_WORDS + 20))
    text = f"{AROUND} {words} {AROUND}"
    passage = found(words.replace("word300 ", "other "), text)
    assert passage is not None
    assert passage.diff == ()
    assert text.index("word0") <= passage.start < text.index("word1 ")
    assert abs(passage.end - text.index(words) - len(words)) < 10


@pytest.mark.parametrize(("quote", "text"), [("…", TEXT), ("!", TEXT), ("kidnapped", ""), ("Жил-был кот", TEXT)])
def test_where_nothing_is_like_it_there_is_no_passage(quote: str, text: str) -> None:
    assert found(quote, text) is None


def test_a_word_of_which_only_letters_are_there_is_shown_where_they_are() -> None:
    passage = found("warehouses", TEXT)
    assert passage is not None
    assert "warehouse" in passage.text
    assert TEXT[passage.start : passage.end] == passage.text
