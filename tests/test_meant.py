"""Dates and numbers in a form of their writer's own: what they may be is offered, and never taken."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model.amount import Amount
from claimcheck.model.when import When

DATES = {
    "29.07.2022": "2022-07-29",
    "7/29/2022": "2022-07-29",
    "29/07/2022": "2022-07-29",
    "7/8/2022": "2022-08-07 2022-07-08",
    "2022/07/29": "2022-07-29",
    "2022.7.29": "2022-07-29",
    "2022-7-29": "2022-07-29",
    "2022-29-07": "2022-07-29",
    "20220729": "2022-07-29",
    "29.7.22": "2022-07-29",
    "2022–07–29": "2022-07-29",
    "29 July 2022": "2022-07-29",
    "July 29, 2022": "2022-07-29",
    "Friday, 29th of July 2022": "2022-07-29",
    "29-Jul-2022": "2022-07-29",
    "Sept. 5, 2022": "2022-09-05",
    "29 июля 2022 г.": "2022-07-29",
    "29 липня 2022": "2022-07-29",
    "29. März 2022": "2022-03-29",
    "29 août 2022": "2022-08-29",
    "2022-07-29 14:00": "2022-07-29",
    "2022-07-29T14:00:00Z": "2022-07-29",
    "July 2022": "2022-07",
    "07/2022": "2022-07",
    "2022/07": "2022-07",
    "late July 2022": "2022-07-21/2022-07-31 2022-07-XX",
    "mid-July 2022": "2022-07-11/2022-07-20 2022-07-XX",
    "early 2022": "2022-01/2022-04 2022~",
    "summer 2022": "2022-06/2022-08",
    "winter 2022": "2022-12/2023-02 2021-12/2022-02",
    "Q3 2022": "2022-07/2022-09",
    "the 1990s": "199X",
    "2022-07-28–29": "2022-07-28/2022-07-29",
    "2022-07-28/29": "2022-07-28/2022-07-29",
    "28-29 July 2022": "2022-07-28/2022-07-29",
    "28.-29.07.2022": "2022-07-28/2022-07-29",
    "July 28–29, 2022": "2022-07-28/2022-07-29",
    "28 June - 3 July 2022": "2022-06-28/2022-07-03",
    "from 28 July 2022 to 3 August 2022": "2022-07-28/2022-08-03",
    "between 1 and 5 July 2022": "2022-07-01/2022-07-05",
    "2022-07-28 or 2022-07-29": "2022-07-28/2022-07-29",
    "2022-07-29/2022-07-28": "2022-07-28/2022-07-29",
    "2022/23": "2022/2023",
    "2022-07-??": "2022-07-XX 2022-07",
    "2022-07-00": "2022-07",
    "about 29 July 2022": "2022-07-29~",
    "c. 2022": "2022~",
    "probably 2022-07-29": "2022-07-29?",
    "since 2022-07-29": "2022-07-29/..",
    "after 29 July 2022": "2022-07-30/..",
    "before 29.07.2022": "../2022-07-28",
    "until July 2022": "../2022-07",
}
NUMBERS = {
    "50+": "50/..",
    "> 50": ">50",
    "more than 50": ">50",
    "at least fifty": "50/..",
    "≥50": "50/..",
    "fewer than 50": "<50",
    "up to 50": "../50",
    "50 or more": "50/..",
    "40-50": "40/50",
    "40–50": "40/50",
    "between 40 and 50": "40/50",
    "40-50 thousand": "40000/50000",
    "60/50": "50/60",
    "1,200": "1200",
    "1 200": "1200",
    "1'200": "1200",
    "1.200.000": "1200000",
    "1,200.50": "1200.50",
    "1.200,50": "1200.50",
    "1,5": "1.5",
    "more than 1,200": ">1200",
    "about 50": "50~",
    "50 (?)": "50?",
    "fifty-three": "53",
    "53 prisoners": "53",
    "1.2 million": "1200000",
    "$50": "50",
}


def meant(kind: type[When | Amount], text: str) -> list[str]:
    """What the message about a text offers."""
    with pytest.raises(ValueError, match="did you mean") as caught:
        kind.parse(text)
    return re.findall("`([^`]+)`", str(caught.value).partition("did you mean")[2])


@pytest.mark.parametrize("text", DATES)
def test_a_date_in_another_form_is_offered_as_the_files_write_it(text: str) -> None:
    assert meant(When, text) == DATES[text].split()


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_in_another_form_is_offered_as_the_files_write_it(text: str) -> None:
    assert meant(Amount, text) == [NUMBERS[text]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("29 July", "the year is missing"),
        ("yesterday", "write the day itself"),
        ("next Monday", "write the day itself"),
        ("unknown", "leave the date out"),
        ("2022-02-30", "no such day: `2022-02-30`"),
        ("no idea", "`no idea` is not a date; expected a date such as"),
    ],
)
def test_where_nobody_could_tell_the_day_it_is_said_what_is_missing(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        When.parse(text)
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize("text", ["many", "dozens", "-5", "5e3", "0x10", "50;60", "", "a" * 1000, "1," * 40])
def test_what_is_no_number_is_given_no_meaning(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number; expected digits"):
        Amount.parse(text)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%Y/%m/%d"]),
)
def test_the_day_is_always_among_the_readings(day: date, form: str) -> None:
    text = day.strftime(form)
    assert str(day) in meant(When, text)


@given(st.text(alphabet="0123456789 -/.,+<>~?XJulyto", max_size=20))
def test_every_reading_is_a_date_or_a_number(text: str) -> None:
    for kind in (When, Amount):
        try:
            kind.parse(text)
        except ValueError as error:
            for each in re.findall("`([^`]+)`", str(error).partition("did you mean")[2]):
                assert str(kind.parse(each)) == each
