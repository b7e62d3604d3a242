"""Dates and times of calendars: the day after the last, zones, what can't be told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.ical_world import calendar, refused, taken, vevent

ZONE = """BEGIN:VTIMEZONE
TZID:Their Own
BEGIN:STANDARD
DTSTART:19551002T030000
RDATE:19560930T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19560603T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""
BUDAPEST = "[Europe/Budapest]"


def when(*lines: str) -> str:
    """Return the date of an event, as EDTF."""
    (event,) = taken(vevent(*lines)).events
    return str(event.when)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:19561104"], "1956-11-04"),
        (["DTSTART:19561104"], "1956-11-04"),
        (["DTSTART;VALUE=DATE:19561104", "DTEND;VALUE=DATE:19561105"], "1956-11-04"),
        (["DTSTART;VALUE=DATE:19561104", "DTEND;VALUE=DATE:19561104"], "1956-11-04"),
        (
            ["DTSTART;VALUE=DATE:19561104", "DTEND;VALUE=DATE:19561112"],
            "1956-11-04/1956-11-11",
        ),
        (["DTSTART;VALUE=DATE:19561104", "DURATION:P1D"], "1956-11-04"),
        (["DTSTART;VALUE=DATE:19561104", "DURATION:P1W"], "1956-11-04/1956-11-10"),
        (["DTSTART:19561104T041500"], "1956-11-04T04:15"),
        (["DTSTART:19561104T041530"], "1956-11-04T04:15:30"),
        (["DTSTART:19561231T235960Z"], "1956-12-31T23:59:59Z"),
        (["DTSTART:19561104", "DURATION:PT24H"], "1956-11-04"),
        (["DTSTART:19561104T041500Z"], "1956-11-04T04:15Z"),
        (
            ["DTSTART:19561104T041500", "DTEND:19561104T060000"],
            "1956-11-04T04:15/1956-11-04T06:00",
        ),
        (["DTSTART:19561104T041500", "DTEND:19561104T041500"], "1956-11-04T04:15"),
        (
            ["DTSTART:19561104T231500Z", "DURATION:PT1H30M"],
            "1956-11-04T23:15Z/1956-11-05T00:45Z",
        ),
        (
            ["DTSTART;TZID=Europe/Budapest:19561104T041500"],
            f"1956-11-04T04:15{BUDAPEST}",
        ),
        (
            ["DTSTART;TZID=/x.example/2005_1/Europe/Budapest:19561104T041500"],
            f"1956-11-04T04:15{BUDAPEST}",
        ),
        (["DTSTART;VALUE=DATE:00010101"], "0001-01-01"),
        (["DTSTART;VALUE=DATE:99991231"], "9999-12-31"),
    ],
)
def test_the_end_of_a_calendar_is_where_it_is_over(
    lines: list[str], expected: str
) -> None:
    assert when(*lines) == expected


@given(
    st.dates(date(1, 1, 1), date(9999, 12, 1)), st.integers(min_value=1, max_value=29)
)
def test_days_are_counted_to_the_day_before_the_end(first: date, days: int) -> None:
    last = first + timedelta(days=days - 1)
    end = last + timedelta(days=1)
    found = when(
        f"DTSTART:{first.year:04}{first:%m%d}", f"DTEND:{end.year:04}{end:%m%d}"
    )

    assert found == (f"{first}/{last}" if days > 1 else f"{first}")


@pytest.mark.parametrize(
    ("day", "offset"), [("19561104", "+01:00"), ("19560704", "+02:00")]
)
def test_a_zone_that_only_the_calendar_knows_gives_its_offset(
    day: str, offset: str
) -> None:
    lines = ("BEGIN:VEVENT", "UID:1", f"DTSTART;TZID=Their Own:{day}T120000")
    data = calendar(*lines, "END:VEVENT", *ZONE.splitlines())
    (event,) = taken(data).events

    assert str(event.when).endswith(f"T12:00{offset}")


def test_of_two_zones_of_one_name_the_first_counts() -> None:
    other = ZONE.replace("+0100", "+0500")
    lines = ("BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Their Own:19561104T120000")
    data = calendar(*lines, "END:VEVENT", *ZONE.splitlines(), *other.splitlines())

    assert str(taken(data).events[0].when).endswith("+01:00")


@pytest.mark.parametrize(
    "zone",
    [
        "",
        ZONE.replace("+0100", "one"),
        ZONE.replace("Own", "Other"),
        # A clock that changes without end: to count its changes takes for ever.
        ZONE.replace("RDATE:19560930T030000", "RRULE:FREQ=SECONDLY"),
        ZONE.replace("RDATE:19560930T030000", "rrule:COUNT=999999999;freq=minutely"),
        ZONE.replace("RDATE:19560930T030000", "RRULE:FREQ=YEARLY;BYSECOND=1,2"),
    ],
)
def test_a_zone_that_nobody_knows_leaves_the_clock_and_says_so(zone: str) -> None:
    lines = ("BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Their Own:19561104T120000")
    done = taken(calendar(*lines, "END:VEVENT", *zone.splitlines()))

    assert [str(event.when) for event in done.events] == ["1956-11-04T12:00"]
    assert done.left_out == [
        ("5", "the time zone 'Their Own', which is unknown; the time stays without")
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], ":3: an event without DTSTART; say when it begins"),
        (["DTSTART:19560230"], ":6: DTSTART '19560230' is no date; use one such as"),
        (["DTSTART:1956-11-04"], ":6: DTSTART '1956-11-04' is no date"),
        (["DTSTART:19561104T2500"], ":6: DTSTART '19561104T2500' is no date"),
        (["DTSTART:19561104T250000"], ":6: DTSTART '19561104T250000' is no date"),
        (["DTSTART:00000101"], ":6: DTSTART '00000101' is no date"),
        (["DTSTART:19561104", "DTEND:soon"], ":7: DTEND 'soon' is no date"),
        (
            ["DTSTART:19561104", "DTEND:19561103"],
            ":7: DTSTART '19561104' DTEND '19561103': expected an end that is not",
        ),
        (
            ["DTSTART:19561104", "DURATION:P1Y"],
            ":7: DURATION 'P1Y' is no duration; use one such as P1D",
        ),
        (["DTSTART:99991231", "DURATION:P9D"], ":7: DURATION 'P9D' is no duration"),
        (["DTSTART:19561104", "DURATION:P"], ":7: DURATION 'P' is no duration"),
        (
            ["DTSTART:19561104", "DURATION:PT1H"],
            ":7: DURATION 'PT1H' is a part of a day; from a day on use whole days",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_its_line(lines: list[str], said: str) -> None:
    assert refused(vevent(*lines)).startswith(said)
