from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates import Verdict, When
from chrono56.dates.calendars import read_calendar, write_calendar
from chrono56.dates.julian import days_from_julian, julian_month_length
from chrono56.dates.read_date import LAST_DAY
from chrono56.days import iso_day
from chrono56.errors import DateSyntaxError, ReckoningError

STYLES: Final = ("01-01", "03-01", "03-25", "09-01", "12-25")
# The calendars part by a day in 48,699; the other one's years have 16 digits as well.
LONG_AGO: Final = LAST_DAY - LAST_DAY // 40_000
RECKONED: Final = ("french-republican", "hebrew", "islamic")


def days_of(when: When) -> set[int]:
    """Count the days that a window leaves open, one by one."""
    assert when.earliest is not None
    assert when.latest is not None
    return {
        day
        for day in range(when.earliest, when.latest + 1)
        if when.contains_day(day) is not Verdict.IMPOSSIBLE
    }


class TestJulian:
    @pytest.mark.parametrize(
        ("text", "when"),
        [
            ("1956-11-01", "1956-11-14"),
            ("1917-10-25", "1917-11-07"),
            ("1700-02-29", "1700-03-11"),
            ("-0043-03-15", "-0043-03-13"),
            ("Y17000-01-01", "Y17000-05-06"),
            # Months and years are windows of their days.
            ("1917-10", "[1917-10-14..1917-11-13]"),
            ("1917", "[1917-01-14..1918-01-13]"),
            ("0200-04", "0200-04"),
            # Sets, intervals, qualifiers and clock times carry over.
            ("1917-10-25/1917-11", "1917-11-07/[1917-11-14..1917-12-13]"),
            ("1917-10-25/..", "1917-11-07/.."),
            ("/1917-10-25", "/1917-11-07"),
            ("[1917-10-25..1917-10-28,1918]",
             "[1917-11-07..1917-11-10,1918-01-14..1919-01-13]"),
            ("{1917-10-25,1917-10-27}", "{1917-11-07,1917-11-09}"),
            ("[..1917-10-25?]", "[..1917-11-07?]"),
            ("1917-10-25~", "1917-11-07~"),
            ("1917-10%", "[1917-10-14%..1917-11-13%]"),
            ("1917-10-25T21:40[Europe/Moscow]?/1917-10-26",
             "1917-11-07T21:40[Europe/Moscow]?/1917-11-08"),
            ("1917-10-25T24:00", "1917-11-08T00:00"),
        ],
    )  # fmt: skip
    def test_old_style_dates_are_read(self, text: str, when: str) -> None:
        found = read_calendar(text, "julian")

        assert str(found.when) == when
        assert (found.as_written, found.calendar) == (text, "julian")
        assert (found.exact, found.note) == (True, "")

    @pytest.mark.parametrize(
        ("text", "new_year", "when"),
        [
            # England until 1751.
            ("1731-02-11", "03-25", "1732-02-22"),
            ("1750-03-25", "03-25", "1750-04-05"),
            ("1750-03-24", "03-25", "1751-04-04"),
            ("1699-02-29", "03-25", "1700-03-11"),
            ("1731", "03-25", "[1731-04-05..1732-04-04]"),
            ("1731-03", "03-25", "[1731-04-05..1731-04-11,1732-03-12..1732-04-04]"),
            # Venice, Russia, and years from Christmas.
            ("1500-02-28", "03-01", "1501-03-10"),
            ("1700-09-01", "09-01", "1699-09-11"),
            ("1700-08-31", "09-01", "1700-09-11"),
            ("1501-12-25", "12-25", "1501-01-04"),
        ],
    )
    def test_a_year_can_begin_on_another_day(
        self, text: str, new_year: str, when: str
    ) -> None:
        found = read_calendar(text, "julian", new_year)

        assert str(found.when) == when
        assert found.note == f"years begin on {new_year}"

    @pytest.mark.parametrize(
        ("text", "new_year", "when"),
        [
            ("1731/2-02-11", "01-01", "1732-02-22"),
            ("1731/32-02-11", "03-25", "1732-02-22"),
            ("1699/700-01-05", "01-01", "1700-01-15"),
            ("1699/00-01-05", "01-01", "1700-01-15"),
            ("1731/2-02", "01-01", "[1732-02-12..1732-03-11]"),
            ("1731/2-03", "01-01", "[1732-03-12..1732-04-04]"),
            ("1731/2", "01-01", "[1732-01-12..1732-04-04]"),
            ("1731/2-02-11/1732-05-01", "01-01", "1732-02-22/1732-05-12"),
            ("[1731/2-02-11,1732/3-02-11]", "01-01", "[1732-02-22,1733-02-22]"),
            # Where the year begins in autumn, its January year is the first.
            ("1699/700-10-05", "09-01", "1699-10-15"),
        ],
    )
    def test_a_double_year_is_one_day_that_two_counts_number(
        self, text: str, new_year: str, when: str
    ) -> None:
        assert str(read_calendar(text, "julian", new_year).when) == when

    @pytest.mark.parametrize(
        ("when", "new_year", "written"),
        [
            ("1732-02-22", "01-01", "1731/2-02-11"),
            ("1732-02-22", "03-25", "1731/2-02-11"),
            ("1700-01-15", "01-01", "1699/700-01-05"),
            ("1732-05-12", "01-01", "1732-05-01"),
            ("1732-02-22/1732-05-12", "01-01", "1731/2-02-11/1732-05-01"),
            ("1699-10-15~", "09-01", "1699/700-10-05~"),
            ("2000-01-18", "01-01", "2000-01-05"),
            ("2000-01-18", "03-25", "1999-01-05"),
            ("-0043-01-15", "01-01", "-0043-01-17"),
        ],
    )
    def test_a_double_year_is_written_where_two_counts_differ(
        self, when: str, new_year: str, written: str
    ) -> None:
        found = write_calendar(When.parse(when), "julian", new_year, double_years=True)

        assert found.as_written == written
        assert str(read_calendar(written, "julian", new_year).when) == when

    def test_a_double_year_of_a_calendar_that_has_none_is_refused(self) -> None:
        with pytest.raises(ReckoningError, match="double years in the islamic"):
            write_calendar(When.parse("1956-10-23"), "islamic", double_years=True)

    def test_four_digits_after_the_slash_are_an_interval(self) -> None:
        found = read_calendar("1731/1732-02", "gregorian")

        assert str(found.when) == "1731/1732-02"

    @pytest.mark.parametrize("pattern", ["X1-1X", "0X-29", "02-XX", "XX-31", "1X-X1"])
    def test_unspecified_digits_become_every_day_they_leave_open(
        self, pattern: str
    ) -> None:
        month, day = pattern.split("-")
        expected = {
            days_from_julian(1700, each, number)
            for each in range(1, 13)
            for number in range(1, julian_month_length(1700, each) + 1)
            if all(
                it in ("X", is_) for it, is_ in zip(month, f"{each:02}", strict=True)
            )
            if all(
                it in ("X", is_) for it, is_ in zip(day, f"{number:02}", strict=True)
            )
        }

        found = read_calendar(f"1700-{pattern}", "julian")

        assert days_of(found.when) == expected
        assert found.exact
        assert ("one by one" in found.note) == (pattern != "02-XX")

    def test_too_many_days_become_their_bounds_and_that_is_said(self) -> None:
        found = read_calendar("XXXX-10-25", "julian")
        back = write_calendar(When.parse("XXXX-10-23"), "julian")

        assert str(found.when) == "[0000-10-23..Y10000-01-06]"
        assert back.as_written == "[0000-10-25..9999-08-11]"
        for each in (found, back):
            assert not each.exact
            assert "from the first to the last" in each.note

    def test_the_dates_of_a_text_share_how_many_stretches_it_lists(self) -> None:
        alone = read_calendar("190X-XX-25", "julian")
        in_a_set = read_calendar(f"[{','.join(['190X-XX-25'] * 9)}]", "julian")
        back = write_calendar(
            When.parse("[190X-XX-25,191X-XX-25,18XX-XX-25]"), "julian"
        )

        assert alone.exact
        assert not in_a_set.exact
        assert in_a_set.when.width == alone.when.width
        assert back.as_written.count("..") == 1
        assert "500 at most" in back.note

    def test_a_qualifier_of_one_part_stands_for_all_and_that_is_said(self) -> None:
        found = read_calendar("1917~-10-?25", "julian")
        some = read_calendar("1917~-10-25", "julian")
        back = write_calendar(When.parse("?2004-06-~11"), "julian")

        assert (str(found.when), found.exact) == ("1917-11-07%", False)
        assert (str(some.when), some.exact) == ("1917-11-07~", False)
        assert (back.as_written, back.exact) == ("2004-05-29%", False)
        assert found.note == back.note
        assert "stands for the whole date" in found.note


