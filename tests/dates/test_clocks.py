import pytest

from chrono56.dates import When
from chrono56.errors import DateSyntaxError

DAY = "1956-11-04T"


@pytest.mark.parametrize(
    ("clock", "minutes", "offset", "zone"),
    [
        ("04:15", (255, 255), None, ""),
        ("04:15:59", (255, 255), None, ""),
        ("00:00", (0, 0), None, ""),
        ("23:59", (1439, 1439), None, ""),
        ("04:15Z", (255, 255), 0, ""),
        ("04:15+01:00", (255, 255), 60, ""),
        ("04:15:00-05:30", (255, 255), -330, ""),
        ("04:15[Europe/Budapest]", (255, 255), None, "Europe/Budapest"),
        ("04:15+01:00[Europe/Budapest]", (255, 255), 60, "Europe/Budapest"),
        ("04:15[America/Port-au-Prince]", (255, 255), None, "America/Port-au-Prince"),
        ("04:15[Etc/GMT+1]", (255, 255), None, "Etc/GMT+1"),
        ("04:00..06:00", (240, 360), None, ""),
        ("04:00..06:00~", (240, 360), None, ""),
        ("22:00..24:00", (1320, 1439), None, ""),
        ("04:00..06:00+01:00[Europe/Budapest]~", (240, 360), 60, "Europe/Budapest"),
    ],
)
def test_a_clock_time_is_kept_as_given_with_its_offset_and_zone(
    clock: str, minutes: tuple[int, int], offset: int | None, zone: str
) -> None:
    when = When.parse(DAY + clock)

    assert str(when) == DAY + clock
    assert when.has_time
    assert (when.minutes, when.offset, when.zone) == (minutes, offset, zone)
    assert when.earliest_iso == when.latest_iso == "1956-11-04"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1956-11-04T24:00", "1956-11-05T00:00"),
        ("1956-12-31T24:00:00Z", "1957-01-01T00:00:00Z"),
        ("1956-02-28T24:00[Europe/Budapest]", "1956-02-29T00:00[Europe/Budapest]"),
        ("-0001-12-31T24:00", "0000-01-01T00:00"),
    ],
)
def test_24_00_is_the_start_of_the_next_day(text: str, canonical: str) -> None:
    when = When.parse(text)

    assert str(when) == canonical
    assert when.earliest_iso == canonical[: canonical.index("T")]
    assert when.minutes == (0, 0)


def test_an_offset_without_minutes_is_written_with_them() -> None:
    assert str(When.parse(DAY + "04:15+01")) == DAY + "04:15+01:00"


def test_a_zone_offset_is_not_lost_by_normalising_to_utc() -> None:
    when = When.parse(DAY + "00:15+01:00")

    assert when.earliest_iso == "1956-11-04"
    assert when.offset == 60


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        (DAY, 11),
        (DAY + "04", 13),
        (DAY + "4:15", 11),
        (DAY + "25:00", 11),
        (DAY + "24:01", 11),
        (DAY + "24:00:01", 11),
        (DAY + "04:60", 14),
        (DAY + "04:15:60", 17),
        (DAY + "04:15:00.5", 19),
        (DAY + "04:15+24:00", 16),
        (DAY + "04:15+01:60", 16),
        (DAY + "04:15-00:00", 16),
        (DAY + "04:15+1", 16),
        (DAY + "04:15+0100", 19),
        (DAY + "04:15 ", 16),
        (DAY + "04:15z", 16),
        (DAY + "04:15[]", 17),
        (DAY + "04:15[Europe/]", 17),
        (DAY + "04:15[Europe/Buda pest]", 17),
        (DAY + "04:15[Europe/../etc]", 17),
        (DAY + "04:15[Europe/Budapest", 16),
        (DAY + "06:00..04:00", 18),
        (DAY + "06:00..06:00", 18),
        (DAY + "24:00..24:00", 18),
        (DAY + "04:00:00..06:00", 19),
        ("1956-11T04:15", 7),
        ("1956-11-04~T04:15", 10),
        ("1956-11-XXT04:15", 8),
        ("1956-11-0XT04:15", 9),
        ("1957-X2-29T04:15", 5),
        ("T04:15", 0),
    ],
)
def test_a_bad_clock_time_is_refused_with_its_place(text: str, offset: int) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        When.parse(text)

    assert (caught.value.text, caught.value.offset) == (text, offset)


def test_the_minutes_of_an_interval_within_a_day_reach_from_start_to_end() -> None:
    trial = When.parse("1956-11-23T12:00/1956-11-23T13:00")

    assert trial.minutes == (720, 780)
    assert When.parse("1956-11-23T12:00/1956-11-23").minutes == (720, 1439)
    assert When.parse("1956-11-23T12:00/1956-11-24T01:00").minutes is None
    assert When.parse("1956-11-23").minutes is None


def test_an_offset_or_zone_that_differs_between_the_ends_is_not_given() -> None:
    same = When.parse("1956-11-04T04:15+01:00/1956-11-04T05:20+01:00")
    other = When.parse("1956-11-04T04:15+01:00/1956-11-04T05:20Z")
    zones = When.parse("[1956-11-04T04:15[UTC],1956-11-04T04:15[Europe/Budapest]]")

    assert same.offset == 60
    assert other.offset is None
    assert zones.zone == ""
