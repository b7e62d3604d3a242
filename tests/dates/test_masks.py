import re
from calendar import monthrange
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56.dates import Verdict, When
from chrono56.dates.lines import DAYS as LINE_OF_DAYS
from chrono56.dates.lines import points_of
from chrono56.dates.masks import (
    days_matching,
    mask_of,
    matching,
    month_run,
    year_range,
    year_runs,
    years_fitting,
    years_fitting_down,
)
from chrono56.dates.points import Points
from chrono56.dates.read import read
from chrono56.dates.shape import Date
from chrono56.errors import DateSyntaxError

YEARS = st.sampled_from(
    [
        *("1956", "1957", "195X", "19X6", "19X7", "X956", "1X00", "000X"),
        *("-01XX", "-0X00", "-X100", "-00X4", "-000X", "-1X5X"),
    ]
)
MONTHS = st.sampled_from(["XX", "0X", "1X", "X0", "X1", "X2", "02", "06", "12"])
DAYS = st.sampled_from(
    ["XX", "0X", "1X", "2X", "3X", "X0", "X1", "X5", "X9", "01", "28", "29", "30", "31"]
)


@cache
def fitting(year: str, month: str, day: str) -> list[int]:
    """Count out the days that fit the pattern, by the standard library's calendar."""
    before_christ = year.startswith("-")
    # The calendar repeats after 400 years, so that year -100 is like year 9900.
    later, days_later = (10_000, 25 * 146_097) if before_christ else (0, 0)
    digits = year.removeprefix("-")
    if digits == "000X" and not before_christ:
        later, days_later = 2000, 5 * 146_097
    years = [y for y in range(before_christ, 10_000) if fits(digits, y)]
    return [
        date(y, m, d).toordinal() - days_later
        for y in sorted(later - y if before_christ else later + y for y in years)
        for m in range(1, 13)
        if fits(month, m)
        for d in range(1, monthrange(y, m)[1] + 1)
        if fits(day, d)
    ]


@cache
def fits(pattern: str, number: int) -> bool:
    text = str(number).zfill(len(pattern))
    return re.fullmatch(pattern.replace("X", "[0-9]"), text) is not None


@settings(deadline=None, max_examples=60)
@given(YEARS, MONTHS, DAYS)
def test_unspecified_digits_leave_open_what_counting_finds(
    year: str, month: str, day: str
) -> None:
    days = fitting(year, month, day)
    text = f"{year}-{month}-{day}"
    if not days:
        with pytest.raises(DateSyntaxError):
            When.parse(text)
        return

    when = When.parse(text)
    runs = points(text).runs(days[0])

    assert (when.earliest, when.latest) == (days[0], days[-1])
    assert [n for first, last in runs for n in range(first, last + 1)] == days


def points(text: str) -> Points:
    date = read(text, strict=False)
    assert isinstance(date, Date)
    return points_of(date, LINE_OF_DAYS)


@settings(max_examples=60)
@given(YEARS, MONTHS, DAYS, st.data())
def test_the_nearest_days_of_a_mask_are_found(
    year: str, month: str, day: str, data: st.DataObject
) -> None:
    days = fitting(year, month, day)
    if not days:
        assert mask_of(year, month, day).first() is None
        return
    near = data.draw(st.sampled_from(days)) + data.draw(st.integers(-40, 40))
    masked = points(f"{year}-{month}-{day}")

    assert masked.next(near) == min((n for n in days if n >= near), default=None)
    assert masked.previous(near) == max((n for n in days if n <= near), default=None)


TWO_DIGITS = [ten + unit for ten in "0123X" for unit in "0123456789X"]


@pytest.mark.parametrize("pattern", TWO_DIGITS)
def test_two_digits_fit_what_spelling_them_out_fits(pattern: str) -> None:
    fitted = [number for number in range(100) if matching(pattern) >> number & 1]

    assert fitted == [number for number in range(100) if fits(pattern, number)]


@pytest.mark.parametrize("month", [ten + unit for ten in "01X" for unit in "0129X"])
def test_months_and_days_fit_what_a_leap_year_has(month: str) -> None:
    new_year = date(1956, 1, 1).toordinal()
    year = [date.fromordinal(new_year + place) for place in range(366)]

    for day in TWO_DIGITS:
        fitted = {n for n in range(366) if days_matching(month, day) >> n & 1}
        assert fitted == {
            place
            for place, each in enumerate(year)
            if fits(month, each.month) and fits(day, each.day)
        }


@pytest.mark.parametrize(
    ("pattern", "years"),
    [
        ("195X", (1950, 1959)),
        ("XXXX", (0, 9999)),
        ("-000X", (-9, -1)),
        ("-01XX", (-199, -100)),
        ("-XXXX", (-9999, -1)),
        ("19X6", None),
        ("X956", None),
        ("-0X00", None),
    ],
)
def test_years_are_a_range_if_only_their_last_digits_are_open(
    pattern: str, years: tuple[int, int] | None
) -> None:
    assert year_range(pattern) == years


