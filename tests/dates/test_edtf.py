"""EDTF level 0, clause by clause; levels 1 and 2 have modules of their own.

After the Library of Congress's "Extended Date/Time Format (EDTF) Specification" of
4 February 2019, the profile of ISO 8601-2:2019. Each class has every example of its
clause, and a row for every rule that has no example. The days were found by counting,
or with a calendar; the reader had no part in it.
"""

from tests.dates.clauses import (
    SAME,
    Bound,
    assert_read,
    assert_refused,
    assert_same,
    refused,
    rows,
)

from chrono56.dates import When


class TestExtendedFormat:
    """Extended format: "Basic format" is "not permitted", nor what Level 0 lacks."""

    @refused(
        ("19850412", 4),
        ("198504", 4),
        ("1985-0412", 7),
        ("20050924T100000", 4),
        ("2005-09-24T100000", 13),
        ("2005-09-24T10:0000", 16),
    )
    def test_basic_format_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)

    @refused(
        ("1985-W15-5", 5),
        ("1985-W15", 5),
        ("1985-102", 7),
        ("1985-04-12T23:20:30.5", 19),
        ("1985-04-12T23:20:30,5", 19),
        ("+1985-04-12", 0),
        ("85-04-12", 2),
        ("P1Y", 0),
    )
    def test_what_else_iso_8601_1_has_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestDate:
    """Level 0, Date: a complete representation, or "reduced precision"."""

    @rows(
        ("1985-04-12", SAME, "1985-04-12", "1985-04-12"),
        ("1985-04", SAME, "1985-04-01", "1985-04-30"),
        ("1985", SAME, "1985-01-01", "1985-12-31"),
        # A year has four digits, from 0000 on.
        ("0000", SAME, "0000-01-01", "0000-12-31"),
        ("0000-02-29", SAME, "0000-02-29", "0000-02-29"),
        ("0001-01-01", SAME, "0001-01-01", "0001-01-01"),
        ("0033-04-03", SAME, "0033-04-03", "0033-04-03"),
        ("9999-12-31", SAME, "9999-12-31", "9999-12-31"),
        # Each month has its length, and each February that of its year.
        ("1956-02", SAME, "1956-02-01", "1956-02-29"),
        ("1957-02", SAME, "1957-02-01", "1957-02-28"),
        ("1900-02", SAME, "1900-02-01", "1900-02-28"),
        ("2000-02", SAME, "2000-02-01", "2000-02-29"),
        ("1956-01", SAME, "1956-01-01", "1956-01-31"),
        ("1956-11", SAME, "1956-11-01", "1956-11-30"),
        ("1956-12", SAME, "1956-12-01", "1956-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(
        ("1985-04-31", 8),
        ("1985-02-29", 8),
        ("1900-02-29", 8),
        ("1985-13", 5),
        ("1985-00", 5),
        ("1985-04-00", 8),
        ("1985-04-", 8),
        ("1985-", 5),
        ("985", 3),
    )
    def test_a_day_that_no_calendar_has_is_refused(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)


class TestDateAndTime:
    """Level 0, Date and Time: "(local) time of day", "UTC" or with a "timeshift"."""

    @rows(
        ("1985-04-12T23:20:30", SAME, "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30Z", SAME, "1985-04-12", "1985-04-12"),
        (
            "1985-04-12T23:20:30-04",
            "1985-04-12T23:20:30-04:00",
            "1985-04-12",
            "1985-04-12",
        ),
        ("1985-04-12T23:20:30+04:30", SAME, "1985-04-12", "1985-04-12"),
        # The clock runs from 00:00:00 to 24:00:00, which is the next day's start.
        ("1985-04-12T00:00:00", SAME, "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:59:59", SAME, "1985-04-12", "1985-04-12"),
        ("1985-04-12T24:00:00", "1985-04-13T00:00:00", "1985-04-13", "1985-04-13"),
        (
            "1999-12-31T24:00:00+01",
            "2000-01-01T00:00:00+01:00",
            "2000-01-01",
            "2000-01-01",
        ),
        # The civil day is the one that is written, whatever day it is in UTC.
        ("1985-04-12T00:20:30+14:00", SAME, "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30-12:00", SAME, "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30+00:00", SAME, "1985-04-12", "1985-04-12"),
        ("-0043-03-15T11:00:00", SAME, "-0043-03-15", "-0043-03-15"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(
        ("1985-04T23:20:30", 7),
        ("1985T23:20:30", 4),
        ("1985-04-12T23", 13),
        ("1985-04-12T23:20", 16),
        ("1985-04-12T", 11),
        ("1985-04-12 23:20:30", 10),
        ("1985-04-12T24:00:01", 11),
        ("1985-04-12T25:00:00", 11),
        ("1985-04-12T23:60:00", 14),
        ("1985-04-12T23:20:60", 17),
        ("1985-04-12T23:20:30z", 19),
        ("1985-04-12T23:20:30-00:00", 19),
        ("1985-04-12T23:20:30+4", 19),
        ("1985-04-12T23:20:30+0430", 22),
        ("1985-04-12T23:20:30+24:00", 19),
        ("1985-04-12T23:20:30+04:60", 19),
        ("1985-04-12T23:20:30Z+01", 20),
        ("1985-04-12~T23:20:30", 10),
        ("1985-04-XXT23:20:30", 8),
    )
    def test_a_time_that_is_none_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)

    def test_a_shift_of_hours_says_what_one_of_hours_and_minutes_says(self) -> None:
        assert_same(["1985-04-12T23:20:30-04", "1985-04-12T23:20:30-04:00"])


class TestTimeInterval:
    """Level 0, Time Interval: "start and end date only"; "Time of day is excluded"."""

    @rows(
        ("1964/2008", SAME, "1964-01-01", "2008-12-31"),
        ("2004-06/2006-08", SAME, "2004-06-01", "2006-08-31"),
        ("2004-02-01/2005-02-08", SAME, "2004-02-01", "2005-02-08"),
        ("2004-02-01/2005-02", SAME, "2004-02-01", "2005-02-28"),
        ("2004-02-01/2005", SAME, "2004-02-01", "2005-12-31"),
        ("2005/2006-02", SAME, "2005-01-01", "2006-02-28"),
        # It may begin and end within one day, month or year.
        ("2004-02-01/2004-02-01", SAME, "2004-02-01", "2004-02-01"),
        ("2004/2004", SAME, "2004-01-01", "2004-12-31"),
        ("2004/2004-02", SAME, "2004-01-01", "2004-02-29"),
        ("2004-02-29/2004", SAME, "2004-02-29", "2004-12-31"),
        ("2004-02-29/2004-02", SAME, "2004-02-29", "2004-02-29"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)
        assert When.parse(text).is_extent

    @refused(
        ("2008/1964", 5),
        ("2004-06/2004-05-31", 8),
        ("2004-02-01/2004-01", 11),
        ("2004-02-02/2004-02-01", 11),
        ("1964/P1Y", 5),
        ("P1Y/1964", 0),
        ("1964/08", 7),
        ("1964/2008/2009", 9),
        ("1964//2008", 5),
        ("1964-2008", 7),
        ("1985-04-12T23:20:30/1985-04-13", 10),
        ("1985-04-12/1985-04-13T23:20:30", 21),
        ("R5/2004/2005", 0),
    )
    def test_what_is_no_interval_of_dates_is_refused(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)
