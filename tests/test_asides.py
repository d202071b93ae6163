"""What a quote may leave out because no reader reads it: each with a twin that is another quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.copies.asides import Asides
from claimcheck.copies.folds import folded
from claimcheck.copies.quotations import Quotation
from claimcheck.copies.readers.reading import Passed
from claimcheck.copies.readers.web import read_page

PAIRS = [
    ("mark in the middle", "The fire left 12³ dead", "12 dead", "123 dead", ["³"]),
    ("several marks", "12³ and 40 hurt⁴, he said⁵.", "12 and 40 hurt, he said.", "12 and 40 hurt he", ["³", "⁴", "⁵"]),
    ("mark behind the quote", "It was a fire¹ of old", "a fire", "a fir", ["¹"]),
    ("mark before the quote", "a fire.¹ Nobody saw it¹ burn", "Nobody saw it burn", "Nobody saw it¹ turn", ["¹"]),
    ("list of marks", "a fire¹,² of old", "a fire of old", "a fire, of old", ["¹,²"]),
    ("brackets", "dead[3][4] and hurt [5], all", "dead and hurt, all", "dead and hurt all", ["[3]", "[4]", "[5]"]),
    ("star", "the port* denied it", "the port denied it", "the ports denied it", ["*"]),
    ("hyphen that parts a word", "the ware-\nhouse burnt", "the warehouse burnt", "the ware house burnt", ["-"]),
    ("hyphen of the word", "a non-\nviolent man", "a non-violent man", "a non violent man", ["-"]),
    ("both", "a non-\nviolent ware-\nhouse", "a non-violent warehouse", "a non-violent warehouses", ["-", "-"]),
    ("parts", "12³ dead. In all 40⁴ were hurt", "12 dead … 40 were hurt", "123 dead … 40 were hurt", ["³", "⁴"]),
]  # fmt: skip


def found(text: str, quote: str, marked: tuple[Passed, ...] = ()) -> list[list[str]]:
    words = folded(text)
    asides = Asides(words, marked)
    return [[words.text[one.start : one.end].strip() for one in each.passed] for each in asides.spans(Quotation(quote))]


@pytest.mark.parametrize(("text", "quote", "twin", "passed"), [pair[1:] for pair in PAIRS])
def test_a_quote_may_leave_out_an_aside_and_its_twin_stands_nowhere(
    text: str, quote: str, twin: str, passed: list[str]
) -> None:
    assert found(text, quote) == [passed]
    assert not Quotation(quote).spans(folded(text)) or quote.startswith("Nobody")
    assert found(text, twin) == []
    assert Quotation(twin).spans(folded(text)) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It burnt 20 km² there", "20 km there"),  # a unit is no note
        ("an un-\nlawful order", "lawful order"),  # the second half of a word
        ("the smoke-\nhouse burnt", "the smoke"),
        ("a plain text", "a plain"),
    ],
)
def test_what_is_no_aside_is_not_passed_over(text: str, quote: str) -> None:
    assert found(text, quote) == []


def test_how_a_word_is_pronounced_may_be_left_out_or_not() -> None:
    page = read_page("<p>この<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>は燃えた".encode())
    assert found(page.text, "この港は燃えた", page.passed) == [["みなと"]]
    assert found(page.text, "この港は消えた", page.passed) == []


WORDS = st.lists(st.text("ab1é", min_size=1, max_size=4), min_size=3, max_size=12)


@given(WORDS, st.data())
def test_marks_between_words_never_hide_or_make_a_quote(words: list[str], data: st.DataObject) -> None:
    marks = [data.draw(st.sampled_from(["", "¹", "[2]", "³⁴"])) for _ in words]
    text = " ".join(word + mark for word, mark in zip(words, marks, strict=True))
    first = data.draw(st.integers(0, len(words) - 2))
    quote = " ".join(words[first:])
    stands = Quotation(quote).spans(folded(text)) or found(text, quote)
    assert stands
    other = quote.replace(words[-1], words[-1] + "x")
    assert not Quotation(other).spans(folded(text))
    assert not found(text, other)
