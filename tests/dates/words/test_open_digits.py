"""Digits that are not known: in words, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56 import When, read_words
from chrono56.dates.words.open_digits import digits_told, pattern_of, span_members
from chrono56.days import first_of_year
from chrono56.errors import DateSyntaxError

CONTRARY = "doubts of parts that the date has"


@given(st.text("0123456789X", min_size=2, max_size=4))
def test_digits_come_back_from_their_words(pattern: str) -> None:
    assert pattern_of(digits_told(pattern)) == pattern


@given(st.integers(-9999, 9999), st.integers(1, 3))
def test_a_span_has_as_many_years_as_it_says(year: int, digits: int) -> None:
    (member,) = span_members(year, digits)
    found = When.parse(f"[{member}]")

    assert (found.earliest, found.latest) == (
        first_of_year(year),
        first_of_year(year + 10**digits) - 1,
    )


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("the ten years from 1956", "[1956..1965]"),
        ("the hundred years from 1 BC", "00XX"),
        ("the ten years from 10 BC", "[-0009..0000]"),
        ("a day with the digits ?–5 of October 1956", "1956-10-X5"),
        ("23 October of some year of the fifties of the 20th century", "195X-10-23"),
        ("October of the 1950s or 1961", None),
        ("4 October 1956 (year uncertain)", "1956?-10-04"),
    ],
)
def test_words_for_what_is_open_are_read(words: str, date: str | None) -> None:
    if date is None:
        with pytest.raises(DateSyntaxError):
            read_words(words)
    else:
        assert str(read_words(words)) == date


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("October 1956 (day uncertain)", CONTRARY),
        ("early October 1956 (month uncertain)", "a single date before doubts"),
        ("4 November 1956, at dawn (day uncertain)", "a date without a time"),
    ],
)
def test_a_doubt_of_what_a_date_has_not_is_refused(words: str, expected: str) -> None:
    with pytest.raises(DateSyntaxError, match=expected):
        read_words(words)
