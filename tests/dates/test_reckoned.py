import sys
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56.dates.reckoned import french_republican, hebrew, islamic
from chrono56.dates.years import CountedYears
from chrono56.days import iso_day
from chrono56.errors import MissingExtraError, ReckoningError

convertdate = pytest.importorskip("convertdate", reason="it is an extra")

COUNTED: Final = [french_republican(), hebrew(), islamic()]


def named(calendar: CountedYears) -> str:
    return calendar.name


@pytest.mark.parametrize("calendar", COUNTED, ids=named)
def test_every_day_is_in_one_month_of_one_year(calendar: CountedYears) -> None:
    for year in (*range(1, 14), *range(1370, 1380), *range(5690, 5720)):
        if year >= calendar.last_year:
            continue
        months = calendar.months(year)
        begins = [month.days[0] for month in months]
        following = calendar.months(year + 1)[0].days[0]

        assert [it.days[1] + 1 for it in months] == [*begins[1:], following]
        assert {calendar.year_of(day) for it in months for day in it.days} == {year}
        assert all(it.first == 1 and it.whole for it in months)


@pytest.mark.parametrize(
    ("calendar", "year", "first"),
    [
        (french_republican, 1, "1792-09-22"),
        (french_republican, 8, "1799-09-23"),
        (hebrew, 1, "-3760-09-07"),
        (hebrew, 5717, "1956-09-06"),
        (islamic, 1, "0622-07-19"),
        (islamic, 1376, "1956-08-08"),
    ],
)
def test_new_years_that_almanacs_give(
    calendar: Callable[[], CountedYears], year: int, first: str
) -> None:
    assert iso_day(calendar().months(year)[0].days[0]) == first


# convertdate's own way back from a day warns of a function it still uses.
@pytest.mark.filterwarnings("ignore:month_days:DeprecationWarning")
@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_convertdate_finds_the_same_day_from_the_other_side(step: int) -> None:
    for calendar, module in zip(
        COUNTED,
        (convertdate.french_republican, convertdate.hebrew, convertdate.islamic),
        strict=True,
    ):
        first = calendar.months(1)[0].days[0]
        last = calendar.months(calendar.last_year)[-1].days[1]
        day = first + step % (last - first)
        year = calendar.year_of(day)
        month = next(it for it in calendar.months(year) if day <= it.days[1])

        found = year, month.number, day - month.days[0] + 1

        assert found == module.from_jd(day + 1_721_424.5)


@pytest.mark.parametrize("calendar", COUNTED, ids=named)
def test_a_day_outside_the_years_of_a_calendar_is_refused(
    calendar: CountedYears,
) -> None:
    first = calendar.months(1)[0].days[0]
    last = calendar.months(calendar.last_year)[-1].days[1]

    for day in (first - 1, last + 1):
        with pytest.raises(ReckoningError, match="it counts the days from"):
            calendar.year_of(day)


@pytest.mark.parametrize("calendar", [french_republican, hebrew, islamic])
def test_a_missing_package_is_named_with_the_extra_that_brings_it(
    calendar: Callable[[], CountedYears], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "convertdate", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'chrono56\[calendars\]'"):
        calendar()
