from datetime import date
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.dates.texts import WHENS

from chrono56.dates import Verdict, When
from chrono56.dates.months import day_after
from chrono56.errors import ReckoningError

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
        # From February no day leads to the end of March; of long ranges only what is
        # skipped is left out, and whole months move as such.
        ("[1956-01-29..1956-03-02]", "P1M",
         "[1956-02-29..1956-03-29,1956-04-01..1956-04-02]"),
        ("[1956-01-29..1956-03-02]", "P1M1D",
         "[1956-03-01..1956-03-30,1956-04-02..1956-04-03]"),
        ("[1956-01-29..1956-03-02]", "-P1M",
         "[1955-12-29..1956-01-29,1956-02-01..1956-02-02]"),
        ("[1956-01-29~..1956-03-02?]", "P1M",
         "[1956-02-29~..1956-03-29?,1956-04-01~..1956-04-02?]"),
        ("1956-XX-XX", "-P10M",
         ("[1955-03-01..1955-04-29,1955-05-01..1955-08-30,1955-09-01..1956-01-30,"
          "1956-02-01..1956-03-01]")),
        ("[0000-01-31..9999-12-30]", "P400Y", "[0400-01-31..Y10399-12-30]"),
        ("[1600-01-31..1999-12-30]", "P100Y",
         "[1700-01-31..2000-02-28,2000-03-01..2099-12-30]"),
        ("{1956-02-01..1956-03-01}", "P1M", "{1956-03-01..1956-03-29,1956-04-01}"),
        ("[1956..1957-02]", "P1M", "[1956-02..1957-03]"),
        ("[1956-01-29..1957]", "P1Y", "[1957-01-29..1958-12-31]"),
        # An open range says where it ends: that is what moves.
        ("[..1956-03-31]", "P1M", "[..1956-05-01]"),
        ("[1956-03-31..]", "P1M", "[1956-04-30..]"),
        ("1956-01-29/1956-03-02", "P1M", "1956-02-29/1956-04-02"),
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
        ("[1956-01-29T10:00+01:00..1956-03-02T11:00+01:00]", "P1MT1H",
         ("[1956-02-29T01:00+01:00..1956-03-30T00:59+01:00,"
          "1956-04-01T01:00+01:00..1956-04-02T12:00+01:00]")),
        ("[1956-01-29..1956-03-02T11:00]", "P1M",
         "[1956-02-29..1956-03-29T23:59,1956-04-01..1956-04-02T11:00]"),
        ("[1956-01-28T10:00:05..1956-01-29T11:00]", "P1Y",
         "[1957-01-28T10:00:05..1957-01-29T11:00]"),
        ("[1956-11-04T10:00+10:00..1956-11-04T05:00Z]", "P1M",
         "[1956-12-04T10:00+10:00..1956-12-04T05:00Z]"),
        # Sets and extents by their dates; what is open stays open.
        ("1956-10-23/1956-11", "P1M", "1956-11-23/1956-12"),
        ("1956-01-31/..", "P1M", "[1956-02-29..1956-03-01]/.."),
        ("/1956", "P1Y", "/1957"),
        ("[..1956-11-07]", "-P1W", "[..1956-10-31]"),
        ("[1956-01-31..1956-03-31,1957]", "P1M",
         "[1956-02-29..1956-03-29,1956-04-01..1956-05-01,1957-02..1958-01]"),
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


def same_number(day: date, months: int) -> set[int]:
    """Return that day of another month, or the days around where it would be."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return {day.replace(year=year, month=month + 1).toordinal()}
    except ValueError:
        after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal()
        return {after - 1, after}


def run_of(first: date, last: date) -> list[date]:
    days = range(first.toordinal(), last.toordinal() + 1)
    return [date.fromordinal(day) for day in days]


def every_day(when: When) -> set[int]:
    assert when.earliest is not None
    assert when.latest is not None
    days = range(when.earliest, when.latest + 1)
    return {day for day in days if when.contains_day(day) is not Verdict.IMPOSSIBLE}


DATES: Final = st.dates(date(1955, 1, 1), date(1957, 12, 31))


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(DATES, DATES).map(sorted), min_size=1, max_size=2),
    st.integers(-30, 30),
    st.integers(-40, 40),
)
def test_a_range_is_moved_to_the_days_to_which_its_days_lead_and_no_others(
    ranges: list[list[date]], months: int, days: int
) -> None:
    window = When.parse(f"[{','.join(f'{a}..{b}' for a, b in ranges)}]")
    expected = {
        moved + days
        for first, last in ranges
        for day in run_of(first, last)
        for moved in same_number(day, months)
    }

    moved = window.plus(iso(months, "M")).plus(iso(days, "D"))

    assert every_day(moved) == expected


def iso(number: int, unit: str) -> str:
    return f"{'-' if number < 0 else ''}P{abs(number)}{unit}"


@settings(deadline=None, max_examples=100)
@given(DATES, st.integers(0, 3), st.integers(-30, 30), st.data())
def test_each_minute_of_a_range_is_moved_on_its_own(
    first: date, days: int, months: int, data: st.DataObject
) -> None:
    hours = st.integers(0, 23)
    start = first.toordinal() * 24 + data.draw(hours)
    end = max(start, (first.toordinal() + days) * 24 + data.draw(hours))
    expected = {
        hour
        for at in range(start, end + 1)
        for to in [same_number(date.fromordinal(at // 24), months)]
        # Between two days it is not settled which hour it is.
        for hour in range(min(to) * 24 + at % 24, max(to) * 24 + at % 24 + 1)
    }

    moved = When.parse(f"[{hour_text(start)}..{hour_text(end, ':59')}]")
    moved = moved.plus(iso(months, "M"))

    assert {
        hour
        for hour in range(min(expected) - 30, max(expected) + 31)
        if moved.overlaps(When.parse(hour_text(hour))) is not Verdict.IMPOSSIBLE
    } == expected


def hour_text(hour: int, minutes: str = ":00") -> str:
    return f"{date.fromordinal(hour // 24)}T{hour % 24:02}{minutes}"


@settings(deadline=None)
@given(WHENS)
def test_no_time_at_all_moves_nothing(when: When) -> None:
    assert when.plus("P0D") == when.plus("-PT0S") == when


@settings(deadline=None)
@given(WHENS, st.integers(0, 10**6))
def test_days_forth_and_back_lead_to_the_same_days(when: When, days: int) -> None:
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
        ("XXXX-10-23", "P1D", "more than 500 stretches of days"),
        ("{1957-01-31}", "P1M", "no such day, in a set of all"),
        ("{1957-01-01..1957-03-01}", "P1M", "no such day, in a set of all"),
        ("[0000-01-31..9999-12-30]", "P1M", "a shorter range, or whole months"),
        ("[Y-99999999999-01-31..Y99999999999-12-30]", "P200Y", "more than 500"),
        ("[1956-01-29T10:00+01:00..1956-03-02T11:00Z]", "P1M", "on two clocks"),
        ("[1XXX-XX-X3,2XXX-XX-X3]", "P1D", "more than 250 stretches"),
    ],
)
def test_where_no_text_can_follow_there_is_one_clear_error(
    text: str, duration: str, message: str
) -> None:
    with pytest.raises(ReckoningError, match=message) as caught:
        When.parse(text).plus(duration)

    assert len(str(caught.value)) < 200
