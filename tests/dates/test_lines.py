import pytest

from chrono56.dates.lines import (
    Line,
    line_for,
    points_of,
    resolved_line_for,
    sure_points_of,
)
from chrono56.dates.read import read
from chrono56.dates.shape import Choice, Date

DAYS = (1, False, False)
WALL, WALL_SECONDS = (1440, True, False), (86_400, True, False)
INSTANTS, CIVIL = (1440, True, True), (1440, False, False)
INSTANT_SECONDS = (86_400, True, True)
MIDNIGHT = 714_357 * 86_400  # of 4 November 1956


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("1956", "1956-11-04", DAYS),
        ("1956", "1956-11-04T04:15", WALL),
        ("1956-11-04T04:15", "1956-11-04T05:20", WALL),
        ("1956-11-04T04:15", "1956-11-04T05:20:00", WALL_SECONDS),
        ("1956-11-04T04:15Z", "1956-11-04T05:20+01:00", INSTANTS),
        ("1956-11-04T04:15Z", "1956-11-04T05:20", CIVIL),
        ("1956-11-04T04:15Z", "1956-11-04", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20[UTC]", WALL),
        ("1956-11-04T04:15Z[UTC]", "1956-11-04T05:20[UTC]", WALL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20[Europe/Budapest]", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04", CIVIL),
    ],
)
def test_the_line_of_what_is_written_is_the_finest_clock_without_resolving_zones(
    one: str, other: str, line: tuple[int, bool, bool]
) -> None:
    per_day, clocks, instants = line

    chosen = line_for(read(one, strict=False), read(other, strict=False))

    assert chosen == Line(per_day, clocks=clocks, instants=instants)


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("1956", "1956-11-04", DAYS),
        ("1956-11-04T04:15", "1956-11-04T05:20", WALL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20[UTC]", INSTANTS),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20[Europe/Budapest]", INSTANTS),
        ("1956-11-04T04:15Z", "1956-11-04T05:20[Europe/Budapest]", INSTANTS),
        ("1848-03-15T08:00Z", "1848-03-15T08:00[Europe/Budapest]", INSTANT_SECONDS),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04", CIVIL),
        # What no database knows.
        ("1956-11-04T04:15[No/Where]", "1956-11-04T05:20[No/Where]", CIVIL),
        ("1956-11-04T04:15[No/Where]", "1956-11-04T05:20Z", CIVIL),
        ("0000-11-04T04:15[UTC]", "1956-11-04T05:20Z", CIVIL),
        ("Y10000-11-04T04:15[UTC]", "1956-11-04T05:20Z", CIVIL),
        # The offset that is given counts, not what the name would mean.
        ("1956-11-04T04:15+01:00[No/Where]", "1956-11-04T05:20Z", INSTANTS),
        # 04:20 in Tokyo was long before 04:15 in Budapest.
        (
            "1956-11-04T04:15[Europe/Budapest]/1956-11-04T04:20[Asia/Tokyo]",
            "1956-11-04T05:20Z",
            CIVIL,
        ),
        (
            "[1956-11-04T04:15[Europe/Budapest]..1956-11-04T04:20[Asia/Tokyo]]",
            "1956-11-04T05:20Z",
            CIVIL,
        ),
        (
            "1956-11-04T04:15[Europe/Budapest]/1956-11-04T14:20[Asia/Tokyo]",
            "1956-11-04T05:20Z",
            INSTANTS,
        ),
    ],
)
def test_two_dates_are_compared_as_instants_where_their_zones_are_known(
    one: str, other: str, line: tuple[int, bool, bool]
) -> None:
    per_day, clocks, instants = line

    chosen = resolved_line_for(read(one, strict=False), read(other, strict=False))

    assert chosen == Line(per_day, clocks=clocks, instants=instants)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("1956-11-04T04:15Z", [("04:15:00", "04:15:59")]),
        ("1956-11-04T04:15:30Z", [("04:15:30", "04:15:30")]),
        ("1956-11-04T04:15[Europe/Budapest]", [("03:15:00", "03:15:59")]),
        ("1956-11-04T04:15+02:00[Europe/Budapest]", [("02:15:00", "02:15:59")]),
        ("1956-11-04T04:00..06:00[Europe/Budapest]", [("03:00:00", "05:00:59")]),
        ("1956-11-04T00:30-05:00", [("05:30:00", "05:30:59")]),
        ("1956-11-04T00:30[America/New_York]", [("05:30:00", "05:30:59")]),
    ],
)
def test_a_clock_time_becomes_an_instant(
    text: str, runs: list[tuple[str, str]]
) -> None:
    date = read(text, strict=False)
    assert isinstance(date, Date)

    found = Line(86_400, clocks=True, instants=True).runs_of_clock(date)

    assert found == tuple(
        (MIDNIGHT + seconds(first), MIDNIGHT + seconds(last)) for first, last in runs
    )


def seconds(text: str) -> int:
    hour, minute, second = map(int, text.split(":"))
    return 3600 * hour + 60 * minute + second


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("1956-11-04", [(0, 1439)]),
        ("1956-11-04T04:15Z", []),
        ("{1956-11-04T04:15Z,1956-11-05}", [(1440, 2879)]),
        ("[1956-11-03T04:15Z..1956-11-06T04:15Z]", [(0, 2879)]),
        ("[1956-11-03T04:15Z..1956-11-05]", [(0, 2879)]),
        ("[1956-11-04T04:15Z..1956-11-05T04:15Z]", []),
    ],
)
def test_by_civil_days_a_clock_time_is_no_point_for_sure(
    text: str, sure: list[tuple[int, int]]
) -> None:
    date = read(text, strict=False)
    assert isinstance(date, Date | Choice)
    civil = Line(1440, clocks=False, instants=False)

    points = sure_points_of(date, civil)

    midnight = MIDNIGHT // 60
    found = [] if points is None else points.runs(points.lo)
    assert [(first - midnight, last - midnight) for first, last in found] == sure
    assert points_of(date, civil).lo % 1440 == 0
