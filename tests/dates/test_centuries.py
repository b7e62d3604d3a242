"""Counts and nearest days, against all days of a few years written down."""

from bisect import bisect_left
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dates.oracle import days_of

from chrono56.dates.centuries import days_counted, even_place, least_gap
from chrono56.dates.masks import mask_of
from chrono56.dates.points import Part, Points, gridded, shared
from chrono56.days import civil_from_days, days_from_civil

YEARS = st.sampled_from(
    ["19XX", "189X", "-00XX", "000X", "-000X", "1X04", "X9X0", "200X", "1956", "XX96"]
)
DATES = st.builds(
    "{}-{}-{}".format,
    YEARS,
    st.sampled_from(["XX", "0X", "1X", "X2", "02", "12", "01"]),
    st.sampled_from(["XX", "X3", "2X", "3X", "29", "01", "X1"]),
)


def masked(text: str, size: int = 1) -> list[Part]:
    year, month, day = text.rsplit("-", 2)
    grids = mask_of(year, month, day).grids
    ends = [(grid.first(), grid.last()) for grid in grids]
    days = [day for each in ends for day in each if day is not None]
    return gridded(grids, min(days) * size, (max(days) + 1) * size - 1, size)


@st.composite
def sets_of_days(draw: st.DrawFn) -> tuple[Points, list[int]]:
    """Draw a set of dates and stretches within bounds, with all its days."""
    dates = draw(
        st.lists(DATES.filter(lambda text: any(days_of(text))), min_size=1, max_size=3)
    )
    runs = draw(st.lists(st.integers(-40_000, 740_000), max_size=2))
    parts = [part for text in dates for part in masked(text)]
    parts += [Part(first, first + 400) for first in runs]
    days = {day for text in dates for day in days_of(text)}
    days |= {day for first in runs for day in range(first, first + 401)}
    points = Points(parts)
    lo = draw(st.sampled_from([points.lo, draw(st.sampled_from(sorted(days)))]))
    clipped = shared(points, Points([Part(lo, points.hi)]))
    assert clipped is not None
    return clipped, sorted(day for day in days if day >= lo)


def place_counted(day: int) -> int:
    """Return the place of a day where each year is counted as leap."""
    year, month, number = civil_from_days(day)
    return (
        366 * year + days_from_civil(2000, month, number) - days_from_civil(2000, 1, 1)
    )


def gaps(starts: Iterable[int], ends: list[int]) -> Iterable[tuple[int, int]]:
    """Yield each start with the nearest end that is not before it."""
    for start in starts:
        at = bisect_left(ends, start)
        if at < len(ends):
            yield start, ends[at]


@settings(deadline=None, max_examples=100)
@given(sets_of_days())
def test_days_are_counted_each_once(drawn: tuple[Points, list[int]]) -> None:
    points, days = drawn

    assert days_counted(points) == len(days)


@settings(deadline=None, max_examples=80)
@given(sets_of_days(), sets_of_days())
def test_the_least_gap_is_that_of_trying_every_day(
    one: tuple[Points, list[int]], other: tuple[Points, list[int]]
) -> None:
    (starts, some), (ends, others) = one, other
    pairs = list(gaps(some, others))
    places = [(place_counted(a), place_counted(b)) for a, b in pairs]

    assert least_gap(starts, ends) == min((b - a for a, b in pairs), default=None)
    assert least_gap(starts, ends, even_place) == min(
        (b - a for a, b in places), default=None
    )


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("1956-XX-X3", "1956-XX-X3", 0),
        ("1956-XX-X3", "1956-XX-X4", 1),
        ("1956-XX-X3", "1956-XX-X5", 1441),
        ("1956-12-X3", "1956-XX-X2", 8 * 1440 + 1),
        ("1957-12-X3", "1956-XX-X2", None),
    ],
)
def test_from_day_to_day_it_is_a_minute_at_least(
    start: str, end: str, minutes: int | None
) -> None:
    starts, ends = (Points(masked(text, 1440), 1440) for text in (start, end))

    assert least_gap(starts, ends) == minutes


def test_a_minute_and_some_day_are_as_near_as_the_day_comes() -> None:
    ends = Points(masked("1956-XX-X3", 1440), 1440)
    noon = days_from_civil(1956, 10, 12) * 1440 + 720

    assert least_gap(Points([Part(noon, noon)], 1440), ends) == 720
    assert least_gap(ends, Points([Part(noon, noon)], 1440)) == 8 * 1440 + 721


@pytest.mark.parametrize("year", [-401, -100, 0, 1, 1899, 1900, 1956, 2000, 10_000])
def test_a_year_has_366_places_leap_or_not(year: int) -> None:
    days = [days_from_civil(year, month, 1) for month in (1, 2, 3, 12)]

    found = [even_place(day) - even_place(days_from_civil(year, 1, 1)) for day in days]

    assert found == [0, 31, 60, 335]
    assert even_place(days_from_civil(year + 1, 1, 1)) - even_place(days[0]) == 366
