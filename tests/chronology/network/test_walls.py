"""Dates on the wall clock of one zone, and seconds told as dates again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.network.network import PER_DAY, Grain, Span
from chrono56.chronology.network.walls import (
    Mark,
    is_stretch,
    moment_of,
    reaches,
    when_of,
    zone_among,
)
from chrono56.dates import When

BUDAPEST = "Europe/Budapest"


def shown(mark: Mark | None) -> str:
    """Return a mark as text: a day, or a second of one."""
    if mark is None:
        return ".."
    value, grain = mark
    if grain is Grain.DAY:
        return str(moment_of(value * PER_DAY, ""))
    day, second = divmod(value, PER_DAY)
    minute, rest = divmod(second, 60)
    clock = f"{minute // 60:02}:{minute % 60:02}:{rest:02}"
    return f"{moment_of(day * PER_DAY, '')}T{clock}"


def told(text: str, zone: str = BUDAPEST) -> tuple[str, str, str, str]:
    start, end = reaches(When.parse(text), zone)
    return shown(start.first), shown(start.last), shown(end.first), shown(end.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1956-10-23", "1956-10-23", "1956-10-23"),
        ("1956-10", "1956-10-01", "1956-10-31"),
        ("1956-XX-23", "1956-01-23", "1956-12-23"),
        ("[..1956-11-07]", "..", "1956-11-07"),
        ("[1956-11-07..]", "1956-11-07", ".."),
        ("[1956-11-07,1956-11-01]", "1956-11-01", "1956-11-07"),
        (
            "1956-11-04T04:15[Europe/Budapest]",
            "1956-11-04T04:15:00",
            "1956-11-04T04:15:59",
        ),
        (
            "1956-11-04T04:15..05:00[Europe/Budapest]",
            "1956-11-04T04:15:00",
            "1956-11-04T05:00:59",
        ),
        (
            "[1956-10-27T22:00[Europe/Budapest]..1956-10-28T04:00[Europe/Budapest]]",
            "1956-10-27T22:00:00",
            "1956-10-28T04:00:59",
        ),
        (
            "[1956-10-28T22:00[Europe/Budapest]..1956-10-29]",
            "1956-10-28T22:00:00",
            "1956-10-29",
        ),
        (
            "1956-11-03T24:00[Europe/Budapest]",
            "1956-11-04T00:00:00",
            "1956-11-04T00:00:59",
        ),
    ],
)
def test_a_window_leaves_all_from_its_first_to_its_last(
    text: str, first: str, last: str
) -> None:
    assert told(text) == (first, last, first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1956-10-23/1956-11",
            ("1956-10-23", "1956-10-23", "1956-11-01", "1956-11-30"),
        ),
        ("../1956-11-04", ("..", "..", "1956-11-04", "1956-11-04")),
        (
            "{1956-10-23,1956-11}",
            ("1956-10-23", "1956-10-23", "1956-11-01", "1956-11-30"),
        ),
        (
            "{1956-11-04,1956-10-23T10:00[Europe/Budapest]}",
            (
                "1956-10-23T10:00:00",
                "1956-10-23T10:00:59",
                "1956-11-04",
                "1956-11-04",
            ),
        ),
        (
            "{1956-10-23..1956-10-25,1956-11-01}",
            ("1956-10-23", "1956-10-23", "1956-11-01", "1956-11-01"),
        ),
        ("{..1956-10-25}", ("..", "..", "1956-10-25", "1956-10-25")),
    ],
)
def test_a_stretch_has_a_start_and_an_end(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert is_stretch(When.parse(text))
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1956-10-23~", "1956-10-20", "1956-10-26"),
        (
            "1956-11-04T08:00[Europe/Budapest]~",
            "1956-11-04T07:30:00",
            "1956-11-04T08:30:59",
        ),
        ("1956-10-23?", "1956-10-23", "1956-10-23"),
    ],
)
def test_only_what_is_approximate_is_widened(text: str, first: str, last: str) -> None:
    assert told(text) == (first, last, first, last)


@pytest.mark.parametrize(
    ("text", "zone", "first", "last"),
    [
        # Moscow was two hours ahead of Budapest that winter.
        (
            "1956-11-04T06:15[Europe/Moscow]",
            BUDAPEST,
            "1956-11-04T04:15:00",
            "1956-11-04T04:15:59",
        ),
        ("1956-11-04T03:15Z", BUDAPEST, "1956-11-04T04:15:00", "1956-11-04T04:15:59"),
        ("1956-07-01T10:00Z", BUDAPEST, "1956-07-01T12:00:00", "1956-07-01T12:00:59"),
        # An offset beside the zone itself: its own clock counts.
        (
            "1956-11-04T04:15+01:00[Europe/Budapest]",
            BUDAPEST,
            "1956-11-04T04:15:00",
            "1956-11-04T04:15:59",
        ),
        # To another civil day: whoever tells the day alone may mean either.
        ("1956-11-04T00:30[Europe/Moscow]", BUDAPEST, "1956-11-03", "1956-11-04"),
        ("1956-11-03T23:30Z", BUDAPEST, "1956-11-03", "1956-11-04"),
        # Nobody knows on whose clock, or what it showed.
        ("1956-11-04T04:15", BUDAPEST, "1956-11-04", "1956-11-04"),
        ("1956-11-04T04:15[Europe/Buda]", BUDAPEST, "1956-11-04", "1956-11-04"),
        ("1956-11-04T04:15Z", "Europe/Buda", "1956-11-04", "1956-11-04"),
        ("1956-11-04T04:15Z", "", "1956-11-04", "1956-11-04"),
        # In Budapest the clocks were set back at three on 30 September.
        ("1956-09-30T00:30..01:30Z", BUDAPEST, "1956-09-30", "1956-09-30"),
        # Without any zone there is one wall; an unknown zone has its own.
        ("1956-11-04T04:15", "", "1956-11-04T04:15:00", "1956-11-04T04:15:59"),
        (
            "1956-11-04T04:15[Europe/Buda]",
            "Europe/Buda",
            "1956-11-04T04:15:00",
            "1956-11-04T04:15:59",
        ),
    ],
)
def test_a_time_is_converted_or_its_civil_day_counts(
    text: str, zone: str, first: str, last: str
) -> None:
    assert told(text, zone)[::3] == (first, last)


@pytest.mark.parametrize(
    ("texts", "zone"),
    [
        ([], ""),
        (["1956-10-23", "1956"], ""),
        (["1956-10-23T10:00"], ""),
        (
            ["1956-10-23T10:00Z", "1956-10-23T10:00Z", "1956-10-23T10:00[Europe/Oslo]"],
            "Europe/Oslo",
        ),
        (["1956-10-23T10:00Z"], "UTC"),
        (["1956-10-23T10:00Z", "1956-10-23T10:00"], ""),
        (
            ["1956-10-23T10:00[Europe/Oslo]", "1956-10-23T10:00[Europe/Bern]"],
            "Europe/Bern",
        ),
    ],
)
def test_the_clock_is_that_by_which_most_times_are_told(
    texts: list[str], zone: str
) -> None:
    assert zone_among(map(When.parse, texts)) == zone


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, None),
        (0, PER_DAY - 1, "1956-10-23"),
        (0, 59, "1956-10-23T00:00"),
        (PER_DAY - 60, PER_DAY - 1, "1956-10-23T23:59"),
        (3600, 3659, "1956-10-23T01:00"),
        (3600, 7259, "1956-10-23T01:00..02:00"),
        (0, 7259, "1956-10-23T00:00..02:00"),
        (3600, PER_DAY - 1, "1956-10-23T01:00..23:59"),
        (0, 2 * PER_DAY - 1, "[1956-10-23..1956-10-24]"),
        (3600, PER_DAY + 59, "[1956-10-23T01:00..1956-10-24T00:00]"),
        (3600, None, "[1956-10-23T01:00..]"),
        (None, 3659, "[..1956-10-23T01:00]"),
        (None, PER_DAY - 1, "[..1956-10-23]"),
    ],
)
def test_a_span_of_seconds_is_told_as_a_date(
    first: int | None, last: int | None, expected: str | None
) -> None:
    day = (When.parse("1956-10-23").day or 0) * PER_DAY
    span = Span(
        None if first is None else day + first, None if last is None else day + last
    )

    told = when_of(span, "")

    assert (None if told is None else str(told)) == expected


@given(
    st.integers(-(10**15), 10**15),
    st.integers(0, 10**7),
    st.sampled_from(["", BUDAPEST]),
)
def test_what_is_told_holds_the_span_and_hardly_more(
    first: int, length: int, zone: str
) -> None:
    last = first + length
    start, end = reaches(when_of(Span(first, last), zone) or When.parse("1956"), zone)

    assert start == end
    assert start.first is not None
    assert start.last is not None
    begin, finish = (
        value * PER_DAY if grain is Grain.DAY else value
        for value, grain in (start.first, start.last)
    )
    finish += PER_DAY - 1 if start.last[1] is Grain.DAY else 0
    assert first - 60 < begin <= first
    assert last <= finish < last + 60
