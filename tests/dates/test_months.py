from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.months import (
    day_after,
    days_skipped,
    month_after,
    months_completed,
    months_stretched,
)
from chrono56.days import civil_from_days, days_from_civil, month_length

START: Final = date(1955, 12, 20)
DAYS: Final = [START + timedelta(days=each) for each in range(450)]
FAR_AWAY: Final = days_from_civil(10**15, 12, 31)


def same_number(day: date, year: int, month: int) -> list[date]:
    """Return that day of another month, or the days around where it would be."""
    try:
        return [day.replace(year=year, month=month)]
    except ValueError:
        first = date(year + month // 12, month % 12 + 1, 1)
        return [first - timedelta(days=1), first]


@pytest.mark.parametrize("months", [*range(-14, 15), 48, -48])
def test_a_month_later_is_the_same_number_or_no_day_at_all(months: int) -> None:
    for day in DAYS:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        expected = same_number(day, year, month + 1)

        first, last = day_after(day.toordinal(), months)

        assert first == expected[0].toordinal()
        assert last == expected[-1].toordinal()


def test_the_end_of_june_and_a_month_is_the_30th_of_july() -> None:
    found = day_after(days_from_civil(1956, 6, 30), 1)

    assert found == (days_from_civil(1956, 7, 30),) * 2


@pytest.mark.parametrize("start", [date(1955, 1, 1), date(1999, 1, 1)])
@pytest.mark.parametrize(
    "months", [*range(-30, 31), 48, -48, 1199, 1200, -1200, 1201, 2400, 4800, -4800]
)
def test_skipped_are_the_days_to_which_no_day_leads(start: date, months: int) -> None:
    run = start.toordinal(), start.toordinal() + 3 * 365
    # What leads to the run lies so many mean months before it, give or take.
    away = round(months * 400 * 365.2425 / 4800)
    origins = range(run[0] - away - 40, run[1] - away + 40)
    reached = {moved for day in origins for moved in day_after(day, months)}

    skipped = {day for a, b in days_skipped(run, months) for day in range(a, b + 1)}

    assert skipped == set(range(run[0], run[1] + 1)) - reached


@given(st.integers(-FAR_AWAY, FAR_AWAY), st.integers(-30_000, 30_000))
def test_months_are_counted_back_as_they_were_counted(day: int, months: int) -> None:
    year, month, _ = civil_from_days(day)
    later = month_after(year, month, months)

    assert 1 <= later[1] <= 12
    assert month_after(*later, -months) == (year, month)
    assert (later[0] - year) * 12 + later[1] - month == months


@pytest.mark.parametrize("day", [*DAYS[::7], date(1956, 2, 29), date(1956, 1, 31)])
def test_completed_months_are_counted_one_by_one(day: date) -> None:
    start = day.toordinal()
    for later in range(0, 800, 3):
        least = max(n for n in range(-1, 30) if day_after(start, n)[1] <= start + later)
        most = max(n for n in range(-1, 30) if day_after(start, n)[0] <= start + later)

        assert months_completed(start, start + later) == (least, most)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ((1956, 1, 31), (1956, 2, 29), (0, 1)),
        ((1956, 1, 31), (1956, 3, 1), (1, 1)),
        ((1956, 2, 29), (1957, 2, 28), (11, 12)),
        ((1956, 2, 29), (1960, 2, 29), (48, 48)),
        ((1956, 11, 4), (1956, 10, 23), (-1, -1)),
    ],
)
def test_a_day_that_a_month_lacks_leaves_open_whether_it_is_over(
    start: tuple[int, int, int], end: tuple[int, int, int], months: tuple[int, int]
) -> None:
    assert months_completed(days_from_civil(*start), days_from_civil(*end)) == months


@given(st.integers(-5000, 5000), st.integers(1, 12), st.integers(0, 40))
def test_whole_months_stay_whole_months(year: int, month: int, months: int) -> None:
    run = (
        days_from_civil(year, month, 1),
        days_from_civil(year, month, month_length(year, month)),
    )

    first, last = months_stretched(run, months, months)

    assert civil_from_days(first)[2] == 1
    assert civil_from_days(last + 1)[2] == 1
    assert months_completed(first, last + 1) == (2 * months + 1,) * 2
