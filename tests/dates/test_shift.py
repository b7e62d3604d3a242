from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.dates.texts import TEXTS

from chrono56.dates import Verdict, When
from chrono56.dates.months import day_after
from chrono56.errors import DateSyntaxError, ReckoningError

FIRST: Final = When.parse("1955-01-01").earliest or 0
LAST: Final = When.parse("1958-12-31").latest or 0
WINDOWS: Final = (
    *("1956-01-31", "1956-02-29", "1956-XX-31", "1956-0X-3X", "1956-1X-X8"),
    *("[1956-01-29..1956-02-02]", "[1956-01-31,1956-03-30..1956-04-02]", "1956-02-2X"),
)


def days_of(when: When) -> set[int]:
    """Count the days that a window leaves open, one by one."""
    return {
        day
        for day in range(FIRST, LAST + 1)
        if when.contains_day(day) is not Verdict.IMPOSSIBLE
    }


@pytest.mark.parametrize(
    ("text", "duration", "later"),
    [
        # No day is invented.
        ("1957-01-31", "P1M", "[1957-02-28..1957-03-01]"),
        ("1956-03-31", "-P1M", "[1956-02-29..1956-03-01]"),
        ("1956-06-30", "P1M", "1956-07-30"),
        ("1956-02-29", "P1Y", "[1957-02-28..1957-03-01]"),
        ("1956-02-29", "P4Y", "1960-02-29"),
        ("1957-01-31", "P1M1D", "[1957-03-01..1957-03-02]"),
        ("1956-12-31", "P1D", "1957-01-01"),
        ("0001-01-01", "-P1D", "0000-12-31"),
        ("1956-10-23", "P2W", "1956-11-06"),
        # What is not stated to the day is not made so.
        ("1956-10", "P1M", "1956-11"),
        ("1956-12", "P1Y2M", "1958-02"),
        ("1956", "P1Y", "1957"),
        ("1956", "P1M", "[1956-02..1957-01]"),
        ("195X", "P1Y", "[1951..1960]"),
        ("1956-10", "P1D", "[1956-10-02..1956-11-01]"),
        ("1956-21", "P1Y", "1957-21"),
        ("1956-24", "-P1Y", "1955-24"),
        ("1956-21", "P1M", "[1956-04..1956-06]"),
        ("1956-XX", "P12M", "[1957-01..1957-12]"),
        # Some day of a month is moved as a day: the 31st may go beyond the next month.
        ("1956-01-XX", "P1M", "[1956-02-01..1956-03-01]"),
        ("1956-XX-XX", "P1Y", "[1957-01-01..1957-12-31]"),
        ("1956-0X-31", "P1Y",
         "[1957-01-31,1957-03-31,1957-05-31,1957-07-31,1957-08-31]"),
        # Clock times go by the clock on the wall, and keep their offset and zone.
        ("1956-11-04T04:15", "PT2H", "1956-11-04T06:15"),
        ("1956-11-04T23:15+01:00[Europe/Budapest]~", "PT2H",
         "1956-11-05T01:15+01:00[Europe/Budapest]~"),
        ("1956-11-04T04:15", "P1M", "1956-12-04T04:15"),
        ("1957-01-31T04:15", "P1M", "[1957-02-28T04:15..1957-03-01T04:15]"),
        ("1956-11-04T04:15:20Z", "-PT30S", "1956-11-04T04:14:50Z"),
        ("1956-11-04T04:15", "PT35S", "[1956-11-04T04:15:35..1956-11-04T04:16:34]"),
        ("1956-11-04T04:00..06:00~", "PT1H", "1956-11-04T05:00..07:00~"),
        ("1956-11-04", "PT2H", "[1956-11-04T02:00..1956-11-05T01:59]"),
        ("1956-11-04?", "PT24H", "1956-11-05?"),
        # Sets and extents by their dates; what is open stays open.
        ("1956-10-23/1956-11", "P1M", "1956-11-23/1956-12"),
        ("1956-01-31/..", "P1M", "[1956-02-29..1956-03-01]/.."),
        ("/1956", "P1Y", "/1957"),
        ("[..1956-11-07]", "-P1W", "[..1956-10-31]"),
        ("[1956-01-31..1956-03-31,1957]", "P1M",
         "[1956-02-29..1956-05-01,1957-02..1958-01]"),
        ("{1956-10-23,1956-11-04}", "P1D", "{1956-10-24,1956-11-05}"),
        # Doubts stay where they were.
        ("2004-06-~11", "P1M", "2004-07-~11"),
        ("1956?", "P1M", "[1956-02?..1957-01?]"),
        ("1956-10~", "P1D", "[1956-10-02~..1956-11-01~]"),
        ("2004-06-~11", "PT1H", "[2004-06-11T01:00~..2004-06-12T00:59~]"),
        ("?2004-06-~11", "PT1H", "[2004-06-11T01:00%..2004-06-12T00:59%]"),
    ],
)  # fmt: skip
def test_a_date_is_moved_by_a_duration(text: str, duration: str, later: str) -> None:
    assert str(When.parse(text).plus(duration)) == later


