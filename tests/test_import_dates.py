"""Dates of other people's tables, as they come into the files: understood, asked for, or named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.characters.folding import named
from claimcheck.errors import UsageError
from claimcheck.exchange.days import Days, edtf, month_names
from claimcheck.exchange.from_bibtex import read_bibtex
from claimcheck.exchange.from_csl_json import _date
from claimcheck.model.when import When


@pytest.mark.parametrize(
    ("written", "day", "remark"),
    [
        ("2031-03-04T10:00:00Z", "2031-03-04", "10:00:00Z"),
        ("2031-03-04t10:00z", "2031-03-04", "10:00z"),
        ("2031-03-04 23:35", "2031-03-04", "23:35"),
        ("2031-03-04T10:00:00+0200", "2031-03-04", "10:00:00+0200"),
        ("2031-03-04T10:00:00.123456+02:00", "2031-03-04", "10:00:00.123456+02:00"),
        ("2031-03-04T10:00+02:00[Europe/Riga]", "2031-03-04", "10:00+02:00[Europe/Riga]"),
        ("2031-03-04 10:00 PM", "2031-03-04", "10:00 PM"),
        ("20310304T100000Z", "2031-03-04", "100000Z"),
        ("2031-03-04T10", "2031-03-04", "10"),
        ("2031-03-04T00:00:00.000Z", "2031-03-04", ""),
        ("2031-03-04+02:00", "2031-03-04", ""),
        ("2031-03-04T10:00/2031-03-05T11:00", "2031-03-04/2031-03-05", "10:00, 11:00"),
        ("2031-3-4", "2031-03-04", ""),
        ("2031-03-00", "2031-03", ""),
        ("2031-00-00~", "2031~", ""),
        ("2031-21", "2031-03/2031-05", "spring 2031"),
        ("2031-24~", "2031-12~/2032-02~", "winter 2031"),
        ("2031-33", "2031-01/2031-03", "first quarter 2031"),
        ("2031-21/2031-22", "2031-03/2031-08", "spring 2031, summer 2031"),
        ("2031-03-05/", "2031-03-05/..", ""),
        ("/2031-03", "../2031-03", ""),
        ("2031-03-05/open", "2031-03-05/..", ""),
        *((each, each, "") for each in ("2031", "203X", "2031-03-XX", "2031-03-05?", "2031~/..", "../2031-03%")),
        *((each, each, "") for each in ("5.3.2031", "yesterday", "/", "2031/3/5", "47912", "2031-13", "31-03-05")),
    ],
)
def test_a_date_is_read_or_left_as_it_is(written: str, day: str, remark: str) -> None:
    assert edtf(written) == (day, remark)


@pytest.mark.parametrize(
    ("form", "written", "day"),
    [
        ("DD.MM.YYYY", "5.3.2031", "2031-03-05"),
        ("DD.MM.YYYY", "05.03.2031~", "2031-03-05~"),
        ("MM/DD/YYYY", "3/5/2031", "2031-03-05"),
        ("YYYY-DD-MM", "2031-05-03", "2031-03-05"),
        ("DD Month YYYY", "5 March 2031", "2031-03-05"),
        ("DD Month YYYY", "5th of March 2031", "2031-03-05"),
        ("DD Month YYYY", "5. März 2031", "2031-03-05"),
        ("DD Month YYYY", "5 мая 2031", "2031-05-05"),
        ("DD Month YYYY", "5 de marzo de 2031", "2031-03-05"),
        ("DD Month YYYY", "5 mars 2031", "2031-03-05"),
        ("DD Month YYYY", "05 SEPT. 2031", "2031-09-05"),
        ("DD Month YYYY", "1 تشرين الأول 2031", "2031-10-01"),
        ("Month YYYY", "Mar 2031", "2031-03"),
        ("DD.MM.YYYY", "2031-03-05", "2031-03-05"),
        ("DD.MM.YYYY", "5.3.31", "5.3.31"),
        ("DD Month YYYY", "5 Marhc 2031", "5 Marhc 2031"),
        ("DD Month YYYY", "5 listopada 2031", "5 listopada 2031"),  # October in Zagreb, November in Warsaw
    ],
)
def test_a_form_that_was_asked_for_is_read(form: str, written: str, day: str) -> None:
    assert Days.of([form]).read(written) == (day, "")


def test_the_language_says_which_month_it_is() -> None:
    assert Days.of(["DD Month YYYY"], "hr").read("5 listopada 2031").text == "2031-10-05"
    assert Days.of(["DD Month YYYY"], "pl").read("5 listopada 2031").text == "2031-11-05"
    assert Days.of(["DD.MM.YYYY hh:mm"]).read("5.3.2031 10:15") == ("2031-03-05", "10:15")
    assert Days.of(["DD.MM.YYYY"]).read("5.3.2031, 10:15") == ("2031-03-05", "10:15")


@pytest.mark.parametrize("form", ["DD.MM.YY", "DD Month", "DD YYYY", "YYYY YYYY", "MM Month YYYY", ""])
def test_a_form_that_says_too_little_is_refused(form: str) -> None:
    with pytest.raises(UsageError):
        Days.of([form])
    with pytest.raises(UsageError, match="no months of"):
        Days.of([], "xx")


def test_names_of_months_are_folded_and_each_language_has_twelve() -> None:
    for language, known in month_names().items():
        assert set(known.values()) == set(range(1, 13)), language
        assert all(named(name) == name for name in known), language
    assert len(month_names()) > 50


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ([[2031, 3, 5]], "2031-03-05"),
        ([["2031", "03", "5"]], "2031-03-05"),
        ([[2031, 3, 5], []], "2031-03-05/.."),
        ([[2031, 3, 5], [0]], "2031-03-05/.."),
        ([[2031, 3, 5], [None]], "2031-03-05/.."),
        ([[], [2031]], "../2031"),
        ([[2031, None]], "2031"),
        ([[2031, 0, 0]], "2031"),
        ([[2031, 3, ""]], "2031-03"),
        ([[2031, 13]], "2031-21"),
        ([[2031, 24]], "2031-24"),
        ([[2031], [2032]], "2031/2032"),
        ([[0]], ""),
        ([[]], ""),
        ([["x"]], '[["x"]]'),
        ([[2031, 0, 5]], '[["2031", "0", "5"]]'),
        ([[2031], [2032], [2033]], '[["2031"], ["2032"], ["2033"]]'),
    ],
)
def test_dates_of_csl_are_as_certain_as_they_are(parts: object, day: str) -> None:
    assert _date({"date-parts": parts}) == day


@pytest.mark.parametrize(
    ("circa", "about"),
    [(True, True), (1, True), ("ca.", True), ("circa", True), ("true", True), (False, False), (0, False), ("", False)],
)
def test_whatever_stands_for_circa_is_about(circa: object, about: bool) -> None:  # noqa: FBT001 - a row of a table
    assert _date({"date-parts": [[2031, 3]], "circa": circa}) == ("2031-03~" if about else "2031-03")
    assert _date({"date-parts": [[2031]], "season": "Autumn"}) == "2031-23"


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("date={2031-03-05~}", "2031-03-05~"),
        ("date={2031-03-05?/}", "2031-03-05?/"),
        ("year={2031~}", "2031~"),
        ("year={2031~}, month=mar", "2031-03~"),
        ("year=2031, month=mar, day=5", "2031-03-05"),
        ("year=2031, month={March}", "2031-03"),
        ("year=2031, month={März}", "2031-03"),
        ('year=2031, month="5~" # mar', "2031-03-05"),
        ("year=2031, month={March 5}", "2031-03-05"),
        ("year=2031, month={mar/apr}", "2031-03/2031-04"),
        ('year=2031, month=mar # "--" # apr', "2031-03/2031-04"),
        ("year=2031, month=3, day={5--7}", "2031-03-05/2031-03-07"),
        ("year=2033-", "2033/.."),
        ("year={2033-}, endyear=2035", "2033/2035"),
        ("year={2033--2035}", "2033/2035"),
        ("year=2033, month=5, endyear=2034, endmonth=6", "2033-05/2034-06"),
        ("year={ca. 2031}", "2031~"),
        ("year={[2031]}", "2031"),
        ("year={203X}", "203X"),
        ("year={n.d.}", ""),
        ("year={2031-03-05}", "2031-03-05"),
        ("date={5 March 2031}", "5 March 2031"),
        ("year=2031, date={2031-03}", "2031-03"),
    ],
)
def test_dates_of_bibtex_are_no_latex(fields: str, day: str) -> None:
    found = read_bibtex("x", f"@misc{{a, publisher={{P}}, {fields}}}".encode())
    assert found.troubles == []
    assert found.rows[0].cells.get("published", "") == day


DAYS = st.dates(min_value=date(1000, 1, 1))
QUALIFIED = st.sampled_from(["", "?", "~", "%"])


@st.composite
def whens(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    whole = draw(
        st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], f"{day.isoformat()[:8]}XX"])
    )
    return draw(st.sampled_from([whole, f"{whole}{draw(QUALIFIED)}", f"{whole}/..", f"../{whole}"]))


@settings(max_examples=200)
@given(whens())
def test_every_date_of_ours_comes_in_as_it_is(text: str) -> None:
    assert edtf(text) == (text, "")
    assert When.parse(text).text == text
    found = read_bibtex("x", f"@misc{{a, date={{{text}}}, urldate = {{{text}}}}}".encode())
    assert found.rows[0].cells["published"] == found.rows[0].cells["accessed"] == text


@settings(max_examples=300)
@given(st.text(max_size=30))
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    for days in (Days(), Days.of(["DD Month YYYY", "YYYY/MM/DD"])):
        assert isinstance(days.read(text).text, str)
