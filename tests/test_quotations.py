"""A quote that stands in a text, and its twin, altered by very little, that does not."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.copies.folds import folded
from claimcheck.copies.quotations import NEAR, Quotation

STORY = (
    "The fire began at ten. “Nobody set anything on fire,” Olin said. “The wires were rotten and the doors were "
    "locked.” The captain did not see it. He said that the port had not been told. Brandt could not name the caller."
)

PAIRS = [
    # quotation marks and apostrophes
    ("straight for curly", "He said: “We were there”", 'He said: "We were there"', 'He said: "We were here"'),
    ("curly for straight", 'He said: "We were there"', "He said: “We were there”", "He said: “We are there”"),
    ("guillemets", "Он сказал: «Мы были там»", 'Он сказал: "Мы были там"', 'Он сказал: "Вы были там"'),
    ("German marks", "Er sagte: „Wir waren dort“", 'Er sagte: "Wir waren dort"', 'Er sagte: "Wir waren fort"'),
    ("single for double", "the ‘Swan’ of Sarn", 'the "Swan" of Sarn', 'the "Swans" of Sarn'),
    ("apostrophe", "We don’t know it", "We don't know it", "We do know it"),
    ("typewriter apostrophe", "We don't know it", "We don’t know it", "We dont know it"),
    ("two apostrophes", "the ''Swan'' of Sarn", 'the "Swan" of Sarn', 'the "Swan" in Sarn'),
    ("possessive", "the workers’ doors", "the workers' doors", "the worker's doors"),
    ("mark that is not there", "the Swan of Sarn", "the Swan of Sarn", 'the "Swan" of Sarn'),
    # dashes
    ("en dash", "ten – or eleven – crates", "ten - or eleven - crates", "ten - and eleven - crates"),
    ("em dash", "ten—or eleven", "ten-or eleven", "ten or eleven"),
    ("two hyphens", "ten -- or eleven", "ten – or eleven", "ten –– or eleven two"),
    ("no-break hyphen", "a well\u2011known man", "a well-known man", "a wellknown man"),
    ("minus", "at \u22125 degrees", "at -5 degrees", "at 5 degrees"),
    ("dash taken away", "We saw it − all of us", "We saw it — all of us", "We saw it all of us"),
    # white space
    ("no-break space", "10\u00a0000 crates", "10 000 crates", "10 00 crates"),
    ("line break", "the doors\nwere locked", "the doors were locked", "the door were locked"),
    ("paragraph", "the doors.\n\nThey were locked", "the doors. They were locked", "the doors. They are locked"),
    ("many spaces", "the   doors \t were", "the doors were", "thedoors were"),
    ("spaces in the quote", "the doors were", "the  doors\n  were", "the  do ors\n  were"),
    ("thin space", "«\u202fles portes\u202f»", "« les portes »", "« la porte »"),
    ("space lost", "for get it", "for get it", "forget it"),
    ("space won", "forget it", "forget it", "for get it"),
    # soft hyphens and other hints
    ("soft hyphen", "the ware\u00adhouse burnt", "the warehouse burnt", "the ware-house burnt"),
    ("soft hyphen in the quote", "the warehouse burnt", "the ware\u00adhouse burnt", "the wear\u00adhouse burnt"),
    ("zero-width space", "the ware\u200bhouse burnt", "the warehouse burnt", "the ware house burnt"),
    ("marks of direction", "he \u200esaid \u202bלא\u202c again", "he said לא again", "he said לה again"),
    ("byte-order mark", "\ufeffThe warehouse", "The warehouse", "A warehouse"),
    # composed letters
    ("accent composed", "the cafe\u0301 burnt", "the café burnt", "the cafe burnt"),
    ("accent decomposed", "the café burnt", "the cafe\u0301 burnt", "the cafe\u0300 burnt"),
    ("short i", "каждыи\u0306 день", "каждый день", "каждыи день"),
    ("Hangul", "\u1112\u1161\u11ab\u1100\u1173\u11af", "한글", "한굴"),
    ("two marks", "Vie\u0323\u0302t", "Việt", "Viêt"),
    ("case", "The Port", "The Port", "the Port"),
    ("ligature", "the ﬁre", "the fire", "the fibre"),
    ("wide letters", "the ｆｉｒｅ", "the fire", "the ｆｉｒ"),
    ("raised figure", "10² crates", "10² crates", "102 crates"),
    ("mark of direction", "\u200fשלום\u200f עולם", "שלום עולם", "שלום עו לם"),
    ("mark of direction in the quote", "שלום עולם", "\u200fשלום\u200f עולם", "\u200fשלוםעולם"),
    ("apostrophe that is a letter", "на подвірʼї", "на подвір'ї", "на подвірї"),
    ("yo", "ещё горит", "ещё горит", "еще горит"),
    # ellipses
    ("ellipsis", STORY, "The wires were rotten … the doors were locked", "The wires were rotten … the doors were open"),
    ("in brackets", STORY, "The fire began […] Nobody set anything", "The fire began […] Somebody set anything"),
    ("three dots", STORY, "The fire began ... Olin said", "The fire began ... Brandt said"),
    ("bracketed dots", STORY, "The fire began [...] Olin said", "The fire ended [...] Olin said"),
    ("round brackets", STORY, "The fire began (...) Olin said", "The fires began (...) Olin said"),
    ("angle brackets", STORY, "The fire began <…> Olin said", "A fire began <…> Olin said"),
    ("order", STORY, "The wires were rotten … the doors", "the doors were locked … The wires"),
    ("three parts", STORY, "The fire … Olin said … were locked", "Olin said … The fire … were locked"),
    ("ellipsis at the ends", STORY, "… the doors were locked …", "… the doors were lock …"),
    ("ellipsis that is printed", "I went… and saw", "I went… and saw", "I went… and slept"),
    ("near enough", "one " + "x " * (NEAR // 2 - 2) + "two", "one … two", "one … three"),
    ("no gap, no overlap", "tick tick", "tick … tick", "tick … tick … tick"),
    ("printed at the edge", "of rooms… the doors were locked", "… the doors were locked", "… the doors are locked"),
    # brackets
    ("wholly in brackets", "so (The doors were locked)", "[The doors were locked]", "[The doors are locked]"),
    ("sic", "an acident, he said", "an acident [sic], he said", "an accident [sic], he said"),
    ("sic at the end", "an acident. He", "an acident [sic]. He", "an acident [sic], He"),
    ("insertion", "He saw the captain", "He saw [Ilse Brandt] the captain", "He saw [Ilse Brandt] a captain"),
    ("insertion in front", "was told to go", "[Piet Aal] was told to go", "[Piet Aal] was not told to go"),
    ("insertion behind", "was told to go", "was told to go [home]", "was told to stay [home]"),
    (
        "insertion that is printed",
        "the SFS [Sarn Fire Service] came",
        "the SFS [Sarn Fire Service] came",
        "the SFS [Fire] was",
    ),
    ("no word for another", "He saw him leave", "He saw … [Piet Aal] leave", "He saw [Piet Aal] leave"),
    ("letter in brackets", "and the doors", "[T]he doors", "[W]he doors"),
    ("ending in brackets", "the door was", "the door[s] was", "the door[s] were"),
    ("two insertions", "He told me that", "He [Aal] told me [Olin] that", "He [Aal] told us [Olin] that"),
    (
        "insertion between signs",
        "It burnt, - all of it",
        "It burnt, [we saw] - all of it",
        "It burnt [we saw] all of it",
    ),
    ("sic right behind a sign", "It burnt, then he left", "It burnt,[sic] then he left", "It burnt,[sic] and he left"),
    ("short insertion in front", "was told to go", "[He] was told to go", "[He] was not told to go"),
    ("short insertion is no ending", "They cannot go", "They cannot go", "They can [not] go"),
    ("ending that is printed", "the doors were", "the door[s] were", "the door[s] are"),
    ("ending of three letters", "he was going home", "he was go[ing] home", "he was go[ing] away"),
    ("three letters in front", "the harbour was shut", "the [Har]bour was shut", "the [Bar]bour was shut"),
    ("word of two letters", "We, the port", "[W]e, the port", "[W]e, the sport"),
    ("ending of one letter", "plan B failed", "plan B[s] failed", "plan C[s] failed"),
    ("long insertion glued in front", "the master was", "the [harbour]master was", "the [harbour]masters was"),
    ("long insertion glued behind", "the work was", "the work[shop now] was", "the work[shop now] is"),
    ("long insertion is no ending", "the workhouses burnt", "the workhouses burnt", "the work[houses] burnt"),
    ("sic between a sign and a word", "It burnt,then he left", "It burnt,[sic] then he left", "It burnt,[sic] the"),
    ("brackets with a word on both sides", "the har burnt", "the ha[rbou]r burnt", "the ha[rbou]rs burnt"),
    # words that are not there
    ("not taken away", STORY, "The captain did not see it", "The captain did see it"),
    ("not put in", STORY, "The wires were rotten", "The wires were not rotten"),
    ("not in Russian", "Он не видел огня", "Он не видел огня", "Он видел огня"),
    ("other number", "114 crates were lost", "114 crates", "14 crates"),
    ("other thousand", "1,114 crates were lost", "1,114 crates", "1 crates"),
    ("half a number", "it cost 5,000 crowns", "it cost 5,000", "it cost 5"),
    ("merged sentences", STORY, "on fire,” Olin said. “The wires", "on fire. The wires"),
    ("two sentences in one", STORY, "did not see it. He said that", "did not see it, he said that"),
    ("other order of words", STORY, "rotten and the doors were locked", "locked and the doors were rotten"),
    ("one letter", STORY, "Brandt could not name the caller", "Brandt could not name the calder"),
    ("one letter in Russian", "склад сгорел", "склад сгорел", "склад сгорал"),
    ("Latin for Cyrillic", "около порта", "около порта", "oколо порта"),
    # whole words
    ("inside a word", "an unlawful order", "unlawful order", "lawful order"),
    ("beginning of a word", "the lawfulness of it", "the lawfulness", "the lawful"),
    ("before n't", "We can't say", "We can't", "We can"),
    ("behind non-", "a non-violent man", "non-violent man", "violent man"),
    ("before a hyphen", "a smoke-free house", "a smoke-free", "a smoke"),
    ("behind a dash", "It burnt—he saw it", "he saw it", "It burnt-he-saw it"),
    ("behind an elision", "l’armée russe", "armée russe", "rmée russe"),
    ("before a possessive", "the port's doors", "the port's doors", "the port"),
    ("a part inside a word", "it was not unlawful at all", "it was … unlawful", "it was … lawful"),
    ("Chinese", "仓库起火了", "仓库起火", "仓库失火"),
    ("Latin among Chinese", "他在Sarn看到火", "Sarn", "Sar"),
    ("Hindi vowel sign", "किताब यहाँ है", "किताब यहाँ", "कित"),
    ("underscore", "see port_log now", "port_log", "log"),
    ("dialogue dash without a space", "-Мы были там", "Мы были там", "ы были там"),
    ("hanging hyphen behind", "the ware- and boathouses", "the ware", "the war"),
    ("hanging hyphen in front", "smokehouse and -shed burnt", "shed burnt", "hed burnt"),
    ("year with an ending", "the 1990's wires", "the 1990", "the 199"),
    ("year cut short", "the class of'31 came", "the class of", "the class o"),
    ("date with strokes", "on 4/5/2031 it burnt", "2031 it burnt", "31 it burnt"),
    ("number right behind a sentence", "It burnt.5 crates were lost", "5 crates", "crate"),
    ("sentence right behind a number", "It cost 114.The port paid", "It cost 114", "It cost 11"),
    ("number that begins a text that ends in one", "5 crates burnt on pier 4.", "5 crates burnt", "5 crates burn"),
]


@pytest.mark.parametrize(("text", "quote", "twin"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_a_quote_stands_in_its_text_and_its_altered_twin_does_not(text: str, quote: str, twin: str) -> None:
    assert len(Quotation(quote).spans(folded(text))) == 1
    assert Quotation(twin).spans(folded(text)) == []


def test_there_are_sixty_pairs_and_more() -> None:
    assert len({pair[0] for pair in PAIRS}) == len(PAIRS) >= 60


def test_parts_that_are_too_far_apart_are_not_one_quote() -> None:
    text = "The fire " + "x" * (NEAR - 2) + " was set"
    assert Quotation("The fire … was set").spans(folded(text))
    assert not Quotation("The fire … was set").spans(folded(text.replace("xx", "xxx", 1)))


def test_a_part_that_is_near_counts_even_if_another_of_the_same_words_was_nearer() -> None:
    text = "one two " + "x " * 200 + "two " + "y " * 200 + "three"
    assert len(Quotation("one … two … three").spans(folded(text))) == 1


def test_an_ellipsis_takes_the_nearest_of_several_beginnings() -> None:
    text = "He saw it. He saw smoke and fire."
    (span,) = Quotation("He … fire").spans(folded(text))
    assert text[span.start : span.end] == "He saw smoke and fire"


@pytest.mark.parametrize(
    ("prefix", "suffix", "starts"),
    [
        ("", "", [4, 28]),
        ("The ", "", [4]),
        ("The", "", [4]),
        ("", " again", [28]),
        ("saw that", "again.", [28]),
        ("A ", "", []),
        ("", "never", []),
    ],
)
def test_prefix_and_suffix_tell_which_place_is_meant(prefix: str, suffix: str, starts: list[int]) -> None:
    text = "The fire burnt. We saw that fire again."
    assert [span.start for span in Quotation("fire", prefix, suffix).spans(folded(text))] == starts


def test_an_insertion_at_the_ends_takes_no_space_with_it() -> None:
    text = "He was told to go home"
    (span,) = Quotation("[Piet] was told to go [there]").spans(folded(text))
    assert text[span.start : span.end] == "was told to go"


def test_a_quote_may_stand_right_behind_itself_where_words_have_no_spaces() -> None:
    assert [span.start for span in Quotation("火").spans(folded("火火！"))] == [0, 1]


def test_a_prefix_may_stand_right_before_the_quote() -> None:
    assert len(Quotation("Fire", prefix="“").spans(folded("“Fire at the quay”"))) == 1
    assert Quotation("Fire", prefix="The “").spans(folded("“Fire at the quay”")) == []


def test_an_ellipsis_at_the_edge_may_be_printed_between_a_quote_and_its_prefix_or_suffix() -> None:
    text = folded("He spoke of rooms… the doors were locked […] at ten.")
    assert Quotation("… the doors were locked …", "of rooms", "at ten").spans(text)
    assert not Quotation("the doors were locked", "of rooms").spans(text)
    assert not Quotation("… the doors were locked", "of room").spans(text)


@given(st.lists(st.text("aX", min_size=1, max_size=3), min_size=3, max_size=9), st.data())
def test_the_words_around_a_place_may_be_its_prefix_and_suffix(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words) - 2))
    before, after = " ".join(words[:at]), " ".join(words[at + 1 :])
    (span,) = Quotation(words[at], before, after).spans(folded(" ".join(words)))
    assert span == (len(before) + 1, len(before) + 1 + len(words[at]))


def test_a_quote_without_words_stands_nowhere() -> None:
    for quote in ("…", "[sic]", "!", "[…] … [sic]"):
        assert Quotation(quote).spans(folded("He left … [sic]!")) == []


def test_one_changed_letter_is_found_out_wherever_it_is() -> None:
    quote = "The wires were rotten and the doors were locked"
    story = folded(STORY)
    assert Quotation(quote).spans(story)
    for at, letter in enumerate(quote):
        if letter.isalpha():
            other = "x" if letter != "x" else "y"
            assert not Quotation(quote[:at] + other + quote[at + 1 :]).spans(story), quote[:at]


TEXTS = st.text(
    st.sampled_from("ab é\u0301\u0323ё\u00ad\u200b\n\t\u00a0-—–''“»…<\u0338ㅎ\u1112\u1161\u11ab한"), max_size=40
)


@given(TEXTS)
def test_every_place_of_a_folded_text_leads_back_to_where_it_came_from(text: str) -> None:
    result = folded(text)
    starts = [result.start(at) for at in range(len(result.text))]
    ends = [result.end(at) for at in range(1, len(result.text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    for start, end, letter in zip(starts, ends, result.text, strict=True):
        assert 0 <= start < end <= len(text)
        if letter.isalnum():
            origin = text[start:end].replace("\u00ad", "").replace("\u200b", "")
            assert letter in unicodedata.normalize("NFC", origin)
            if letter.isascii() or unicodedata.name(letter).startswith(("LATIN", "CYRILLIC")):
                assert [bool(unicodedata.combining(each)) for each in origin] == [False] + [True] * (len(origin) - 1)


def test_a_letter_that_becomes_two_leads_back_to_the_one() -> None:
    result = folded("\u0958 ab")  # composed in no text that is in NFC
    assert result.text == "\u0915\u093c ab"
    assert [(result.start(at), result.end(at + 1)) for at in range(5)] == [(0, 1), (0, 1), (1, 2), (2, 3), (3, 4)]


@given(TEXTS)
def test_a_text_without_signs_and_spaces_is_folded_to_its_composed_form(text: str) -> None:
    bare = "".join(each for each in text if each.isalpha() or unicodedata.combining(each))
    assert folded(bare).text == unicodedata.normalize("NFC", bare)


@given(st.text(string.ascii_letters + " .,'-", min_size=1, max_size=60), st.data())
def test_words_cut_from_a_text_are_found_where_they_were_cut(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last]).strip(" ")
    if "..." in quote or not any(each.isalnum() for each in quote):
        return
    start = len(" ".join(words[:first])) + (1 if first else 0)
    places = [folded(text).start(span.start) for span in Quotation(quote).spans(folded(text))]
    assert start + len(" ".join(words[first:last])) - len(" ".join(words[first:last]).lstrip(" ")) in places
