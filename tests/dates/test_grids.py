from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.grids import (
    DAYS_BEFORE,
    ERA,
    FIRST_YEAR,
    LAST_YEAR,
    LEAP_DAY,
    Grid,
    place_of,
)
from chrono56.days import days_from_civil, is_leap, month_length

LAST_DAY = days_from_civil(LAST_YEAR, 12, 31)
CENTURIES = st.sets(st.sampled_from([-100, -1, 0, 15, 16, 18, 19, 100]), max_size=3)
YEARS = st.sets(st.sampled_from([0, 1, 4, 55, 56, 99]), max_size=3)
PLACES = st.sets(
    st.sampled_from([0, 30, 31, 57, 58, 59, 60, 61, 200, 364, 365]), max_size=4
)


def bits(numbers: set[int]) -> int:
    return sum(1 << number for number in numbers)


@st.composite
def grids(draw: st.DrawFn) -> tuple[Grid, list[int]]:
    """Draw a grid with all its days, counted out."""
    centuries, years, places = draw(CENTURIES), draw(YEARS), draw(PLACES)
    grid = Grid(bits({c + ERA for c in centuries}), bits(years), bits(places))
    days = sorted(
        day
        for century in centuries
        for year in years
        for place in places
        if (day := counted(100 * century + year, place)) is not None
    )
    return grid, days


def counted(year: int, place: int) -> int | None:
    """Return the number of a year's day at a place counted as in a leap year."""
    month = max(m for m in range(1, 13) if DAYS_BEFORE[m - 1] <= place)
    day = place - DAYS_BEFORE[month - 1] + 1
    return (
        days_from_civil(year, month, day) if day <= month_length(year, month) else None
    )


def days_of(*parts: Grid) -> list[int]:
    """Return the days of grids, found one after the other."""
    found = []
    for grid in parts:
        day = grid.first()
        while day is not None:
            found.append(day)
            day = grid.next(day + 1)
    return sorted(found)


DRAWN = grids()


@given(DRAWN)
def test_a_grid_has_the_days_that_counting_finds(drawn: tuple[Grid, list[int]]) -> None:
    grid, days = drawn

    assert days_of(grid) == days
    assert (grid.first(), grid.last()) == (
        (days[0], days[-1]) if days else (None, None)
    )


@given(DRAWN, st.data())
def test_the_nearest_days_are_found(
    drawn: tuple[Grid, list[int]], data: st.DataObject
) -> None:
    grid, days = drawn
    near = data.draw(st.sampled_from([*days, -3_700_000, 0, 700_000, 3_700_000]))
    day = near + data.draw(st.integers(-400, 400))

    assert grid.next(day) == min((d for d in days if d >= day), default=None)
    assert grid.previous(day) == max((d for d in days if d <= day), default=None)


@given(DRAWN, DRAWN)
def test_grids_are_shared_and_taken_away_as_sets(
    one: tuple[Grid, list[int]], other: tuple[Grid, list[int]]
) -> None:
    assert days_of(one[0] & other[0]) == sorted(set(one[1]) & set(other[1]))
    # Disjoint: a day that two of them had would stand there twice.
    assert days_of(*one[0].minus(other[0])) == sorted(set(one[1]) - set(other[1]))


@given(DRAWN, st.data())
def test_a_grid_is_cut_at_a_day(
    drawn: tuple[Grid, list[int]], data: st.DataObject
) -> None:
    grid, days = drawn
    near = data.draw(st.sampled_from([*days, 0, 700_000]))
    day = near + data.draw(st.integers(-400, 400))
    day = min(max(day, days_from_civil(FIRST_YEAR, 1, 1)), LAST_DAY)

    assert days_of(*grid.since(day)) == [d for d in days if d >= day]
    assert days_of(*grid.before(day)) == [d for d in days if d < day]


@given(DRAWN)
def test_the_next_days_follow_through_leap_days_and_new_years(
    drawn: tuple[Grid, list[int]],
) -> None:
    grid, days = drawn

    found = days_of(*grid.day_later())

    assert sorted(set(found)) == [day + 1 for day in days if day < LAST_DAY]


@given(DRAWN)
def test_the_next_years_begin_a_century_after_its_last_year(
    drawn: tuple[Grid, list[int]],
) -> None:
    grid, _ = drawn
    years = {
        100 * century + year
        for century in range(-100, 101)
        for year in range(100)
        if grid.centuries >> century + ERA & 1 and grid.years >> year & 1
    }

    found = days_of(*grid.year_later(days=1))

    assert found == sorted(
        days_from_civil(year + 1, 1, 1) for year in years if year < LAST_YEAR
    )


@given(st.dates())
def test_a_day_has_the_place_it_has_in_a_leap_year(day: date) -> None:
    year, place = place_of(day.toordinal())

    assert year == day.year
    assert place == day.timetuple().tm_yday - 1 + (
        place > LEAP_DAY and not is_leap(day.year)
    )


def test_every_year_has_a_day_and_no_year_is_walked_through() -> None:
    leap_days = Grid.of_any_year(days=1 << LEAP_DAY)

    assert leap_days.first() == days_from_civil(FIRST_YEAR, 2, 29)
    assert leap_days.last() == days_from_civil(10_096, 2, 29)
    assert leap_days.next(days_from_civil(1896, 3, 1)) == days_from_civil(1904, 2, 29)
