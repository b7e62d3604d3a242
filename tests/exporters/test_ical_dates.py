"""Uncertain dates in a calendar: what stands, what is tentative, what is left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from tests.dates.texts import TEXTS
from tests.exporters.world import readable

from chrono56.dates import When
from chrono56.exporters.ical_dates import Slot, slot_of, yearly_slot_of

_YEARLY = "RRULE:FREQ=YEARLY"
_LEAP = f"{_YEARLY};BYMONTH=2;BYMONTHDAY=-1"


def slot(text: str) -> Slot:
    found = slot_of(When.parse(text))
    assert isinstance(found, Slot)
    return found


@pytest.mark.parametrize(
    ("language", "words"),
    [("hu", "1956. október 23. körül"), ("fr", "about 23 October 1956")],
)
def test_words_are_in_the_language_that_is_asked_for(language: str, words: str) -> None:
    found = slot_of(When.parse("1956-10-23~"), language)

    assert isinstance(found, Slot)
    assert found.words == words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1956-10-23", ["DTSTART;VALUE=DATE:19561023"]),
        (
            "1956-11-04/1956-11-11",
            ["DTSTART;VALUE=DATE:19561104", "DTEND;VALUE=DATE:19561112"],
        ),
        (
            "1956-12-31/1957-01-01",
            ["DTSTART;VALUE=DATE:19561231", "DTEND;VALUE=DATE:19570102"],
        ),
        (
            "1956-10-23T15:00[Europe/Budapest]",
            ["DTSTART;TZID=Europe/Budapest:19561023T150000"],
        ),
        (
            "1956-10-23T15:00+01:00[Europe/Budapest]",
            ["DTSTART;TZID=Europe/Budapest:19561023T150000"],
        ),
        # An offset that the zone did not have then: the offset is what the source says.
        ("1956-10-23T15:00+02:00[Europe/Budapest]", ["DTSTART:19561023T130000Z"]),
        ("1956-10-23T15:00[Europe/Buda]", ["DTSTART:19561023T150000"]),
        ("1956-10-23T15:00[UTC]", ["DTSTART:19561023T150000Z"]),
        ("1956-10-23T15:00", ["DTSTART:19561023T150000"]),
        ("1956-10-23T15:00:42", ["DTSTART:19561023T150042"]),
        ("1956-10-23T15:00Z", ["DTSTART:19561023T150000Z"]),
        ("1956-10-23T00:30+01:00", ["DTSTART:19561022T233000Z"]),
        ("1956-10-23T23:30-05:30", ["DTSTART:19561024T050000Z"]),
        ("1956-10-22T24:00", ["DTSTART:19561023T000000"]),
        (
            "1956-11-23T12:00/1956-11-23T13:00",
            ["DTSTART:19561123T120000", "DTEND:19561123T130000"],
        ),
        ("1848-03-15T08:00", ["DTSTART:18480315T080000"]),
        ("0100-01-01", ["DTSTART;VALUE=DATE:01000101"]),
        ("9999-12-30", ["DTSTART;VALUE=DATE:99991230"]),
    ],
)
def test_what_is_certain_stands_as_it_is(text: str, lines: list[str]) -> None:
    found = slot(text)

    assert (list(found.lines), found.tentative, found.words) == (lines, False, "")


@pytest.mark.parametrize(
    ("text", "first", "after", "words"),
    [
        ("1956-11", "19561101", "19561201", "November 1956"),
        ("1956~", "19560101", "19570101", "about 1956"),
        ("1956-10-23?", "19561023", "", "perhaps 23 October 1956"),
        (
            "1956-11-04T04:00..06:00~",
            "19561104",
            "",
            "4 November 1956, about 04:00–06:00",
        ),
        ("1956-11-04T04:15~", "19561104", "", "4 November 1956, about 04:15"),
        ("[..1956-11-07]", "19561107", "", "by 7 November 1956"),
        ("1956-11-14/..", "19561114", "", "from 14 November 1956 on"),
        ("1956-11-14/", "19561114", "", "from 14 November 1956 (end unknown)"),
        ("../1956-11-14", "19561114", "", "until 14 November 1956"),
        (
            "[..1956-11-22]/",
            "19561122",
            "",
            "starting by 22 November 1956 (end unknown)",
        ),
        (
            "1956-10/1956-11-04",
            "19561001",
            "19561105",
            "from October 1956 to 4 November 1956",
        ),
    ],
)
def test_what_is_uncertain_is_a_tentative_span_that_says_so(
    text: str, first: str, after: str, words: str
) -> None:
    found = slot(text)
    lines = [f"DTSTART;VALUE=DATE:{first}"] + (
        [f"DTEND;VALUE=DATE:{after}"] * bool(after)
    )

    assert (list(found.lines), found.tentative, found.words) == (lines, True, words)


@pytest.mark.parametrize(
    "text",
    [
        "1956-11-04T04:15/1956-11-11",
        "1956-11-04T04:15/1956-11-05T04:00Z",  # by two clocks
        "1956-11-04T04:15/1956-11-04T04:15",  # no time at all
    ],
)
def test_days_that_are_certain_hold_clock_times_in_words_only(text: str) -> None:
    found = slot(text)

    assert found.lines[0] == "DTSTART;VALUE=DATE:19561104"
    assert (found.tentative, found.words) == (False, When.parse(text).describe())


@pytest.mark.parametrize("text", ["0100-01-01T00:00+01:00", "9999-12-30T23:30-01:00"])
def test_a_time_that_utc_puts_beyond_the_calendar_is_told_in_words(text: str) -> None:
    found = slot(text)

    assert len(found.lines) == 1
    assert found.lines[0].startswith("DTSTART;VALUE=DATE:")
    assert found.words == When.parse(text).describe()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0099-12-31", "before year 100"),
        ("-0043-03-15", "before year 100"),
        ("0000", "before year 100"),
        ("0099-12-31/0101-01-01", "before year 100"),
        ("Y10000-01-01", "after year 9999"),
        ("9999-12-31", "after year 9999"),
        ("9999-12-30/9999-12-31", "after year 9999"),
        ("../..", "without a date"),
        ("", "without a date"),
    ],
)
def test_what_a_calendar_cannot_hold_is_left_out_with_its_reason(
    text: str, why: str
) -> None:
    assert slot_of(When.parse(text) if text else None) == why


@given(TEXTS.filter(readable))
def test_the_span_is_exactly_what_is_possible(text: str) -> None:
    when = When.parse(text)
    found = slot_of(when)

    if isinstance(found, Slot) and "VALUE=DATE" in found.lines[0]:
        days = [date.fromisoformat(line[-8:]).toordinal() for line in found.lines]
        end = days[1] - 1 if len(days) > 1 else days[0]
        if when.earliest is not None:
            assert days[0] == when.earliest
        if when.latest is not None:
            assert end == when.latest


@given(TEXTS.filter(readable))
def test_a_clock_time_is_shown_only_where_a_source_gives_it(text: str) -> None:
    when = When.parse(text)
    found = slot_of(when)

    if isinstance(found, Slot) and "VALUE=DATE" not in found.lines[0]:
        assert when.has_time
        assert not when.is_approximate
        assert not when.is_uncertain
        shown = date.fromisoformat(found.lines[0].rpartition(":")[2][:8]).toordinal()
        assert abs(shown - (when.earliest or 0)) <= timedelta(days=1).days


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1956-11-04T04:15/", "DTSTART:19561104T041500"),
        ("1956-11-04T04:15/..", "DTSTART:19561104T041500"),
        (
            "1956-11-04T04:15[Europe/Budapest]/",
            "DTSTART;TZID=Europe/Budapest:19561104T041500",
        ),
    ],
)
def test_a_start_by_the_clock_stands_there_though_the_end_is_unknown(
    text: str, line: str
) -> None:
    found = slot(text)

    assert found.lines == (line,)
    assert not found.tentative
    assert found.words == When.parse(text).describe()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1956-10-23", ["DTSTART;VALUE=DATE:19561023", _YEARLY]),
        ("1956-11-04T04:15", ["DTSTART;VALUE=DATE:19561104", _YEARLY]),
        ("1956-11-04T04:00..06:00~", ["DTSTART;VALUE=DATE:19561104", _YEARLY]),
        ("1956-02-29", ["DTSTART;VALUE=DATE:19560229", _LEAP]),
        ("1957-02-28", ["DTSTART;VALUE=DATE:19570228", _YEARLY]),
        (
            "1956-11-04/1956-11-11",
            ["DTSTART;VALUE=DATE:19561104", "DTEND;VALUE=DATE:19561112", _YEARLY],
        ),
        (
            "1956-01-01/1956-12-30",
            ["DTSTART;VALUE=DATE:19560101", "DTEND;VALUE=DATE:19561231", _YEARLY],
        ),
    ],
)
def test_a_certain_day_comes_again_every_year(text: str, lines: list[str]) -> None:
    found = yearly_slot_of(When.parse(text))

    assert isinstance(found, Slot)
    assert list(found.lines) == lines
    assert (found.yearly, found.tentative) == (True, False)
    assert found.words == When.parse(text).describe()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1956-11", "without one certain day of the year"),
        ("1956-10-23?", "without one certain day of the year"),
        ("1956-10-23~", "without one certain day of the year"),
        ("[1956-10-23,1956-11-04]", "without one certain day of the year"),
        ("{1956-10-23,1956-11-04}", "without one certain day of the year"),
        ("1956-XX-23", "without one certain day of the year"),
        ("1956-11-14/..", "without one certain day of the year"),
        ("1956-10/1956-11-04", "without one certain day of the year"),
        ("1956-01-01/1956-12-31", "longer than a year"),
        ("0099-12-31", "before year 100"),
        ("", "without a date"),
    ],
)
def test_what_has_no_certain_day_does_not_come_again(text: str, why: str) -> None:
    assert yearly_slot_of(When.parse(text) if text else None) == why


@given(TEXTS.filter(readable))
def test_only_a_day_that_is_certain_comes_again(text: str) -> None:
    found = yearly_slot_of(When.parse(text))

    if isinstance(found, Slot) and len(found.lines) == 2:
        when = When.parse(text).by_day()
        day = date.fromisoformat(found.lines[0][-8:]).toordinal()
        assert (when.earliest, when.latest) == (day, day)
