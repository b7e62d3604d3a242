"""The clock, and what it knows of zones."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from chrono56.clock import (
    FixedClock,
    SystemClock,
    Transition,
    instants_at,
    known_zone,
    offset_at,
    wall_clock_at,
    zone_transitions,
)


def _day(text: str) -> int:
    return datetime.fromisoformat(text).toordinal()


def test_the_system_clock_tells_utc_to_the_microsecond() -> None:
    before = datetime.now(UTC)  # noqa: TID251 - the oracle of the one clock
    told = datetime.strptime(SystemClock().now(), "%Y-%m-%dT%H:%M:%S.%f%z")
    after = datetime.now(UTC)  # noqa: TID251 - the oracle of the one clock

    assert before <= told <= after


def test_the_system_clock_tells_times_in_order() -> None:
    clock = SystemClock()

    told = [clock.now() for _ in range(1000)]

    assert told == sorted(told)
    assert {len(one) for one in told} == {27}


def test_a_whole_second_is_still_written_with_six_digits() -> None:
    assert FixedClock("2024-03-01T00:00:00Z").now() == "2024-03-01T00:00:00.000000Z"


def test_a_fixed_clock_steps_over_the_end_of_a_year() -> None:
    clock = FixedClock("2023-12-31T23:59:59.5Z")

    assert [clock.now(), clock.now()] == [
        "2023-12-31T23:59:59.500000Z",
        "2024-01-01T00:00:00.500000Z",
    ]


def test_a_clock_that_stands_tells_the_same_again() -> None:
    clock = FixedClock("2024-03-01T00:00:00Z", step_seconds=0)

    assert clock.now() == clock.now()


@pytest.mark.parametrize("first", ["2024-03-01T00:00:00", "2024-03-01T00:00:00+01:00"])
def test_a_fixed_clock_starts_at_an_instant_in_utc(first: str) -> None:
    with pytest.raises(ValueError, match="is not an instant"):
        FixedClock(first)


@pytest.mark.parametrize(
    "name",
    ["", "Europe", "Europe/Buda", "../etc/passwd", "Europe/Budapest\0", "x" * 300],
)
def test_what_is_no_zone_is_unknown_and_has_no_offset(name: str) -> None:
    assert not known_zone(name)
    assert offset_at(name, _day("1956-10-23"), 0) is None


@pytest.mark.parametrize(
    ("zone", "day", "minute", "offset"),
    [
        ("Europe/Budapest", "1956-10-23", 900, 60),
        ("Europe/Budapest", "1956-06-16", 900, 120),
        ("Europe/Budapest", "1956-06-03", 119, 60),
        ("Europe/Budapest", "1956-06-03", 120, None),  # set forward over it
        ("Europe/Budapest", "1956-06-03", 180, 120),
        ("Europe/Budapest", "1956-09-30", 119, 120),
        ("Europe/Budapest", "1956-09-30", 120, None),  # was twice
        ("Europe/Budapest", "1956-09-30", 180, 60),
        ("Europe/Budapest", "1848-03-15", 480, 76),  # +01:16:20, local mean time
        ("America/New_York", "1956-11-04", 0, -300),
        ("Asia/Kolkata", "1956-11-04", 0, 330),
    ],
)
def test_the_offset_is_that_of_the_wall_clock_then(
    zone: str, day: str, minute: int, offset: int | None
) -> None:
    assert offset_at(zone, _day(day), minute) == offset


@pytest.mark.parametrize("day", [0, -16000, 3652060])
def test_a_day_beyond_the_calendar_of_zones_has_no_offset(day: int) -> None:
    assert offset_at("Europe/Budapest", day, 0) is None


@pytest.mark.parametrize(
    ("zone", "day", "shown", "instants"),
    [
        ("Europe/Budapest", "1956-11-04", ("04:15", "04:16"), [("03:15", "03:16")]),
        ("America/New_York", "1956-11-04", ("21:00", "22:00"), [("26:00", "27:00")]),
        ("Asia/Tokyo", "1956-11-04", ("00:00", "00:00"), [("-9:00", "-9:00")]),
        # Set back at three: two o'clock was twice, and what is about it is in one.
        (
            "Europe/Budapest",
            "1956-09-30",
            ("02:30", "02:31"),
            [("00:30", "00:31"), ("01:30", "01:31")],
        ),
        (
            "Europe/Budapest",
            "1956-09-30",
            ("01:00", "04:00"),
            [("-1:00", "00:59"), ("01:00", "03:00")],
        ),
        (
            "Europe/Budapest",
            "1956-09-30",
            ("02:30", "04:00"),
            [("00:30", "00:59"), ("01:30", "03:00")],
        ),
        # Set forward at two, over what was never shown.
        (
            "Europe/Budapest",
            "1956-06-03",
            ("01:30", "03:30"),
            [("00:30", "00:59"), ("01:00", "01:30")],
        ),
        ("Europe/Budapest", "1956-06-03", ("02:30", "03:00"), [("01:00", "01:00")]),
        (
            "Europe/Budapest",
            "1956-06-03",
            ("02:30", "02:31"),
            [("01:30", "01:31"), ("00:30", "00:31")],
        ),
        ("Europe/Buda", "1956-11-04", ("04:15", "04:15"), []),
    ],
)
def test_what_a_zones_clock_showed_was_at_these_instants(
    zone: str, day: str, shown: tuple[str, str], instants: list[tuple[str, str]]
) -> None:
    first, last = shown

    found = instants_at(zone, _day(day), _second(first), _second(last) + 59)

    assert found == tuple((_second(a), _second(b) + 59) for a, b in instants)


def _second(text: str) -> int:
    hours, minutes = map(int, text.split(":"))
    return hours * 3600 + minutes * 60


@pytest.mark.parametrize("day", [0, -16000, 3652060])
def test_a_day_beyond_the_calendar_of_zones_has_no_instants(day: int) -> None:
    assert instants_at("Europe/Budapest", day, 0, 59) == ()


@pytest.mark.parametrize(
    ("zone", "day", "instant", "shown"),
    [
        ("Europe/Budapest", "1956-11-04", "03:15", "04:15"),
        ("Europe/Budapest", "1956-11-04", "23:30", "24:30"),
        ("America/New_York", "1956-11-04", "03:15", "-2:15"),
        ("Europe/Budapest", "1956-09-30", "00:59", "02:59"),
        ("Europe/Budapest", "1956-09-30", "01:00", "02:00"),
        ("Europe/Budapest", "1956-11-04", "30:00", "31:00"),
    ],
)
def test_at_an_instant_a_zones_clock_showed_this(
    zone: str, day: str, instant: str, shown: str
) -> None:
    assert wall_clock_at(zone, _day(day), _second(instant)) == _second(shown)


@pytest.mark.parametrize(
    ("zone", "day", "second"),
    [
        ("Europe/Buda", 714345, 0),
        ("Europe/Budapest", 0, 0),
        ("Europe/Budapest", 1, -60),
        ("Europe/Budapest", 3652059, 86_399),
    ],
)
def test_where_no_clock_of_a_zone_is_known_it_showed_nothing(
    zone: str, day: int, second: int
) -> None:
    assert wall_clock_at(zone, day, second) is None


def test_two_changes_in_one_week_are_both_told() -> None:
    changes = zone_transitions("America/Recife", 2000, 2000)

    assert [(change.local, change.after) for change in changes[-2:]] == [
        ("2000-10-08T00:00:00", -7200),
        ("2000-10-15T00:00:00", -10800),
    ]


@pytest.mark.parametrize(
    ("year", "forward", "back"),
    [
        (1954, "1954-05-23T00:00:00", "1954-10-03T00:00:00"),
        (1955, "1955-05-22T02:00:00", "1955-10-02T03:00:00"),
        (1956, "1956-06-03T02:00:00", "1956-09-30T03:00:00"),
        (1957, "1957-06-02T02:00:00", "1957-09-29T03:00:00"),
    ],
)
def test_budapest_kept_summer_time_in_the_fifties(
    year: int, forward: str, back: str
) -> None:
    _, spring, autumn = zone_transitions("Europe/Budapest", year, year)

    assert spring == Transition(
        local=forward, before=3600, after=7200, abbreviation="CEST", daylight=True
    )
    assert autumn == Transition(
        local=back, before=7200, after=3600, abbreviation="CET", daylight=False
    )


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Europe/Budapest", 1526, 1526),
        ("Europe/Budapest", 1880, 1960),
        ("Africa/Casablanca", 2010, 2014),
        ("Pacific/Apia", 2011, 2011),
        ("America/New_York", 9999, 9999),
        ("Asia/Tokyo", 9999, 9999),
    ],
)
def test_the_changes_give_every_hour_the_offset_of_the_database(
    zone: str, first: int, last: int
) -> None:
    changes = zone_transitions(zone, first, last)
    oracle = ZoneInfo(zone)
    starts = [datetime.fromisoformat(change.local) for change in changes]

    for year in {first, last}:
        for hour in range(0, 8760, 5):
            day = date(year, 1, 1).toordinal() + hour // 24
            # Half past: no change of these years is less than an hour away from it.
            here = datetime.fromordinal(day).replace(hour=hour % 24, minute=30)
            current = max(i for i, start in enumerate(starts) if start <= here)
            expected = here.replace(tzinfo=oracle).utcoffset()
            repeated = here.replace(tzinfo=oracle, fold=1).utcoffset()

            if expected == repeated:
                assert expected is not None
                assert changes[current].after == expected.total_seconds()


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1957, 1956), (9999, 10000)])
def test_years_out_of_order_or_range_are_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 9999, in order"):
        zone_transitions("Europe/Budapest", first, last)


def test_an_unknown_zone_has_no_changes_to_tell() -> None:
    with pytest.raises(ValueError, match="'Europe/Buda' is not a zone"):
        zone_transitions("Europe/Buda", 1956, 1956)