@pytest.mark.parametrize("text", WINDOWS)
@pytest.mark.parametrize(
    ("duration", "months", "days"),
    [("P1M", 1, 0), ("P11M", 11, 0), ("-P2M", -2, 0), ("P3D", 0, 3), ("P1M1D", 1, 1)],
)
def test_a_window_is_moved_day_by_day(
    text: str, duration: str, months: int, days: int
) -> None:
    window = When.parse(text)
    expected = {
        moved + days
        for day in days_of(window)
        for moved in range(day_after(day, months)[0], day_after(day, months)[1] + 1)
    }

    assert days_of(window.plus(duration)) == expected


def valid(text: str) -> When:
    try:
        return When.parse(text)
    except DateSyntaxError:
        assume(False)
        raise


@settings(deadline=None)
@given(TEXTS)
def test_no_time_at_all_moves_nothing(text: str) -> None:
    when = valid(text)

    assert when.plus("P0D") == when.plus("-PT0S") == when


@settings(deadline=None)
@given(TEXTS, st.integers(0, 10**6))
def test_days_forth_and_back_lead_to_the_same_days(text: str, days: int) -> None:
    when = valid(text)
    try:
        back = when.plus(f"P{days}D").plus(f"-P{days}D")
    except ReckoningError:
        assume(False)

    assert (back.earliest, back.latest) == (when.earliest, when.latest)
    assert back.is_extent == when.is_extent
    assert back.is_approximate == when.is_approximate
    assert back.is_uncertain == when.is_uncertain


@pytest.mark.parametrize(
    ("text", "duration", "message"),
    [
        ("1956", "a month", "'a month' is not a duration; durations are ISO 8601"),
        ("1956", "P", "is not a duration"),
        ("1956", "P1.5D", "is not a duration"),
        ("1956", "P" + "9" * 10**6 + "D", "is not a duration"),
        ("Y9999999999999999-12-31", "P1D", "beyond the years that dates have"),
        ("Y9999999999999999", "P1Y", "a year has at most 16 digits"),
        ("Y9999999999999999-12-31T23:00", "PT1H", "at most 16 digits"),
        ("Y-9999999999999999-01-01", "-PT1H", "at most 16 digits"),
        ("1956", "P9999999999999999999999999Y", "at most 16 digits"),
        ("XXXX-10-23", "P1D", "more than 1000 stretches of days"),
        ("{1957-01-31}", "P1M", "no such day, in a set of all"),
    ],
)
def test_where_no_text_can_follow_there_is_one_clear_error(
    text: str, duration: str, message: str
) -> None:
    with pytest.raises(ReckoningError, match=message) as caught:
        When.parse(text).plus(duration)

    assert len(str(caught.value)) < 200
