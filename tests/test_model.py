"""The nouns: dates and numbers as uncertain as the world left them, and what makes two records equal."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal

import edtf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck.errors import AmbiguousIdError, UnknownIdError
from claimcheck.model.amount import Amount
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident, Kind, Question
from claimcheck.model.keys import Sort
from claimcheck.model.location import Location
from claimcheck.model.range import Range
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When, unknown_last
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from tests.conftest import Corpus

# --- dates, by table

DATES = [
    ("2009", date(2009, 1, 1), date(2009, 12, 31)),
    ("2009-02", date(2009, 2, 1), date(2009, 2, 28)),
    ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
    ("2009-01-27", date(2009, 1, 27), date(2009, 1, 27)),
    ("2008-02-29", date(2008, 2, 29), date(2008, 2, 29)),
    ("2009-01-XX", date(2009, 1, 1), date(2009, 1, 31)),
    ("2009-01-2X", date(2009, 1, 20), date(2009, 1, 29)),
    ("2009-01-0X", date(2009, 1, 1), date(2009, 1, 9)),
    ("2009-01-3X", date(2009, 1, 30), date(2009, 1, 31)),
    ("2009-XX", date(2009, 1, 1), date(2009, 12, 31)),
    ("2009-1X", date(2009, 10, 1), date(2009, 12, 31)),
    ("2009-XX-XX", date(2009, 1, 1), date(2009, 12, 31)),
    ("200X", date(2000, 1, 1), date(2009, 12, 31)),
    ("20XX-XX-XX", date(2000, 1, 1), date(2099, 12, 31)),
    ("000X", date(1, 1, 1), date(9, 12, 31)),
    ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ("2009-01-20/2009-01-26", date(2009, 1, 20), date(2009, 1, 26)),
    ("2009-01/2009-02-03", date(2009, 1, 1), date(2009, 2, 3)),
    ("2009-02/2009-02-03", date(2009, 2, 1), date(2009, 2, 3)),
    ("2009-1X-XX", date(2009, 10, 1), date(2009, 12, 31)),
    ("2009-01-27/2009-01-27", date(2009, 1, 27), date(2009, 1, 27)),
    ("../2009-01", None, date(2009, 1, 31)),
    ("2009-01/..", date(2009, 1, 1), None),
]
QUALIFIED = [
    ("2009-01?", date(2009, 1, 1), date(2009, 1, 31)),
    ("2009-01-26~", date(2009, 1, 26), date(2009, 1, 26)),
    ("2009%", date(2009, 1, 1), date(2009, 12, 31)),
    ("2009-01-XX?", date(2009, 1, 1), date(2009, 1, 31)),
    ("2009-01-20~/2009-01-26", date(2009, 1, 20), date(2009, 1, 26)),
    ("2009-01-20/2009-01-26?", date(2009, 1, 20), date(2009, 1, 26)),
    ("../2009~", None, date(2009, 12, 31)),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), [*DATES, *QUALIFIED])
def test_a_date_has_an_earliest_and_a_latest_day(text: str, earliest: date | None, latest: date | None) -> None:
    when = When.parse(text)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert str(when) == text
    assert when.qualified is any(mark in text for mark in "?~%")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not a date"),
        ("27.1.2009", "is not a date"),
        ("27 January 2009", "is not a date"),
        ("2009-1-27", "is not a date"),
        ("09-01-27", "is not a date"),
        ("2009/01/27", "is not a date"),
        ("2009-01-27T12:30", "is not a date"),
        ("2009-01-27 ", "is not a date"),
        ("2009-01-27\n", "is not a date"),
        ("２００９", "is not a date"),
        ("Y1E999999999", "is not a date"),
        ("-0044", "is not a date"),
        ("XXXX", "is not a date"),
        ("2009-?01", "is not a date"),
        ("?", "is not a date"),
        ("2009??", "is not a date"),
        ("2009/2010/2011", "is not a date"),
        ("/2009", "is not a date"),
        ("2009-13", "no such month"),
        ("2009-00", "no such month"),
        ("2009-2X", "no such month"),
        ("0000", "no such year"),
        ("2009-02-29", "no such day"),
        ("2009-02-30", "no such day"),
        ("2009-01-00", "no such day"),
        ("2009-01-4X", "no such day"),
        ("2009-XX-27", "at the end of a date only"),
        ("200X-01", "at the end of a date only"),
        ("2009-01-X7", "at the end of a date only"),
        ("../..", "open at both ends"),
        ("2010/2009", "ends before it begins"),
        ("2009-01-27/2009-01-26", "ends before it begins"),
        ("2009-01-2u", "2012 draft"),
        ("2009/open", "2012 draft"),
        ("unknown/2009", "2012 draft"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        When.parse(text)


@pytest.mark.parametrize(
    ("first", "second", "before_disjoint_within"),
    [
        ("2009-01-27", "2009-01-28", (True, True, False)),
        ("2009-01-27", "2009-01-27", (False, False, True)),
        ("2009-01", "2009-02", (True, True, False)),
        ("2009-01", "2009-01-31", (False, False, False)),
        ("2009-01-31", "2009-01", (False, False, True)),
        ("2009-01-28", "2009-01-27", (False, True, False)),
        ("2009-01-26?", "2009-01-27", (False, True, False)),
        ("2009-01-26", "2009-01-27~", (False, True, False)),
        ("../2009-01", "2009-02/..", (True, True, False)),
        ("2009-02/..", "2009-03-01", (False, False, False)),
        ("2009-03-01", "2009-02/..", (False, False, True)),
        ("../2009-01", "../2009-02", (False, False, True)),
        ("../2009-01", "2009-01-31/..", (False, False, False)),
    ],
)
def test_two_dates_are_before_disjoint_or_within(
    first: str, second: str, before_disjoint_within: tuple[bool, bool, bool]
) -> None:
    one, other = When.parse(first), When.parse(second)
    assert (one.surely_before(other), one.disjoint(other), one.within(other)) == before_disjoint_within


def test_only_one_certain_day_is_exact() -> None:
    exact = {text for text, *_ in [*DATES, *QUALIFIED] if When.parse(text).exact}
    assert exact == {"2009-01-27", "2008-02-29", "2009-01-27/2009-01-27"}


SHOWN = ["2009-01-01", "2009-01", "2009", "2009/..", "2009-01-30", "../2009-01", "2009-01-31/2009-03", "2009-02"]


@given(st.permutations(SHOWN))
def test_dates_are_shown_by_their_first_day_then_by_their_last_and_open_beginnings_by_their_end(
    texts: list[str],
) -> None:
    assert sorted(texts, key=lambda text: When.parse(text).sort_key) == SHOWN
    assert sorted([None, *map(When.parse, texts)], key=unknown_last) == [*map(When.parse, SHOWN), None]


# --- numbers, by table


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("120", 120, 120),
        ("0", 0, 0),
        ("2.5", Decimal("2.5"), Decimal("2.5")),
        ("100/300", 100, 300),
        ("100/100", 100, 100),
        ("500/..", 500, None),
        ("../500", None, 500),
        ("120~", 120, 120),
        ("100/300?", 100, 300),
    ],
)
def test_a_number_has_a_least_and_a_greatest_value(text: str, low: int | None, high: int | None) -> None:
    amount = Amount.parse(text)
    assert (amount.low, amount.high, str(amount)) == (low, high, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a dozen",
        "1,000",
        "1e9",
        "-5",
        "1.",
        ".5",
        "300/100",
        "../..",
        "1/2/3",
        "5 ",
        "٥",
        "9" * 19,
        "~",
        "1?/2",
        "NaN",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a number|ends before|open at both"):
        Amount.parse(text)


# --- the laws of both


def _texts(day: date, form: int, qualifier: str) -> str:
    whole = day.isoformat()
    return (whole, whole[:7], whole[:4], whole[:8] + "XX", whole[:5] + "XX-XX", whole[:3] + "X")[form] + qualifier


SINGLE = st.builds(_texts, st.dates(date(1000, 1, 1)), st.integers(0, 5), st.sampled_from(["", "", "", "?", "~", "%"]))
NEAR = st.builds(
    _texts, st.dates(date(2030, 1, 1), date(2031, 12, 31)), st.integers(0, 4), st.sampled_from(["", "", "?"])
)


def _interval(begin: str, end: str) -> str:
    return f"{begin}/{end}"


INTERVALS = st.builds(_interval, NEAR | st.just(".."), NEAR | st.just("..")).filter(lambda text: _takes(When, text))
WHENS = (NEAR | INTERVALS).map(When.parse)
NUMBERS = st.integers(0, 30).map(str)
AMOUNTS = (
    st.builds(_interval, NUMBERS | st.just(".."), NUMBERS | st.just("..")).filter(lambda text: _takes(Amount, text))
    | NUMBERS
).flatmap(
    lambda text: st.sampled_from([text, text, f"{text}~"] if not text.endswith("..") else [text]).map(Amount.parse)
)


def _takes(kind: type[When | Amount], text: str) -> bool:
    try:
        kind.parse(text)
    except ValueError:
        return False
    return True


@given(SINGLE | INTERVALS)
def test_a_date_is_read_as_it_is_written(text: str) -> None:
    when = When.parse(text)
    assert str(when) == text
    assert When.parse(str(when)) == when
    assert when.low is None or when.high is None or when.low <= when.high


@given(st.text(max_size=24) | st.text("0123456789X-/.?~%u", max_size=24))
def test_any_text_is_a_date_or_a_number_or_a_reason_why_not(text: str) -> None:
    for kind in (When, Amount):
        try:
            kind.parse(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017 - either outcome will do


@given(st.data())
def test_before_is_a_strict_partial_order(data: st.DataObject) -> None:
    pool: st.SearchStrategy[Range] = data.draw(st.sampled_from([WHENS, AMOUNTS]))
    a, b, c = data.draw(pool), data.draw(pool), data.draw(pool)
    assert not a.surely_before(a)
    assert not (a.surely_before(b) and b.surely_before(a))
    if a.surely_before(b) and b.surely_before(c):
        assert a.surely_before(c)


@given(st.data())
def test_disjoint_before_and_within_go_together(data: st.DataObject) -> None:
    pool: st.SearchStrategy[Range] = data.draw(st.sampled_from([WHENS, AMOUNTS]))
    a, b, c = data.draw(pool), data.draw(pool), data.draw(pool)
    assert a.disjoint(b) is b.disjoint(a)
    assert a.within(a)
    assert not a.disjoint(a)
    if a.surely_before(b):
        assert a.disjoint(b)
    if a.within(b):
        assert not a.disjoint(b)
        if b.disjoint(c):
            assert a.disjoint(c)
        if b.within(c):
            assert a.within(c)
    assert a.same_as(b) is b.same_as(a)


@given(WHENS, WHENS)
def test_the_order_of_display_respects_what_is_surely_before(a: When, b: When) -> None:
    if a.surely_before(b) and a.low is not None:
        assert a.sort_key < b.sort_key


@given(SINGLE | INTERVALS)
def test_another_reader_of_edtf_sees_the_same_days(text: str) -> None:
    # only texts that we made: the other reader never comes back from an exponent such as Y1E999999999
    assume(not ("/" in text and "X" in text))  # it knows no interval between unknown digits
    logging.getLogger("edtf").setLevel(logging.ERROR)
    when, other = When.parse(text), edtf.parse_edtf(text)
    bounds = [
        None if isinstance(bound, float) else date(*tuple(bound)[:3])
        for bound in (other.lower_strict(), other.upper_strict())
    ]
    assert [when.earliest, when.latest] == bounds


# --- stances


def test_every_stance_has_the_polarity_and_certainty_of_the_table() -> None:
    affirms, denies = Polarity.AFFIRMS, Polarity.DENIES
    assert {stance.value: (stance.polarity, stance.hedged) for stance in Stance} == {
        "asserts": (affirms, False),
        "implies": (affirms, False),
        "concedes": (affirms, False),
        "suggests": (affirms, True),
        "denies": (denies, False),
        "precludes": (denies, False),
        "doubts": (denies, True),
        "withholds": (None, False),
        "comments": (None, False),
    }


def test_a_claim_says_what_it_does_to_each_answer() -> None:
    claim = _claim(
        stance={"asserts": {"safety": ["wiring", "exits"]}, "denies": {"cause": "set"}, "withholds": "crates"}
    )
    assert [(each.question, each.answer, each.polarity) for each in claim.stance.commitments] == [
        ("safety", "wiring", Polarity.AFFIRMS),
        ("safety", "exits", Polarity.AFFIRMS),
        ("cause", "set", Polarity.DENIES),
    ]
    assert [each.answer for each in claim.on("cause")] == ["set"]
    assert claim.stance.withholds == ("crates",)
    assert not _claim().stance


def test_severities_are_ranked_from_the_gravest() -> None:
    assert [each.rank for each in (Severity.ERROR, Severity.WARNING, Severity.NOTE)] == [0, 1, 2]


# --- equality


def test_records_that_say_the_same_are_equal_wherever_they_stand() -> None:
    one, other = _claim(), _claim()
    other.placed(Location("claims/incidents/fire.yaml", 7, 5), ("claims", 0))
    other.belongs("fire")
    assert one == other
    assert hash(one) == hash(other)
    assert one != _claim(quote="Something else")


def test_the_id_under_which_a_record_stands_is_not_what_it_says() -> None:
    one, other = Party(name="Sarn Port Authority"), Party(name="Sarn Port Authority")
    other.named("port")
    assert one == other
    assert one != Speaker(name="Sarn Port Authority")


def test_looking_something_up_does_not_change_what_a_record_equals() -> None:
    one, other = _incident(), _incident()
    assert one.by_id
    assert one.standing
    assert one.claims[0].stance.commitments
    assert one == other
    assert hash(one) == hash(other)


def test_records_are_frozen_and_take_no_other_keys() -> None:
    claim = _claim()
    with pytest.raises(AttributeError, match="quote"):
        claim.quote = "Changed"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        _claim(quotation="x")


@given(st.sampled_from(["quote", "text", "note", "locator"]), st.text(min_size=1).filter(str.strip))
def test_equal_claims_have_equal_hashes_and_unlike_claims_differ(field: str, text: str) -> None:
    one, other = _claim(**{field: text}), _claim(**{field: text})
    assert one == other
    assert hash(one) == hash(other)
    assert one != _claim(**{field: f"{text}."})
    assert len({one, other}) == 1


# --- look-ups


@pytest.mark.parametrize(
    ("said", "published", "day"),
    [
        ("2031-03-04", "2031-03-05", "2031-03-04"),
        (None, "2031-03-05", "2031-03-05"),
        (None, "2031-03", None),
        (None, "2031-03-05~", None),
        (None, "2031-03-05/2031-03-06", None),
        (None, None, None),
        ("2031-03", None, "2031-03"),
    ],
)
def test_a_claim_without_a_day_has_that_of_its_source_if_it_is_certain(
    said: str | None, published: str | None, day: str | None
) -> None:
    source = Source(publisher="Sarn Herald", published=published)  # type: ignore[arg-type]
    claim = _claim(said=said)
    incident = _incident(claims=[claim], sources={"herald": source})
    assert incident.day(claim) == (None if day is None else When.parse(day))


def test_a_question_reads_its_values_by_its_kind() -> None:
    assert Question(ask="When?", kind=Kind.DATE).value("2031-03") == When.parse("2031-03")
    number = Question(ask="How many?", kind=Kind.NUMBER, unit="crates")
    assert number.value("100/300") == Amount.parse("100/300")
    assert number.text("100/300") == "100/300 crates"
    choice = Question.model_validate({"ask": "Who?", "answers": {"union": "The union did."}})
    assert choice.value("union") is None
    assert (choice.text("union"), choice.text("port")) == ("The union did.", "port")


@pytest.fixture
def sarn(corpus: Corpus) -> Collection:
    incident = """
        title: Fire
        questions: {fire: {ask: "Who set it?", answers: {union: The union.}}, when: {ask: "When?", kind: date}}
        sources: {herald: {publisher: Sarn Herald}}
        claims: [{id: when, speaker: union, stance: {denies: {fire: union}}, source: herald, text: "No."}]
    """
    speakers = """
        parties: {union: {name: Union}, port: {name: Port}, herald: {name: Herald}, guild: {name: Guild}}
        speakers:
          union: {name: Union, party: union}
          port: {name: Harbour Café, party: union}
          guild: {name: Guild, party: guild}
          lone: {name: Lone}
    """
    return load(Folder(corpus({"fire": incident, "flood": incident}, speakers), "claims/")).collection


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("fire", Sort.INCIDENT),
        ("incident:fire", Sort.INCIDENT),
        ("question:fire/fire", Sort.QUESTION),
        ("fire/fire", Sort.QUESTION),
        ("claim:fire/when", Sort.CLAIM),
        ("question:fire/when", Sort.QUESTION),
        ("flood/herald", Sort.SOURCE),
        ("source:flood/herald", Sort.SOURCE),
        ("lone", Sort.SPEAKER),
        ("guild", Sort.SPEAKER),
        ("party:union", Sort.PARTY),
        ("speaker:port", Sort.SPEAKER),
        ("herald", Sort.PARTY),
    ],
)
def test_an_id_is_found_by_what_it_names(word: str, sort: Sort, sarn: Collection) -> None:
    assert sarn.find(word).sort is sort


@pytest.mark.parametrize("word", ["fire/when", "when", "port", "union", "claim:when", "source:herald"])
def test_an_id_that_names_two_things_needs_a_prefix(word: str, sarn: Collection) -> None:
    with pytest.raises(AmbiguousIdError) as caught:
        sarn.find(word)
    for spelled in caught.value.hint.removeprefix("say which: ").replace("`", "").split(", "):
        sarn.find(spelled)


@pytest.mark.parametrize(
    "word", ["", "/", ":", "claim:", "fire/", "nothing", "nowhere/when", "party:lone", "fire/when/x"]
)
def test_an_id_that_names_nothing_is_unknown(word: str, sarn: Collection) -> None:
    with pytest.raises(UnknownIdError):
        sarn.find(word)


def test_an_unknown_id_is_told_with_the_nearest_ones(sarn: Collection) -> None:
    with pytest.raises(UnknownIdError) as caught:
        sarn.find("question:fire/wen")
    assert "fire/when" in caught.value.hint


def _claim(**changes: object) -> Claim:
    keys: dict[str, object] = {
        "id": "captain",
        "speaker": "harbour-captain",
        "source": "herald",
        "quote": "It was the wiring",
    }
    return Claim.model_validate(keys | {key: value for key, value in changes.items() if value is not None})


def _incident(**changes: object) -> Incident:
    keys: dict[str, object] = {"title": "Fire", "questions": {}, "claims": [_claim(stance={"asserts": {"a": "b"}})]}
    return Incident.model_validate(keys | changes)


@pytest.mark.parametrize(
    ("spelled", "other", "within", "disjoint"),
    [
        (">50", "51/..", False, False),
        ("51/..", ">50", True, False),
        (">50", "50/..", True, False),
        ("50/..", ">50", False, False),
        (">50", "50", False, True),
        ("50", ">50", False, True),
        ("<50", "50", False, True),
        ("<50", "<=50", True, False),
        (">=50", "50/..", True, False),
        ("<=50", "../50", True, False),
        (">50", "<50", False, True),
        (">50", "<=50", False, True),
        (">=50", "<=50", False, False),
        ("60/70", ">50", True, False),
        ("60/70~", ">50", True, False),
    ],
)
def test_a_number_beyond_another_leaves_it_out(spelled: str, other: str, *, within: bool, disjoint: bool) -> None:
    one, two = Amount.parse(spelled), Amount.parse(other)
    assert (one.within(two), one.disjoint(two), two.disjoint(one)) == (within, disjoint, disjoint)


@pytest.mark.parametrize("text", [">", "<", "> 50", ">>50", ">50/60", "<0", "=50", ">=..", ">-1", "50>"])
def test_what_is_no_number_beyond_another(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|counted"):
        Amount.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("120", "120.0", True),
        ("120", "120/120", True),
        (">=50", "50/..", True),
        ("<=50", "../50", True),
        (">50", "50/..", False),
        ("120~", "120", False),
        ("120~", "120?", False),
    ],
)
def test_numbers_are_equal_by_what_they_say(one: str, other: str, *, same: bool) -> None:
    assert (Amount.parse(one).value == Amount.parse(other).value) is same


def test_dates_are_equal_by_what_they_say() -> None:
    same = ["2031-01", "2031-01-XX", "2031-01-01/2031-01-31"]
    assert len({When.parse(each).value for each in same}) == 1
    assert len({When.parse(each).value for each in ("2031-01", "2031-01~", "2031-01?", "2031-01-31")}) == 4


BLAME = {
    "ask": "Who fired?",
    "answers": {
        "east": "The east fired.",
        "band": {"is": "A band of the east fired.", "within": "east"},
        "wing": {"is": "A wing of the band fired.", "within": "band"},
        "guard": {"is": "The guard of the east fired.", "within": "east"},
        "west": "The west fired.",
    },
}


def test_narrower_answers_exclude_what_their_wider_ones_do() -> None:
    question = Question.model_validate(BLAME)
    assert question.text("band") == "A band of the east fired."
    assert question.lies_within("wing", "east")
    assert not question.lies_within("east", "wing")
    excluded = {(a, b) for a in question.answers for b in question.answers if question.exclude(a, b)}
    assert ("wing", "east") not in excluded
    assert {("wing", "guard"), ("guard", "band"), ("wing", "west"), ("east", "west")} <= excluded
    assert excluded == {(b, a) for a, b in excluded}
    assert [question.stage(each) for each in question.answers] == [0, 0, 0, 0, 4]


def test_only_the_pairs_that_are_named_exclude_each_other() -> None:
    answers = {**BLAME["answers"], "west": {"is": "The west.", "excludes": "east"}, "help": "With help."}  # type: ignore[dict-item]
    question = Question.model_validate({"ask": "Who?", "answers": answers})
    assert question.separate
    assert question.exclude("west", "wing")
    assert not question.exclude("band", "guard")
    assert not question.exclude("help", "east")
    assert not Question.model_validate(BLAME).separate


def test_an_answer_is_written_as_it_was() -> None:
    question = Question.model_validate(BLAME)
    dumped = question.as_json(defaults=False)
    assert dumped["answers"] == BLAME["answers"]


def test_every_side_is_a_disputant() -> None:
    sides = {"east": {"name": "East", "parties": ["port", "band"]}, "west": {"name": "West", "parties": "union"}}
    incident = _incident(disputants=["watch", "west"], sides=sides)
    assert incident.contesting == ("watch", "west", "east")
    assert incident.sides_of == {"port": "east", "band": "east", "union": "west"}


@pytest.mark.parametrize(
    ("sources", "out"),
    [
        ({"a": {"published": "2031-03-05"}}, {"a": "2031-03-05"}),
        ({"a": {"published": "2031-03-05", "accessed": "2031-03-02"}}, {"a": "2031-03-05"}),
        ({"a": {"published": "2031-03"}}, {"a": "2031-03-31"}),
        ({"a": {"published": "2031-03~"}}, {}),
        ({"a": {"published": "2031-03~", "accessed": "2031-04-02"}}, {"a": "2031-04-02"}),
        ({"a": {"accessed": "2031-04-02?"}}, {}),
        (
            {"a": {"archived": "https://web.archive.org/web/20310407/https://k.example/2030/01/02/"}},
            {"a": "2031-04-07"},
        ),
        ({"a": {"archived": "https://web.archive.org/web/20310407112233id_/https://k.example/"}}, {"a": "2031-04-07"}),
        ({"a": {"archived": "https://archive.ph/2031.04.07-112233/https://k.example/"}}, {"a": "2031-04-07"}),
        ({"a": {"archived": "https://web.archive.org/web/2031/https://k.example/20310407/"}}, {}),
        ({"a": {"archived": "https://web.archive.org/web/20311307/https://k.example/"}}, {}),
        ({"a": {}, "b": {"published": "2031-03-05", "derived_from": "a"}}, {"a": "2031-03-05", "b": "2031-03-05"}),
        ({"a": {}, "b": {"derived_from": "a"}, "c": {"published": "2031", "derived_from": "source:b"}}, "2031-12-31"),
        ({"a": {"derived_from": "b"}, "b": {"derived_from": "a", "accessed": "2031"}}, "2031-12-31"),
        (
            {"a": {"published": "2031-03-09"}, "b": {"published": "2031-03-05", "derived_from": "a"}},
            {"a": "2031-03-09", "b": "2031-03-05"},
        ),
    ],
)
def test_the_day_by_which_a_source_was_out(sources: dict[str, dict[str, str]], out: dict[str, str] | str) -> None:
    incident = _incident(sources={name: {"publisher": "P", **each} for name, each in sources.items()})
    expected = out if isinstance(out, dict) else dict.fromkeys(sources, out)
    assert {name: date.fromordinal(each).isoformat() for name, each in sorted(incident.out.items())} == expected


SOURCES = {
    "early": {"publisher": "P", "published": "2031-03-02"},
    "late": {"publisher": "P", "published": "2031-03-06"},
    "vague": {"publisher": "P", "published": "2031-03"},
    "april": {"publisher": "P", "published": "2031-04"},
    "never": {"publisher": "P"},
}


@pytest.mark.parametrize(
    ("claims", "day"),
    [
        ([{"source": "late", "also_in": "early"}], "2031-03-02"),
        ([{"source": "vague", "also_in": "early"}], None),
        ([{"source": "april", "also_in": "late"}], "2031-03-06"),
        ([{"source": "never", "also_in": "late"}], None),
        ([{"source": "late"}, {"source": "early", "restates": "a"}], "2031-03-02"),
        ([{"source": "late"}, {"source": "late", "restates": "a", "said": "2031-03-09"}], "2031-03-06"),
        (
            [{"source": "late", "said": "2031-03-05"}, {"source": "late", "restates": "a", "said": "2031-03-04"}],
            "2031-03-04",
        ),
        ([{"source": "late"}, {"source": "early", "restates": "a", "draft": True}], "2031-03-06"),
    ],
)
def test_an_utterance_has_one_day(claims: list[dict[str, str]], day: str | None) -> None:
    made = [
        {"id": name, "speaker": "s", "text": "T", "stance": {"asserts": {"q": "x"}}, **each}
        for name, each in zip("ab", claims, strict=False)
    ]
    incident = _incident(claims=made, sources=SOURCES)
    assert {str(incident.day(each)) for each in incident.standing} == {str(day)}
