from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.dates.texts import CLOCK_WORLD, DAY_WORLD, Completion, World, drawn_dates

from chrono56.dates import When
from chrono56.dates.lapse import Lapse, minutes_open
from chrono56.dates.read import anatomy
from chrono56.days import is_leap, month_length


def bounded(world: World, data: st.DataObject) -> tuple[When, list[Completion]]:
    """Draw a date without open ends, which go on beyond the small world."""
    text, completions = data.draw(drawn_dates(world))
    when = When.parse(text)
    assume(when.width is not None)
    return when, completions


def extremes(numbers: Iterable[int]) -> tuple[int, int]:
    found = list(numbers)
    return min(found), max(found)


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_days_between_are_those_of_trying_every_completion(data: st.DataObject) -> None:
    (one, ones), (other, others) = (bounded(DAY_WORLD, data) for _ in range(2))

    lapse = one.until(other)

    expected = extremes(min(b) - max(a) for a in ones for b in others)
    assert (lapse.least, lapse.most) == expected
    assert lapse.minutes is None


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_minutes_between_are_those_of_trying_every_completion(
    data: st.DataObject,
) -> None:
    (one, ones), (other, others) = (bounded(CLOCK_WORLD, data) for _ in range(2))

    lapse = one.until(other)

    assert lapse.minutes == extremes(min(b) - max(a) for a in ones for b in others)
    assert (lapse.least, lapse.most) == (0, 0)


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_what_lasted_is_as_long_as_trying_every_completion_says(
    data: st.DataObject,
) -> None:
    when, completions = bounded(DAY_WORLD, data)

    lapse = when.duration

    # Also for windows: the small world's are of single days.
    assert (lapse.least, lapse.most) == extremes(map(len, completions))


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_minutes_of_what_lasted_are_counted_from_start_to_end(
    data: st.DataObject,
) -> None:
    when, completions = bounded(CLOCK_WORLD, data)
    expected = extremes(len(it) - 1 for it in completions)

    assert when.duration.minutes == (expected if when.is_extent else None)


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_a_date_with_times_leaves_open_what_lies_between_all_its_completions(
    data: st.DataObject,
) -> None:
    when, completions = bounded(CLOCK_WORLD, data)

    earliest, latest = extremes(minute for it in completions for minute in it)
    assert minutes_open(anatomy(str(when))) == latest - earliest


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("1956-11-04", 1440),
        ("1956-11-04T04:15", 0),
        ("1956-11-04T04:15:30", 0),
        ("1956-11", 30 * 1440),
        # Across midnight it is hours, not two days.
        ("[1956-11-03T21:00..1956-11-04T06:00]", 540),
        ("[1956-11-03T21:00[Europe/Budapest]..1956-11-04T06:00[Europe/Budapest]]", 540),
        ("[1956-11-03T21:00[Atlantis]..1956-11-04T06:00[Atlantis]]", 540),
        ("[1956-11-03T21:00+01:00..1956-11-04T06:00Z]", 600),
        ("[1956-11-03T24:00..1956-11-04T06:00]", 360),
        ("1956-11-03T21:00/1956-11-04T06:00", 540),
        # A day without a time counts as a whole.
        ("[1956-11-03T23:00..1956-11-04]", 59 + 1440),
        # Local mean time had seconds.
        ("1880-11-04T04:15..05:15[Europe/Budapest]", 60),
        ("1956-11-04T05:20/", None),
        ("[..1956-11-04T05:20]", None),
    ],
)
def test_a_clock_time_leaves_less_open_than_a_day(
    when: str, minutes: int | None
) -> None:
    assert minutes_open(anatomy(when)) == minutes


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("1956-10-23", "1956-11-04", "12 days"),
        ("1956-11-04", "1956-10-23", "-12 days"),
        ("1956-10-23", "1956-10-24", "1 day"),
        ("1956-10", "1956-11-04", "between 4 and 34 days"),
        ("1956-10-23/1956-11-04", "1956-12", "between 27 and 57 days"),
        ("1956-10-23/", "1956-11-04", "at most 12 days"),
        ("1956-10-23", "[1956-11-04..]", "at least 12 days"),
        ("../..", "1956", "an unknown time"),
        ("{1956-10-23,1956-11-04}", "1956-11-06", "2 days"),
        # By the clock.
        ("1956-11-04T04:15", "1956-11-04T06:20", "2 hours 5 minutes"),
        ("1956-11-04T06:20", "1956-11-04T04:15", "-2 hours 5 minutes"),
        ("1956-11-04T04:15", "1956-11-05T05:15", "25 hours"),
        ("1956-11-04T04:15", "1956-11-04T04:15", "0 minutes"),
        ("1956-11-04T04:00..06:00~", "1956-11-04T06:01",
         "between 1 minute and 2 hours 1 minute"),
        ("1956-11-04T04:15+01:00", "1956-11-04T04:15Z", "1 hour"),
        ("1956-11-04T04:15:20Z", "1956-11-04T04:16:00Z",
         "between 0 minutes and 1 minute"),
        # Instants: the clocks of New York stood six hours behind.
        ("1956-11-04T04:15[Europe/Budapest]", "1956-11-04T00:00[America/New_York]",
         "1 hour 45 minutes"),
        # Clocks that nobody compared.
        ("1956-11-04T04:15Z", "1956-11-04T06:20", "0 days"),
        ("1956-11-04T04:15", "1956-11-05", "1 day"),
    ],
)  # fmt: skip
def test_a_lapse_says_how_long_it_was(one: str, other: str, words: str) -> None:
    assert str(When.parse(one).until(When.parse(other))) == words


