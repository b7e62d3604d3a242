"""Years as calendars count them: their months, and on which day each began."""

from bisect import bisect_right
from collections.abc import Callable
from typing import Final, Protocol

import attrs

from chrono56.dates.julian import (
    days_from_julian,
    julian_from_days,
    julian_month_length,
)
from chrono56.dates.masks import Run
from chrono56.dates.monthday import MonthDay
from chrono56.dates.months import month_after
from chrono56.days import civil_from_days, days_from_civil, iso_day, month_length
from chrono56.errors import ReckoningError

JANUARY: Final = MonthDay(1, 1)
_LADY_DAY: Final = MonthDay(3, 25)
_JUNE: Final = 6
_DECEMBER: Final = 12
_LARGEST: Final = 10**16 - 1


@attrs.frozen(kw_only=True)
class Month:
    """A month of a year, or the part of one that belongs to the year.

    Attributes:
        number: As it is written.
        days: First and last day, as day numbers.
        first: The number that the first day has within the month.
        whole: Whether it is all of the month.
    """

    number: int
    days: Run
    first: int = 1
    whole: bool = True

    @property
    def last(self) -> int:
        """The number that the last day has within the month."""
        return self.first + self.days[1] - self.days[0]


class Calendar(Protocol):
    """What converting needs to know of a calendar."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def last_year(self) -> int:
        """The last year that it can count."""

    @property
    def first_year(self) -> int:
        """The first year that it can count."""

    def months(self, year: int) -> list[Month]:
        """Return the months of a year in the order of time; the year must be one."""

    def year_of(self, day: int) -> int:
        """Return the year in which a day lies.

        Raises:
            ReckoningError: It lies outside the years of the calendar.
        """


@attrs.frozen
class RomanYears:
    """Julian or Gregorian years, which may begin on another day than 1 January.

    A year that begins by June is that in which it begins, as from 25 March in England
    until 1751; one that begins later is that in which it ends, as from 1 September in
    Byzantium and Russia.

    Attributes:
        name: ``julian`` or ``gregorian``.
        new_year: The day with which the number of the year changes.
    """

    name: str
    new_year: MonthDay = JANUARY
    first_year: int = -_LARGEST
    last_year: int = _LARGEST

    def months(self, year: int) -> list[Month]:
        """Return the months of a year; two parts of one month if it begins within."""
        civil = year if self.begins_by_june else year - 1
        month, first = self.new_year.month, self.new_year.day
        found = []
        before = self._day(civil, month, 1) - 1
        for step in range(_DECEMBER + (first > 1)):
            in_year, number = month_after(civil, month, step)
            begins = first if step == 0 else 1
            length = self._month_length(in_year, number)
            ends = length if step < _DECEMBER else first - 1
            found.append(
                Month(
                    number=number,
                    days=(before + begins, before + ends),
                    first=begins,
                    whole=begins == 1 and ends == length,
                )
            )
            before += length
        return found

    def year_of(self, day: int) -> int:
        """Return the year in which a day lies."""
        split = julian_from_days if self.name == "julian" else civil_from_days
        civil = split(day)[0]
        begins = self._day(civil, self.new_year.month, self.new_year.day)
        begun = civil if self.begins_by_june else civil + 1
        return begun if day >= begins else begun - 1

    @property
    def begins_by_june(self) -> bool:
        """Whether a year begins in the January year of its number, not before it."""
        return self.new_year.month <= _JUNE

    def _day(self, year: int, month: int, day: int) -> int:
        number = days_from_julian if self.name == "julian" else days_from_civil
        return number(year, month, day)

    def _month_length(self, year: int, month: int) -> int:
        length = julian_month_length if self.name == "julian" else month_length
        return length(year, month)


def rival_years(calendar: RomanYears) -> tuple[RomanYears, RomanYears]:
    """Return the two counts of years that a double year is of.

    The one begins in January, the other on the calendar's own new year's day; where
    that is in January too, on 25 March.
    """
    own = calendar.new_year
    style = own if own != JANUARY else _LADY_DAY
    return RomanYears(calendar.name), RomanYears(calendar.name, style)


@attrs.frozen(kw_only=True)
class CountedYears:
    """Years from 1 on, whose first days and months are given by functions.

    Attributes:
        name: What the calendar is called.
        last_year: The last year that it can count.
        first_day: Returns the day number of a year's first day.
        lengths: Returns the number and length of a year's months, in order of time.
    """

    name: str
    last_year: int
    first_day: Callable[[int], int]
    lengths: Callable[[int], list[tuple[int, int]]]
    first_year: int = 1

    def months(self, year: int) -> list[Month]:
        """Return the months of a year in the order of time."""
        first = self.first_day(year)
        found = []
        for number, length in self.lengths(year):
            found.append(Month(number=number, days=(first, first + length - 1)))
            first += length
        return found

    def year_of(self, day: int) -> int:
        """Return the year in which a day lies.

        Raises:
            ReckoningError: It lies outside the years of the calendar.
        """
        years = range(self.first_year, self.last_year + 1)
        found = bisect_right(years, day, key=self.first_day)
        last = self.months(self.last_year)[-1].days[1]
        if not found or day > last:
            first = self.first_day(self.first_year)
            raise ReckoningError(
                f"{iso_day(day)} in the {self.name} calendar",
                f"it counts the days from {iso_day(first)} to {iso_day(last)}",
            )
        return years[found - 1]
