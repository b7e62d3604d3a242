"""Which numbers values can be: what texts and bounds tell is what dates tell opened."""

import math
from itertools import product

import pytest

from chrono56.chronology.numbers import (
    reach_in_minutes,
    reach_of,
    reaches_agree,
    whens_agree,
)
from chrono56.dates import Verdict, When
from chrono56.model import Dating, Figure, Location


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1956-10", "1956-10-23", True),
        ("1956-10-23", "1956-10-23", True),
        ("1956-10-23", "1956-10-24", False),
        ("1956-11-04", "1956-11-04T04:15", True),
        ("1956-11-04T04:15", "1956-11-04T05:20", False),
        # Extent and window are never confused.
        ("1862-03-06/1862-03-08", "1862-03", True),
        ("1862-03-06/1862-03-08", "1862-03-06", False),
        ("1862-03-06/1862-03-08", "1862-03-06/1862-03-07", False),
        ("1956-10-23/", "1956-10-23/1956-11-04", True),
        ("1956-10-23/", "1956-10-24/1956-11-04", False),
        ("[..1956-11-07]", "1956-11-04", True),
        ("[..1956-11-07]", "1956-11-08", False),
        ("1956-XX-23", "1956-05-10", False),
        # A doubt moves no bound; "about" reaches as far as the halo says.
        ("1956-10-23?", "1956-10-24", False),
        ("1956-10-23~", "1956-10-26", True),
        ("1956-10-23~", "1956-10-27", False),
        ("1956-10-23~", "1956-10-29~", True),
        ("1956-10-23~", "1956-10-24/1956-10-26", True),
        ("1956~", "1958", True),
        ("1956~", "1959", False),
        ("1956-11-04T04:00~", "1956-11-04T04:30", True),
        ("1956-11-04T04:00~", "1956-11-04T04:31", False),
        ("1956-11-04T00:10~", "1956-11-03", True),
        ("1956-10-23~/1956-11-04", "1956-10-21/1956-11-04", True),
        ("1956-10-23~/1956-11-04", "1956-10-23/1956-11-05", False),
        ("[..1956~]", "1958", True),
        ("[..1956~]", "1990", False),
        ("{1956-10-23~}", "1956-10-24", False),
    ],
)
def test_dates_agree_if_something_can_have_been_at_both(
    one: str, other: str, agree: bool
) -> None:
    a, b = When.parse(one), When.parse(other)

    assert whens_agree(a, b) is agree
    assert whens_agree(b, a) is agree


DATES = (
    *(
        "1956-10-23",
        "1956-10-24",
        "1956-10-26~",
        "1956-10",
        "1956~",
        "1956-10-23T23:30",
    ),
    *("1956-10-22T22:00-12:00", "1956-10-24T00:00+14:00", "1956-10-24T00:10~"),
    *("1956-10-23/1956-11-04", "1956-10-25/1956-10-26", "1956-10-27/", "../1956-10-24"),
    *("[1956-10-20..1956-10-24]", "[..1956-10-22]", "[1956-10-22,1956-10-25]", "[..]"),
    *("{1956-10-23,1956-10-27}", "1956-XX-23", "1956-10-2X", "1956-10-23~/1956-11-04"),
    *(
        "1956-10-23/1956-10-24",
        "1956-10-23/1956-10-23",
        "1956-10-25?",
        "[..1956-10-23]",
    ),
    *("-0044-03-15", "-0044-03", "-0044-03-15/-0044-03-17", "1956-10-23?/1956-10-24"),
    *("1956-10-23/1956-11", "1956-24", "[1956,1957]", "Y17000"),
)


def can_both_be(one: When, other: When) -> bool:
    if one.is_extent == other.is_extent:
        return one.same_as(other) is not Verdict.IMPOSSIBLE
    stretch, window = (one, other) if one.is_extent else (other, one)
    return stretch.within(window) is not Verdict.IMPOSSIBLE


@pytest.mark.parametrize(("one", "other"), [*product(DATES, DATES)])
def test_a_short_cut_leads_to_the_same(one: str, other: str) -> None:
    a, b = When.parse(one), When.parse(other)
    agree = a == b or can_both_be(a, b) or can_both_be(a.widened(), b.widened())

    assert whens_agree(a, b) is agree


@pytest.mark.parametrize("text", DATES)
def test_a_date_reaches_over_all_its_days_and_as_far_as_about_does(text: str) -> None:
    when = When.parse(text).widened()
    first, last = when.earliest, when.latest

    low, high, is_solid, is_run = reach_of(Dating(text))

    assert low == (-math.inf if first is None else first)
    assert high == (math.inf if last is None else last)
    assert not (is_solid and is_run)
    assert is_run <= When.parse(text).is_extent


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("1956-10-23/1956-11-04", True),
        ("-0044-03-15/-0044-03-17", True),
        ("1956-10-23/1956-11", False),
        ("1956-10-23?/1956-11-04", False),
        ("1956-10-23~/1956-11-04", False),
        ("1956-10-23T04:15/1956-11-04", False),
        ("1956-10-23/..", False),
        ("1956-10-23", False),
    ],
)
def test_an_extent_from_day_to_day_is_a_run(text: str, *, run: bool) -> None:
    assert reach_of(Dating(text)).is_run is run


@pytest.mark.parametrize(
    ("says", "low", "high"),
    [
        (Figure("killed", low=61), 61, math.inf),
        (Figure("killed", high=61), -math.inf, 61),
        (Figure("killed", best=100, approx=True), 90, 110),
        (Figure("killed"), -math.inf, math.inf),
    ],
)
def test_a_figure_can_be_any_number_between_its_bounds(
    says: Figure, low: float, high: float
) -> None:
    assert reach_of(says) == (low, high, True, False)


def test_what_is_no_number_tells_nothing_by_its_reach() -> None:
    assert reaches_agree(reach_of(Location("p")), reach_of(Location("q"))) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1956-11-04", 1440),
        ("1956-11-04T04:15", 0),
        ("[1956-11-03T21:00..1956-11-04T06:00]", 540),
        ("1956-11", 30 * 1440),
        ("[..1956-11]", None),
        ("1956-11-04/..", None),
    ],
)
def test_a_clock_time_leaves_fewer_minutes_open(text: str, minutes: int | None) -> None:
    assert reach_in_minutes(When.parse(text)) == minutes