@pytest.mark.parametrize(
    ("text", "least", "most", "width"),
    [
        # What lasted, the last day included.
        ("1956-10-23/1956-11-04", 13, 13, 13),
        ("1956-10-23/1956-11", 10, 39, 39),
        ("1956-10-23/1956-10-23", 1, 1, 1),
        ("1956-10-23/..", 1, None, None),
        ("1956-10-23/[1956-11-04..]", 13, None, None),
        ("[1956-10-20,1956-10-30]/1956-10-25", 6, 6, 6),
        ("{1956-10-23,1956-11-04}", 2, 2, 13),
        ("{1956-10}", 31, 31, 31),
        ("{1956-10-23..}", None, None, None),
        # However many days there are, none is looked at by itself.
        ("{XXXX-02-29}", 2425, 2425, 3_650_965),
        ("{XXXX-XX-X3,XXXX-10-23,1956-10}", 360_028, 360_028, 3_652_415),
        ("-XXXX-XX-X3/XXXX-XX-X1", 10, 7_304_482, 7_304_482),
        ("XXXX-02-29/XXXX-03-0X", 2, 3_652_069, 3_652_069),
        # Length is not width.
        ("1956-10-23", 1, 1, 1),
        ("1956-10", 31, 31, 31),
        ("1956", 366, 366, 366),
        ("1900", 365, 365, 365),
        ("19XX", 365, 366, 36524),
        ("1950S2", 365, 366, 36524),
        ("1X56", 366, 366, 329084),
        ("195X-02", 28, 29, 3315),
        ("1956-1X", 30, 31, 92),
        ("1956-XX", 29, 31, 366),
        ("1956-XX-XX", 1, 1, 366),
        ("1956-XX-23", 1, 1, 336),
        ("1955-24", 91, 91, 91),
        ("195X-24", 90, 91, 3378),
        ("1956-34", 91, 91, 91),
        ("1956-40", 182, 182, 182),
        ("1956-11-04T04:15", 1, 1, 1),
        ("[1956-10-20..1956-10-26]", 1, 1, 7),
        ("[1956-09..1956-11]", 30, 31, 91),
        ("[1956,1957-02]", 28, 366, 425),
        ("[1956..]", 365, 366, None),
        ("[..1956-11]", 28, 31, None),
        ("[..1956-21]", 90, 92, None),
        ("[..1900]", 365, 366, None),
        ("[..]", 1, 1, None),
    ],
)
def test_how_long_it_lasted_is_not_how_unsure_it_is(
    text: str, least: int | None, most: int | None, width: int | None
) -> None:
    when = When.parse(text)

    assert when.duration == Lapse(least=least, most=most)
    assert when.width == width


@pytest.mark.parametrize("pattern", ["19X6", "X9X0", "XX0X", "-X1XX", "20X1", "000X"])
def test_the_lengths_of_years_and_months_are_those_of_some_year(pattern: str) -> None:
    digits = pattern.removeprefix("-")
    sign = 1 if digits == pattern else -1
    years = [
        sign * number
        for number in range(10_000)
        if all(it in ("X", is_) for it, is_ in zip(digits, f"{number:04}", strict=True))
    ]

    year, february = When.parse(pattern).duration, When.parse(f"{pattern}-02").duration

    assert (year.least, year.most) == extremes(365 + is_leap(it) for it in years)
    assert (february.least, february.most) == extremes(
        month_length(it, 2) for it in years
    )


def test_what_lasted_by_the_clock_has_minutes_as_well() -> None:
    attack = When.parse("1956-11-04T04:15+01:00/1956-11-04T08:10+01:00")

    assert attack.duration == Lapse(least=1, most=1, minutes=(235, 235))
    assert str(attack.duration) == "3 hours 55 minutes"


@pytest.mark.parametrize(
    "text", ["1956-11-04T04:15/1956-11-05", "1956-11-04/1956-11-05T04:15"]
)
def test_what_has_a_clock_at_one_end_alone_lasted_so_many_days(text: str) -> None:
    assert When.parse(text).duration == Lapse(least=2, most=2)
