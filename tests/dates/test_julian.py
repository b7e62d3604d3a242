import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.julian import (
    days_from_julian,
    julian_from_days,
    julian_month_length,
)
from chrono56.days import days_from_civil

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def test_days_are_counted_one_by_one_from_before_christ() -> None:
    number = days_from_julian(-13, 1, 1)
    for year in range(-13, 25):
        for month, length in enumerate(LENGTHS, start=1):
            for day in range(1, length + 1 + (month == 2 and year % 4 == 0)):
                assert days_from_julian(year, month, day) == number
                assert julian_from_days(number) == (year, month, day)
                number += 1


@given(st.integers(-(10**18), 10**18))
def test_any_day_forth_and_back_is_the_same_day(number: int) -> None:
    year, month, day = julian_from_days(number)

    assert 1 <= month <= 12
    assert 1 <= day <= julian_month_length(year, month)
    assert days_from_julian(year, month, day) == number


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((-43, 3, 15), (-43, 3, 13)),
        ((1, 1, 1), (0, 12, 30)),
        # The century in which both calendars agree.
        ((200, 3, 1), (200, 3, 1)),
        ((300, 2, 28), (300, 2, 28)),
        ((1582, 10, 5), (1582, 10, 15)),
        ((1700, 2, 28), (1700, 3, 10)),
        ((1700, 2, 29), (1700, 3, 11)),
        ((1752, 9, 3), (1752, 9, 14)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1956, 11, 1), (1956, 11, 14)),
    ],
)
def test_days_that_history_knows_by_both_calendars(
    julian: tuple[int, int, int], gregorian: tuple[int, int, int]
) -> None:
    assert days_from_julian(*julian) == days_from_civil(*gregorian)


@given(st.integers(-4000, 9999), st.integers(1, 12), st.integers(1, 28))
def test_convertdate_agrees(year: int, month: int, day: int) -> None:
    julian = pytest.importorskip("convertdate", reason="it is an extra").julian

    number = days_from_julian(year, month, day)

    assert julian.to_jd(year, month, day) - 1_721_424.5 == number
