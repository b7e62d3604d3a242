"""Sets of days told by digits: which centuries, which years, which days of a year.

A grid is the days whose century, whose year of the century and whose day of the year
are each among those given. Questions about it cost the same however many years it
spans, since none of them walks from year to year.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from chrono56.days import civil_from_days, first_of_year, is_leap

FIRST_YEAR: Final = -10_000
"""The first year a grid can hold."""
LAST_YEAR: Final = 10_099
"""The last year a grid can hold."""
LEAP_DAY: Final = 59
"""The place of 29 February among the days of a year, counted from 0."""
DAYS_BEFORE: Final = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366)
"""The places of the months' first days, and of what would follow December."""

ERA: Final = 100
"""The bit of the century of the years 0 to 99; that of FIRST_YEAR's is 0."""

_CENTURY: Final = 100
_ALL_CENTURIES: Final = (1 << 201) - 1
_ALL_YEARS: Final = (1 << _CENTURY) - 1
_ALL_DAYS: Final = (1 << DAYS_BEFORE[-1]) - 1
_LEAP_BIT: Final = 1 << LEAP_DAY
_LAST_DAY: Final = DAYS_BEFORE[-1] - 1
# A year is leap by its last two digits, or it ends a century and goes by the first two.
_LEAP_YEARS: Final = sum(1 << year for year in range(4, _CENTURY, 4))
_LEAP_CENTURIES: Final = sum(1 << century for century in range(0, 201, 4))
_CENTURY_END: Final = 1


def lowest(bits: int) -> int:
    """Return the place of the lowest bit that is set; there must be one."""
    return (bits & -bits).bit_length() - 1