@pytest.mark.parametrize("pattern", ["195X", "19X6", "X956", "000X", "1956", "-0X0X"])
def test_years_that_fit_are_those_that_spelling_them_out_finds(pattern: str) -> None:
    digits = pattern.removeprefix("-")
    sign = 1 if digits == pattern else -1

    expected = sorted(
        sign * year for year in range(sign < 0, 10_000) if fits(digits, year)
    )

    assert list(years_fitting(pattern)) == expected
    assert list(years_fitting_down(pattern)) == expected[::-1]
    runs = [range(first, last + 1) for first, last in year_runs(pattern)]
    assert [year for run in runs for year in run] == expected


@settings(deadline=None, max_examples=60)
@given(YEARS, MONTHS, DAYS, st.data())
def test_a_mask_has_its_members_and_no_others(
    year: str, month: str, day: str, data: st.DataObject
) -> None:
    days = fitting(year, month, day)
    if not days:
        return
    when = When.parse(f"{year}-{month}-{day}")
    near = data.draw(st.sampled_from(days)) + data.draw(st.integers(-2, 2))

    verdict = when.contains_day(near)

    assert (verdict is not Verdict.IMPOSSIBLE) == (near in days)


@given(st.data())
def test_an_interval_is_cut_to_the_members_of_its_ends(data: st.DataObject) -> None:
    starts, ends = fitting("1956", "XX", "23"), fitting("1956", "X1", "0X")
    when = When.parse("1956-XX-23/1956-X1-0X")
    stretches = [(s, e) for s in starts for e in ends if s <= e]
    day = data.draw(st.integers(starts[0] - 2, ends[-1] + 2))

    verdict = when.contains_day(day)

    assert (verdict is not Verdict.IMPOSSIBLE) == any(
        s <= day <= e for s, e in stretches
    )
    assert (verdict is Verdict.CERTAIN) == all(s <= day <= e for s, e in stretches)


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        (21, "1955-03-01", "1955-05-31"),
        (22, "1955-06-01", "1955-08-31"),
        (23, "1955-09-01", "1955-11-30"),
        (24, "1955-12-01", "1956-02-29"),
        (25, "1955-03-01", "1955-05-31"),
        (26, "1955-06-01", "1955-08-31"),
        (27, "1955-09-01", "1955-11-30"),
        (28, "1955-12-01", "1956-02-29"),
        (29, "1955-09-01", "1955-11-30"),
        (30, "1955-12-01", "1956-02-29"),
        (31, "1955-03-01", "1955-05-31"),
        (32, "1955-06-01", "1955-08-31"),
        (33, "1955-01-01", "1955-03-31"),
        (34, "1955-04-01", "1955-06-30"),
        (35, "1955-07-01", "1955-09-30"),
        (36, "1955-10-01", "1955-12-31"),
        (37, "1955-01-01", "1955-04-30"),
        (38, "1955-05-01", "1955-08-31"),
        (39, "1955-09-01", "1955-12-31"),
        (40, "1955-01-01", "1955-06-30"),
        (41, "1955-07-01", "1955-12-31"),
    ],
)
def test_a_winter_ends_in_the_next_year_and_quarters_do_not_overlap(
    season: int, first: str, last: str
) -> None:
    run = (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())

    assert month_run(1955, season) == run


def test_a_winter_of_an_unspecified_year_counts_for_each_of_them() -> None:
    winters = When.parse("195X-24")

    assert (winters.earliest_iso, winters.latest_iso) == ("1950-12-01", "1960-02-29")
    assert winters.contains_day(date(1956, 1, 10).toordinal()) is Verdict.POSSIBLE
    assert winters.contains_day(date(1956, 3, 1).toordinal()) is Verdict.IMPOSSIBLE
    assert winters.contains_day(date(1950, 1, 10).toordinal()) is Verdict.IMPOSSIBLE


def test_the_winter_of_the_last_year_with_four_digits_ends_in_the_next() -> None:
    winters = When.parse("XXXX-24")

    assert (winters.earliest_iso, winters.latest_iso) == ("0000-12-01", "Y10000-02-29")
    assert When.parse("-000X-24").latest_iso == "0000-02-29"


@pytest.mark.parametrize(
    "text", ["XXX1-02-29", "-XXX1-02-29", "19XX-02-30", "1900-02-29"]
)
def test_a_29_february_of_no_leap_year_is_refused(text: str) -> None:
    with pytest.raises(DateSyntaxError):
        When.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("XXXX-02-29", "0000-02-29", "9996-02-29"),
        ("-XXXX-02-29", "-9996-02-29", "-0004-02-29"),
        ("-XXXX-12-31", "-9999-12-31", "-0001-12-31"),
        ("XX00-02-29", "0000-02-29", "9600-02-29"),
        ("19X0-02-29", "1920-02-29", "1980-02-29"),
    ],
)
def test_masks_of_all_years_have_their_bounds(text: str, first: str, last: str) -> None:
    masked = When.parse(text)

    assert (masked.earliest_iso, masked.latest_iso) == (first, last)
