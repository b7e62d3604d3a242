from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.days import (
    civil_from_days,
    days_from_civil,
    first_of_year,
    is_leap,
    iso_day,
    month_length,
)

FAR_YEARS = st.integers(min_value=-(10**16), max_value=10**16)


@given(st.dates())
def test_days_are_counted_as_the_standard_library_counts_them(day: date) -> None:
    assert days_from_civil(day.year, day.month, day.day) == day.toordinal()
    assert civil_from_days(day.toordinal()) == (day.year, day.month, day.day)


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_every_day_number_is_the_day_it_names(number: int) -> None:
    assert days_from_civil(*civil_from_days(number)) == number


@given(st.integers(min_value=1, max_value=date.max.toordinal()))
def test_a_day_10_000_years_on_has_the_same_month_and_day(number: int) -> None:
    year, month, day = civil_from_days(number)

    assert civil_from_days(number + 25 * 146_097) == (year + 10_000, month, day)
    assert civil_from_days(number - 25 * 146_097) == (year - 10_000, month, day)


def test_days_follow_each_other_from_before_year_0_to_after_it() -> None:
    first = days_from_civil(-5, 1, 1)
    named = [civil_from_days(number) for number in range(first, first + 4000)]

    assert named == sorted(set(named))
    assert (0, 2, 29) in named
    assert (-1, 2, 29) not in named


@given(FAR_YEARS)
def test_the_calendar_repeats_after_400_years(year: int) -> None:
    assert first_of_year(year + 400) - first_of_year(year) == 146_097


@given(FAR_YEARS)
def test_a_leap_year_is_a_day_longer(year: int) -> None:
    assert first_of_year(year + 1) - first_of_year(year) == 365 + is_leap(year)


@pytest.mark.parametrize("year", [1900, 1956, 1957, 2000])
def test_months_are_as_long_as_the_standard_library_says(year: int) -> None:
    lengths = [month_length(year, month) for month in range(1, 13)]

    assert lengths == [monthrange(year, month)[1] for month in range(1, 13)]


@given(st.dates())
def test_iso_day_writes_what_isoformat_writes(day: date) -> None:
    assert iso_day(day.toordinal()) == day.isoformat()


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (0, "0000-03-15"),
        (-43, "-0043-03-15"),
        (9999, "9999-03-15"),
        (10_000, "Y10000-03-15"),
        (-9999, "-9999-03-15"),
        (-10_000, "Y-10000-03-15"),
    ],
)
def test_iso_day_writes_any_year(year: int, text: str) -> None:
    assert iso_day(days_from_civil(year, 3, 15)) == text


def test_the_day_before_the_first_is_the_last_of_1_bc() -> None:
    assert iso_day(date.min.toordinal() - 1) == "0000-12-31"
    assert iso_day((date.max - timedelta(days=1)).toordinal()) == "9999-12-30"
