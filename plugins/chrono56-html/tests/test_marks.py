"""Where dates stand on the timeline, and what is marked of them."""

import pytest
from chrono56_html.marks import minutes_of, runs_of

from chrono56 import When

DAY = 1440
OCTOBER_23 = 714345 * DAY


@pytest.mark.parametrize(
    ("date", "minutes"),
    [
        ("1956-10-23", [0, DAY]),
        ("1956-10-23~", [0, DAY]),
        ("1956-10-23T15:00", [900, 901]),
        ("1956-10-23T18:00..24:00~", [1080, 1440]),
        ("[1956-10-23..1956-10-25]", [0, 3 * DAY]),
        ("[..1956-10-23]", [None, DAY]),
        ("[1956-10-23..]", [0, None]),
        ("1956-10-23/1956-10-25", [0, DAY, 2 * DAY, 3 * DAY]),
        ("1956-10-23T15:00/1956-10-23T16:00", [900, 901, 960, 961]),
        ("1956-10-23/", [0, DAY, 0, None]),
        ("1956-10-23/..", [0, DAY, 0, None]),
        ("../1956-10-23", [None, DAY, 0, DAY]),
    ],
)
def test_a_date_stands_where_its_bounds_are(
    date: str, minutes: list[int | None]
) -> None:
    found = minutes_of(When.parse(date))

    assert [None if one is None else one - OCTOBER_23 for one in found] == minutes


@pytest.mark.parametrize("date", ["0000", "-0043-03-15", "Y12000", "Y-170000000"])
def test_a_year_is_not_longer_far_away(date: str) -> None:
    first, last = minutes_of(When.parse(date))

    assert first is not None
    assert last is not None
    assert last - first in (DAY, 365 * DAY, 366 * DAY)


@pytest.mark.parametrize(
    ("date", "runs"),
    [
        ("1956-10-23", []),
        ("[1956-10-23,1956-10-24]", []),
        ("[1956-10-23,1956-10-25]", [(0, 1), (2, 3)]),
        ("{1956-10-23,1956-10-25..1956-10-26}", [(0, 1), (2, 4)]),
        ("1956-10-XX", []),
        ("19XX", []),
    ],
)
def test_only_days_that_may_be_meant_are_drawn(
    date: str, runs: list[tuple[int, int]]
) -> None:
    wanted = [OCTOBER_23 + day * DAY for run in runs for day in run]

    assert runs_of(When.parse(date)) == wanted


def test_a_day_of_an_unknown_month_is_one_of_twelve() -> None:
    assert len(runs_of(When.parse("1956-XX-23"))) == 24
