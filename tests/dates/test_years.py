from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.monthday import MonthDay
from chrono56.dates.years import RomanYears
from chrono56.days import iso_day

STYLES: Final = ("01-01", "03-01", "03-25", "06-30", "07-01", "09-01", "12-25")
ROMAN: Final = [
    RomanYears(name, MonthDay.parse(style))
    for name in ("julian", "gregorian")
    for style in STYLES
]


def named(calendar: RomanYears) -> str:
    return f"{calendar.name} {calendar.new_year}"


def some_years() -> Iterator[int]:
    yield from range(-9, 40)
    yield from range(1690, 1710)


@pytest.mark.parametrize("calendar", ROMAN, ids=named)
def test_every_day_is_in_one_month_of_one_year(calendar: RomanYears) -> None:
    for year in some_years():
        following = calendar.months(year + 1)[0].days[0]
        for month in calendar.months(year):
            assert {calendar.year_of(day) for day in month.days} == {year}
            assert month.days[1] - month.days[0] == month.last - month.first
        ends = [month.days[1] + 1 for month in calendar.months(year)]
        begins = [month.days[0] for month in calendar.months(year)]

        assert ends == [*begins[1:], following]


@pytest.mark.parametrize("calendar", ROMAN, ids=named)
@given(day=st.integers(-(10**15), 10**15))
def test_any_day_has_its_year_however_years_begin(
    calendar: RomanYears, day: int
) -> None:
    months = calendar.months(calendar.year_of(day))

    assert months[0].days[0] <= day <= months[-1].days[1]


@pytest.mark.parametrize(
    ("style", "year", "first", "last"),
    [
        ("01-01", 1731, "1731-01-01", "1731-12-31"),
        ("03-01", 1731, "1731-03-01", "1732-02-29"),
        ("03-25", 1731, "1731-03-25", "1732-03-24"),
        ("09-01", 1700, "1699-09-01", "1700-08-31"),
        ("12-25", 1700, "1699-12-25", "1700-12-24"),
    ],
)
def test_a_year_begins_with_its_style(
    style: str, year: int, first: str, last: str
) -> None:
    months = RomanYears("gregorian", MonthDay.parse(style)).months(year)

    assert iso_day(months[0].days[0]) == first
    assert iso_day(months[-1].days[1]) == last


def test_a_month_that_the_new_year_divides_is_in_two_parts() -> None:
    months = RomanYears("julian", MonthDay(3, 25)).months(1731)

    assert [(it.number, it.first, it.last) for it in (months[0], months[-1])] == [
        (3, 25, 31),
        (3, 1, 24),
    ]
    assert [it.whole for it in months] == [False, *[True] * 11, False]