def places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, ascending."""
    while bits:
        yield lowest(bits)
        bits &= bits - 1


def mirrored(bits: int, top: int) -> int:
    """Return the bits up to the place *top* in reverse, so that bit 0 becomes *top*.

    >>> f"{mirrored(0b0011, 3):04b}"
    '1100'
    """
    return int(f"{bits & (2 << top) - 1:0{top + 1}b}"[::-1], 2)


@attrs.frozen
class Grid:
    """The days whose three parts are each among some; 29 February only in leap years.

    Attributes:
        centuries: Bit *c* + 100 is the years from 100 *c* to 100 *c* + 99.
        years: Bit *y* is the years that are 100 *c* + *y*.
        days: Bit *d* is a day of the year, counted from 0 as in a leap year.

    >>> from chrono56.days import iso_day
    >>> leap_days = Grid.of_any_year(days=1 << LEAP_DAY)
    >>> iso_day(leap_days.next(first_of_year(1897)))
    '1904-02-29'
    """

    centuries: int
    years: int
    days: int

    @staticmethod
    def of_any_year(days: int = _ALL_DAYS) -> "Grid":
        """Return some days of every year that a grid can hold."""
        return Grid(_ALL_CENTURIES, _ALL_YEARS, days)

    def first(self) -> int | None:
        """Return the number of the earliest day; None if there is none at all."""
        year = self._year_from(FIRST_YEAR)
        return None if year is None else _day_in(year, self.days)

    def last(self) -> int | None:
        """Return the number of the latest day; None if there is none at all."""
        year = self._year_to(LAST_YEAR)
        return None if year is None else _last_day_in(year, self.days)

    def next(self, day: int) -> int | None:
        """Return the earliest day that is not before *day*."""
        year, place = place_of(day)
        if self._has_year(year):
            found = _day_in(year, self.days >> place << place)
            if found is not None:
                return found
        following = self._year_from(year + 1)
        return None if following is None else _day_in(following, self.days)

    def previous(self, day: int) -> int | None:
        """Return the latest day that is not after *day*."""
        year, place = place_of(day)
        if self._has_year(year):
            found = _last_day_in(year, self.days & (2 << place) - 1)
            if found is not None:
                return found
        earlier = self._year_to(year - 1)
        return None if earlier is None else _last_day_in(earlier, self.days)

    def __and__(self, other: "Grid") -> "Grid":
        return Grid(
            self.centuries & other.centuries,
            self.years & other.years,
            self.days & other.days,
        )

    def minus(self, other: "Grid") -> tuple["Grid", ...]:
        """Return the days of this grid that are not in the other, in disjoint grids."""
        centuries = self.centuries & other.centuries
        years = self.years & other.years
        return (
            Grid(self.centuries & ~other.centuries, self.years, self.days),
            Grid(centuries, self.years & ~other.years, self.days),
            Grid(centuries, years, self.days & ~other.days),
        )

    def year_later(self, days: int) -> tuple["Grid", ...]:
        """Return some days of the years that follow those of this grid."""
        following = Grid(self.centuries, self.years << 1 & _ALL_YEARS, days)
        if not self.years >> _CENTURY - 1:
            return (following,)
        return following, Grid(self.centuries << 1 & _ALL_CENTURIES, 1, days)

    def day_later(self) -> tuple["Grid", ...]:
        """Return the days that follow those of this grid, as far as a grid can go.

        28 February is followed by the 29th in leap years, else by 1 March.
        """
        days = self.days
        before_leap_day = days >> LEAP_DAY - 1 & 1
        usual = days & ~(1 << _LAST_DAY | 3 << LEAP_DAY - 1)
        found = [Grid(self.centuries, self.years, usual << 1)]
        if before_leap_day:
            found += [
                attrs.evolve(grid, days=_LEAP_BIT << 1) for grid in self._common_years()
            ]
        found += [
            attrs.evolve(grid, days=(days & 3 << LEAP_DAY - 1) << 1)
            for grid in self._leap_years()
        ]
        if days >> _LAST_DAY:
            found += self.year_later(days=1)
        return tuple(found)

    def since(self, day: int) -> tuple["Grid", ...]:
        """Return the days that are not before *day*, in disjoint grids.

        They are of its year, of the years after it in its century, and of all others.
        The day is of a year that a grid can hold.
        """
        year, place = place_of(day)
        century, within = divmod(year, _CENTURY)
        here, later = 1 << century + ERA, century + ERA + 1
        return (
            self & Grid(here, 1 << within, _ALL_DAYS >> place << place),
            self & Grid(here, _ALL_YEARS >> within + 1 << within + 1, _ALL_DAYS),
            self & Grid(_ALL_CENTURIES >> later << later, _ALL_YEARS, _ALL_DAYS),
        )

    def before(self, day: int) -> tuple["Grid", ...]:
        """Return the days that are before *day*, in disjoint grids, as `since`."""
        year, place = place_of(day)
        century, within = divmod(year, _CENTURY)
        here = 1 << century + ERA
        return (
            self & Grid(here - 1, _ALL_YEARS, _ALL_DAYS),
            self & Grid(here, (1 << within) - 1, _ALL_DAYS),
            self & Grid(here, 1 << within, (1 << place) - 1),
        )

    def _leap_years(self) -> tuple["Grid", "Grid"]:
        return (
            Grid(self.centuries, self.years & _LEAP_YEARS, self.days),
            Grid(
                self.centuries & _LEAP_CENTURIES, self.years & _CENTURY_END, self.days
            ),
        )

    def _common_years(self) -> tuple["Grid", "Grid"]:
        return (
            Grid(
                self.centuries,
                self.years & ~(_LEAP_YEARS | _CENTURY_END),
                self.days,
            ),
            Grid(
                self.centuries & ~_LEAP_CENTURIES, self.years & _CENTURY_END, self.days
            ),
        )

    def _has_year(self, year: int) -> bool:
        century, within = divmod(year, _CENTURY)
        if not -ERA <= century <= ERA:
            return False
        return bool(self.centuries >> century + ERA & self.years >> within & 1)

    def _year_from(self, year: int) -> int | None:
        """Return the earliest year with a day of this grid, not before *year*."""
        if self.days != _LEAP_BIT:
            return _year_from(self, year) if self.days else None
        found = (_year_from(grid, year) for grid in self._leap_years())
        return min((year for year in found if year is not None), default=None)

    def _year_to(self, year: int) -> int | None:
        """Return the latest year with a day of this grid, not after *year*."""
        if self.days != _LEAP_BIT:
            return _year_to(self, year) if self.days else None
        found = (_year_to(grid, year) for grid in self._leap_years())
        return max((year for year in found if year is not None), default=None)


def place_of(day: int) -> tuple[int, int]:
    """Return a day's year and its place among the year's days, as a grid counts them.

    >>> place_of(first_of_year(1957) + 59)  # 1 March
    (1957, 60)
    """
    year, month, of_month = civil_from_days(day)
    return year, DAYS_BEFORE[month - 1] + of_month - 1


def _day_in(year: int, days: int) -> int | None:
    """Return the earliest of some days in that year; None if it has none of them."""
    leap = is_leap(year)
    if not leap:
        days &= ~_LEAP_BIT
    if not days:
        return None
    place = lowest(days)
    return first_of_year(year) + place - (place > LEAP_DAY and not leap)


def _last_day_in(year: int, days: int) -> int | None:
    """Return the latest of some days in that year; None if it has none of them."""
    leap = is_leap(year)
    if not leap:
        days &= ~_LEAP_BIT
    if not days:
        return None
    place = days.bit_length() - 1
    return first_of_year(year) + place - (place > LEAP_DAY and not leap)


def _year_from(grid: Grid, year: int) -> int | None:
    century, within = divmod(max(year, FIRST_YEAR), _CENTURY)
    here = grid.years >> within
    if here and grid.centuries >> century + ERA & 1:
        return century * _CENTURY + within + lowest(here)
    later = grid.centuries >> century + ERA + 1
    if not (later and grid.years):
        return None
    return (century + 1 + lowest(later)) * _CENTURY + lowest(grid.years)


def _year_to(grid: Grid, year: int) -> int | None:
    if year < FIRST_YEAR:
        return None
    century, within = divmod(min(year, LAST_YEAR), _CENTURY)
    here = grid.years & (2 << within) - 1
    if here and grid.centuries >> century + ERA & 1:
        return century * _CENTURY + here.bit_length() - 1
    earlier = grid.centuries & (1 << century + ERA) - 1
    if not (earlier and grid.years):
        return None
    last = earlier.bit_length() - 1 - ERA
    return last * _CENTURY + grid.years.bit_length() - 1