class TestReckonedCalendars:
    @pytest.fixture(autouse=True)
    def _convertdate(self) -> None:
        pytest.importorskip("convertdate", reason="it is an extra")

    @pytest.mark.parametrize(
        ("calendar", "text", "when"),
        [
            ("french-republican", "0008-02-18", "1799-11-09"),
            ("french-republican", "0002-11-09", "1794-07-27"),
            ("french-republican", "0003-13-06", "1795-09-22"),
            ("french-republican", "0002", "[1793-09-22..1794-09-21]"),
            ("hebrew", "5717-08-18", "1956-10-23"),
            ("hebrew", "5708-08-05", "1947-10-19"),
            ("hebrew", "5708-02-05", "1948-05-14"),
            ("hebrew", "5717-13", "[1957-03-04..1957-04-01]"),
            ("hebrew", "5717", "[1956-09-06..1957-09-25]"),
            ("islamic", "1376-03-18", "1956-10-23"),
            ("islamic", "1376-09", "1957-04"),
            ("islamic", "0001-01-01", "0622-07-19"),
        ],
    )
    def test_days_that_almanacs_give_by_both_calendars(
        self, calendar: str, text: str, when: str
    ) -> None:
        found = read_calendar(text, calendar)

        assert str(found.when) == when
        assert write_calendar(When.parse(when), calendar).when == found.when

    @pytest.mark.parametrize("calendar", RECKONED)
    @given(step=st.integers(0, 5000))
    def test_days_forth_and_back_are_the_same_days(
        self, calendar: str, step: int
    ) -> None:
        when = When.parse(iso_day(654_415 + step))  # from 1792-09-22 on

        written = write_calendar(when, calendar)

        assert read_calendar(written.as_written, calendar).when == when
        assert written.exact

    @pytest.mark.parametrize(
        ("calendar", "text", "at", "expected"),
        [
            ("french-republican", "0002-13-06", 8, "a day from 01 to 05"),
            ("french-republican", "0002-14", 5, "a month from 01 to 13"),
            ("french-republican", "0015-01-01", 0, "year from 0001 to 0014"),
            ("french-republican", "0000-01-01", 0, "year from 0001 to 0014"),
            ("hebrew", "5716-13-01", 5, "a month from 01 to 12"),
            ("hebrew", "-0001", 1, "year from 0001 to 9999"),
            ("islamic", "1376-01-31", 8, "a day from 01 to 30"),
            ("islamic", "1376/7-01-30", 4, "years are not double"),
        ],
    )
    def test_a_day_that_the_calendar_has_not_is_refused_with_its_place(
        self, calendar: str, text: str, at: int, expected: str
    ) -> None:
        with pytest.raises(DateSyntaxError, match=expected) as caught:
            read_calendar(text, calendar)

        assert caught.value.offset == at

    def test_what_a_reader_should_know_of_days_and_months_is_said(self) -> None:
        assert "evening before" in read_calendar("5717-08-18", "hebrew").note
        assert "sight of the moon" in read_calendar("1376-03-18", "islamic").note

    def test_days_before_and_after_a_calendar_are_refused(self) -> None:
        with pytest.raises(ReckoningError, match="from 1792-09-22 to 1806-09-22"):
            write_calendar(When.parse("1956-10-23"), "french-republican")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("calendar", ["julian", "gregorian"])
