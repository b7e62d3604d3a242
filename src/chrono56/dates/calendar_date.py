"""One date as another calendar counts it, and the days it leaves open."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import attrs

from chrono56.dates.masks import (
    Run,
    matching,
    year_runs,
    years_fitting,
    years_fitting_down,
)
from chrono56.dates.points import joined, joined_lazily
from chrono56.dates.read_date import components
from chrono56.dates.years import Calendar, RomanYears, rival_years
from chrono56.days import iso_year
from chrono56.errors import DateSyntaxError

_DOUBLE: Final = re.compile(r"([?~%]?[0-9]{4})(/([0-9]{1,3}))(?![0-9X])")
_NUMBER: Final = re.compile(r"[0-9X]+")
_MONTHS: Final = (2 << 13) - 2  # bits 1 to 13
_DAYS: Final = (2 << 31) - 2  # bits 1 to 31


@attrs.frozen(kw_only=True)
class CalendarDate:
    """Year, month and day as they are written; the latter two may be None.

    Attributes:
        text: All of it.
        parts: What is written of year, month and day, each with its qualifier's bits.
        double: The digits after the slash of a double year; else empty.
    """

    text: str
    parts: list[tuple[str, int]]
    double: str = ""

    @staticmethod
    def read(text: str) -> "CalendarDate":
        """Read numbers for year, month and day in the form of EDTF.

        Raises:
            DateSyntaxError: The text has another form, whatever the calendar.

        >>> CalendarDate.read("1731/2-02-11").parts
        [('1731', 0), ('02', 0), ('11', 0)]
        """
        double = _DOUBLE.match(text)
        if double is None:
            return CalendarDate(text=text, parts=components(text))
        try:
            parts = components(double[1] + text[double.end() :])
        except DateSyntaxError as fault:
            before = len(double[2]) if fault.offset >= double.end(1) else 0
            raise DateSyntaxError(text, fault.offset + before, fault.expected) from None
        return CalendarDate(text=text, parts=parts, double=double[3])

    def part(self, place: int) -> str | None:
        """Return the year, month or day (0, 1, 2), or None if nothing is said of it."""
        said = [part for part, _ in self.parts]
        while len(said) > 1 and said[-1] == "XX":
            said.pop()
        return said[place] if place < len(said) else None

    def fault(self, place: int, expected: str) -> DateSyntaxError:
        """Return the error for a year, month or day (0, 1, 2) that can't be."""
        starts = [found.start() for found in _NUMBER.finditer(self.text)]
        if self.double:
            del starts[1]
        return DateSyntaxError(self.text, starts[place], expected)


def days_of(
    date: CalendarDate, calendar: Calendar, most: int
) -> tuple[list[Run], bool]:
    """Return the days that a date leaves open, joined, and whether they are all.

    They are not if its ``X`` leave more than *most* stretches open; then it is one
    stretch, from the first of them to the last.

    Raises:
        DateSyntaxError: The calendar has no such date.
    """
    if date.double:
        return _days_of_double(date, calendar), True
    pattern = date.parts[0][0]
    if "X" not in pattern:
        runs = _days_in(date, calendar, [_year(date, calendar)])
    elif date.part(1) is None:
        runs = _whole_years(pattern, calendar)
    else:
        runs = _days_in(date, calendar, _counted(years_fitting(pattern), calendar))
    found = list(islice(joined_lazily(runs), most + 1))
    if not found:
        raise _no_day(date, calendar)
    if len(found) <= most:
        return found, True
    years = _counted(years_fitting_down(pattern), calendar)
    of_last_years = (list(_days_in(date, calendar, [year])) for year in years)
    last = next(filter(None, of_last_years))[-1][1]
    return [(found[0][0], last)], False


def _counted(years: Iterable[int], calendar: Calendar) -> Iterator[int]:
    """Yield those of some years that a calendar counts."""
    return (it for it in years if calendar.first_year <= it <= calendar.last_year)


def _whole_years(pattern: str, calendar: Calendar) -> Iterator[Run]:
    """Yield the days of the years that a pattern leaves open, ascending."""
    for run in year_runs(pattern):
        first, last = max(run[0], calendar.first_year), min(run[1], calendar.last_year)
        if first <= last:
            yield calendar.months(first)[0].days[0], calendar.months(last)[-1].days[1]


def _year(date: CalendarDate, calendar: Calendar) -> int:
    """Return the one year that is written, if the calendar has it."""
    written = date.parts[0][0]
    if written.strip("-Y0123456789"):
        raise date.fault(0, "a year in plain digits")
    number = int(written.removeprefix("Y"))
    if iso_year(number) != written:
        raise date.fault(0, iso_year(number))
    if not calendar.first_year <= number <= calendar.last_year:
        first, last = iso_year(calendar.first_year), iso_year(calendar.last_year)
        raise date.fault(0, f"a {calendar.name} year from {first} to {last}")
    return number


def _days_in(
    date: CalendarDate, calendar: Calendar, years: Iterable[int]
) -> Iterator[Run]:
    """Yield the days of a date in some years, ascending; some may touch."""
    month, day = date.part(1), date.part(2)
    if month is None:
        for year in years:
            months = calendar.months(year)
            yield months[0].days[0], months[-1].days[1]
        return
    if not (matching(month) & _MONTHS and matching(day or "XX") & _DAYS):
        return
    for year in years:
        for it in calendar.months(year):
            if not _fits(month, it.number):
                continue
            if day is None:
                yield it.days
                continue
            for number in range(it.first, it.last + 1):
                if _fits(day, number):
                    found = it.days[0] + number - it.first
                    yield found, found


def _fits(pattern: str, number: int) -> bool:
    return bool(matching(pattern) >> number & 1)


def _no_day(date: CalendarDate, calendar: Calendar) -> DateSyntaxError:
    """Return the error for a month or day that the year has not."""
    if any("X" in part for part, _ in date.parts):
        return date.fault(len(date.parts) - 1, "digits that leave a day open")
    months = calendar.months(_year(date, calendar))
    month = int(date.parts[1][0])
    lasts = [it.last for it in months if it.number == month]
    if lasts:
        return date.fault(2, f"a day from 01 to {max(lasts):02}")
    return date.fault(1, f"a month from 01 to {max(it.number for it in months):02}")


def _days_of_double(date: CalendarDate, calendar: Calendar) -> list[Run]:
    """Return the days of a double year, which two counts of years number differently.

    The first is that of a year begun on the calendar's new year's day, by default 25
    March, and the second that of one begun in January; or the other way round, where
    the year began later than June, and so before the January that it is named after.
    """
    year = _year(date, calendar)
    slash = DateSyntaxError(
        date.text, date.text.index("/"), f"the last digits of {year + 1} after the year"
    )
    if not str(year + 1).endswith(date.double):
        raise slash
    if not isinstance(calendar, RomanYears):
        raise DateSyntaxError(
            date.text, slash.offset, f"one year ({calendar.name} years are not double)"
        )
    from_january, other = rival_years(calendar)
    years = (year, year + 1) if other.begins_by_june else (year + 1, year)
    months = other.months(years[0])
    lo, hi = months[0].days[0], months[-1].days[1]
    runs = [
        (max(first, lo), min(last, hi))
        for first, last in _days_in(date, from_january, [years[1]])
        if first <= hi and lo <= last
    ]
    if not runs:
        raise DateSyntaxError(
            date.text,
            slash.offset,
            "one year, since years begun on 01-01"
            f" and {str(other.new_year)[2:]} agree there",
        )
    return joined(runs)
