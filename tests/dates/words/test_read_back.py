"""What a date is told in is read back to the same date, whatever its form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dates.texts import ENDS, MARK, MONTH, TEXTS
from tests.strategies import whens

from chrono56 import When, read_words
from chrono56.errors import DateSyntaxError

LANGUAGES = ("en", "hu", "sr", "sr-Latn")

OPEN_YEAR = st.one_of(
    st.integers(0, 999).map("{:03}X".format),
    st.integers(1, 999).map("-{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
    st.integers(0, 9).map("{}XXX".format),
    st.sampled_from(["XXXX", "-XXXX", "-0XXX", "19X6", "-01X6", "X956"]),
    st.integers(10**14, 10**16 - 1).map("Y{}".format),
    st.integers(10**14, 10**16 - 1).map("Y-{}".format),
)
"""Years that the other strategies hardly ever write."""
CODE = st.integers(21, 41).map(str)
PERIODS = st.tuples(MARK, OPEN_YEAR, MARK, MARK, MONTH | CODE, MARK).map(
    "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}".format
)
DAYS = st.tuples(
    OPEN_YEAR, MARK, MONTH, MARK, st.sampled_from(["3X", "2X", "X5", "XX"])
)
PLACES = st.sampled_from(["UTC", "CET", "EST5EDT", "Etc/GMT+1", "Europe/Budapest"])
RARE = st.one_of(
    OPEN_YEAR,
    PERIODS,
    DAYS.map("{0[0]}{0[1]}-{0[2]}-{0[3]}{0[4]}".format),
    PLACES.map("1956-11-04T04:15[{}]~".format),
    st.sampled_from(["[..]", "{..}", "/..", "../", "../..", "1950..1953?"]),
)
RARE_TEXTS = st.one_of(
    RARE,
    st.tuples(ENDS, RARE).map("[{0[0]},{0[1]}]".format),
    st.tuples(RARE, ENDS).map("{0[0]}/{0[1]}".format),
    st.tuples(RARE, ENDS).map("{{{0[0]}..{0[1]}}}".format),
)


def assert_told(when: When, language: str) -> None:
    words = when.describe(language)

    assert words != str(when) or str(when).isdigit()
    assert read_words(words, language) == when


@settings(deadline=None, max_examples=300)
@given(whens, st.sampled_from(LANGUAGES))
def test_any_date_is_told_in_words_and_read_back(when: When, language: str) -> None:
    assert_told(when, language)


@settings(deadline=None, max_examples=300)
@given(TEXTS | RARE_TEXTS, st.sampled_from(LANGUAGES))
def test_so_are_dates_of_the_rarest_forms(text: str, language: str) -> None:
    try:
        when = When.parse(text)
    except DateSyntaxError:
        return
    assert_told(when, language)


NEAR = st.lists(
    st.sampled_from(
        [
            *("1956-10-01", "1956-10-02", "1956-10-23", "1956-11-04", "1957-01-05"),
            *("1956-10", "1956-11", "1957-01", "1956", "1957", "-0043-03-15"),
        ]
    ),
    min_size=2,
    max_size=4,
    unique=True,
)


@settings(deadline=None, max_examples=200)
@given(
    NEAR,
    st.sampled_from(["[{}]", "{{{}}}", "[{}]/..", "[{}]/1958", "-0100/[{}]"]),
    st.sampled_from(LANGUAGES),
)
def test_what_neighbours_leave_out_in_a_list_is_read_back(
    dates: list[str], form: str, language: str
) -> None:
    assert_told(When.parse(form.format(",".join(dates))), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "1956-XX-23~/1956-0X",
        "0167-XX-08/1669-25",
        "1956-XX-23/1957-10",
        "[1956-10,1957-XX-23]",
        "195X-10/1956-11-04",
        "[1956-11-04T04:30..05:15?,1956-11-04T21:30..22:15]",
        "{1956-10-30..1956-11-02,1956-11-04T04:15}",
    ],
)
def test_what_is_open_is_not_taken_from_what_stands_beside(
    text: str, language: str
) -> None:
    assert_told(When.parse(text), language)