@given(day=st.integers(-LONG_AGO, LONG_AGO))
def test_any_day_of_any_year_forth_and_back_is_the_same(
    calendar: str, style: str, day: int
) -> None:
    when = When.parse(iso_day(day))

    written = write_calendar(when, calendar, style)

    assert read_calendar(written.as_written, calendar, style).when == when
    assert written.exact


@pytest.mark.parametrize(
    "text",
    ["1956", "1956-10~", "1955-24", "1956-10/1957", "../1956-XX", "[1667,1670..1672]"],
)
def test_the_gregorian_calendar_changes_nothing_but_the_words(text: str) -> None:
    when = When.parse(text)

    written = write_calendar(when, "gregorian")
    again = read_calendar(written.as_written, "gregorian").when

    assert (again.earliest, again.latest) == (when.earliest, when.latest)
    assert again.same_as(when) is when.same_as(when)
    assert again.is_approximate == when.is_approximate


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1956-11-14", "1956-11-01"),
        ("1956-10", "[1956-09-18..1956-10-18]"),
        ("1956-10-23/..", "1956-10-10/.."),
        ("[1917-10-14..1917-11-13]", "[1917-10-01..1917-10-31]"),
        ("1956-0X-31", "[1956-01-18,1956-03-18,1956-05-18,1956-07-18,1956-08-18]"),
        ("1956-11-04T04:15+01:00~", "1956-10-22T04:15+01:00~"),
        ("{1956-10-23,1956-11-04}", "{1956-10-10,1956-10-22}"),
    ],
)
def test_a_date_is_written_as_the_julian_calendar_counts_it(
    text: str, written: str
) -> None:
    when = When.parse(text)

    found = write_calendar(when, "julian")

    assert (found.when, found.as_written) == (when, written)
    assert found.exact


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("1900-02-30", 8, "a day from 01 to 29"),
        ("1917-13-01", 5, "a month from 01 to 12"),
        ("1917-21", 5, "a month from 01 to 12"),
        ("1917-1O-25", 6, "a month of 2 digits"),
        ("1917-02-3X", 8, "digits that leave a day open"),
        ("-0000", 1, "0000"),
        ("Y1917", 1, "1917"),
        ("1950S2", 0, "plain digits"),
        ("Y17E7", 1, "plain digits"),
        ("Y9999999999999999-12-31", 1, "16 digits"),
        ("Y99999999999999999", 1, "year from Y-9999999999999999"),
        ("1731/3-02-11", 4, "the last digits of 1732"),
        ("1731/2-06-11", 4, "years begun on 01-01 and 03-25 agree"),
        ("1731/2-0Z", 8, "a month of 2 digits"),
        ("1917-10T21:40", 7, "a full day before a clock time"),
        ("1917-10-25~T21:40", 11, "unqualified"),
        ("1917-10-25T25:40", 11, "an hour from 00 to 23"),
        ("[1917-10-25", 11, "a closing ]"),
        ("[1917-10-25,1917-13]", 17, "a month from 01 to 12"),
        ("1917-10-25/1917-13", 16, "a month from 01 to 12"),
        ("[1917-10-25..1917-11-31]", 21, "a day from 01 to 30"),
        ("1917-10-25/1917-10-20", 11, "an end that is not before the start"),
        ("", 0, "a year of 4 digits"),
        ("/", 0, "a date at one end"),
        ("١٩١٧", 0, "a year of 4 digits"),
        ("1917-10-25\n", 10, "no line end"),
    ],
)
def test_whatever_is_no_date_is_refused_with_its_place(
    text: str, at: int, expected: str
) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        read_calendar(text, "julian")

    assert expected in caught.value.expected
    assert (caught.value.text, caught.value.offset) == (text, at)


@pytest.mark.parametrize(
    ("calendar", "new_year", "message"),
    [
        ("julien", "01-01", "no calendar 'julien'; known: gregorian, julian"),
        ("julian", "02-29", "not every year has that day"),
        ("hebrew", "03-25", "only gregorian and julian years"),
    ],
)
def test_a_calendar_that_there_is_not_is_refused(
    calendar: str, new_year: str, message: str
) -> None:
    with pytest.raises(ReckoningError, match=message):
        read_calendar("1956", calendar, new_year)
    with pytest.raises(ReckoningError, match=message):
        write_calendar(When.parse("1956"), calendar, new_year)
