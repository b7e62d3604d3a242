"""Dates at a terminal: EDTF as it is, words in the language that is asked for."""

import pytest
from tests.cli.command import run

from chrono56 import MonthDay, When
from chrono56.cli.asked import asked_date, asked_day
from chrono56.cli.status import USAGE
from chrono56.errors import DateSyntaxError


@pytest.mark.parametrize(
    "text",
    [
        *("1956-11-04", "11-04", "--11-04", "1956~", "195X", "Y17000", "Y17E2"),
        *("[..1956]", "1950S2", "1956-11-04T04:15Z", "1956-1-4", "1956/1957"),
    ],
)
def test_edtf_and_what_looks_like_it_is_left_to_the_query(text: str) -> None:
    assert asked_day(text, "en") == text


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("4 November 1956", "en", "1956-11-04"),
        ("late October 1956", "en", "[1956-10-21~..1956-10-31~]"),
        ("1956. október 23.", "hu", "1956-10-23"),
        ("23.10.1956.", "sr", "1956-10-23"),
        ("23. октобра 1956.", "sr-Cyrl", "1956-10-23"),
        ("13/11/1956", "en", "1956-11-13"),
        ("Easter 1956", "xx", "1956-04-01"),
    ],
)
def test_words_are_read(text: str, language: str, date: str) -> None:
    assert asked_date(text, language) == When.parse(date)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("4 November", "en", "11-04"),
        ("November 4th", "en", "11-04"),
        ("29 February", "en", "02-29"),
        ("november 4.", "hu", "11-04"),
        ("4. новембра", "sr", "11-04"),
        ("All Souls", "en", "11-02"),
    ],
)
def test_words_without_a_year_are_that_day_of_any_year(
    text: str, language: str, day: str
) -> None:
    assert asked_day(text, language) == MonthDay.parse(day)


@pytest.mark.parametrize(
    "text",
    ["yesterday", "Easter", "November", "at noon", "the next day", "4 5 6", "31 June"],
)
def test_words_that_are_no_day_are_refused(text: str) -> None:
    with pytest.raises(DateSyntaxError):
        asked_day(text, "en")


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(
    "question", [("on", "1956/11/04"), ("between", "4-11-1956", "1956-11-05")]
)
def test_a_date_that_can_not_be_read_is_told_how_dates_are(
    question: tuple[str, ...],
) -> None:
    outcome = run(*question)
    *_, hint = outcome.err.splitlines()

    assert outcome.status == USAGE
    assert hint == 'dates are 1956-11-04, or in words: "4 November 1956"'
